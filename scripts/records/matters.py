"""Replies, decisions not to reply, and trouble in the register (第6第2項〜第4項)."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from scripts.content.form import Form
from scripts.content.incident import TROUBLE_NAMES
from scripts.pages.html import Node, external_link, section, tag
from scripts.records.form_cells import pull_request_url, reply_approval, reply_state, told_in_words
from scripts.records.register import Period, to_minute
from scripts.text.terms import label


def table(headings: Sequence[str], rows: Sequence[Element]) -> Element:
    """A table that scrolls by itself, with the keyboard as well, where the screen is narrow."""
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in headings]))
    inner = tag("table", head, tag("tbody", rows))
    return tag("div", inner, class_="scroll", tabindex="0", role="group", aria_label="表")


def replies_section(period: Period) -> Element | None:
    """Every decision on a comment, with its reason and its approval."""
    if not period.replies:
        return None
    headings = ("受けた日", "投稿", "要旨", "決定と理由", "担当", "承認と取り込み", "返信した日・人")
    rows = [
        tag(
            "tr",
            tag("td", f"{reply.received_on or ''}", class_="when"),
            tag("td", tag("code", reply.post), tag("p", reply.id, class_="note")),
            tag("td", reply.inquiry),
            tag("td", tag("strong", reply_state(reply)), tag("p", reply.reason)),
            tag("td", reply.author),
            tag(
                "td",
                tag("p", reply_approval(period.decided.get(reply.path), "")),
                merged_words(reply, period),
            ),
            tag("td", f"{reply.sent_on} {reply.sent_by}" if reply.sent_on else ""),
        )
        for reply in period.replies
    ]
    return section("replies", "コメントへの返信（第6第2項）", table(headings, rows))


def merged_words(form: Form | None, period: Period) -> list[Node]:
    """The pull requests that brought it, each with the time of its merge, as git has them."""
    decided = period.decided.get(form.path) if form else None
    return [
        tag(
            "p",
            *_pull_request(period.repository, merge.pull_request),
            f"　取り込み {to_minute(merge.at)}",
            class_="note",
        )
        for merge in (decided.merges if decided else ())
    ]


def _pull_request(repository: str, number: int | None) -> list[Node]:
    if number is None:
        return ["プルリクエストなし"]
    url = pull_request_url(repository, number)
    return [external_link(url, f"#{number}") if url else f"#{number}"]


def incidents_section(period: Period) -> Element | None:
    """Every case of trouble, what was told to whom, and what was done."""
    if not period.incidents:
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
                merged_words(incident, period),
            ),
            tag("td", incident.summary),
            tag("td", told_in_words(incident)),
            tag(
                "td",
                [
                    tag("p", f"{to_minute(action.at)} {action.what}（認めた人: {action.approved_by}）")
                    for action in incident.actions
                ],
            ),
            tag("td", f"{incident.closed_on or '対応中'}", class_="when"),
        )
        for incident in period.incidents
    ]
    return section("incidents", "トラブル（第6第3項・第4項）", table(headings, rows))
