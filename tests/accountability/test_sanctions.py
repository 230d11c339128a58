"""Sanctions follow from confirmed findings and from nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jxassess.accountability import POSTS, Post, Role, Sanction, SanctionKind, propose_sanctions
from jxassess.evidence import Finding, Verdict
from jxassess.measure import Body, Citation, Problem
from jxassess.scheme import DayKind, Rectification, Scheme
from jxassess.words import Words

CRITICISM, TALK = SanctionKind.CRITICISM, SanctionKind.TALK
RECTIFICATION, HOLDING = SanctionKind.RECTIFICATION, SanctionKind.HOLDING_TO_ACCOUNT

FindingOf = Callable[..., Finding]
SchemeOf = Callable[..., Scheme]


def test_no_finding_no_sanction(make_scheme: SchemeOf) -> None:
    """Without a finding nothing is proposed."""
    assert propose_sanctions([], make_scheme()) == ()


def test_a_rejected_finding_leads_to_nothing(make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """A rejected finding leads to nothing, beside a confirmed one too."""
    rejected, confirmed = finding_of("990121", Verdict.REJECTED, key="f1"), finding_of("990221", key="f2")
    assert propose_sanctions([rejected], make_scheme()) == ()
    assert {sanction.finding for sanction in propose_sanctions([rejected, confirmed], make_scheme())} == {confirmed}


@pytest.mark.parametrize(
    ("is_serious", "has_adverse_effect", "kinds"),
    [
        (False, False, [CRITICISM, TALK, RECTIFICATION]),
        (True, False, [CRITICISM, TALK, RECTIFICATION]),
        (False, True, [CRITICISM, TALK, RECTIFICATION]),
        (True, True, [CRITICISM, TALK, RECTIFICATION, HOLDING]),
    ],
)
def test_three_measures_always_the_fourth_only_with_both(
    is_serious: bool, has_adverse_effect: bool, kinds: list[SanctionKind], make_scheme: SchemeOf, finding_of: FindingOf
) -> None:
    """The three measures follow from each confirmed problem; holding to account only from gravity and effect together."""
    finding = finding_of("990121", is_serious=is_serious, has_adverse_effect=has_adverse_effect)
    sanctions = propose_sanctions([finding], make_scheme())
    assert [sanction.kind for sanction in sanctions] == kinds
    assert all(sanction.finding == finding for sanction in sanctions)


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_has_the_same_measures(problem: Problem, make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """Each of the seven problems leads to the three measures, and each cites the clause of its problem."""
    sanctions = propose_sanctions([finding_of("990121", problem=problem)], make_scheme())
    assert [sanction.kind for sanction in sanctions] == [CRITICISM, TALK, RECTIFICATION]
    assert {sanction.citation for sanction in sanctions} == {problem.citation}


@pytest.mark.parametrize("code", ["990100", "990121"])
def test_the_city_answers(code: str, make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """The city answers for a problem in itself and in one of its counties."""
    sanctions = propose_sanctions([finding_of(code)], make_scheme())
    assert [sanction.city.code for sanction in sanctions] == ["990100"] * 3


def test_each_finding_has_its_own_measures(make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """Two findings lead to two sets of measures, in the order of their keys."""
    findings = [
        finding_of("990221", key="f2", is_serious=True, has_adverse_effect=True),
        finding_of("990121", key="f1"),
    ]
    sanctions = propose_sanctions(findings, make_scheme())
    assert [(sanction.finding.key, sanction.kind) for sanction in sanctions] == [
        ("f1", CRITICISM),
        ("f1", TALK),
        ("f1", RECTIFICATION),
        ("f2", CRITICISM),
        ("f2", TALK),
        ("f2", RECTIFICATION),
        ("f2", HOLDING),
    ]


def test_a_talk_offers_four_posts(make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """A talk offers principal leader and leader in charge, of committee and of government; no other measure does."""
    criticism, talk, rectification = propose_sanctions([finding_of("990121")], make_scheme())
    assert talk.posts == POSTS
    assert {(post.body, post.role) for post in talk.posts} == {
        (Body.CITY_COMMITTEE, Role.PRINCIPAL),
        (Body.CITY_COMMITTEE, Role.IN_CHARGE),
        (Body.CITY_GOVERNMENT, Role.PRINCIPAL),
        (Body.CITY_GOVERNMENT, Role.IN_CHARGE),
    }
    assert len(POSTS) == 4
    assert (criticism.posts, rectification.posts) == ((), ())


@pytest.mark.parametrize(
    ("limit", "english", "chinese"),
    [
        (
            Rectification(days=30, day_kind=DayKind.WORKING),
            "rectification within a time limit: 30 working days",
            "限期整改：30个工作日",
        ),
        (
            Rectification(days=90, day_kind=DayKind.CALENDAR),
            "rectification within a time limit: 90 calendar days",
            "限期整改：90日",
        ),
    ],
)
def test_the_limit_is_the_schemes(
    limit: Rectification, english: str, chinese: str, make_scheme: SchemeOf, finding_of: FindingOf
) -> None:
    """The time limit of a rectification is that of the scheme, with its path; no other measure has one."""
    sanctions = propose_sanctions([finding_of("990121")], make_scheme(rectification=limit))
    assert [(sanction.limit, sanction.where) for sanction in sanctions] == [
        (None, ""),
        (None, ""),
        (limit, "rectification"),
    ]
    assert (sanctions[2].words.en, sanctions[2].words.zh) == (english, chinese)


def test_words(make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """Each proposal is said in both languages; a talk names the posts to choose from."""
    finding = finding_of("990121", is_serious=True, has_adverse_effect=True)
    criticism, talk, _, holding = propose_sanctions([finding], make_scheme())
    assert (criticism.words.en, criticism.words.zh) == ("criticism by circular", "通报批评")
    assert (holding.words.en, holding.words.zh) == ("holding to account", "责任追究")
    assert talk.words.en == (
        "summoned talk: to choose from principal leader of the city committee, leader in charge of the city committee, "
        "principal leader of the city government, leader in charge of the city government"
    )
    assert talk.words.zh == "约谈：对象在市委主要领导、市委分管领导、市政府主要领导、市政府分管领导中选定"


def test_a_talk_with_the_posts_chosen(make_scheme: SchemeOf, finding_of: FindingOf) -> None:
    """A talk narrowed to the posts that people chose names those."""
    finding = finding_of("990121")
    chosen = [Post(Body.CITY_GOVERNMENT, Role.IN_CHARGE)]
    talk = Sanction(kind=TALK, city=finding.city, finding=finding, posts=chosen)
    assert talk.words.zh == "约谈：对象在市政府分管领导中选定"


def test_kinds() -> None:
    """All four kinds stand in one sentence of Art. 9; each is written by its value and said in both languages."""
    assert {kind.citation for kind in SanctionKind} == {Citation(9)}
    assert {kind.value: kind.words for kind in SanctionKind} == {
        "criticism": Words("criticism by circular", "通报批评"),
        "talk": Words("summoned talk", "约谈"),
        "rectification": Words("rectification within a time limit", "限期整改"),
        "holding_to_account": Words("holding to account", "责任追究"),
    }
