"""What belongs to persons and is not read: columns for it, and identity and telephone numbers inside text."""

from __future__ import annotations

import re

from jxassess.words import Words

_HEADING = re.compile(
    "身份证|身份号|证件号|公民身份|社会保障号|社保号|社保卡|姓名|人名|户主|联系人|负责人|填报人|审核人|经办人|电话|手机|联系方式|"
    "微信|银行卡|银行账|银行帐|账号|帐号|账户|卡号|一卡通|开户|住址|家庭地址|出生日期|出生年月|"
    "idcard|identity|idno|idnumber|citizenid|fullname|personname|nameofperson|firstname|lastname|surname|householder|"
    "headofhousehold|contact|telephone|phone|mobile|bankcard|bankaccount|accountn|cardn|homeaddress|dateofbirth|birthday"
)
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{5}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9.])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9.]*[0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FEWEST = 11

IDENTITY = Words("an identity number", "身份证号码")
"""What an identity number is called in a fault."""
MOBILE = Words("a telephone number", "电话号码")
"""What a mobile telephone number is called in a fault."""


def is_personal(heading: str) -> bool:
    """Tell whether a heading looks like names of persons, identity numbers, telephones or accounts.

    Args:
        heading: folded.

    Returns:
        Whether it does.

    Example:
        >>> is_personal("户主姓名"), is_personal("户编号")
        (True, False)
    """
    return _HEADING.search(heading.replace("_", "").replace("-", "")) is not None


def personal_words(text: str) -> Words | None:
    """Find an identity number (with a right check digit) or a mobile telephone number in text.

    Args:
        text: any text, its digits not full-width.

    Returns:
        What it is, never the number itself; `None` where there is none.

    Example:
        >>> personal_words("call 13800000000").en
        'a telephone number'
    """
    if len(text) < _FEWEST:
        return None
    if any(_has_check(match[0]) for match in _IDENTITY.finditer(text)):
        return IDENTITY
    return MOBILE if _MOBILE.search(text) else None


def _has_check(number: str) -> bool:
    digits = number.replace(" ", "").replace("-", "").upper()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECKS[total % 11] == digits[-1]
