"""Indicators, and the catalogue of those that Art. 5 names."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Better, Exactable
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator, key_faults, name_faults
from jxassess.measure import Citation
from jxassess.words import Words

PERCENT = ("%", "%")
POINTS = ("points", "分")
PERSONS = ("persons", "人")


NAME, UNIT = Words("villages with road access", "通公路村占比"), Words("%", "%")


def road_access(
    *,
    key: str = "road_access",
    name: Words = NAME,
    unit: Words = UNIT,
    places: int = 1,
    low: Exactable = 0,
    high: Exactable | None = 100,
) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        unit=unit,
        places=places,
        low=low,
        high=high,
        better=Better.HIGHER,
        is_additive=False,
        citation=Citation(5, item=1),
    )


def refused(
    *,
    key: str = "road_access",
    name: Words = NAME,
    unit: Words = UNIT,
    places: int = 1,
    low: int = 0,
    high: int = 100,
) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        road_access(key=key, name=name, unit=unit, places=places, low=low, high=high)
    return error.value


# Read off Art. 5, item by item; the units are this library's convention.
NAMED = [
    ("poor_population_reduced", 1, "建档立卡贫困人口减少", PERSONS, 0),
    ("poor_villages_exited", 1, "贫困村退出", ("villages", "个村"), 0),
    ("poverty_counties_delisted", 1, "贫困县摘帽", ("counties", "个县"), 0),
    ("rural_income_growth", 1, "贫困地区农村居民收入增长", PERCENT, 2),
    ("identification_accuracy", 2, "贫困人口识别准确率", PERCENT, 2),
    ("exit_accuracy", 2, "贫困人口退出准确率", PERCENT, 2),
    ("procedure_conformity", 2, "程序规范", POINTS, 2),
    ("register_accuracy", 2, "全国扶贫开发信息系统数据准确率", PERCENT, 2),
    ("platform_accuracy", 2, "精准扶贫大数据平台数据准确率", PERCENT, 2),
    ("assistance_measures", 3, "帮扶措施", POINTS, 2),
    ("responsibility", 3, "责任落实", POINTS, 2),
    ("organisation", 3, "组织领导", POINTS, 2),
    ("village_household_help", 3, "驻村入户帮扶", POINTS, 2),
    ("social_security", 3, "社会保障", POINTS, 2),
    ("satisfaction_work_team", 3, "驻村工作队满意度", PERCENT, 2),
    ("satisfaction_first_secretary", 3, "第一书记满意度", PERCENT, 2),
    ("satisfaction_paired_helper", 3, "结对帮扶责任人满意度", PERCENT, 2),
    ("special_funds_input", 4, "专项扶贫资金投入", POINTS, 2),
    ("farm_funds_pooled", 4, "涉农资金整合", POINTS, 2),
    ("funds_allocation", 4, "资金分配", POINTS, 2),
    ("funds_use", 4, "资金使用", POINTS, 2),
    ("funds_supervision", 4, "资金监管", POINTS, 2),
]


def test_catalogue() -> None:
    """The catalogue holds the items of Art. 5, in its order, each with its clause, term, unit and decimal places."""
    found = [(item.key, item.citation, item.term, (item.unit.en, item.unit.zh), item.places) for item in CATALOGUE]
    assert found == [(key, Citation(5, item=clause), term, unit, n) for key, clause, term, unit, n in NAMED]


def test_catalogue_ranges() -> None:
    """Counts have no upper bound, rates and points end at 100, and incomes may shrink down to nothing."""
    ranges = {item.key: item.range for item in CATALOGUE}
    open_ended = {"poor_population_reduced", "poor_villages_exited", "poverty_counties_delisted"}
    assert {key for key, text in ranges.items() if text == "0.."} == open_ended
    assert ranges.pop("rural_income_growth") == "-100.."
    assert {ranges[key] for key in ranges.keys() - open_ended} == {"0..100"}


def test_additive_items() -> None:
    """Only counts add up over the counties of a city; growth, rates and points do not."""
    additive = ["poor_population_reduced", "poor_villages_exited", "poverty_counties_delisted"]
    assert [item.key for item in CATALOGUE if item.is_additive] == additive


def test_better_direction() -> None:
    """More is better for every item that Art. 5 names."""
    assert {item.better for item in CATALOGUE} == {Better.HIGHER}


def test_weight_bases() -> None:
    """Quantities that only weigh are counts of persons outside the measure and carry no clause."""
    assert [(item.key, item.term) for item in WEIGHT_BASES] == [
        ("population", "常住人口"),
        ("rural_population", "乡村人口"),
        ("registered_poor_population", "建档立卡贫困人口"),
    ]
    for item in WEIGHT_BASES:
        assert (item.citation, item.places, item.range, item.is_additive) == (None, 0, "0..", True)
        assert (item.unit.en, item.unit.zh) == PERSONS


def test_keys_are_unique() -> None:
    """No two indicators of the library share a key or a name."""
    every = (*CATALOGUE, *WEIGHT_BASES)
    assert len({item.key for item in every}) == len({item.name for item in every}) == 25


def test_term_and_range() -> None:
    """An indicator gives its Chinese term, and its range as text with exact decimals."""
    assert road_access().term == "通公路村占比"
    assert road_access(low="-0.5", high="99.90").range == "-0.5..99.9"
    assert road_access(high=None).range == "0.."


@pytest.mark.parametrize("key", ["a", "exit_accuracy", "a1", "a_", "x2_y3"])
def test_good_key(key: str) -> None:
    """Lower-case letters, digits and underscores with a letter first make a key."""
    assert list(key_faults(key)) == []
    assert road_access(key=key).key == key


@pytest.mark.parametrize("key", ["", "1a", "_a", "A", "exit-accuracy", "exit accuracy", "准确率", "a\n", "é", "a１"])
def test_bad_key(key: str) -> None:
    """Anything else is refused as a key and shown as it was given."""
    error = refused(key=key)
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [("bad_key", "key", key)]
    assert error.faults[0].text() == (
        f"key: {key!r} is no key; use lower-case letters, digits and underscores, a letter first"
    )


def test_bad_key_in_chinese() -> None:
    """A bad key is said in Chinese, under the indicator's name, at the path that was asked for."""
    assert refused(key="A").text("zh") == (
        "指标A有1处差错\n  key：键'A'不合规；请用小写字母开头，仅含小写字母、数字和下划线"
    )
    assert [fault.where for fault in key_faults("A", "bands[1].key")] == ["bands[1].key"]


EMPTY = [Words("", "词"), Words("word", ""), Words("word", " \u3000"), Words("\t", "词"), Words("", "")]


@pytest.mark.parametrize("words", EMPTY)
def test_empty_name_or_unit(words: Words) -> None:
    """Name and unit are said in both languages; an empty one is refused at its own path."""
    named, measured = refused(name=words), refused(unit=words)
    assert [(fault.code, fault.where, fault.value) for fault in named.faults] == [("no_name", "name", "")]
    assert [(fault.code, fault.where, fault.value) for fault in measured.faults] == [("no_name", "unit", "")]
    assert str(measured) == (
        "1 fault in indicator road_access\n  unit: nothing stands here in English or in Chinese; give both"
    )
    assert measured.text("zh") == "指标road_access有1处差错\n  unit：英文或中文为空；请同时给出中英文"


def test_name_at_a_path() -> None:
    """Words are looked at wherever they stand, and are in order where both languages say something."""
    assert [fault.where for fault in name_faults(Words("", ""), "bands[1].name")] == ["bands[1].name"]
    assert list(name_faults(Words("a", "甲"), "bands[1].name")) == []


@pytest.mark.parametrize("places", [-1, 11])
def test_bad_places(places: int) -> None:
    """Decimal places lie between 0 and 10."""
    error = refused(places=places)
    assert [(fault.code, fault.where) for fault in error.faults] == [("bad_places", "places")]
    assert error.faults[0].text() == f"places: {places} decimal places; give a whole number from 0 to 10"
    assert error.faults[0].text("zh") == f"places：小数位数{places}不合规；请给出0至10的整数"


def test_places_at_the_ends() -> None:
    """Zero and ten decimal places are both accepted."""
    assert (road_access(places=0).places, road_access(places=10).places) == (0, 10)


def test_empty_range() -> None:
    """A range may not end before it begins, and may be a single value."""
    error = refused(low=5, high=4)
    assert [(fault.code, fault.where) for fault in error.faults] == [("empty_range", "low")]
    assert error.faults[0].text() == "low: a range from 5 that ends before it begins; let low be at most high"
    assert error.faults[0].text("zh") == "low：取值范围自5起为空；下限不得大于上限"
    assert road_access(low=5, high=5).range == "5..5"


def test_all_faults_at_once() -> None:
    """An indicator reports every fault of its own together, under its key."""
    error = refused(key="Bad Key", name=Words("", "名"), unit=Words("unit", ""), places=12, low=2, high=1)
    assert [(fault.code, fault.where) for fault in error.faults] == [
        ("bad_key", "key"),
        ("no_name", "name"),
        ("no_name", "unit"),
        ("bad_places", "places"),
        ("empty_range", "low"),
    ]
    assert str(error).splitlines()[0] == "5 faults in indicator Bad Key"


@pytest.mark.parametrize("value", ["0", "0.1", "99.9", "100", "100.0"])
def test_value_inside(value: str) -> None:
    """Both ends of the range belong to it, and a trailing zero is no further place."""
    assert list(road_access().value_faults(Fraction(value), "value")) == []


@pytest.mark.parametrize(("value", "shown"), [("-0.1", "-0.1"), ("100.1", "100.1"), ("101", "101")])
def test_value_outside(value: str, shown: str) -> None:
    """A value beyond either end is out of range, with the clause that names the item."""
    (fault,) = road_access().value_faults(Fraction(value), "990121 子县")
    assert (fault.code, fault.where, fault.value, fault.citation) == (
        "out_of_range",
        "990121 子县",
        shown,
        Citation(5, item=1),
    )
    assert fault.text() == (
        f"990121 子县: {shown} lies outside 0..100 % of road_access [Art. 5(1)]; "
        "mend the value, or the range in the indicator"
    )
    assert fault.text("zh") == (
        f"990121 子县：{shown}超出通公路村占比的范围0..100%〔第五条第(一)项〕；请更正数值或指标的取值范围"
    )


def test_no_upper_bound() -> None:
    """Without an upper bound every large value is inside, and the lower bound still holds."""
    item = road_access(high=None)
    assert list(item.value_faults(Fraction(10**20), "value")) == []
    assert [fault.code for fault in item.value_faults(Fraction(-1), "value")] == ["out_of_range"]


@pytest.mark.parametrize(("value", "shown"), [(Fraction("50.05"), "50.05"), (Fraction(1, 3), "1/3")])
def test_too_many_places(value: Fraction, shown: str) -> None:
    """A value with more decimal places than its source publishes is refused, and so is one that no decimal writes."""
    (fault,) = road_access().value_faults(value, "value")
    assert (fault.code, fault.value, fault.citation) == ("too_many_places", shown, Citation(5, item=1))
    assert fault.text() == (
        f"value: {shown} has more decimal places than the 1 of road_access [Art. 5(1)]; "
        "give the value as its source publishes it"
    )
    assert fault.text("zh") == (f"value：{shown}超过通公路村占比的1位小数〔第五条第(一)项〕；请按来源公布的位数填写")


def test_two_faults_of_a_value() -> None:
    """A value that is both out of range and too fine has both faults."""
    faults = list(road_access().value_faults(Fraction("100.01"), "value"))
    assert [fault.code for fault in faults] == ["out_of_range", "too_many_places"]
