"""What the watch looks at again: every post, records of what was sent, consents and rights that run out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from scripts.content.places import POST_FILE, post_folder
from scripts.content.post import Post, read_post
from scripts.delivery.ledger import ever_sent
from scripts.effects.content.load import consents_in, incidents_in, post_in
from scripts.effects.git.archive import approved_post, approved_texts, registers_then
from scripts.effects.git.ledger_branch import Ledger
from scripts.effects.git.main_branch import Main
from scripts.messages.media import shown_until
from scripts.publishing.auditing.proving import proved
from scripts.records.record import Record
from scripts.tasks.issue_plan import CheckResult
from scripts.tasks.reminders import expiry_reminders
from scripts.tasks.sent_terms import picture_reminders, withdrawn_links
from scripts.tasks.stuck import proof_tasks
from scripts.text.dates import JAPAN


def all_posts(root: Path, main: Main, ledger: Ledger, today: date) -> list[tuple[Post, date | None]]:
    """Every post that was or will be sent, and the day on which it was."""
    records = {post_id: Record(post_id, lines) for post_id, lines in ledger.posts.items() if ever_sent(lines)}
    sent = [
        (post, at.astimezone(JAPAN).date() if (at := records[post_id].sent_at) else today)
        for post_id, post in approved_texts(root, records).items()
    ]
    on_main = main.view.survey.folders
    folders = [paths[0] for post_id, paths in on_main.items() if post_id not in records]
    to_come = [post_in(main.tree, f"{folder}/{POST_FILE}") for folder in folders]
    return [*sent, *((post, None) for post in to_come if post)]


def check_records(root: Path, ledger: Ledger, posts: Iterable[Post]) -> CheckResult:
    """The records of the sent posts that have their turn; the others stay as they are."""
    records = {post.post_id: Record(post.post_id, ledger.of(post.post_id)) for post in posts}
    answers = {
        post_id: proved(root, record, approved_post(root, record), registers_then(root, record))
        for post_id, record in records.items()
        if record.state == "sent"
    }
    return CheckResult(
        (*proof_tasks(answers),),
        lambda key: key.startswith("proof/") and key.removeprefix("proof/") not in answers,
    )


def check_terms(
    main: Main, ledger: Ledger, posts: Iterable[tuple[Post, date | None]], today: date
) -> CheckResult:
    """Consents and rights that run out or are withdrawn, before the send and after it."""
    every, consents = list(posts), consents_in(main.tree)
    to_come = [post for post, sent_on in every if sent_on is None]
    sent = [_as_main_says(main, ledger, post) for post, sent_on in every if sent_on]
    return CheckResult(
        (
            *expiry_reminders(to_come, consents, today),
            *picture_reminders(
                sent, incidents_in(main.tree), today, shown_until(_files_by_name(main), sent + to_come)
            ),
            *withdrawn_links(sent, consents, today),
        )
    )


def _files_by_name(main: Main) -> dict[str, dict[str, bytes]]:
    """post_id → what lies beside its text on `main`, by name, each file as git's name of it: none is read."""
    files: dict[str, dict[str, bytes]] = {}
    for path, entry in main.tree.entries.items():
        if folder := post_folder(path):
            beside = files.setdefault(folder.rpartition("/")[2], {})
            beside[path.removeprefix(f"{folder}/")] = entry.sha.encode()
    return files


def _as_main_says(main: Main, ledger: Ledger, post: Post) -> Post:
    """A sent post as it was sent; one that was changed since (which nobody may) as the site reads it."""
    sent = Record(post.post_id, ledger.of(post.post_id)).claimed.get("content_sha")
    if main.tree.folders.get(post.folder, sent) == sent:
        return post
    return read_post(post.path, main.tree.read([post.path]).get(post.path, b""), {})
