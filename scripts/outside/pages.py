"""The public site: GitHub Pages serve it, and the pictures of what will be sent answer with the right bytes."""

from collections.abc import Iterator

from scripts.outside.actions import after_actions
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.tasks.issue_plan import LABEL


@matter(
    "pages",
    "Pages(画像の置き場所)が使える",
    "LINEは、画像を公開のURLから読みます",
    "**Settings** → **Pages** → **Build and deployment** → **Source** を **GitHub Actions** にする",
)
def pages(outside: Outside) -> Iterator[str | Unseen]:
    """Pages are on, and built by the workflow."""
    site = seen(outside.settings.site)
    if site is None:
        yield "Pagesが使われていません。"
    elif site.built_by != "workflow":
        yield "Pagesが、ブランチから作られています。"


@matter(
    "site",
    "site_base_url が画像を出している",
    "画像の出ない投稿は配信されません",
    "`content/account.yml` の `site_base_url` を **Settings** → **Pages** に出る住所と合わせ、**Actions** → **配信** → **Run workflow** を押す",
)
def site(outside: Outside) -> Iterator[str | Unseen]:
    """What the sender will look at before a send."""
    after_actions(outside)
    for url, trouble in seen(outside.unserved).items():
        yield f"{url} : {trouble}"


@matter(
    "label",
    f"名札「{LABEL}」がある",
    "見回りの知らせを名札で絞るため",
    f"**Issues** → **Labels** → **New label** で `{LABEL}` を作る",
)
def label(outside: Outside) -> Iterator[str | Unseen]:
    """GitHub drops a label that does not exist when an issue is opened."""
    labels = seen(outside.settings.labels)
    if LABEL not in labels:
        yield "名札がありません。"
