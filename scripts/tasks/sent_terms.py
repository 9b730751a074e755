"""Tasks for what ends or is withdrawn after a post was sent: rights in its pictures, consents of people and of linked parties.

The site obeys the same functions (`messages/media.py`); a message that lies in a reader's chat, nobody can take back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from scripts.content.consents import Consents
from scripts.content.declared.images import Image
from scripts.content.incident import Incident
from scripts.content.post import Post
from scripts.messages.media import last_day, withdrawn_on
from scripts.tasks.issue_plan import Task
from scripts.text.dates import days_after, format_day
from scripts.text.quote import in_code, inert

_AHEAD = timedelta(days=30)
_SAID = timedelta(days=14)  # so long after the day the issue stays open, if nobody closes it
_LONGEST = 30  # posts named in one issue


def picture_reminders(
    sent: Iterable[Post],
    incidents: Iterable[Incident],
    today: date,
    until: Mapping[tuple[str, str], date | None],
) -> Iterator[Task]:
    """A month before the last day of a picture's right or consent, from the day on which it is gone, and at once when withdrawn.

    `until`: post and file → the last day on which the site shows the picture, where another post has a longer right.
    """
    taken_down = {incident.takes_down for incident in incidents}
    for post in sent:
        for image in post.images:
            withdrawn = withdrawn_on(image)
            last = until.get((post.post_id, image.file), last_day(image))
            if withdrawn and withdrawn <= today:
                if post.post_id not in taken_down:
                    yield _withdrawn(post, image, withdrawn)
            elif last and timedelta() <= last - today <= _AHEAD:
                yield _ends(post, image, last)
            elif last and timedelta() < today - last <= _SAID:
                yield _ended(post, image, last)


def _ends(post: Post, image: Image, last: date) -> Task:
    return Task(
        f"picture-ends/{post.post_id}/{image.file}/{last}",
        f"第4第2号 配信した画像の期限({last}): {post.post_id}",
        f"{_named(post, image)} の許諾や同意は、**{format_day(last)}** までです。"
        f"{format_day(days_after(last, 1))}から、サイトはこの画像を出しません。一覧のページには、その旨が出ます。\n\n"
        "- [ ] そのままでよければ、することはありません(この件は自動で閉じます)\n"
        "- [ ] 続けて見せたいときは、権利者や本人から改めて許諾や同意を得る。配信した投稿は書き換えられないので、新しい期限は、"
        "同じ画像を使う新しい投稿に書きます。その投稿が承認されれば、新しい期限まで表示されます",
    )


def _ended(post: Post, image: Image, last: date) -> Task:
    return Task(
        f"picture-ended/{post.post_id}/{image.file}/{last}",
        f"第4第2号 画像の表示を終えました({days_after(last, 1)}): {post.post_id}",
        f"{_named(post, image)} の期限({format_day(last)})が過ぎたため、"
        "サイトはこの画像を出していません。\n\n"
        "- [ ] 同じ画像をホームページやLINE VOOMなどにも載せていたら、そちらからも外す\n"
        "- [ ] 権利者や本人との約束があれば、終えたことを知らせる\n\n"
        "済んだら、この件を閉じてください(2週間たつと自動で閉じます)。",
    )


def _withdrawn(post: Post, image: Image, withdrawn: date) -> Task:
    return Task(
        f"picture-withdrawn/{post.post_id}/{image.file}",
        f"第6第3項 同意が撤回された画像です: {post.post_id}",
        f"{_named(post, image)} について、写っている人の同意が"
        f"{format_day(withdrawn)}に撤回されました。サイトは、どの投稿でもこの画像を出していません。\n\n"
        "- [ ] 運営者の投稿なら、すぐに地域政策課に知らせる(第6第3項)\n"
        "- [ ] `content/incidents/` に、`kind: rights_claim` で記録する。`takes_down` に "
        f"{in_code(post.post_id)}、`evidence` に申し出の文書番号を書く(申し出た人の名前は書かない)\n"
        "- [ ] 届いたメッセージは取り消せません。読者への知らせ(訂正の投稿)が要るかを、移住交流担当課長が決める(第6第4項)\n"
        "- [ ] 同じ画像をホームページやLINE VOOMなどにも載せていたら、そちらからも外す\n"
        "- [ ] 本人に、外したことを知らせる\n\n"
        "この件は、トラブルの記録の `takes_down` にこの投稿が入ると自動で閉じます。",
    )


def _named(post: Post, image: Image) -> str:
    return f"配信した投稿「{inert(post.title)}」({in_code(post.post_id)})の画像 {in_code(image.file)}"


def withdrawn_links(sent: Iterable[Post], consents: Consents, today: date) -> Iterator[Task]:
    """A standing consent (了解) that its party withdrew, and the sent posts that rest on it."""
    gone = {
        entry.id: entry for entry in consents.entries if entry.withdrawn_on and entry.withdrawn_on <= today
    }
    resting: dict[str, list[str]] = {}
    for post in sent:
        for link in post.links:
            if link.consent.basis == "standing" and link.consent.id in gone:
                resting.setdefault(link.consent.id, []).append(post.post_id)
    for consent_id, post_ids in sorted(resting.items()):
        entry = gone[consent_id]
        named = "".join(f"- {in_code(post_id)}\n" for post_id in sorted(post_ids)[-_LONGEST:])
        more = f"- ほか{len(post_ids) - _LONGEST}件\n" if len(post_ids) > _LONGEST else ""
        yield Task(
            f"link-withdrawn/{consent_id}/{entry.withdrawn_on}",
            f"第4第3号 リンクの了解が撤回されました: {entry.party}",
            f"{inert(entry.party)}が、リンクの了解 {in_code(consent_id)} を{entry.withdrawn_on}に撤回しました。次の投稿は、この了解のもとに"
            f"配信されています。\n\n{named}{more}\n"
            "- [ ] 届いたメッセージのリンクは消せません。相手方に、配信済みであることを伝え、困ることがあるかを聞く\n"
            "- [ ] 困ることがあれば、`content/incidents/` に記録し、訂正の投稿が要るかを移住交流担当課長が決める(第6第3項・第4項)\n\n"
            "済んだら、この件を閉じてください。",
        )
