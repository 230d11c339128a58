"""Where a scheme leaves the letter of the measure."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from jxassess.measure import Citation
from jxassess.scheme._scheme import Scheme
from jxassess.scheme._weights import NothingApplies
from jxassess.words import Words


@frozen(kw_only=True)
class Departure:
    """A point at which a scheme or a result leaves the letter of the measure (与办法不一致之处).

    Attributes:
        citation: the clause that is left.
        where: the path in the scheme, or the place.
        what: in which way.
        document: the document that allows it, empty where none is needed or known.
    """

    citation: Citation
    where: str
    what: Words
    document: str


def find_departures(scheme: Scheme) -> tuple[Departure, ...]:
    """Find where a scheme leaves the letter of the measure.

    Args:
        scheme: the year's scheme.

    Returns:
        The departures, in the order of the scheme's parts; empty where there is none.

    Legal basis:
        Art. 9 attaches no grade to a problem; Art. 6 takes the mean of all counties.
    """
    return tuple(_departures(scheme))


def _departures(scheme: Scheme) -> Iterator[Departure]:
    if scheme.when_nothing_applies is NothingApplies.LEAVE_OUT:
        yield Departure(
            citation=Citation(6),
            where="when_nothing_applies",
            what=Words(
                "a county to which nothing applies is left out of its city's mean",
                "全部指标不适用的县不计入所在市的加权平均",
            ),
            document="",
        )
    for i, ceiling in enumerate(scheme.ceilings):
        yield Departure(
            citation=ceiling.problem.citation,
            where=f"ceilings[{i}]",
            what=Words(
                "a confirmed problem bars every grade above {grade}", "认定该问题后，等次不得高于{grade}"
            ).format(grade=scheme.grades.bands[scheme.grades.index(ceiling.grade)].name),
            document=ceiling.allowed_by,
        )
