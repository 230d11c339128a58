"""What a scheme lets follow within the year stands beside Art. 8 and 9 and takes nothing from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest
from attrs import evolve

from jxassess import assess
from jxassess.accountability import propose_follow_ups, propose_sanctions
from jxassess.evidence import Evidence, Finding, Observation, SetGrade, Verdict
from jxassess.exact import Bound, Side
from jxassess.measure import Body, Citation, Problem, Role
from jxassess.places import City
from jxassess.scheme import (
    Condition,
    FollowUp,
    FollowUpKind,
    Gate,
    Scheme,
    Tier,
    When,
    find_departures,
)
from jxassess.scoring import CityScore, FailedGate
from jxassess.words import Words

DOCUMENT = "invented for tests"
NAME = Words("invented", "虚构")
JIA, YI, ZI, MAO = "990100", "990200", "990121", "990221"

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
ScoreOf = Callable[..., CityScore]
FindingOf = Callable[..., Finding]


def _follow_up(*any_of: When, kind: FollowUpKind = FollowUpKind.OTHER, key: str = "f", **changes: object) -> FollowUp:
    text = Words("report on the year", "就本年度工作作出说明")
    return FollowUp(
        key=key, name=Words("report", "说明"), any_of=any_of, kind=kind, text=text, allowed_by=DOCUMENT, **changes
    )


def _gate(scheme: Scheme) -> Gate:
    must = Condition(indicator=scheme.criterion("use").indicator, must=Bound(side=Side.AT_LEAST, value=80))
    return Gate(key="gate", name=NAME, conditions=[must], level=Tier.CITY, grade="fair", allowed_by=DOCUMENT)


@pytest.fixture
def proposed(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> Callable[..., list[str]]:
    """Tell which of two cities get a follow-up of some conditions: 甲市 is fair and 乙市 excellent."""

    def make(*any_of: When, findings: tuple[Finding, ...] = (), gate: tuple[str, ...] = ()) -> list[str]:
        shut = _gate(make_scheme())
        scheme = make_scheme(gates=[shut], follow_ups=[_follow_up(*any_of)])
        scores = [city_score(JIA, "70", scheme, grade="fair"), city_score(YI, "95", scheme, grade="excellent")]
        failed = FailedGate(gate=shut, where="gates[0]", observations=[])
        scores = [evolve(each, gates=[failed] if each.city.code in gate else []) for each in scores]
        found = propose_follow_ups(scores, make_evidence(findings=findings), scheme)
        return [proposal.city.code for proposal in found]

    return make


@pytest.mark.parametrize(
    ("grades", "codes"),
    [
        (["fair"], [JIA]),
        (["excellent"], [YI]),
        (["good"], []),
        (["good", "fair"], [JIA]),
        (["excellent", "fair"], [JIA, YI]),
    ],
)
def test_by_grade(grades: list[str], codes: list[str], proposed: Callable[..., list[str]]) -> None:
    """A follow-up by grade is proposed for every city of one of the grades."""
    assert proposed(When(grades=grades)) == codes


def test_by_a_failed_gate(proposed: Callable[..., list[str]]) -> None:
    """A follow-up by a gate is proposed where that gate failed."""
    when = When(gate="gate")
    assert proposed(when) == []
    assert proposed(when, gate=(YI,)) == [YI]


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        (When(has_finding=True), [JIA]),
        (When(problem=Problem.FALSE_EXIT), [JIA]),
        (When(problem=Problem.PLAN_UNFULFILLED), []),
        (When(has_finding=True, problem=Problem.FALSE_EXIT), [JIA]),
        # A finding of another problem is not the one that is named.
        (When(has_finding=True, problem=Problem.PLAN_UNFULFILLED), []),
    ],
)
def test_by_a_confirmed_problem(
    when: When, codes: list[str], proposed: Callable[..., list[str]], finding_of: FindingOf
) -> None:
    """A follow-up by a problem needs a confirmed finding in the city or its counties; a rejected one is none."""
    assert proposed(when, findings=(finding_of(ZI),)) == codes
    assert proposed(when, findings=(finding_of(JIA),)) == codes
    assert proposed(when, findings=(finding_of(ZI, Verdict.REJECTED),)) == []


@pytest.mark.parametrize(
    ("when", "codes"),
    [
        (When(grades=["fair"], has_finding=True), []),
        (When(grades=["excellent"], has_finding=True), [YI]),
        (When(grades=["excellent"], gate="gate", problem=Problem.FALSE_EXIT), [YI]),
        (When(grades=["fair"], gate="gate"), []),
    ],
)
def test_all_that_a_condition_names_must_hold(
    when: When, codes: list[str], proposed: Callable[..., list[str]], finding_of: FindingOf
) -> None:
    """A condition that names grade, gate and problem holds where all three do."""
    assert proposed(when, findings=(finding_of(MAO),), gate=(YI,)) == codes


def test_one_condition_is_enough(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """A follow-up is proposed once, however many of its conditions hold, and says which."""
    any_of = [When(grades=["good"]), When(grades=["fair"]), When(grades=["fair", "good"])]
    scheme = make_scheme(follow_ups=[_follow_up(*any_of), _follow_up(When(grades=["fair"]), key="g")])
    found = propose_follow_ups([city_score(JIA, "70", scheme, grade="fair")], make_evidence(), scheme)
    assert [(each.where, each.met, each.findings) for each in found] == [
        ("follow_ups[0]", (1, 2), ()),
        ("follow_ups[1]", (0,), ()),
    ]


def test_the_findings_that_were_asked_for(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf, finding_of: FindingOf
) -> None:
    """A proposal carries the findings that a condition that holds asked for, and no others."""
    findings = [finding_of(ZI), finding_of(JIA, key="f2", problem=Problem.DUTY_NOT_CARRIED_OUT)]
    by_problem = _follow_up(When(problem=Problem.FALSE_EXIT), When(grades=["excellent"], has_finding=True))
    by_any, by_grade = _follow_up(When(has_finding=True), key="g"), _follow_up(When(grades=["fair"]), key="h")
    scheme = make_scheme(follow_ups=[by_problem, by_any, by_grade])
    for turned in permutations(findings):
        score = city_score(JIA, "70", scheme, grade="fair")
        found = propose_follow_ups([score], make_evidence(findings=turned), scheme)
        assert [[finding.key for finding in each.findings] for each in found] == [["f1"], ["f1", "f2"], []]


@pytest.mark.parametrize(("set_to", "codes"), [(None, [JIA]), ("good", []), ("fair", [JIA])])
def test_the_grade_that_people_set_counts(
    set_to: str | None,
    codes: list[str],
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    city_score: ScoreOf,
    cities: tuple[City, ...],
) -> None:
    """Where people set a grade, that decides what follows; else the computed one after gates and ceilings."""
    scheme = make_scheme(follow_ups=[_follow_up(When(grades=["fair"]))])
    entry = None
    if set_to is not None:
        day = date(2020, 3, 1)
        entry = SetGrade(
            city=cities[0], grade=set_to, body=Body.LEADING_GROUP, on=day, document=DOCUMENT, reason="invented"
        )
    score = evolve(city_score(JIA, "95", scheme, grade="fair"), set_grade=entry)
    assert [each.city.code for each in propose_follow_ups([score], make_evidence(), scheme)] == codes


def test_a_city_without_a_grade_has_none_of_them(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf
) -> None:
    """No grade is none of the grades named."""
    scheme = make_scheme(follow_ups=[_follow_up(When(grades=["excellent", "good", "fair"]))])
    assert propose_follow_ups([city_score(JIA, "70", scheme)], make_evidence(), scheme) == ()


@pytest.mark.parametrize(
    ("kind", "changes", "clause", "english", "chinese"),
    [
        (FollowUpKind.PRAISE, {}, 8, "praise: report on the year", "表扬：就本年度工作作出说明"),
        (FollowUpKind.REWARD, {}, 8, "reward: report on the year", "奖励：就本年度工作作出说明"),
        (
            FollowUpKind.NOTICE,
            {"to": Words("the audit office", "审计厅")},
            8,
            "notice to the audit office: report on the year",
            "告知（审计厅）：就本年度工作作出说明",
        ),
        (
            FollowUpKind.TALK,
            {"role": Role.PRINCIPAL},
            9,
            "summoned talk (principal leaders): report on the year",
            "约谈（主要领导）：就本年度工作作出说明",
        ),
        (
            FollowUpKind.TALK,
            {"role": Role.IN_CHARGE},
            9,
            "summoned talk (leaders in charge): report on the year",
            "约谈（分管领导）：就本年度工作作出说明",
        ),
        (FollowUpKind.RECTIFICATION, {}, 9, "rectification: report on the year", "整改：就本年度工作作出说明"),
        (FollowUpKind.OTHER, {}, 9, "other: report on the year", "其他：就本年度工作作出说明"),
    ],
)
def test_what_follows_in_words(
    kind: FollowUpKind,
    changes: dict[str, object],
    clause: int,
    english: str,
    chinese: str,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    city_score: ScoreOf,
) -> None:
    """A proposal says what is done to whom, and the clause that it stands beside; the scheme's departure says it too."""
    scheme = make_scheme(follow_ups=[_follow_up(When(grades=["fair"]), kind=kind, **changes)])
    (found,) = propose_follow_ups([city_score(JIA, "70", scheme, grade="fair")], make_evidence(), scheme)
    assert (found.words, found.citation) == (Words(english, chinese), Citation(clause))
    (departure,) = find_departures(scheme)
    assert (departure.where, departure.citation, departure.document) == ("follow_ups[0]", Citation(clause), DOCUMENT)
    assert english in departure.what.en


@pytest.mark.parametrize("kind", list(FollowUpKind))
def test_sanctions_are_proposed_all_the_same(
    kind: FollowUpKind, make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """Whatever a scheme lets follow from a problem, the measures of Art. 9 are proposed as without it."""
    role = Role.PRINCIPAL if kind is FollowUpKind.TALK else None
    to = NAME if kind is FollowUpKind.NOTICE else None
    findings = [finding_of(ZI, is_serious=True, has_adverse_effect=True)]
    evidence, plain = make_evidence(findings=findings), make_scheme()
    scheme = make_scheme(follow_ups=[_follow_up(When(has_finding=True), kind=kind, role=role, to=to)])
    result = assess(evidence, scheme)
    assert [each.city.code for each in result.follow_ups] == [JIA]
    assert result.sanctions == assess(evidence, plain).sanctions == propose_sanctions(findings, plain)
    assert len(result.sanctions) == 4
    assert result.rewards == assess(evidence, plain).rewards


def test_follow_ups_of_a_whole_year(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """In an assessment grades and gates are those after ceilings and gates, and nothing is proposed while provisional."""
    plain = make_scheme()
    evidence = make_evidence()
    funds = plain.criterion("use").indicator
    own = [
        Observation(place=city, indicator=funds, value=value, source="s", on=date(2019, 12, 31), document=DOCUMENT)
        for city, value in zip(evidence.cities, (79, 80), strict=True)
    ]
    given = evidence.adding(observations=own)
    scheme = make_scheme(
        gates=[_gate(plain)],
        follow_ups=[
            _follow_up(When(grades=["fair"]), kind=FollowUpKind.RECTIFICATION),
            _follow_up(When(gate="gate"), key="g"),
            _follow_up(When(grades=["good"]), key="h"),
            _follow_up(When(grades=["excellent"]), key="i", kind=FollowUpKind.PRAISE),
        ],
    )
    # 甲市 would be good by its score of 80.47 and fails the gate.
    result = assess(given, scheme)
    assert [(each.city.code, each.follow_up.key) for each in result.follow_ups] == [(JIA, "f"), (JIA, "g"), (YI, "i")]
    lines = result.explain(JIA).text().split("\n")
    assert "  proposed beside the measure, report: rectification: report on the year [Art. 9] <follow_ups[0]>" in lines
    assert lines[-1] == "    · allowed by invented for tests"
    assert assess(given, scheme, provisional=True).follow_ups == ()


def test_a_proposal_in_one_line(make_scheme: SchemeOf, make_evidence: EvidenceOf, city_score: ScoreOf) -> None:
    """A proposal says its city, its name and what follows, in both languages."""
    scheme = make_scheme(follow_ups=[_follow_up(When(grades=["fair"]))])
    scores = [city_score(JIA, "70", scheme, grade="fair")]
    (proposal,) = propose_follow_ups(scores, make_evidence(), scheme)
    assert proposal.text() == "990100 甲市: report; other: report on the year"
    assert proposal.text("zh") == "990100 甲市：说明；其他：就本年度工作作出说明"
