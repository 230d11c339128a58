"""An independent tally of household records: one record after the other, in fractions; shares no code with the tally.

Only the shared types are taken from the library: rule, design, and the totals that come out.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jxassess import County
from jxassess.scheme import Answered, Proportion, SurveyRule, SurveyUnit
from jxassess.surveys import ShareTotals, SurveyDesign, Tally, VillageTotals, WrongCount, WrongKind

Record = Mapping[str, object]
MOST_WEIGHT = 10**15
MOST_PERSONS = 10**6
BLANKS = " \t\n\r\v\f\u00a0\u3000"


def oracle_tally(
    records: Iterable[Record], design: SurveyDesign, rule: SurveyRule, counties: Iterable[County]
) -> Tally:
    """Add records up; wrong ones are left out and counted, and nothing is refused."""
    rows, surveyed = list(records), tuple(counties)
    repeated = _repeated(rows, design)
    wrong: Counter[tuple[str, WrongKind, str]] = Counter()
    villages: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    left_out = 0
    for row in rows:
        found = list(dict.fromkeys(_wrongs(row, design, rule, {county.code for county in surveyed}, repeated)))
        county = key_text(row.get(design.county)) or ""
        wrong.update((county, kind, column) for kind, column in found)
        left_out += bool(found)
        if not found:
            stratum = key_text(row.get(design.stratum)) if design.stratum else ""
            villages[county, stratum or "", key_text(row.get(design.village)) or ""].append(row)
    return Tally(
        rule=rule,
        design=design,
        counties=surveyed,
        villages=[_village(*key, households, design, rule) for key, households in villages.items()],
        wrong=[WrongCount(kind=k, county=c, column=name, records=n) for (c, k, name), n in wrong.items()],
        records=len(rows),
        left_out=left_out,
    )


# What a cell says


def is_missing(value: object) -> bool:
    """Tell whether nothing stands in a cell."""
    if isinstance(value, str):
        return not value.strip(BLANKS)
    return value is None or (isinstance(value, float | Decimal) and math.isnan(value))


def key_text(value: object) -> str | None:
    """Read a key or an answer as text; `None` where it is missing."""
    if is_missing(value):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal) and math.isfinite(value) and value == int(value):
        return str(int(value))
    # Blanks around text are cut off; nothing else of it changes.
    return str(value).strip(BLANKS)


def scaled_weight(value: object, places: int) -> int | WrongKind:
    """Read a weight as a whole number of its last place, by the decimal that was written."""
    if is_missing(value):
        return WrongKind.NO_WEIGHT
    assert isinstance(value, int | float | Decimal)
    if not math.isfinite(value) or value <= 0:
        return WrongKind.BAD_WEIGHT
    # The shortest text that reads back as the same float is the decimal that somebody wrote.
    scaled = Fraction(repr(value) if isinstance(value, float) else value) * 10**places
    return int(scaled) if scaled.denominator == 1 and scaled <= MOST_WEIGHT else WrongKind.WEIGHT_PLACES


def whole_persons(value: object) -> int | WrongKind:
    """Read a number of persons."""
    if is_missing(value):
        return WrongKind.NO_PERSONS
    assert isinstance(value, int | float | Decimal)
    if not math.isfinite(value) or value != int(value) or not 1 <= value <= MOST_PERSONS:
        return WrongKind.BAD_PERSONS
    return int(value)


# What is wrong with a record


def _household(row: Record, design: SurveyDesign) -> tuple[str | None, ...]:
    return tuple(key_text(row.get(name)) for name in (design.county, design.village, design.household))


def _repeated(rows: Sequence[Record], design: SurveyDesign) -> set[tuple[str | None, ...]]:
    seen = Counter(_household(row, design) for row in rows) if design.household else Counter()
    return {key for key, times in seen.items() if times > 1 and None not in key}


def _wrongs(
    row: Record,
    design: SurveyDesign,
    rule: SurveyRule,
    surveyed: set[str],
    repeated: set[tuple[str | None, ...]],
) -> Iterator[tuple[WrongKind, str]]:
    county = key_text(row.get(design.county))
    if county is None:
        yield WrongKind.NO_COUNTY, design.county
    elif county not in surveyed:
        yield WrongKind.UNKNOWN_COUNTY, design.county
    keys = {design.village: WrongKind.NO_VILLAGE, design.stratum: WrongKind.NO_STRATUM}
    for column, kind in (keys | {design.household: WrongKind.NO_HOUSEHOLD}).items():
        if column and key_text(row.get(column)) is None:
            yield kind, column
    if design.weight and isinstance(
        weight := scaled_weight(row.get(design.weight), design.weight_places or 0), WrongKind
    ):
        yield weight, design.weight
    if isinstance(persons := whole_persons(row.get(design.persons)), WrongKind):
        yield persons, design.persons
    for question in rule.questions:
        column = design.column(question.key)
        answer = key_text(row.get(column))
        if answer is None and not question.may_be_blank:
            yield WrongKind.NO_ANSWER, column
        elif answer is not None and answer not in question.answers:
            yield WrongKind.UNKNOWN_ANSWER, column
    if _household(row, design) in repeated:
        yield WrongKind.DUPLICATE, design.household


# What a village adds up to


def _weight(row: Record, design: SurveyDesign) -> int:
    if not design.weight:
        return int(10 ** (design.weight_places or 0))
    weight = scaled_weight(row.get(design.weight), design.weight_places or 0)
    assert not isinstance(weight, WrongKind)
    return weight


def _persons(row: Record, design: SurveyDesign) -> int:
    persons = whole_persons(row.get(design.persons))
    assert not isinstance(persons, WrongKind)
    return persons


def _satisfies(row: Record, design: SurveyDesign, conditions: Iterable[Answered]) -> bool:
    return all(key_text(row.get(design.column(each.question))) in each.answers for each in conditions)


def _village(
    county: str, stratum: str, village: str, rows: Sequence[Record], design: SurveyDesign, rule: SurveyRule
) -> VillageTotals:
    return VillageTotals(
        county=county,
        stratum=stratum,
        village=village,
        households=len(rows),
        persons=sum(_persons(row, design) for row in rows),
        weight=sum(_weight(row, design) for row in rows),
        shares=[_share(share, rows, design) for share in rule.proportions],
        groups=[sum(_satisfies(row, design, group) for row in rows) for group in rule.groups],
    )


def _share(share: Proportion, rows: Sequence[Record], design: SurveyDesign) -> ShareTotals:
    among = [row for row in rows if _satisfies(row, design, share.among)]
    counted = [row for row in among if _satisfies(row, design, share.counted)]

    def total(some: Iterable[Record], power: int) -> int:
        by_persons = share.unit is SurveyUnit.PERSONS
        return sum(_weight(row, design) * (_persons(row, design) ** power if by_persons else 1) for row in some)

    return ShareTotals(
        counted=total(counted, 1),
        among=total(among, 1),
        weight=total(among, 0),
        squares_counted=total(counted, 2),
        squares_among=total(among, 2),
        households=len(among),
        persons=sum(_persons(row, design) for row in among),
        counted_households=len(counted),
        counted_persons=sum(_persons(row, design) for row in counted),
    )
