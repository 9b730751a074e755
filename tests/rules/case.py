"""The cases of a rule: a good world, what is changed in it, and every finding that must come of it.

`cases/<rule>.yml` has two lists, `left alone:` and `caught:`. Each entry is one case:
case: a few words                   # its name
known_slip: 30                      # which of the thirty slips known from practice it is
now: "2026-12-04T10:00+09:00"       # the clock; this is its default
post: contractor                    # which of the two good posts is changed; default division
change: {old text: new text}        # each old text stands exactly once in that post.md
set: {images: []}                   # a field of the post as a whole
written: path                       # another file beside this one, instead of that post.md
body: text                          # instead of the post's body
reply: text                         # an answer that waits to be sent, instead of the good one
registers: {roster.yml: {old: new}} # the same for a register; null removes the file
files: {path: text or null}         # more files from the root; COPY is the post itself, null removes one
pictures: {name: {size: [w, h], kind: JPEG, gps: true, …}}  # pictures beside the post, made by `good_world.picture`
save_as: cp932 | utf-8-sig | crlf   # how the post was saved
before: {roster.yml: {old: new}}    # how a register stood before the change, seen from the changed one
sent: [post_id]
in_doubt: [post_id]                 # asked of LINE, and nobody knows yet whether it arrived
approved_at: "…"
touched: [path]                     # the files of the change that is looked at; default none
used_ids: [post_id]                 # ids that the history knows
committed: {path: kind}             # secrets that a commit of the change added
expect: ["line rule: part of the message", "path:line rule: …"]
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from scripts.checking.changes import CommittedSecret, CredentialsChange, RosterChange, changed_files
from scripts.checking.context import RuleContext
from scripts.checking.finding import Finding
from scripts.effects.content.load import document_in, setting_in
from scripts.effects.content.registers import register_changes
from scripts.effects.content.subjects import subjects_in
from scripts.reading.fields import moment
from scripts.rules.book import ask
from scripts.text.similarity import print_of
from tests.rules.good_world import POSTS, MemoryTree, good_files, picture

HERE = Path(__file__).parent
REPLY = "content/replies/contractor/20261130-otameshi.md"
KEYS = {
    "case", "known_slip", "now", "post", "written", "change", "set", "body", "reply", "registers", "files", "pictures",
    "save_as", "before", "sent", "approved_at", "touched", "used_ids", "committed", "expect", "in_doubt",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case of a rule: `data` is its entry, `is_caught` says in which of the two lists it stands."""

    rule: str
    is_caught: bool
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}/{'caught' if self.is_caught else 'left-alone'}/{self.data.get('case')}"

    @property
    def expected(self) -> list[str]:
        return list(self.data.get("expect", []))

    @property
    def tree(self) -> MemoryTree:
        """The good world with this case's changes."""
        data = self.data
        side = data.get("post", "division")
        files = dict(good_files())
        path = f"{POSTS[side]}/post.md"
        good = (HERE / data["written"]).read_bytes() if "written" in data else files[path]
        text = changed(good.decode(), data.get("change", {}), str(self))
        for name, value in data.get("set", {}).items():
            text = with_field(text, name, value)
        if "body" in data:
            text = text[: text.index("\n---\n", 4) + 5] + data["body"]
        files[path] = saved_as(text, data.get("save_as", ""))
        if "reply" in data:
            fields = files[REPLY].decode().partition("sent_on:")[0]
            files[REPLY] = f"{fields}---\n{data['reply']}\n".encode()
        for name, change in data.get("registers", {}).items():
            file = f"content/{name}"
            if change is None:
                del files[file]
            else:
                files[file] = changed(files[file].decode(), change, str(self)).encode()
        for name, shape in data.get("pictures", {}).items():
            files[f"{POSTS[side]}/{name}"] = picture(
                **{
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in (shape or {}).items()
                }
            )
        for name, content in data.get("files", {}).items():
            if content is None:
                del files[name]
            else:
                files[name] = files[path] if content == "COPY" else content.encode()
        return MemoryTree(files)

    @property
    def setting(self) -> RuleContext:
        data = self.data
        now = moment(data.get("now", "2026-12-04T10:00+09:00"))
        assert now, str(self)
        tree, sent = self.tree, frozenset(data.get("sent", []))
        doubtful = frozenset(data.get("in_doubt", []))
        setting = setting_in(tree, now, sent, moment(data.get("approved_at")), doubtful)
        recent = [
            print_of(post_id, document_in(tree, f"{folders[0]}/post.md").text)
            for post_id, folders in setting.folders.items()
            if post_id in sent
        ]
        return replace(setting, recent=tuple(recent))

    def findings(self) -> list[Finding]:
        """What all the rules say about the whole world of this case."""
        tree, setting = self.tree, self.setting
        touched = changed_files(self.data.get("touched", []), frozenset(self.data.get("used_ids", [])))
        secrets = [
            CommittedSecret(path, "0" * 40, kind) for path, kind in self.data.get("committed", {}).items()
        ]
        subjects = [
            *subjects_in(tree, tree.paths("content/")),
            *touched,
            *secrets,
            *self.register_changes(tree),
        ]
        return sorted(finding for subject in subjects for finding in ask(subject, setting))

    def register_changes(self, tree: MemoryTree) -> list[CredentialsChange | RosterChange]:
        """What `before` says, as `check --base` sees it."""
        before = dict(tree.files)
        for name, change in self.data.get("before", {}).items():
            path = f"content/{name}"
            before[path] = changed(before[path].decode(), change, str(self)).encode()
        touched = [path for path in before if before[path] != tree.files[path]]
        return list(register_changes(touched, MemoryTree(before), tree))


def read_cases(file: Path) -> Iterator[Case]:
    """Every case of one file, those that are left alone first."""
    lists = yaml.safe_load(file.read_text("utf-8"))
    assert list(lists) == ["left alone", "caught"], file
    for name, entries in lists.items():
        for entry in entries:
            assert entry.keys() <= KEYS, f"{file}: unknown {entry.keys() - KEYS}"
            yield Case(file.stem, name == "caught", entry)


def said(finding: Finding) -> str:
    """A finding as a case file names it."""
    return f"{finding.path}:{finding.line} {finding.rule}: {finding.message}"


def answers(expected: str, finding: Finding) -> bool:
    """True if a finding is the one that a case names: place and rule exactly, and the words in its message.

    The path may be left out for a post.
    """
    head, _, words = expected.partition(": ")
    places = [f"{finding.path}:{finding.line} {finding.rule}"]
    if finding.path.endswith("/post.md"):
        places.append(f"{finding.line} {finding.rule}")
    return head in places and words in finding.message


def changed(text: str, change: Mapping[str, str], case: str) -> str:
    """The text with each old part replaced; a part that does not stand there exactly once is a broken case."""
    for old, new in change.items():
        assert text.count(old) == 1, f"{case}: {old!r} stands {text.count(old)} times"
        text = text.replace(old, repeated(new))
    return text


def with_field(text: str, name: str, value: Any) -> str:
    """The text with one field of the front matter written anew, or added at its end."""
    head, body = text[4:].split("\n---\n", 1)
    written = f"{name}: {json.dumps(value, ensure_ascii=False)}"
    fields = re.split(r"^(?=\S)", head, flags=re.M)
    kept = [field.rstrip("\n") for field in fields if field and not field.startswith(f"{name}:")]
    place = next(
        (n for n, field in enumerate(f for f in fields if f) if field.startswith(f"{name}:")), len(kept)
    )
    return "---\n" + "\n".join([*kept[:place], written, *kept[place:]]) + "\n---\n" + body


def repeated(new: Any) -> str:
    """`[letters, times]` spares a case file from thousands of letters."""
    return new[0] * new[1] if isinstance(new, list) else str(new)


def saved_as(text: str, how: str) -> bytes:
    """The bytes as some editor would have saved them."""
    return text.replace("\n", "\r\n").encode() if how == "crlf" else text.encode(how or "utf-8")
