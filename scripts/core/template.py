"""The empty form of a post: every field that its author must fill in stands there, and nothing is declared yet.

The same text opens in GitHub's editor, comes from `python -m scripts.new` and is known to the rules: a post that
still holds one of `PROMPTS` was not finished. Explanations stand above their lines: behind a key they would
swallow its value.
"""

from typing import Literal

Kind = Literal["article", "event"]

KIND_NAMES: dict[Kind, str] = {"article": "お知らせ・記事", "event": "催しの案内"}

BODY_PROMPT = "〔ここに本文を書く〕"
WRONG_PROMPT = "〔ここに誤った内容を書く〕"
RIGHT_PROMPT = "〔ここに正しい内容を書く〕"
PROMPTS = (BODY_PROMPT, WRONG_PROMPT, RIGHT_PROMPT)

_HEAD = """---
# 「#」で始まる行は説明です。残しておいてかまいません。
# 日付は "2026-12-10"、日時は "2026-12-10T10:00+09:00" の形で、引用符も付けて書きます。
# 題名(40字まで。配信されます)
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
  # 始まりの日時と場所
  starts:
  place:
"""

_IMAGE = """  - file: {file}
    # 写っているもの(5〜120字)
    alt:
    # 記事との関係
    relevance:
    rights:
      # 権利者
      holder:
      # own 自分たちの著作物 / assigned 譲り受けた / permission 許諾を得た
      # open_license 公開ライセンス / stock 有償素材 / public_domain 保護期間の終わったもの
      basis:
      # 権利を確かめた日と人
      confirmed_on:
      confirmed_by: {author}
    # 人: none 写っていない / not_identifiable 誰とはわからない / identifiable 誰かわかる
    people:
    # 生成AI: none 使っていない / edited 加工に使った / generated 作らせた
    ai:
"""

_LINK = """# リンクがなければ「links: []」だけに
links:
  - url:
    # 相手方の名前
    party:
    # 記事との関係
    relevance:
    # リンク先を読んで確かめた日と人
    checked_on:
    checked_by: {author}
    # 相手方の了解
    consent:
      # explicit 個別に得た / published_policy 公表された方針による
      # own_site 自分たちのサイト / standing consents.yml にある継続の了解
      basis:
      # 了解を得た日
      granted_on:
      # email / letter / form / contract / phone_memo 電話記録 / meeting_memo 面談記録
      method:
      # 了解の記録の文書番号
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
    images = "# 画像がなければ「images: []」だけに\nimages:\n" if files else "images: []\n"
    entries = "".join(_IMAGE.format(file=file, author=author) for file in files)
    body = f"{BODY_PROMPT}\n" + "".join(f"\n![]({file})\n" for file in files if file)
    form = _HEAD.format(author=author, category=category) + images + entries
    return _clean(form + _LINK.format(author=author) + _DECLARATIONS) + body


def _clean(form: str) -> str:
    """No blank behind a key whose value is empty."""
    return "".join(line.rstrip(" ") + "\n" for line in form.splitlines())
