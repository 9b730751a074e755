"""Section of the approval form: who must approve (承認), and by which article."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.approvals.needs import Need
from scripts.approvals.required import may_give, required
from scripts.checking.context import RuleContext
from scripts.content.post import Post
from scripts.content.reply import Reply
from scripts.content.roster import ROLE_NAMES, Person
from scripts.pages.html import section, tag

NOBODY = "名簿に、いまこの役の人がいません。承認する人がいないうちは、配信されません。保守の手引の「承認できる人がいないとき」を見てください。"


def approval_section(post: Post, corrected: Sequence[Post], context: RuleContext) -> Element:
    """Every approval that the judge will ask for, with the people from whom it would take it today."""
    needs = needed(post, corrected, context)
    both = tag("p", "次の方の承認が、どちらも要ります。") if len(needs) > 1 else None
    return section("approval", "承認する人", both, [_card(*pair) for pair in needs])


def needed(
    subject: Post | Reply, corrected: Sequence[Post], context: RuleContext
) -> list[tuple[Need, tuple[Person, ...]]]:
    """Each approval that a post or a reply needs, with those who may give it today."""
    author = context.roster.person(subject.author)
    opener = author.github_id if author else 0
    wrote = [opener] if opener else []
    needs = required(subject, corrected, context.roster, opener, context.account.over(context.today))
    able = [may_give(need, context.roster, context.account, context.today, wrote) for need in needs]
    return list(zip(needs, able, strict=True))


def called(person: Person) -> str:
    """A person by title and login."""
    return f"{person.title}（@{person.login}）"


def _card(need: Need, people: Sequence[Person]) -> Element:
    return tag(
        "article",
        tag("h3", ROLE_NAMES[need.role]),
        tag("p", f"{need.why}（{need.article}）。"),
        tag("ul", [tag("li", called(person)) for person in people])
        if people
        else tag("p", NOBODY, class_="bad"),
        class_="card",
    )
