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
        ("123456789018", "個人番号"),
        ("1234-5678-9018", "個人番号"),
        ("a.b+c@example.co.jp", "メールアドレス"),
    ],
)
def test_found(written: str, kind: str) -> None:
    assert list(personal_data(written)) == [kind]


def test_an_offices_mail_may_stand_in_a_text_for_the_public() -> None:
    assert list(private_numbers("madoguchi@example.jp")) == []
