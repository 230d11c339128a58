"""Classes, samples and bundles of units."""

from __future__ import annotations

import pytest

from jxassess.faults import SchemeError
from jxassess.scheme import Bundle, SampleRule, Tier, UnitClass
from jxassess.words import Words

NAME = Words("hill counties", "山区县")


def unit_class(*units: str, key: str = "hill", name: Words = NAME, source: str = "invented") -> UnitClass:
    return UnitClass(key=key, name=name, units=units, source=source)


def refused_class(*units: str, key: str = "hill", name: Words = NAME, source: str = "invented") -> SchemeError:
    with pytest.raises(SchemeError) as error:
        unit_class(*units, key=key, name=name, source=source)
    return error.value


def bundle(*units: str, lead: str = "990121", allowed_by: str = "invented") -> Bundle:
    return Bundle(units=units, lead=lead, allowed_by=allowed_by)


def refused_bundle(*units: str, lead: str = "990121", allowed_by: str = "invented") -> SchemeError:
    with pytest.raises(SchemeError) as error:
        bundle(*units, lead=lead, allowed_by=allowed_by)
    return error.value


def sample(
    *, counties: int = 2, townships: int = 3, villages: int = 4, households: int = 30, allowed_by: str = "invented"
) -> SampleRule:
    return SampleRule(
        counties=counties,
        townships=townships,
        villages=villages,
        households=households,
        with_carried=True,
        allowed_by=allowed_by,
    )


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_levels() -> None:
    """Counties and cities are the two levels, said in both languages."""
    assert {tier.value: tier.words for tier in Tier} == {
        "county": Words("counties", "县级"),
        "city": Words("cities", "设区市级"),
    }


def test_class_in_the_order_of_codes() -> None:
    """The order in which the units of a class are written changes nothing."""
    assert unit_class("990221", "990121").units == ("990121", "990221")
    assert unit_class("990221", "990121") == unit_class("990121", "990221")


def test_class_of_nobody() -> None:
    """A class without a unit is refused."""
    error = refused_class()
    assert str(error) == (
        "1 fault in class hill\n  units: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.text("zh") == "分类hill有1处差错\n  units：内容为空；请至少给出一项，或整体删除"


@pytest.mark.parametrize("code", ["", "99012", "9901210", "99O121", "９９０１２１", " 990121", "甲市"])
def test_bad_unit_code(code: str) -> None:
    """A code that is no unit's is refused in a class."""
    error = refused_class(code)
    assert kinds(error) == [("bad_unit_code", "units[0]", code)]
    assert error.faults[0].text() == f"units[0]: {code!r} is no code of a unit; give six digits"
    assert error.faults[0].text("zh") == f"units[0]：{code!r}不是单位代码；请给出六位数字"


def test_all_faults_of_a_class_at_once() -> None:
    """A class reports everything that is wrong with it together."""
    error = refused_class("990121", "1", "990121", key="Hill", name=Words("", "山"), source=" ")
    assert kinds(error) == [
        ("bad_key", "key", "Hill"),
        ("no_name", "name", ""),
        ("bad_unit_code", "units[0]", "1"),
        ("repeated", "units[2]", "990121"),
        ("no_source", "source", ""),
    ]
    assert error.faults[4].text() == "source: no source is given; name the document or data that it comes from"


def test_bundle() -> None:
    """A bundle keeps its members in the order of codes, whoever leads."""
    made = bundle("990123", "990121", "990122", lead="990122")
    assert (made.units, made.lead) == (("990121", "990122", "990123"), "990122")


def test_bundle_of_cities() -> None:
    """Counties are bundled, not cities."""
    error = refused_bundle("990121", "990200")
    assert [fault.text() for fault in error.faults] == [
        "units[1]: '990200' is no code of a county [Art. 6]; give six digits that do not end in 00"
    ]


@pytest.mark.parametrize("units", [("990100", "990121"), ("990121", "990200", "990300")])
def test_mixed_class(units: tuple[str, ...]) -> None:
    """A class holds counties or cities, not both."""
    error = refused_class(*units)
    assert str(error) == "1 fault in class hill\n  units: hill holds counties and cities; make a class for each"
    assert error.text("zh") == "分类hill有1处差错\n  units：hill同时包含县和设区市；请分别设类"


def test_level_of_a_class() -> None:
    """The codes tell whether a class is one of counties or of cities."""
    assert (unit_class("990121").level, unit_class("990100", "990200").level) == (Tier.COUNTY, Tier.CITY)


def test_bundle_of_one() -> None:
    """A single county is no bundle."""
    error = refused_bundle("990121")
    assert str(error) == "1 fault in a bundle\n  units: fewer than two units: 990121; name two units or more"
    assert error.text("zh") == "捆绑考核单位有1处差错\n  units：捆绑单位不足两个：990121；请至少列出两个单位"


def test_lead_outside() -> None:
    """The lead is one of the members."""
    error = refused_bundle("990122", "990123")
    assert error.faults[0].text() == "lead: the lead 990121 is no member; name one of the units"
    assert error.faults[0].text("zh") == "lead：牵头单位990121不在捆绑单位之内；请指定其中一个单位"


def test_bundle_without_document() -> None:
    """Art. 6 speaks of the score of each county, so a bundle needs a document."""
    error = refused_bundle("990121", "990122", allowed_by="  ")
    assert error.faults[0].text() == (
        "allowed_by: no document allows this departure from the measure [Art. 6]; name the document in allowed_by"
    )
    assert error.faults[0].text("zh") == (
        "allowed_by：此处与办法不一致，未注明依据文件〔第六条〕；请在allowed_by中注明文件"
    )


def test_all_faults_of_a_bundle_at_once() -> None:
    """A bundle reports everything that is wrong with it together."""
    assert [fault.code for fault in refused_bundle("990122", "99", "990122", lead="1", allowed_by="").faults] == [
        "bad_unit_code",
        "repeated",
        "lead_outside",
        "no_document",
    ]
    assert [fault.code for fault in refused_bundle(lead="1").faults] == ["bundle_single", "lead_outside"]


@pytest.mark.parametrize("name", ["counties", "townships", "villages", "households"])
def test_sample_of_nothing(name: str) -> None:
    """Each number of a sample is above zero."""
    with pytest.raises(SchemeError) as error:
        sample(**{name: 0})
    assert str(error.value) == f"1 fault in the sample\n  {name}: 0 is not above zero; give a number above zero"
    assert error.value.text("zh") == f"抽样规定有1处差错\n  {name}：0不大于零；请给出大于零的数"


def test_all_faults_of_a_sample_at_once() -> None:
    """A sample reports everything that is wrong with it together."""
    with pytest.raises(SchemeError) as error:
        sample(counties=0, households=-5, allowed_by="")
    assert kinds(error.value) == [
        ("not_positive", "counties", "0"),
        ("not_positive", "households", "-5"),
        ("no_document", "allowed_by", ""),
    ]
    assert error.value.faults[2].text() == (
        "allowed_by: no document allows this departure from the measure [Art. 6]; name the document in allowed_by"
    )


def test_numbers_of_a_sample() -> None:
    """The least numbers go from counties down to households."""
    assert sample().numbers == (("counties", 2), ("townships", 3), ("villages", 4), ("households", 30))


def test_sample_words() -> None:
    """A sample says its least numbers, and whether carried counties enter the mean, in both languages."""
    assert sample().words == Words(
        "at least 2 counties a city, 3 townships a county, 4 villages a township, 30 households a village; "
        "with carried counties",
        "每市至少2个县，每县至少3个乡镇，每乡镇至少4个村，每村至少30户；含贫困县",
    )
    without = SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=False, allowed_by="invented")
    assert without.words.en.endswith("; without carried counties")
    assert without.words.zh.endswith("；不含贫困县")
