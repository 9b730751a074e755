"""The floor under a full check: read, front matter, schema and Markdown in a plain loop over the same files."""

import json
import sys
from pathlib import Path
from typing import Any

KINDS = {"posts": "post", "replies": "reply", "incidents": "incident"}


def main() -> None:
    """Read every file below the given folder's `content/` with the libraries alone, and its pictures' bytes."""
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler
    from jsonschema import Draft202012Validator
    from markdown_it import MarkdownIt

    root = Path(sys.argv[1])
    validators = {
        file.name.partition(".")[0]: Draft202012Validator(json.loads(file.read_bytes()))
        for file in (root / "schemas").iterdir()
    }
    converter = MarkdownIt("commonmark")

    class Fast(YAMLHandler):
        def load(self, fm: str, **_: object) -> dict[str, Any]:
            fields: dict[str, Any] = yaml.load(fm, yaml.CSafeLoader)
            return fields

    forms = 0
    for file in sorted((root / "content").rglob("*")):
        inside = file.relative_to(root / "content").parts
        validator = validators[KINDS.get(inside[0], inside[0].partition(".")[0])]
        if file.suffix == ".md":
            form = frontmatter.loads(file.read_text("utf-8"), handler=Fast())
            list(validator.iter_errors(form.metadata))
            converter.parse(form.content)
        elif file.suffix == ".yml":
            list(validator.iter_errors(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)))
        elif file.is_file():
            file.read_bytes()
        forms += file.suffix in (".md", ".yml")
    print(forms)


if __name__ == "__main__":
    main()
