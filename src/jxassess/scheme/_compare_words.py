"""The words in which two schemes are compared: what each attribute is called, and what each value says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeGuard

import attrs

from jxassess.exact import Bound, to_text
from jxassess.indicators import Indicator
from jxassess.measure import Body, Citation, Dimension, Problem
from jxassess.scheme._compare_labels import label
from jxassess.scheme._compared import Compared
from jxassess.scheme._conditions import Cutoff
from jxassess.scheme._consequences import Ceiling, ExcellentRank, ExcellentScore, Interpretation, LowRate
from jxassess.scheme._criteria import BlendShare
from jxassess.scheme._estimators import Incidence, Share
from jxassess.scheme._gates import Condition
from jxassess.scheme._intervals import Interval, Quantile
from jxassess.scheme._precedences import Precedence
from jxassess.scheme._sample_checks import (
    LeastHouseholds,
    LeastRate,
    Part,
    SampleShares,
    TaskStep,
    VillageSample,
    VillagesByTask,
)
from jxassess.scheme._scheme import Scheme
from jxassess.scheme._survey_questions import Answered, Proportion
from jxassess.scheme._units import Bundle
from jxassess.scheme._weights import EqualWeights, IndicatorWeights, Weight
from jxassess.scheme.rules import (
    COHORT_RULES,
    Bands,
    ByClass,
    ClassRule,
    Deduction,
    Given,
    Level,
    Levels,
    Linear,
    PassFail,
    Proportional,
)
from jxassess.words import Worded, Words

NOTHING = Words("", "")
_TREES = frozenset({"criteria", "children", "parts"})
_UNIT_RULES = (Linear, Proportional, Levels, Bands, PassFail, Deduction, Given, ByClass)
_CHECKS = (LeastHouseholds, LeastRate, SampleShares, VillagesByTask, VillageSample)
_OF_SURVEYS = (Answered, Proportion, *_CHECKS)
_OF_WEIGHTS = (EqualWeights, IndicatorWeights)
_SAID = (Level, Bound, Condition, Cutoff, *_OF_WEIGHTS, ExcellentScore, ExcellentRank, Interval)
_ATOMS = (Words, Citation, Indicator)
_TOLD_APART_BY: dict[type[object], str] = {
    Answered: "question",
    BlendShare: "source",
    Bundle: "lead",
    Ceiling: "problem",
    ClassRule: "unit_class",
    Condition: "indicator",
    Incidence: "indicator",
    Interpretation: "citation",
    LowRate: "indicator",
    Part: "name",
    Precedence: "indicator",
    Quantile: "degrees",
    Share: "indicator",
    TaskStep: "up_to",
    Weight: "county",
}
"""By what members of a sequence are told apart that have no key of their own."""


def same(text: object) -> Words:
    """Give the words of what reads the same in both languages."""
    return Words(str(text), str(text))


def joined(words: Iterable[Words]) -> Words:
    """Put what is said one after the other."""
    said = list(words)
    return Words("; ".join(each.en for each in said), "；".join(each.zh for each in said))


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Tell whether a value is a sequence of the model."""
    return isinstance(value, tuple)


def is_whole(value: object) -> bool:
    """Tell whether a value is made of attributes that are compared one by one."""
    return attrs.has(type(value)) and not isinstance(value, _ATOMS)


def attributes(value: object) -> Iterator[tuple[str, object]]:
    """Give the attributes of a value, each with its name; none where it is not made of any."""
    kind = type(value)
    for attribute in attrs.fields(kind) if attrs.has(kind) else ():
        yield attribute.name, getattr(value, attribute.name)


def holds_nodes(owner: object, attribute: str) -> bool:
    """Tell whether an attribute holds criteria and groups, which are compared by their keys wherever they stand."""
    return attribute in _TREES and not isinstance(owner, SampleShares)


def identity(member: object, number: int) -> tuple[str, Words]:
    """Give what a member of a sequence is told apart by.

    Args:
        member: the member.
        number: its place, from 0 on.

    Returns:
        What is equal in two schemes where they speak of the same thing, and how that is said, empty for a member that
        has nothing but its place.
    """
    match member:
        case str():
            return member, same(member)
        case int() | Fraction():
            return str(member), same(to_text(Fraction(member)))
        case Problem():
            return member.value, member.citation.words
        case Enum():
            return str(member.value), same(member.value)
        case Citation():
            return str(member), member.words
        case _:
            if type(member) in _TOLD_APART_BY:
                return identity(getattr(member, _TOLD_APART_BY[type(member)]), number)
            key, name = getattr(member, "key", ""), getattr(member, "name", NOTHING)
            return (key, name) if key else (str(number), NOTHING)


class Speaker:
    """Says the values of one scheme, naming what it names by key.

    Attributes:
        scheme: the scheme.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        grades = {("grade", band.key): band.name for band in scheme.grades.bands}
        gates = {("gate", gate.key): gate.name for gate in scheme.gates}
        classes = {("class", each.key): each.name for each in scheme.classes}
        self._names = {**grades, **gates, **classes}
        self._day = date(scheme.year, 12, 31)
        self._questions = () if scheme.survey is None else scheme.survey.questions

    def words(self, value: object, attribute: str, marks: Fraction) -> Words:
        """Say a value.

        Args:
            value: any value of the scheme.
            attribute: where it stands.
            marks: the marks of the criterion around it, for rules.

        Returns:
            The words; empty for what is not there.
        """
        if is_tuple(value):
            return joined(self._member(each, attribute, marks) for each in value)
        if isinstance(value, (*_UNIT_RULES, *COHORT_RULES)):
            return value.words(marks)
        if isinstance(value, _OF_SURVEYS):
            return value.words(self._questions)
        if isinstance(value, _SAID):
            return value.words
        return self._described(value, marks) if is_whole(value) else self._atom(value, attribute)

    def _atom(self, value: object, attribute: str) -> Words:
        match value:
            case None:
                return NOTHING
            case bool():
                return Words("yes", "是") if value else Words("no", "否")
            case Fraction():
                return same(to_text(value))
            case Words():
                return value
            case Indicator():
                return value.name
            case Body():
                return Words(value.value.replace("_", " "), value.name_on(self._day))
            case Worded() | Dimension() | Problem() | Citation():
                return value.words
            case _:
                return self._names.get((_NAMED.get(attribute, ""), str(value)), same(value))

    def _member(self, value: object, attribute: str, marks: Fraction) -> Words:
        said, (_, which) = self.words(value, attribute, marks), identity(value, 0)
        if isinstance(value, (*_SAID, *_OF_SURVEYS)) or not is_whole(value) or which in (NOTHING, said):
            return said
        return Words("{which} ({said})", "{which}（{said}）").format(which=which, said=said)

    def _described(self, value: object, marks: Fraction) -> Words:
        inner = getattr(value, "marks", marks)
        # What it is told apart by stands before it.
        silent = {"key", "name", _TOLD_APART_BY.get(type(value), "")}
        shown = (
            (attribute, part)
            for attribute, part in attributes(value)
            # That the value itself is compared goes without saying.
            if not (attribute in silent or holds_nodes(value, attribute) or part is Compared.ESTIMATE)
        )
        parts = ((each, self.words(part, each, inner)) for each, part in shown)
        said = [
            Words("{label}: {words}", "{label}：{words}").format(label=label(type(value), attribute), words=words)
            for attribute, words in parts
            if words.en
        ]
        # The only grade of a scheme has nothing but its name.
        return joined(said) if said else identity(value, 0)[1]


_NAMED = {"grade": "grade", "grades": "grade", "gate": "gate", "classes": "class", "unit_class": "class"}


def precisely(value: object) -> str:
    """Give what tells two values apart whose words are the same in a language."""
    match value:
        case Words():
            return f"{value.en} / {value.zh}"
        case Indicator():
            return value.key
        case Enum():
            return str(value.value)
        case _:
            return str(getattr(value, "kind", value))


def is_ordered(attribute: str) -> bool:
    """Tell whether a sequence has the order of the document, and not one of its own."""
    return attribute not in ("adjustments", "bundles", "low_rates", "precedences")
