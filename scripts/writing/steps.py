"""The order in which a form asks: a few steps, each about one thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A part of a form with its heading. `names` are top-level fields; `body` is the text under the front matter."""

    id: str
    title: str
    intro: str
    names: tuple[str, ...]


POST = (
    Step(
        "correction", "何を訂正しますか",
        "送った投稿は直せません。新しい投稿で、誤りと正しい内容を知らせます。催しの日時や締切が誤っていたときは、下の「催しについて」も正しく直します。",
        ("corrects", "correction", "correction_ground", "correction_affected", "correction_page_now"),
    ),
    Step("what", "何を知らせますか", "", ("category", "reason", "title", "event")),
    Step(
        "text", "本文を書く",
        "ふつうの文章のように書きます。改行はそのまま届きます。日付には曜日を付けてください。画像は下で選ぶと入り、〔画像：…〕の行ごと動かせます。リンクは下で書くと［押してもらう言葉］と住所の形で入り、言葉を直して、行ごと動かせます。",
        ("body", "interviewees", "layout"),
    ),
    Step("pictures", "画像を添える", "選んだ画像は、このパソコンの中で小さくし、向きを直し、撮影場所などの記録を消します。元の写真はどこにも送られません。", ("images",)),
    Step("links", "リンクを添える", "", ("links",)),
    Step("when", "いつ送りますか", "", ("send",)),
    Step("sure", "自分で確かめる", "", ("declarations",)),
)  # fmt: skip
REPLY = (
    Step("comment", "どのようなコメントですか", "", ("received_on", "channel", "post", "inquiry")),
    Step("decision", "返信しますか", "", ("decision", "reason")),
    Step("text", "返信の文を書く", "返信しないときは空けておきます。", ("body",)),
    Step(
        "after",
        "送ったあとで",
        "承認を受けて送ってから、書き足します。いまは空けておきます。",
        ("sent_on", "sent_by"),
    ),
)
STEPS: dict[str, tuple[Step, ...]] = {"post": POST, "reply": REPLY}
