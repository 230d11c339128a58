"""How an estimate is put together in one place: a known number, and shares times known numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import add_up, to_text
from jxassess.faults import Fault
from jxassess.scheme import Estimator, Incidence, Share, SurveyRule
from jxassess.surveys._estimating_fault_kinds import (
    NO_POPULATION,
    NOBODY_ASKED,
    NOBODY_FOR_INCIDENCE,
    PARTS_EXCEED,
)
from jxassess.surveys._figures import Figures
from jxassess.surveys._samples import Sample
from jxassess.surveys._variances import Term
from jxassess.words import Words

_NOTHING = Fraction(0)
_ONE = Fraction(1)
_WHOLE = Fraction(100)


@frozen(kw_only=True)
class Asked(ByFields):
    """An estimator with the shares that it needs.

    Attributes:
        estimator: the estimator.
        shares: which of the rule's shares, in the order of `Estimator.proportions`.
        said: these shares in words.
    """

    estimator: Estimator
    shares: tuple[int, ...]
    said: tuple[Words, ...]


def asked_for(rule: SurveyRule) -> tuple[Asked, ...]:
    """Give the estimators of a rule with their shares.

    Args:
        rule: the scheme's rules for the survey.

    Returns:
        One for each estimator, in the rule's order.
    """
    number = {share: i for i, share in enumerate(rule.proportions)}
    return tuple(
        Asked(
            estimator=each,
            shares=tuple(number[share] for share in each.proportions),
            said=tuple(share.words(rule.questions) for share in each.proportions),
        )
        for each in rule.estimators
    )


@frozen(kw_only=True)
class EstimateSum(ByFields):
    """An estimate in one place as a sum: a known number, and shares times known numbers.

    Attributes:
        sample: the sample of the place.
        asked: the estimator.
        constant: the known number, in %.
        terms: the shares with their factors; one for a share, at most two for an incidence.
    """

    sample: Sample
    asked: Asked
    constant: Fraction
    terms: tuple[Term, ...]

    @property
    def value(self) -> Fraction:
        """The estimate, in %."""
        return add_up([self.constant, *(term.value for term in self.terms)])

    @property
    def where(self) -> str:
        """Place and indicator, as faults name them."""
        return _where(self.sample, self.asked)

    @property
    def share(self) -> Term | None:
        """The share, where the estimate is nothing else."""
        return self.terms[0] if isinstance(self.asked.estimator, Share) else None


def sum_up(sample: Sample, asked: Asked, known: Figures) -> EstimateSum | tuple[Fault, ...]:
    """Put an estimate together, or say what is missing.

    Args:
        sample: the sample of the place.
        asked: the estimator.
        known: the known figures.

    Returns:
        The sum, or every fault that stands in its way.
    """
    estimator = asked.estimator
    if isinstance(estimator, Incidence):
        return _incidence(sample, asked, estimator, known)
    nobody = tuple(_nobody(sample, asked, (_WHOLE,)))
    return nobody or _sum(sample, asked, _NOTHING, (_WHOLE,))


def _sum(sample: Sample, asked: Asked, constant: Fraction, factors: tuple[Fraction, ...]) -> EstimateSum:
    shares = zip(asked.shares, factors, strict=True)
    # A share that is multiplied by zero is not needed: where nobody exited, nobody need be asked.
    terms = tuple(Term(share=i, totals=sample.shares[i], factor=factor) for i, factor in shares if factor)
    return EstimateSum(sample=sample, asked=asked, constant=constant, terms=terms)


def _where(sample: Sample, asked: Asked) -> str:
    return f"{sample.place.label} {asked.estimator.indicator.key}"


def _nobody(sample: Sample, asked: Asked, factors: tuple[Fraction, ...]) -> Iterator[Fault]:
    estimator = asked.estimator
    where, called = _where(sample, asked), estimator.indicator.called
    for part, (i, said, factor) in enumerate(zip(asked.shares, asked.said, factors, strict=True)):
        if sample.shares[i].among or not (factor or not sample.strata):
            continue
        if isinstance(estimator, Incidence):
            figure = (estimator.unregistered, estimator.exited)[part]
            yield NOBODY_FOR_INCIDENCE.at(where, indicator=called, share=said, figure=figure.called)
        else:
            yield NOBODY_ASKED.at(where, indicator=called, share=said)


def _incidence(sample: Sample, asked: Asked, estimator: Incidence, known: Figures) -> EstimateSum | tuple[Fault, ...]:
    called = estimator.indicator.called
    figures = [known.find(sample.place, sample.counties, figure, called) for figure in estimator.figures]
    faults = tuple(fault for figure in figures if isinstance(figure, tuple) for fault in figure)
    remaining, unregistered, exited, population = (_NOTHING if isinstance(each, tuple) else each for each in figures)
    if not faults and not population:
        faults = (NO_POPULATION.at(_where(sample, asked), indicator=estimator.population.called),)
    elif not faults and (parts := remaining + unregistered + exited) > population:
        faults = (_exceeded(_where(sample, asked), estimator, parts, population),)
    if faults:
        # Who is missing in the sample is said with the rest, of shares that are not known to be needless.
        return (*faults, *_nobody(sample, asked, (_ONE, _ONE)))
    factors = (_WHOLE * unregistered / population, _WHOLE * exited / population)
    nobody = tuple(_nobody(sample, asked, factors))
    return nobody or _sum(sample, asked, _WHOLE * remaining / population, factors)


def _exceeded(where: str, estimator: Incidence, parts: Fraction, population: Fraction) -> Fault:
    names = [figure.called for figure in (estimator.remaining, estimator.unregistered, estimator.exited)]
    return PARTS_EXCEED.at(
        where,
        to_text(parts),
        parts=Words(" and ".join(name.en for name in names), "、".join(name.zh for name in names)),
        population=estimator.population.called,
        all=to_text(population),
    )
