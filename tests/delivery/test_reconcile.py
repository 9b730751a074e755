"""Everything merged and not at rest has a name and a reason; nothing in a wrong shape is passed over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scripts.content.places import Survey, survey
from scripts.delivery.entry import Entry
from scripts.delivery.reconcile import MainView, conflict_with_main, explained, originals_first, spoken_of
from scripts.text.dates import JAPAN

AT = datetime(2026, 12, 10, 10, 0, tzinfo=JAPAN)
ID = "20261210-fuyu"
FOLDER = f"content/posts/division/2026/{ID}"
CLAIM = Entry("claimed", AT, "local", {"retry_key": "k", "content_sha": "t1", "evidence": {"merge": "m1"}})
SENT = (CLAIM, Entry("accepted", AT, "local", {"request_id": "r"}))


def view(folders=None, odd=None, trees=None, deleted=(), history=("m1",), merged_at=AT, arrived=AT):
    places = {ID: (FOLDER,)} if folders is None else folders
    found = Survey(places, odd or {})
    merges = dict.fromkeys(history, merged_at)
    trees = {FOLDER: "t1"} if trees is None else trees
    return MainView(found, trees, frozenset(deleted), {ID: arrived}, merges)


def say(main, lines=()):
    found = conflict_with_main(ID, main, lines, AT)
    return (found.outcome, found.reasons[0].code) if found else None


def test_a_good_post_has_no_trouble_new_or_claimed_or_sent():
    for lines in ((), (CLAIM,), SENT):
        assert say(view(), lines) is None


@pytest.mark.parametrize(
    ("main", "reason"),
    [
        (view(trees={FOLDER: "t2"}), "sent_post_changed"),
        (view(folders={}, odd={ID: FOLDER + "/Post.md"}), "sent_post_changed"),
        (view(folders={ID: (FOLDER, FOLDER.replace("division", "contractor"))}), "post_id_reused"),
        (view(deleted=[ID]), "post_id_reused"),
    ],
)
def test_a_sent_post_may_not_change_move_or_come_back(main, reason):
    assert say(main, SENT) == ("rejected", reason)
    assert spoken_of(main, {ID: SENT}, AT) == [ID]


def test_a_sent_post_that_was_withdrawn_is_not_spoken_of():
    gone = view(folders={}, trees={}, deleted=[ID])
    assert say(gone, SENT) is None
    assert spoken_of(gone, {ID: SENT}, AT) == []


def test_a_withdrawn_name_never_comes_back():
    assert say(view(deleted=[ID])) == ("rejected", "post_id_reused")


def test_a_rewritten_main_is_seen_by_the_missing_merge():
    rewritten = view(history=("m2",))
    assert say(rewritten, (CLAIM,)) == ("held", "history_rewritten")
    assert say(rewritten, SENT) == ("held", "history_rewritten")
    assert spoken_of(rewritten, {ID: SENT}, AT) == [ID]


@pytest.mark.parametrize("older", ["merged_at", "arrived"])
def test_a_claim_older_than_its_merge_or_its_post_is_damage(older):
    main = view(**{older: AT + timedelta(minutes=11)})
    for lines in ((CLAIM,), SENT):
        assert say(main, lines) == ("held", "ledger_damaged")
        assert spoken_of(main, {ID: lines}, AT) == [ID]
        assert explained(main, {ID: lines}, AT) == {}
    assert say(view(**{older: AT + timedelta(minutes=9)}), SENT) is None  # two clocks may differ


def test_a_claimed_post_goes_on_whatever_main_says_today():
    assert say(view(trees={FOLDER: "t2"}), (CLAIM,)) is None
    assert say(view(folders={}, trees={}), (CLAIM,)) is None
    assert spoken_of(view(folders={}, trees={}), {ID: (CLAIM,)}, AT) == [ID]


def test_what_needs_a_person_is_named_in_every_run_even_when_its_folder_is_gone():
    refused = (CLAIM, Entry("refused", AT, "local", {"first": True}))
    uncertain = (CLAIM, Entry("expired", AT, "local"))
    broken = (Entry("unreadable", AT, "", {"why": "x"}),)
    ledger = {"20261201-a": refused, "20261202-b": uncertain, "20261203-c": broken, ID: SENT}
    assert spoken_of(view(folders={}, trees={}), ledger, AT) == ["20261201-a", "20261202-b", "20261203-c"]


def test_a_file_that_forgot_something_is_held_whatever_its_lines_say():
    for lines in ((), (CLAIM,), SENT):
        stopped = conflict_with_main(ID, view(), lines, AT, "記録のファイルが消されたことがあります")
        assert (stopped.outcome, stopped.reasons[0].code) == ("held", "ledger_damaged")


GHOST = "20261201-ghost"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"carries": {"retry_key": "k", "content_sha": "t1", "evidence": {}}}, "ledger_damaged"),
        ({"carries": {**CLAIM.carries, "evidence": {"merge": "m9"}}}, "history_rewritten"),
        ({"at": AT + timedelta(minutes=11)}, "ledger_damaged"),
    ],
)
def test_a_claim_that_no_merge_explains_counts_for_no_guard_and_is_named(changed, reason):
    """Whoever can push to the branch cannot keep others waiting, nor explain a send away."""
    claim = replace(CLAIM, **changed)
    for lines in ((claim,), (claim, replace(SENT[1], at=claim.at))):
        posts = {GHOST: lines, ID: SENT}
        assert spoken_of(view(), posts, AT) == [GHOST]
        assert list(explained(view(), posts, AT)) == [ID]
        assert conflict_with_main(GHOST, view(), lines, AT).reasons[0].code == reason


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"{FOLDER}/Post.md", ID),
        (f"{FOLDER}/post.txt", ID),
        (f"{FOLDER}/yuki.jpg", ID),
        (f"content/posts/{ID}/post.md", ID),
        (f"content/posts/division/2026/{ID}.md", ID),
        (f"content/posts/section/2026/{ID}/post.md", ID),
        (f"content/posts/division/2025/{ID}/post.md", ID),
        (f"content/posts/division/2026/{ID}/deeper/post.md", ID),
        ("content/posts/division/2026/fuyu/post.md", "fuyu"),
        ("content/posts/division/2026/20261210-Fuyu/post.md", "20261210-Fuyu"),
        ("content/posts/memo.md", "memo.md"),
    ],
)
def test_a_post_in_a_wrong_shape_is_held_by_name(path, name):
    found = survey([path], {path})
    assert found.folders == {}
    assert list(found.odd) == [name]
    stopped = conflict_with_main(name, MainView(found, {}, frozenset(), {}, {}), (), AT)
    assert (stopped.outcome, stopped.reasons[0].code) == ("held", "not_a_post")
    assert spoken_of(MainView(found, {}, frozenset(), {}, {}), {}, AT) == [name]


def test_a_file_that_bears_the_name_of_a_post_in_its_place_is_held_by_its_own_path():
    files = [f"{FOLDER}/post.md", f"content/posts/division/2026/{ID}.jpg"]
    assert survey(files, files) == Survey({ID: (FOLDER,)}, {f"division/2026/{ID}.jpg": files[1]})


def test_a_name_that_is_no_utf8_is_called_by_the_numbers_of_its_bytes():
    path = "content/posts/division/2026/20261209-\udcff/post.md"
    assert survey([path], [path]).odd == {"20261209-\\xff": path.replace("\udcff", "\\xff")}


def test_a_post_is_a_real_file_and_everything_beside_it_is_its_own():
    files = [f"{FOLDER}/post.md", f"{FOLDER}/yuki.jpg"]
    assert survey(files, files) == Survey({ID: (FOLDER,)}, {})
    assert list(survey(files, files[1:]).odd) == [ID]  # post.md is a symbolic link
    assert survey(["content/posts/division/.gitkeep", "content/account.yml"], []) == Survey({}, {})


@pytest.mark.parametrize(
    ("posts", "corrects", "ordered"),
    [
        ([], {}, []),
        (["a", "b"], {}, ["a", "b"]),
        (["a", "b"], {"b": "a"}, ["a", "b"]),
        (["a", "b"], {"a": "b"}, ["b", "a"]),
        (["a", "b"], {"a": "gone"}, ["a", "b"]),
        (["a", "b", "c"], {"a": "b", "b": "c"}, ["c", "b", "a"]),
        (["a", "b"], {"a": "b", "b": "a"}, ["b", "a"]),  # each says it corrects the other: the rules object
    ],
)
def test_a_correction_comes_after_the_post_that_it_corrects(posts, corrects, ordered):
    assert originals_first(posts, corrects) == ordered
