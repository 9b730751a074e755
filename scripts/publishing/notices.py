"""Tells people what became of the posts: on the job's page, on the pull request, in one issue a post.

A notice that fails is said on stderr and changes nothing: what was sent is sent, and the ledger says so.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from scripts.delivery.ledger import Entry, latest_claim
from scripts.delivery.outcome import Result, marker, sent_comment, summary
from scripts.effects.github.api import Api
from scripts.effects.github.writes import carry_out, issues_of
from scripts.effects.local import environment
from scripts.reading.fields import mapping
from scripts.tasks.issue_plan import plan
from scripts.tasks.stuck import stuck_tasks

_STUCK = "stuck/"


def tell(results: Sequence[Result], posts: Mapping[str, Sequence[Entry]]) -> None:
    """Everything that a run has to say. Never raises."""
    _safely(lambda: _write_summary(results))
    for result in results:
        if result.outcome == "sent":
            _safely(partial(_comment, result.post_id, posts[result.post_id]))
    if results:
        _safely(lambda: _issues(results, lambda key: not key.startswith(_STUCK)))


def tell_decided(post_id: str) -> None:
    """A person has decided about this post: its issue is done. Never raises."""
    _safely(lambda: _issues((), lambda key: key != _STUCK + post_id))


def _write_summary(results: Iterable[Result]) -> None:
    if path := environment.summary_file():
        with path.open("a", encoding="utf-8") as page:
            page.write(summary(results))


def _comment(post_id: str, lines: Sequence[Entry]) -> None:
    claim = latest_claim(lines)
    number = mapping(claim.carries.get("evidence")).get("pull_request") if claim else None
    if not isinstance(number, int):
        return
    api, path = Api(environment.github()), f"issues/{number}/comments"
    if not any(marker(post_id) in (comment.get("body") or "") for comment in api.pages(path)):
        api.send("POST", path, {"body": sent_comment(post_id, lines)})


def _issues(results: Iterable[Result], not_ours: Callable[[str], bool]) -> None:
    github = environment.github()
    carry_out(github, plan(stuck_tasks(results), issues_of(github), not_ours))


def _safely(notice: Callable[[], None]) -> None:
    try:
        notice()
    except Exception as failure:  # whatever keeps a notice from people must not keep the run from its end
        print(f"お知らせを書き込めませんでした({type(failure).__name__}: {failure})。", file=sys.stderr)
