"""Scores as values: wholes are sums, and every state and part has its words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.scheme import Criterion, Group
from jxassess.scoring import CityScore, CountyScore, CriterionScore, GroupScore, Part, PartKind, Share, State

F = Fraction


@pytest.mark.parametrize(
    ("state", "english", "chinese", "is_left_out"),
    [
        (State.SCORED, "scored", "已计分", False),
        (State.MISSING_ZERO, "missing, counted zero", "缺数据，计0分", False),
        (State.MISSING_LEFT_OUT, "missing, left out", "缺数据，不计入", True),
        (State.NOT_APPLICABLE, "not applicable, left out", "不适用，不计入", True),
    ],
)
def test_states(state: State, english: str, chinese: str, is_left_out: bool) -> None:
    """Two of the four states leave a criterion out; each is said in both languages."""
    assert (state.words.en, state.words.zh, state.is_left_out) == (english, chinese, is_left_out)


def test_kinds_of_part_have_words() -> None:
    """Each kind of part is said in both languages, and no two alike."""
    assert {kind.words.zh for kind in PartKind} == {
        "按规则得分",
        "不计入部分的折算",
        "修约",
        "贫困县考核成绩",
        "换算至本方案分制",
    }
    assert len({kind.words.en for kind in PartKind}) == 5


def _criterion_score(criterion: Criterion, *points: Fraction) -> CriterionScore:
    kinds = (PartKind.RULE, PartKind.ROUNDING)
    return CriterionScore(
        where="criteria[0].children[0]",
        criterion=criterion,
        state=State.SCORED,
        observation=None,
        target=None,
        quantity=F(1),
        mean=None,
        parts=[Part(kind=kind, points=value) for kind, value in zip(kinds, points, strict=False)],
    )


def test_points_are_the_sum_of_parts(criterion: Callable[..., Criterion], group: Callable[..., Group]) -> None:
    """The points of a criterion, a group and a county are the sums of what stands below them."""
    one, two = criterion("a", 10), criterion("b", 10)
    children = (_criterion_score(one, F(20, 3), F(1, 300)), _criterion_score(two, F(5)))
    assert children[0].points == F("6.67")
    rescaling = Part(kind=PartKind.RESCALING, points=F("1.5"), factor=F(2))
    outer = GroupScore(where="criteria[0]", group=group("g", 20, one, two), children=children, parts=[rescaling])
    # 6.67 + 5 + 1.5 = 13.17
    assert outer.points == F("13.17")
    county = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
    rounding = Part(kind=PartKind.ROUNDING, points=F("-0.07"))
    score = CountyScore(county=county, groups=[outer, outer], carried=None, parts=[rounding], published=F("26.3"))
    # 2 * 13.17 - 0.07 = 26.27
    assert (score.points, score.score, score.is_left_out) == (F("26.27"), F("26.27"), False)
    assert score.citation == Citation(6)


def test_an_indicator_from_outside_the_measure_has_no_clause(criterion: Callable[..., Criterion]) -> None:
    """A criterion's score cites the clause of its indicator, and none where that has none."""
    assert _criterion_score(criterion("a", 10), F(1)).citation is None


def test_a_county_left_out_has_no_score(counties: tuple[County, ...]) -> None:
    """A county without a published score is left out: no score, zero points, whatever its share."""
    score = CountyScore(county=counties[0], groups=(), carried=None, parts=(), published=None)
    assert (score.is_left_out, score.score, score.points) == (True, None, 0)
    assert Share(score=score, weight=F(0), share=F(0)).contribution == 0


def test_a_city_is_the_sum_of_contributions(cities: tuple[City, ...], counties: tuple[County, ...]) -> None:
    """A city's score is the sum of its counties' points times their shares."""
    shares = [
        Share(
            score=CountyScore(
                county=county,
                groups=(),
                carried=None,
                parts=[Part(kind=PartKind.CARRIED, points=F(points))],
                published=F(points),
            ),
            weight=F(weight),
            share=F(weight, 6),
        )
        for county, points, weight in zip(counties, (90, 60, 66), (1, 2, 3), strict=False)
    ]
    score = CityScore(
        city=cities[0], shares=shares, published=F(68), grade_by_score=None, grade=None, rank=None, ceilings=()
    )
    # 90/6 + 60 * 2/6 + 66 * 3/6 = 15 + 20 + 33
    assert [share.contribution for share in score.shares] == [15, 20, 33]
    assert score.score == 68
    assert score.citation == Citation(6)
