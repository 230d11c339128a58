"""Adds up the records of a survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.places import County
from jxassess.scheme import SurveyRule, SurveyUnit, WrongRecords
from jxassess.surveys._aggregation import (
    MOST_PERSONS,
    MOST_WEIGHT,
    RECORDS,
    Aggregation,
    aggregation_of,
)
from jxassess.surveys._design import SurveyDesign
from jxassess.surveys._fault_kinds import BAD_TYPE, KEY_DIGITS_LOST, KEY_NOT_WHOLE, PERSONAL_VALUE, TOO_LARGE
from jxassess.surveys._frames import LazyFrame
from jxassess.surveys._groups import Groups, Place, read_groups
from jxassess.surveys._layout import (
    find_column_faults,
    find_layout_faults,
    kind_of,
    named_columns,
)
from jxassess.surveys._narwhals import SUBJECT, Records, open_records
from jxassess.surveys._objects import without_objects
from jxassess.surveys._plan import plan_of
from jxassess.surveys._running import computed, prepared
from jxassess.surveys._structure import find_county_faults, find_structure_faults, is_code, wrong_faults
from jxassess.surveys._sums import Sum, Term, sums_of
from jxassess.surveys._tally import ShareTotals, Tally, VillageTotals, WrongCount, WrongKind

_LARGEST = (1 << 63) - 1
# Where the column of counties holds something else, a line for each of its values would help nobody.
_MOST_UNKNOWN, _OTHERS = 50, "other"


def tally(frame: object, design: SurveyDesign, rule: SurveyRule, *, counties: Iterable[County]) -> Tally:
    """Add the records of a survey up, on the engine that holds them.

    The frame may be one of pandas, Polars (also lazy), PyArrow, DuckDB (a relation), Dask or PySpark. Lazy ones stay so
    until the one aggregation, and only the columns that design and questions name are read. Where households are numbered,
    one more grouping before it finds those recorded more than once. All sums are of whole numbers, so the engine does not
    matter: equal records give an equal tally, with one digest.

    What a cell says is read alike everywhere:

    - Nothing (null, NaN, `None`) and text of blanks only are missing. Blanks around text are cut off, wide ones too; case
      and width of letters and digits are left as they are.
    - Counties, villages, strata and households are text or whole numbers, read as their digits. Answers may be truth
      values besides, read as `true` and `false`. Floats that are whole are read as whole numbers, categories as what
      they are made of. Columns of objects, which pandas may have, are read cell by cell by the same rules.
    - Weights and persons are whole numbers, floats or decimals. A float is taken for the decimal of so many places as the
      design declares, where that is exactly the float; 0.1 + 0.2 is none. At most 10^15 in units of the last place.
    - Persons are whole numbers from 1 to 1,000,000.

    A relation of DuckDB must be one that can be read more than once, and compare text by its characters: no collation.

    Args:
        frame: the records, one household each.
        design: which columns hold what.
        rule: the scheme's rules for the survey: questions, shares, and what becomes of wrong records.
        counties: the counties surveyed.

    Returns:
        The totals by village and the numbers of wrong records. Of unknown counties the first 50 codes are named, the
        records of all others stand together under `other`.

    Raises:
        EvidenceError: with every fault: columns that are missing or of a wrong type; identity or telephone numbers
            (which are not shown: 18 digits with a day of birth in them, mobile numbers of 11 digits); keys that are
            numbers and not whole, or floats of so many digits that some are lost; sums that might not fit in 64 bits,
            on every engine; wrong records, if the scheme leaves none out or a county has no other; a village in two
            strata, more villages than a stratum has, a stratum without size or without villages, a county without records.
        ScopeError: no frame, no survey, no counties, or narwhals is not installed.

    Legal basis:
        Art. 7(2). It prints no layout of records.

    Example:
        >>> import polars
        >>> from jxassess import City, County, RoundingMode, Words
        >>> from jxassess.indicators import CATALOGUE
        >>> from jxassess.scheme import (
        ...     Answered, Interval, IntervalMethod, Proportion, Quantile, Question, Share, SingleVillage, SurveyRule,
        ...     SurveyUnit, WrongRecords,
        ... )
        >>> from jxassess.surveys import SurveyDesign, tally
        >>> asked = Question(key="right", name=Words("rightly registered", "识别准确"), answers=["yes", "no"],
        ...                  may_be_blank=False)
        >>> share = Proportion(unit=SurveyUnit.PERSONS, among=[], counted=[Answered(question="right", answers=["yes"])])
        >>> accuracy = next(item for item in CATALOGUE if item.key == "identification_accuracy")
        >>> rule = SurveyRule(
        ...     source="verification", questions=[asked], estimators=[Share(indicator=accuracy, proportion=share)],
        ...     wrong_records=WrongRecords.LEAVE_OUT, single_villages=SingleVillage.REFUSE,
        ...     interval=Interval(method=IntervalMethod.WALD, quantiles=[Quantile(degrees=1, quantile="1.96")]),
        ...     places=2, rounding=RoundingMode.HALF_UP, small_cells=1,
        ... )
        >>> records = polars.DataFrame({
        ...     "county": ["990121", "990121", "990121"], "village": ["一村", "一村", "二村"],
        ...     "persons": [3, 4, 2], "right": ["yes", "no", "yes"],
        ... })
        >>> county = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
        >>> design = SurveyDesign(county="county", village="village", persons="persons")
        >>> made = tally(records, design, rule, counties=[county])
        >>> [(each.village, each.shares[0].counted, each.shares[0].among) for each in made.villages]
        [('一村', 3, 7), ('二村', 2, 2)]
    """
    surveyed = tuple(counties)
    _find_strangers(rule, surveyed)
    records = open_records(frame)
    columns = named_columns(design, rule)
    records, unread = without_objects(records, columns)
    types = records.frame.collect_schema()
    faults = [*find_county_faults(surveyed, design), *find_layout_faults(design, rule, columns)]
    readable = [column for column in columns if column.name not in unread]
    raise_faults(EvidenceError, [*faults, *find_column_faults(readable, types), *unread.values()], SUBJECT)
    kinds = {column.inner: kind_of(types[column.name]) for column in columns}
    plan, chosen = prepared(plan_of(records, design, rule, columns, kinds), records)
    aggregation = aggregation_of(plan)
    groups = _groups(aggregation, records, chosen, surveyed)
    made = _tally(aggregation, groups, surveyed)
    refused = wrong_faults(made.wrong, surveyed) if rule.wrong_records is WrongRecords.REFUSE else ()
    raise_faults(
        EvidenceError, [*refused, *find_structure_faults(made, _placed(aggregation, groups, surveyed))], SUBJECT
    )
    return made


def _find_strangers(rule: object, counties: Iterable[object]) -> None:
    """Refuse what types rule out and people give all the same: a scheme, nothing, codes of counties."""
    if rule is None:
        raise ScopeError("the scheme says nothing of a survey: its survey is None")
    if not isinstance(rule, SurveyRule):
        raise ScopeError(f"{type(rule).__name__} is no SurveyRule; give the survey of a scheme, scheme.survey")
    for county in counties:
        if not isinstance(county, County):
            raise ScopeError(f"{county!r} is no County; give the counties themselves, not their codes")


def _groups(aggregation: Aggregation, records: Records, frame: LazyFrame, counties: Sequence[County]) -> Groups:
    """Run the aggregation, and refuse what cannot be added up."""
    try:
        groups = read_groups(aggregation, computed(aggregation, records, frame))
    except Exception:
        # Some engines raise where a sum does not fit, and do not say where; the others wrap it. Counts and largest terms
        # tell on all of them.
        bounds = aggregation.bounds
        groups = read_groups(bounds, computed(bounds, records, frame))
        if not _refusals(bounds, groups, counties):
            raise
    raise_faults(EvidenceError, _refusals(aggregation, groups, counties), SUBJECT)
    return groups


def _refusals(aggregation: Aggregation, groups: Groups, counties: Sequence[County]) -> list[Fault]:
    """Give what the records are refused for; where cells belong to persons, nothing that might show one of them."""
    return list(_cell_faults(aggregation, groups)) or list(_large(aggregation, groups, counties))


def _cell_faults(aggregation: Aggregation, groups: Groups) -> Iterator[Fault]:
    totals = {name: groups.total(name) for name in aggregation.refused}
    for column in aggregation.plan.columns:
        inner = column.inner
        if totals.get(f"{inner}_strange"):
            yield BAD_TYPE.at(column.name, "Unknown", wanted=column.role.value)
        if broken := totals.get(f"{inner}_broken", groups.broken[inner]):
            yield KEY_NOT_WHOLE.at(column.name, broken)
        if personal := totals.get(f"{inner}_personal", groups.personal[inner]):
            yield PERSONAL_VALUE.at(column.name, personal)
        elif lost := totals.get(f"{inner}_lost", groups.lost[inner]):
            yield KEY_DIGITS_LOST.at(column.name, lost)


def _large(aggregation: Aggregation, groups: Groups, counties: Sequence[County]) -> Iterator[Fault]:
    labels = {county.code: county.label for county in counties}
    by_persons = any(share.unit is SurveyUnit.PERSONS for share in aggregation.plan.rule.proportions)
    households, at_weight, at_persons = (groups.at(name) for name in ("s0", MOST_WEIGHT, MOST_PERSONS))
    for (county, _, village), numbers in sorted(groups.numbers.items()):
        weight, persons = numbers[at_weight], numbers[at_persons]
        largest = weight * persons**2 if by_persons else max(weight, persons)
        if numbers[households] * largest > _LARGEST:
            place = labels.get(county, county if is_code(county) else "")
            yield TOO_LARGE.at(f"{place} {village}".strip(), numbers[households])


def _tally(aggregation: Aggregation, groups: Groups, counties: Sequence[County]) -> Tally:
    codes = {county.code for county in counties}
    wrong, left_out = _wrong(aggregation, groups, codes)
    return Tally(
        rule=aggregation.plan.rule,
        design=aggregation.plan.design,
        counties=counties,
        villages=_villages(aggregation, groups, codes),
        wrong=[
            WrongCount(kind=kind, county=county, column=column, records=n)
            for (county, kind, column), n in wrong.items()
        ],
        records=groups.total(RECORDS),
        left_out=left_out,
    )


def _placed(aggregation: Aggregation, groups: Groups, counties: Sequence[County]) -> Iterator[Place]:
    codes = {county.code for county in counties}
    return (place for place in groups.numbers if _is_placed(aggregation, place, codes))


def _is_placed(aggregation: Aggregation, place: Place, codes: set[str]) -> bool:
    county, stratum, village = place
    return county in codes and bool(village) and bool(stratum or not aggregation.plan.design.stratum)


def _wrong(
    aggregation: Aggregation, groups: Groups, codes: set[str]
) -> tuple[Counter[tuple[str, WrongKind, str]], int]:
    """Count wrong records by county, kind and column, and all of them once."""
    unknown = sorted({county for county, _, _ in groups.numbers if county and county not in codes})
    others = set(unknown[_MOST_UNKNOWN:])
    design, found, left_out = aggregation.plan.design, Counter[tuple[str, WrongKind, str]](), 0
    flags = [(flag, groups.at(flag.inner)) for flag in aggregation.flags]
    households = groups.at("s0")
    for place, numbers in groups.numbers.items():
        county, stratum, village = place
        is_placed = _is_placed(aggregation, place, codes)
        left_out += numbers[0] - numbers[households] if is_placed else numbers[0]
        if is_placed and numbers[0] == numbers[households]:
            continue
        named = _OTHERS if county in others else county
        for flag, at in flags:
            if numbers[at]:
                found[named, flag.kind, flag.column] += numbers[at]
        if county not in codes:
            found[named, WrongKind.UNKNOWN_COUNTY if county else WrongKind.NO_COUNTY, design.county] += numbers[0]
        if not village:
            found[named, WrongKind.NO_VILLAGE, design.village] += numbers[0]
        if design.stratum and not stratum:
            found[named, WrongKind.NO_STRATUM, design.stratum] += numbers[0]
    return found, left_out


def _villages(aggregation: Aggregation, groups: Groups, codes: set[str]) -> Iterator[VillageTotals]:
    sums = sums_of(aggregation.plan.rule)
    places = {each: groups.at(f"s{i}") for i, each in enumerate(aggregation.sums)}
    shares = [itemgetter(*(places[each] for each in share)) for share in sums.shares]
    counts = [places[each] for each in sums.groups]
    households, persons, weight = (places[Sum(term)] for term in (Term.HOUSEHOLDS, Term.PERSONS, Term.WEIGHT))
    for place, numbers in groups.numbers.items():
        if numbers[households] and _is_placed(aggregation, place, codes):
            county, stratum, village = place
            yield VillageTotals(
                county=county,
                stratum=stratum,
                village=village,
                households=numbers[households],
                persons=numbers[persons],
                weight=numbers[weight],
                shares=[_share(take(numbers)) for take in shares],
                groups=[numbers[at] for at in counts],
            )


def _share(numbers: Sequence[int]) -> ShareTotals:
    counted, among, weight, squares_counted, squares_among, households, persons, met, met_persons = numbers
    return ShareTotals(
        counted=counted,
        among=among,
        weight=weight,
        squares_counted=squares_counted,
        squares_among=squares_among,
        households=households,
        persons=persons,
        counted_households=met,
        counted_persons=met_persons,
    )
