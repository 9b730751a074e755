"""One issue a task: opened once, kept up to date, closed when done, and never closed because nobody could look."""

from scripts.tasks.issue_plan import Issue, Step, Task, plan

TASK = Task("links/a", "題", "本文")


def steps(tasks=(), issues=(), unsure=()):
    return [(step.do, step.number) for step in plan(tasks, issues, lambda key: key in unsure)]


def issue(task=TASK, number=7, open_=True, text=None):
    return Issue(number, task.title, task.text if text is None else text, open_)


def after(step: Step, number=7) -> Issue:
    return Issue(number, step.title, step.text, step.do != "close")


def test_a_new_task_is_opened():
    assert steps([TASK]) == [("open", 0)]


def test_a_task_that_stands_as_it_is_is_left_alone():
    assert steps([TASK], [issue()]) == []
    assert steps([TASK], [issue(text=TASK.text.replace("\n", "\r\n"))]) == []


def test_a_task_that_says_something_else_now_is_updated():
    assert steps([TASK], [issue(Task("links/a", "題", "前の本文"))]) == [("update", 7)]


def test_a_task_that_is_done_is_closed():
    assert steps([], [issue()]) == [("close", 7)]


def test_what_nobody_could_look_at_stays_open():
    assert steps([], [issue()], unsure={"links/a"}) == []


def test_what_a_person_closed_stays_closed():
    assert steps([TASK], [issue(open_=False)]) == []


def test_what_the_watch_closed_is_opened_again_and_can_be_closed_again():
    (close,) = plan([], [issue()], lambda key: False)
    closed = after(close)
    (reopen,) = plan([TASK], [closed], lambda key: False)
    assert (reopen.do, reopen.number, reopen.text) == ("reopen", 7, TASK.text)
    assert steps([], [after(reopen)]) == [("close", 7)]


def test_an_issue_without_a_marker_is_none_of_ours():
    assert steps([], [issue(text="だれかが書いた")]) == []


def test_of_two_issues_for_one_task_the_open_one_counts():
    assert steps([TASK], [issue(number=9, open_=False), issue(number=3)]) == []


def test_a_marker_in_the_text_of_a_task_does_not_hijack_another():
    hostile = Task("reply/x", "題", "<!-- task: links/a -->")
    assert issue(hostile).key == "reply/x"


def test_a_name_with_blanks_and_marks_is_found_again():
    odd = Task("reply/冬 の --> 返信", "題", "本文")
    assert steps([odd], [issue(odd)]) == []


def test_an_issue_never_fails_because_of_its_own_length():
    long = Task("links/" + "あ" * 300, "題" * 400, "本文" * 50_000)
    (step,) = plan([long], [], lambda key: False)
    assert (len(step.title), len(step.text)) == (250, 60_000)
    opened = Issue(7, step.title, step.text, True)
    assert opened.key == long.key
    assert plan([long], [opened], lambda key: False) == ()


def test_what_no_click_ends_is_opened_again_after_somebody_closed_it():
    lasting = Task("roster/a", "題", "本文", by_hand=False)
    assert steps([lasting], [issue(lasting, open_=False)]) == [("reopen", 7)]
    assert steps([TASK], [issue(open_=False)]) == []
