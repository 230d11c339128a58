"""The tree of criteria: groups, and criteria with their marks and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.exact import add_up, exact, to_text
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, key_faults, name_faults
from jxassess.measure import Dimension
from jxassess.scheme._basis import Basis
from jxassess.scheme._conditions import Cutoff, WhenMissing, WhenNotApplicable, side_faults
from jxassess.scheme._faults import (
    BLEND_NOT_ONE,
    BLEND_SINGLE,
    EMPTY,
    GIVEN_NOT_VALUE,
    INNER_DIMENSION,
    MARKS_DIFFER,
    MIXED_WEIGHTS,
    NO_SECOND,
    NO_SOURCE,
    NOT_POSITIVE,
    REFERENCE_IS_ITSELF,
    REPEATED,
    SECOND_UNUSED,
    UNITS_DIFFER,
)
from jxassess.scheme._rule_faults import rule_faults
from jxassess.scheme.rules import COHORT_RULES, ByClass, CohortRule, Given, Rule
from jxassess.words import Words

_ONE = Fraction(1)


@frozen(kw_only=True)
class BlendShare(ByFields):
    """One exercise's share in a blended value (数据来源权重).

    Attributes:
        source: the key of the exercise, as observations name it in `source`.
        share: its share, above zero; the shares of a blend add up to 1.
    """

    source: str
    share: Fraction = field(converter=exact)


def _by_source(blend: Iterable[BlendShare]) -> tuple[BlendShare, ...]:
    return tuple(sorted(blend, key=lambda part: part.source))


@frozen(kw_only=True)
class Criterion(ByFields):
    """An indicator's marks and scoring rule in one scheme (指标分值与评分规则).

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        marks: the most points that can be earned, above zero: the scale of the criterion.
        indicator: what is measured.
        basis: which quantity the rule reads.
        rule: how the quantity becomes points.
        when_missing: what happens without an observation.
        when_not_applicable: what happens where the criterion does not apply.
        reference: the indicator that a difference or a ratio is taken to; given for these two and only for them.
        blend: the exercises whose values are blended by share, none where one source gives the value.
        cutoff: a second indicator that takes all points, if any.
        weight: its weight relative to its neighbours, where its group is weighted; else `None`.
        source: where in the scheme's document it stands, empty if not said.

    Raises:
        SchemeError: all faults of the criterion, among them a rule that can earn more than the marks or never all of
            them, that rewards worse values, or has a band that no value reaches; shares that do not add up to 1.

    Legal basis:
        Art. 5 says what is scored; marks and rules come from the yearly scheme of Art. 4.
    """

    key: str
    name: Words
    marks: Fraction = field(converter=exact)
    indicator: Indicator
    basis: Basis
    rule: Rule
    when_missing: WhenMissing
    when_not_applicable: WhenNotApplicable
    reference: Indicator | None = None
    blend: tuple[BlendShare, ...] = field(converter=_by_source, default=())
    cutoff: Cutoff | None = None
    weight: Fraction | None = field(converter=optional(exact), default=None)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a criterion that contradicts itself."""
        raise_faults(SchemeError, self._find_faults(), Words(f"criterion {self.key}", f"指标{self.key}"))

    @property
    def needs_target(self) -> bool:
        """Whether it cannot be scored without a target of the unit."""
        return self.basis.needs_target

    @property
    def cohort_rule(self) -> CohortRule | None:
        """Its rule, where that compares units with each other; else `None`."""
        return self.rule if isinstance(self.rule, COHORT_RULES) else None

    @property
    def classes(self) -> tuple[str, ...]:
        """The keys of the classes that its rule asks for, of which a unit is in exactly one; none for most rules."""
        if isinstance(self.rule, ByClass):
            return self.rule.classes
        return () if self.cohort_rule is None else self.cohort_rule.cohort.classes

    @property
    def named_classes(self) -> tuple[tuple[str, str], ...]:
        """The same keys, each with its path from the criterion."""
        path = "rule.cases[{}].unit_class" if isinstance(self.rule, ByClass) else "rule.cohort.classes[{}]"
        return tuple((path.format(i), key) for i, key in enumerate(self.classes))

    @property
    def indicators(self) -> tuple[tuple[str, Indicator], ...]:
        """Every indicator that it reads, with the path from the criterion."""
        second = () if self.reference is None else (("reference", self.reference),)
        third = () if self.cutoff is None else (("cutoff.indicator", self.cutoff.indicator),)
        return (("indicator", self.indicator), *second, *third)

    @property
    def rule_words(self) -> Words:
        """Quantity, rule, blend and cutoff in words, with their numbers."""
        said = self.rule.words(self.marks)
        if self.basis is not Basis.VALUE:
            said = Words("{basis}: {rule}", "{basis}：{rule}").format(basis=self.basis_words, rule=said)
        parts = [said, *self._blend_words(), *(() if self.cutoff is None else (self.cutoff.words,))]
        return Words("; ".join(words.en for words in parts), "；".join(words.zh for words in parts))

    @property
    def basis_words(self) -> Words:
        """The quantity in words, with the name of the reference."""
        if self.reference is None:
            return self.basis.words
        return Words("{basis} {name}", "{basis}（{name}）").format(basis=self.basis.words, name=self.reference.name)

    def _blend_words(self) -> Iterator[Words]:
        if self.blend:
            shares = [f"{part.source} {to_text(part.share)}" for part in self.blend]
            yield Words(f"blended of {', '.join(shares)}", f"按来源加权：{'、'.join(shares)}")

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if self.weight is not None and self.weight <= 0:
            yield NOT_POSITIVE.at("weight", to_text(self.weight))
        yield from self._basis_faults()
        yield from self._blend_faults()
        if self.marks <= 0:
            yield NOT_POSITIVE.at("marks", to_text(self.marks))
        else:
            found = rule_faults(self.rule, self.marks, self.indicator, self.basis, self.reference)
            yield from (fault.under("rule") for fault in found)

    def _basis_faults(self) -> Iterator[Fault]:
        if self.basis.needs_reference and self.reference is None:
            yield NO_SECOND.at("reference", basis=self.basis.value)
        if self.reference is not None and not self.basis.needs_reference:
            yield SECOND_UNUSED.at("reference", self.reference.key, basis=self.basis.value)
        if self.reference == self.indicator:
            yield REFERENCE_IS_ITSELF.at("reference", self.indicator.key)
        elif self.basis is Basis.DIFFERENCE and self.reference is not None:
            units = self.indicator.unit, self.reference.unit
            if units[0] != units[1]:
                yield UNITS_DIFFER.at(
                    "reference",
                    self.reference.key,
                    units=Words("{own}, {other}", "{own}、{other}").format(own=units[0], other=units[1]),
                )
        if self.cutoff is not None:
            yield from side_faults(self.cutoff.indicator, self.cutoff.bound, "cutoff.bound", is_good=False)
        if isinstance(self.rule, Given) and self.basis is not Basis.VALUE:
            yield GIVEN_NOT_VALUE.at("basis", self.basis.value)

    def _blend_faults(self) -> Iterator[Fault]:
        sources = [part.source for part in self.blend]
        if len(sources) == 1:
            yield BLEND_SINGLE.at("blend", sources[0])
        for i, part in enumerate(self.blend):
            if not part.source.strip():
                yield NO_SOURCE.at(f"blend[{i}].source")
            elif part.source in sources[:i]:
                yield REPEATED.at(f"blend[{i}].source", part.source)
            if part.share <= 0:
                yield NOT_POSITIVE.at(f"blend[{i}].share", to_text(part.share))
        total = add_up(part.share for part in self.blend)
        if self.blend and total != 1:
            yield BLEND_NOT_ONE.at("blend", to_text(total))


def _nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(nodes)


@frozen(kw_only=True)
class Group(ByFields):
    """Criteria and groups that make up one whole (指标组): their marks add up to it, or they are weighted inside it.

    Where the children have weights, each keeps a scale of its own: a child with points p of its m marks and a weight w
    of the sum W gives p / m times w / W of the group's marks.

    Attributes:
        key: the identifier, unique in the scheme.
        name: what officials call it, in both languages.
        marks: the sum of the children's marks, or the scale of the group where they are weighted; above zero.
        children: what it consists of, in the order of the scheme's document; at least one.
        dimension: the dimension of Art. 5, given to top groups and only to them.
        weight: its weight relative to its neighbours, where what holds it is weighted; else `None`.
        source: where in the scheme's document it stands, empty if not said.

    Raises:
        SchemeError: no children, marks that do not add up, weights for some children only, a dimension deeper down.

    Legal basis:
        Art. 5 groups what is scored into four dimensions.
    """

    key: str
    name: Words
    marks: Fraction = field(converter=exact)
    children: tuple[Node, ...] = field(converter=_nodes)
    dimension: Dimension | None = None
    weight: Fraction | None = field(converter=optional(exact), default=None)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a group whose parts do not make it up."""
        raise_faults(SchemeError, self._find_faults(), Words(f"group {self.key}", f"指标组{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if self.marks <= 0:
            yield NOT_POSITIVE.at("marks", to_text(self.marks))
        if self.weight is not None and self.weight <= 0:
            yield NOT_POSITIVE.at("weight", to_text(self.weight))
        if not self.children:
            yield EMPTY.at("children")
        else:
            yield from whole_faults(self.children, self.marks, "children")
        for i, child in enumerate(self.children):
            if isinstance(child, Group) and child.dimension is not None:
                yield INNER_DIMENSION.at(f"children[{i}].dimension", child.dimension.value)


Node: TypeAlias = Criterion | Group


def whole_faults(nodes: Iterable[Node], marks: Fraction, where: str) -> Iterator[Fault]:
    """Find where neighbours do not make up a whole: marks that do not add up, or weights for some of them only.

    Args:
        nodes: the neighbours, at least one.
        marks: the marks of the whole.
        where: the path of the sequence.

    Yields:
        At most one fault.
    """
    given = list(nodes)
    without = [i for i, node in enumerate(given) if node.weight is None]
    if without and len(without) < len(given):
        yield MIXED_WEIGHTS.at(f"{where}[{without[0]}].weight", given[without[0]].key)
    elif without and (total := add_up(node.marks for node in given)) != marks:
        yield MARKS_DIFFER.at("marks", to_text(marks), sum=to_text(total))


def factors(nodes: Iterable[Node], marks: Fraction, beside: Fraction = Fraction(0)) -> tuple[Fraction, ...]:
    """Give for each of the nodes that make up a whole how many marks of the whole one of its own marks is.

    Args:
        nodes: the nodes; all weighted or none.
        marks: the marks of the whole.
        beside: the weight of what else belongs to the whole.

    Returns:
        1 for each where marks add up; else `marks * weight / sum of weights / own marks`.
    """
    given = tuple(nodes)
    weights = [node.weight for node in given if node.weight is not None]
    if not weights:
        return (_ONE,) * len(given)
    total = add_up((*weights, beside))
    return tuple(_ONE if node.weight is None else marks * node.weight / total / node.marks for node in given)


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
