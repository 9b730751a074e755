"""What a change holds beside the posts that it brings, in words: replies, records of trouble, what it takes away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scripts.checking.context import RuleContext
from scripts.content.incident import read_incident
from scripts.content.places import POST_FILE, POST_ID, folder_parts
from scripts.content.reply import REPLIES, read_reply
from scripts.delivery.ledger import state_of
from scripts.effects.content.load import corrected_in, post_in, setting_of_registers, titles_among
from scripts.effects.content.scope import Scope
from scripts.effects.git.commands import CommitTree
from scripts.effects.git.ledger_branch import lines_among
from scripts.pages.words.by_hand import incident_in_words, reply_in_words
from scripts.pages.words.markdown import FormInWords
from scripts.pages.words.withdrawal import Course, reply_removal_in_words, withdrawal_in_words
from scripts.pull_requests.preview_comment import PreviewedPost
from scripts.reading.document import read_markdown_file, read_yaml_file
from scripts.records.record import Record


def by_hand(scope: Scope, paths: Sequence[str], at: datetime, most: int) -> list[PreviewedPost]:
    """Replies and records of trouble: nothing of them is sent by the program."""
    context = setting_of_registers(scope.registers, at)
    files = scope.posts.read(paths)
    return [_in_words(path, raw, scope, context, most) for path, raw in files.items()]


def _in_words(path: str, raw: bytes, scope: Scope, context: RuleContext, most: int) -> PreviewedPost:
    posts = scope.posts
    if path.startswith(REPLIES):
        reply = read_reply(read_markdown_file(path, raw))
        shown = previewed_as(
            reply.id, "", reply_in_words(reply, context, titles_among(posts, [reply.post]), most), path
        )
        return replace(shown, whole=shown.whole and not reply.document.mistakes)
    incident = read_incident(read_yaml_file(path, raw))
    losing = _with_its_pictures(scope.before, incident.takes_down) if scope.before else []
    titles = titles_among(posts, [*incident.about, *losing])
    return previewed_as(incident.id, "", incident_in_words(incident, context, titles, losing, most), path)


def _with_its_pictures(tree: CommitTree, post_id: str) -> list[str]:
    """The other posts of `main` that hold a file with the bytes of one of the post's pictures."""
    blobs: dict[str, set[str]] = {}  # post_id → blobs beside its text
    for path, entry in tree.entries.items():
        if (parts := folder_parts(path)) and not path.endswith(f"/{POST_FILE}"):
            blobs.setdefault(parts[2], set()).add(entry.sha)
    taken = blobs.pop(post_id, set())
    return sorted(other for other, beside in blobs.items() if beside & taken)


def previewed_as(name: str, picture: str, form: FormInWords, place: str) -> PreviewedPost:
    """A form in words as a part of the comment."""
    return PreviewedPost(name, picture, form.lead, form.rest, place, whole=not form.left_out)


def taken_away(
    root: Path, scope: Scope, places: Sequence[str], at: datetime, most: int
) -> list[PreviewedPost]:
    """The posts (by folder) and replies (by file) that the merge removes, as `main` has them."""
    context = setting_of_registers(scope.registers, at)
    replies = scope.registers.read([place for place in places if place.startswith(REPLIES)])
    folders = {place.rpartition("/")[2]: place for place in places if place not in replies}
    posts = {post_id: folder for post_id, folder in folders.items() if POST_ID.fullmatch(post_id)}
    lines = lines_among(root, posts)
    shown = []
    for post_id, folder in posts.items():
        post = post_in(scope.registers, f"{folder}/{POST_FILE}")
        entries = None if lines is None else lines.get(post_id, ())
        course = (
            Course(None) if entries is None else Course(state_of(entries), Record(post_id, entries).sent_at)
        )
        corrected = corrected_in(scope.registers, post) if post else ()
        shown.append(_gone(post_id, withdrawal_in_words(post_id, post, corrected, course, context, most)))
    for path, raw in replies.items():
        reply = read_reply(read_markdown_file(path, raw))
        shown.append(_gone(reply.id, reply_removal_in_words(reply, context, most)))
    return shown


def _gone(name: str, form: FormInWords) -> PreviewedPost:
    return PreviewedPost(name, "", form.lead, form.rest, gone=True)
