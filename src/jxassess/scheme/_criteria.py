"""The tree of criteria: groups, and criteria with their marks and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import TypeAlias, assert_never

from attrs import field, frozen

from jxassess.exact import Better, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, key_faults, name_faults
from jxassess.measure import Dimension
from jxassess.scheme._faults import (
    ABOVE_MARKS,
    BELOW_ZERO,
    EMPTY,
    INNER_DIMENSION,
    MARKS_DIFFER,
    NOT_POSITIVE,
    UNREACHABLE_MARKS,
    WRONG_DIRECTION,
)
from jxassess.scheme.rules import Basis, Deduction, Given, Reference, RelativeToMean, Rule
from jxassess.words import Worded, Words


@unique
class WhenMissing(Worded):
    """What a scheme does about an observation that is missing (数据缺失的处理)."""

    FAULT = "fault", "is a fault", "视为差错"
    """The evidence is refused until it is there."""
    ZERO = "zero", "counts zero", "计0分"
    """The criterion earns no points."""
    RESCALE_GROUP = "rescale_group", "left out, the rest of the group scaled up", "不计入，本组内折算"
    """The criterion is left out, and the rest of its group is scaled up to the group's marks."""
    RESCALE_ALL = "rescale_all", "left out, everything else scaled up", "不计入，按总分折算"
    """The criterion is left out, and everything else is scaled up to the total marks."""


@unique
class WhenNotApplicable(Worded):
    """What a scheme does about a criterion that does not apply to a county (不适用的处理): neither zero nor full."""

    FAULT = "fault", "is a fault", "视为差错"
    RESCALE_GROUP = "rescale_group", "left out, the rest of the group scaled up", "不计入，本组内折算"
    RESCALE_ALL = "rescale_all", "left out, everything else scaled up", "不计入，按总分折算"


@frozen(kw_only=True)
class Criterion:
    """An indicator's marks and scoring rule in one scheme (指标分值与评分规则).

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        marks: the most points that can be earned, above zero.
        indicator: what is measured.
        rule: how an observation becomes points.
        when_missing: what happens without an observation.
        when_not_applicable: what happens where the criterion does not apply.
        source: where in the scheme's document it stands, empty if not said.

    Raises:
        SchemeError: all faults of the criterion, among them a rule that can earn more than the marks or never all of
            them, or that rewards worse values.

    Legal basis:
        Art. 5 says what is scored; marks and rules come from the yearly scheme of Art. 4.
    """

    key: str
    name: Words
    marks: Fraction = field(converter=exact)
    indicator: Indicator
    rule: Rule
    when_missing: WhenMissing
    when_not_applicable: WhenNotApplicable
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a criterion that contradicts itself."""
        raise_faults(SchemeError, self._find_faults(), Words(f"criterion {self.key}", f"指标{self.key}"))

    @property
    def needs_target(self) -> bool:
        """Whether it cannot be scored without a target of the county."""
        return not isinstance(self.rule, RelativeToMean) and self.rule.basis.needs_target

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if self.marks <= 0:
            yield NOT_POSITIVE.at("marks", to_text(self.marks))
        else:
            yield from (fault.under("rule") for fault in rule_faults(self.rule, self.marks, self.indicator))


def rule_faults(rule: Rule, marks: Fraction, indicator: Indicator) -> Iterator[Fault]:
    """Find where a rule does not fit its marks or its indicator, from nothing but its pieces.

    Args:
        rule: the rule.
        marks: full marks, above zero.
        indicator: what is measured.

    Yields:
        Faults with paths relative to the rule.
    """
    if isinstance(rule, Deduction):
        faults = list(rule.marks_faults(marks))
        yield from faults
        if faults:
            return
    # Any reference with a mean above zero shows how far a cohort rule can reach and which way it runs.
    low: Fraction | None
    high: Fraction | None
    if isinstance(rule, RelativeToMean):
        pieces, low, high = rule.lower(marks, Reference([1])), Fraction(0), None
    else:
        pieces = rule.lower(marks)
        low, high = _domain(rule.basis, indicator)
        if isinstance(rule, Given):
            low = Fraction(0) if low is None else max(low, Fraction(0))
            high = marks if high is None else min(high, marks)
            if low > high:
                yield UNREACHABLE_MARKS.at("", "0", marks=to_text(marks))
                return
    least, most = pieces.extremes(low, high)
    if least < 0:
        yield BELOW_ZERO.at("", to_text(least))
    if most > marks:
        yield ABOVE_MARKS.at("", to_text(most), marks=to_text(marks))
    if most < marks:
        yield UNREACHABLE_MARKS.at("", to_text(most), marks=to_text(marks))
    # Points given by people run upward whatever the indicator.
    better = Better.HIGHER if isinstance(rule, Given) else indicator.better
    if not pieces.is_monotone(better):
        yield WRONG_DIRECTION.at("", indicator.key)


def _domain(basis: Basis, indicator: Indicator) -> tuple[Fraction | None, Fraction | None]:
    # Targets are not known yet, so a share can be anything from zero up, and a margin anything.
    match basis:
        case Basis.VALUE:
            return indicator.low, indicator.high
        case Basis.COMPLETION:
            return Fraction(0), None
        case Basis.MARGIN:
            return None, None
        case unknown:
            assert_never(unknown)


def _nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(nodes)


@frozen(kw_only=True)
class Group:
    """Criteria and groups whose marks add up to the group's own (指标组).

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        marks: the sum of the children's marks.
        children: what it consists of, in the order of the scheme's document; at least one.
        dimension: the dimension of Art. 5, given to top groups and only to them.
        source: where in the scheme's document it stands, empty if not said.

    Raises:
        SchemeError: no children, marks that do not add up, a dimension deeper down.

    Legal basis:
        Art. 5 groups what is scored into four dimensions.
    """

    key: str
    name: Words
    marks: Fraction = field(converter=exact)
    children: tuple[Node, ...] = field(converter=_nodes)
    dimension: Dimension | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a group whose parts do not make it up."""
        raise_faults(SchemeError, self._find_faults(), Words(f"group {self.key}", f"指标组{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if not self.children:
            yield EMPTY.at("children")
        elif (total := sum(child.marks for child in self.children)) != self.marks:
            yield MARKS_DIFFER.at("marks", to_text(self.marks), sum=to_text(Fraction(total)))
        for i, child in enumerate(self.children):
            if isinstance(child, Group) and child.dimension is not None:
                yield INNER_DIMENSION.at(f"children[{i}].dimension", child.dimension.value)


Node: TypeAlias = Criterion | Group


def walk(nodes: tuple[Node, ...], prefix: str = "criteria") -> Iterator[tuple[str, Node]]:
    """Walk a tree of criteria from the top, each node with its path in the scheme file.

    Args:
        nodes: the nodes at the top.
        prefix: the path of the sequence.

    Yields:
        Path and node, parents first.
    """
    for i, node in enumerate(nodes):
        path = f"{prefix}[{i}]"
        yield path, node
        if isinstance(node, Group):
            yield from walk(node.children, f"{path}.children")
