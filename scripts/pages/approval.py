"""The approval form's part on approval (承認): who must say yes, and why."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from scripts.approvals.needs import Need, joined, roles_needed
from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.roster import ROLE_NAMES, Person
from scripts.pages.html import section, tag

_NOBODY = "名簿に、いまこの役の人がいません。承認する人がいないうちは、配信されません。"


def approval_section(post: Post, corrected: Iterable[Post], setting: RuleContext) -> Element:
    """Every approval that the matrix asks for, with the people who may give it today."""
    author = setting.roster.person(post.author)
    contractor = author.contractor if author else ""
    needs = [roles_needed(post.side, post.category, contractor)]
    for each in corrected:
        writer = setting.roster.person(each.author)
        needs.append(
            roles_needed(each.side, each.category, contractor or (writer.contractor if writer else ""))
        )
    asked = [_asked(need, author, setting) for need in joined(*needs)]
    both = tag("p", "次の方の承認が、どちらも要ります。") if len(asked) > 1 else None
    return section("approval", "承認する人", both, asked)


def _asked(need: Need, author: Person | None, setting: RuleContext) -> Element:
    able = [
        person
        for person in setting.roster.holders(need.role, setting.today, need.contractor)
        if author is None or person.github_id != author.github_id
    ]
    names = tag("ul", [tag("li", f"{person.title}（@{person.login}）") for person in able])
    return tag(
        "article",
        tag("h3", ROLE_NAMES[need.role]),
        tag("p", f"{need.why}（{need.article}）。"),
        names if able else tag("p", _NOBODY, class_="bad"),
        class_="card",
    )
