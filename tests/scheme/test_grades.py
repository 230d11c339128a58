"""Rounding, comparison, grades, ranks."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from jxassess.exact import Exactable, RoundingMode
from jxassess.faults import SchemeError
from jxassess.measure import Body
from jxassess.scheme import (
    ComparedOn,
    EdgeTies,
    Grade,
    GradeQuota,
    GradeQuotas,
    Grades,
    GradesSetBy,
    Ranking,
    Rounding,
    RoundingStage,
    Ties,
)
from jxassess.words import Words


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_rounding() -> None:
    """A value is published with the places and the mode that the scheme says."""
    value = Fraction("85.125")
    half_up = Rounding(places=2, mode=RoundingMode.HALF_UP, stages=[])
    half_even = Rounding(places=2, mode=RoundingMode.HALF_EVEN, stages=[])
    assert half_up.published(value) == Fraction("85.13")
    assert half_even.published(value) == Fraction("85.12")
    assert Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[]).published(value) == 85
    assert Rounding(places=10, mode=RoundingMode.HALF_UP, stages=[]).published(value) == value


def test_rounding_at_stages() -> None:
    """A value is rounded on the way at the stages that the scheme names, and at no other."""
    rounding = Rounding(places=1, mode=RoundingMode.HALF_UP, stages=[RoundingStage.COUNTIES, RoundingStage.CRITERIA])
    assert rounding.stages == (RoundingStage.CRITERIA, RoundingStage.COUNTIES)
    assert {stage: rounding.after(stage, Fraction("7.25")) for stage in RoundingStage} == {
        RoundingStage.CRITERIA: Fraction("7.3"),
        RoundingStage.DIMENSIONS: Fraction("7.25"),
        RoundingStage.COUNTIES: Fraction("7.3"),
    }


def test_rounding_words() -> None:
    """Rounding and its stages are said in both languages."""
    assert Rounding(places=2, mode=RoundingMode.HALF_EVEN, stages=[]).words == Words(
        "2 decimal places, half to even", "保留2位小数，四舍六入五成双"
    )
    assert Rounding(places=1, mode=RoundingMode.HALF_UP, stages=[]).words == Words(
        "1 decimal place, half up", "保留1位小数，四舍五入"
    )
    assert Rounding(places=0, mode=RoundingMode.HALF_UP, stages=[]).words.en == "0 decimal places, half up"
    assert [stage.words for stage in RoundingStage] == [
        Words("criteria", "指标得分"),
        Words("dimensions", "内容得分"),
        Words("counties", "县级成绩"),
    ]


@pytest.mark.parametrize("places", [-1, 11])
def test_bad_places(places: int) -> None:
    """Decimal places lie between 0 and 10."""
    with pytest.raises(SchemeError) as error:
        Rounding(places=places, mode=RoundingMode.HALF_UP, stages=[])
    assert kinds(error.value) == [("bad_places", "places", str(places))]
    assert str(error.value) == (
        f"1 fault in the rounding\n  places: {places} decimal places; give a whole number from 0 to 10"
    )
    assert error.value.text("zh") == f"修约有1处差错\n  places：小数位数{places}不合规；请给出0至10的整数"


def test_all_faults_of_rounding_at_once() -> None:
    """A stage named twice is refused together with bad places."""
    stages = [RoundingStage.CRITERIA, RoundingStage.COUNTIES, RoundingStage.CRITERIA]
    with pytest.raises(SchemeError) as error:
        Rounding(places=-1, mode=RoundingMode.HALF_UP, stages=stages)
    assert kinds(error.value) == [("bad_places", "places", "-1"), ("repeated", "stages[1]", "criteria")]


def test_compared_on() -> None:
    """The exact or the published value decides, as the scheme says."""
    exact, published = Fraction("89.995"), Fraction(90)
    assert ComparedOn.EXACT.choose(exact, published) == exact
    assert ComparedOn.PUBLISHED.choose(exact, published) == published


def band(key: str, at_least: Exactable | None = None, below: Exactable | None = None) -> Grade:
    return Grade(key=key, name=Words(key or "none", "等次"), at_least=at_least, below=below)


def grades(*bands: Grade) -> Grades:
    return Grades(bands=bands, compared_on=ComparedOn.PUBLISHED)


def refused_grades(*bands: Grade) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        grades(*bands)
    return error.value


GOOD = (band("excellent", 90), band("good", 80, 90), band("fair", "60.5", 80), band("poor", None, "60.5"))


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("100", "excellent"),
        ("90", "excellent"),
        ("89.99", "good"),
        ("80", "good"),
        ("79.99", "fair"),
        ("60.5", "fair"),
        ("60.49", "poor"),
        ("0", "poor"),
        ("-3", "poor"),
        ("1000", "excellent"),
    ],
)
def test_grade_of_a_value(value: str, key: str) -> None:
    """Bands are half-open: a lower bound belongs to its grade, an upper one to the next better grade."""
    assert grades(*GOOD).of(Fraction(value)).key == key


def test_grade_between_decimals() -> None:
    """A value as near to a bound as one likes still lies on its own side of it."""
    assert grades(*GOOD).of(Fraction(90) - Fraction(1, 10**30)).key == "good"


def test_index() -> None:
    """The best grade has the place 0."""
    assert [grades(*GOOD).index(key) for key in ("excellent", "good", "fair", "poor")] == [0, 1, 2, 3]


def test_one_grade() -> None:
    """A single grade without bounds takes every value."""
    assert grades(band("all")).of(Fraction(-5)).key == "all"


def test_no_grade() -> None:
    """No grade at all is refused."""
    error = refused_grades()
    assert kinds(error) == [("empty", "bands", "")]
    assert str(error) == (
        "1 fault in the grades\n  bands: nothing stands here; give at least one entry, or leave the whole out"
    )


def test_printed_overlap() -> None:
    """90 to 100, 80 to 90, below 80 as printed: read with closed upper bounds, 90 stands in two bands."""
    error = refused_grades(band("excellent", 90), band("good", 80, "90.01"), band("fair", None, 80))
    assert kinds(error) == [("grade_overlap", "bands[1].below", "90.01")]
    assert error.faults[0].text() == (
        "bands[1].below: between 90 and 90.01 two grades are given; let each grade begin where the next lower one ends"
    )
    assert error.faults[0].text("zh") == ("bands[1].below：90至90.01之间有两个等次；上一等次的起点应等于下一等次的终点")


def test_printed_bands_with_closed_ends() -> None:
    """90 to 100, 80 to 90, below 80 with the 100 written down: the best grade may not end."""
    error = refused_grades(band("excellent", 90, 100), band("good", 80, 90), band("fair", None, 80))
    assert kinds(error) == [("grade_open", "bands[0].below", "excellent")]
    assert error.faults[0].text() == (
        "bands[0].below: the excellent grade has a bound on its outer side; "
        "leave `below` out of the best grade and `at_least` out of the last"
    )
    assert error.faults[0].text("zh") == (
        "bands[0].below：excellent等次外侧设有界限；最高等次不设below，最低等次不设at_least"
    )


def test_printed_gap() -> None:
    """90 to 100, 80 to 89, 60 to 79 as printed: 89.5 stands in no band, nor 79.5, nor what lies below 60."""
    error = refused_grades(band("excellent", 90), band("good", 80, 89), band("fair", 60, 79))
    assert kinds(error) == [
        ("grade_open", "bands[2].at_least", "fair"),
        ("grade_gap", "bands[1].below", "89"),
        ("grade_gap", "bands[2].below", "79"),
    ]
    assert error.faults[1].text() == (
        "bands[1].below: between 89 and 90 no grade is given; let each grade begin where the next lower one ends"
    )
    assert error.faults[1].text("zh") == ("bands[1].below：89至90之间没有等次；上一等次的起点应等于下一等次的终点")


def test_bound_missing() -> None:
    """Neighbours name the bound between them on both sides."""
    error = refused_grades(band("excellent"), band("good", 80), band("fair"))
    assert kinds(error) == [
        ("grade_bound_missing", "bands[0].at_least", "excellent"),
        ("grade_bound_missing", "bands[1].below", "good"),
        ("grade_bound_missing", "bands[2].below", "fair"),
    ]
    assert error.faults[0].text() == (
        "bands[0].at_least: the grade excellent lacks a bound towards its neighbour; "
        "give `at_least` to all but the last and `below` to all but the best"
    )
    assert error.faults[0].text("zh") == (
        "bands[0].at_least：等次excellent缺少与相邻等次的界限；除最低等次外均设at_least，除最高等次外均设below"
    )


def test_worst_first() -> None:
    """Bands written the wrong way round are refused."""
    error = refused_grades(band("fair", None, 80), band("good", 80))
    assert [fault.code for fault in error.faults] == [
        "grade_open",
        "grade_open",
        "grade_bound_missing",
        "grade_bound_missing",
    ]


@pytest.mark.parametrize("upper", [80, 70])
def test_band_without_a_score(upper: int) -> None:
    """A band that ends where it begins, or before, is refused though its neighbours fit: no score lies in it."""
    error = refused_grades(band("excellent", upper), band("good", "80.0", upper), band("fair", None, 80))
    assert kinds(error) == [("grade_empty", "bands[1]", "80")]
    assert error.faults[0].text() == (
        f"bands[1]: the grade begins at 80 and ends below {upper}; let at_least be smaller than below"
    )
    assert error.faults[0].text("zh") == f"bands[1]：等次起于80，止于{upper}以下；at_least应小于below"


def test_narrow_band() -> None:
    """A band is as narrow as one likes so long as some score lies in it."""
    narrow = grades(band("excellent", 80), band("good", "79.99", 80), band("fair", None, "79.99"))
    assert [narrow.of(Fraction(value)).key for value in ("80", "79.995", "79.99", "79.98")] == [
        "excellent",
        "good",
        "good",
        "fair",
    ]


def test_all_faults_of_grades_at_once() -> None:
    """Keys and names of grades are checked with their bounds, each at its path."""
    nameless = Grade(key="Good", name=Words("good", ""), at_least=80, below=90)
    again = Grade(key="Good", name=Words("again", "又"), below=80)
    error = refused_grades(band("excellent", 90, 85), nameless, again)
    assert kinds(error) == [
        ("bad_key", "bands[1].key", "Good"),
        ("no_name", "bands[1].name", ""),
        ("bad_key", "bands[2].key", "Good"),
        ("repeated", "bands[2].key", "Good"),
        ("grade_empty", "bands[0]", "90"),
        ("grade_open", "bands[0].below", "excellent"),
    ]


@pytest.mark.parametrize(
    ("values", "competition", "dense"),
    [
        ([90, 90, 80], (1, 1, 3), (1, 1, 2)),
        ([80, 90, 90], (3, 1, 1), (2, 1, 1)),
        ([70, 90, 80, 90, 80, 60], (5, 1, 3, 1, 3, 6), (3, 1, 2, 1, 2, 4)),
        ([85], (1,), (1,)),
        ([85, 85, 85], (1, 1, 1), (1, 1, 1)),
        ([], (), ()),
    ],
)
def test_ranks(values: list[int], competition: tuple[int, ...], dense: tuple[int, ...]) -> None:
    """The largest value is first; a tie shares its place, and the next one follows after it or at once."""
    given = [Fraction(value) for value in values]
    assert Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT).ranks(iter(given)) == competition
    assert Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT).ranks(iter(given)) == dense


def test_ties_are_exact() -> None:
    """Values that floats could not tell apart have different ranks, and equal fractions the same."""
    near = [Fraction(85), Fraction(85) + Fraction(1, 10**30), Fraction(255, 3)]
    assert Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT).ranks(near) == (2, 1, 2)


def test_ranks_against_counting() -> None:
    """A place is one more than the number of better values, or of different better values."""
    random = Random(7)
    for _ in range(300):
        values = [Fraction(random.randint(0, 8), 2) for _ in range(random.randint(1, 11))]
        competition = tuple(1 + sum(other > value for other in values) for value in values)
        dense = tuple(1 + len({other for other in values if other > value}) for value in values)
        assert Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.EXACT).ranks(values) == competition
        assert Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT).ranks(values) == dense


# Quotas


def quota(key: str, units: int | None = None, name: Words | None = None) -> GradeQuota:
    return GradeQuota(key=key, name=name or Words(key, "等次"), units=units)


def quotas(*bands: GradeQuota, edge_ties: EdgeTies = EdgeTies.UP) -> GradeQuotas:
    return GradeQuotas(bands=bands, compared_on=ComparedOn.EXACT, edge_ties=edge_ties)


def refused_quotas(*bands: GradeQuota) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        quotas(*bands)
    return error.value


def graded(rule: GradeQuotas, scores: list[int]) -> str:
    """Grade each score by counting how many are better and how many equal."""
    return "".join(
        rule.of(better=sum(other > score for other in scores), equal=scores.count(score)).key for score in scores
    )


# The first 2 get a, the next 3 get b, the rest c.
@pytest.mark.parametrize(
    ("scores", "up", "down"),
    [
        ([9, 8, 7, 6, 5, 4], "aabbbc", "aabbbc"),
        ([9, 8, 8, 6, 5, 4], "aaabbc", "abbbbc"),  # 8 and 8 stand on the edge of a
        ([9, 9, 9, 6, 5, 4], "aaabbc", "bbbbbc"),  # three for two places
        ([9, 8, 7, 6, 5, 5], "aabbbb", "aabbcc"),  # the edge of b
        ([9, 9, 9, 9, 9, 9], "aaaaaa", "cccccc"),
        ([9, 8], "aa", "aa"),  # fewer than the quotas
        ([4, 9, 5, 8, 6, 7], "cababb", "cababb"),
    ],
)
def test_quotas(scores: list[int], up: str, down: str) -> None:
    """Grades go by place, and a tie across an edge goes up or down as the scheme says."""
    bands = quota("a", 2), quota("b", 3), quota("c")
    assert graded(quotas(*bands, edge_ties=EdgeTies.UP), scores) == up
    assert graded(quotas(*bands, edge_ties=EdgeTies.DOWN), scores) == down


def test_quotas_against_sorting() -> None:
    """Without ties, the grades are those of a list cut at the quotas."""
    random = Random(11)
    for _ in range(200):
        units = [random.randint(1, 4) for _ in range(random.randint(1, 3))]
        scores = random.sample(range(100), random.randint(1, 12))
        cut = [key for key, number in zip("abc", units, strict=False) for _ in range(number)]
        expected = dict(zip(sorted(scores, reverse=True), [*cut, *["z"] * 12], strict=False))
        bands = [quota(key, number) for key, number in zip("abc", units, strict=False)]
        for edge_ties in EdgeTies:
            rule = quotas(*bands, quota("z"), edge_ties=edge_ties)
            assert graded(rule, scores) == "".join(expected[score] for score in scores)


def test_total_and_index_of_quotas() -> None:
    """The quotas add up without the last grade; the best grade has the place 0."""
    rule = quotas(quota("a", 2), quota("b", 3), quota("c"))
    assert (rule.total, [rule.index(key) for key in "abc"]) == (5, [0, 1, 2])


def test_kinds_of_grades() -> None:
    """Files know grades by score as `bands`, those by place as `quotas`, and ties on the edge as `up` and `down`."""
    assert (Grades.kind, GradeQuotas.kind) == ("bands", "quotas")
    assert {ties.value: ties.words for ties in EdgeTies} == {
        "up": Words("a tie on the edge gets the better grade", "边界并列的均列入较高等次"),
        "down": Words("a tie on the edge gets the lower grade", "边界并列的均列入较低等次"),
    }


def test_no_quota_at_all() -> None:
    """Quotas of no grade are refused."""
    assert refused_quotas().text("zh") == "等次名额有1处差错\n  bands：内容为空；请至少给出一项，或整体删除"


def test_quota_for_the_last() -> None:
    """The last grade takes the rest, so a quota for it is refused."""
    error = refused_quotas(quota("a", 2), quota("b", 3))
    assert str(error) == (
        "1 fault in the quotas of grades\n  bands[1].units: a quota of 3 for the last grade; "
        "leave units out: the last grade takes the rest"
    )
    assert error.faults[0].text("zh") == "bands[1].units：末位等次设有名额3；请删除units，末位等次为其余单位"


def test_quota_missing() -> None:
    """Every grade but the last has its quota."""
    error = refused_quotas(quota("a", 2), quota("b"), quota("c"))
    assert [fault.text() for fault in error.faults] == [
        "bands[1].units: no quota for the grade b; say in units how many get it"
    ]
    assert error.faults[0].text("zh") == "bands[1].units：等次b未设名额；请在units中注明名额"


def test_all_faults_of_quotas_at_once() -> None:
    """Quotas report everything that is wrong with them together."""
    error = refused_quotas(quota("a", 0), quota("A", -1, Words("", "")), quota("a"), quota("d", 1))
    assert kinds(error) == [
        ("bad_key", "bands[1].key", "A"),
        ("no_name", "bands[1].name", ""),
        ("repeated", "bands[2].key", "a"),
        ("not_positive", "bands[0].units", "0"),
        ("not_positive", "bands[1].units", "-1"),
        ("quota_missing", "bands[2].units", "a"),
        ("quota_last", "bands[3].units", "1"),
    ]


# Who sets grades, and classes of the ranking


def test_grades_set_by_people() -> None:
    """Who sets the grades stands in a document."""
    assert GradesSetBy(body=Body.LEADING_GROUP, document="invented").body is Body.LEADING_GROUP
    with pytest.raises(SchemeError) as error:
        GradesSetBy(body=Body.LEADING_GROUP, document=" ")
    assert str(error.value) == (
        "1 fault in the rule on who sets grades\n"
        "  document: no document is named [Art. 4]; name the document, or say what this is where none was issued"
    )
    assert error.value.text("zh").startswith("等次评定主体有1处差错\n  document：未注明文件〔第四条〕；")


def test_classes_of_the_ranking() -> None:
    """Classes are kept in the order of keys, and each is named once."""
    given = Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT, classes=["small", "big"])
    assert given.classes == ("big", "small")
    with pytest.raises(SchemeError) as error:
        Ranking(ties=Ties.DENSE, compared_on=ComparedOn.EXACT, classes=["small", "big", "small"])
    assert str(error.value) == ("1 fault in the ranking\n  classes[2]: small stands here twice; keep one of them")
    assert error.value.text("zh") == "排名规则有1处差错\n  classes[2]：small重复；请只保留一个"
