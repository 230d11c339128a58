"""An independent estimation from household records, in fractions and long decimals; shares no code with the estimation.

Every quantity is taken from the households one by one, not from totals of villages; the variance is half the sum of the
squared differences between villages, not a sum of squares less a square of sums; roots are those of `decimal`, and the
ends of Wilson's interval those of the quadratic equation whose solutions they are. Only records that are sound are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations

from attrs import frozen
from tally_oracle import Record, key_text

from jxassess import County, RoundingMode
from jxassess.scheme import Answered, Incidence, IntervalMethod, Proportion, SingleVillage, SurveyRule, SurveyUnit
from jxassess.surveys import SurveyDesign

MODES = {RoundingMode.HALF_UP: ROUND_HALF_UP, RoundingMode.HALF_EVEN: ROUND_HALF_EVEN}
Village = tuple[str, str, str]


@frozen
class Expected:
    """What an estimate must be."""

    place: str
    indicator: str
    exact: Fraction
    variance: Fraction
    design_effect: Fraction | None
    value: Decimal
    error: Decimal
    lower: Decimal
    upper: Decimal
    households: int
    persons: int
    villages: int
    degrees: int
    counted_households: int
    counted_persons: int


@dataclass(frozen=True)
class Household:
    """A household as the records have it."""

    village: Village
    weight: Fraction
    persons: int
    answers: Mapping[str, str | None]

    def meets(self, conditions: Iterable[Answered]) -> bool:
        """Tell whether all conditions hold."""
        return all(self.answers[each.question] in each.answers for each in conditions)


def read(records: Iterable[Record], design: SurveyDesign, rule: SurveyRule) -> list[Household]:
    """Read sound records."""
    return [
        Household(
            village=(
                key_text(row[design.county]) or "",
                (key_text(row[design.stratum]) or "") if design.stratum else "",
                key_text(row[design.village]) or "",
            ),
            weight=Fraction(str(row[design.weight])) if design.weight else Fraction(1),
            persons=int(str(row[design.persons])),
            answers={each.key: key_text(row[design.column(each.key)]) for each in rule.questions},
        )
        for row in records
    ]


def oracle_estimates(
    records: Iterable[Record],
    design: SurveyDesign,
    rule: SurveyRule,
    counties: Sequence[County],
    *,
    of_cities: bool = False,
    figures: Mapping[tuple[str, str], Fraction] | None = None,
) -> list[Expected]:
    """Estimate everything; places and estimators where nobody can be asked, or one village alone, are left out."""
    households = read(records, design, rule)
    sizes = {(each.county, each.stratum): each.villages for each in design.strata}
    places = {county.parent.code if of_cities else county.code: county for county in counties}
    found = []
    for code in sorted(places):
        held = [
            each for each in households if each.village[0][: 4 if of_cities else 6] == code[: 4 if of_cities else 6]
        ]
        place = _Place(code, held, sizes, rule)
        for estimator in rule.estimators:
            if isinstance(estimator, Incidence):
                known = [(figures or {})[code, each.key] for each in estimator.figures]
                parts = [(estimator.missed, known[1] / known[3]), (estimator.wrong_exits, known[2] / known[3])]
                expected = place.estimate(estimator.indicator.key, 2, known[0] / known[3], parts, None)
            else:
                share = estimator.proportion
                expected = place.estimate(
                    estimator.indicator.key, estimator.indicator.places, Fraction(0), [(share, Fraction(1))], share
                )
            found += [expected] if expected else []
    return found


@dataclass(frozen=True)
class _Place:
    code: str
    households: list[Household]
    sizes: Mapping[tuple[str, str], int]
    rule: SurveyRule

    def _is_alone(self, share: Proportion) -> bool:
        """Tell whether one village holds all households of a denominator, and others might have been drawn."""
        held = {each.village for each in self.households if each.meets(share.among)}
        stratum = min(held)[:2]
        drawn = {each.village for each in self.households if each.village[:2] == stratum}
        return len(held) == 1 and self.sizes.get(stratum) != len(drawn)

    def estimate(
        self,
        key: str,
        places: int,
        constant: Fraction,
        parts: list[tuple[Proportion, Fraction]],
        share: Proportion | None,
    ) -> Expected | None:
        parts = [(proportion, factor) for proportion, factor in parts if factor]
        if not all(any(self._amount(each, one)[0] for each in self.households) for one, _ in parts):
            return None
        if self.rule.single_villages is not SingleVillage.CERTAIN and any(self._is_alone(one) for one, _ in parts):
            return None
        exact = 100 * constant + sum((100 * factor * self._ratio(one) for one, factor in parts), Fraction(0))
        variance = self._variance(parts)
        base = [each for each in self.households if share is None or each.meets(share.among)]
        villages = {each.village for each in base}
        degrees = len(villages) - len({village[:2] for village in villages})
        counted = [
            each for one, _ in parts for each in self.households if each.meets(one.among) and each.meets(one.counted)
        ]
        error = _root(variance, self.rule.places, self.rule.rounding)
        lower, upper = self._ends(exact, variance, error, self._quantile(degrees), len(base), share is None)
        return Expected(
            place=self.code,
            indicator=key,
            exact=exact,
            variance=variance,
            design_effect=None if share is None else self._effect(share, variance),
            value=_rounded(exact, places, self.rule.rounding),
            error=error,
            lower=lower,
            upper=upper,
            households=len(base),
            persons=sum(each.persons for each in base),
            villages=len(villages),
            degrees=degrees,
            counted_households=len(counted),
            counted_persons=sum(each.persons for each in counted),
        )

    @staticmethod
    def _amount(household: Household, share: Proportion) -> tuple[int, int]:
        number = household.persons if share.unit is SurveyUnit.PERSONS else 1
        among = number if household.meets(share.among) else 0
        return among, among if household.meets(share.counted) else 0

    def _ratio(self, share: Proportion) -> Fraction:
        amounts = [(each.weight, *self._amount(each, share)) for each in self.households]
        return sum((w * c for w, _, c in amounts), Fraction(0)) / sum((w * a for w, a, _ in amounts), Fraction(0))

    def _residuals(self, share: Proportion) -> list[tuple[Household, Fraction]]:
        """Give each household's part in the error of the share, not weighted."""
        ratio = self._ratio(share)
        whole = sum((each.weight * self._amount(each, share)[0] for each in self.households), Fraction(0))
        amounts = [(each, *self._amount(each, share)) for each in self.households]
        return [(each, (counted - ratio * among) / whole) for each, among, counted in amounts]

    def _variance(self, parts: list[tuple[Proportion, Fraction]]) -> Fraction:
        totals: dict[Village, Fraction] = {each.village: Fraction(0) for each in self.households}
        for share, factor in parts:
            for household, residual in self._residuals(share):
                totals[household.village] += 100 * factor * household.weight * residual
        strata: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
        for (county, stratum, _), total in totals.items():
            strata[county, stratum].append(total)
        mean = sum(totals.values(), Fraction(0)) / len(totals)
        return sum((self._of_stratum(key, held, mean) for key, held in strata.items()), Fraction(0))

    def _of_stratum(self, key: tuple[str, str], totals: list[Fraction], mean: Fraction) -> Fraction:
        number = len(totals)
        outside = 1 - Fraction(number, self.sizes[key]) if key in self.sizes else Fraction(1)
        if number == 1:
            centred = self.rule.single_villages is SingleVillage.CENTRED
            return outside * (totals[0] - mean) ** 2 if centred else Fraction(0)
        return outside * sum(((a - b) ** 2 for a, b in combinations(totals, 2)), Fraction(0)) / (number - 1)

    def _effect(self, share: Proportion, variance: Fraction) -> Fraction | None:
        held = [(each.weight, residual) for each, residual in self._residuals(share) if each.meets(share.among)]
        number, weights = len(held), sum((weight for weight, _ in held), Fraction(0))
        mean = sum((weight * residual for weight, residual in held), Fraction(0)) / weights
        squares = sum((weight * (residual - mean) ** 2 for weight, residual in held), Fraction(0))
        if number < 2 or not squares:
            return None
        return variance / (100**2 * weights**2 / number * squares / weights * number / (number - 1))

    def _quantile(self, degrees: int) -> Fraction:
        table = self.rule.interval.quantiles
        return max((each for each in table if each.degrees <= max(degrees, 1)), key=lambda each: each.degrees).quantile

    def _ends(
        self, exact: Fraction, variance: Fraction, error: Decimal, quantile: Fraction, households: int, is_sum: bool
    ) -> tuple[Decimal, Decimal]:
        places, mode = self.rule.places, self.rule.rounding
        if is_sum or self.rule.interval.method is IntervalMethod.WALD:
            reach = quantile * Fraction(error)
            ends = _rounded(exact - reach, places, mode), _rounded(exact + reach, places, mode)
            return max(ends[0], Decimal(0)), min(ends[1], Decimal(100))
        share = exact / 100
        number = 100**2 * share * (1 - share) / variance if variance and 0 < share < 1 else Fraction(households)
        with localcontext() as context:
            context.prec = 120
            # (share - x)² = quantile² x (1 - x) / number, as a x² - b x + c = 0.
            a, b, c = (
                _decimal(each) for each in (number + quantile**2, 2 * number * share + quantile**2, number * share**2)
            )
            upper = (b + (b * b - 4 * a * c).sqrt()) / (2 * a)
            lower = c / (a * upper)
            # Ends that are whole are found but for the last of so many digits.
            near = [(100 * each).quantize(Decimal("1e-90")) for each in (lower, upper)]
            unit = Decimal(1).scaleb(-places)
            return near[0].quantize(unit, MODES[mode]), near[1].quantize(unit, MODES[mode])


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _rounded(number: Fraction, places: int, mode: RoundingMode) -> Decimal:
    with localcontext() as context:
        context.prec = 400
        return _decimal(number).quantize(Decimal(1).scaleb(-places), MODES[mode])


def _root(square: Fraction, places: int, mode: RoundingMode) -> Decimal:
    with localcontext() as context:
        context.prec = 200
        return _decimal(square).sqrt().quantize(Decimal(1).scaleb(-places), MODES[mode])
