"""Differences between reported and verified values, which people are to explain (Art. 10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._checks import text_faults
from jxassess.cycle._fault_kinds import NEGATIVE, REPEATED, SequenceError
from jxassess.evidence import NOT_APPLICABLE, Observation
from jxassess.exact import exact, shown
from jxassess.faults import Fault, raise_faults
from jxassess.indicators import Indicator
from jxassess.measure import Citation
from jxassess.words import Words


@frozen(kw_only=True)
class Tolerance(ByFields):
    """How far a reported and a verified value of one indicator may lie apart without a question (允许误差).

    Attributes:
        indicator: the indicator.
        at_most: the largest difference that needs no explanation, zero or more, in the indicator's unit.
        source: the document that sets it.

    Raises:
        SequenceError: a negative tolerance, or one that nobody set.

    Legal basis:
        Art. 10 asks for correct data. It sets no tolerance: the scheme does.
    """

    indicator: Indicator
    at_most: Fraction = field(converter=exact)
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no tolerance."""
        raise_faults(SequenceError, self._find_faults(), Words("the tolerance", "允许误差"))

    def _find_faults(self) -> Iterator[Fault]:
        if self.at_most < 0:
            yield NEGATIVE.at("at_most", shown(self.at_most))
        yield from text_faults(("source", self.source))


@frozen(kw_only=True)
class Discrepancy(ByFields):
    """A reported and a verified value that lie too far apart: to be explained, and nothing more (数据差异).

    Attributes:
        reported: what the city reported.
        verified: what was verified.
        difference: reported less verified, in the indicator's unit; `None` where one of the two does not apply.
        tolerance: what was allowed.

    Legal basis:
        Art. 10. Whether it is an error, a case of Art. 9(4) or one of Art. 10 is for people to record.
    """

    reported: Observation
    verified: Observation
    difference: Fraction | None
    tolerance: Tolerance

    @property
    def citation(self) -> Citation:
        """Art. 10."""
        return Citation(10)

    @property
    def words(self) -> Words:
        """Place, indicator and both values."""
        said = Words(
            "{place}, {indicator}: reported {reported}, verified {verified}; to be explained",
            "{place}，{indicator}：上报{reported}，核实{verified}；须说明",
        )
        return said.format(
            place=self.reported.place.label,
            indicator=self.reported.indicator.name,
            reported=_shown(self.reported),
            verified=_shown(self.verified),
        )


def _shown(observation: Observation) -> str:
    value = observation.value
    return shown(value) if isinstance(value, Fraction) else NOT_APPLICABLE.value


def find_differences(
    reported: Iterable[Observation], verified: Iterable[Observation], tolerances: Iterable[Tolerance]
) -> tuple[Discrepancy, ...]:
    """List the differences that people are to explain.

    Args:
        reported: what the cities reported; of several versions the last counts.
        verified: what was verified, likewise.
        tolerances: how far the values of each indicator may lie apart; other indicators are not compared.

    Returns:
        The differences beyond tolerance, by place and indicator. What was not verified is not among them.

    Raises:
        SequenceError: two tolerances for one indicator.

    Legal basis:
        Art. 10.
    """
    allowed = _by_indicator(tolerances)
    said, found = _last_versions(reported), _last_versions(verified)
    pairs = [(said[key], found[key], allowed[key[1]]) for key in sorted(said) if key in found and key[1] in allowed]
    return tuple(difference for pair in pairs for difference in _compare(*pair))


def _by_indicator(tolerances: Iterable[Tolerance]) -> dict[str, Tolerance]:
    given = list(tolerances)
    keys = [tolerance.indicator.key for tolerance in given]
    repeated = dict.fromkeys(key for key in keys if keys.count(key) > 1)
    raise_faults(
        SequenceError, (REPEATED.at("tolerances", key, what=key) for key in repeated), Words("tolerances", "允许误差")
    )
    return dict(zip(keys, given, strict=True))


def _last_versions(observations: Iterable[Observation]) -> dict[tuple[str, str], Observation]:
    ordered = sorted(observations, key=lambda observation: observation.version)
    return {(one.place.code, one.indicator.key): one for one in ordered}


def _compare(reported: Observation, verified: Observation, tolerance: Tolerance) -> Iterator[Discrepancy]:
    if reported.value == verified.value:
        return
    difference = None
    if isinstance(reported.value, Fraction) and isinstance(verified.value, Fraction):
        difference = reported.value - verified.value
        if abs(difference) <= tolerance.at_most:
            return
    yield Discrepancy(reported=reported, verified=verified, difference=difference, tolerance=tolerance)
