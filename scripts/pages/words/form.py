"""`comment.md`: the approval form in words, for a phone and for an app that shows no pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.checking.context import RuleContext
from scripts.checking.finding import LEVEL_NAMES, Finding, Level, in_a_form
from scripts.content.post import Post
from scripts.messages.passages import passages_of
from scripts.messages.text_message import text_of
from scripts.pages.approval import called, needed
from scripts.pages.approval_form import in_order
from scripts.pages.around.beside import (
    Look,
    PreviewContext,
    around_facts,
    notes_around,
    sets_off,
    warnings_around,
)
from scripts.pages.around.change import changes
from scripts.pages.around.correction import correction_facts
from scripts.pages.around.to_weigh import HELD_BACK, JUDGED
from scripts.pages.interviewees import interviewee_facts
from scripts.pages.links import link_facts
from scripts.pages.phone import Messages, notice_of
from scripts.pages.pictures import picture_facts
from scripts.pages.schedule import merged_late, until
from scripts.pages.sending import WHY_OTHER, declaration_facts, last_look, sending_facts
from scripts.pages.unusual import unusual
from scripts.pages.words.approvers import approvers, grounds, without_the_division
from scripts.pages.words.markdown import (
    MOST_LETTERS,
    FormInWords,
    Part,
    as_quotation,
    assembled,
    folded,
    in_lines,
    items,
    table,
)
from scripts.pages.words.place import article_in_words, place_in_words
from scripts.text.dates import moment_in_words
from scripts.text.quote import inert

_NOTICE = "**通知の表示**（待受画面に出る文。長いと、ここで切れます）"
_SAID_ABOVE = (
    "件名",
    "配信の開始",
    "配信の期限",
    "時間外に配信する理由",
)  # in the text, the first lines, what is unusual


@dataclass(frozen=True)
class _Form:
    """Everything that the form speaks of."""

    post: Post
    messages: Messages
    context: RuleContext
    findings: Sequence[Finding]
    beside: PreviewContext


def form_in_words(
    post: Post,
    messages: Messages,
    context: RuleContext,
    findings: Sequence[Finding],
    beside: PreviewContext,
    most: int = MOST_LETTERS,
) -> FormInWords:
    """The facts of the form, at most so many letters; a part that has no room is named at the end."""
    form = _Form(post, messages, context, findings, beside)
    return assembled(_lead(form), _parts(form), most)


def _lead(form: _Form) -> str:
    """Who must approve, and what that sets off: the first lines of GitHub's mail."""
    given = {look.person.github_id: look.approved_at for look in form.beside.looks or () if look.approved_at}
    needs = needed(form.post, form.beside.corrected, form.context)
    alone = without_the_division(needs) if form.post.side == "contractor" else ""
    follows = inert(sets_off(form.post, form.context, form.beside))
    end = f"**配信の期限** {inert(until(form.post, form.context))}。" if form.post.send.not_after else ""
    merging = "取り込みは、承認がそろったあとに、投稿者か承認者が、この画面の下の **Merge pull request** で行います（急ぐときは、承認した人がそのまま押せます）。"
    late = inert(merged_late(form.post, form.context))
    first = f"{approvers(needs, given)}{alone and '。' + alone}"
    return "\n\n".join(filter(None, [first, f"**配信の開始** {follows}{merging}{late}", end]))


def _parts(form: _Form) -> Iterator[Part]:
    post, context, beside = form.post, form.context, form.beside
    notice = [*filter(None, notice_of(form.messages).splitlines())]
    yield "通知の表示", f"{_NOTICE} 「{in_lines(notice)}」"
    yield from _changed(form)
    yield from _to_weigh(form)
    if post.corrects:
        original = next(iter(beside.corrected), None)
        facts = correction_facts(post, original, beside.corrected_at)
        yield "もとの投稿と、正す内容", table("訂正", "もとの投稿と、正す内容", facts)
        if original:
            yield "もとの投稿の全文", folded("もとの投稿の全文", transcript(original))
    yield "届く文章", as_quotation("届く文章", transcript(post))
    for number, (title, rows) in enumerate(link_facts(post, context.consents, context.roster), 1):
        yield f"リンク {number}", table(f"リンク {number}", title, rows)
    for number, image in enumerate(post.images, 1):
        yield f"画像 {number}", table(f"画像 {number}", "", picture_facts(image, context.roster))
    for name, declared in (("リンク", len(post.links)), ("画像", len(post.images))):
        if not declared:
            yield name, f"{name}はありません。"
    if post.interviewees:
        yield "取材した人", table("取材した人", "", interviewee_facts(post))
    yield "投稿者の確認", table("投稿者の確認（運営要領 第3）", "", declaration_facts(post))
    yield "費用と近い日の配信", table("費用と近い日の配信", "", around_facts(post, context, beside))
    above = {*_SAID_ABOVE, *([WHY_OTHER] if post.category == "other" else [])}
    sent = [fact for fact in sending_facts(post, context) if fact[0] not in above]
    yield "配信", table("配信", "", [*sent, *last_look(post, context)])
    yield "承認の根拠", grounds(needed(post, beside.corrected, context))


def _to_weigh(form: _Form) -> Iterator[Part]:
    """What is unusual and the findings, before the tables, and whether the post can be approved with them."""
    weighed = [*unusual(form.post), *warnings_around(form.post, form.context, form.beside)]
    for matter in weighed:
        yield "特に見ていただくところ", f"- **{matter.name}** {in_lines(matter.lines)}"
    for finding in in_order(form.findings):
        where = f"{place_in_words(finding, form.post, form.context)}、{article_in_words(finding.article)}"
        yield (
            "確かめること",
            f"- **{LEVEL_NAMES[finding.level]}**（投稿者への知らせ） {inert(in_a_form(finding.message))}（{inert(where)}）",
        )
    notes = list(notes_around(form.post, form.context, form.beside))
    for note in notes:
        yield "確かめること", f"- **{LEVEL_NAMES['warning']}** {in_lines(note.lines)}"
    levels = {finding.level for finding in form.findings}
    names = [name for name in (HELD_BACK, JUDGED) if any(matter.name == name for matter in weighed)]
    yield from _with_these(names, levels | ({"warning"} if notes else set()))


def _with_these(weighed: Sequence[str], levels: set[Level]) -> Iterator[Part]:
    """Whether it can be approved all the same: never while something is held back; the other words are told apart."""
    names = [name for name in weighed if name != HELD_BACK]
    names += [LEVEL_NAMES["warning"]] * ("warning" in levels)
    if "error" in levels:
        yield "確かめること", "エラーがあるうちは、承認しても配信されません。投稿者が直します。"
    elif HELD_BACK in weighed:
        rest = f"{'と'.join(names)}は、読んで判断します。" if names else ""
        yield (
            "確かめること",
            f"**{HELD_BACK}** と書いたことは、その文にある直しか返事があるまで承認しません。{rest}",
        )
    elif names:
        apart = f"{JUDGED}は承認する方が判断すること、{LEVEL_NAMES['warning']}は機械の点検が投稿者に知らせたことです。"
        together = f"{'と'.join(names)}があっても、読んで判断すれば承認できます。"
        yield "確かめること", f"{apart * (len(names) > 1)}{together}"


def _changed(form: _Form) -> Iterator[Part]:
    """What changed since each approver last looked, and since the version on `main`."""
    looks, compared = form.beside.looks, form.beside.compared
    for look in looks or ():
        if look.approved_at:
            continue  # what they approved is what is shown
        title = f"{inert(called(look.person))}が前に見たとき（{moment_in_words(look.at)}）から変わったところ"
        yield "前に見たときからの変更", _since(title, look)
    if compared and compared.before:
        words = [change.in_words for change in changes(compared, form.context)]
        yield "変更点", items("いまの main の版から変わったところ", words or ["ありません。"])


def _since(title: str, look: Look) -> str:
    if look.changes is None:
        return items(title, ["前に見た版を取り出せず、比べられません。全文を読み直してください。"])
    return items(title, [change.in_words for change in look.changes] or ["ありません。"])


def transcript(post: Post) -> str:
    """The post in words: what a reader would hear, with what each picture shows."""
    pictures = [f"(画像: {image.alt})" for image in post.images]
    return "\n".join([*pictures, text_of(post, passages_of(post))])
