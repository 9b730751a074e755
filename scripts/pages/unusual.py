"""Section of the approval form: what this post does that most posts do not, before anything else."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from scripts.content.declared.images import Image
from scripts.content.declared.links import DeclaredLink
from scripts.content.post import Post
from scripts.pages.around.correction import left_unanswered
from scripts.pages.html import section, tag
from scripts.pages.links import NOT_SAID
from scripts.pages.pictures import NO_GUARDIAN, NOWHERE, person_in_words
from scripts.pages.sending import declared
from scripts.text.quote import quoted
from scripts.text.terms import AI, PEOPLE, label

_NO_REASON = "（書かれていません）"
_OTHER = (
    "移住交流担当課長が適当と認めるときだけ送れます（運営要領 第3第1項第2号）。"
    "適当と認めるなら、課長が Approve を押します。認めないなら、課長が Request changes を押し、理由を書きます（差し戻し）。"
    "差し戻すと、課長が承認に変えるまで配信されません。そのあいだに、投稿者が内容か区分を直すか、取りやめます。"
)


def unusual_section(sentences: Sequence[str]) -> Element | None:
    """A list of sentences; nothing for a post like most."""
    if not sentences:
        return None
    listed = tag("ul", map(_item, sentences), class_="plain to-weigh")
    return section("unusual", "特に見ていただくところ", listed)


def _item(sentence: str) -> Element:
    return tag("li", sentence)


def unusual(post: Post) -> Iterator[str]:
    """A sentence for each choice that asks for the approver's judgement: what was chosen, and who does what with it."""
    if lacking := left_unanswered(post):
        yield f"{'、'.join(map(quoted, lacking))}が書かれていません。承認する方は、投稿者に聞き、書き足してもらってください。"
    if post.category == "other":
        yield f"区分が「その他」です。{_OTHER}投稿者が挙げた理由: {post.reason or _NO_REASON}"
    if post.send.urgent:
        yield f"時間帯によらず配信します。承認する方は、急ぐ理由として足りるかを判断してください。理由: {post.send.urgent}"
    if post.send.again:
        yield f"もう一度配信します。承認する方は、二度届いてよいかを判断してください。理由: {post.send.again}"
    for number, link in enumerate(post.links, 1):
        if link.own_group:
            yield _sells(f"リンク {number}", link)
    for number, image in enumerate(post.images, 1):
        yield from _in_picture(f"画像 {number} ", image, post.document.body)
    for person in post.interviewees:
        if not person.checked_text:
            whether = "読んでいません" if person.checked_text is False else "読んだかの記録がありません"
            yield f"取材した人{quoted(person.subject)}が、載せる文章を{whether}。承認する方は、そのまま載せてよいかを判断してください。"
    for words, stated in declared(post):
        if not stated:
            yield f"投稿者が確認していません: {words}。投稿者が確認してから、承認してください。"


def _sells(name: str, link: DeclaredLink) -> str:
    """A page that sells something of the author's own group: who sells what there, and who judges it (第3第1項第1号)."""
    about = link.own_group_about.strip()
    sold = f"だれが何を売るか: 「{about}」。" if about else f"だれが何を売るかは、{NOT_SAID}。"
    return (
        f"{name}（相手方は{quoted(link.party)}）は、投稿者の会社か関係会社が物やサービスを売るページです。{sold}"
        "承認する方は、不当に民間の競争を阻害しないかを判断してください（運営要領 第3第1項第1号）。"
    )


def _in_picture(name: str, image: Image, text: str) -> Iterator[str]:
    minors = [consent for consent in image.people_consents if consent.minor]
    if image.people == "identifiable":
        children = f"そのうち未成年の方は{len(minors)}人です。" if minors else ""
        yield (
            f"{name}に、だれか分かる人が写っています（同意の記録は{len(image.people_consents)}人）。{children}"
            f"{''.join(_where(image, text))}"
            f"承認する方は、写っている人の全員に同意があり、その範囲で足りるかを、{name}の表で確かめてください。"
        )
    elif image.people != "none":
        yield f"{name}の人物: {label(PEOPLE, image.people) or _NO_REASON}。承認する方は、そのとおりかを画像で確かめてください。"
    for consent in minors:
        if not consent.guardian:
            yield f"{name}の{person_in_words(consent)}は未成年ですが、{NO_GUARDIAN}。投稿者が同意を得るまで、承認しないでください。"
    if image.ai != "none":
        yield f"{name}の生成AI: {label(AI, image.ai) or _NO_REASON}。承認する方は、本物と取り違えられないかを画像で確かめてください。"


def _where(image: Image, text: str) -> Iterator[str]:
    """Which of those in the picture each consent speaks of; where nothing says it, nobody is whom the text calls by the sign."""
    nowhere = []
    for consent in image.people_consents:
        where, person = consent.where_in_picture.strip(), person_in_words(consent)
        if where:
            yield f"{person}{'（未成年）' * consent.minor} は「{where}」です。"
        else:
            nowhere.append(person)
    if nowhere:
        yield f"{'、'.join(nowhere)}が画像の中のどの人かは、{NOWHERE}。"
    for person in nowhere:
        called = f"{person.rpartition(' ')[2]}さん"
        if called in text:
            yield f"文章の「{called}」と同じ人とは限りません。"
