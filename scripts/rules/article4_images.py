"""第4第1項・第4項の第2号: pictures. Related to the article, and their rights known beforehand."""

from collections.abc import Iterator

from scripts.core.planned import approved_on, send_day
from scripts.core.post import Post
from scripts.core.quote import quoted
from scripts.core.setting import Setting
from scripts.rules.book import by_side, rule


@rule("image-declared", by_side("第2号"))
def image_declared(post: Post, _: Setting) -> Iterator[tuple[int, str]]:
    """フォルダにある画像と、本文の画像は、すべて images に記録がある。
    Bad: フォルダに yuki.jpg があり、images に無い
    Good: フォルダ、本文、images に同じ名前の画像がある
    """
    for placed in post.body.pictures:
        if post.declared_image(placed.file) is None:
            say = f"本文の画像{quoted(placed.file)}の記録が images にありません。権利などを記録するか、画像を消してください。"
            yield placed.line, say
    placed_files = {placed.file for placed in post.body.pictures}
    for name in post.pictures:
        if post.declared_image(name) is None and name not in placed_files:
            say = f"フォルダのファイル{quoted(name)}の記録が images にありません。使う画像なら記録し、使わないなら消してください。"
            yield post.line("images"), say


@rule("image-present", by_side("第2号"))
def image_present(post: Post, _: Setting) -> Iterator[tuple[int, str]]:
    """images に記録した画像は、post.md と同じフォルダにある。
    Bad: images に yuki.jpg があり、フォルダに無い
    Good: フォルダ、本文、images に同じ名前の画像がある
    """
    for image in post.images:
        if image.file and image.file not in post.pictures:
            say = f"画像{quoted(image.file)}がフォルダにありません。post.md と同じフォルダに置くか、名前を直してください。"
            yield post.line("images", image.place, "file"), say


@rule("image-used", by_side("第2号"))
def image_used(post: Post, _: Setting) -> Iterator[tuple[int, str]]:
    """images に記録した画像は、本文で使われている。
    Bad: images に yuki.jpg があり、本文に無い
    Good: 本文に ![](yuki.jpg) がある
    """
    placed = {picture.file for picture in post.body.pictures}
    for image in post.images:
        if image.file and image.file not in placed:
            say = f"画像{quoted(image.file)}が本文にありません。置きたい所に ![]({image.file[:40]}) と書くか、記録を消してください。"
            yield post.line("images", image.place, "file"), say


@rule("image-rights-first", by_side("第2号"))
def image_rights_first(post: Post, setting: Setting) -> Iterator[tuple[int, str]]:
    """画像の権利の確認、許諾、利用規約の確認は、承認より前に済んでいる。
    Bad: 承認の日より後の confirmed_on
    Good: 承認の日か、それより前の confirmed_on
    """
    approved = approved_on(setting)
    names = {
        "confirmed_on": "権利を確認した日",
        "granted_on": "許諾を受けた日",
        "terms_checked_on": "利用規約を確認した日",
    }
    for image in post.images:
        for field, name in names.items():
            day = getattr(image.rights, field)
            if day and day > approved:
                when = "今日" if setting.approved_at is None else "承認の日"
                say = f"画像{quoted(image.file)}の{name}({day})が、{when}({approved})より後です。済ませてから、承認を受けてください。"
                yield post.line("images", image.place, "rights", field), say


@rule("image-permission-holds", by_side("第2号"))
def image_permission_holds(post: Post, setting: Setting) -> Iterator[tuple[int, str]]:
    """画像の許諾は、配信する日に有効である。
    Bad: 配信する日より前に切れる valid_until
    Good: 配信する日か、それより後の valid_until
    """
    if post.post_id in setting.sent:
        return
    day = send_day(post, setting)
    for image in post.images:
        until = image.rights.valid_until
        if until and until < day:
            say = f"画像{quoted(image.file)}の許諾の期限({until})が、配信する日({day})より前に切れます。許諾を延ばすか、画像を替えてください。"
            yield post.line("images", image.place, "rights", "valid_until"), say
