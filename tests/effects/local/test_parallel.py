"""Work at the same time: nothing is lost between the parts, and what goes wrong in one is said."""

from threading import Event

import pytest

from scripts.effects.local.parallel import in_background, map_chunks

FILES = [
    f"content/posts/division/2026/{day}-a/{name}" for day in range(10_000, 10_400) for name in ("a", "b")
]


def together(paths: list[str]) -> list[list[str]]:
    return [paths]


def fail(paths: list[str]) -> list[str]:
    raise ValueError(paths[0])


@pytest.mark.parametrize("many", [10, len(FILES)])
def test_every_file_is_looked_at_once_in_the_company_of_its_folder(many: int) -> None:
    parts = map_chunks(together, FILES[:many])
    assert sorted(path for part in parts for path in part) == FILES[:many]
    assert all(len(part) % 2 == 0 for part in parts)
    assert (len(parts) > 1) == (many > 600)


def test_what_fails_in_a_part_fails_as_a_whole() -> None:
    with pytest.raises(ValueError, match="-a/a"):
        map_chunks(fail, FILES)


def test_what_is_done_beside_has_begun_and_is_waited_for() -> None:
    begun, ask = Event(), Event()

    def work() -> str:
        begun.set()
        ask.wait(10)
        return "done"

    answer = in_background(work)
    assert begun.wait(10)
    ask.set()
    assert answer() == "done"


def test_what_fails_beside_fails_where_its_answer_is_needed() -> None:
    answer = in_background(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        answer()
