"""Section of the approval form: whose own words the post quotes, and how each agreed to that (同意)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.content.declared.interviewees import Interviewee
from scripts.content.post import Post
from scripts.pages.html import Fact, day, facts, section
from scripts.text.terms import METHOD, label

_READ = {True: "本人が読んで確かめた", False: "本人は読んでいない", None: "本人が読んだかの記録がありません"}


def interviewees_section(post: Post) -> Element | None:
    """A row for each; nothing for a post that names nobody."""
    return (
        section("interviewees", "取材した人", facts(*interviewee_facts(post))) if post.interviewees else None
    )


def interviewee_facts(post: Post) -> Iterator[Fact]:
    """Who in the text, and what they agreed to; what no field holds is said to be missing."""
    return (
        (person.subject or f"{number}人目（本文のどの人かの記録がありません）", _agreed(person))
        for number, person in enumerate(post.interviewees, 1)
    )


def _agreed(person: Interviewee) -> str:
    return "\n".join(
        (
            f"言葉を載せることに同意した日: {day(person.granted_on) or '日付の記録がありません'}",
            f"同意を得た方法: {label(METHOD, person.method) or '方法の記録がありません'}",
            f"載せる文章: {_READ[person.checked_text]}",
            f"同意の文書番号: {person.evidence or '記録がありません'}",
        )
    )
