"""The sample of each place: its strata with their villages, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.places import County, Place
from jxassess.scheme import Tier
from jxassess.surveys._tally import ShareTotals, Tally, VillageTotals


@frozen(kw_only=True)
class SampledStratum(ByFields):
    """The villages of a stratum that are in the sample.

    Attributes:
        county: the county.
        name: the stratum, empty where a county is one stratum.
        size: how many villages it has in all; `None` where it is taken as without end.
        villages: those of the sample, at least one.
    """

    county: County
    name: str
    size: int | None
    villages: tuple[VillageTotals, ...]

    @property
    def label(self) -> str:
        """What faults call it."""
        return f"{self.county.label} {self.name}".strip()

    @property
    def share_outside(self) -> Fraction:
        """The share of its villages that is not in the sample, by which the sampling error is the smaller."""
        return Fraction(1) if self.size is None else 1 - Fraction(len(self.villages), self.size)

    @property
    def is_single(self) -> bool:
        """Whether it shows no variation: one village, which is not all there is."""
        return len(self.villages) == 1 and self.size != 1


@frozen(kw_only=True)
class Sample(ByFields):
    """The sample of a place.

    Attributes:
        place: the county, or the city.
        counties: the counties of it that were surveyed.
        strata: the strata that have villages in the sample.
        shares: the totals of each share of the rule, in the order of `SurveyRule.proportions`.
    """

    place: Place
    counties: tuple[County, ...]
    strata: tuple[SampledStratum, ...]
    shares: tuple[ShareTotals, ...]

    @property
    def villages(self) -> tuple[VillageTotals, ...]:
        """The villages of all strata."""
        return tuple(village for stratum in self.strata for village in stratum.villages)

    def lone_village(self, share: int) -> tuple[SampledStratum, VillageTotals] | None:
        """Give the one village in which all households of a denominator lie, with its stratum.

        Its share is then the share of the place, so that no difference shows, however large the sampling error is.

        Args:
            share: which of the rule's shares.

        Returns:
            Both; `None` where several villages hold such households, or none does, or all villages were drawn.
        """
        held = [
            (stratum, village)
            for stratum in self.strata
            for village in stratum.villages
            if village.shares[share].households
        ]
        return held[0] if len(held) == 1 and held[0][0].share_outside else None


def sample_places(tally: Tally, of: Tier) -> tuple[Sample, ...]:
    """Give the sample of each place that was surveyed.

    Args:
        tally: what the records add up to.
        of: whether the places are counties or their cities.

    Returns:
        The samples, by code; of a place without villages as well.

    Raises:
        ScopeError: something that is no tier, such as the word in files.
    """
    if not isinstance(of, Tier):
        raise ScopeError(f"{of!r} is no kind of place to estimate for; choose Tier.COUNTY or Tier.CITY")
    strata = _strata(tally)
    held: dict[str, tuple[Place, list[County]]] = {}
    for county in tally.counties:
        place: Place = county if of is Tier.COUNTY else county.parent
        held.setdefault(place.code, (place, []))[1].append(county)
    number = len(tally.rule.proportions)
    return tuple(
        _sample(place, counties, [one for county in counties for one in strata[county.code]], number)
        for _, (place, counties) in sorted(held.items())
    )


def _strata(tally: Tally) -> dict[str, list[SampledStratum]]:
    villages: dict[tuple[str, str], list[VillageTotals]] = {}
    for village in tally.villages:
        villages.setdefault((village.county, village.stratum), []).append(village)
    sizes = {(each.county, each.stratum): each.villages for each in tally.design.strata}
    counties = {county.code: county for county in tally.counties}
    strata: dict[str, list[SampledStratum]] = {code: [] for code in counties}
    for (code, name), held in villages.items():
        if code in counties:
            size = sizes.get((code, name))
            strata[code].append(SampledStratum(county=counties[code], name=name, size=size, villages=tuple(held)))
    return strata


def _sample(place: Place, counties: Iterable[County], strata: Iterable[SampledStratum], number: int) -> Sample:
    held = tuple(strata)
    villages = [village for stratum in held for village in stratum.villages]
    shares = tuple(_add_up([village.shares[i] for village in villages]) for i in range(number))
    return Sample(place=place, counties=tuple(counties), strata=held, shares=shares)


def _add_up(shares: list[ShareTotals]) -> ShareTotals:
    return ShareTotals(
        counted=sum([share.counted for share in shares]),
        among=sum([share.among for share in shares]),
        weight=sum([share.weight for share in shares]),
        squares_counted=sum([share.squares_counted for share in shares]),
        squares_among=sum([share.squares_among for share in shares]),
        households=sum([share.households for share in shares]),
        persons=sum([share.persons for share in shares]),
        counted_households=sum([share.counted_households for share in shares]),
        counted_persons=sum([share.counted_persons for share in shares]),
    )
