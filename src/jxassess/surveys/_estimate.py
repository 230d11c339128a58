"""An estimate with its sampling error."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Observation, Uncertainty
from jxassess.indicators import Indicator
from jxassess.places import Place


@frozen(kw_only=True)
class Estimate(ByFields):
    """What a survey says of an indicator in one place (估计结果), in exact numbers.

    Attributes:
        place: the county, or the city.
        indicator: what is estimated, in %.
        exact: the estimate before rounding, in the indicator's unit.
        variance: its estimated variance, in the unit's square, before rounding.
        design_effect: the variance over that of a simple random sample of as many households, before rounding; `None`
            where the latter is zero, or the estimate is an incidence.
        value: the estimate rounded to the indicator's places, as the scheme says.
        uncertainty: size of the sample, standard error, interval, design effect.
        strata: strata of villages in the place.
        counted_households: households of the numerator; of an incidence those missed and those wrongly exited.
        counted_persons: persons in them.
        source: the key of the exercise.
    """

    place: Place
    indicator: Indicator
    exact: Fraction
    variance: Fraction
    design_effect: Fraction | None
    value: Fraction
    uncertainty: Uncertainty
    strata: int
    counted_households: int
    counted_persons: int
    source: str

    def observation(self, *, on: date, document: str) -> Observation:
        """Make the observation that scoring reads.

        Args:
            on: the day that the survey describes.
            document: where the survey is written down.

        Returns:
            The observation, with its uncertainty.

        Raises:
            EvidenceError: no document, a day with a time.
        """
        return Observation(
            place=self.place,
            indicator=self.indicator,
            value=self.value,
            source=self.source,
            on=on,
            document=document,
            uncertainty=self.uncertainty,
        )
