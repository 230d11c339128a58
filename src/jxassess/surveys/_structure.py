"""Looks for what is wrong with a tally as a whole: villages in two strata, strata without size, counties without records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from re import compile as pattern_of

from jxassess.faults import Fault
from jxassess.places import County
from jxassess.scheme import WrongRecords
from jxassess.surveys._design import SurveyDesign
from jxassess.surveys._fault_kinds import (
    NO_COUNTIES,
    NO_RECORDS,
    NO_RECORDS_OF_COUNTY,
    SAME_COUNTY,
    SIZE_OF_UNKNOWN_COUNTY,
    STRATUM_WITHOUT_SIZE,
    STRATUM_WITHOUT_VILLAGES,
    TOO_MANY_VILLAGES,
    VILLAGE_IN_TWO_STRATA,
    WRONG_RECORDS,
)
from jxassess.surveys._groups import Place
from jxassess.surveys._tally import Tally, WrongCount, WrongKind
from jxassess.words import Words

_CODE = pattern_of("[0-9]{6}")


def find_county_faults(counties: Sequence[County], design: SurveyDesign) -> Iterator[Fault]:
    """Look for two counties with one code, and for sizes of strata of counties that are not surveyed.

    Args:
        counties: the counties surveyed.
        design: holds the sizes.

    Returns:
        The faults.
    """
    codes = [county.code for county in counties]
    if not codes:
        yield NO_COUNTIES.at("counties")
    for i, county in enumerate(counties):
        if county.code in codes[:i]:
            yield SAME_COUNTY.at(county.label, county.code)
    for i, size in enumerate(design.strata):
        if size.county not in codes:
            yield SIZE_OF_UNKNOWN_COUNTY.at(f"strata[{i}]", size.county)


def find_structure_faults(tally: Tally, placed: Iterable[Place]) -> Iterator[Fault]:
    """Hold the villages against strata, sizes and counties.

    Args:
        tally: the tally.
        placed: county, stratum and village of all records that have them, also of those that are left out: where
            villages of two strata have one name, it is for that that their households seem to stand there twice.

    Returns:
        The faults, by county; where no record of a county counts, the counts of wrong records after them.
    """
    if not tally.records:
        yield NO_RECORDS.at("records")
        return
    all_strata = _by_county(placed)
    strata = _by_county((each.county, each.stratum, each.village) for each in tally.villages)
    for county in tally.counties:
        yield from _twice(county, all_strata[county.code])
        if county.code in strata:
            yield from _sizes(county, strata[county.code], tally.design)
        else:
            yield NO_RECORDS_OF_COUNTY.at(county.label)
    is_empty = any(county.code not in strata for county in tally.counties)
    # Where the scheme refuses wrong records, they are told in any case.
    if is_empty and tally.rule.wrong_records is WrongRecords.LEAVE_OUT:
        yield from wrong_faults(tally.wrong, tally.counties)


def _by_county(places: Iterable[Place]) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for county, stratum, village in places:
        found[county][stratum].add(village)
    return found


def _twice(county: County, strata: Mapping[str, set[str]]) -> Iterator[Fault]:
    found: dict[str, list[str]] = defaultdict(list)
    for stratum in sorted(strata):
        for village in strata[stratum]:
            found[village].append(stratum)
    for village in sorted(village for village, names in found.items() if len(names) > 1):
        names = Words(", ".join(found[village]), "、".join(found[village]))
        yield VILLAGE_IN_TWO_STRATA.at(f"{county.label} {village}", ", ".join(found[village]), strata=names)


def _sizes(county: County, strata: Mapping[str, set[str]], design: SurveyDesign) -> Iterator[Fault]:
    sizes = {each.stratum: each.villages for each in design.strata if each.county == county.code}
    for stratum in sorted(strata) if sizes else ():
        where = f"{county.label} {stratum}".rstrip()
        if stratum not in sizes:
            yield STRATUM_WITHOUT_SIZE.at(where, stratum)
        elif len(strata[stratum]) > sizes[stratum]:
            yield TOO_MANY_VILLAGES.at(where, len(strata[stratum]), all=sizes[stratum])
    for stratum in sorted(sizes):
        if stratum not in strata:
            yield STRATUM_WITHOUT_VILLAGES.at(f"{county.label} {stratum}".rstrip(), stratum)


def wrong_faults(wrong: Iterable[WrongCount], counties: Sequence[County]) -> Iterator[Fault]:
    """Say how many records are wrong, for a scheme that leaves none out.

    Args:
        wrong: the counts.
        counties: the counties surveyed.

    Returns:
        One fault for each count; what is recorded as county and is no code is not shown, and counted together.
    """
    labels, found = {county.code: county.label for county in counties}, Counter[tuple[str, WrongKind, str]]()
    for each in wrong:
        # What stands there by mistake may be the name of a person.
        county = each.county if is_code(each.county) else ""
        found[county, each.kind, each.column] += each.records
    for (county, kind, column), records in found.items():
        yield WRONG_RECORDS.at(f"{labels.get(county, county)} {column}".lstrip(), records, what=kind.words)


def is_code(county: str) -> bool:
    """Tell whether a county as recorded can be a code, which may be shown.

    Args:
        county: what was recorded.

    Returns:
        Whether it is six digits.
    """
    return _CODE.fullmatch(county) is not None
