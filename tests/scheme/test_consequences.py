"""What a scheme says about Art. 8 and 9."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Better, Bound, Exactable, Side
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Citation, Problem
from jxassess.scheme import (
    Ceiling,
    ComparedOn,
    DayKind,
    ExcellentGrade,
    ExcellentRank,
    ExcellentScore,
    Grade,
    Grades,
    Interpretation,
    LowRate,
    MarkedReduction,
    Measured,
    PlanLevel,
    PlanMiss,
    PlanRule,
    RateKind,
    Rectification,
    WhenUnobserved,
)
from jxassess.words import Words

ITEMS = {item.key: item for item in CATALOGUE}
PEOPLE, VILLAGES, RATE = ITEMS["poor_population_reduced"], ITEMS["poor_villages_exited"], ITEMS["exit_accuracy"]
GROWTH = ITEMS["rural_income_growth"]  # -100 and more
WRONG_EXITS = evolve(RATE, key="wrong_exits", better=Better.LOWER)  # 0 to 100
MISSED = evolve(WRONG_EXITS, key="missed", high=None)  # 0 and more


def kinds(error: SchemeError) -> list[tuple[str, str, str, Citation | None]]:
    return [(fault.code, fault.where, fault.value, fault.citation) for fault in error.faults]


def test_plan_in_the_order_of_keys() -> None:
    """The order in which items of the plan are written changes nothing."""
    one = PlanRule(items=[VILLAGES, PEOPLE], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    assert one.items == (PEOPLE, VILLAGES)
    assert one == PlanRule(items=[PEOPLE, VILLAGES], level=PlanLevel.CITY, miss=PlanMiss.ANY)


def test_plan_without_items() -> None:
    """A plan without a line is refused."""
    with pytest.raises(SchemeError) as error:
        PlanRule(items=[], level=PlanLevel.COUNTY, miss=PlanMiss.ALL)
    assert kinds(error.value) == [("empty", "items", "", None)]
    assert str(error.value) == (
        "1 fault in the rule on the plan\n  items: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.value.text("zh") == "减贫计划认定规则有1处差错\n  items：内容为空；请至少给出一项，或整体删除"


def test_item_twice() -> None:
    """An item stands once in the plan; every further one is a fault."""
    with pytest.raises(SchemeError) as error:
        PlanRule(items=[VILLAGES, PEOPLE, VILLAGES, VILLAGES], level=PlanLevel.CITY, miss=PlanMiss.ANY)
    assert [(code, where) for code, where, _, _ in kinds(error.value)] == [
        ("repeated", "items[2]"),
        ("repeated", "items[3]"),
    ]
    assert error.value.faults[0].text() == "items[2]: poor_villages_exited stands here twice; keep one of them"
    assert error.value.faults[0].text("zh") == "items[2]：poor_villages_exited重复；请只保留一个"


def test_rates_in_words() -> None:
    """The three rates of Art. 9(5) are said in both languages."""
    assert {rate: rate.words for rate in RateKind} == {
        RateKind.IDENTIFICATION: Words("accuracy of identification", "识别准确率"),
        RateKind.EXIT: Words("accuracy of exits", "退出准确率"),
        RateKind.SATISFACTION: Words("satisfaction with assistance", "帮扶满意度"),
    }


def test_low_rate() -> None:
    """The side says whether the threshold itself is low."""
    low = LowRate(
        rate=RateKind.EXIT,
        indicator=RATE,
        low=Bound(side=Side.BELOW, value="96.5"),
        when_missing=WhenUnobserved.LIST,
    )
    assert [low.low.holds(Fraction(value)) for value in ("96.49", "96.5", "96.51")] == [True, False, False]


def low_rate(indicator: Indicator, side: Side, value: Exactable) -> LowRate:
    bound = Bound(side=side, value=value)
    return LowRate(rate=RateKind.EXIT, indicator=indicator, low=bound, when_missing=WhenUnobserved.FAULT)


def refused_rate(indicator: Indicator, side: Side, value: Exactable) -> SchemeError:
    with pytest.raises(SchemeError) as error:
        low_rate(indicator, side, value)
    return error.value


@pytest.mark.parametrize(
    ("indicator", "side", "said"),
    [
        (RATE, Side.AT_LEAST, "at least 95"),
        (RATE, Side.ABOVE, "above 95"),
        (GROWTH, Side.ABOVE, "above 95"),
        (WRONG_EXITS, Side.BELOW, "below 95"),
        (WRONG_EXITS, Side.AT_MOST, "at most 95"),
    ],
)
def test_wrong_side(indicator: Indicator, side: Side, said: str) -> None:
    """A threshold that would call the better values low is refused."""
    error = refused_rate(indicator, side, 95)
    assert kinds(error) == [("wrong_side", "low.side", side.value, Citation(9, item=5))]
    assert str(error) == (
        f"1 fault in a threshold\n  low.side: low is said to be '{said}', which is the better side of {indicator.key} "
        "[Art. 9(5)]; turn the side"
    )
    assert error.text("zh").startswith("低值标准有1处差错\n  low.side：以“")
    assert error.text("zh").endswith(f"该侧是{indicator.key}较好的一侧〔第九条第(五)项〕；请调整方向")


def test_wrong_side_in_chinese() -> None:
    """The Chinese text says the side in Chinese."""
    fault = refused_rate(RATE, Side.ABOVE, 95).faults[0]
    assert fault.text("zh") == (
        "low.side：以“高于95”为较低，而该侧是exit_accuracy较好的一侧〔第九条第(五)项〕；请调整方向"
    )


# What counts, at the ends of the range: is some value low, and is some value not?
@pytest.mark.parametrize(
    ("indicator", "side", "value", "is_taken"),
    [
        (RATE, Side.BELOW, "1", True),  # 0 is low
        (RATE, Side.BELOW, 100, True),  # 100 is not
        (RATE, Side.BELOW, 0, False),  # nothing is low
        (RATE, Side.BELOW, "100.01", False),  # everything is
        (RATE, Side.AT_MOST, 0, True),
        (RATE, Side.AT_MOST, "99.99", True),
        (RATE, Side.AT_MOST, "-0.01", False),
        (RATE, Side.AT_MOST, 100, False),
        (GROWTH, Side.BELOW, 1000, True),  # growth has no upper end
        (GROWTH, Side.BELOW, "-99.99", True),
        (GROWTH, Side.BELOW, -100, False),
        (WRONG_EXITS, Side.ABOVE, 0, True),
        (WRONG_EXITS, Side.ABOVE, "99.99", True),
        (WRONG_EXITS, Side.ABOVE, 100, False),
        (WRONG_EXITS, Side.AT_LEAST, 100, True),
        (WRONG_EXITS, Side.AT_LEAST, 0, False),
        (MISSED, Side.ABOVE, 10**9, True),
        (MISSED, Side.AT_LEAST, 0, False),
    ],
)
def test_threshold_in_the_range(indicator: Indicator, side: Side, value: Exactable, is_taken: bool) -> None:
    """A threshold parts the possible values: some are low and others are not."""
    if is_taken:
        assert low_rate(indicator, side, value).low == Bound(side=side, value=value)
    else:
        assert [(code, where) for code, where, _, _ in kinds(refused_rate(indicator, side, value))] == [
            ("outside_range", "low.value")
        ]


def test_threshold_written_as_a_share() -> None:
    """A rate in per cent that would be low below 0.95 is taken for a slip, and 1 is not."""
    error = refused_rate(RATE, Side.BELOW, "0.95")
    assert kinds(error) == [("share_for_percent", "low.value", "0.95", None)]
    assert low_rate(RATE, Side.BELOW, 1).low == Bound(side=Side.BELOW, value=1)


def test_marked_reduction_written_in_per_cent() -> None:
    """A reduction marked from 100 times the plan on is taken for a slip."""
    with pytest.raises(SchemeError) as error:
        MarkedReduction(indicator=PEOPLE, measured=Measured.COMPLETION, at_least=100)
    assert kinds(error.value) == [("percent_for_share", "at_least", "100", None)]
    assert MarkedReduction(indicator=PEOPLE, measured=Measured.TOTAL, at_least=100).at_least == 100


def test_threshold_outside_the_range() -> None:
    """A threshold that no value or every value reaches is refused with the range and the clause."""
    error = refused_rate(RATE, Side.BELOW, "100.50")
    assert kinds(error) == [("outside_range", "low.value", "100.5", Citation(9, item=5))]
    assert error.faults[0].text() == (
        "low.value: the threshold 100.5 lies outside 0..100 of exit_accuracy [Art. 9(5)]; "
        "give a threshold that some values reach and others do not"
    )
    assert error.faults[0].text("zh") == (
        "low.value：标准100.5超出exit_accuracy的范围0..100〔第九条第(五)项〕；请给出有的值达到、有的值达不到的标准"
    )


def test_all_faults_of_a_threshold_at_once() -> None:
    """A threshold on the wrong side and outside the range has both faults."""
    assert [code for code, _, _, _ in kinds(refused_rate(RATE, Side.ABOVE, 100))] == ["wrong_side", "outside_range"]


@pytest.mark.parametrize("days", [0, -30])
def test_no_days(days: int) -> None:
    """A time limit of no days is refused, citing the clause that asks for one."""
    with pytest.raises(SchemeError) as error:
        Rectification(days=days, day_kind=DayKind.CALENDAR)
    assert kinds(error.value) == [("not_positive", "days", str(days), Citation(9))]
    assert str(error.value) == (
        f"1 fault in the time limit\n  days: {days} is not above zero [Art. 9]; give a number above zero"
    )
    assert error.value.text("zh") == f"整改期限有1处差错\n  days：{days}不大于零〔第九条〕；请给出大于零的数"


def test_days() -> None:
    """One day is a time limit; which days count is said in both languages."""
    assert Rectification(days=1, day_kind=DayKind.WORKING).days == 1
    assert DayKind.CALENDAR.words == Words("calendar days", "日")
    assert DayKind.WORKING.words == Words("working days", "个工作日")


@pytest.mark.parametrize("allowed_by", ["", " \t"])
def test_ceiling_without_document(allowed_by: str) -> None:
    """A ceiling that no document allows is refused: the measure links no problem to a grade."""
    with pytest.raises(SchemeError) as error:
        Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by=allowed_by)
    assert kinds(error.value) == [("no_document", "allowed_by", "", Citation(9))]
    assert str(error.value) == (
        "1 fault in a ceiling\n"
        "  allowed_by: no document allows this departure from the measure [Art. 9]; name the document in allowed_by"
    )
    assert error.value.text("zh") == (
        "等次上限有1处差错\n  allowed_by：此处与办法不一致，未注明依据文件〔第九条〕；请在allowed_by中注明文件"
    )


def test_ceiling() -> None:
    """A ceiling with its document is accepted."""
    assert Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="invented").grade == "good"


@pytest.mark.parametrize("at_most", [0, -1])
def test_place_before_the_first(at_most: int) -> None:
    """An excellent score needs a place that somebody can have."""
    with pytest.raises(SchemeError) as error:
        ExcellentRank(at_most=at_most)
    assert kinds(error.value) == [("not_positive", "at_most", str(at_most), None)]
    assert str(error.value) == (
        f"1 fault in the condition of rank\n  at_most: {at_most} is not above zero; give a number above zero"
    )
    assert error.value.text("zh") == f"名次条件有1处差错\n  at_most：{at_most}不大于零；请给出大于零的数"


def test_excellent() -> None:
    """Excellence goes by grade, by score or by place, each known to files by its kind."""
    assert (ExcellentGrade.kind, ExcellentScore.kind, ExcellentRank.kind) == ("grade", "score", "rank")
    assert ExcellentScore(at_least="89.5", compared_on=ComparedOn.EXACT).at_least == Fraction(179, 2)
    assert ExcellentRank(at_most=1).at_most == 1


def test_excellent_words() -> None:
    """Each condition of excellence is said in both languages, a grade by its name in the scheme."""
    bands = [
        Grade(key="top", name=Words("excellent", "优秀"), at_least=90),
        Grade(key="middle", name=Words("good", "良好"), at_least=80, below=90),
        Grade(key="rest", name=Words("fair", "一般"), below=80),
    ]
    grades = Grades(bands=bands, compared_on=ComparedOn.EXACT)
    assert ExcellentGrade(grade="middle").words_in(grades) == Words("grade good or better", "等次不低于“良好”")
    assert ExcellentGrade(grade="top").words_in(grades) == Words("grade excellent or better", "等次不低于“优秀”")
    assert ExcellentScore(at_least="89.50", compared_on=ComparedOn.EXACT).words == Words(
        "score at least 89.5, compared on the exact value", "成绩不低于89.5，按精确值比较"
    )
    assert ExcellentRank(at_most=3).words == Words("rank 3 or better", "前3名")


def test_not_additive() -> None:
    """Marked reduction is measured by a quantity that adds up over counties, so a rate is refused."""
    with pytest.raises(SchemeError) as error:
        MarkedReduction(indicator=RATE, measured=Measured.TOTAL, at_least=95)
    assert kinds(error.value) == [("not_additive", "indicator", "exit_accuracy", Citation(8))]
    assert str(error.value) == (
        "1 fault in the condition of marked reduction\n"
        "  indicator: exit_accuracy does not add up over counties [Art. 8]; "
        "use an additive indicator such as poor_population_reduced"
    )
    assert error.value.text("zh") == (
        "减贫成效显著的条件有1处差错\n"
        "  indicator：exit_accuracy不能由各县数值相加得出〔第八条〕；请使用可加指标，如poor_population_reduced"
    )


@pytest.mark.parametrize("at_least", [0, "-0.5"])
def test_least_reduction_not_positive(at_least: Exactable) -> None:
    """A least reduction of nothing marks nobody out and is refused."""
    with pytest.raises(SchemeError) as error:
        MarkedReduction(indicator=PEOPLE, measured=Measured.COMPLETION, at_least=at_least)
    assert kinds(error.value) == [("not_positive", "at_least", str(at_least), None)]
    assert error.value.faults[0].text() == f"at_least: {at_least} is not above zero; give a number above zero"
    assert error.value.faults[0].text("zh") == f"at_least：{at_least}不大于零；请给出大于零的数"


def test_all_faults_of_marked_reduction_at_once() -> None:
    """A rate of which nothing is asked has both faults."""
    with pytest.raises(SchemeError) as error:
        MarkedReduction(indicator=RATE, measured=Measured.TOTAL, at_least=0)
    assert [code for code, _, _, _ in kinds(error.value)] == ["not_additive", "not_positive"]


def test_more_is_worse() -> None:
    """A reduction is marked where there is more of something better, so what is better where it is less is refused."""
    cases = evolve(PEOPLE, key="cases", better=Better.LOWER)
    with pytest.raises(SchemeError) as error:
        MarkedReduction(indicator=cases, measured=Measured.TOTAL, at_least=5)
    assert str(error.value) == (
        "1 fault in the condition of marked reduction\n  indicator: more of cases is worse [Art. 8]; "
        "measure marked reduction by what is better where there is more of it"
    )
    assert error.value.faults[0].text("zh") == "indicator：cases越多越差〔第八条〕；请以越多越好的指标衡量减贫成效"


def test_marked_words() -> None:
    """The condition of marked reduction is said as a total or as a share of the plan."""
    total = MarkedReduction(indicator=VILLAGES, measured=Measured.TOTAL, at_least="12.0")
    assert total.words == Words("poor villages exited at least 12", "贫困村退出不低于12")
    share = MarkedReduction(indicator=PEOPLE, measured=Measured.COMPLETION, at_least="1.05")
    assert share.words == Words(
        "registered poor people lifted out (share of the plan) at least 1.05", "建档立卡贫困人口减少完成率不低于1.05"
    )


def test_interpretation_without_document() -> None:
    """An interpretation that nobody gave is refused, citing the clause on interpretations."""
    with pytest.raises(SchemeError) as error:
        Interpretation(citation=Citation(6), reading=Words("read so", "如此理解"), document="")
    assert [(fault.code, fault.where, fault.citation) for fault in error.value.faults] == [
        ("no_reference", "document", Citation(11))
    ]
    assert error.value.text("zh").splitlines()[0] == "解释有1处差错"


@pytest.mark.parametrize("reading", [Words("", "如此理解"), Words("read so", " "), Words("", "")])
def test_interpretation_without_reading(reading: Words) -> None:
    """An interpretation says something in both languages."""
    with pytest.raises(SchemeError) as error:
        Interpretation(citation=Citation(6), reading=reading, document="invented")
    assert kinds(error.value) == [("no_name", "reading", "", None)]
    assert str(error.value) == (
        "1 fault in an interpretation\n  reading: nothing stands here in English or in Chinese; give both"
    )


def test_all_faults_of_an_interpretation_at_once() -> None:
    """An interpretation that says nothing and that nobody gave has both faults."""
    with pytest.raises(SchemeError) as error:
        Interpretation(citation=Citation(6), reading=Words("", ""), document=" ")
    assert [(code, where) for code, where, _, _ in kinds(error.value)] == [
        ("no_name", "reading"),
        ("no_reference", "document"),
    ]


def test_interpretation() -> None:
    """An interpretation with its document is accepted."""
    made = Interpretation(citation=Citation(6), reading=Words("read so", "如此理解"), document="invented")
    assert made.citation == Citation(6)
