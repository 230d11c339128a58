"""From the totals of villages to estimates with their errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from fractions import Fraction

from jxassess.errors import ScopeError
from jxassess.evidence import Observation, Uncertainty
from jxassess.exact import round_to
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.scheme import Incidence, IntervalMethod, SingleVillage, SurveyRule, Tier
from jxassess.surveys._estimate import Estimate
from jxassess.surveys._estimate_sums import Asked, EstimateSum, asked_for, sum_up
from jxassess.surveys._estimating_fault_kinds import LONE_VILLAGE, SINGLE_VILLAGE, WRONGLY_WAIVED
from jxassess.surveys._fault_kinds import TOO_MANY_VILLAGES
from jxassess.surveys._figures import Figures
from jxassess.surveys._intervals import Ends
from jxassess.surveys._roots import round_root
from jxassess.surveys._samples import Sample, sample_places
from jxassess.surveys._tally import Tally
from jxassess.surveys._variances import find_design_effect, find_variance
from jxassess.words import Words

_UNKNOWN_PLACE = Words("the place is not estimated", "该单位不在估计范围")
_UNKNOWN_INDICATOR = Words("the indicator is not estimated", "该指标不在估计范围")
_APPLIES = Words("the sample holds households of the kind", "样本中有此类住户")


def estimate(
    tally: Tally,
    *,
    of: Tier = Tier.COUNTY,
    figures: Iterable[Observation] = (),
    not_applicable: Iterable[tuple[str, str]] = (),
) -> tuple[Estimate, ...]:
    """Estimate what a scheme asks of a survey, in each county or each city, in exact numbers.

    A share is the weighted total of its numerator over that of its denominator in the place. Its variance is that of
    stratified villages, linearised; the strata of a city are those of its counties. Only then numbers are rounded: the
    estimate to the indicator's places, the standard error, the ends of the interval and the design effect to those of
    the rule, all as the rule rounds. An incidence takes the variance of both its shares, which vary together.

    The variance is an approximation for many villages: with few of them, or for rare events, the interval misses the
    truth more often than its level says. Sizes of strata in the design make it smaller by the share of villages that were
    drawn, which is right where all households of these villages were asked; where some of them were drawn, it leaves out
    a part of their error, and a design without sizes errs on the large side.

    Args:
        tally: what the records add up to.
        of: whether the places are counties or cities. For cities, weights must make up for counties that were sampled
            more than others.
        figures: observations of the known figures that incidences are made of, one for each place and figure; others
            are not looked at. A city's figure is its own observation, or the sum of its surveyed counties'.
        not_applicable: code of the place and key of the indicator where nobody can be asked, such as a county in which
            nobody exited, or those who can be live in one village; no estimate is made there. An incidence is made all the same where the figure of these people
            is zero; otherwise it is to be named as well.

    Returns:
        The estimates, by code of the place and in the rule's order.

    Raises:
        ScopeError: places that are neither counties nor cities, something else than pairs in `not_applicable`.
        EvidenceError: nobody in a denominator, all of it in one village unless the rule counts such a village as
            certain, a stratum with a single village where the rule refuses it, more villages than a stratum has, a
            known figure that is missing or given twice, a population of zero or smaller than its parts, something said
            not to apply that does; all at once.

    Legal basis:
        Art. 7(2): indicators are checked by sample survey. It prints no estimator and no error.
    """
    rule, samples, known = tally.rule, sample_places(tally, of), Figures(figures)
    asked, waived = asked_for(rule), _pairs(not_applicable)
    left_out = frozenset(waived)
    tried = [
        sum_up(sample, each, known)
        for sample in samples
        for each in asked
        if (sample.place.code, each.estimator.indicator.key) not in left_out
    ]
    faults = [
        *_stratum_faults(samples, rule),
        *_waiver_faults(waived, samples, asked, known, rule.single_villages),
        *(fault for each in tried for fault in (each if isinstance(each, tuple) else _lone_faults(each, rule))),
    ]
    raise_faults(EvidenceError, faults, Words("the estimates", "估计结果"))
    return tuple(_estimate(each, rule) for each in tried if isinstance(each, EstimateSum))


def _pairs(not_applicable: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(not_applicable)
    if not all(map(_is_pair, pairs)):
        raise ScopeError(
            "not_applicable holds something else than pairs of a place's code and an indicator's key; "
            'write [("990121", "wrong_exit_rate")]'
        )
    return tuple((code, key) for code, key in pairs)


def _is_pair(given: object) -> bool:
    # Text is a collection too, and one pair without brackets around it is two texts.
    return isinstance(given, Sized) and not isinstance(given, str) and len(given) == 2


def _stratum_faults(samples: tuple[Sample, ...], rule: SurveyRule) -> Iterator[Fault]:
    for stratum in (stratum for sample in samples for stratum in sample.strata):
        if stratum.size is not None and len(stratum.villages) > stratum.size:
            yield TOO_MANY_VILLAGES.at(stratum.label, len(stratum.villages), all=stratum.size)
        elif stratum.is_single and rule.single_villages is SingleVillage.REFUSE:
            yield SINGLE_VILLAGE.at(stratum.label, stratum.villages[0].village)


def _waiver_faults(
    waived: tuple[tuple[str, str], ...],
    samples: tuple[Sample, ...],
    asked: tuple[Asked, ...],
    known: Figures,
    single: SingleVillage,
) -> Iterator[Fault]:
    places = {sample.place.code: sample for sample in samples}
    indicators = {each.estimator.indicator.key: each for each in asked}
    for i, (code, key) in enumerate(waived):
        sample, each, reason = places.get(code), indicators.get(key), None
        if sample is None:
            reason = _UNKNOWN_PLACE
        elif each is None:
            reason = _UNKNOWN_INDICATOR
        elif not (_is_empty(sample, each, known) or _is_lone(sample, each, single)):
            reason = _APPLIES
        if reason is not None:
            yield WRONGLY_WAIVED.at(f"not_applicable[{i}]", f"{code} {key}", reason=reason)


def _is_empty(sample: Sample, asked: Asked, known: Figures) -> bool:
    """Tell whether there is nobody to ask, or nobody of whom a share could be taken."""
    if not all(sample.shares[i].among for i in asked.shares):
        return True
    estimator = asked.estimator
    if not isinstance(estimator, Incidence):
        return False
    population = known.find(sample.place, sample.counties, estimator.population, estimator.indicator.called)
    return population == 0


def _is_lone(sample: Sample, asked: Asked, single: SingleVillage) -> bool:
    return single is not SingleVillage.CERTAIN and any(sample.lone_village(i) for i in asked.shares)


def _lone_faults(made: EstimateSum, rule: SurveyRule) -> Iterator[Fault]:
    # Not only where villages that were drawn alone are refused: with nothing to be compared with, a village has no
    # distance from a mean either.
    if rule.single_villages is SingleVillage.CERTAIN:
        return
    for term in made.terms:
        stratum, village = made.sample.lone_village(term.share) or (None, None)
        is_said = stratum is None or (stratum.is_single and rule.single_villages is SingleVillage.REFUSE)
        if village is not None and not is_said:
            said = rule.proportions[term.share].words(rule.questions)
            yield LONE_VILLAGE.at(made.where, village.village, share=said)


def _estimate(made: EstimateSum, rule: SurveyRule) -> Estimate:
    sample, indicator, value = made.sample, made.asked.estimator.indicator, made.value
    variance = find_variance(sample, made.terms, rule.single_villages)
    effect = None if made.share is None else find_design_effect(made.share, variance)
    counted = [term.totals for term in made.terms]
    return Estimate(
        place=sample.place,
        indicator=indicator,
        exact=value,
        variance=variance,
        design_effect=effect,
        value=round_to(value, indicator.places, rule.rounding),
        uncertainty=_uncertainty(made, variance, effect, rule),
        strata=len(_strata(made)),
        counted_households=sum(totals.counted_households for totals in counted),
        counted_persons=sum(totals.counted_persons for totals in counted),
        source=rule.source,
    )


def _strata(made: EstimateSum) -> tuple[int, ...]:
    """Count the villages of each stratum that hold households of the denominator; of an incidence, all."""
    share = made.share
    if share is None:
        return tuple(len(stratum.villages) for stratum in made.sample.strata)
    held = (sum(1 for each in one.villages if each.shares[share.share].households) for one in made.sample.strata)
    return tuple(number for number in held if number)


def _uncertainty(made: EstimateSum, variance: Fraction, effect: Fraction | None, rule: SurveyRule) -> Uncertainty:
    strata, share = _strata(made), made.share
    villages = made.sample.villages if share is None else (share.totals,)
    households = sum(each.households for each in villages)
    degrees = sum(strata) - len(strata)
    error = round_root(Fraction(0), variance, rule.places, rule.rounding)
    ends = Ends(
        estimate=made.value,
        variance=variance,
        error=error,
        quantile=rule.interval.quantile(degrees),
        households=households,
        places=rule.places,
        mode=rule.rounding,
    )
    # Wilson's interval is of one share; an incidence adds several up.
    method = IntervalMethod.WALD if share is None else rule.interval.method
    lower, upper = ends.by(method)
    return Uncertainty(
        households=households,
        persons=sum(each.persons for each in villages),
        villages=sum(strata),
        degrees=degrees,
        standard_error=error,
        quantile=ends.quantile,
        lower=lower,
        upper=upper,
        method=method,
        design_effect=None if effect is None else round_to(effect, rule.places, rule.rounding),
    )
