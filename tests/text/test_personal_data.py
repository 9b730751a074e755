"""Personal data is found in whatever shape it was typed; the numbers of offices and documents are left alone."""

import pytest

from scripts.text.sensitive import personal_data, private_numbers


@pytest.mark.parametrize(
    "written",
    [
        "011-000-0000",
        "地政第20261130-0016号",
        "2026年12月10日",
        "123456789012",
        "060-8588",
        "0120-000-000",
        "7日090分",
        "0900 1000 1130 1230",
        "0700-0800-0900、1000",
        "(011)231-0000",
        "+81-11-231-0000",
        "見本-090-1234",
        "1,070円、1234名、5678名",
        "2026年07月08日 09:00～10:30",
    ],
)
def test_left_alone(written: str) -> None:
    assert list(personal_data(written)) == []


@pytest.mark.parametrize(
    "written, kind",
    [
        ("09012345678", "携帯電話の番号"),
        ("０９０－１２３４－５６７８", "携帯電話の番号"),
        ("080 1234 5678 まで", "携帯電話の番号"),
        ("(090)1234-5678", "携帯電話の番号"),
        ("090（1234）5678", "携帯電話の番号"),
        ("+81 90-1234-5678", "携帯電話の番号"),
        ("+81(0)90 1234 5678", "携帯電話の番号"),
        ("090.1234.5678", "携帯電話の番号"),
        ("090・1234・5678", "携帯電話の番号"),
        ("090—1234—5678", "携帯電話の番号"),
        ("090 ― 1234 ― 5678", "携帯電話の番号"),
        ("０９０ー１２３４ー５６７８", "携帯電話の番号"),
        ("090－1234－5678", "携帯電話の番号"),
        ("090−1234−5678", "携帯電話の番号"),
        ("090/1234/5678", "携帯電話の番号"),
        ("060-1234-5678", "携帯電話の番号"),
        ("090-123-45678", "携帯電話の番号"),
        ("〇九〇―一二三四―五六七八", "携帯電話の番号"),
        ("TEL090-1234-5678", "携帯電話の番号"),
        ("1234－5678－9018", "個人番号"),
        ("123456789018", "個人番号"),
        ("1234-5678-9018", "個人番号"),
        ("a.b+c@example.co.jp", "メールアドレス"),
    ],
)
def test_found(written: str, kind: str) -> None:
    assert list(personal_data(written)) == [kind]


def test_an_offices_mail_may_stand_in_a_text_for_the_public() -> None:
    assert list(private_numbers("madoguchi@example.jp")) == []
