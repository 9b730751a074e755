"""Tells people what became of the posts: on the job's page, on the pull request, in one issue a post.

A notice that fails is said on stderr and changes nothing: what was sent is sent, and the ledger says so.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from scripts.delivery.comments import stopped_comment
from scripts.delivery.entry import Entry
from scripts.delivery.outcome import Result, people_meant, summary
from scripts.effects.git.main_branch import Main
from scripts.effects.github.api import Api
from scripts.effects.github.writes import add_comment, carry_out, issues_of, open_issues_of
from scripts.effects.local import environment
from scripts.effects.local.cli import print_words, why
from scripts.publishing.comments import Teller
from scripts.publishing.decisions import Decision
from scripts.publishing.judging import verdict_on
from scripts.publishing.people import people_of
from scripts.reading.fields import mapping, sequence, text
from scripts.tasks.issue_plan import plan
from scripts.tasks.stuck import KEY_OF_STUCK, doubts_left_open, setting_task, stuck_tasks, unexpected_tasks
from scripts.text.quote import inert


def tell(results: Sequence[Result], posts: Mapping[str, Sequence[Entry]], main: Main) -> None:
    """Everything that a run has to say. Never raises."""
    _safely(lambda: _add_to_the_page(summary(results)))
    teller = Teller(main, environment.now())
    for result in results:
        _safely(partial(teller.tell, result, posts.get(result.post_id, ())))
    if results:
        doubts = doubts_left_open(results)
        _safely(lambda: _issues(results, lambda key: key in doubts or not key.startswith(KEY_OF_STUCK)))


def tell_lacking(lacking: str, main: Main) -> None:
    """A setting is missing, and nothing goes out. Never raises."""
    _if_github_is_at_hand(lambda: _say_lacking(lacking, main))


def _say_lacking(lacking: str, main: Main) -> None:
    task = setting_task(lacking, people_meant(lacking, people_of(main, "", environment.now())))
    github = environment.github()
    carry_out(github, plan([task], issues_of(github), lambda key: key != task.key))


def tell_decided(post_id: str) -> None:
    """A person has decided about this post: its issue is done. Never raises."""
    _if_github_is_at_hand(lambda: _issues((), lambda key: key != KEY_OF_STUCK + post_id))


def tell_stopped(main: Main, decision: Decision, state: str) -> None:
    """A person has stopped this post, which stood at `state`: its author and those who approved it are told.

    Who they are is GitHub's and the roster's word, never the ledger's.
    """
    _if_github_is_at_hand(lambda: _say_stopped(main, decision, state))


def _say_stopped(main: Main, decision: Decision, state: str) -> None:
    evidence = verdict_on(main, main.folder_of(decision.post_id), environment.now()).evidence
    number = evidence.get("pull_request")
    if isinstance(number, int):
        people = [mapping(evidence.get("author")), *map(mapping, sequence(evidence.get("approvals")))]
        logins = dict.fromkeys(text(person.get("login")) for person in people)
        body = stopped_comment(decision.person.title, decision.note, [*filter(None, logins)], state)
        add_comment(Api(environment.github()), number, body)


def tell_on_the_page(words: str) -> None:
    """A sentence for whoever pressed the button: in the log, and on the page of the run, which is what they look at."""
    print_words(words)
    _add_to_the_page(f"{inert(words)}\n")


def _add_to_the_page(markdown: str) -> None:
    if path := environment.summary_file():
        with path.open("a", encoding="utf-8") as page:
            page.write(markdown)


def _issues(results: Iterable[Result], not_ours: Callable[[str], bool]) -> None:
    github = environment.github()
    tasks = [*stuck_tasks(results), *unexpected_tasks(results)]
    issues = issues_of(github) if tasks else open_issues_of(github)
    carry_out(github, plan(tasks, issues, not_ours))


def _if_github_is_at_hand(notice: Callable[[], None]) -> None:
    """At a desk without GitHub's settings there is nobody to tell; in a run of Actions their lack is said."""
    if environment.github_if_set() or environment.actor():
        _safely(notice)


def _safely(notice: Callable[[], None]) -> None:
    try:
        notice()
    except Exception as failure:  # whatever keeps a notice from people must not keep the run from its end
        print_words(f"お知らせを書き込めませんでした({why(failure)})。", file=sys.stderr)
