"""The approval form's part on approval and sending: who must say yes and why, when it goes out and to how many."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.core.account import Account, Hours
from scripts.core.days import moment_in_words
from scripts.core.page.markup import Node, tag
from scripts.core.page.parts import Fact, facts, section
from scripts.core.post import Post
from scripts.core.roster import ROLE_NAMES, SIDE_NAMES
from scripts.core.setting import Setting
from scripts.core.terms import CATEGORY, DECLARATIONS, LAYOUT, said

_BOTH = "第3第1項第2号"


def approval_section(post: Post, setting: Setting) -> Element:
    """Every approval (承認) that the rules ask for, with the people who may give it today."""
    author = setting.roster.person(post.author)
    contractor = author.contractor if author else ""
    asked = []
    for role, why in _needed(post):
        people = [
            each for each in setting.roster.holders(role, setting.today, contractor) if each is not author
        ]
        names = [tag("li", f"{each.title}（GitHubの名前 {each.login}）") for each in people]
        nobody = tag(
            "p", "名簿に、いまこの役の人がいません。承認する人がいないうちは、配信されません。", class_="bad"
        )
        asked.append(
            tag(
                "article",
                tag("h3", ROLE_NAMES[role]),
                tag("p", why),
                tag("ul", names) if names else nobody,
                class_="card",
            )
        )
    both = tag("p", "次の方の承認が、どちらも要ります。") if len(asked) > 1 else None
    return section("approval", "承認する人", both, asked)


def _needed(post: Post) -> Iterator[tuple[str, str]]:
    other = post.category == "other"
    if post.side == "contractor":
        yield "operations_manager", "運営者の投稿者が書いた投稿のため（第4第4項第1号）"
        if other:
            yield "section_chief", f"課長が適当と認めた情報として送る投稿のため（{_BOTH}）"
    else:
        also = f"。課長が適当と認めた情報として送ります（{_BOTH}）" if other else ""
        yield "section_chief", f"地域政策課の投稿者が書いた投稿のため（第4第1項第1号）{also}"


def sending_section(post: Post, setting: Setting) -> Element:
    """What is sent, by whom it was written, when it goes out and to how many."""
    author = setting.roster.person(post.author)
    writer = author.title if author else f"{post.author}（名簿にありません）"
    return section(
        "sending",
        "配信",
        facts(
            ("件名", post.title),
            ("投稿者", f"{writer}（{said(SIDE_NAMES, post.side)}）"),
            ("投稿内容の区分", said(CATEGORY, post.category)),
            ("適当と認める理由", post.reason),
            ("見せ方", said(LAYOUT, post.layout)),
            ("訂正する投稿", post.corrects),
            *_when(post, setting.account),
            (
                "配信する相手",
                "友だち全員。人数はこの画面では分かりません。配信の直前にLINEへ問い合わせて確かめます。",
            ),
        ),
    )


def _when(post: Post, account: Account) -> Iterator[Fact]:
    send = post.send
    yield "配信の開始", moment_in_words(send.not_before) if send.not_before else "承認の後、取り込まれしだい"
    yield (
        "配信の期限",
        f"{moment_in_words(send.not_after)}まで（過ぎたら配信しません）" if send.not_after else "なし",
    )
    yield "配信する時間帯", "時間帯によらず配信します" if send.urgent else _hours(account.hours)
    yield "時間外に配信する理由", send.urgent


def _hours(hours: Hours) -> str:
    days = "平日（土日と祝日を除く）" if hours.weekdays_only else "毎日"
    return f"{days}の{hours.opens:%H:%M}から{hours.closes:%H:%M}まで"


def declarations_section(post: Post) -> Element:
    """What the author states (第3)."""
    rows: list[Node] = []
    for name, words in DECLARATIONS.items():
        stated = post.declarations.get(name) is True
        mark = tag("strong", "はい" if stated else "いいえ（未確認）", class_="good" if stated else "bad")
        rows.append(tag("li", mark, f"　{words}"))
    return section("declarations", "投稿者の確認（第3）", tag("ul", rows, class_="plain"))
