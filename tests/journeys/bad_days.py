"""What people of a bad day bring in: a short notice, the record of a trouble, a folder taken away."""

from tests.journeys.cafe import Cafe

CHIEF = "section-chief-01"
NOTICE = """---
title: {title}
author: div-poster-01
category: relocation
{more}images: []
links: []
declarations:
  public_information: true
  no_personal_information: true
  fair_competition: true
  guideline: true
---
{body}
"""
INCIDENT = """kind: {kind}
detected_at: "{day}T12:30+09:00"
detected_side: division
summary: 画像について、権利を持つ方から申し出がありました。
evidence: 地政トラブル26-020
actions:
  - at: "{day}T13:10+09:00"
    what: 申し出の内容を保存した
    by: div-poster-01
    approved_by: section-chief-01
guideline_section_ref: {section}
correction: null
takes_down: {takes_down}
closed_on: {closed_on}
"""


def notice(cafe: Cafe, post_id: str, title: str, body: str, more: str = "", by: str = CHIEF) -> str:
    """A post without pictures and links comes in on the day that its name begins with; its name."""
    day = f"{post_id[:4]}-{post_id[4:6]}-{post_id[6:8]}"
    path = f"content/posts/division/{post_id[:4]}/{post_id}/post.md"
    text = NOTICE.format(title=title, body=body, more=more)
    cafe.merged({path: text.encode()}, post_id, "div-poster-01", (by,) if by else (), day)
    return post_id


def record(cafe: Cafe, day: str, **fields: str) -> None:
    """The record of a trouble comes in, approved by the chief."""
    text = INCIDENT.format(day=day, **{"section": "null", "takes_down": "null", "closed_on": "null"} | fields)
    name = f"{day.replace('-', '')}-{fields['kind'].replace('_', '-')}"
    cafe.merged({f"content/incidents/{name}.yml": text.encode()}, f"{name}-{cafe.stage.now:%d%H%M}",
                "div-poster-01", (CHIEF,), day)  # fmt: skip


def removed(cafe: Cafe, post_id: str, day: str) -> None:
    """The folder of a post that is not to be sent any more, or never can be, leaves `main`."""
    stage = cafe.stage
    cafe.clock(f"{day}T09:00")
    stage.pull()
    stage.git("checkout", "--quiet", "-B", f"without-{post_id}")
    stage.git("rm", "-r", "--quiet", f"content/posts/division/{post_id[:4]}/{post_id}")
    stage.commit("Content: away with it", by="div-poster-01-example")
    stage.git("push", "--quiet", "origin", f"without-{post_id}")
    stage.github.push(f"without-{post_id}", by="div-poster-01-example")
    number = stage.github.open_pull_request(f"without-{post_id}", "div-poster-01-example", title=post_id)
    cafe.approved(number, "div-poster-01", (CHIEF,), day)
