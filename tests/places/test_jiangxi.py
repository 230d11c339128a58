"""The tables of Jiangxi; expected values are read from the tables by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jxassess.errors import ScopeError
from jxassess.places import City, County, jiangxi
from jxassess.places.jiangxi import ChangeKind

FIRST, LAST = date(2017, 1, 1), date(2020, 12, 31)
EVERY_DAY = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
YEAR_ENDS = [date(year, 12, 31) for year in range(2017, 2021)]

# What is in force on 2017-01-01 and not on 2020-12-31, and the other way round.
GONE = {"360105", "360421", "360622", "360727", "361121"}
NONE: set[str] = set()
NEW = {"360113", "360404", "360603", "360783", "361104"}


def county(code: str, on: date) -> County:
    found = jiangxi.find(code, on=on)
    assert isinstance(found, County)
    return found


def codes_on(day: date) -> set[str]:
    return {unit.code for unit in jiangxi.counties(on=day)}


def refused_on(year: int, day: date) -> set[str]:
    refused: set[str] = set()
    for unit in jiangxi.counties(on=day):
        try:
            jiangxi.census_of(unit, year, on=day)
        except ScopeError:
            refused.add(unit.code)
    return refused


def test_cities() -> None:
    """Jiangxi has 11 cities, listed by code."""
    cities = jiangxi.cities()
    assert [city.code for city in cities] == [f"36{n:02}00" for n in range(1, 12)]
    assert "".join(city.name for city in cities) == (
        "南昌市景德镇市萍乡市九江市新余市鹰潭市赣州市吉安市宜春市抚州市上饶市"
    )
    assert cities[7] == City(code="360800", name="吉安市", english="Ji'an")


@pytest.mark.parametrize("day", YEAR_ENDS)
def test_a_hundred_at_the_end_of_a_year(day: date) -> None:
    """On 31 December of each year exactly 100 counties are in force."""
    assert len(codes_on(day)) == 100


def test_a_hundred_on_every_day() -> None:
    """Where a unit ended another began on the same day, so that there are 100 on each of the 1461 days."""
    assert len(EVERY_DAY) == 1461
    assert {len(jiangxi.counties(on=day)) for day in EVERY_DAY} == {100}


def test_counties_that_came_and_went() -> None:
    """Five codes ended from 2017 to 2020 and five began."""
    assert codes_on(FIRST) - codes_on(LAST) == GONE
    assert codes_on(LAST) - codes_on(FIRST) == NEW


def test_counties_are_ordered_and_in_a_city() -> None:
    """Counties come by code, each in one of the 11 cities, none without."""
    units = jiangxi.counties(on=LAST)
    assert [unit.code for unit in units] == sorted(unit.code for unit in units)
    in_city = {city.code: sum(unit.parent == city for unit in units) for city in jiangxi.cities()}
    assert in_city == {
        "360100": 9,
        "360200": 4,
        "360300": 5,
        "360400": 13,
        "360500": 2,
        "360600": 3,
        "360700": 18,
        "360800": 13,
        "360900": 10,
        "361000": 11,
        "361100": 12,
    }


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("360421", "360404", date(2017, 7, 18)),
        ("360622", "360603", date(2018, 2, 9)),
        ("361121", "361104", date(2019, 6, 27)),
        ("360105", "360113", date(2019, 11, 6)),
        ("360727", "360783", date(2020, 6, 12)),
    ],
)
def test_the_day_of_a_change(before: str, after: str, day: date) -> None:
    """On the day of a change the new code is in force and the old one no longer is."""
    eve = day - timedelta(1)
    assert {before, after} & codes_on(eve) == {before}
    assert {before, after} & codes_on(day) == {after}


@pytest.mark.parametrize("day", [date(2016, 12, 31), date(2021, 1, 1)])
def test_days_outside(day: date) -> None:
    """A day outside 2017 to 2020 is refused by every look-up that takes one, and the text says what is covered."""
    unit = county("360702", FIRST)
    for ask in (
        lambda: jiangxi.counties(on=day),
        lambda: jiangxi.poverty_counties(on=day),
        lambda: jiangxi.successors("360105", on=day),
        lambda: jiangxi.find("360702", on=day),
        lambda: jiangxi.census_of(unit, 2020, on=day),
    ):
        with pytest.raises(ScopeError, match=f"cover 2017-01-01 to 2020-12-31, not {day}"):
            ask()


def test_valid_from() -> None:
    """A day in the table is taken as it is; a bare year is the last day of that year."""
    assert county("360402", FIRST).valid_from == date(2016, 3, 20)
    assert county("360703", FIRST).valid_from == date(2013, 12, 31)
    assert county("360105", FIRST).valid_to == date(2019, 11, 6)
    assert county("360103", FIRST).valid_to is None


def test_names_are_unique_on_every_day() -> None:
    """No two places of one day share a Chinese name, so that a name finds one place or none."""
    for day in EVERY_DAY:
        names = {city.name for city in jiangxi.cities()} | {unit.name for unit in jiangxi.counties(on=day)}
        assert len(names) == 111


def test_poverty_counties() -> None:
    """There are 25 poverty counties on every day, and one of them changes its code in 2019."""
    before, after = (
        {unit.code for unit in jiangxi.poverty_counties(on=day)} for day in (date(2019, 6, 26), date(2019, 6, 27))
    )
    assert before - after == {"361121"}
    assert after - before == {"361104"}
    assert {len(jiangxi.poverty_counties(on=day)) for day in EVERY_DAY} == {25}


def test_poverty_counties_by_city() -> None:
    """The 25 lie in six cities; five cities have none."""
    units = jiangxi.poverty_counties(on=FIRST)
    assert [unit.code for unit in units] == sorted(unit.code for unit in units)
    in_city: dict[str, int] = {}
    for unit in units:
        in_city[unit.parent.name] = in_city.get(unit.parent.name, 0) + 1
    assert in_city == {"萍乡市": 1, "九江市": 2, "赣州市": 11, "吉安市": 5, "抚州市": 2, "上饶市": 4}


def test_poverty_counties_are_no_status() -> None:
    """A county that exited with the batch of 2016 is still offered in 2020: the list says nothing of status."""
    assert "360881" in {unit.code for unit in jiangxi.poverty_counties(on=LAST)}


def test_successor_renamed() -> None:
    """A county that became a district keeps its area; day and document are those of the approval."""
    (successor,) = jiangxi.successors("360421", on=LAST)
    assert successor.county.label == "360404 柴桑区"
    assert successor.kind is ChangeKind.RENAMED
    assert successor.area_same
    assert successor.document == "国函〔2017〕104号"
    assert successor.date == date(2017, 7, 18)


def test_successor_merged() -> None:
    """湾里区 went whole into 新建区 in 2019, whose area is another one."""
    (successor,) = jiangxi.successors("360105", on=date(2019, 11, 6))
    assert (successor.county.code, successor.kind, successor.area_same) == ("360112", ChangeKind.MERGED, False)


@pytest.mark.parametrize("code", ["360102", "360112"])
def test_successor_split_off(code: str) -> None:
    """Parts of 东湖区 and of 新建区 went into the new 红谷滩区."""
    (successor,) = jiangxi.successors(code, on=LAST)
    assert (successor.county.code, successor.kind, successor.area_same) == ("360113", ChangeKind.SPLIT_OFF, False)


def test_successors_before_the_change() -> None:
    """A change that lies after the day has not happened yet; on its own day it has."""
    assert jiangxi.successors("360105", on=date(2019, 11, 5)) == ()
    assert len(jiangxi.successors("360105", on=date(2019, 11, 6))) == 1


def test_successors_of_the_unchanged() -> None:
    """A county without change, or one that only received area, has no successors."""
    assert jiangxi.successors("360103", on=LAST) == ()
    assert jiangxi.successors("360881", on=LAST) == ()
    assert jiangxi.successors("360702", on=LAST) == ()


def test_successors_without_a_day() -> None:
    """Where only the year of a change is known, that year is open until its last day."""
    assert jiangxi.successors("360826", on=date(2018, 12, 31)) == ()
    for day in (date(2019, 1, 1), date(2019, 12, 30)):
        with pytest.raises(ScopeError, match="ask for a day before 2019-01-01 or from 2019-12-31 on"):
            jiangxi.successors("360826", on=day)
    (successor,) = jiangxi.successors("360826", on=date(2019, 12, 31))
    assert (successor.county.code, successor.kind, successor.date) == ("360881", ChangeKind.BOUNDARY, None)


@pytest.mark.parametrize("code", ["360100", "990121", "360122", ""])
def test_successors_of_unknown_codes(code: str) -> None:
    """A code that was no county's from 2017 to 2020 is refused."""
    with pytest.raises(ScopeError, match="no city or county"):
        jiangxi.successors(code, on=LAST)


def test_every_ended_county_has_a_successor() -> None:
    """Each of the five codes that ended leads to a county in force on the last day."""
    for code in GONE:
        (successor,) = jiangxi.successors(code, on=LAST)
        assert successor.county.is_in_force(LAST)


def test_find() -> None:
    """Code and full Chinese name find the same place, city or county."""
    for text in ("360700", "赣州市"):
        assert jiangxi.find(text, on=FIRST) == jiangxi.cities()[6]
    for text in ("360702", "章贡区"):
        found = jiangxi.find(text, on=FIRST)
        assert isinstance(found, County)
        assert found.parent.name == "赣州市"


def test_find_follows_the_day() -> None:
    """The same name is found on one day and not on another."""
    assert jiangxi.find("上饶县", on=date(2019, 6, 26)).code == "361121"
    assert jiangxi.find("广信区", on=date(2019, 6, 27)).code == "361104"


@pytest.mark.parametrize(
    ("text", "day", "hint"),
    [
        ("上饶县", date(2019, 6, 27), "361121 上饶县 ended on 2019-06-27, then 361104 广信区 (renamed)"),
        ("361121", date(2019, 6, 27), "361121 上饶县 ended on 2019-06-27, then 361104 广信区 (renamed)"),
        ("湾里区", LAST, "360105 湾里区 ended on 2019-11-06, then 360112 新建区 (merged)"),
        ("红谷滩区", date(2019, 11, 5), "360113 红谷滩区 is in force from 2019-11-06 on"),
        ("360783", FIRST, "360783 龙南市 is in force from 2020-06-12 on"),
        ("南昌", FIRST, "names that begin so: 360100 南昌市, 360121 南昌县"),
        ("新建", FIRST, "names that begin so: 360112 新建区"),
        ("Anyuan", FIRST, "names that begin so: 360302 安源区, 360726 安远县"),
        ("Ganzhou", FIRST, "names that begin so: 360700 赣州市"),
        ("子县", FIRST, "cities() and counties(on=...) list what there is"),
        ("", FIRST, "cities() and counties(on=...) list what there is"),
    ],
)
def test_find_refused(text: str, day: date, hint: str) -> None:
    """What is not a code or full name of that day is refused, with what there is instead."""
    with pytest.raises(ScopeError) as error:
        jiangxi.find(text, on=day)
    assert str(error.value) == f"no city or county of Jiangxi is {text!r} on {day}; {hint}"


@pytest.mark.parametrize(("year", "number"), [(2010, 99), (2020, 100)])
def test_census(year: int, number: int) -> None:
    """Each census has its own units, by code, and urban and rural residents add up to all."""
    figures = jiangxi.census(year)
    assert len(figures) == number
    assert [figure.code for figure in figures] == sorted(figure.code for figure in figures)
    assert {figure.year for figure in figures} == {year}
    assert {figure.source for figure in figures} == {"https://github.com/leiii/census"}
    for figure in figures:
        assert figure.urban_population + figure.rural_population == figure.population


def test_census_figures() -> None:
    """A figure is the row of the table, under the name of its census."""
    figure = jiangxi.census(2010)[3]
    assert (figure.code, figure.name) == ("360105", "湾里区")
    assert (figure.population, figure.urban_population, figure.rural_population) == (63963, 37407, 26556)
    assert figure.family_households == 15542


def test_census_of_2020_has_the_units_of_2020() -> None:
    """The census of 2020 has exactly the counties that are in force at the end of that year."""
    assert {figure.code for figure in jiangxi.census(2020)} == codes_on(LAST)


def test_districts_without_rural_residents() -> None:
    """Two districts have no rural residents in 2020: a weight by them is zero."""
    assert [figure.code for figure in jiangxi.census(2020) if not figure.rural_population] == ["360103", "360104"]


@pytest.mark.parametrize("year", [2000, 2015, 2019])
def test_census_of_another_year(year: int) -> None:
    """There is no census of another year in the tables."""
    with pytest.raises(ScopeError, match="2010 and 2020"):
        jiangxi.census(year)
    with pytest.raises(ScopeError, match="2010 and 2020"):
        jiangxi.census_of(county("360702", FIRST), year, on=FIRST)


@pytest.mark.parametrize(
    ("code", "year", "day", "source", "population"),
    [
        ("360702", 2020, FIRST, "360702", 1123276),
        ("360727", 2020, date(2019, 12, 31), "360783", 319166),
        ("360783", 2020, LAST, "360783", 319166),
        ("361121", 2020, date(2018, 12, 31), "361104", 748265),
        ("360622", 2020, FIRST, "360603", 326162),
        ("360421", 2020, FIRST, "360404", 312807),
        ("360102", 2020, date(2019, 11, 6), "360102", 421690),
        ("360112", 2020, date(2019, 11, 6), "360112", 810614),
        ("360113", 2020, date(2019, 11, 6), "360113", 555755),
        ("360826", 2020, date(2019, 12, 31), "360826", 467807),
        ("360881", 2020, LAST, "360881", 155976),
        ("360105", 2010, date(2019, 11, 5), "360105", 63963),
        ("360102", 2010, date(2019, 11, 5), "360102", 575489),
        ("360826", 2010, date(2018, 12, 31), "360826", 512225),
        ("360421", 2010, date(2017, 7, 17), "360421", 315219),
        ("360404", 2010, date(2017, 7, 18), "360421", 315219),
        ("360783", 2010, LAST, "360727", 300301),
        ("361104", 2010, LAST, "361121", 700267),
    ],
)
def test_census_carried(code: str, year: int, day: date, source: str, population: int) -> None:
    """A figure is carried to a day where the area is the same, across a new code in either direction."""
    figure = jiangxi.census_of(county(code, day), year, on=day)
    assert (figure.year, figure.code, figure.population) == (year, source, population)


@pytest.mark.parametrize(
    ("code", "year", "day", "reason"),
    [
        ("360105", 2020, date(2018, 12, 31), "360105 湾里区 ended on 2019-11-06, then 360112 新建区 (merged)"),
        (
            "360102",
            2020,
            date(2019, 11, 5),
            "split off on 2019-11-06: 360102 东湖区 and 360112 新建区 to 360113 红谷滩区",
        ),
        ("360112", 2020, date(2019, 11, 5), "merged on 2019-11-06: 360105 湾里区 to 360112 新建区 (国函〔2019〕105号)"),
        ("360826", 2020, date(2018, 12, 31), "boundary on a day of 2019 that is not known"),
        ("360826", 2020, date(2019, 12, 30), "boundary on a day of 2019 that is not known"),
        ("360881", 2020, date(2018, 12, 31), "360826 泰和县 to 360881 井冈山市 (赣府字〔2019〕62号)"),
        ("360102", 2010, date(2019, 11, 6), "split off on 2019-11-06"),
        ("360826", 2010, date(2019, 1, 1), "boundary on a day of 2019 that is not known"),
        ("360881", 2010, LAST, "boundary on a day of 2019 that is not known"),
        ("360113", 2010, LAST, "360113 红谷滩区 is in force from 2019-11-06 on"),
        ("360402", 2010, FIRST, "360402 濂溪区 is in force from 2016-03-20 on"),
        ("360482", 2010, FIRST, "360482 共青城市 is in force from 2010-12-31 on"),
        ("360703", 2010, FIRST, "360703 南康区 is in force from 2013-12-31 on"),
        ("360702", 2010, FIRST, "boundary on a day of 2013 that is not known: 360702 章贡区"),
        ("360426", 2010, FIRST, "boundary on a day of 2010 that is not known: 360426 德安县 (民函〔2010〕220号)"),
    ],
)
def test_census_not_carried(code: str, year: int, day: date, reason: str) -> None:
    """A figure is refused where the area changed or the county is younger, and the text says which."""
    with pytest.raises(ScopeError) as error:
        jiangxi.census_of(county(code, day), year, on=day)
    assert f"no figure of the census of {year}-11-01 describes {code}" in str(error.value)
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (date(2017, 12, 31), {"360102", "360105", "360112", "360826", "360881"}),
        (date(2018, 12, 31), {"360102", "360105", "360112", "360826", "360881"}),
        (date(2019, 11, 6), {"360826", "360881"}),
        (date(2019, 12, 31), NONE),
        (date(2020, 12, 31), NONE),
    ],
)
def test_what_the_census_of_2020_lacks(day: date, refused: set[str]) -> None:
    """The census of 2020 describes all counties of 2019 and 2020 and all but five of 2017 and 2018."""
    assert refused_on(2020, day) == refused


def test_what_the_census_of_2010_lacks() -> None:
    """The census of 2010 lacks the units that began later and those whose area changed, before 2017 or in 2019."""
    younger = {"360112", "360402", "360482", "360483", "360703", "360704", "361003", "361103"}
    changed = {"360425", "360426", "360702"}
    assert refused_on(2010, FIRST) == younger | changed
    assert refused_on(2010, LAST) == younger | changed | {"360102", "360113", "360826", "360881"}


def test_census_of_a_county_not_in_force() -> None:
    """A county is asked for on a day of its own; another day is refused with a hint."""
    with pytest.raises(ScopeError, match=r"360113 红谷滩区 is in force from 2019-11-06 on"):
        jiangxi.census_of(county("360113", LAST), 2020, on=FIRST)


def test_census_of_an_invented_county() -> None:
    """The tables know no invented places."""
    invented = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
    with pytest.raises(ScopeError, match="no city or county of Jiangxi is '990121'"):
        jiangxi.census_of(invented, 2020, on=LAST)


def test_plan() -> None:
    """Of the yearly plans only that of 2019 was found published: 400,000 persons, 387 villages, 6 and 1 counties."""
    plan = jiangxi.plan(2019)
    assert (plan.year, plan.persons, plan.villages) == (2019, 400000, 387)
    assert (plan.national_counties, plan.provincial_counties) == (6, 1)
    assert plan.source == "http://mssheji.com/xczx/201903/t20190312_6116577.shtml (Xinhua)"


@pytest.mark.parametrize("year", [2017, 2018, 2020])
def test_plan_of_another_year(year: int) -> None:
    """A year without a published plan is refused, and the text says which there is."""
    with pytest.raises(ScopeError, match=f"plan of 2019, not of {year}"):
        jiangxi.plan(year)
