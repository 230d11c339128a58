"""Money is divided to the fen, by largest remainder, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.allocation import Allocation, CityTask, EqualParts, PartsByScore, PartsByTask, allocate
from jxassess.faults import EvidenceError
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import ComparedOn, Scheme
from jxassess.scoring import CityScore
from jxassess.words import Words

F = Fraction
JIA, YI, BING, DING = (
    City(code=f"990{i}00", name=name) for i, name in enumerate(("甲市", "乙市", "丙市", "丁市"), start=1)
)
CITIES = [JIA, YI, BING, DING]

ScoreOf = Callable[..., CityScore]
SchemeOf = Callable[..., Scheme]


def tasks(*amounts: int | str | Fraction) -> PartsByTask:
    """Give the cities tasks, in their order."""
    pairs = zip(CITIES, amounts, strict=False)
    return PartsByTask(tasks=[CityTask(city=city, amount=amount, document="invented") for city, amount in pairs])


def fen(parts: tuple[Allocation, ...]) -> list[int]:
    """List the parts in fen."""
    return [part.fen for part in parts]


def faults(call: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Say in short what a call refuses."""
    with pytest.raises(EvidenceError) as caught:
        call()
    assert all(fault.citation == Citation(8) for fault in caught.value.faults)
    return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]


def test_equal_parts() -> None:
    """A thousand fen among three cities are 333 and a third each; the fen left over goes to the first code."""
    parts = allocate(1000, [BING, YI, JIA], EqualParts())
    assert [part.city for part in parts] == [JIA, YI, BING]
    assert [part.quota for part in parts] == [F(1000, 3)] * 3
    assert fen(parts) == [334, 333, 333]


@pytest.mark.parametrize(
    ("pool", "amounts", "expected"),
    [
        # 10 by 5 : 3 : 2 is 5, 3 and 2, with nothing left over.
        (10, (5, 3, 2), [5, 3, 2]),
        # 11 by 5 : 3 : 2 is 5.5, 3.3 and 2.2: one fen is left, and .5 is the largest remainder.
        (11, (5, 3, 2), [6, 3, 2]),
        # 8 by 5 : 3 : 2 is 4.0, 2.4 and 1.6: the last city has the largest remainder.
        (8, (5, 3, 2), [4, 2, 2]),
        # 9 by 5 : 3 : 2 is 4.5, 2.7 and 1.8: two fen are left, for .8 and .7.
        (9, (5, 3, 2), [4, 3, 2]),
        # 7 by 1 : 1 : 2 : 2 is 7/6, 7/6, 7/3, 7/3: one fen is left, and the two thirds are equal.
        (7, (1, 1, 2, 2), [1, 1, 3, 2]),
        # 1 by 1 : 1 : 1 goes whole to the first code.
        (1, (1, 1, 1), [1, 0, 0]),
        # A city without a task gets nothing, also where fen are left over.
        (2, (0, 1, 1, 1), [0, 1, 1, 0]),
        (0, (5, 3), [0, 0]),
        (100, (7,), [100]),
        # Weights may be fractions: 1/3 : 1/6 is 2 : 1.
        (4, (F(1, 3), F(1, 6)), [3, 1]),
    ],
)
def test_largest_remainder_by_hand(pool: int, amounts: tuple[int | Fraction, ...], expected: list[int]) -> None:
    """Parts are those that a hand count of quotas and remainders gives."""
    assert fen(allocate(pool, CITIES[: len(amounts)], tasks(*amounts))) == expected


def test_the_order_of_input_says_nothing() -> None:
    """The parts are the same whatever the order of cities and tasks."""
    forward = allocate(7, CITIES, tasks(1, 1, 2, 2))
    rule = PartsByTask(tasks=reversed(tasks(1, 1, 2, 2).tasks))
    assert rule == tasks(1, 1, 2, 2)
    assert allocate(7, reversed(CITIES), rule) == forward


def test_by_score(make_scheme: SchemeOf, city_score: ScoreOf) -> None:
    """Money goes by the exact score or by the published one, as is asked; scores of other cities are left aside."""
    scheme = make_scheme()
    # Published to two places 90.01 and 30.00; exact 90.006 and 30.004.
    scores = [city_score("990100", "90.006", scheme), city_score("990200", "30.004", scheme)]
    jia, yi = (score.city for score in scores)
    exact = PartsByScore(scores=scores, compared_on=ComparedOn.EXACT)
    published = PartsByScore(scores=scores, compared_on=ComparedOn.PUBLISHED)
    assert [part.quota for part in allocate(12001, [jia, yi], exact)] == [F(90006, 10), F(30004, 10)]
    assert [part.quota for part in allocate(12001, [jia, yi], published)] == [F(9001), F(3000)]
    assert fen(allocate(12001, [jia, yi], exact)) == [9001, 3000]
    assert fen(allocate(500, [yi], exact)) == [500]


def test_all_faults_at_once() -> None:
    """A negative sum, a city twice, a city without a number: all come back together."""
    found = faults(lambda: allocate(-1, [JIA, JIA, BING, DING], tasks(5, 3, 2)))
    assert found == [("bad_pool", "pool", "-1"), ("city_twice", "cities: 990100", "2"), ("no_number", DING.label, "")]


def test_no_city() -> None:
    """Money cannot be divided among nobody."""
    assert faults(lambda: allocate(100, [], EqualParts())) == [("no_city", "cities", "")]


@pytest.mark.parametrize("pool", [True, 1.0, "100", None, F(1)])
def test_a_sum_is_whole_fen(pool: object) -> None:
    """A sum that is not a whole number is refused, a truth value too."""
    assert faults(lambda: allocate(pool, CITIES, EqualParts())) == [("bad_pool", "pool", str(pool))]


def test_all_zero() -> None:
    """Tasks that are all zero divide nothing; a single one above zero does."""
    assert faults(lambda: allocate(100, [JIA, YI], tasks(0, 0))) == [("all_zero", "rule", "")]
    assert fen(allocate(100, [JIA, YI], tasks(0, 1))) == [0, 100]


def test_all_zero_is_not_said_of_missing_numbers() -> None:
    """Where a number is missing, only that is said."""
    assert faults(lambda: allocate(100, [JIA, YI], tasks(0))) == [("no_number", YI.label, "")]


def test_two_numbers_for_one_city() -> None:
    """Two tasks of one city are refused, under two spellings of its name too."""
    other = City(code="990100", name="甲市", english="Jia")
    rule = PartsByTask(tasks=[*tasks(5, 3).tasks, CityTask(city=other, amount=1, document="invented")])
    assert faults(lambda: allocate(100, [JIA, YI], rule)) == [("city_twice", f"rule: {JIA.label}", "2")]


def test_a_score_below_zero(make_scheme: SchemeOf, city_score: ScoreOf) -> None:
    """Nothing can be divided by a score below zero."""
    scores = [city_score("990100", "90", make_scheme()), city_score("990200", "-1.5", make_scheme())]
    rule = PartsByScore(scores=scores, compared_on=ComparedOn.EXACT)
    found = faults(lambda: allocate(100, [score.city for score in scores], rule))
    assert found == [("negative_weight", scores[1].city.label, "-1.5")]


def test_a_task_says_where_it_is_from() -> None:
    """A task below zero and without a document is refused for both."""
    found = faults(lambda: CityTask(city=JIA, amount=-1, document=" "))
    assert found == [("negative_weight", "amount", "-1"), ("no_document", "document", "")]


def test_a_refusal_is_said_in_both_languages() -> None:
    """A refusal says what, where, by which clause and what to do."""
    with pytest.raises(EvidenceError) as caught:
        allocate(-1, CITIES, EqualParts())
    assert caught.value.text() == (
        "1 fault in the allocation\n"
        "  pool: -1 is not a sum of money in fen [Art. 8]; give a whole number of fen, zero or more; 1 yuan is 100 fen"
    )
    assert caught.value.text("zh") == (
        "资金分配有1处差错\n  pool：-1不是以分计的金额〔第八条〕；请给出不小于零的整数，单位为分"
    )


def test_words() -> None:
    """A part is said in yuan, as a proposal, with its quota; a rule says how it divides."""
    part = allocate(100_01, [JIA, YI, BING], EqualParts())[1]
    assert part.citation == Citation(8)
    assert part.words == Words(
        "990200 乙市: 33.34 yuan proposed (exact quota ≈3333.666667 fen)",
        "990200 乙市：建议33.34元（精确份额≈3333.666667分）",
    )
    assert allocate(7, [JIA], EqualParts())[0].words.en == "990100 甲市: 0.07 yuan proposed (exact quota 7 fen)"
    assert EqualParts().words == Words("in equal parts", "平均分配")
    assert tasks(1).words == Words("by tasks", "按任务量分配")
    by_score = PartsByScore(scores=[], compared_on=ComparedOn.PUBLISHED)
    assert by_score.words == Words("by score, compared on the published value", "按成绩分配，按公布值比较")


def test_kinds() -> None:
    """Each rule has a name of its own for files."""
    assert (EqualParts.kind, PartsByScore.kind, PartsByTask.kind) == ("equal", "score", "task")


AMOUNTS = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, 10**9), st.fractions(0, 1000, max_denominator=997)),
    min_size=1,
    max_size=30,
).filter(any)


@given(st.one_of(st.integers(0, 50), st.integers(0, 10**14)), AMOUNTS)
def test_every_part_is_floor_or_ceiling(pool: int, amounts: list[int | Fraction]) -> None:
    """Whatever the sum and the tasks: floor or ceiling of each quota, the sum whole, ties in the order of codes."""
    cities = [City(code=f"99{i:02}00", name="市") for i in range(1, len(amounts) + 1)]
    pairs = zip(cities, amounts, strict=True)
    rule = PartsByTask(tasks=[CityTask(city=city, amount=amount, document="invented") for city, amount in pairs])
    parts = allocate(pool, cities, rule)
    whole = sum(map(F, amounts))
    quotas = [pool * F(amount) / whole for amount in amounts]
    assert [part.quota for part in parts] == quotas
    assert all(part.fen in (floor(part.quota), ceil(part.quota)) for part in parts)
    assert sum(fen(parts)) == pool
    order = sorted(range(len(quotas)), key=lambda i: (floor(quotas[i]) - quotas[i], cities[i].code))
    is_raised = [parts[i].fen > quotas[i] for i in order if quotas[i].denominator > 1]
    assert is_raised == sorted(is_raised, reverse=True)
