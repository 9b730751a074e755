"""Section of the approval form: what this post does that most posts do not, before anything else."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from scripts.content.declared.images import Image
from scripts.content.declared.links import DeclaredLink
from scripts.content.post import Post
from scripts.pages.around.correction import left_unanswered
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.html import section, tag
from scripts.pages.links import NOT_SAID
from scripts.pages.pictures import NO_GUARDIAN, NOWHERE, person_in_words, sign_of
from scripts.pages.sending import declared
from scripts.text.quote import quoted
from scripts.text.terms import AI, PEOPLE, label

_NO_REASON = "（書かれていません）"
_ASK_DIVISION = "会社どうしの間柄で判断に迷うときは、承認の前に地域政策課に聞きます。"
_OTHER = (
    "移住交流担当課長が適当と認めるときだけ送れます（運営要領 第3第1項第2号）。"
    "課長は、適当と認めるなら承認します（承認が、その記録になります）。認めないなら差し戻します。そのあと投稿者が、内容か区分を直すか、取りやめます。"
)


def unusual_section(matters: Sequence[ToWeigh]) -> Element | None:
    """A list of them; nothing for a post like most."""
    if not matters:
        return None
    listed = tag("ul", map(_item, matters), class_="plain to-weigh")
    return section("unusual", "特に見ていただくところ", listed)


def _item(matter: ToWeigh) -> Element:
    return tag("li", tag("strong", matter.name), (tag("p", line) for line in matter.lines))


def unusual(post: Post) -> Iterator[ToWeigh]:
    """What its author has left out, then each choice that asks for a judgement: what was chosen, who does what with it."""
    yield from map(_held_back, _left_out(post))
    yield from map(ToWeigh, _chosen(post))


def _held_back(words: str) -> ToWeigh:
    return ToWeigh(words, held_back=True)


def _left_out(post: Post) -> Iterator[str]:
    if lacking := left_unanswered(post):
        yield f"{'、'.join(map(quoted, lacking))}が書かれていません。投稿者が書き足すまで、承認しないでください。"
    for number, image in enumerate(post.images, 1):
        for place, consent in enumerate(image.people_consents, 1):
            if consent.minor and not consent.guardian:
                yield f"画像 {number} の{person_in_words(place)}は未成年ですが、{NO_GUARDIAN}。投稿者が同意を得るまで、承認しないでください。"
    for words, stated in declared(post):
        if not stated:
            yield f"投稿者が確認していません: {words}。投稿者が確認するまで、承認しないでください。"


def _chosen(post: Post) -> Iterator[str]:
    if post.category == "other":
        yield f"区分が「その他」です。{_OTHER}投稿者が挙げた理由: 「{post.reason or _NO_REASON}」"
    if post.send.urgent:
        yield f"時間帯によらず配信します。承認する方は、急ぐ理由として足りるかを判断してください。理由: {post.send.urgent}"
    if post.send.again:
        yield f"もう一度配信します。承認する方は、二度届いてよいかを判断してください。理由: {post.send.again}"
    for number, link in enumerate(post.links, 1):
        if link.own_group:
            yield _sells(f"リンク {number}", link) + _ASK_DIVISION * (post.side == "contractor")
    for number, image in enumerate(post.images, 1):
        yield from _in_picture(f"画像 {number} ", image, post.document.body)
    for person in post.interviewees:
        if not person.checked_text:
            whether = "読んでいません" if person.checked_text is False else "読んだかの記録がありません"
            yield f"取材した人{quoted(person.subject)}が、載せる文章を{whether}。承認する方は、そのまま載せてよいかを判断してください。"


def _sells(name: str, link: DeclaredLink) -> str:
    """A page that sells something of the author's own group: who sells what there, and who judges it (第3第1項第1号)."""
    about = link.own_group_about.strip()
    sold = f"だれが何を売るか: 「{about}」。" if about else f"だれが何を売るかは、{NOT_SAID}。"
    return (
        f"{name}（相手方は{quoted(link.party)}）は、投稿者の会社か関係会社が物やサービスを売るページです。{sold}"
        "承認する方は、不当に民間の競争を阻害しないかを判断してください（運営要領 第3第1項第1号）。"
    )


def _in_picture(name: str, image: Image, text: str) -> Iterator[str]:
    if image.people == "identifiable":
        minors = sum(consent.minor for consent in image.people_consents)
        children = f"（うち未成年{minors}人）" if minors else ""
        yield (
            f"{name}に、だれであるかが分かる人が写っています。投稿者が挙げたのは{len(image.people_consents)}人{children}です。"
            f"{''.join(_where(image, text))}"
            f"承認する方は、「画像の説明」にほかの人が出てこないことと、一人ずつの同意が、載る所（配信の表にあります）と期間に足りることを、{name}の表で確かめてください。"
        )
    elif image.people != "none":
        yield f"{name}の人物: {label(PEOPLE, image.people) or _NO_REASON}。承認する方は、そのとおりかを画像で確かめてください。"
    if image.ai != "none":
        yield f"{name}の生成AI: {label(AI, image.ai) or _NO_REASON}。承認する方は、本物と取り違えられないかを画像で確かめてください。"


def _where(image: Image, text: str) -> Iterator[str]:
    """Which of those in the picture each consent speaks of; nobody is at once whom the text calls by the record's sign."""
    nowhere = []
    for place, consent in enumerate(image.people_consents, 1):
        where, person = consent.where_in_picture.strip(), person_in_words(place)
        if where:
            yield f"{person}{'（未成年）' * consent.minor}は「{where}」です。"
        else:
            nowhere.append(person)
    if nowhere:
        yield f"{'、'.join(nowhere)}が画像の中のどの人かは、{NOWHERE}。"
    for place, consent in enumerate(image.people_consents, 1):
        called = f"{sign_of(consent)}さん"
        if sign_of(consent) and called in text:
            yield f"{person_in_words(place)}の文書での呼び名は、文章の「{called}」と同じ字ですが、同じ人とは限りません。"
