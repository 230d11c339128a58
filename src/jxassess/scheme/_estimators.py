"""How indicators are estimated from what households answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._faults import REPEATED
from jxassess.scheme._survey_fault_kinds import NOT_A_COUNT, NOT_PERCENT, NOT_PERSONS, OTHER_UNIT
from jxassess.scheme._survey_questions import Proportion, Question, SurveyUnit
from jxassess.words import Words


@frozen(kw_only=True)
class Share(ByFields):
    """An indicator that is a share of persons or households (比率估计量).

    Accuracy of identification, missed rate and wrong-exit rate are shares of persons; approval and satisfaction are
    shares of households.

    Attributes:
        indicator: what is estimated, in % from 0 to 100.
        proportion: the share.

    Raises:
        SchemeError: the indicator is not in %.

    Legal basis:
        Art. 5(2) and (3) name accuracy and satisfaction and print no formula.
    """

    kind: ClassVar[str] = "share"
    indicator: Indicator
    proportion: Proportion

    def __attrs_post_init__(self) -> None:
        """Refuse an indicator that is no rate."""
        raise_faults(SchemeError, _percent_faults(self.indicator), Words("a share", "比率估计量"))

    @property
    def named_proportions(self) -> tuple[tuple[str, Proportion], ...]:
        """The share, with the name of its field."""
        return (("proportion", self.proportion),)

    @property
    def proportions(self) -> tuple[Proportion, ...]:
        """The one share."""
        return (self.proportion,)

    @property
    def named_figures(self) -> tuple[tuple[str, Indicator], ...]:
        """No figures from elsewhere."""
        return ()

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """No figures from elsewhere."""
        return ()

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the estimator.

        Args:
            questions: the survey's, by whose names it is said; a question that is not among them is said by its key.

        Returns:
            The share.
        """
        return self.proportion.words(questions)


@frozen(kw_only=True)
class Incidence(ByFields):
    """The comprehensive incidence of poverty: remaining, missed and wrongly exited people (综合贫困发生率估计量).

    (remaining + missed share times the unregistered + wrong share times the exited) / rural population. The four
    figures are known counts of persons and come as observations; the two shares are estimated. The remaining, the
    unregistered and the exited are parts of the rural population, so that together they are no more than it.

    Attributes:
        indicator: what is estimated, in % from 0 to 100.
        remaining: the registered who have not exited, in persons.
        missed: the share of the unregistered who ought to be registered, of persons.
        unregistered: the rural people outside the register, in persons.
        wrong_exits: the share of the exited who ought not to have been, of persons.
        exited: the people who exited, in persons.
        population: the rural population, in persons.

    Raises:
        SchemeError: the indicator is not in %, a figure is named twice, is no count or in another unit than the
            population, or a share is one of households.

    Legal basis:
        None: the measure does not name it; schemes of the exit of poverty counties do.
    """

    kind: ClassVar[str] = "incidence"
    indicator: Indicator
    remaining: Indicator
    missed: Proportion
    unregistered: Indicator
    wrong_exits: Proportion
    exited: Indicator
    population: Indicator

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not add up to people."""
        raise_faults(SchemeError, self._find_faults(), Words("an incidence", "综合贫困发生率估计量"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from _percent_faults(self.indicator)
        seen: set[str] = set()
        for name, figure in self.named_figures:
            yield from count_faults(figure, name)
            if figure.unit != self.population.unit:
                yield OTHER_UNIT.at(name, figure.key, unit=figure.unit, other=self.population.unit)
            if figure.key in seen:
                yield REPEATED.at(name, figure.key)
            seen.add(figure.key)
        for name, share in self.named_proportions:
            if share.unit is not SurveyUnit.PERSONS:
                yield NOT_PERSONS.at(f"{name}.unit", share.unit.value, unit=share.unit.words)

    @property
    def named_proportions(self) -> tuple[tuple[str, Proportion], ...]:
        """The two shares, with the names of their fields."""
        return ("missed", self.missed), ("wrong_exits", self.wrong_exits)

    @property
    def proportions(self) -> tuple[Proportion, ...]:
        """The share missed and the share of wrong exits."""
        return self.missed, self.wrong_exits

    @property
    def named_figures(self) -> tuple[tuple[str, Indicator], ...]:
        """The four figures, with the names of their fields."""
        names = "remaining", "unregistered", "exited", "population"
        return tuple(zip(names, self.figures, strict=True))

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """The four figures that must be known: remaining, unregistered, exited, population."""
        return self.remaining, self.unregistered, self.exited, self.population

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the estimator.

        Args:
            questions: the survey's, by whose names the shares are said; a question that is not among them is said by its key.

        Returns:
            The formula, then the two shares.
        """
        asked = tuple(questions)
        return Words(
            "({remaining} + missed × {unregistered} + wrong exits × {exited}) / {population}; "
            "missed: {missed}; wrong exits: {wrong_exits}",
            "（{remaining}＋漏评比例×{unregistered}＋错退比例×{exited}）÷{population}；"
            "漏评比例：{missed}；错退比例：{wrong_exits}",
        ).format(
            remaining=self.remaining.name,
            missed=self.missed.words(asked),
            unregistered=self.unregistered.name,
            wrong_exits=self.wrong_exits.words(asked),
            exited=self.exited.name,
            population=self.population.name,
        )


Estimator: TypeAlias = Share | Incidence
"""How an indicator is estimated from households: a share, or the comprehensive incidence."""


def _percent_faults(indicator: Indicator) -> Iterator[Fault]:
    if not indicator.is_percent:
        yield NOT_PERCENT.at("indicator", indicator.key)


def count_faults(figure: Indicator, where: str) -> Iterator[Fault]:
    """Find a figure that is no count of people or households.

    Args:
        figure: what is to be known.
        where: the path to it.

    Yields:
        At most one fault.
    """
    if figure.low < 0 or not figure.is_additive:
        yield NOT_A_COUNT.at(where, figure.key)
