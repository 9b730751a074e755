"""The floor under a full check: read, front matter, schema and Markdown in a plain loop over the same files."""

import json
import sys
from pathlib import Path


def main() -> None:
    """Read every post below the given folder with the libraries alone, and their pictures' bytes."""
    import frontmatter
    import markdown
    import yaml
    from frontmatter.default_handlers import YAMLHandler
    from jsonschema import Draft202012Validator

    root = Path(sys.argv[1])
    validator = Draft202012Validator(json.loads((root / "schemas/post.schema.json").read_bytes()))
    converter = markdown.Markdown()

    class Fast(YAMLHandler):
        def load(self, fm: str, **_: object) -> object:
            return yaml.load(fm, yaml.CSafeLoader)

    posts = 0
    for file in sorted((root / "content/posts").rglob("*")):
        if file.name == "post.md":
            post = frontmatter.loads(file.read_text("utf-8"), handler=Fast())
            list(validator.iter_errors(post.metadata))
            converter.reset().convert(post.content)
            posts += 1
        elif file.is_file():
            file.read_bytes()
    print(posts)


if __name__ == "__main__":
    main()
