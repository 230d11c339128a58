"""Census figures as observations."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from jxassess import NOT_APPLICABLE, EvidenceError, ScopeError
from jxassess.evidence.census import census_observations
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.places import City, County, jiangxi

POPULATION, RURAL, REGISTERED_POOR = WEIGHT_BASES
END_2018, END_2019 = date(2018, 12, 31), date(2019, 12, 31)
SOURCE = "https://github.com/leiii/census"
# The four units whose area changed in 2019, and the one that was merged into another.
CHANGED_2019 = ["360102 东湖区", "360105 湾里区", "360112 新建区", "360826 泰和县", "360881 井冈山市"]


def dayu(on: date) -> County:
    found = jiangxi.find("大余县", on=on)
    assert isinstance(found, County)
    return found


# The figures of the published table for 大余县: 264,995 and 122,727 in 2020, 289,378 and 153,898 in 2010.
@pytest.mark.parametrize(
    ("year", "indicator", "persons"),
    [(2020, POPULATION, 264995), (2020, RURAL, 122727), (2010, POPULATION, 289378), (2010, RURAL, 153898)],
)
def test_the_figure_is_that_of_the_table(year: int, indicator: Indicator, persons: int) -> None:
    """A county's observation has the published figure, the day of the census, and where it comes from."""
    county = dayu(END_2019)
    (found,) = census_observations(year, indicator, [county], on=END_2019)
    assert (found.place, found.indicator, found.value) == (county, indicator, persons)
    assert (found.on, found.source, found.document) == (date(year, 11, 1), "census", SOURCE)
    assert (found.version, found.unit) == (1, "")


def test_all_hundred_counties_of_2019_have_a_rural_figure_of_2020() -> None:
    """At the end of 2019 every county is described by the census of 2020; two districts have no rural people."""
    counties = jiangxi.counties(on=END_2019)
    found = census_observations(2020, RURAL, counties, on=END_2019)
    assert [item.place for item in found] == list(counties)
    assert len(found) == 100
    assert [item.place.code for item in found if item.value == 0] == ["360103", "360104"]
    assert not any(item.value is NOT_APPLICABLE for item in found)


def test_the_figures_add_up_to_the_province() -> None:
    """The figures of all counties are the 45,188,635 residents that the province counted in 2020."""
    found = census_observations(2020, POPULATION, jiangxi.counties(on=END_2019), on=END_2019)
    assert sum(item.value for item in found if item.value is not NOT_APPLICABLE) == 45188635


def test_a_renamed_county_keeps_its_figure_and_says_so() -> None:
    """A county that the census knows by another code and name brings that figure, and the document names the code."""
    longnan = jiangxi.find("龙南县", on=END_2019)
    assert isinstance(longnan, County)
    (found,) = census_observations(2020, RURAL, [longnan], on=END_2019)
    assert (found.place.code, found.value) == ("360727", 113969)
    assert found.document == f"{SOURCE}, there 360783 龙南市: the same area, renamed"


def test_only_renamed_counties_speak_of_it() -> None:
    """At the end of 2019 one county of a hundred has its figure of 2020 under another code."""
    found = census_observations(2020, RURAL, jiangxi.counties(on=END_2019), on=END_2019)
    assert [item.place.code for item in found if item.document != SOURCE] == ["360727"]


def test_the_order_is_that_of_the_counties() -> None:
    """Observations come in the order in which the counties are given; none are given for none."""
    counties = jiangxi.counties(on=END_2019)[::-1]
    found = census_observations(2020, RURAL, iter(counties), on=END_2019)
    assert [item.place for item in found] == list(counties)
    assert census_observations(2020, RURAL, [], on=END_2019) == ()


def test_every_county_without_a_figure_is_named_at_once() -> None:
    """Before the changes of area in 2019 the census of 2020 does not describe five counties, and all are reported."""
    with pytest.raises(EvidenceError) as error:
        census_observations(2020, RURAL, jiangxi.counties(on=END_2018), on=END_2018)
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("no_census_figure", where) for where in CHANGED_2019
    ]


def test_the_fault_in_words() -> None:
    """The error says which figure is missing, by which clause, and what to do, in both languages."""
    donghu = jiangxi.find("东湖区", on=END_2018)
    assert isinstance(donghu, County)
    with pytest.raises(EvidenceError) as error:
        census_observations(2020, RURAL, [donghu], on=END_2018)
    assert str(error.value) == (
        "1 fault in the observations from the census of 2020\n"
        "  360102 东湖区: the census of 2020 has no figure for its area on 2018-12-31 [Art. 6]; "
        "give a figure of another source, or another weight; census_of tells why"
    )
    assert error.value.text("zh") == (
        "2020年人口普查数据有1处差错\n"
        "  360102 东湖区：2020年人口普查没有其2018-12-31辖区的数据〔第六条〕；"
        "请改用其他来源的数据或其他权重；原因见census_of"
    )


def test_a_county_of_elsewhere_has_no_figure() -> None:
    """A county that the tables do not know, or that was not in force that day, is a fault like any other."""
    strange = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
    wanli = jiangxi.find("湾里区", on=END_2018)
    assert isinstance(wanli, County)
    with pytest.raises(EvidenceError) as error:
        census_observations(2020, RURAL, [strange, dayu(END_2019), wanli], on=END_2019)
    assert [fault.where for fault in error.value.faults] == ["990121 子县", "360105 湾里区"]


@pytest.mark.parametrize(
    "indicator", [REGISTERED_POOR, CATALOGUE[0], evolve(RURAL, places=1), evolve(POPULATION, is_additive=False)]
)
def test_other_indicators_are_not_in_the_census(indicator: Indicator) -> None:
    """The census gives residents and rural residents as the library defines them, and nothing else."""
    with pytest.raises(ScopeError, match=f"gives population and rural_population .* not this '{indicator.key}'"):
        census_observations(2020, indicator, [dayu(END_2019)], on=END_2019)


@pytest.mark.parametrize(("year", "on"), [(2015, END_2019), (2020, date(2016, 12, 31)), (2020, date(2021, 1, 1))])
def test_other_years_and_days_are_refused_as_a_whole(year: int, on: date) -> None:
    """A census or a day that the tables do not cover is out of scope, also where no county is given."""
    for counties in ([dayu(END_2019)], []):
        with pytest.raises(ScopeError, match="the tables"):
            census_observations(year, RURAL, counties, on=on)
