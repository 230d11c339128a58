"""Small words that several parts of a document share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from jxassess.exact import to_text
from jxassess.indicators import Indicator
from jxassess.measure import Body, Citation
from jxassess.places import Place, jiangxi
from jxassess.scheme import Scheme
from jxassess.words import Words

NOTHING = Words("", "")
NONE = Words("none", "无")
ALLOWED_BY = Words("allowed by", "依据")
SOURCE = Words("source", "出处")


def same(text: str) -> Words:
    """Give the words of what reads the same in both languages."""
    return Words(text, text)


def number(value: Fraction | None) -> Words:
    """Write a number, nothing where there is none."""
    return NOTHING if value is None else same(to_text(value))


def line(label: Words, value: Words) -> Words:
    """Say something under its label."""
    return Words("{label}: {value}", "{label}：{value}").format(label=label, value=value)


def cited(words: Words, citation: Citation) -> Words:
    """Say something with its clause."""
    return Words("{words} [{clause}]", "{words}〔{clause}〕").format(words=words, clause=citation.words)


def listed(words: Iterable[Words]) -> Words:
    """Say several things in one line; that there are none, where there are."""
    said = list(words)
    if not said:
        return NONE
    return Words(", ".join(each.en for each in said), "、".join(each.zh for each in said))


def joined(words: Iterable[Words], en: str, zh: str) -> Words:
    """Join what is said by a word of each language."""
    said = list(words)
    return Words(en.join(each.en for each in said), zh.join(each.zh for each in said))


def measured(indicator: Indicator) -> Words:
    """Name an indicator with its unit."""
    return Words("{name} ({unit})", "{name}（{unit}）").format(name=indicator.name, unit=indicator.unit)


def unit(code: str, year: int) -> Words:
    """Name a county or city, where the tables of Jiangxi know its code on the last day of a year."""
    day = date(year, 12, 31)
    places: list[Place] = [*jiangxi.cities(), *jiangxi.counties(on=day)]
    for place in places:
        if place.code == code:
            return Words(f"{code} {place.english}", place.label)
    return same(code)


def body(acting: Body, year: int) -> Words:
    """Name a body as it was called on the last day of a year."""
    return Words(acting.value.replace("_", " "), acting.name_on(date(year, 12, 31)))


def grade(scheme: Scheme, key: str) -> Words:
    """Name a grade of a scheme by its key."""
    return scheme.grades.bands[scheme.grades.index(key)].name


def unit_class(scheme: Scheme, key: str) -> Words:
    """Name a class of a scheme by its key."""
    return next(each.name for each in scheme.classes if each.key == key)
