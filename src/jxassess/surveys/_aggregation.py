"""The one aggregation: from records on any engine to whole numbers by county, stratum and village as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from jxassess.surveys._answers import answered
from jxassess.surveys._frames import Expr, LazyFrame
from jxassess.surveys._plan import Plan
from jxassess.surveys._steps import Flag, Step, all_of, any_of, joined
from jxassess.surveys._sums import Conditions, Sum, Term, conditions_of, single_conditions, sums_of

RECORDS, MOST_WEIGHT, MOST_PERSONS = "records", "most_weight", "most_persons"
_COUNTS = "counts"


@frozen(kw_only=True)
class Aggregation:
    """What is to be added up of records, and the columns that this yields.

    Attributes:
        plan: how records are added up.
        flags: what may be wrong with a record.
        refused: helper columns of cells that the frame is refused for.
        sums: the sums over the records that count.
    """

    plan: Plan
    flags: tuple[Flag, ...]
    refused: tuple[str, ...]
    sums: tuple[Sum, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """The columns that are yielded beside the keys; all but the last two are added up."""
        flags = [flag.inner for flag in self.flags]
        return (RECORDS, *flags, *self.refused, *map(sum_name, range(len(self.sums))), MOST_WEIGHT, MOST_PERSONS)

    @property
    def bounds(self) -> Aggregation:
        """The same without products: how many records count, and the largest weight and persons."""
        return evolve(self, sums=self.sums[:1])


def sum_name(i: int) -> str:
    """Name the column of a sum.

    Args:
        i: its place among the sums.

    Returns:
        The name.
    """
    return f"s{i}"


def aggregation_of(plan: Plan) -> Aggregation:
    """Say what is to be added up.

    Args:
        plan: how records are added up.

    Returns:
        It.
    """
    parts = list(plan.parts())
    return Aggregation(
        plan=plan,
        flags=tuple(flag for part in parts for flag in part.flags),
        refused=(*(name for part in parts for name in part.refused), *(f"{inner}_strange" for inner in plan.strange)),
        sums=sums_of(plan.rule).all,
    )


def added(aggregation: Aggregation, block: LazyFrame) -> LazyFrame:
    """Add records up.

    Args:
        aggregation: what is to be added up.
        block: the columns that are read, of some or all of the records.

    Returns:
        Keys and outputs; lazy as the block is.
    """
    nw, outputs = aggregation.plan.narwhals, aggregation.outputs
    for step in _steps(aggregation):
        block = block.with_columns(**step)
    made = {
        RECORDS: nw.count().alias(RECORDS),
        MOST_WEIGHT: nw.col(_base(Term.WEIGHT)).max().alias(MOST_WEIGHT),
        MOST_PERSONS: nw.col(_base(Term.PERSONS)).max().alias(MOST_PERSONS),
    }
    summed = [made.get(name, nw.col(f"{name}_whole").sum().alias(name)) for name in outputs]
    # DuckDB adds up in 128 bits; what does not fit in 64 is refused there as well.
    return (
        block.group_by(*aggregation.plan.keys)
        .agg(*summed)
        .with_columns(**{name: nw.col(name).cast(nw.whole) for name in outputs})
    )


def _base(term: Term) -> str:
    return f"each_{term.value}"


def _steps(aggregation: Aggregation) -> Iterator[Step]:
    plan, nw = aggregation.plan, aggregation.plan.narwhals
    yield from joined([part.steps for part in plan.parts()])
    sets = conditions_of(aggregation.sums)
    singles = single_conditions(sets)
    names = {condition: f"c{i}" for i, condition in enumerate(singles)}
    is_wrong = any_of(nw.col(flag.inner) for flag in aggregation.flags)
    yield {_COUNTS: ~is_wrong} | {names[each]: answered(nw, plan.rule.questions, each) for each in singles}
    whole = {
        flag: nw.col(flag).cast(nw.whole) for flag in (*(f.inner for f in aggregation.flags), *aggregation.refused)
    }
    masks = {
        f"m{i}": all_of([nw.col(_COUNTS), *(nw.col(names[each]) for each in singles if each in among)]).cast(nw.whole)
        for i, among in enumerate(sets)
    }
    yield {_base(Term.HOUSEHOLDS): nw.col(_COUNTS).cast(nw.whole)} | masks
    yield {f"{name}_whole": column for name, column in whole.items()} | _bases(plan)
    if any(each.term in (Term.WEIGHTED, Term.SQUARES) for each in aggregation.sums):
        yield {_base(Term.WEIGHTED): nw.col(_base(Term.WEIGHT)) * nw.col(_base(Term.PERSONS))}
        yield {_base(Term.SQUARES): nw.col(_base(Term.WEIGHTED)) * nw.col(_base(Term.PERSONS))}
    yield {f"{sum_name(i)}_whole": _summand(plan, each, sets) for i, each in enumerate(aggregation.sums)}


def _bases(plan: Plan) -> Step:
    """Weight and persons of a household, zero where its record does not count."""
    nw = plan.narwhals
    counts = nw.col(_base(Term.HOUSEHOLDS))
    if plan.design.weight:
        weight = nw.col("weight_scaled").cast(nw.whole) * counts
    else:
        weight = counts * int(10**plan.design.scale_places)
    return {_base(Term.WEIGHT): weight, _base(Term.PERSONS): nw.col("persons_whole") * counts}


def _summand(plan: Plan, each: Sum, sets: Sequence[Conditions]) -> Expr:
    base = plan.narwhals.col(_base(each.term))
    if not each.among:
        return base
    mask = plan.narwhals.col(f"m{sets.index(each.among)}")
    return mask if each.term is Term.HOUSEHOLDS else mask * base
