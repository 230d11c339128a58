"""How records are added up: the columns that are read, what each holds, and the helper columns of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from jxassess.scheme import SurveyRule
from jxassess.surveys._answers import answer_part
from jxassess.surveys._design import SurveyDesign
from jxassess.surveys._frames import Expr, LazyFrame
from jxassess.surveys._households import household_part
from jxassess.surveys._layout import COUNTY, HOUSEHOLD, PERSONS, STRATUM, VILLAGE, WEIGHT, Column, Kind, Role
from jxassess.surveys._narwhals import Narwhals, Records
from jxassess.surveys._numbers import persons_part, weight_part
from jxassess.surveys._steps import Flag, Part, equals, is_nothing, stripped
from jxassess.surveys._tally import WrongKind

_TIMES = "times"
_IDENTITY = (COUNTY, VILLAGE, HOUSEHOLD)
_IDENTITY_KEYS = tuple(f"{inner}_key" for inner in _IDENTITY)


@frozen(kw_only=True)
class Plan:
    """How records are added up.

    Attributes:
        narwhals: what makes columns.
        design: how the records are laid out.
        rule: the questions and shares.
        columns: the columns that are read.
        kinds: what each is read as, by its name inside.
        strange: the columns that narwhals has no type for, by their names inside: most often they hold nothing.
        decimals: the decimals that are read as floats, by their names inside.
        is_quoted: whether the engine wants names of columns in quotes, as Spark does where they hold a full stop.
        is_marked: whether the records of households that were recorded more than once are marked.
    """

    narwhals: Narwhals
    design: SurveyDesign
    rule: SurveyRule
    columns: tuple[Column, ...]
    kinds: Mapping[str, Kind]
    strange: tuple[str, ...]
    decimals: tuple[str, ...]
    is_quoted: bool
    is_marked: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that records are grouped by."""
        return tuple(each.inner for each in self.columns if each.inner in (COUNTY, STRATUM, VILLAGE))

    @property
    def names(self) -> dict[str, str]:
        """The names of the columns in the records, by those inside."""
        return {each.inner: each.name for each in self.columns}

    def parts(self) -> Iterator[Part]:
        """Give the helper columns of each column that is looked into."""
        nw, kinds, names = self.narwhals, self.kinds, self.names
        if WEIGHT in names:
            yield weight_part(nw, names[WEIGHT], kinds[WEIGHT], self.design.scale_places)
        yield persons_part(nw, names[PERSONS], kinds[PERSONS])
        if HOUSEHOLD in names:
            yield household_part(nw, names[HOUSEHOLD], kinds[HOUSEHOLD])
        if self.is_marked:
            twice = Flag(kind=WrongKind.DUPLICATE, column=names[HOUSEHOLD], inner=f"{HOUSEHOLD}_twice")
            yield Part(steps=({twice.inner: ~nw.col(_TIMES).is_null()},), flags=(twice,))
        for i, question in enumerate(self.rule.questions):
            yield answer_part(nw, f"a{i}", names[f"a{i}"], kinds[f"a{i}"], question)


def plan_of(
    records: Records, design: SurveyDesign, rule: SurveyRule, columns: Sequence[Column], kinds: Mapping[str, Kind]
) -> Plan:
    """Say how records are added up.

    Args:
        records: the records.
        design: how the records are laid out.
        rule: the questions and shares.
        columns: the columns that are read.
        kinds: what each holds, by its name inside. One without a type is read as if its cells were all missing.

    Returns:
        The plan.
    """
    strange = [each for each in columns if kinds[each.inner] is Kind.NOTHING]
    empty = {each.inner: Kind.FLOAT if each.role is Role.NUMBER else Kind.TEXT for each in strange}
    # Decimals are read as floats, but keys by their digits.
    decimals = {
        each.inner: Kind.FLOAT for each in columns if kinds[each.inner] is Kind.DECIMAL and each.role is not Role.KEY
    }
    return Plan(
        narwhals=records.narwhals,
        design=design,
        rule=rule,
        columns=tuple(columns),
        kinds={**kinds, **empty, **decimals},
        strange=tuple(empty),
        decimals=tuple(decimals),
        is_quoted=records.frame.implementation.is_spark_like(),
    )


def chosen(plan: Plan, frame: LazyFrame) -> LazyFrame:
    """Keep the columns that are read, under their names inside.

    Args:
        plan: how records are added up.
        frame: the records.

    Returns:
        The columns; categories and decimal keys are text, other decimals and short floats are floats.
    """
    return frame.select(*(each for column in plan.columns for each in _chosen(plan, column)))


def _chosen(plan: Plan, column: Column) -> Iterator[Expr]:
    nw, kind = plan.narwhals, plan.kinds[column.inner]
    given = nw.col(f"`{column.name.replace('`', '``')}`" if plan.is_quoted else column.name)
    if column.inner in plan.strange:
        yield (~given.is_null()).alias(f"{column.inner}_strange")
        yield nw.lit("" if kind is Kind.TEXT else float("nan")).alias(column.inner)
    elif kind in (Kind.TEXT, Kind.DECIMAL):
        yield given.cast(nw.text).alias(column.inner)
    elif column.inner in plan.decimals:
        # By way of text, since Arrow's own way from decimals to floats is not to the nearest one.
        yield given.cast(nw.text).cast(nw.double).alias(column.inner)
    elif kind is Kind.FLOAT:
        yield given.cast(nw.double).alias(column.inner)
    else:
        yield given.alias(column.inner)


def repeated(plan: Plan, frame: LazyFrame) -> LazyFrame:
    """Find the households that were recorded more than once: by county, village and number, all of them given.

    Args:
        plan: how records are added up.
        frame: the columns that are read.

    Returns:
        The households; lazy as the frame is.
    """
    nw = plan.narwhals
    named = _keyed(plan, frame)
    for each in _present(plan):
        named = named.filter(each)
    counted = named.group_by(*_IDENTITY_KEYS).agg(nw.count().alias(_TIMES))
    return counted.filter(nw.col(_TIMES) > 1)


def marked(plan: Plan, frame: LazyFrame, households: LazyFrame) -> tuple[Plan, LazyFrame]:
    """Mark the records of households that were recorded more than once.

    Args:
        plan: how records are added up.
        frame: the columns that are read.
        households: those households.

    Returns:
        The plan that heeds the marks, and the columns with them.
    """
    joined = _keyed(plan, frame).join(households, on=list(_IDENTITY_KEYS), how="left")
    return evolve(plan, is_marked=True), joined


def _keyed(plan: Plan, frame: LazyFrame) -> LazyFrame:
    return frame.with_columns(**{f"{inner}_key": _key(plan, inner) for inner in _IDENTITY})


def _key(plan: Plan, inner: str) -> Expr:
    column, kind = plan.narwhals.col(inner), plan.kinds[inner]
    if kind is Kind.DECIMAL:
        return column.fill_null("")
    return stripped(column) if kind is Kind.TEXT else column


def _present(plan: Plan) -> Iterator[Expr]:
    for inner in _IDENTITY:
        key = plan.narwhals.col(f"{inner}_key")
        if plan.kinds[inner] in (Kind.TEXT, Kind.DECIMAL):
            yield ~equals(key, "")
        elif plan.kinds[inner] is Kind.FLOAT:
            yield ~is_nothing(key)
        else:
            yield ~key.is_null()
