"""Known figures, such as numbers of people, that estimates and checks of the sample are made with."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from jxassess.evidence import NotApplicable, Observation
from jxassess.exact import add_up, to_text
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.places import County, Place
from jxassess.surveys._estimating_fault_kinds import NEGATIVE_FIGURE, NO_FIGURE, OTHER_FIGURE, TWO_FIGURES
from jxassess.words import Words


class Figures:
    """Known figures by place and indicator."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._held: dict[tuple[str, str], list[Observation]] = {}
        for each in observations:
            self._held.setdefault((each.place.code, each.indicator.key), []).append(each)

    def find(
        self, place: Place, counties: Iterable[County], indicator: Indicator, needed_by: Words
    ) -> Fraction | tuple[Fault, ...]:
        """Give the figure of a place: its own, or of a city else the sum of those of its counties.

        Args:
            place: a county or a city.
            counties: the counties surveyed in it; a county itself.
            indicator: what is counted.
            needed_by: what needs it.

        Returns:
            The figure, zero or more; or what is wrong.
        """
        places = [place] if (place.code, indicator.key) in self._held else list(counties)
        found = [self._own(each, indicator, needed_by) for each in places]
        faults = tuple(each for each in found if isinstance(each, Fault))
        return faults or add_up(each for each in found if isinstance(each, Fraction))

    def _own(self, place: Place, indicator: Indicator, needed_by: Words) -> Fraction | Fault:
        held = self._held.get((place.code, indicator.key), [])
        value = held[0].value if held else None
        if value is None or isinstance(value, NotApplicable):
            return NO_FIGURE.at(place.label, indicator=indicator.called, estimated=needed_by)
        if len(held) > 1:
            return TWO_FIGURES.at(place.label, len(held), indicator=indicator.called)
        if held[0].indicator != indicator:
            return OTHER_FIGURE.at(place.label, indicator=indicator.called)
        if value < 0:
            return NEGATIVE_FIGURE.at(place.label, to_text(value), indicator=indicator.called)
        return value
