"""第6第3項・第4項: trouble, the report of it to the division, and what was done."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta

from scripts.checking.context import RuleContext
from scripts.content.hours import business_time
from scripts.content.incident import Incident
from scripts.reading.strict_yaml import Key
from scripts.rules.book import rule
from scripts.text.quote import quoted
from scripts.text.sensitive import personal_data

_SOON = timedelta(hours=2)
_NAMES_AN_ITEM = re.compile(
    r"\d|[一二三四五六七八九十](?=[のー）)・、\s]|$)"
)  # an item has a number; "to be decided" has none
_NOT_YET = re.compile(r"未定|未記入|未確認|要確認|後日|追って|検討中|確認中|調整中|保留")


@rule("incident-personal-data", "第6第3項")
def incident_personal_data(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """トラブルの記録に、書き込んだ人や書かれた人の個人情報を書きません。

    Bad: あらましに、書き込んだ人のメールアドレスが書かれています。
    Good: 「記事で紹介した方の人格をおとしめる書き込み。氏名の記載はない。」
    """
    for key, written in _texts(incident):
        for kind in personal_data(written):
            message = "のように見える文字があります。個人情報は書かず、あらましだけにしてください。"
            yield incident.line_no(*key), f"{kind}{message}"


@rule("incident-order", "第6第3項")
def incident_order(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """連絡した日時、対応の日時、終えた日は、気づいた日時より後です。

    Bad: 気づく前に連絡しています。
    Good: 9時20分に気づき、9時45分に連絡しました。
    """
    noticed = incident.detected_at
    for key, at in _moments(incident):
        if at and noticed and at < noticed:
            yield incident.line_no(*key), "気づいた日時より前の日時です。日時を確かめてください。"
    if incident.closed_on and noticed and incident.closed_on < noticed.date():
        yield incident.line_no("closed_on"), "対応を終えた日が、気づいた日より前です。日を確かめてください。"


@rule("incident-report-late", "第6第3項", "warning")
def incident_report_late(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """運営者は、気づいたらすみやかに(業務時間で2時間のうちに)地域政策課に連絡します。

    Bad: 9時20分に気づき、15時に連絡しました。
    Good: 金曜日の17時に気づき、月曜日の9時30分に連絡しました。
    """
    noticed, reported = incident.detected_at, incident.reported_at
    if incident.detected_side != "contractor" or not noticed or not reported:
        return
    if business_time(noticed, reported, context.account.hours) > _SOON:
        yield (
            incident.line_no("reported_to_division_at"),
            "気づいてから連絡まで、業務時間で2時間を超えています。遅れた理由を actions に書き、"
            "次はすぐに電話で連絡してください。",
        )


@rule("incident-posts", "第6第4項")
def incident_posts(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """訂正の投稿、画像を取り下げる投稿は、実際にある投稿です。

    Bad: correction: 20261210-winter-teisei(そのような投稿はありません)
    Good: correction: 20261210-winter-soudan-teisei
    """
    for name in ("correction", "takes_down"):
        post_id = getattr(incident, name)
        if post_id and post_id not in context.folders:
            yield (
                incident.line_no(name),
                f"投稿「{post_id}」は見つかりません。投稿IDを書いてください。",
            )


@rule("incident-closed", "第6第4項", "warning")
def incident_closed(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """対応を終えるときは、行った対応を書き残します。

    Bad: closed_on があるのに、actions が空です。
    Good: 行った対応を書いてから、closed_on を書きました。
    """
    if incident.closed_on and not incident.actions:
        yield (
            incident.line_no("actions"),
            "対応を終えたのに、行った対応が書かれていません。書き足してください。",
        )


@rule("incident-guideline", "第6第4項")
def incident_guideline(incident: Incident, context: RuleContext) -> Iterator[tuple[int, str]]:
    """対応を終えるのは、ガイドライン5の該当項目を地域政策課が書いてからです。

    Bad: closed_on があるのに、guideline_section_ref が空か、「未定」「後日記入」など、項目の番号のない言葉です。
    Good: guideline_section_ref: ガイドライン5(2)
    """
    written = incident.guideline_section_ref
    plain = unicodedata.normalize("NFKC", written)
    if not incident.closed_on or (_NAMES_AN_ITEM.search(plain) and not _NOT_YET.search(plain)):
        return
    seen = f"{quoted(written)}では分かりません" if written.strip() else "書かれていません"
    message = f"ガイドラインの5のどの項目によって対応したかが、{seen}。"
    line = incident.line_no("guideline_section_ref")
    yield line, f"{message}地域政策課が書くまで、closed_on は null にしておいてください。"


def _texts(incident: Incident) -> Iterator[tuple[Key, str]]:
    for name in ("summary", "evidence", "received_by"):
        yield (name,), getattr(incident, name)
    for action in incident.actions:
        yield ("actions", action.index, "what"), action.what


def _moments(incident: Incident) -> Iterator[tuple[Key, datetime | None]]:
    yield ("detected_at",), incident.detected_at
    yield ("reported_to_division_at",), incident.reported_at
    for action in incident.actions:
        yield ("actions", action.index, "at"), action.at
