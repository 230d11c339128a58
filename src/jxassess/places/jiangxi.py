"""The places of Jiangxi (江西省) from 2017 to 2020: cities, counties by day, changes, census figures.

Everything is a look-up in the tables beside this file; `data/README.md` names their sources and licences. Days are
those of the approval documents. English names are pinyin and never keys: Anyuan Qu and Anyuan Xian are two counties.
"""

from __future__ import annotations

import json
from datetime import date

from jxassess.errors import ScopeError
from jxassess.measure import FIRST_YEAR, LAST_YEAR
from jxassess.places._figures import CensusFigure, ChangeKind, PlanFigure, Successor
from jxassess.places._places import City, County, Place
from jxassess.places._tables import Series, all_cities, all_counties, all_figures, changes, rows, said, text_of

__all__ = [
    "CensusFigure",
    "ChangeKind",
    "PlanFigure",
    "Successor",
    "census",
    "census_of",
    "cities",
    "counties",
    "find",
    "plan",
    "poverty_counties",
    "successors",
]

_FIRST_DAY = date(FIRST_YEAR, 1, 1)
_LAST_DAY = date(LAST_YEAR, 12, 31)
_CENSUS_DAYS = {2010: date(2010, 11, 1), 2020: date(2020, 11, 1)}


def cities() -> tuple[City, ...]:
    """List the 11 cities; they did not change from 2017 to 2020.

    Returns:
        The cities, by code.

    Legal basis:
        Art. 2: all of them are assessed, also the five without a poverty county.

    Example:
        >>> [city.name for city in cities()][:2]
        ['南昌市', '景德镇市']
    """
    return tuple(all_cities().values())


def counties(*, on: date) -> tuple[County, ...]:
    """List the counties in force on a day.

    Where the source gives only the year in which a county began, its `valid_from` is the last day of that year, the
    first on which it is certain to have been in force. All such years lie before 2017.

    Args:
        on: a day from 2017-01-01 to 2020-12-31.

    Returns:
        The 100 counties of that day, by code.

    Raises:
        ScopeError: the tables do not cover the day.

    Legal basis:
        Art. 6: mainly the counties under a city are assessed.

    Example:
        >>> len(counties(on=date(2019, 12, 31)))
        100
    """
    _require_covered(on)
    return tuple(county for county in all_counties().values() if county.is_in_force(on))


def poverty_counties(*, on: date) -> tuple[County, ...]:
    """List the 25 counties of Jiangxi that were poverty counties (贫困县), under the codes of a day.

    The list offers places, never a status: it is the same 25 on every day, whether a county had exited by then or not.
    Who carries a score in a year is for that year's scheme to say.

    Args:
        on: a day from 2017-01-01 to 2020-12-31.

    Returns:
        The counties, by code.

    Raises:
        ScopeError: the tables do not cover the day.

    Legal basis:
        Art. 6: poverty counties are assessed under a measure of their own.

    Example:
        >>> [county.label for county in poverty_counties(on=date(2019, 12, 31))][-4]
        '361104 广信区'
    """
    codes = {row[column] for row in rows("poverty_counties.csv") for column in ("code_2017", "code_2020")}
    return tuple(county for county in counties(on=on) if county.code in codes)


def successors(code: str, *, on: date) -> tuple[Successor, ...]:
    """Tell where a county, or a part of it, had gone by a day: one step, changes of 2017 to 2020 alone.

    Args:
        code: the code of a county in force at some time from 2017 to 2020.
        on: a day from 2017-01-01 to 2020-12-31; on the day of a change it has happened.

    Returns:
        The successors, by date and code; none where nothing had happened by that day.

    Raises:
        ScopeError: the tables have no such code or do not cover the day, or only the year of a change is known and the
            day lies in it before 31 December, so that nobody can tell whether the change had happened.

    Example:
        >>> [(s.county.label, s.kind.value) for s in successors("360105", on=date(2019, 12, 31))]
        [('360112 新建区', 'merged')]
        >>> successors("360105", on=date(2018, 12, 31))
        ()
    """
    _require_covered(on)
    if code not in all_counties():
        raise ScopeError(_not_found(code, on))
    past = [change for change in changes() if code in change.before and change.has_happened(on)]
    return tuple(
        Successor(
            county=all_counties()[after],
            kind=change.kind,
            area_same=change.area_same,
            document=change.document,
            date=change.known_day,
        )
        for change in past
        for after in change.after
    )


def find(text: str, *, on: date) -> City | County:
    """Find the city or county in force on a day by its code or its full Chinese name.

    Args:
        text: a code such as `360702`, or a name such as 章贡区. English names and parts of names are never keys.
        on: a day from 2017-01-01 to 2020-12-31.

    Returns:
        The place.

    Raises:
        ScopeError: the tables do not cover the day, or no place of that day has this code or name. The text lists
            places whose names begin so, and says when the code or name was in force otherwise and what followed it.

    Example:
        >>> find("赣州市", on=date(2019, 12, 31)).code
        '360700'
        >>> find("九江县", on=date(2018, 1, 1))
        Traceback (most recent call last):
        ...
        jxassess.errors.ScopeError: no city or county of Jiangxi is '九江县' on 2018-01-01; \
360421 九江县 ended on 2017-07-18, then 360404 柴桑区 (renamed)
    """
    for place in _places(on):
        if text in (place.code, place.name):
            return place
    raise ScopeError(_not_found(text, on))


def census(year: int) -> tuple[CensusFigure, ...]:
    """List the county figures of a census, under the codes and names of the census.

    The figures of November 2020 were unknown to every cycle before that of 2020.

    Args:
        year: 2010 or 2020.

    Returns:
        The figures, by code: 99 of 2010, 100 of 2020.

    Raises:
        ScopeError: another year.

    Example:
        >>> sum(figure.population for figure in census(2020))
        45188635
    """
    if year not in _CENSUS_DAYS:
        raise ScopeError(f"the tables hold the censuses of 2010 and 2020, not of {year}")
    return tuple(figure for figure in all_figures() if figure.year == year)


def census_of(county: County, year: int, *, on: date) -> CensusFigure:
    """Give the census figure that describes a county's area as it was on a day.

    A change of code and name with the same area is followed, in either direction. A figure is refused where the area
    changed, or may have changed, between the census and the day, and where the county began after the census by more
    than such a change of name. Changes of area before 2017 are known only as far as the tables list them.

    Args:
        county: a county in force on the day; only its code is read.
        year: 2010 or 2020.
        on: a day from 2017-01-01 to 2020-12-31.

    Returns:
        The figure, unchanged, under the code of the census.

    Raises:
        ScopeError: no figure describes that area, for a reason that the text gives; or the county was not in force.

    Example:
        >>> longnan = find("龙南县", on=date(2019, 12, 31))
        >>> census_of(longnan, 2020, on=date(2019, 12, 31)).name
        '龙南市'
    """
    figures = {figure.code: figure for figure in census(year)}
    if county.code not in {known.code for known in counties(on=on)}:
        raise ScopeError(_not_found(county.code, on))
    day = _CENSUS_DAYS[year]
    known = all_counties()[_code_at_census(county.code, on, day)]
    between = [change for change in changes() if change.may_lie_between(on, day) and not change.area_same]
    changed = [str(change) for change in between if known.code in (*change.before, *change.after)]
    if not known.is_in_force(day):
        changed.append(_elsewhen(known, day))
    if changed:
        label = all_counties()[county.code].label
        raise ScopeError(f"no figure of the census of {day} describes {label} on {on}: {'; '.join(changed)}")
    return figures[known.code]


def plan(year: int) -> PlanFigure:
    """Give what the province published of its reduction plan for a year.

    Args:
        year: 2019; no other year's plan is in the tables.

    Returns:
        The published figures.

    Raises:
        ScopeError: another year.

    Example:
        >>> plan(2019).persons
        400000
    """
    series: Series = json.loads(text_of("province_series.json"))
    for entry in series["annual_plan"]:
        if entry["year"] == year:
            return PlanFigure(
                year=year,
                persons=entry["persons"],
                villages=entry["villages"],
                national_counties=entry["national_counties"],
                provincial_counties=entry["provincial_counties"],
                source=entry["source"],
            )
    raise ScopeError(f"the tables hold the published plan of 2019, not of {year}")


def _places(on: date) -> tuple[Place, ...]:
    return (*cities(), *counties(on=on))


def _require_covered(day: date) -> None:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ScopeError(f"the tables of Jiangxi cover {_FIRST_DAY} to {_LAST_DAY}, not {day}")


def _code_at_census(code: str, on: date, day: date) -> str:
    for change in changes():
        if change.kind is ChangeKind.RENAMED and change.area_same and change.may_lie_between(on, day):
            source, target = (change.before, change.after) if on < day else (change.after, change.before)
            if source == (code,):
                return target[0]
    return code


def _not_found(text: str, on: date) -> str:
    hints = [_elsewhen(county, on) for county in all_counties().values() if text in (county.code, county.name)]
    begins = [
        place.label for place in _places(on) if text and (place.name.startswith(text) or place.english.startswith(text))
    ]
    if begins:
        hints.append(f"names that begin so: {', '.join(begins)}")
    hint = "; ".join(hints) or "cities() and counties(on=...) list what there is"
    return f"no city or county of Jiangxi is {text!r} on {on}; {hint}"


def _elsewhen(county: County, on: date) -> str:
    if county.valid_from is not None and on < county.valid_from:
        return f"{county.label} is in force from {county.valid_from} on"
    after = [f"{successor.county.label} ({said(successor.kind)})" for successor in successors(county.code, on=on)]
    return f"{county.label} ended on {county.valid_to}, then {', '.join(after)}"
