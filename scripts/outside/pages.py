"""The public site: GitHub Pages serve it, and the pictures of what will be sent answer with the right bytes."""

from collections.abc import Iterator

from scripts.outside.actions import after_actions
from scripts.outside.matter import matter, seen
from scripts.outside.settings import Unseen
from scripts.outside.snapshot import Outside
from scripts.tasks.issue_plan import LABEL
from scripts.text.address import Address, read_address


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
    if site and site.public is False:
        yield "Pagesを見られるのが、招いた人だけです。同じ画面の **GitHub Pages visibility** を **Public** にします。"


@matter(
    "site-address",
    "site_base_url が、Pagesの住所と同じ",
    "違うと、画像も公開の頁も開けず、画像のある投稿は配信されません",
    "`content/account.yml` の `site_base_url` を、上に出た住所に直し、手元で `.venv/bin/python -m scripts.setup` を打ち、"
    "プルリクエストで出して移住交流担当課長の承認を受ける(使い始める前は、[使い始める手引](SETUP.md)の手順8のとおりに送る)",
)
def site_address(outside: Outside) -> Iterator[str | Unseen]:
    """GitHub tells the address from the moment Pages are on, long before anything stands there."""
    site, written = seen(outside.settings.site), outside.context.account.site_base_url
    there = read_address(site.url) if site else None
    if site is None or there is None:
        yield Unseen("Pagesを使い始めると分かります")
        return
    right = site.url if there.is_loopback else f"https://{site.url.partition('://')[2]}"
    if not _same(read_address(right), read_address(written)):
        domain = f"(独自ドメイン {site.own_domain} が付いています)" if site.own_domain else ""
        yield f"Pagesの住所は {right} です{domain}。いまは {written} と書いてあります。`site_base_url: {right}` と書き直してください。"
    if site.https_only is False:
        yield "Pagesがhttpのまま開きます。**Settings** → **Pages** の **Enforce HTTPS** に印を付けてください。"


def _same(there: Address | None, here: Address | None) -> bool:
    """The path counts letter by letter: Pages tell capitals apart."""
    return bool(there and here and (there.origin, there.path) == (here.origin, here.path))


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
