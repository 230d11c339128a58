"""Scores as values: wholes are sums, and every state and part has its words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.scheme import Criterion, Group
from jxassess.scoring import (
    AppliedAdjustment,
    CityScore,
    CountyScore,
    CriterionScore,
    GroupScore,
    LeftOut,
    Part,
    PartKind,
    Share,
    State,
)
from jxassess.words import Words

F = Fraction


@pytest.mark.parametrize(
    ("key", "state", "english", "chinese"),
    [
        ("scored", State.SCORED, "scored", "已计分"),
        ("missing_zero", State.MISSING_ZERO, "missing, counted zero", "缺数据，计0分"),
        ("missing_left_out", State.MISSING_LEFT_OUT, "missing, left out", "缺数据，不计入"),
        ("not_applicable", State.NOT_APPLICABLE, "not applicable, left out", "不适用，不计入"),
    ],
)
def test_states(key: str, state: State, english: str, chinese: str) -> None:
    """Each of the four states has a value of its own and is said in both languages."""
    assert (State(key), state.value, state.words) == (state, key, Words(english, chinese))


def test_there_are_four_states() -> None:
    """A criterion is scored, missing and zero, missing and left out, or not applicable."""
    assert len(State) == 4


def test_kinds_of_part_have_words() -> None:
    """Each kind of part is written by its value and said in both languages, and no two alike."""
    assert {kind.value: kind.words for kind in PartKind} == {
        "rule": Words("points by the rule", "按规则得分"),
        "rescaling": Words("rescaling for what was left out", "不计入部分的折算"),
        "rounding": Words("rounding", "修约"),
        "carried": Words("carried score", "贫困县考核成绩"),
        "conversion": Words("conversion to the scale of the scheme", "换算至本方案分制"),
        "cutoff": Words("taken by the cutoff", "一票否决扣回"),
        "falsified": Words("taken because the data were falsified", "数据弄虚作假扣回"),
        "county_share": Words("share of the counties' mean", "县级成绩加权平均的份额"),
        "cap": Words("cap", "封顶"),
    }


def test_a_county_is_left_out_for_one_of_two_reasons() -> None:
    """A county has no score because nothing applies there or because it was not drawn."""
    assert {reason.value: reason.words for reason in LeftOut} == {
        "nothing_applies": Words("nothing applies here", "全部指标不适用"),
        "not_sampled": Words("not drawn for the sample", "未被抽中"),
    }


def _criterion_score(criterion: Criterion, *points: Fraction) -> CriterionScore:
    kinds = (PartKind.RULE, PartKind.ROUNDING)
    return CriterionScore(
        where="criteria[0].children[0]",
        criterion=criterion,
        state=State.SCORED,
        observations=[],
        target=None,
        quantity=F(1),
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
    """A county that is left out has no score and zero points, whatever its share."""
    score = CountyScore(
        county=counties[0], groups=(), carried=None, parts=(), published=None, left_out=LeftOut.NOTHING_APPLIES
    )
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


def _part(points: Fraction | int, kind: PartKind = PartKind.CARRIED) -> Part:
    return Part(kind=kind, points=F(points))


def _county_score(county: County, points: int) -> CountyScore:
    return CountyScore(county=county, groups=(), carried=None, parts=[_part(points)], published=F(points))


def test_sums_follow_a_change(
    criterion: Callable[..., Criterion],
    group: Callable[..., Group],
    cities: tuple[City, ...],
    counties: tuple[County, ...],
) -> None:
    """A whole with another part has another sum, on every level from the criterion to the city."""
    one = criterion("a", 10)
    low, high = _criterion_score(one, F(4)), evolve(_criterion_score(one, F(4)), parts=[_part(F("6.5"), PartKind.RULE)])
    assert (low.points, high.points) == (4, F("6.5"))
    inner = GroupScore(where="criteria[0]", group=group("g", 10, one), children=(low,), parts=())
    assert (inner.points, evolve(inner, children=(high,)).points) == (4, F("6.5"))
    assert evolve(inner, parts=[_part(-1, PartKind.ROUNDING)]).points == 3
    county = CountyScore(county=counties[0], groups=[inner], carried=None, parts=(), published=F(4))
    changed = evolve(county, groups=[evolve(inner, children=(high,))])
    assert (county.points, county.score, changed.points, changed.score) == (4, 4, F("6.5"), F("6.5"))
    # Left out, it has no score, whatever its groups have.
    assert evolve(county, published=None, left_out=LeftOut.NOT_SAMPLED).score is None
    share = Share(score=county, weight=F(1), share=F(1, 2))
    assert (share.contribution, evolve(share, score=changed).contribution) == (2, F("3.25"))
    assert evolve(share, share=F(1, 4)).contribution == 1
    other = Share(score=_county_score(counties[1], 90), weight=F(1), share=F(1, 2))
    city = CityScore(
        city=cities[0], shares=[share, other], published=F(47), grade_by_score=None, grade=None, rank=None, ceilings=()
    )
    # 4/2 + 90/2 = 47, 6.5/2 + 90/2 = 48.25; a rank moves nothing.
    assert (city.score, evolve(city, rank=1).score) == (47, 47)
    assert evolve(city, shares=[evolve(share, score=changed), other]).score == F("48.25")


def test_equal_parts_make_equal_scores(
    criterion: Callable[..., Criterion], group: Callable[..., Group], counties: tuple[County, ...]
) -> None:
    """Scores of equal parts are equal, however they came to be; an equal sum of other parts is not enough."""
    one = criterion("a", 10)
    first = _criterion_score(one, F(4), F(1))
    assert evolve(_criterion_score(one, F(9)), parts=first.parts) == first
    assert hash(evolve(_criterion_score(one, F(9)), parts=first.parts)) == hash(first)
    swapped = _criterion_score(one, F(1), F(4))
    assert swapped.points == first.points
    assert swapped != first
    inner = GroupScore(where="criteria[0]", group=group("g", 10, one), children=(first,), parts=())
    assert evolve(inner, children=(swapped,)) != inner
    assert evolve(evolve(inner, children=(swapped,)), children=(first,)) == inner
    score = CountyScore(county=counties[0], groups=[inner], carried=None, parts=(), published=F(5))
    assert evolve(score, groups=[evolve(inner, children=(swapped,))]) != score
    share = Share(score=score, weight=F(1), share=F(1))
    assert evolve(evolve(share, share=F(1, 2)), share=F(1)) == share


@pytest.mark.parametrize("made", [CriterionScore, GroupScore, AppliedAdjustment, CountyScore, Share, CityScore])
def test_a_sum_cannot_be_given(made: type) -> None:
    """No whole can be given a sum that is not that of its parts."""
    name = {Share: "contribution", CityScore: "score"}.get(made, "points")
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
        made(**{name: F(1)})
