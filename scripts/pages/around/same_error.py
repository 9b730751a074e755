"""The same error in two posts: what a correction calls wrong, found in another post that goes out near it."""

from collections.abc import Iterator, Sequence

from scripts.content.post import Post
from scripts.pages.around.change import sentences
from scripts.pages.around.neighbours import Neighbour, starts_in_words
from scripts.pages.around.to_weigh import ToWeigh
from scripts.pages.around.wrong_words import stands_alone, wrong_words
from scripts.text.dates import short_day


def same_error(post: Post, neighbours: Sequence[Neighbour]) -> Iterator[ToWeigh]:
    """For a post: the corrections nearby that touch it. For a correction: the other posts that say what it calls wrong."""
    titles = {other.post_id: other.title for other in neighbours}
    put_right = {other.corrects for other in neighbours if other.corrects and not other.proposed}
    for other in neighbours:
        if other.post is None or other.post_id == post.corrects or other.post_id in put_right:
            continue
        if other.corrects and not post.corrects:
            about = titles.get(other.corrects, "")
            yield from _corrected_there(post, other, other.post, about)
        elif post.corrects and not other.corrects:
            yield from _said_there(post, other, other.post)


def _corrected_there(post: Post, other: Neighbour, correction: Post, about: str) -> Iterator[ToWeigh]:
    """`about`: the title of the post that is corrected, where it is known."""
    pages = {link.url for link in post.links} & {link.url for link in correction.links}
    deadline = short_day(post.event.deadline).partition("（")[0] if post.event and post.event.deadline else ""
    dated = any(deadline and stands_alone(deadline, pair.wrong) for pair in correction.correction)
    same = wrong_words(sentences(post), correction.correction)
    if not (pages or dated or same):
        return
    pairs = "、".join(f"誤「{pair.wrong}」正「{pair.right}」" for pair in correction.correction)
    whose = f"ほかの投稿「{about}」" if about else "ほかの投稿"
    near = f"{whose}の訂正{starts_in_words(other)}が{'、この投稿と同じページにリンクしています' if pages else 'あります'}。"
    stated = f"その訂正は、{pairs}です。" if pairs else ""
    if same and other.proposed:
        yield ToWeigh(
            f"{near}{stated}この投稿にも{_quoted(same)}があります。その訂正はまだ承認されていません。承認する方は、投稿者に確かめるか、訂正の承認を待つかを判断してください。"
        )
    elif same:
        here = f"この投稿にも{_quoted(same)}があります。投稿者が直すか、この投稿ではそれで正しいと返事をするまで、承認しないでください。"
        yield ToWeigh(near + stated + here, held_back=True)
    elif dated:
        yield ToWeigh(
            f"{near}{stated}この投稿の締切も{deadline}です。承認する方は、同じ誤りでないかを読んで判断してください。"
        )
    else:
        yield ToWeigh(
            f"{near}{stated}誤りの言葉は、この投稿の文章にはありません。承認する方は、同じ誤りが別の言い方で残っていないかを読んで判断してください。"
        )


def _said_there(correction: Post, other: Neighbour, there: Post) -> Iterator[ToWeigh]:
    same = wrong_words(sentences(there), correction.correction)
    if not same:
        return
    if other.sent:
        what = "すでに届いています。承認する方は、そちらの訂正も要るかを判断してください。"
    elif other.proposed:
        what = "まだ取り込まれていません。その投稿は、投稿者が直すか、それで正しいと返事をするまで承認しないでください。"
    else:
        what = "取り込み済みで、届くのを待っています。届く前に、Actions → 届いていた・止める で止められます。"
    yield ToWeigh(
        f"この訂正が誤りとする{_quoted(same)}は、ほかの投稿{starts_in_words(other)}にもあります。{what}この訂正の承認は、それを待たずにできます。"
    )


def _quoted(words: Sequence[str]) -> str:
    return "、".join(f"「{word}」" for word in words)
