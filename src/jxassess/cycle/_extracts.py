"""Extracts: the approved result of one city or county alone, to be handed on for appraisal (Art. 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve, field, frozen

from jxassess.accountability import SanctionKind
from jxassess.assessment import Assessment, Heading, Stage
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act, Thread
from jxassess.cycle._chain import link
from jxassess.cycle._cycle import AssessmentCycle
from jxassess.cycle._events import CycleEvent
from jxassess.cycle._fault_kinds import NOT_APPROVED, NOT_ASSESSED, SequenceError
from jxassess.cycle._notes import Conduct, ConductSide
from jxassess.cycle._outcomes import results_of
from jxassess.cycle._results import Appraised, Feedback, Result, Transmission
from jxassess.cycle._sanctions import SanctionProposal
from jxassess.cycle._tables import rule_of
from jxassess.evidence import Finding
from jxassess.exact import to_text
from jxassess.faults import Fault, raise_faults
from jxassess.places import City, Place
from jxassess.words import Language, Words, one_line


@frozen(kw_only=True)
class Extract(ByFields):
    """What an approved assessment says of one city or county, and nothing of any other (考核结果摘录).

    It has no place in a ranking, no mean and no score of others. What people wrote, in findings and advice, stands there
    as they wrote it.

    Attributes:
        heading: year, stage, classification, whether data are made up.
        place: the city or county.
        score: of a city the score as approved, of a county the published score; in points, `None` for a county without
            one.
        grade: of a city the key of the grade as approved; empty for a county.
        findings: the confirmed findings: of a county its own, of a city also those of its counties.
        measures: of a city, each measure of Art. 9 that was decided, with the last act recorded of it; none for a county,
            for which its city answers. What is merely proposed or was left out is not among them.
        advice: of a city, the advice that it was given (Art. 7(5)); empty before feedback and for a county.

    Legal basis:
        Art. 8: results are a basis for appraising teams and principal leaders of cities and counties.
    """

    heading: Heading
    place: Place
    score: Fraction | None
    grade: str
    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])
    measures: tuple[tuple[SanctionKind, Act], ...] = field(converter=tuple[tuple[SanctionKind, Act], ...])
    advice: str

    @property
    def digest(self) -> str:
        """The SHA-256 of its fields, written as the chain of a cycle writes those of an event; 64 digits."""
        return link("", self)

    def transmission(self, appraised: Iterable[Appraised]) -> Transmission:
        """Make what the event of handing it on says.

        Args:
            appraised: for whose appraisal, at least one.

        Returns:
            Place, appraised and the digest of this extract.
        """
        return Transmission(place=self.place, appraised=appraised, digest=self.digest)

    def text(self, language: Language = "en") -> str:
        """Say it in words.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Several lines under the heading.
        """
        return "\n".join(one_line(line.text(language)) for line in self._lines())

    def _lines(self) -> Iterator[Words]:
        yield self.heading.words
        yield Words("{place}: {score}{grade}", "{place}：{score}{grade}").format(
            place=self.place.label,
            score=Words("no score", "无成绩") if self.score is None else to_text(self.score),
            grade=Words(f", {self.grade}", f"，{self.grade}") if self.grade else "",
        )
        for finding in self.findings:
            yield Words("problem {key}: {place}, {problem}", "问题{key}：{place}，{problem}").format(
                key=finding.key, place=finding.place.label, problem=finding.problem.words
            )
        for measure, act in self.measures:
            yield Words("measure: {measure}, {act}", "措施：{measure}（{act}）").format(
                measure=measure.words, act=act.words
            )
        if self.advice:
            yield Words("advice: {advice}", "改进建议：{advice}").format(advice=self.advice)


def extract_of(cycle: AssessmentCycle, assessment: Assessment, place: Place) -> Extract:
    """Take out of an approved assessment what is about one city or county.

    Args:
        cycle: the cycle, with the approval in force.
        assessment: the assessment as computed, whose results the approved evaluation holds.
        place: a city or county of the cycle.

    Returns:
        The extract; its heading says "approved".

    Raises:
        SequenceError: nothing is approved, the assessment is another one, or the place is not assessed.

    Legal basis:
        Art. 8.
    """
    raise_faults(SequenceError, _faults(cycle, assessment, place), Words("the extract", "考核结果摘录"))
    approved = next((stages.approved for stages in cycle.results() if stages.city == place), None)
    findings = (finding for finding in assessment.evidence.findings if finding.is_confirmed)
    return Extract(
        heading=evolve(assessment.heading, stage=Stage.APPROVED),
        place=place,
        score=_score(assessment, place, approved),
        grade="" if approved is None else approved.grade,
        findings=(finding for finding in findings if place in (finding.place, finding.city)),
        measures=_measures(cycle.in_force, place),
        advice=_advice(cycle.in_force, place),
    )


def _faults(cycle: AssessmentCycle, assessment: Assessment, place: Place) -> Iterator[Fault]:
    stages = cycle.results()
    is_approved = all(stage.approved is not None for stage in stages)
    if (
        not is_approved
        or assessment.year != cycle.year
        or assessment.stage is Stage.PROVISIONAL
        or results_of(assessment) != tuple(stage.computed for stage in stages)
    ):
        yield NOT_APPROVED.at("assessment")
    if place not in (*cycle.cities, *cycle.counties):
        yield NOT_ASSESSED.at("place", place.label)


def _score(assessment: Assessment, place: Place, approved: Result | None) -> Fraction | None:
    if approved is not None:
        return approved.score
    return next((score.published for score in assessment.counties if score.county == place), None)


def _measures(events: Iterable[CycleEvent], place: Place) -> Iterator[tuple[SanctionKind, Act]]:
    proposals: dict[str, SanctionProposal] = {}
    last: dict[str, Act] = {}
    assessors = set[str]()
    for event in events:
        if isinstance(event.what, Conduct) and event.what.side is ConductSide.ASSESSORS:
            assessors.add(event.subject)
        elif isinstance(event.what, SanctionProposal):
            proposals[event.subject] = event.what
        elif rule_of(event.act).thread is Thread.SANCTION:
            last[event.subject] = event.act
    for key, act in last.items():
        proposal = proposals[key]
        # Conduct of those who assess concerns the city's result, and is nothing that its leaders did.
        if proposal.city == place and act is not Act.SANCTION_LEFT_OUT and proposal.conduct not in assessors:
            yield proposal.measure, act


def _advice(events: Iterable[CycleEvent], place: Place) -> str:
    said = (event.what.advice for event in events if isinstance(event.what, Feedback) and event.what.city == place)
    return next(said, "") if isinstance(place, City) else ""
