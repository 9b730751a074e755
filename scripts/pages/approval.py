"""Section of the approval form: who must approve (承認), and by which article."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.approvals.needs import Need
from scripts.approvals.required import may_give, required
from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.roster import ROLE_NAMES
from scripts.pages.html import section, tag

_NOBODY = "名簿に、いまこの役の人がいません。承認する人がいないうちは、配信されません。"


def approval_section(post: Post, corrected: Sequence[Post], context: RuleContext) -> Element:
    """Every approval that the judge will ask for, with the people from whom it would take it today."""
    author = context.roster.person(post.author)
    opener = author.github_id if author else 0
    needs = [
        _need(need, [opener] if opener else [], context)
        for need in required(post, corrected, context.roster, opener)
    ]
    both = tag("p", "次の方の承認が、どちらも要ります。") if len(needs) > 1 else None
    return section("approval", "承認する人", both, needs)


def _need(need: Need, wrote: Sequence[int], context: RuleContext) -> Element:
    able = may_give(need, context.roster, context.account, context.today, wrote)
    names = tag("ul", [tag("li", f"{person.title}（@{person.login}）") for person in able])
    return tag(
        "article",
        tag("h3", ROLE_NAMES[need.role]),
        tag("p", f"{need.why}（{need.article}）。"),
        names if able else tag("p", _NOBODY, class_="bad"),
        class_="card",
    )
