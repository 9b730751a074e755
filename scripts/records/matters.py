"""Replies, decisions not to reply, and trouble in the register (第6第2項〜第4項)."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.content.incident import TROUBLE_NAMES, Incident
from scripts.content.reply import Reply
from scripts.pages.html import section, tag
from scripts.records.register import to_minute
from scripts.records.sheet import reply_state, told_in_words
from scripts.text.terms import label


def table(headings: Sequence[str], rows: Sequence[Element]) -> Element:
    """A table that scrolls by itself, with the keyboard as well, where the screen is narrow."""
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in headings]))
    inner = tag("table", head, tag("tbody", rows))
    return tag("div", inner, class_="scroll", tabindex="0", role="group", aria_label="表")


def replies_section(replies: Sequence[Reply]) -> Element | None:
    """Every decision on a comment, with its reason."""
    if not replies:
        return None
    headings = ("受けた日", "投稿", "要旨", "決定と理由", "担当", "返信した日・人")
    rows = [
        tag(
            "tr",
            tag("td", f"{reply.received_on or ''}", class_="when"),
            tag("td", tag("code", reply.post), tag("p", reply.id, class_="note")),
            tag("td", reply.inquiry),
            tag("td", tag("strong", reply_state(reply)), tag("p", reply.reason)),
            tag("td", reply.author),
            tag("td", f"{reply.sent_on} {reply.sent_by}" if reply.sent_on else ""),
        )
        for reply in replies
    ]
    return section("replies", "コメントへの返信（第6第2項）", table(headings, rows))


def incidents_section(incidents: Sequence[Incident]) -> Element | None:
    """Every case of trouble, what was told to whom, and what was done."""
    if not incidents:
        return None
    headings = ("気づいた日時", "記録", "あらまし", "地域政策課への連絡", "対応", "終えた日")
    rows = [
        tag(
            "tr",
            tag("td", to_minute(incident.detected_at), class_="when"),
            tag(
                "td",
                f"{incident.id}（{label(TROUBLE_NAMES, incident.trouble)}）",
                [tag("p", tag("code", post_id)) for post_id in sorted(incident.about)],
            ),
            tag("td", incident.summary),
            tag("td", told_in_words(incident)),
            tag("td", [tag("p", f"{to_minute(action.at)} {action.what}") for action in incident.actions]),
            tag("td", f"{incident.closed_on or '対応中'}", class_="when"),
        )
        for incident in incidents
    ]
    return section("incidents", "トラブル（第6第3項・第4項）", table(headings, rows))
