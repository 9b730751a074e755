"""What a lock screen says, whole and cut after 60 letters."""

import json

import pytest

from scripts.messages.notice import CUT, MOST, first_sentence, notice_of
from scripts.messages.passages import passages_of
from tests.messages.subjects import post


def written(body, **front):
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return post("---\n" + "\n".join(lines) + f"\n---\n{body}\n")


def notice(body="一。", **front):
    made = written(body, **{"title": "件名", **front})
    return notice_of(made, passages_of(made))


STARTS, ENDS = "2027-01-23T13:00+09:00", "2027-01-23T16:00+09:00"


def test_an_event_says_title_day_place_and_deadline():
    event = {"starts": STARTS, "ends": ENDS, "place": "オンライン", "deadline": "2027-01-15"}
    assert notice(event=event) == "件名\n1月23日（土）13:00〜16:00\nオンライン\n締切 1月15日（金）"
    assert notice(event={"starts": STARTS}) == "件名\n1月23日（土）13:00から"


@pytest.mark.parametrize("letters", range(1, 41))
@pytest.mark.parametrize("place", ["町", "オンライン", "白樺ヶ原町 町民センター 二階の大きな会議室（東口）"])
@pytest.mark.parametrize("ends", [ENDS, "2027-02-24T12:00+09:00", None])
def test_whatever_its_length_no_day_is_cut_in_two(letters, place, ends):
    event = {"starts": STARTS, "place": place, "deadline": "2027-01-15"} | ({"ends": ends} if ends else {})
    said = notice(title="題" * letters, event=event)
    assert all(words in said for words in ("1月23日（土）", place, "締切 1月15日（金）"))
    cut = said[:CUT]
    assert ("1月23日（土）" in cut) and (cut.count("1月15日（金）") == cut.count("締切 1"))
    assert said.index("1月23日") < said.index("締切")


def test_a_correction_says_so_first_and_what_is_right_never_what_was_wrong():
    pairs = [{"wrong": "1月15日", "right": "1月18日"}, {"wrong": "30組", "right": "20組"}]
    said = notice("お詫びします。", corrects="20261110-x", correction=pairs)
    assert said == "訂正：件名\n正しくは「1月18日」、「20組」です。"
    assert notice("お詫びします。", corrects="20261110-x") == "訂正：件名\nお詫びします。"
    assert notice(corrects="20261110-x", title="【訂正とお詫び】件名").startswith("【訂正とお詫び】件名\n")


def test_a_story_says_title_and_first_sentence():
    assert notice("「本当？」と聞く。次。", category="relocation") == "件名\n「本当？」と聞く。"


def test_it_ends_before_a_number_that_a_cut_would_leave_half():
    assert notice("題" * 48 + "、参加費は1,500円です。") == "件名\n" + "題" * 48 + "、参加費は…"
    assert notice("題" * 40 + "、参加費は1,500円です。").endswith("1,500円です。")


def test_it_is_never_longer_than_four_hundred_letters():
    assert len(notice("題" * 1000)) == MOST
    assert notice("題" * 1000).endswith("…")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("一つめ。二つめ。", "一つめ。"),
        ("「本当？」と聞く。次。", "「本当？」と聞く。"),
        ("「本当？」「ええ！」\nつづき。", "「本当？」「ええ！」"),
        ("まさか！？そうだ。", "まさか！？"),
        ("# 見出し\n\n- 点。\n\n段落です。つぎ。", "段落です。"),
        ("# 見出しだけ", "見出しだけ"),
        ("開いた「括弧。のまま", "開いた「括弧。のまま"),
        ("閉じた」括弧。のまま", "閉じた」括弧。"),
        ("**太字**です。", "太字です。"),
        ("![](a.png)", ""),
    ],
)
def test_the_first_sentence(body, sentence):
    assert first_sentence(passages_of(written(body))) == sentence
