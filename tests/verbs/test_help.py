"""Every verb answers `--help` with its own help and does nothing else."""

import importlib
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
VERBS = sorted(file.stem for file in SCRIPTS.glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_printed_and_nothing_is_done(verb, capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)  # no checkout: whatever a verb does beside its help ends with another code
    with pytest.raises(SystemExit) as end:
        importlib.import_module(f"scripts.{verb}").main(["--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m scripts.{verb} ")
    assert list(tmp_path.iterdir()) == []
