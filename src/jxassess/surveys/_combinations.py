"""What can be computed from published counts by adding and subtracting them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

from jxassess.scheme import Answered, Question

Answers: TypeAlias = frozenset[tuple[str, str]]
"""Answers that a household gave, each with its question; none for every household."""

Count: TypeAlias = Mapping[Answers, int]
"""A number of households as a sum of numbers of those who gave certain answers, with factors."""

Area: TypeAlias = Mapping[tuple[str, ...], int]
"""A city, county or stratum as a sum of independent ones, with factors; each by its codes."""

Cell: TypeAlias = tuple[tuple[str, ...], Answers]
"""The households of a place who gave certain answers."""

Combination: TypeAlias = Mapping[Cell, Fraction]
"""A number of households of a place as a sum of independent cells, with factors, none of them zero."""

EVERYONE: Count = {frozenset(): 1}
"""All households."""


def count_where(conditions: Iterable[Answered], questions: Iterable[Question]) -> Count:
    """Write the number of households that satisfy conditions so that equal numbers are written alike.

    Where a question may not be blank, those who gave its first answer are all less those who gave another.

    Args:
        conditions: the conditions, all to hold.
        questions: the questions.

    Returns:
        The sum; empty where nobody can satisfy them.
    """
    conditions = tuple(conditions)
    asked = {condition.question for condition in conditions}
    sums = [_one_of(question, conditions) for question in questions if question.key in asked]
    total: dict[Answers, int] = {}
    for terms in product(*sums):
        answers = frozenset(answer for answer, _ in terms if answer is not None)
        total[answers] = total.get(answers, 0) + prod(factor for _, factor in terms)
    return {answers: factor for answers, factor in total.items() if factor}


def _one_of(question: Question, conditions: Iterable[Answered]) -> list[tuple[tuple[str, str] | None, int]]:
    """Write one of some answers of a question as a sum; `None` stands for every household."""
    allowed = set(question.answers)
    for condition in conditions:
        if condition.question == question.key:
            allowed &= set(condition.answers)
    first = question.answers[0]
    if question.may_be_blank or first not in allowed:
        return [((question.key, answer), 1) for answer in question.answers if answer in allowed]
    others = [((question.key, answer), -1) for answer in question.answers if answer not in allowed]
    return [(None, 1), *others]


def less(first: Count, second: Count) -> Count:
    """Take one number of households from another."""
    taken = {answers: first.get(answers, 0) - second.get(answers, 0) for answers in {**first, **second}}
    return {answers: factor for answers, factor in taken.items() if factor}


def combine(area: Area, count: Count) -> Combination:
    """Write a number of households of a place as a sum of cells."""
    return {
        (place, answers): Fraction(often * factor) for place, often in area.items() for answers, factor in count.items()
    }


class Published:
    """What readers of published counts can compute, by adding and subtracting, in exact numbers.

    Every row is a combination that they know, reduced by the rows before it and scaled so that its first cell stands
    once; secrets are reduced by all rows. A secret of which nothing is left can be computed.
    """

    def __init__(self, secrets: Iterable[Combination], known: Iterable[Combination] = ()) -> None:
        self._rows: list[tuple[Cell, Combination]] = []
        self._secrets: list[Combination] = []
        for combination in known:
            self._rows += _reduced(combination, self._rows)
        # What is known without any table cannot be kept.
        self._secrets = [rest for secret in secrets if (rest := _rest(secret, self._rows))]

    def add(self, combinations: Iterable[Combination]) -> bool:
        """Publish counts together, unless a secret could then be computed.

        Args:
            combinations: the counts.

        Returns:
            Whether they were published.
        """
        rows, secrets = list(self._rows), self._secrets
        for combination in combinations:
            for row in _reduced(combination, rows):
                rows.append(row)
                secrets = [_rest(secret, [row]) for secret in secrets]
                if not all(secrets):
                    return False
        self._rows, self._secrets = rows, secrets
        return True


def _reduced(combination: Combination, rows: list[tuple[Cell, Combination]]) -> list[tuple[Cell, Combination]]:
    """Give what a combination adds to rows: one row, or none."""
    rest = _rest(combination, rows)
    if not rest:
        return []
    first, factor = next(iter(rest.items()))
    return [(first, {cell: each / factor for cell, each in rest.items()})]


def _rest(combination: Combination, rows: Iterable[tuple[Cell, Combination]]) -> Combination:
    """Take rows from a combination, as often as their first cells stand in it."""
    rest = combination
    for first, row in rows:
        if (factor := rest.get(first)) is not None:
            rest = {cell: each for cell in {**rest, **row} if (each := rest.get(cell, 0) - factor * row.get(cell, 0))}
    return rest
