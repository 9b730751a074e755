"""The empty form of a post: every field that its author must fill in stands there, and nothing is declared yet.

The same text opens in GitHub's editor and comes from `python -m scripts.new`; a post that still holds one of `PROMPTS`
was not finished. Explanations stand above their lines: behind a key they would swallow its value.
"""

import json
from collections.abc import Iterator
from typing import Literal

from scripts.content.post import Post
from scripts.reading.fields import mapping, text

Kind = Literal["article", "plain", "event", "permission", "terms"]

KIND_NAMES: dict[Kind, str] = {
    "article": "お知らせ・記事", "plain": "画像もリンクもないお知らせ", "event": "催しの案内",
    "permission": "許諾を得た写真、だれか分かる人の写真", "terms": "素材集・公開ライセンスの画像、譲り受けた画像",
}  # fmt: skip

BODY_PROMPT = "〔ここに本文を書く〕"
WRONG_PROMPT = "〔ここに誤った内容を書く〕"
RIGHT_PROMPT = "〔ここに正しい内容を書く〕"
PROMPTS = (BODY_PROMPT, WRONG_PROMPT, RIGHT_PROMPT)

_HEAD = """---
# 「#」で始まる行は説明です。残しておいてかまいません。
# 日付は "2026-12-10"、日時は "2026-12-10T10:00+09:00" の形で、引用符も付けて書きます。
# 件名(40字まで。配信されます)
title:
# あなたの名簿(roster.yml)のid
author: {author}
{category}"""

_ARTICLE = """# 区分: relocation 移住・定住 / related_population 関係人口 / attraction 魅力 / other その他(理由を書く reason: の行も要る)
category:
"""

_EVENT = """category: event
send:
  # この時刻を過ぎたら送らない
  not_after:
event:
  # 始まり、終わり、締切の日、場所(終わりと締切は、なければ行ごと消す)
  starts:
  ends:
  deadline:
  place:
"""

_IMAGE = """  - file: {file}
    # 写っているもの(5〜120字)、記事との関係
    alt:
    relevance:
    rights:
      # 権利者、根拠、権利を確かめた日と人
      holder:
{basis}      confirmed_on:
      confirmed_by: {author}
{rights}{people}    # 生成AI: none 使っていない / edited 加工に使った / generated 作らせた
    ai:
"""

_ANY_BASIS = """      # own 自分たちの著作物 / assigned 譲り受けた / permission 許諾を得た
      # open_license 公開ライセンス / stock 有償素材 / public_domain 保護期間の終わったもの
      basis:
"""

_BY_TERMS = """      # 規約のページ、読んだ日、認める文(assigned と public_domain では3行を消す)、文書番号
      terms_url:
      terms_checked_on:
      terms_words:
      evidence:
"""

_BY_PERMISSION = """      # 許諾の日、文書番号、期限(なければ no_expiry: true)
      granted_on:
      evidence:
      scope: [line]
      valid_until:
"""

_PEOPLE = """    # 人: none 写っていない / not_identifiable 誰とはわからない / identifiable 誰かわかる
    people:
"""

_KNOWN_PEOPLE = """    people: identifiable
    # 一人ずつ。氏名でなく「被写体A」。次に、画像のどの人か。18歳未満は minor: true と、次の行に guardian: true(保護者の同意)
    people_consents:
      - subject:
        where_in_picture:
        granted_on:
        valid_until:
        minor:
        evidence:
"""

_LINK = """# リンクがなければ「links: []」だけに
links:
  - url:
    # 相手方の名前、記事との関係
    party:
    relevance:
    # リンク先を読んで確かめた日と人
    checked_on:
    checked_by: {author}
    # 相手方の了解
    consent:
      # explicit 個別に得た / published_policy 公表された方針による
      # own_site 自分たちのサイト / standing consents.yml にある継続の了解
      basis:
      # 了解を得た日、方法(email / letter / form / contract / phone_memo / meeting_memo)、文書番号
      granted_on:
      method:
      evidence:
"""

_DECLARATIONS = """# 一つずつ自分で確かめてから、false を true に直します。
declarations:
  # 公表・公開を前提とする情報だけ
  public_information: false
  # 個人情報なし
  no_personal_information: false
  # 民間の競争を妨げない
  fair_competition: false
  # ガイドラインに留意した
  guideline: false
---
"""


def new_post(kind: Kind, author: str = "", files: tuple[str, ...] = ("",)) -> str:
    """The form of a `post.md`, with one picture entry a file name; no file name leaves `images: []`."""
    category = _EVENT if kind == "event" else _ARTICLE
    files = () if kind == "plain" else files
    images = "# 画像がなければ「images: []」だけに\nimages:\n" if files else "images: []\n"
    entries = "".join(_image(kind, file, author) for file in files)
    links = "links: []\n" if kind == "plain" else _LINK.format(author=author)
    body = f"{BODY_PROMPT}\n" + "".join(f"\n![]({file})\n" for file in files if file)
    form = _HEAD.format(author=author, category=category) + images + entries
    return _clean(form + links + _DECLARATIONS) + body


def _image(kind: Kind, file: str, author: str) -> str:
    if kind == "permission":
        rest = {"basis": "      basis: permission\n", "rights": _BY_PERMISSION, "people": _KNOWN_PEOPLE}
    else:
        rest = {"basis": _ANY_BASIS, "rights": _BY_TERMS if kind == "terms" else "", "people": _PEOPLE}
    return _IMAGE.format(file=file, author=author, **rest)


def _clean(form: str) -> str:
    """No blank behind a key whose value is empty."""
    return "".join(line.rstrip(" ") + "\n" for line in form.splitlines())


_LONGEST_TITLE = 40
_MARK = "【訂正】"
_GROUND = "# 承認する人が読む3つ(届かない)。# を消して書く\n# correction_ground: 〔だれに、いつ、何を聞き、何と答えたか〕\n# correction_affected: 〔すでに申し込んだ方などは、どうなるか〕\n# correction_page_now: 〔リンク先のページは、いま正しいか〕"


def correction_text(original: Post, author: str) -> str:
    """A `post.md` that corrects a post: its category and event are those of the post, and nothing is declared yet."""
    return "---\n" + "\n".join(_fields(original, author)) + "\n---\n" + _body(original)


def _fields(original: Post, author: str) -> Iterator[str]:
    yield f"title: {_quoted((_MARK + original.title.removeprefix(_MARK))[:_LONGEST_TITLE])}"
    yield f"author: {author}"
    yield f"category: {original.category}"
    if original.reason:
        yield f"reason: {_quoted(original.reason)}"
    yield "layout: text"
    data = original.document.data
    not_after = text(mapping(data.get("send")).get("not_after"))
    if not_after:
        yield f"send:\n  not_after: {_quoted(not_after)}"
    event = mapping(data.get("event"))
    if event:
        yield "event:"
        yield from (f"  {name}: {_quoted(value)}" for name, value in event.items() if isinstance(value, str))
    yield "images: []"
    yield "# リンクがなければこのまま。誤りがリンクにあったときは、正しいリンクを書き足します。"
    yield "links: []"
    yield "# 一つずつ自分で確かめてから、false を true に直します。\ndeclarations:"
    for name in ("public_information", "no_personal_information", "fair_competition", "guideline"):
        yield f"  {name}: false"
    yield f"corrects: {original.post_id}\n{_GROUND}"


def _body(original: Post) -> str:
    return (
        f"【訂正とお詫び】\n\n先にお送りした「{original.title}」に誤りがありました。\n\n"
        f"（誤）{WRONG_PROMPT}\n（正）{RIGHT_PROMPT}\n\n"
        "ご迷惑をおかけしましたことをお詫びいたします。\n"
    )


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
