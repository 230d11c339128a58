"""What stands in a file of an assessment beside its scheme and evidence: units and indicators by key, sums written out."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from jxassess.accountability import Post, SanctionKind
from jxassess.assessment import Heading
from jxassess.comparing import ByFields
from jxassess.evidence import Unchecked, Value
from jxassess.faults import Fault
from jxassess.indicators import Indicator
from jxassess.measure import Citation, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import Compared, Departure, Rectification
from jxassess.scoring import LeftOut, Part, State
from jxassess.words import Words


@frozen(kw_only=True)
class ObservationEntry(ByFields):
    """An observation behind a score; the whole of it stands in the evidence.

    Attributes:
        indicator: what was observed.
        source: the key of the exercise that it comes from.
        version: which version of it.
        value: in the unit of the indicator.
    """

    indicator: Indicator
    source: str
    version: int
    value: Value


@frozen(kw_only=True)
class CriterionEntry(ByFields):
    """What one criterion earned in one county or city, and from what.

    Attributes:
        key: the key of the criterion.
        where: its path in the scheme.
        points: the points earned: the sum of the parts.
        contribution: what enters the group.
        state: whether it was scored, and why not.
        observations: the observations in force.
        target: the target held against them, in the unit of the indicator; `None` where the rule needs none.
        quantity: what the rule looked at, in the unit of the basis; `None` where nothing was scored.
        mean: the plain mean of the cohort, `None` for a rule that compares no units.
        parts: what adds up to the points.
    """

    key: str
    where: str
    points: Fraction
    contribution: Fraction
    state: State
    observations: tuple[ObservationEntry, ...]
    target: Fraction | None
    quantity: Fraction | None
    mean: Fraction | None
    parts: tuple[Part, ...]


@frozen(kw_only=True)
class GroupEntry(ByFields):
    """What a group earned in one county or city.

    Attributes:
        key: the key of the group.
        where: its path in the scheme.
        points: the points earned: contributions of the children and parts together.
        contribution: what enters the whole above.
        children: what its criteria and groups earned.
        parts: rescaling and rounding.
    """

    key: str
    where: str
    points: Fraction
    contribution: Fraction
    children: tuple[NodeEntry, ...]
    parts: tuple[Part, ...]


NodeEntry: TypeAlias = CriterionEntry | GroupEntry


@frozen(kw_only=True)
class AdjustmentEntry(ByFields):
    """What one adjustment changed in one score.

    Attributes:
        key: the key of the adjustment.
        where: its path in the scheme.
        points: what it changes: amounts and parts together.
        criteria: what its criteria earned.
        events: the keys of the events counted.
        amounts: what each criterion or event gives, in their order; for bounds the one change.
        parts: what the caps take back.
    """

    key: str
    where: str
    points: Fraction
    criteria: tuple[CriterionEntry, ...]
    events: tuple[str, ...]
    amounts: tuple[Fraction, ...]
    parts: tuple[Part, ...]


@frozen(kw_only=True)
class CeilingEntry(ByFields):
    """A ceiling that a confirmed finding brought into effect.

    Attributes:
        where: its path in the scheme.
        finding: the key of the finding.
    """

    where: str
    finding: str


@frozen(kw_only=True)
class GateEntry(ByFields):
    """A gate that a city did not pass.

    Attributes:
        where: its path in the scheme.
        gate: the key of the gate.
        failed: place and indicator of each observation that fails it.
    """

    where: str
    gate: str
    failed: tuple[str, ...]


@frozen(kw_only=True)
class ShareEntry(ByFields):
    """One county's part in its city's mean.

    Attributes:
        county: the county.
        weight: its weight, in the unit of the scheme's basis.
        share: its weight divided by the sum of weights, 0 to 1.
        contribution: what it adds to the mean, in points.
    """

    county: County
    weight: Fraction
    share: Fraction
    contribution: Fraction


@frozen(kw_only=True)
class CityEntry(ByFields):
    """A city's score, grade and rank as computed.

    Attributes:
        city: the city.
        name: its name.
        rank: its place from 1 on; `None` while provisional.
        grade: the key of the grade after ceilings and gates; `None` while provisional.
        grade_by_score: the key of the grade of the score alone; `None` while provisional.
        set_grade: the key of the grade that people set, where they did.
        published: the score rounded as published.
        score: the exact score: mean, groups, parts and adjustments together.
        mean: the weighted mean of its counties.
        groups: what the parts of the city's own earned.
        parts: what the mean loses where it is only a part, and rescaling.
        adjustments: what was added or taken, in the order in which it was.
        ceilings: the ceilings in effect.
        gates: the gates that it failed.
        counties: its counties and what each adds to the mean.
    """

    city: City
    name: str
    rank: int | None
    grade: str | None
    grade_by_score: str | None
    set_grade: str | None
    published: Fraction
    score: Fraction
    mean: Fraction
    groups: tuple[GroupEntry, ...]
    parts: tuple[Part, ...]
    adjustments: tuple[AdjustmentEntry, ...]
    ceilings: tuple[CeilingEntry, ...]
    gates: tuple[GateEntry, ...]
    counties: tuple[ShareEntry, ...]


@frozen(kw_only=True)
class CountyEntry(ByFields):
    """A county's score.

    Attributes:
        county: the county.
        name: its name.
        published: the score rounded as published; `None` for a county without a score.
        score: the exact score; `None` for a county without a score.
        groups: what the top groups earned; none for a carried county.
        parts: carried score, conversion, rescaling, rounding.
        adjustments: what was added or taken, in the order in which it was.
        lead: the county whose score it receives, for a member of a bundle.
        left_out: why there is no score.
        carried: the score that a poverty county brings, on its own scale.
    """

    county: County
    name: str
    published: Fraction | None
    score: Fraction | None
    groups: tuple[GroupEntry, ...]
    parts: tuple[Part, ...]
    adjustments: tuple[AdjustmentEntry, ...]
    lead: County | None
    left_out: LeftOut | None
    carried: Fraction | None


@frozen(kw_only=True)
class IndicationEntry(ByFields):
    """A computed sign of a problem. It is not a problem until people confirm it.

    Attributes:
        key: the identifier that a finding names.
        problem: the problem it may be.
        place: the city or county.
        indicator: what was looked at.
        value: what was observed, in the indicator's unit.
        bound: the target that was missed, or the threshold on whose side the value is low.
        where: the path in the scheme of the rule that was applied.
        words: the sign in words.
        compared: which end of the interval was held against the bound; `None` where the value was.
        end: that end, in the indicator's unit; `None` likewise.
    """

    key: str
    problem: Problem
    place: Place
    indicator: Indicator
    value: Fraction
    bound: Fraction
    where: str
    words: Words
    compared: Compared | None
    end: Fraction | None


@frozen(kw_only=True)
class SanctionEntry(ByFields):
    """A measure of Art. 9, proposed for one city because of one confirmed finding.

    Attributes:
        kind: which measure.
        city: the city whose committee and government answer.
        finding: the key of the finding.
        citation: the clause of the problem.
        posts: for a talk, the posts to choose from.
        limit: for a rectification, the time limit of the scheme; else `None`.
        where: the path in the scheme of the limit; else empty.
    """

    kind: SanctionKind
    city: City
    finding: str
    citation: Citation
    posts: tuple[Post, ...]
    limit: Rectification | None
    where: str


@frozen(kw_only=True)
class RewardEntry(ByFields):
    """A reward in money, proposed for one city.

    Attributes:
        city: the city.
        citation: the clause.
        reduction: what was measured: a total in the indicator's unit, or the share of the plan (1 is the whole plan).
        target: the line of the plan, for a share; else `None`.
        findings: the keys of confirmed findings in the city.
        is_silent: whether the scheme does not say what such a finding means for the reward.
    """

    city: City
    citation: Citation
    reduction: Fraction
    target: Fraction | None
    findings: tuple[str, ...]
    is_silent: bool


@frozen(kw_only=True)
class FollowUpEntry(ByFields):
    """What the scheme lets follow for one city, proposed for people to decide.

    Attributes:
        key: the key of what the scheme says.
        city: the city.
        where: its path in the scheme.
        citation: the clause that it stands beside.
        met: the numbers of the conditions that hold.
        findings: the keys of the findings that a condition asked for.
        words: the proposal in words.
    """

    key: str
    city: City
    where: str
    citation: Citation
    met: tuple[int, ...]
    findings: tuple[str, ...]
    words: Words


@frozen(kw_only=True)
class AssessmentEntries(ByFields):
    """The assessment of one year as computed, with the scheme and the evidence that it follows from.

    Attributes:
        heading: year, stage, classification, whether data are made up.
        cities: the scores of the cities, by code.
        counties: the scores of the counties, by code.
        indications: computed signs of problems, for people to confirm or reject.
        unchecked: rates that were not observed.
        sanctions: proposals from confirmed findings.
        rewards: proposals of rewards.
        follow_ups: what the scheme lets follow beside them.
        departures: where scheme or result leaves the letter of the measure.
        missing: what is still missing; empty unless provisional.
    """

    heading: Heading
    cities: tuple[CityEntry, ...]
    counties: tuple[CountyEntry, ...]
    indications: tuple[IndicationEntry, ...]
    unchecked: tuple[Unchecked, ...]
    sanctions: tuple[SanctionEntry, ...]
    rewards: tuple[RewardEntry, ...]
    follow_ups: tuple[FollowUpEntry, ...]
    departures: tuple[Departure, ...]
    missing: tuple[Fault, ...]
