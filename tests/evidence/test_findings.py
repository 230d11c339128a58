"""Findings: what people decided, with the facts that each clause asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations

import pytest

from jxassess import City, County, EvidenceError, Fact, FactKind, Finding, Problem, Verdict
from jxassess.evidence import REQUIRED_FACTS, Finder

BEGIN, END = date(2019, 3, 1), date(2019, 6, 30)

# After the clauses: what must be stated for each problem.
FACTS = {
    "Art. 9(1)": ["shortfall"],
    "Art. 9(2)": ["rule", "act"],
    "Art. 9(3)": ["rule", "act"],
    "Art. 9(4)": ["rule", "act"],
    "Art. 9(5)": ["low_rate"],
    "Art. 9(6)": ["violation", "found_by", "not_done"],
    "Art. 9(7)": ["not_done", "effect"],
}


def facts(problem: Problem, *, without: str = "") -> list[Fact]:
    kinds = [kind for kind in FACTS[problem.value] if kind != without]
    return [Fact(FactKind(kind), "audit" if kind == "found_by" else "in plain words") for kind in kinds]


def refusal(make: Callable[[], object]) -> EvidenceError:
    with pytest.raises(EvidenceError) as error:
        make()
    return error.value


def codes(error: EvidenceError) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in error.faults]


@pytest.mark.parametrize("problem", Problem)
def test_each_problem_stands_with_its_facts(make_finding: Callable[..., Finding], problem: Problem) -> None:
    """A finding with exactly the facts of its clause stands."""
    finding = make_finding(problem=problem, facts=facts(problem))
    assert sorted(fact.kind.value for fact in finding.facts) == sorted(FACTS[problem.value])


@pytest.mark.parametrize(("problem", "kind"), [(Problem(p), kind) for p, kinds in FACTS.items() for kind in kinds])
def test_no_problem_stands_without_one_of_its_facts(
    make_finding: Callable[..., Finding], problem: Problem, kind: str
) -> None:
    """Each fact that a clause asks for is needed, and its absence cites that clause."""
    error = refusal(lambda: make_finding(problem=problem, facts=facts(problem, without=kind)))
    assert [(f.code, f.where, f.value, str(f.citation)) for f in error.faults] == [
        ("fact_missing", "facts", kind, problem.value)
    ]


def test_required_facts_are_those_of_the_clauses() -> None:
    """The table of required facts lists all seven problems in the order of the text."""
    assert {problem.value: [kind.value for kind in kinds] for problem, kinds in REQUIRED_FACTS} == FACTS
    assert [problem for problem, _ in REQUIRED_FACTS] == list(Problem)


def test_a_blank_fact_is_no_fact(make_finding: Callable[..., Finding]) -> None:
    """A fact whose text is blank counts as missing; the fault says which one in words."""
    error = refusal(
        lambda: make_finding(
            problem=Problem.DUTY_NOT_CARRIED_OUT,
            facts=[Fact(FactKind.NOT_DONE, "no visits"), Fact(FactKind.EFFECT, "　")],
        )
    )
    assert str(error) == (
        "1 fault in finding f1\n"
        "  facts: the fact 'effect' is missing [Art. 9(7)]; state it; it is an element of the clause"
    )


def test_other_facts_may_be_added(make_finding: Callable[..., Finding]) -> None:
    """More facts than the clause asks for are kept."""
    more = [*facts(Problem.FALSE_EXIT), Fact(FactKind.EFFECT, "complaints"), Fact(FactKind.ACT, "a second act")]
    assert len(make_finding(facts=more).facts) == 4


def test_facts_have_one_order(make_finding: Callable[..., Finding]) -> None:
    """Facts are kept by kind and text, so that a finding does not depend on the order of input."""
    given = [Fact(FactKind.ACT, "b"), Fact(FactKind.RULE, "r"), Fact(FactKind.ACT, "a")]
    assert {make_finding(facts=order) for order in permutations(given)} == {make_finding(facts=given)}
    assert [fact.text for fact in make_finding(facts=given).facts] == ["r", "a", "b"]


@pytest.mark.parametrize("finder", ["discipline_inspection", "supervision", "audit", "public"])
def test_the_four_who_find_violations(make_finding: Callable[..., Finding], finder: str) -> None:
    """Art. 9(6) lists four who find violations."""
    given = [*facts(Problem.INACTION, without="found_by"), Fact(FactKind.FOUND_BY, finder)]
    assert Fact(FactKind.FOUND_BY, finder) in make_finding(problem=Problem.INACTION, facts=given).facts
    assert len(Finder) == 4


def test_nobody_else_finds_violations(make_finding: Callable[..., Finding]) -> None:
    """A finder that the clause does not list is refused, whatever the problem."""
    given = [*facts(Problem.INACTION, without="found_by"), Fact(FactKind.FOUND_BY, "the press")]
    error = refusal(lambda: make_finding(problem=Problem.INACTION, facts=given))
    assert error.faults[0].text() == (
        "facts[1].text: 'the press' is none of those who find violations [Art. 9(6)]; "
        "use one of discipline_inspection, supervision, audit, public"
    )
    error = refusal(lambda: make_finding(facts=[*facts(Problem.FALSE_EXIT), Fact(FactKind.FOUND_BY, "")]))
    assert codes(error) == [("unknown_finder", "facts[2].text")]


@pytest.mark.parametrize("problem", [Problem.FUNDS_VIOLATION, Problem.PROHIBITED_ACT])
def test_two_problems_arise_in_counties_only(
    make_finding: Callable[..., Finding], cities: tuple[City, ...], problem: Problem
) -> None:
    """Art. 9(2) and (3) speak of counties: a city comes into them only through one."""
    error = refusal(lambda: make_finding(problem=problem, place=cities[0], facts=facts(problem)))
    assert codes(error) == [("not_a_county", "place")]
    assert error.faults[0].text() == (
        f"place: 990100 甲市 is not a county [{problem.value}]; name the county through which the problem arose"
    )


def test_the_other_problems_arise_in_cities_too(make_finding: Callable[..., Finding], cities: tuple[City, ...]) -> None:
    """The other five problems can be found in a city itself."""
    for problem in set(Problem) - {Problem.FUNDS_VIOLATION, Problem.PROHIBITED_ACT}:
        assert make_finding(problem=problem, place=cities[0], facts=facts(problem)).city == cities[0]


def test_the_city_answers(
    make_finding: Callable[..., Finding], cities: tuple[City, ...], counties: tuple[County, ...]
) -> None:
    """For a problem in a county its city answers."""
    assert make_finding(place=counties[4]).city == cities[1]


def test_a_period_may_be_one_day(make_finding: Callable[..., Finding]) -> None:
    """A problem may concern one day and be decided on it."""
    assert make_finding(begin=BEGIN, end=BEGIN, decided_on=BEGIN).end == BEGIN


def test_a_period_does_not_end_before_it_begins(make_finding: Callable[..., Finding]) -> None:
    """Days out of order are refused."""
    error = refusal(lambda: make_finding(begin=END, end=BEGIN))
    assert codes(error) == [("period_backwards", "end")]
    assert error.faults[0].text() == "end: ends 2019-03-01, before it begins 2019-06-30; mend one of the days"


def test_nothing_is_decided_before_it_began(make_finding: Callable[..., Finding]) -> None:
    """A decision made before the first day of the problem is refused; one made before its last day is not."""
    error = refusal(lambda: make_finding(decided_on=date(2019, 2, 28)))
    assert codes(error) == [("decided_too_early", "decided_on")]
    assert error.faults[0].text() == (
        "decided_on: decided 2019-02-28, before the problem began 2019-03-01; mend one of the days"
    )
    assert make_finding(decided_on=date(2019, 4, 1)).decided_on < END


@pytest.mark.parametrize("name", ["begin", "end", "decided_on"])
def test_days_of_a_finding_have_no_time(make_finding: Callable[..., Finding], name: str) -> None:
    """A moment in any of the three days is refused, and then their order is not judged."""
    error = refusal(lambda: make_finding(**{name: datetime(2019, 5, 1, 9)}))
    assert codes(error) == [("not_a_day", name)]
    assert error.faults[0].text() == (
        f"{name}: datetime.datetime(2019, 5, 1, 9, 0) is not a plain day; give a date without a time"
    )


def test_each_day_with_a_time_is_told(make_finding: Callable[..., Finding]) -> None:
    """Three moments are three faults, beside those of texts and facts."""
    moment = datetime(2019, 5, 1)
    error = refusal(lambda: make_finding(begin=moment, end=moment, decided_on=moment, reply="", facts=[]))
    assert [code for code, _ in codes(error)] == ["no_text", *["not_a_day"] * 3, *["fact_missing"] * 2]


@pytest.mark.parametrize(
    ("is_serious", "has_effect", "where"),
    [(True, False, "is_serious"), (False, True, "has_adverse_effect"), (True, True, "is_serious")],
)
def test_a_rejected_finding_is_not_grave(
    make_finding: Callable[..., Finding], is_serious: bool, has_effect: bool, where: str
) -> None:
    """Gravity and adverse effect are recorded of confirmed findings only."""
    changes = {"is_serious": is_serious, "has_adverse_effect": has_effect}
    error = refusal(lambda: make_finding(verdict=Verdict.REJECTED, **changes))
    assert codes(error) == [("gravity_of_rejected", where)]
    assert error.faults[0].text() == (
        f"{where}: a rejected finding is recorded as grave; confirm it, or take the record of gravity back"
    )
    assert make_finding(**changes).is_confirmed


def test_verdicts(make_finding: Callable[..., Finding]) -> None:
    """People confirm or reject; a rejected finding is kept and needs its facts all the same."""
    assert make_finding().is_confirmed
    assert not make_finding(verdict=Verdict.REJECTED).is_confirmed
    assert len(refusal(lambda: make_finding(verdict=Verdict.REJECTED, facts=[])).faults) == 2


def test_every_fault_of_a_finding_comes_at_once(make_finding: Callable[..., Finding], cities: tuple[City, ...]) -> None:
    """Texts, days, gravity, place and facts are all reported together."""
    error = refusal(
        lambda: make_finding(
            key="",
            place=cities[0],
            problem=Problem.FUNDS_VIOLATION,
            verdict=Verdict.REJECTED,
            begin=END,
            end=BEGIN,
            facts=[Fact(FactKind.FOUND_BY, "hearsay")],
            document=" ",
            reply="",
            is_serious=True,
        )
    )
    assert codes(error) == [
        ("no_text", "key"),
        ("no_text", "document"),
        ("no_text", "reply"),
        ("period_backwards", "end"),
        ("gravity_of_rejected", "is_serious"),
        ("not_a_county", "place"),
        ("fact_missing", "facts"),
        ("fact_missing", "facts"),
        ("unknown_finder", "facts[0].text"),
    ]


def test_kinds_of_fact_have_words() -> None:
    """Every kind of fact is said in both languages, no two alike."""
    assert FactKind.SHORTFALL.words.text() == "missed line of the plan"
    assert FactKind.SHORTFALL.words.text("zh") == "未完成的计划任务"
    for language in ("en", "zh"):
        assert len({kind.words.text(language) for kind in FactKind}) == len(FactKind) == 8


@pytest.mark.parametrize(
    ("kind", "text", "english", "chinese"),
    [
        (FactKind.FOUND_BY, "public", "the public", "群众反映"),
        (FactKind.FOUND_BY, "the press", "the press", "the press"),
        (FactKind.ACT, "audit", "audit", "audit"),
    ],
)
def test_a_fact_in_words(kind: FactKind, text: str, english: str, chinese: str) -> None:
    """A fact is said as people wrote it; only the finder, which is a key, is said in both languages."""
    assert (Fact(kind, text).words.en, Fact(kind, text).words.zh) == (english, chinese)


def test_faults_in_chinese(make_finding: Callable[..., Finding], cities: tuple[City, ...]) -> None:
    """What is refused is said in Chinese as well."""
    error = refusal(
        lambda: make_finding(
            place=cities[0],
            problem=Problem.FUNDS_VIOLATION,
            verdict=Verdict.REJECTED,
            decided_on=date(2019, 1, 1),
            facts=[Fact(FactKind.RULE, "r"), Fact(FactKind.FOUND_BY, "hearsay")],
            has_adverse_effect=True,
        )
    )
    assert error.text("zh") == (
        "问题认定f1有5处差错\n"
        "  decided_on：认定日2019-01-01早于问题起始日2019-03-01；请更正日期\n"
        "  has_adverse_effect：不予认定的问题却记为情节严重或造成不良影响；请改为认定，或撤去该记录\n"
        "  place：990100 甲市不是县级单位〔第九条第(二)项〕；请注明问题所在的县\n"
        "  facts：缺少事实要素“行为”〔第九条第(二)项〕；请填写；该项情形包含此要素\n"
        "  facts[1].text：发现渠道'hearsay'不在规定之列〔第九条第(六)项〕；"
        "请使用discipline_inspection, supervision, audit, public之一"
    )
    error = refusal(lambda: make_finding(begin=END, end=BEGIN))
    assert error.faults[0].text("zh") == "end：止于2019-03-01，早于起始日2019-06-30；请更正日期"
