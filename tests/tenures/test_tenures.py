"""Tenures hold opaque ids, posts and days, and say what is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.faults import EvidenceError
from jxassess.measure import Citation
from jxassess.places import City, County, Township
from jxassess.tenures import PrincipalPost, Succession, SuccessionKind, Tenure, Tenures
from jxassess.words import Words

JIA = City(code="990100", name="甲市")
ZI = County(code="990121", name="子县", parent=JIA)
CHOU = County(code="990122", name="丑县", parent=JIA)
DING = Township(code="990121101", name="丁镇", parent=ZI)
# In force from 2018-07-01 to 2020-06-29.
YIN = County(code="990123", name="寅县", parent=JIA, valid_from=date(2018, 7, 1), valid_to=date(2020, 6, 30))
WU = Township(code="990123101", name="戊镇", parent=YIN)


def tenure(**changes: Any) -> Tenure:
    """Make a tenure of a county's committee, of 2018, with some of it replaced."""
    given = {
        "person": "p-0001",
        "post": PrincipalPost.COMMITTEE,
        "place": ZI,
        "since": date(2018, 1, 1),
        "until": date(2018, 12, 31),
        "document": "invented",
    }
    return Tenure(**{**given, **changes})


def succession(**changes: Any) -> Succession:
    """Make a renaming of 子县, with some of it replaced."""
    given = {
        "before": ZI,
        "after": CHOU,
        "kind": SuccessionKind.RENAMED,
        "on": date(2019, 3, 1),
        "document": "invented",
    }
    return Succession(**{**given, **changes})


def refused(call: Callable[[], object]) -> EvidenceError:
    """Give the error of a call that is refused, each of whose faults cites Art. 9 para. 2."""
    with pytest.raises(EvidenceError) as caught:
        call()
    assert all(fault.citation == Citation(9, 2) for fault in caught.value.faults)
    return caught.value


def codes(call: Callable[[], object]) -> list[tuple[str, str]]:
    """Say in short what a call refuses."""
    return [(fault.code, fault.where) for fault in refused(call).faults]


@pytest.mark.parametrize(
    "person",
    ["p-0001", "P-0001", "p1", "z9999999", "0b6f2a3e-5d0c-4a57-9f86-2f3f1c9d8e70"],
)
def test_opaque_ids(person: str) -> None:
    """A letter with up to seven digits is an id, and so is a UUID in small letters."""
    assert tenure(person=person).person == person


@pytest.mark.parametrize(
    "person",
    [
        "张三",
        "张三-1",
        "Zhang San",
        "zhangsan",
        "zhangsan01",
        "li-1968",
        "z.san",
        "990121196803051234",  # an identity number of 18 digits
        "99012119680305123X",
        "990121680305123",  # one of 15 digits
        "13900000000",  # a telephone number
        "p-13900000000",
        "p-19680305",  # a date of birth
        "0007",
        "p-",
        "p--1",
        "p-１２３",  # full-width digits
        "p-0007 ",
        "p-0007\n",
        "",
        "0B6F2A3E-5D0C-4A57-9F86-2F3F1C9D8E70",
        "someone@example.org",
    ],
)
def test_ids_that_tell_of_a_person(person: str) -> None:
    """Names, identity numbers, telephone numbers and dates of birth are refused, and the message does not repeat them."""
    error = refused(lambda: tenure(person=person))
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("not_opaque", "person", str(len(person)))
    ]
    for text in (error.text("en"), error.text("zh"), repr(error)):
        assert person in ("", "p-") or person.strip() not in text


def test_a_refused_id_is_told_in_both_languages() -> None:
    """The refusal says what an id looks like."""
    error = refused(lambda: tenure(person="张三丰"))
    assert error.text() == (
        "1 fault in a tenure\n"
        "  person: text of 3 characters that could be a name, an identity number or a telephone number "
        "[Art. 9 para. 2]; give an id that tells nothing of the person: one letter and one to seven digits such as "
        "p-0001, or a UUID"
    )
    assert error.text("zh") == (
        "任职记录有1处差错\n"
        "  person：3个字符的文本，可能是姓名、身份证号或电话号码〔第九条第二款〕；"
        "请使用不含个人信息的编号：一个字母加一至七位数字（如p-0001），或UUID"
    )


@given(st.text(max_size=40))
def test_no_text_with_a_run_of_digits_or_letters_passes(person: str) -> None:
    """Whatever passes is a UUID, or holds one letter and at most seven digits."""
    try:
        tenure(person=person)
    except EvidenceError:
        return
    if len(person) != 36:
        assert sum(map(str.isalpha, person)) == 1
        assert 1 <= sum(map(str.isdigit, person)) <= 7
        assert person.isascii()


@given(st.uuids())
def test_every_uuid_passes(person: UUID) -> None:
    """Every UUID is an id."""
    assert tenure(person=str(person)).person == str(person)


def test_a_tenure_may_last_one_day() -> None:
    """A tenure may begin and end on one day."""
    day = date(2018, 1, 1)
    assert tenure(since=day, until=day).until == day


def test_a_tenure_does_not_end_before_it_begins() -> None:
    """An end before the beginning is refused, with both days."""
    error = refused(lambda: tenure(until=date(2017, 12, 31)))
    assert [(fault.code, fault.where) for fault in error.faults] == [("tenure_backwards", "until")]
    assert error.faults[0].text() == (
        "until: ends 2017-12-31, before it begins 2018-01-01 [Art. 9 para. 2]; mend one of the days"
    )


def test_an_ongoing_tenure_has_no_end() -> None:
    """A tenure that is ongoing and yet has a last day is refused."""
    assert codes(lambda: tenure(is_ongoing=True)) == [("ongoing_with_end", "until")]
    assert tenure(is_ongoing=True, until=None).is_ongoing


def test_all_faults_of_a_tenure_at_once() -> None:
    """A name, days out of order in a tenure that is ongoing, and no document: all come back together."""
    found = codes(lambda: tenure(person="张三", until=date(2017, 1, 1), is_ongoing=True, document=" "))
    assert found == [
        ("not_opaque", "person"),
        ("no_text", "document"),
        ("tenure_backwards", "until"),
        ("ongoing_with_end", "until"),
    ]


def test_days_have_no_time() -> None:
    """A day with a time of day is refused, since it would compare with none."""
    noon = datetime(2018, 1, 1, 12)
    assert codes(lambda: tenure(since=noon)) == [("not_a_day", "since")]
    assert codes(lambda: tenure(since=noon, until=noon)) == [("not_a_day", "since"), ("not_a_day", "until")]


@pytest.mark.parametrize("place", [YIN, WU])
def test_a_county_in_force(place: County | Township) -> None:
    """A post in a county, or in a township of it, is held only while the county is in force."""
    tenure(place=place, since=date(2018, 7, 1), until=date(2020, 6, 29))
    assert codes(lambda: tenure(place=place, since=date(2018, 6, 30), until=date(2018, 7, 1))) == [
        ("not_in_force", "since")
    ]
    error = refused(lambda: tenure(place=place, since=date(2020, 6, 29), until=date(2020, 6, 30)))
    assert [(fault.code, fault.where) for fault in error.faults] == [("not_in_force", "until")]
    assert f"{place.label} was not in force on 2020-06-30" in error.text()


def test_a_beginning_before_2017_is_not_held_against_a_tenure() -> None:
    """Where the tables may know only the year in which a county began, an earlier tenure stands."""
    old = County(code="990124", name="卯县", parent=JIA, valid_from=date(2016, 12, 31))
    assert tenure(place=old, since=date(2016, 5, 1)).place == old
    new = County(code="990124", name="卯县", parent=JIA, valid_from=date(2017, 1, 1))
    assert codes(lambda: tenure(place=new, since=date(2016, 12, 31))) == [("not_in_force", "since")]


@pytest.mark.parametrize(
    ("changes", "english", "chinese"),
    [
        ({}, "2018-01-01 to 2018-12-31", "2018-01-01至2018-12-31"),
        ({"until": None}, "2018-01-01 to last day not known", "2018-01-01至终止日不详"),
        ({"until": None, "is_ongoing": True}, "2018-01-01 to still in post", "2018-01-01至仍在任"),
        ({"since": None}, "first day not known to 2018-12-31", "起始日不详至2018-12-31"),
        ({"since": None, "until": None}, "first day not known to last day not known", "起始日不详至终止日不详"),
    ],
)
def test_days_in_words(changes: dict[str, Any], english: str, chinese: str) -> None:
    """Days are said as far as they are known."""
    assert tenure(**changes).days == Words(english, chinese)


def test_words() -> None:
    """A tenure is said with place, post and id; acting leaders are marked."""
    assert tenure().words == Words(
        "990121 子县, principal leader of the party committee, p-0001: 2018-01-01 to 2018-12-31",
        "990121 子县党委主要领导，p-0001：2018-01-01至2018-12-31",
    )
    acting = tenure(place=DING, post=PrincipalPost.GOVERNMENT, is_acting=True)
    assert acting.words == Words(
        "990121101 丁镇, principal leader of the government (acting), p-0001: 2018-01-01 to 2018-12-31",
        "990121101 丁镇政府主要领导（代理），p-0001：2018-01-01至2018-12-31",
    )
    assert acting.citation == Citation(9, 2)
    assert acting.office == ("990121101", PrincipalPost.GOVERNMENT)


def test_posts() -> None:
    """A place has two principal posts, and no other post is kept."""
    assert {post.value: post.words.zh for post in PrincipalPost} == {
        "committee": "党委主要领导",
        "government": "政府主要领导",
    }


def test_the_order_of_input_is_not_kept() -> None:
    """Tenures stand in the order of places, posts and days, unknown first days before known ones."""
    listed = [
        tenure(place=JIA),
        tenure(since=None),
        tenure(until=date(2018, 6, 30)),
        tenure(),
        tenure(until=None),
        tenure(since=date(2018, 2, 1)),
        tenure(post=PrincipalPost.GOVERNMENT, person="p-0000"),
        tenure(place=DING),
        tenure(place=CHOU),
    ]
    for order in list(permutations(listed))[::30000]:
        record = Tenures(on=date(2021, 1, 1), tenures=order, is_synthetic=True)
        assert record.tenures == tuple(listed)
        assert record == Tenures(on=date(2021, 1, 1), tenures=listed, is_synthetic=True)


def test_successions_are_kept_by_code() -> None:
    """Successions stand in the order of codes and days."""
    first, second, third = succession(on=None), succession(), succession(before=CHOU, after=ZI)
    record = Tenures(on=date(2021, 1, 1), tenures=[], successions=[third, second, first], is_synthetic=True)
    assert record.successions == (first, second, third)


def test_the_day_of_the_record_has_no_time() -> None:
    """The day of the record is a plain day."""
    assert codes(lambda: Tenures(on=datetime(2021, 1, 1), tenures=[], is_synthetic=True)) == [("not_a_day", "on")]


def test_all_faults_of_a_succession_at_once() -> None:
    """A county does not follow itself, and a change has a document and a plain day."""
    found = codes(lambda: succession(after=ZI, document="", on=datetime(2019, 3, 1)))
    assert found == [("same_county", "after"), ("no_text", "document"), ("not_a_day", "on")]


@pytest.mark.parametrize(
    ("kind", "is_whole", "english", "chinese"),
    [
        (SuccessionKind.RENAMED, True, "renamed", "更名"),
        (SuccessionKind.MERGED, True, "merged", "并入"),
        (SuccessionKind.SPLIT_OFF, False, "a part split off", "析置"),
        (SuccessionKind.BOUNDARY, False, "a part moved", "划归"),
    ],
)
def test_successions_in_words(kind: SuccessionKind, is_whole: bool, english: str, chinese: str) -> None:
    """A succession says what went where, and whether it was the whole county."""
    made = succession(kind=kind)
    assert made.is_whole is is_whole
    assert made.words == Words(
        f"990121 子县 to 990122 丑县, {english} on 2019-03-01", f"990121 子县至990122 丑县，{chinese}，2019-03-01"
    )


def test_a_day_of_change_that_is_not_known() -> None:
    """A change whose day is not known says so."""
    assert succession(on=None).words == Words(
        "990121 子县 to 990122 丑县, renamed on a day not known", "990121 子县至990122 丑县，更名，日期不详"
    )
