"""The approval matrix, row by row, and what nobody may slip through."""

import pytest

from scripts.approvals.needs import MATRIX, joined, needs_for, roles_needed


@pytest.mark.parametrize(
    ("side", "category", "roles"),
    [
        ("division", "event", ["section_chief"]),
        ("division", "other", ["section_chief"]),
        ("contractor", "relocation", ["operations_manager"]),
        ("contractor", "other", ["operations_manager", "section_chief"]),
        ("nobody", "event", ["operations_manager", "section_chief"]),
        ("", "", ["operations_manager", "section_chief"]),
    ],
)
def test_a_post(side: str, category: str, roles: list[str]) -> None:
    assert [need.role for need in roles_needed(side, category, "ezorisu-2026")] == roles


def test_only_an_operations_manager_is_bound_to_a_contractor() -> None:
    needs = roles_needed("contractor", "other", "ezorisu-2026")
    assert [need.contractor for need in needs] == ["ezorisu-2026", ""]


def test_every_row_cites_an_article_or_says_that_it_is_house_rules() -> None:
    cited = {article for row in MATRIX.values() for _, article, _ in row}
    assert all(article.startswith("第") or article == "運用の定め" for article in cited)


def test_the_two_sides_are_cited_by_their_own_paragraph() -> None:
    assert needs_for("post", "division")[0].article == "第4第1項第1号"
    assert needs_for("post", "contractor")[0].article == "第4第4項第1号"


def test_a_role_is_asked_for_once_however_many_parts_need_it() -> None:
    both = joined(roles_needed("division", "event"), roles_needed("division", "other"))
    assert [need.role for need in both] == ["section_chief"]
    two = joined(roles_needed("contractor", "event", "a"), roles_needed("contractor", "event", "b"))
    assert [need.contractor for need in two] == ["a", "b"]
