"""Weights, carried counties, rounding, grades, ranks."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from jxassess.exact import Exactable, RoundingMode
from jxassess.faults import SchemeError
from jxassess.indicators import WEIGHT_BASES
from jxassess.measure import Citation
from jxassess.scheme import (
    Carried,
    ComparedOn,
    EqualWeights,
    Grade,
    Grades,
    IndicatorWeights,
    Ranking,
    Rounding,
    RoundingStage,
    TableWeights,
    Ties,
    Weight,
)
from jxassess.words import Words


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def table(*lines: tuple[str, Exactable], source: str = "invented") -> TableWeights:
    return TableWeights(weights=[Weight(county=code, weight=weight) for code, weight in lines], source=source)


def refused_table(*lines: tuple[str, Exactable], source: str = "invented") -> SchemeError:
    with pytest.raises(SchemeError) as error:
        table(*lines, source=source)
    return error.value


def carried(*counties: str, full_marks: Exactable = 100, source: str = "invented") -> Carried:
    return Carried(counties=counties, full_marks=full_marks, source=source)


def refused_carried(*counties: str, full_marks: Exactable = 100, source: str = "invented") -> SchemeError:
    with pytest.raises(SchemeError) as error:
        carried(*counties, full_marks=full_marks, source=source)
    return error.value


def test_kinds_of_weights() -> None:
    """Files know the three kinds of weights by these names."""
    assert (EqualWeights.kind, IndicatorWeights.kind, TableWeights.kind) == ("equal", "indicator", "table")
    assert IndicatorWeights(indicator=WEIGHT_BASES[0]).indicator.key == "population"


def test_table_is_kept_in_the_order_of_codes() -> None:
    """The order in which a table is written changes nothing."""
    one = table(("990122", "0.4"), ("990121", "0.6"))
    assert one == table(("990121", "0.60"), ("990122", "0.4"))
    assert [(line.county, line.weight) for line in one.weights] == [
        ("990121", Fraction(3, 5)),
        ("990122", Fraction(2, 5)),
    ]


def test_one_weight_may_be_zero() -> None:
    """A county may weigh nothing so long as another weighs something."""
    assert len(table(("990121", 0), ("990122", 1)).weights) == 2


@pytest.mark.parametrize("code", ["", "99012", "9901210", "990100", "99O121", "９９０１２１", " 990121", "甲市"])
def test_bad_code(code: str) -> None:
    """A code that is no county's is refused, in a table of weights as among the carried."""
    error = refused_table((code, 1))
    assert kinds(error) == [("bad_county_code", "weights[0]", code)]
    assert kinds(refused_carried(code)) == [("bad_county_code", "counties[0]", code)]
    assert error.faults[0].text() == (
        f"weights[0]: {code!r} is no code of a county [Art. 6]; give six digits that do not end in 00"
    )
    assert error.faults[0].text("zh") == (f"weights[0]：{code!r}不是县级代码〔第六条〕；请给出六位数字且末两位不为00")


def test_repeated_code() -> None:
    """A county stands only once in a table of weights, and once among the carried."""
    error = refused_table(("990121", 1), ("990122", 1), ("990121", 2))
    assert kinds(error) == [("repeated", "weights[1]", "990121")]
    assert error.faults[0].text() == "weights[1]: 990121 stands here twice; keep one of them"
    assert kinds(refused_carried("990122", "990121", "990122")) == [("repeated", "counties[2]", "990122")]


def test_negative_weight() -> None:
    """A weight below zero is refused, with the county that it stands at."""
    error = refused_table(("990122", "-0.5"), ("990121", 2))
    assert kinds(error) == [("negative_county_weight", "weights[1].weight", "-0.5")]
    assert str(error) == (
        "1 fault in the table of weights\n  weights[1].weight: the weight of 990122 is -0.5 [Art. 6]; give zero or more"
    )
    assert error.text("zh") == (
        "权重表有1处差错\n  weights[1].weight：990122的权重为-0.5〔第六条〕；请给出不小于零的数"
    )


@pytest.mark.parametrize("lines", [(), (("990121", 0),), (("990121", 0), ("990122", "0.00"))])
def test_weights_of_zero_sum(lines: tuple[tuple[str, Exactable], ...]) -> None:
    """Weights that add up to zero weigh nothing and are refused."""
    error = refused_table(*lines)
    assert kinds(error) == [("no_weight", "weights", "0")]
    assert error.faults[0].text() == (
        "weights: the weights of the table add up to zero [Art. 6]; give at least one weight above zero"
    )
    assert error.faults[0].text("zh") == "weights：权重表合计为零〔第六条〕；请至少给出一个大于零的权重"


def test_weights_that_cancel() -> None:
    """Weights that cancel each other out are refused for the negative one."""
    assert kinds(refused_table(("990121", 1), ("990122", -1))) == [
        ("negative_county_weight", "weights[1].weight", "-1")
    ]


@pytest.mark.parametrize("source", ["", "  "])
def test_no_source(source: str) -> None:
    """A table, and a list of carried counties, name where they come from."""
    error = refused_table(("990121", 1), source=source)
    assert kinds(error) == [("no_source", "source", "")]
    assert error.faults[0].text() == ("source: no source is given; name the document or data that it comes from")
    assert error.faults[0].text("zh") == "source：未注明来源；请注明所依据的文件或数据"
    assert kinds(refused_carried("990122", source=source)) == [("no_source", "source", "")]


def test_all_faults_of_a_table_at_once() -> None:
    """A table reports every fault of its own together."""
    error = refused_table(("990121", 0), ("990121", -1), ("990100", 0), source="")
    assert [fault.code for fault in error.faults] == [
        "bad_county_code",
        "repeated",
        "negative_county_weight",
        "no_source",
    ]


@pytest.mark.parametrize("source", ["", " ", "invented"])
def test_nobody_carried(source: str) -> None:
    """Where no county is carried there is nothing that needs a source, but the scale stays a scale."""
    assert carried(source=source).counties == ()
    assert kinds(refused_carried(full_marks=0, source=source)) == [("not_positive", "full_marks", "0")]


def test_carried_in_the_order_of_codes() -> None:
    """Carried counties are kept sorted, and their full marks exactly."""
    one = carried("990222", "990121", full_marks="1000.0")
    assert (one.counties, one.full_marks) == (("990121", "990222"), Fraction(1000))


@pytest.mark.parametrize("full_marks", [0, -100])
def test_full_marks_not_positive(full_marks: int) -> None:
    """Full marks of zero or less leave no scale."""
    error = refused_carried("990222", full_marks=full_marks)
    assert kinds(error) == [("not_positive", "full_marks", str(full_marks))]
    assert str(error) == (
        f"1 fault in the carried counties\n  full_marks: {full_marks} is not above zero; give a number above zero"
    )
    assert error.text("zh") == (f"引入成绩的贫困县有1处差错\n  full_marks：{full_marks}不大于零；请给出大于零的数")


def test_all_faults_of_the_carried_at_once() -> None:
    """The carried counties report every fault together."""
    error = refused_carried("1", "990121", "990121", full_marks=0, source="")
    assert [fault.code for fault in error.faults] == ["bad_county_code", "repeated", "not_positive", "no_source"]


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
        ("grade_empty", "bands[0]", "90"),
        ("bad_key", "bands[1].key", "Good"),
        ("no_name", "bands[1].name", ""),
        ("bad_key", "bands[2].key", "Good"),
        ("repeated", "bands[2].key", "Good"),
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


def test_clauses() -> None:
    """Faults of weights cite Art. 6, which asks for the weighted mean."""
    assert [fault.citation for fault in refused_table(("1", 0)).faults] == [Citation(6), Citation(6)]
