"""Posts taken out of git again: whose folder it was is never guessed."""

from datetime import datetime

from scripts.delivery.entry import Entry
from scripts.effects.git.archive import approved_post, approved_texts
from scripts.effects.git.main_branch import Main
from scripts.records.record import Record
from scripts.standins.github.git import git
from scripts.text.dates import JAPAN
from tests.approvals.cafe import CONTRACTOR, Cafe, post

POST_ID = CONTRACTOR.rpartition("/")[2]


def record_without_folder(cafe: Cafe) -> Record:
    """A contractor's post that was claimed, in the words of a ledger that does not name the folder."""
    cafe.repository.commit("main", {f"{CONTRACTOR}/post.md": post("con-poster-01", "relocation")})
    tree = git(cafe.bare, "rev-parse", f"main:{CONTRACTOR}")
    claim = Entry(
        "claimed", datetime(2026, 12, 5, tzinfo=JAPAN), "local", {"content_sha": tree, "evidence": {}}
    )
    return Record(POST_ID, (claim,))


def as_origin(cafe: Cafe) -> None:
    git(cafe.bare, "update-ref", "refs/remotes/origin/main", "refs/heads/main")


def test_a_post_whose_evidence_lacks_its_folder_is_not_taken_for_the_divisions(cafe: Cafe) -> None:
    record = record_without_folder(cafe)
    as_origin(cafe)
    assert approved_texts(cafe.bare, {POST_ID: record})[POST_ID].side == "contractor"
    found = approved_post(cafe.bare, record)
    assert found and found.side == "contractor"


def test_a_withdrawn_post_stays_the_contractors(cafe: Cafe) -> None:
    record = record_without_folder(cafe)
    cafe.repository.commit("main", {f"{CONTRACTOR}/post.md": None})
    as_origin(cafe)
    assert approved_texts(cafe.bare, {POST_ID: record})[POST_ID].side == "contractor"
    assert Main(cafe.bare, git(cafe.bare, "rev-parse", "main")).folder_of(POST_ID) == CONTRACTOR


def test_a_post_that_main_never_had_is_of_no_side(cafe: Cafe) -> None:
    assert (
        Main(cafe.bare, git(cafe.bare, "rev-parse", "main")).folder_of("20261220-unknown").split("/")[2] == ""
    )


def test_two_posts_of_the_same_bytes_are_two_posts(cafe: Cafe) -> None:
    """A refused post that is proposed again as it was has the same tree under another name."""
    record = record_without_folder(cafe)
    again = Record("20261216-again", record.lines)
    cafe.repository.commit(
        "main",
        {f"content/posts/contractor/2026/{again.post_id}/post.md": post("con-poster-01", "relocation")},
    )
    as_origin(cafe)
    texts = approved_texts(cafe.bare, {POST_ID: record, again.post_id: again})
    assert {post_id: (text.post_id, text.side) for post_id, text in texts.items()} == {
        POST_ID: (POST_ID, "contractor"),
        again.post_id: (again.post_id, "contractor"),
    }
