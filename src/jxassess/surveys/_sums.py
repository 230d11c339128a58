"""What is added up of the records that count: which term over which of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, unique
from typing import TypeAlias

from attrs import field, frozen

from jxassess.scheme import Answered, Proportion, SurveyRule, SurveyUnit

Conditions: TypeAlias = frozenset[Answered]


@unique
class Term(Enum):
    """What a household adds to a sum."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    WEIGHT = "weight"
    WEIGHTED = "weighted"
    """Weight times persons."""
    SQUARES = "squares"
    """Weight times the square of persons."""


@frozen
class Sum:
    """A term, added up over the households that satisfy conditions, all of them; none are needed for every household."""

    term: Term
    among: Conditions = frozenset()


@frozen(kw_only=True)
class Sums:
    """The sums that a rule needs, each of them once.

    Attributes:
        shares: for each share nine sums, in the order of the fields of `ShareTotals`.
        groups: for each group of households one.
    """

    shares: tuple[tuple[Sum, ...], ...] = field(converter=tuple[tuple[Sum, ...], ...])
    groups: tuple[Sum, ...] = field(converter=tuple[Sum, ...])

    @property
    def all(self) -> tuple[Sum, ...]:
        """Every sum once, first those over all households: their number, their persons, their weight."""
        whole = (Sum(Term.HOUSEHOLDS), Sum(Term.PERSONS), Sum(Term.WEIGHT))
        return tuple(dict.fromkeys((*whole, *(each for share in self.shares for each in share), *self.groups)))


def sums_of(rule: SurveyRule) -> Sums:
    """Say what must be added up for a rule.

    Args:
        rule: the shares and groups.

    Returns:
        The sums.
    """
    return Sums(
        shares=[_share_sums(share) for share in rule.proportions],
        groups=[Sum(Term.HOUSEHOLDS, frozenset(group)) for group in rule.groups],
    )


def _share_sums(share: Proportion) -> tuple[Sum, ...]:
    among = frozenset(share.among)
    counted = among | frozenset(share.counted)
    is_persons = share.unit is SurveyUnit.PERSONS
    once, squares = (Term.WEIGHTED, Term.SQUARES) if is_persons else (Term.WEIGHT, Term.WEIGHT)
    return (
        Sum(once, counted),
        Sum(once, among),
        Sum(Term.WEIGHT, among),
        Sum(squares, counted),
        Sum(squares, among),
        Sum(Term.HOUSEHOLDS, among),
        Sum(Term.PERSONS, among),
        Sum(Term.HOUSEHOLDS, counted),
        Sum(Term.PERSONS, counted),
    )


def conditions_of(sums: Iterable[Sum]) -> tuple[Conditions, ...]:
    """Give the different sets of conditions, without the empty one, in their order.

    Args:
        sums: the sums.

    Returns:
        Each once.
    """
    return tuple(dict.fromkeys(each.among for each in sums if each.among))


def single_conditions(sets: Sequence[Conditions]) -> tuple[Answered, ...]:
    """Give the different conditions of sets, in an order that is the same on every run.

    Args:
        sets: the sets.

    Returns:
        Each once.
    """
    found = {condition for conditions in sets for condition in conditions}
    return tuple(sorted(found, key=lambda each: (each.question, each.answers)))
