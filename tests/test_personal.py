"""What belongs to persons."""

from __future__ import annotations

import pytest

from jxassess.io._sheets._kinds import EVIDENCE_KINDS
from jxassess.io._sheets._texts import fold
from jxassess.personal import IDENTITY, MOBILE, is_personal, personal_words


@pytest.mark.parametrize(
    "heading",
    [
        "身份证号码",
        "证件号",
        "姓 名",
        "户主",
        "联系人",
        "联系电话",
        "手机",
        "银行卡号",
        "ID card",
        "id_number",
        "Phone no.",
        "Full name",
    ],
)
def test_headings(heading: str) -> None:
    """Headings of identity numbers, names, telephones and accounts are known as such."""
    assert is_personal(fold(heading))


def test_own_headings() -> None:
    """No heading of this library looks like one."""
    columns = [column for kind in EVIDENCE_KINDS for column in kind.columns]
    assert not [
        column.key for column in columns if any(is_personal(fold(each)) for each in (column.words.zh, column.key))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "号码110105194912310021".replace("0021", "002x"),
        "110105 19491231 002X",
        "440524188001010014",
    ],
)
def test_identity_numbers(text: str) -> None:
    """An identity number is known by its check digit, worked out by hand for two numbers of the standard's examples."""
    assert personal_words(text) is IDENTITY


@pytest.mark.parametrize("text", ["13800138000", "电话：138-0013-8000", "+86 138 0013 8000", "8613800138000，转"])
def test_mobiles(text: str) -> None:
    """A mobile number is known with or without separators and the code of the country."""
    assert personal_words(text) is MOBILE


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "赣扶办字〔2019〕15号",
        "2019-12-31 12:00:00",
        "12800138000",
        "0.13800138000",
        "138001380001234",
        "x" * 40,
    ],
)
def test_other_digits(text: str) -> None:
    """Other digits are no numbers of persons."""
    assert personal_words(text) is None
