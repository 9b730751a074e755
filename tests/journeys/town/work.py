"""Clicks on branches, pull requests, runs and issues, and what one sees outside of GitHub."""

import json
from datetime import datetime

from scripts.standins.github.nouns import PullRequest
from scripts.standins.stage import MAINTAINER
from tests.journeys.town.town import Refused, Town, one_of

_WORKFLOWS = {"配信": "publish.yml", "見回り": "watch.yml", "承認": "approval.yml"}


def pushed(town: Town, branch: str, by: str) -> str:
    """BRANCH LOGIN: you have pushed with git; GitHub sees it, and runs what a push wakes"""
    town.account(by)
    town.github.push(town.branch(branch), by=by)
    if branch == "main":
        return town.run("publish.yml", by)
    pulls = town.github.state.pull_requests.values()
    told = [_shown(town, one) for one in pulls if (one.head_branch, one.state) == (branch, "open")]
    return "\n".join([f"GitHub knows {branch}", *told])


def run(town: Town, workflow: str, by: str = MAINTAINER) -> str:
    """配信 | 見回り | 承認 [LOGIN]: Actions → that workflow → Run workflow"""
    return town.run(_WORKFLOWS[one_of(workflow, *_WORKFLOWS)], by)


def pull_request(town: Town, branch: str, by: str, title: str) -> str:
    """BRANCH LOGIN TITLE: open a pull request to main"""
    town.account(by)
    pulls = town.github.state.pull_requests.values()
    if branch == "main" or any((one.head_branch, one.state) == (branch, "open") for one in pulls):
        raise Refused(f"there is nothing to compare, or already a pull request for {branch}")
    number = town.github.open_pull_request(town.branch(branch), by, title=title)
    return f"pull request {number}\n{_shown(town, town.pull(str(number)))}"


def review(town: Town, number: str, by: str, opinion: str) -> str:
    """NUMBER LOGIN APPROVED | CHANGES_REQUESTED | COMMENTED: Files changed → Review changes"""
    pull = town.pull(number)
    town.account(by)
    if opinion != "COMMENTED" and pull.state != "open":
        raise Refused(f"{number} is closed: GitHub only lets one comment")
    town.github.review(int(number), by, one_of(opinion, "APPROVED", "CHANGES_REQUESTED", "COMMENTED"))
    return f"{town.run('approval.yml', by)}\n{marks(town, number)}"


def merge(town: Town, number: str, by: str) -> str:
    """NUMBER LOGIN: Merge pull request → Confirm merge"""
    town.account(by)
    town.open_pull(number)
    if marks(town, number).count(": success") < 3:
        raise Refused(f"GitHub does not let you, the marks are not all green:\n{marks(town, number)}")
    town.github.merge(int(number), by=by)
    return town.run("publish.yml", by)


def close(town: Town, number: str) -> str:
    """NUMBER: Close pull request, without merging"""
    town.open_pull(number)
    town.github.close(int(number))
    return f"{number} is closed"


def marks(town: Town, number: str) -> str:
    """NUMBER: the marks `check`, `approval` and `preview` at the foot of a pull request"""
    head = town.pull(number).head
    newest = {mark.context: mark for mark in town.github.state.statuses if mark.sha == head}
    set_by_program = [f"{name}: {mark.state} {mark.description}" for name, mark in newest.items()]
    return "\n".join([f"check: {town.checked.get(head, 'pending')}", *set_by_program])


def _shown(town: Town, pull: PullRequest) -> str:
    return f"{town.proposed(pull)}\n{marks(town, str(pull.number))}"


def comments(town: Town, number: str) -> str:
    """NUMBER: what stands under a pull request or an issue"""
    if int(number) not in town.github.state.issues:
        town.pull(number)
    said = [comment.body for comment in town.github.state.comments if str(comment.number) == number]
    return "\n---\n".join(said) or "nothing"


def issues(town: Town) -> str:
    """Issues: open and closed"""
    issues = town.github.state.issues.values()
    return "\n\n".join(f"#{one.number} [{one.state}] {one.title}\n{one.body}" for one in issues) or "none"


def clock(town: Town, local: str) -> str:
    """2026-12-10T10:07: it is now this late in Japan; put what is answered into your shell as well"""
    town.stage.now = datetime.fromisoformat(f"{local}+09:00")
    return f"export CAFE_NOW={town.stage.now.isoformat(timespec='seconds')}"


def phone(town: Town) -> str:
    """what the account's friends have received"""
    sent = town.stage.line.deliveries
    received = [json.dumps(delivery.messages, ensure_ascii=False) for delivery in sent]
    return "\n".join([f"{len(sent)} broadcasts", *received])
