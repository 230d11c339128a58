"""Weights of counties and the counties that bring a score of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.indicators import WEIGHT_BASES
from jxassess.measure import Citation
from jxassess.scheme import Carried, EqualWeights, IndicatorWeights, TableWeights, Weight
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


def test_words_of_weights() -> None:
    """Each kind of weights is said in both languages; an indicator by its name, a table without its lines."""
    assert EqualWeights().words == Words("equal weights", "各县等权")
    assert IndicatorWeights(indicator=WEIGHT_BASES[0]).words == Words("weights by population", "按常住人口加权")
    assert table(("990121", 1)).words == Words("weights by a table", "按权重表加权")


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


def test_clauses() -> None:
    """Faults of weights cite Art. 6, which asks for the weighted mean."""
    assert [fault.citation for fault in refused_table(("1", 0)).faults] == [Citation(6), Citation(6)]
