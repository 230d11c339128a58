"""The whole path in one call."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, field, frozen

from jxassess.accountability import (
    ProposedFollowUp,
    Reward,
    Sanction,
    propose_follow_ups,
    propose_rewards,
    propose_sanctions,
)
from jxassess.assessment._explain import city_reason, county_reason
from jxassess.assessment._explain_records import Aside
from jxassess.assessment._ranking import ranking_table
from jxassess.assessment._reasons import Explanation, Heading, Stage
from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.evidence import (
    HIDDEN_CODES,
    MISSING_CODES,
    Evidence,
    Indication,
    Lookup,
    Unchecked,
    find_faults,
    find_indications,
    find_unchecked,
    find_unready,
)
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import Departure, Scheme, find_departures
from jxassess.scoring import CityScore, CountyScore, score_cities, score_counties
from jxassess.words import Language, Words


@frozen(kw_only=True)
class Assessment(ByFields):
    """The assessment of one year as computed (考核测算结果): scores, indications, proposals, and for each the reason.

    The result of a city is what the province approves (Art. 7(4)). `assess` knows nothing of that: an assessment that
    has come further says so only after `staged`.

    Attributes:
        scheme: the year's scheme.
        evidence: the year's data.
        counties: the scores of the counties, by code.
        cities: the scores of the cities, by code.
        indications: computed signs of problems, for people to confirm or reject.
        unchecked: rates that were not observed, so that nothing can be said of them.
        sanctions: proposals from confirmed findings; none while provisional.
        rewards: proposals of rewards; none while provisional.
        follow_ups: what the scheme lets follow beside them; none while provisional.
        departures: where scheme or result leaves the letter of the measure.
        missing: what is still missing; empty unless provisional.
        stage: how far the result has come.

    Legal basis:
        Art. 5 to 9.
    """

    scheme: Scheme
    evidence: Evidence
    counties: tuple[CountyScore, ...] = field(converter=tuple[CountyScore, ...])
    cities: tuple[CityScore, ...] = field(converter=tuple[CityScore, ...])
    indications: tuple[Indication, ...] = field(converter=tuple[Indication, ...])
    unchecked: tuple[Unchecked, ...] = field(converter=tuple[Unchecked, ...])
    sanctions: tuple[Sanction, ...] = field(converter=tuple[Sanction, ...])
    rewards: tuple[Reward, ...] = field(converter=tuple[Reward, ...])
    follow_ups: tuple[ProposedFollowUp, ...] = field(converter=tuple[ProposedFollowUp, ...])
    departures: tuple[Departure, ...] = field(converter=tuple[Departure, ...])
    missing: tuple[Fault, ...] = field(converter=tuple[Fault, ...])
    stage: Stage

    @property
    def year(self) -> int:
        """The year assessed."""
        return self.scheme.year

    @property
    def heading(self) -> Heading:
        """What stands above everything made from it."""
        return Heading(
            year=self.year,
            stage=self.stage,
            is_synthetic=self.evidence.is_synthetic,
            classification=self.evidence.classification,
        )

    @property
    def open_indications(self) -> tuple[Indication, ...]:
        """The indications that no finding has answered yet."""
        answered = {finding.indication for finding in self.evidence.findings}
        return tuple(indication for indication in self.indications if indication.key not in answered)

    def staged(self, stage: Stage) -> Assessment:
        """Give the same assessment with a later stage in the heading of everything made from it.

        The digest of an assessment is that of the computed one, whatever stage its heading shows.

        Args:
            stage: how far it has come, as `AssessmentCycle.stage` tells.

        Returns:
            The assessment; nothing but the stage differs.

        Raises:
            ScopeError: an earlier stage than it has, or a provisional assessment, which goes no further.

        Legal basis:
            Art. 7(4): proposed, deliberated and approved are different things.
        """
        if stage is self.stage:
            return self
        if self.stage is Stage.PROVISIONAL:
            raise ScopeError(
                f"a provisional assessment cannot become '{stage.words.en}' [Art. 7(4)]; assess the complete evidence first"
            )
        stages = list(Stage)
        if stages.index(stage) < stages.index(self.stage):
            raise ScopeError(
                f"an assessment that is '{self.stage.words.en}' does not go back to '{stage.words.en}' [Art. 7(4)]; "
                "go on from the assessment as it was computed"
            )
        return evolve(self, stage=stage)

    def city(self, code: str) -> CityScore:
        """Look up a city's score.

        Args:
            code: six digits ending in 00.

        Returns:
            The score.

        Raises:
            ScopeError: no city of that code has a score here.
        """
        for score in self.cities:
            if score.city.code == code:
                return score
        raise ScopeError(f"no city {code!r} is scored in this assessment of {self.year}")

    def county(self, code: str) -> CountyScore:
        """Look up a county's score.

        Args:
            code: six digits.

        Returns:
            The score.

        Raises:
            ScopeError: no county of that code has a score here.
        """
        for score in self.counties:
            if score.county.code == code:
                return score
        raise ScopeError(f"no county {code!r} is scored in this assessment of {self.year}")

    def explain(self, code: str) -> Explanation:
        """Tell why a city or county has its score, down to the observations.

        Args:
            code: the code of the city or county.

        Returns:
            The explanation, built from the scores' own values.

        Raises:
            ScopeError: no place of that code has a score here.
        """
        aside = self._aside()
        if any(score.county.code == code for score in self.counties):
            root = county_reason(self.county(code), self.scheme.rounding, aside)
            return Explanation(heading=self.heading, root=root)
        score = self.city(code)
        evidence, city = self.evidence, score.city
        root = city_reason(
            score,
            scheme=self.scheme,
            indications=[i for i in self.indications if _lies_in(i, city)],
            findings=[finding for finding in evidence.findings if finding.city == city],
            sanctions=[sanction for sanction in self.sanctions if sanction.city == city],
            rewards=[reward for reward in self.rewards if reward.city == city],
            follow_ups=[proposed for proposed in self.follow_ups if proposed.city == city],
            history=[result for result in evidence.history if result.city == city],
            aside=aside,
        )
        return Explanation(heading=self.heading, root=root)

    def _aside(self) -> Aside:
        # Scores hold what was in force; what stood behind it is known to the evidence alone.
        if not self.scheme.precedences:
            return lambda _: ()
        lookup = Lookup(self.evidence, self.scheme)
        return lambda found: lookup.set_aside(found.place, found.indicator)

    def ranking(self, language: Language = "en") -> str:
        """Give the cities as a table, best first, class by class where classes are ranked; while provisional by code.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            A Markdown table under a heading line.
        """
        rows = ranking_table(self.cities, self.scheme, language)
        return f"{self.heading.words.text(language)}\n\n{rows}"


def _lies_in(indication: Indication, city: City) -> bool:
    return city == (indication.place if isinstance(indication.place, City) else indication.place.parent)


def assess(evidence: Evidence, scheme: Scheme, *, provisional: bool = False) -> Assessment:
    """Assess one year: scores, ranks and grades, indications, proposals, departures.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.
        provisional: whether to score what is in while counties are still missing; then `missing` lists what is not
            there, and there are no ranks, grades or proposals.

    Returns:
        The assessment.

    Raises:
        EvidenceError: every fault of the evidence; while provisional, every fault but what is merely missing.

    Legal basis:
        Art. 5 to 9.
    """
    faults = find_faults(evidence, scheme)
    has_gaps = provisional and any(fault.code in MISSING_CODES for fault in faults)
    missing = tuple(fault for fault in faults if has_gaps and fault.code in MISSING_CODES | HIDDEN_CODES)
    subject = Words(f"the evidence of {evidence.year}", f"{evidence.year}年度汇总数据")
    raise_faults(EvidenceError, (fault for fault in faults if fault not in missing), subject)
    unready = find_unready(evidence, scheme) if missing else frozenset[str]()
    counties = score_counties(evidence, scheme, without=unready)
    cities = score_cities(counties, evidence, scheme, provisional=provisional, without=unready)
    return Assessment(
        scheme=scheme,
        evidence=evidence,
        counties=counties,
        cities=cities,
        indications=find_indications(evidence, scheme),
        unchecked=find_unchecked(evidence, scheme),
        sanctions=() if provisional else propose_sanctions(evidence.findings, scheme),
        rewards=() if provisional else propose_rewards(cities, evidence, scheme),
        follow_ups=() if provisional else propose_follow_ups(cities, evidence, scheme),
        departures=(*find_departures(scheme), *_result_departures(cities)),
        missing=missing,
        stage=Stage.PROVISIONAL if provisional else Stage.COMPUTED,
    )


def _result_departures(cities: tuple[CityScore, ...]) -> Iterator[Departure]:
    for city in cities:
        if city.set_grade is not None and city.grade is not None and city.set_grade.grade != city.grade.key:
            yield Departure(
                citation=Citation(7, item=4),
                where=city.city.label,
                what=Words("the grade that people set differs from the computed one", "评定等次与计算等次不一致"),
                document=city.set_grade.document,
            )
        # Art. 6: the mean is of all counties; one that weighs nothing does not enter it.
        for share in city.shares:
            if share.weight == 0:
                yield Departure(
                    citation=Citation(6),
                    where=share.score.county.label,
                    what=Words("does not enter the mean of its city", "不计入所在市加权平均"),
                    document="",
                )
