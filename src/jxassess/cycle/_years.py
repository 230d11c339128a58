"""What a series takes from the assessment and the cycle of one year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from jxassess.assessment import Assessment
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._cycle import AssessmentCycle
from jxassess.cycle._fault_kinds import OTHER_YEAR, SequenceError
from jxassess.cycle._rectification import Extension, RectificationOrder
from jxassess.cycle._sanctions import SanctionProposal
from jxassess.evidence import Finding
from jxassess.exact import exact
from jxassess.places import City


@frozen(kw_only=True)
class YearResult(ByFields):
    """The result of one city in one year.

    Attributes:
        city: the city.
        score: the score as approved, or as published where nothing is approved.
        rank: its place as computed; `None` where there is none.
        grade: the key of its grade, likewise as approved.
    """

    city: City
    score: Fraction = field(converter=exact)
    rank: int | None
    grade: str


@frozen(kw_only=True)
class Rectified(ByFields):
    """What became of one rectification (整改情况).

    Attributes:
        city: the city.
        finding: the key of the finding behind it.
        last_day: the last day, as last extended.
        closed_on: the day on which it was closed; `None` where it was not.
    """

    city: City
    finding: str
    last_day: date
    closed_on: date | None

    @property
    def is_poor(self) -> bool:
        """Whether it was not closed, or closed after its last day. Reading: the sources say "poor" and no more."""
        return self.closed_on is None or self.closed_on > self.last_day


@frozen(kw_only=True)
class Year(ByFields):
    """What a series takes from one year.

    Attributes:
        year: the year assessed.
        results: the results of the cities.
        findings: the confirmed findings.
        rectified: the rectifications.
    """

    year: int
    results: tuple[YearResult, ...] = field(converter=tuple[YearResult, ...])
    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...], default=())
    rectified: tuple[Rectified, ...] = field(converter=tuple[Rectified, ...], default=())

    @classmethod
    def of(cls, assessment: Assessment, cycle: AssessmentCycle | None = None) -> Year:
        """Take a year out of its assessment and its cycle.

        Args:
            assessment: the assessment, not a provisional one.
            cycle: the cycle, for what was approved and for rectifications; `None` where there is none.

        Returns:
            The year.

        Raises:
            SequenceError: the cycle is of another year.
        """
        if cycle is not None and cycle.year != assessment.year:
            raise SequenceError([OTHER_YEAR.at("cycle", cycle.year, year=assessment.year)])
        approved = {} if cycle is None else {stages.city.code: stages.approved for stages in cycle.results()}
        results: list[YearResult] = []
        for score in assessment.cities:
            result, grade = approved.get(score.city.code), "" if score.grade is None else score.grade.key
            results.append(
                YearResult(
                    city=score.city,
                    score=score.published if result is None else result.score,
                    rank=score.rank,
                    grade=grade if result is None else result.grade,
                )
            )
        findings = (finding for finding in assessment.evidence.findings if finding.is_confirmed)
        rectified = () if cycle is None else tuple(_rectified(cycle))
        return cls(year=assessment.year, results=results, findings=findings, rectified=rectified)

    def result(self, city: City) -> YearResult | None:
        """Give the result of a city, `None` where it has none.

        Args:
            city: the city.

        Returns:
            The result.
        """
        return next((result for result in self.results if result.city.code == city.code), None)


def _rectified(cycle: AssessmentCycle) -> Iterator[Rectified]:
    proposals = {e.subject: e.what for e in cycle.in_force if isinstance(e.what, SanctionProposal)}
    last_days: dict[str, date] = {}
    closed: dict[str, date] = {}
    for event in cycle.in_force:
        if isinstance(event.what, RectificationOrder | Extension):
            last_days[event.subject] = event.what.last_day
        elif event.act is Act.RECTIFICATION_CLOSED:
            closed[event.subject] = event.on
    for key, last_day in last_days.items():
        proposal = proposals[key]
        yield Rectified(city=proposal.city, finding=proposal.finding, last_day=last_day, closed_on=closed.get(key))
