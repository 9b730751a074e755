"""What stands around the forms: how to begin, the drafts, and how the finished post is handed over."""

from xml.etree.ElementTree import Element

from scripts.pages.html import tag

# What the page may load: itself. Nothing that is typed can go anywhere.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'none'"
)


def head(title: str) -> Element:
    """The head: the policy before anything that could be loaded."""
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="phone.css"),
        tag("link", rel="stylesheet", href="write.css"),
        Element("script", {"type": "module", "src": "main.js"}),
    )


_BEGIN = (
    ("post", "新しい投稿", "お知らせ、催し、人や地域の紹介、体験談など"),
    ("correction", "送った投稿を訂正する", "誤りと正しい内容を、並べて知らせます"),
    ("next", "去年の投稿をもとに書く", "文章とリンクだけを引き継ぎます"),
    ("reply", "コメントへの返信", "返信の文と、そう決めた理由"),
    ("open", "保存したものを開く", "書きかけを保存したファイルや、差し戻された投稿の続きを書きます"),
)


def start_section() -> Element:
    """The ways to begin."""
    ways = [
        tag("li", tag("button", tag("strong", words), tag("span", more), type="button", data_begin=way))
        for way, words, more in _BEGIN
    ]
    files = tag(
        "input", type="file", id="file", multiple="", hidden="", tabindex="-1",
        aria_label="開くファイル", accept=".md,.json,.jpg,.jpeg,.png",
    )  # fmt: skip
    return tag(
        "section",
        tag("h2", "何をしますか", id="begin-title"),
        tag("ul", ways, class_="ways"), files, _sent_back(),
        class_="begin", id="begin", aria_labelledby="begin-title",
    )  # fmt: skip


_FETCHING = (
    "GitHubで、差し戻された承認依頼のページを開き、「Files changed」を押します。",
    "「post.md」（投稿の文と記録が入ったファイル）の右の「…」を押し、「View file」を選びます。",
    "下向きの矢印（Download raw file）を押して保存します。画像があれば、同じように保存します。",
    "この画面の「保存したものを開く」を押し、保存したものをまとめて選びます。",
)


def _sent_back() -> Element:
    """How to get a post that was sent back and is not on this computer."""
    return tag(
        "details",
        tag("summary", "差し戻された投稿が、このパソコンにないとき"),
        tag("ol", [tag("li", step) for step in _FETCHING]),
    )


def sent_section() -> Element:
    """The sent posts to choose from; the page's script fills the list."""
    return tag(
        "section",
        tag("h2", "どの投稿ですか", id="sent-title"),
        tag(
            "div",
            tag("label", "件名や日付でさがす", for_="sent-search"),
            tag("input", type="text", id="sent-search", autocomplete="off", spellcheck="false", aria_controls="sent"),
            class_="field text",
        ),
        tag("p", id="sent-told", class_="help", role="status"),
        tag("ul", id="sent", class_="drafts"),
        tag("button", "一覧にない投稿を、ファイルから開く", type="button", id="from-file"),
        class_="kept", id="choose", aria_labelledby="sent-title", tabindex="-1", hidden="",
    )  # fmt: skip


def drafts_section() -> Element:
    """What was begun on this computer."""
    return tag(
        "section",
        tag("h2", "このパソコンにある書きかけ", id="drafts-title"),
        tag("ul", id="drafts", class_="drafts"),
        tag("p", "ほかの人も使うパソコンでは、終わったら消してください。", class_="help"),
        tag("button", "書きかけと覚えたことを、このパソコンからすべて消す", type="button", id="forget", class_="remove"),
        class_="kept", id="kept", aria_labelledby="drafts-title", hidden="",
    )  # fmt: skip


_CLICKS = (
    ("drop.svg", "1. 開いた画面の点線の枠に、保存したファイルをすべてドラッグして入れます。"),
    ("branch.svg", "2. 下の「Create a new branch …」を選び、「Propose changes」を押します。"),
    ("request.svg", "3. 大きな欄の中身を消して「承認依頼書」を貼り付け、「Create pull request」を押します。"),
)


def hand_over_section() -> Element:
    """Three steps from the finished form to the pull request."""
    clicks = [
        tag("li", tag("img", src=f"pictures/{file}", alt="", width="320", height="180"), tag("p", words))
        for file, words in _CLICKS
    ]
    return tag(
        "section",
        tag("h2", "承認を依頼する", id="hand-over-title"),
        tag("p", id="ready", class_="intro", role="status"),
        _name(),
        tag(
            "div",
            tag("label", "承認する方に伝えておくこと", tag("span", "任意", class_="optional"), for_="note"),
            tag("p", "特に見てほしいところや、急ぐわけがあれば書きます。", class_="help", id="note-help"),
            tag("textarea", id="note", rows="3", aria_describedby="note-help"),
            class_="field long",
        ),
        tag(
            "ol",
            tag("li", tag("button", "一式を保存", type="button", id="save", class_="main"), tag("p", "書いたものと画像を、このパソコンに保存します。GitHubに入れるまで、消さないでください。", id="save-help", class_="help"), tag("p", id="saved", role="status")),
            tag("li", tag("button", "承認依頼書を写す", type="button", id="copy", class_="main"), tag("p", "GitHubの三つ目の画面に貼り付ける文を写します。", class_="help"), tag("p", id="copied", role="status")),
            tag("li", tag("a", "GitHubを開く", id="github", class_="main", target="_blank", rel="noreferrer noopener"), tag("p", "この投稿のフォルダーに入れる画面が、新しいタブで開きます。", id="github-help", class_="help")),
            class_="hand-over",
        ),
        tag("details", tag("summary", "GitHubで押すところ（三か所）"), tag("ol", clicks, class_="clicks"), open=""),
        tag(
            "details",
            tag("summary", "差し戻された投稿を直すとき"),
            tag("p", "同じ手順で「一式を保存」したあと、下に承認依頼のブランチ（承認を待っている版）の名前を書いて、上の「GitHubを開く」を押します。同じ名前のファイルは置き換わり、新しい承認依頼は作りません。直したあとは、承認をもう一度受けます。"),
            tag("div", tag("label", "ブランチの名前", for_="branch"), tag("p", "GitHubの承認依頼のページで、題名のすぐ下の「from」のあとに出ている名前です。", tag("span", "例：yamada-patch-1", class_="example"), class_="help", id="branch-help"), tag("input", type="text", id="branch", autocomplete="off", spellcheck="false", autocapitalize="none", aria_describedby="branch-help"), class_="field text"),
        ),
        tag("div", tag("button", "書きかけをファイルに保存", type="button", id="save-draft"), tag("button", "この書きかけを消す", type="button", id="drop-draft", class_="remove"), class_="row"),
        class_="step hand", id="hand", aria_labelledby="hand-over-title",
    )  # fmt: skip


def _name() -> Element:
    """The post's id: made from day and title, to be changed by hand."""
    return tag(
        "div",
        tag("label", "投稿ID", for_="id"),
        tag(
            "p",
            "この投稿の名前です。日付と件名（返信では、コメントのあらまし）から、自動で作ります。それを書くまでは、仮の名前が入っています。できた名前は、このままでかまいません。直すときは、英小文字と数字を使います。",
            tag("span", "例：20261210-winter-soudan", class_="example"),
            class_="help", id="id-help",
        ),
        tag("input", type="text", id="id", autocomplete="off", spellcheck="false", autocapitalize="none", aria_describedby="id-help id-said"),
        tag("div", class_="said-here", id="id-said"),
        class_="field text",
    )  # fmt: skip
