"""What others wrote hides nothing of an issue and adds nothing to it, whatever task repeats it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from scripts.approvals.verdict import Reason
from scripts.checking.changes import CommittedSecret
from scripts.delivery.outcome import Result
from scripts.effects.content.load import account_in, consents_in, credentials_in, post_in, roster_in
from scripts.effects.git.working_tree import WorkingTree
from scripts.standins.samples import home
from scripts.tasks.approvers import KEPT_ROSTER, Unapproved, unapproved_task
from scripts.tasks.contracts import contract_reminders
from scripts.tasks.issue_plan import Task, plan
from scripts.tasks.links import LinkStatus, link_tasks
from scripts.tasks.reminders import expiry_reminders
from scripts.tasks.sent_terms import picture_reminders, withdrawn_links
from scripts.tasks.stuck import leak_tasks, stop_task, stuck_tasks
from scripts.text.quote import in_code, quoted

TREE = WorkingTree(home(Path(__file__).parents[2]))
POST = post_in(TREE, "content/posts/division/2027/20270115-shirakaba/post.md")
CONSENTS, ACCOUNT = consents_in(TREE), account_in(TREE)
HOSTILE, SOON = "しらかば`\n\n<!--\n<h1>`[押す](https://evil.example.com/)", date(2027, 1, 25)
LINK, IMAGE = POST.links[0], POST.images[0]
ENDING = replace(LINK, party=HOSTILE, consent=replace(LINK.consent, valid_until=SOON))
NAMED = replace(
    POST,
    title=HOSTILE,
    links=(ENDING,),
    images=(replace(IMAGE, file=HOSTILE, rights=replace(IMAGE.rights, valid_until=SOON)),),
)
STANDING = replace(
    CONSENTS, entries=tuple(replace(entry, party=HOSTILE, withdrawn_on=SOON) for entry in CONSENTS.entries)
)
RESTING = [
    replace(POST, links=(replace(LINK, consent=replace(LINK.consent, basis="standing", id=entry.id)),))
    for entry in STANDING.entries[:1]
]
WHY = (Reason("rule_broken", f"投稿者は、{quoted(HOSTILE)}を直してください。"),)
COMPANIES = replace(
    ACCOUNT, contractors=tuple(replace(company, name=HOSTILE) for company in ACCOUNT.contractors)
)
TASKS: Mapping[str, Iterable[Task]] = {
    "a post's terms": expiry_reminders([NAMED], replace(CONSENTS, entries=()), SOON),
    "a picture that was sent": picture_reminders([NAMED], [], SOON, {}),
    "a standing consent that was withdrawn": withdrawn_links(RESTING, STANDING, SOON),
    "a link that leads elsewhere": link_tasks([NAMED], {LINK.url: LinkStatus(confirmed=True, wrong=HOSTILE)}),
    "a post that is stuck": stuck_tasks([Result("20270115-shirakaba", "held", WHY, people=(HOSTILE,))]),
    "a stop": [stop_task("20270115-shirakaba", HOSTILE, "名簿にいません")],
    "a secret": leak_tasks([CommittedSecret(HOSTILE, "a" * 40, "鍵")]),
    "a change": [unapproved_task(Unapproved(KEPT_ROSTER, "a" * 40, 7, "", "", WHY), roster_in(TREE).people)],
    "a contract": contract_reminders(credentials_in(TREE), roster_in(TREE), COMPANIES, date(2027, 3, 1)),
}


def page_of(task: Task) -> str:
    """The issue as a browser gets it; what is code or text has no `<` of its own there."""
    return MarkdownIt("commonmark").render(task.text)


def test_a_name_in_a_post_hides_nothing_of_the_issue_about_its_terms() -> None:
    links = (replace(ENDING, party="しらかば\n<!--"), replace(ENDING, party="白樺ヶ原町"))
    (task,) = expiry_reminders([replace(POST, links=links, images=())], replace(CONSENTS, entries=()), SOON)
    assert "白樺ヶ原町" in re.sub("<!--.*?-->", "", page_of(task), flags=re.DOTALL), task.text


@pytest.mark.parametrize("name", TASKS)
def test_no_task_lets_words_of_others_become_mark_up(name: str) -> None:
    pages = [page_of(task) for task in TASKS[name]]
    assert pages and all("しらかば" in page for page in pages)
    for page in pages:
        assert [page.count(mark) for mark in ("<!--", "<h1>", "<a href")] == [1, 0, 0], page


def test_a_title_is_one_line() -> None:
    (step,) = plan([Task("x", f"期限: {HOSTILE}", "")], [], lambda key: False)
    assert "\n" not in step.title


@pytest.mark.parametrize("words", ["a", "`", "a`b", "``", "a\nb", "", "`a` <!--"])
def test_nothing_in_a_span_of_code_ends_it(words: str) -> None:
    page = MarkdownIt("commonmark").renderInline(f"前{in_code(words)}後")
    assert re.fullmatch("前<code>.*</code>後", page) or not words, page
