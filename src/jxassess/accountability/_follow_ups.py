"""What a scheme lets follow within the year, as proposals beside those of Art. 8 and 9."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Evidence, Finding
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import FollowUp, Scheme, When
from jxassess.scoring import CityScore
from jxassess.words import Language, Words


@frozen(kw_only=True)
class ProposedFollowUp(ByFields):
    """What the scheme lets follow for one city, proposed for people to decide (结果运用建议).

    It stands beside the sanctions of Art. 9, never instead of them.

    Attributes:
        city: the city.
        follow_up: what the scheme says.
        where: its path.
        met: the conditions of the scheme that hold, by their numbers, at least one.
        findings: the confirmed findings that a condition asked for.

    Legal basis:
        None: the measure ties no consequence to a grade, so it is listed as a departure.
    """

    city: City
    follow_up: FollowUp
    where: str
    met: tuple[int, ...] = field(converter=tuple[int, ...])
    findings: tuple[Finding, ...] = field(converter=tuple[Finding, ...])

    @property
    def citation(self) -> Citation:
        """The clause that it stands beside."""
        return self.follow_up.kind.citation

    @property
    def words(self) -> Words:
        """The proposal in words."""
        return self.follow_up.words

    def text(self, language: Language = "en") -> str:
        """Say the proposal in one line.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            City, name and what follows.
        """
        said = Words("{city}: {name}; {words}", "{city}：{name}；{words}").format(
            city=self.city.label, name=self.follow_up.name, words=self.words
        )
        return said.text(language)


def propose_follow_ups(scores: Iterable[CityScore], evidence: Evidence, scheme: Scheme) -> tuple[ProposedFollowUp, ...]:
    """Propose what the scheme lets follow from grades, failed gates and confirmed problems.

    Args:
        scores: the cities' scores, graded; a grade that people set counts instead of the computed one.
        evidence: the year's data, for the findings.
        scheme: the year's scheme.

    Returns:
        The proposals, in the order of the scores and of the scheme.
    """
    return tuple(proposal for score in scores for proposal in _of(score, evidence, scheme))


def _of(score: CityScore, evidence: Evidence, scheme: Scheme) -> Iterator[ProposedFollowUp]:
    confirmed = [finding for finding in evidence.findings if finding.is_confirmed and finding.city == score.city]
    for i, follow_up in enumerate(scheme.follow_ups):
        met = [j for j, when in enumerate(follow_up.any_of) if _holds(when, score, confirmed)]
        if not met:
            continue
        asked = [follow_up.any_of[j] for j in met]
        yield ProposedFollowUp(
            city=score.city,
            follow_up=follow_up,
            where=f"follow_ups[{i}]",
            met=met,
            findings=[finding for finding in confirmed if any(_asks_for(when, finding) for when in asked)],
        )


def _holds(when: When, score: CityScore, confirmed: list[Finding]) -> bool:
    grade = score.final_grade
    is_graded = not when.grades or grade in when.grades
    is_shut = not when.gate or when.gate in [failed.gate.key for failed in score.gates]
    is_found = not (when.has_finding or when.problem) or any(_asks_for(when, finding) for finding in confirmed)
    return is_graded and is_shut and is_found


def _asks_for(when: When, finding: Finding) -> bool:
    return finding.problem is when.problem if when.problem is not None else when.has_finding
