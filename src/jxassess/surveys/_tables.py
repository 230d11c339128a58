"""The results of a survey as tables: estimates, sample, wrong records; small numbers withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from jxassess.assessment import Stage
from jxassess.errors import ScopeError
from jxassess.io import digest
from jxassess.io.tables import SURVEY_KINDS, Shown, Table, TableHead, definitions_table
from jxassess.scheme import Incidence, Scheme
from jxassess.surveys._estimate import Estimate
from jxassess.surveys._structure import is_code
from jxassess.surveys._suppression import Withheld, find_withheld
from jxassess.surveys._tally import ShareTotals, Tally, VillageTotals, WrongCount, WrongKind
from jxassess.words import Language, Words

_ESTIMATES, _SAMPLE, _WRONG_RECORDS = SURVEY_KINDS
_OTHER = Words("other", "其他")


def survey_tables(
    tally: Tally,
    estimates: Iterable[Estimate],
    *,
    year: int,
    is_synthetic: bool,
    on: date | None = None,
    classification: str = "",
    scheme: Scheme | None = None,
    language: Language = "zh",
) -> tuple[Table, ...]:
    """Give the results of a survey as tables to pass on, those without rows left out.

    Figures are withheld where few households stand behind them: where the households counted, the rest of those asked,
    or those asked are above zero and below `small_cells` of the rule. With them go all numbers of their row, and rows by
    which they could be computed: of another county of the city, of another indicator, of another stratum. Both are
    called withheld alike, so that nobody sees which was the small one. Numbers of wrong records that are above zero and
    below the limit are withheld too. The county of wrong records is shown as it was recorded where that is six digits;
    anything else, which may be a name or an address, is counted as other.

    Limits: what is kept is that no withheld number of households follows from the tables by adding and subtracting. A
    reader can still tell that it lies in some range, and who has other tables of the same survey, or the records of
    some households, can tell more. Publish estimates of counties and cities in one call.

    Args:
        tally: what the records add up to.
        estimates: what is published, of counties, of cities or of both; made of this tally.
        year: the year assessed.
        is_synthetic: whether any of the data is made up.
        on: the day whose units are assessed.
        classification: how the tables may be passed on.
        scheme: the year's scheme, for its name and digest in the head.
        language: the language of what is said in words inside the cells.

    Returns:
        The tables of estimates, sample and wrong records, and of the indicators that have to be defined.

    Raises:
        ScopeError: an estimate that is not made of this tally, or the same twice; the scheme of another year or with
            another survey; another language.

    Legal basis:
        None: the measure does not speak of publishing estimates.
    """
    given = tuple(estimates)
    _refuse_others(tally, given)
    if scheme is not None and scheme.year != year:
        raise ScopeError(f"the scheme is of {scheme.year}, and the tables are of {year}")
    if scheme is not None and scheme.survey != tally.rule:
        raise ScopeError("the survey of the scheme is not the one that the tally was made by")
    head = TableHead(
        year=year,
        on=on,
        stage=Stage.COMPUTED,
        is_synthetic=is_synthetic,
        classification=classification,
        scheme="" if scheme is None else scheme.title.text(language),
        digest="" if scheme is None else digest(scheme),
    )
    withheld = find_withheld(tally, given)
    made = (
        Table(kind=_ESTIMATES, head=head, rows=[_estimate(each, withheld, language) for each in given]),
        Table(kind=_SAMPLE, head=head, rows=_sample(tally, withheld)),
        Table(kind=_WRONG_RECORDS, head=head, rows=_wrong_records(tally, language)),
        definitions_table((each.indicator for each in given), head),
    )
    return tuple(table for table in made if table.rows)


def _refuse_others(tally: Tally, estimates: tuple[Estimate, ...]) -> None:
    numbers, seen = _numbers(tally), set[tuple[str, str]]()
    for each in estimates:
        named = (each.place.code, each.indicator.key)
        if numbers.get(named) != (each.uncertainty.households, each.counted_households):
            raise ScopeError(f"the estimate of {named[1]} for {each.place.label} is not made of this tally")
        if named in seen:
            raise ScopeError(f"the estimate of {named[1]} for {each.place.label} is given twice")
        seen.add(named)


def _numbers(tally: Tally) -> dict[tuple[str, str], tuple[int, int]]:
    """Count the households asked and counted, by place and indicator."""
    held: dict[str, list[VillageTotals]] = {}
    parents = {county.code: county.parent.code for county in tally.counties}
    for village in tally.villages:
        for code in (village.county, parents[village.county]):
            held.setdefault(code, []).append(village)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for each in tally.rule.estimators:
        places = [tally.rule.proportions.index(share) for share in each.proportions]
        for code, villages in held.items():
            shares = [village.shares[place] for village in villages for place in places]
            # An incidence is of all households, in which two kinds are counted.
            asked: Iterable[ShareTotals | VillageTotals] = villages if isinstance(each, Incidence) else shares
            found[code, each.indicator.key] = (
                sum(one.households for one in asked),
                sum(share.counted_households for share in shares),
            )
    return found


def _state(*, is_shown: bool) -> str:
    return (Shown.SHOWN if is_shown else Shown.WITHHELD).value


def _estimate(each: Estimate, withheld: Withheld, language: Language) -> Iterator[str | int | Fraction | None]:
    sample, named = each.uncertainty, (each.place.code, each.indicator.key)
    figures = (
        each.value,
        each.indicator.unit.text(language),
        sample.standard_error,
        sample.lower,
        sample.upper,
        sample.method.value,
        sample.quantile,
        sample.design_effect,
        sample.households,
        sample.persons,
        each.counted_households,
        each.counted_persons,
        sample.villages,
        each.strata,
    )
    is_shown = named not in withheld.estimates
    yield from (each.place.code, each.place.name, each.indicator.key, _state(is_shown=is_shown))
    yield from figures if is_shown else (None for _ in figures)
    yield each.source


def _sample(tally: Tally, withheld: Withheld) -> Iterator[tuple[str | int | None, ...]]:
    names = {county.code: county.name for county in tally.counties}
    held: dict[tuple[str, str], list[VillageTotals]] = {}
    for village in tally.villages:
        held.setdefault((village.county, village.stratum), []).append(village)
    for (code, stratum), villages in held.items():
        is_shown = (code, stratum) not in withheld.strata
        numbers = (sum(each.households for each in villages), sum(each.persons for each in villages))
        shown = numbers if is_shown else (None, None)
        yield code, names[code], stratum, _state(is_shown=is_shown), len(villages), *shown


def _wrong_records(tally: Tally, language: Language) -> Iterator[tuple[str | int | None, ...]]:
    names = {county.code: county.name for county in tally.counties}
    found = Counter[tuple[str | None, WrongKind, str]]()
    for each in tally.wrong:
        found[_recorded(each, language), each.kind, each.column] += each.records
    for (county, kind, column), records in found.items():
        is_shown = records >= tally.rule.small_cells
        yield (
            county,
            names.get(county or ""),
            kind.value,
            kind.words.text(language),
            column,
            _state(is_shown=is_shown),
            records if is_shown else None,
        )


def _recorded(wrong: WrongCount, language: Language) -> str | None:
    """Give the county as recorded, unless it is no code: where columns were mixed up it may belong to a person."""
    if not wrong.county and wrong.kind is not WrongKind.UNKNOWN_COUNTY:
        return None
    return wrong.county if is_code(wrong.county) else _OTHER.text(language)
