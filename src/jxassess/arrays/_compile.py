"""A scheme compiled for arrays: its criteria as formulas over columns, with the proof of the arithmetic that serves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import Factory, field, frozen

from jxassess.arrays._column_faults import FaultFinder
from jxassess.arrays._plans import Builders, Plan
from jxassess.arrays._points import Points
from jxassess.arrays._ratios import Ratio
from jxassess.arrays._readings import Standing
from jxassess.arrays._tiers import ArrayTier
from jxassess.scheme import Scheme, Tier
from jxassess.words import Words

FILTERS = Words(
    "{where}: what is divided is rounded on the way, which a double may leave in doubt",
    "{where}：相除后在中间环节修约，双精度数可能无法定夺",
)
DIVIDES = Words(
    "{where}: every unit is divided by a number of its own, so that there is no common denominator",
    "{where}：各单位各有除数，没有公分母",
)
ENDLESS = Words(
    "{where}: the rule has no end, or numbers too large for doubles, so that nothing is proven",
    "{where}：规则无界或数值超出双精度范围，误差无法证明",
)
COMPARES = Words("{where}: the rule follows from the data", "{where}：规则取决于数据")
WIDE = Words(
    "scheme: the terms of the score need {bits} bits over their common denominator, and doubles hold 53",
    "方案：通分后得分各项需{bits}位，双精度数只有53位",
)


class Engine:
    """What a compiled scheme scores with.

    Attributes:
        counties: the formulas of the counties' criteria.
        cities: the formulas of the cities' own criteria.
        county_builders: what puts the plans of counties together.
        city_builders: what puts those of cities together.
        faults: what finds the faults of counties' columns.
        plan: how a county is scored of which everything is known; `None` where data are needed to say.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.counties, self.cities = Points(scheme, Tier.COUNTY), Points(scheme, Tier.CITY)
        self.county_builders, self.city_builders = Builders(self.counties), Builders(self.cities)
        self.faults = FaultFinder(scheme, Tier.COUNTY)
        self.plan = self._plan()

    def _plan(self) -> Plan | None:
        if len(self.counties.plain) < len(self.counties.criteria):
            return None
        everywhere = dict.fromkeys(self.counties.criteria, Standing.IN)
        return self.county_builders.plain(frozenset()).county(everywhere)


def _engine(compiled: CompiledScheme) -> Engine:
    return Engine(compiled.scheme)


@frozen
class CompiledScheme:
    """A scheme made ready to score any number of units in columns (编译后的方案).

    The rules are the scheme's own, lowered to the same pieces that `assess` reads. Compiling adds a proof of which
    arithmetic gives the same digits fastest.

    Attributes:
        scheme: the scheme.

    Example:
        >>> from jxassess.arrays import compile_scheme
        >>> from jxassess.io import read_scheme
        >>> compiled = compile_scheme(read_scheme("examples/data/scheme_2019.toml"))
        >>> compiled.tier.value, compiled.reasons[-1].en
        ('filter', 'criteria[3].children[0]: the rule follows from the data')
    """

    scheme: Scheme
    engine: Engine = field(init=False, repr=False, eq=False, default=Factory(_engine, takes_self=True))

    @property
    def tier(self) -> ArrayTier:
        """The arithmetic for counties of which everything is known; the filter where the data have to say."""
        return ArrayTier.FILTER if self.engine.plan is None else self.engine.plan.tier

    @property
    def denominator(self) -> int | None:
        """The common denominator of their scores, `None` where there is none, or only the data give it."""
        total = None if self.engine.plan is None else self.engine.plan.total
        return total.denominator if total is not None and total.is_linear else None

    @property
    def error(self) -> Fraction | None:
        """How far a double may lie from a score, in points; zero for integers, `None` where nothing is proven yet."""
        return None if self.engine.plan is None else self.engine.plan.total.error

    @property
    def reasons(self) -> tuple[Words, ...]:
        """Why no faster arithmetic serves, criterion by criterion; none where integers do."""
        if self.tier is ArrayTier.INTEGERS:
            return ()
        found = tuple(self._obstacles())
        return found or (WIDE.format(bits=self._bits()),)

    def _bits(self) -> int:
        total = None if self.engine.plan is None else self.engine.plan.total
        return 0 if total is None else int(total.magnitude * total.denominator).bit_length()

    def _obstacles(self) -> Iterator[Words]:
        for where, criterion in self.scheme.scored(Tier.COUNTY):
            formula = self.engine.counties.plain.get(criterion.key)
            if formula is None:
                yield COMPARES.format(where=where)
                continue
            for _, row in formula.terms:
                if isinstance(row, Ratio):
                    yield (FILTERS if self._is_rounded else DIVIDES).format(where=where)
                elif row.error is None:
                    yield ENDLESS.format(where=where)

    @property
    def _is_rounded(self) -> bool:
        return self.engine.plan is not None and self.engine.plan.total.is_linear


def compile_scheme(scheme: Scheme) -> CompiledScheme:
    """Make a scheme ready to score columns, once for any number of them.

    Args:
        scheme: the year's scheme.

    Returns:
        The compiled scheme; its `tier` and `reasons` say which arithmetic serves and why.
    """
    return CompiledScheme(scheme)
