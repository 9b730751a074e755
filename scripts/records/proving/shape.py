"""Is a record of the shape in which this version writes it: nothing taken away, nothing put in that nobody writes."""

from collections.abc import Iterator, Sequence

from scripts.delivery.entry import FIELDS, Entry
from scripts.reading.fields import mapping, moment, text
from scripts.records.proving.proof import ProofAnswer
from scripts.records.record import Record
from scripts.text.dates import moment_in_words

_MAY_LACK = {"claimed": {"quota"}}  # without a limit LINE is not asked what is used
_OF_LINE, _NEEDED_OF_LINE = {"overview", "messages", "clicks"}, {"overview"}  # in which LINE may say more


def of_this_version(claim: Entry) -> bool:
    """True for a claim that this version wrote, as its nonce or its key shows; earlier ones lack fields that it has."""
    return "nonce" in claim.carries or text(claim.carries.get("retry_key"))[14:15] == "5"


def of_this_post(record: Record) -> ProofAnswer:
    """The approval in the evidence is of this post, and no other's."""
    folders = [
        text(mapping(line.carries.get("evidence")).get("folder"))
        for line in record.lines
        if line.event == "claimed"
    ]
    wrong = [folder for folder in folders if folder and folder.rpartition("/")[2] != record.post_id]
    return ProofAnswer("承認の記録は、この投稿のものか", not wrong, "、".join(wrong) or record.post_id)


def claimed_anew(lines: Sequence[Entry]) -> Iterator[ProofAnswer]:
    """Every claim after an end rests on a merge after that end: sending again is an approval like any other."""
    places = [place for place, line in enumerate(lines) if line.event == "claimed"]
    for number, place in enumerate(places[1:], start=2):
        claim, ended = lines[place], lines[place - 1].at
        merged_at = moment(mapping(claim.carries.get("evidence")).get("merged_at"))
        if of_this_version(claim):  # earlier ones were opened again by a line of the ledger
            yield ProofAnswer(
                f"{number}回目の宣言は、{number - 1}回目が終わったあとの取り込みによるか",
                bool(merged_at and merged_at > ended),
                f"終わり {moment_in_words(ended)} / 取り込み {moment_in_words(merged_at) if merged_at else '（記録なし）'}",
            )


def as_written(lines: Sequence[Entry]) -> ProofAnswer:
    """Every line has the fields that this version writes, and no other; those of earlier versions had their own."""
    wrong = [*_odd_fields(lines)]
    question = "台帳の各行に、あるべき欄がすべてあり、ほかの欄がないか"
    return ProofAnswer(question, not wrong, "、".join(wrong) or f"{len(lines)}行")


def _odd_fields(lines: Sequence[Entry]) -> Iterator[str]:
    whole = True
    for number, line in enumerate(lines, start=1):
        whole = of_this_version(line) if line.event == "claimed" else whole
        needed, optional = FIELDS.get(line.event, ({}, {}))
        known, must = {*needed, *optional}, {*needed, *optional} - _MAY_LACK.get(line.event, set())
        if line.event == "measured":
            known, must = _OF_LINE, _NEEDED_OF_LINE
        if whole:
            yield from (f"{number}行目に知らない欄 {name}" for name in sorted(line.carries.keys() - known))
            yield from (f"{number}行目に欄 {name} がない" for name in sorted(must - line.carries.keys()))
