"""A scheme as a document in one language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.exact import RoundingMode
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Citation, Problem
from jxassess.report import Style, scheme_text
from jxassess.scheme import (
    ByRank,
    ByScore,
    Carried,
    Ceiling,
    ComparedOn,
    Excellent,
    FindingEffect,
    IndicatorWeights,
    Interpretation,
    MarkedReduction,
    Measured,
    NothingApplies,
    RewardRule,
    Rounding,
    RoundingStage,
    Scheme,
    TableWeights,
    Weight,
)
from jxassess.words import Language, Words

MakeScheme = Callable[..., Scheme]

CHINESE = """\
# 测试用虚构方案

- 年度：2019
- 文件：invented for tests
- 总分：100

## 考核指标与评分规则〔第五条〕

|序号|考核内容|指标组、指标|分值|考核指标|评分规则|缺数据|不适用|
|---|
|1|减贫成效〔第五条第(一)项〕|减贫成效|40|||||
|1.1||减贫人口|20|建档立卡贫困人口减少（人）|20分×目标完成率，最高20分|视为差错|不计入，本组内折算|
|1.2||贫困村退出|10|贫困村退出（个村）|完成率（实际值/目标值）不低于1得10分，否则不得分|视为差错|不计入，按总分折算|
|1.3||收入增长|10|贫困地区农村居民收入增长（%）|达到全省均值（不含贫困县）得6分，按与均值之比增减，3至10分|不计入，本组内折算|视为差错|
|2|精准识别〔第五条第(二)项〕|精准识别|30|||||
|2.1||识别准确率|10|贫困人口识别准确率（%）|指标值不低于98得10分；不低于95得6分；其余得0分|视为差错|视为差错|
|2.2||退出准确率|10|贫困人口退出准确率（%）|指标值：10分，每低于100达0.5扣1分（不足一个单位按一个计），扣完为止|视为差错|不计入，本组内折算|
|2.3||程序规范|10|程序规范（分）|评议给分，0至10分|计0分|视为差错|
|3|精准帮扶〔第五条第(三)项〕|精准帮扶|20|||||
|3.1||驻村工作队|8|驻村工作队满意度（%）|指标值：80得0分，100得8分，其间按比例计分|不计入，按总分折算|不计入，本组内折算|
|3.2||帮扶力量|12|||||
|3.2.1||第一书记|6|第一书记满意度（%）|指标值：80得0分，100得6分，其间按比例计分|不计入，本组内折算|不计入，本组内折算|
|3.2.2||结对帮扶责任人|6|结对帮扶责任人满意度（%）|指标值：80得0分，100得6分，其间按比例计分|不计入，本组内折算|不计入，本组内折算|
|4|扶贫资金〔第五条第(四)项〕|扶贫资金|10|||||
|4.1||资金使用|10|资金使用（分）|指标值：10分，每低于95达5扣2分（按比例），扣完为止|不计入，按总分折算|不计入，按总分折算|

## 县级权重〔第六条〕

- 各县等权
- 全部指标不适用的县：视为差错

## 引入成绩的贫困县〔第六条〕

- 共1个：990222
- 引入成绩满分：1000
- 来源：invented for tests

## 修约

- 公布值：保留2位小数，四舍五入
- 中间修约环节：无

## 等次

- 按公布值比较

|等次|不低于|低于|
|---|
|优秀|90||
|良好|80|90|
|一般||80|

## 排名

- 并列占位（1、1、3）
- 按公布值比较

## 年度减贫计划完成情况的判断标准〔第九条第(一)项〕

- 计划任务：建档立卡贫困人口减少（人）
- 按设区市计划任务核对
- 一项未完成即列为疑似问题

## 低值标准〔第九条第(五)项〕

|类别|考核指标|较低|未取得数据|
|---|
|识别准确率|贫困人口识别准确率|低于95%|视为差错|
|退出准确率|贫困人口退出准确率|低于96%|视为差错|
|帮扶满意度|第一书记满意度|低于90%|列为未核查|
|帮扶满意度|结对帮扶责任人满意度|低于90%|列为未核查|
|帮扶满意度|驻村工作队满意度|低于90%|列为未核查|

## 限期整改〔第九条〕

- 整改期限：90日

## 奖励条件〔第八条〕

- 考核成绩优秀：等次不低于“优秀”
- 减贫成效显著：建档立卡贫困人口减少完成率不低于1
- 按完成率衡量
- 问题对奖励的影响：方案未作规定

## 等次上限

- 无

## 解释〔第十一条〕

- 无

## 与办法不一致之处

- 无
"""

ENGLISH = """\
Invented scheme for tests

  year: 2019
  document: invented for tests
  total marks: 100

Criteria [Art. 5]

|no.|dimension|group or criterion|marks|indicator|rule|missing|not applicable|
|---|
|1|poverty reduction [Art. 5(1)]|poverty reduction|40|||||
|1.1||people lifted out|20|registered poor people lifted out (persons)|\
20 times the share of the target reached, at most 20|is a fault|left out, the rest of the group scaled up|
|1.2||villages exited|10|poor villages exited (villages)|\
completion (value / target) at least 1: 10, else none|is a fault|left out, everything else scaled up|
|1.3||growth of income|10|growth of rural residents' income in poor areas (%)|\
6 at the mean of the province (without carried counties), scaled by the ratio to it, 3 to 10|\
left out, the rest of the group scaled up|is a fault|
|2|targeted identification [Art. 5(2)]|targeted identification|30|||||
|2.1||accuracy of identification|10|accuracy of identification (%)|\
value at least 98: 10; at least 95: 6; otherwise 0|is a fault|is a fault|
|2.2||accuracy of exits|10|accuracy of exits (%)|\
value: 10, minus 1 for each 0.5 below 100 (each one begun), not below 0|is a fault|\
left out, the rest of the group scaled up|
|2.3||conformity of procedure|10|conformity of procedure (points)|points given, 0 to 10|counts zero|is a fault|
|3|targeted assistance [Art. 5(3)]|targeted assistance|20|||||
|3.1||work team|8|satisfaction with the work team in the village (%)|\
value: none at 80, 8 at 100, in proportion between|left out, everything else scaled up|\
left out, the rest of the group scaled up|
|3.2||helpers|12|||||
|3.2.1||first secretary|6|satisfaction with the first secretary (%)|\
value: none at 80, 6 at 100, in proportion between|left out, the rest of the group scaled up|\
left out, the rest of the group scaled up|
|3.2.2||paired helper|6|satisfaction with the paired helper (%)|\
value: none at 80, 6 at 100, in proportion between|left out, the rest of the group scaled up|\
left out, the rest of the group scaled up|
|4|poverty alleviation funds [Art. 5(4)]|poverty alleviation funds|10|||||
|4.1||use of funds|10|use of funds (points)|\
value: 10, minus 2 for each 5 below 95 (in proportion), not below 0|left out, everything else scaled up|\
left out, everything else scaled up|

Weights of counties [Art. 6]

  equal weights
  a county to which nothing applies: a fault

Counties that bring a score of their own [Art. 6]

  1 in all: 990222
  full marks of their scores: 1000
  source: invented for tests

Rounding

  published values: 2 decimal places, half up
  rounded on the way: none

Grades

  compared on the published value

|grade|at least|below|
|---|
|excellent|90||
|good|80|90|
|fair||80|

Ranking

  competition ranking, 1-1-3
  compared on the published value

Yearly reduction plan [Art. 9(1)]

  lines of the plan: registered poor people lifted out (persons)
  the city's line counts
  one missed line is enough

Low rates [Art. 9(5)]

|rate|indicator|low|not observed|
|---|
|accuracy of identification|accuracy of identification|below 95 %|a fault|
|accuracy of exits|accuracy of exits|below 96 %|a fault|
|satisfaction with assistance|satisfaction with the first secretary|below 90 %|listed as unchecked|
|satisfaction with assistance|satisfaction with the paired helper|below 90 %|listed as unchecked|
|satisfaction with assistance|satisfaction with the work team in the village|below 90 %|listed as unchecked|

Rectification [Art. 9]

  time limit: 90 calendar days

Conditions of a reward [Art. 8]

  excellent score: grade excellent or better
  marked reduction: registered poor people lifted out (share of the plan) at least 1
  measured as a share of the plan
  problems and rewards: the scheme is silent on it

Ceilings of grades

  none

Interpretations [Art. 11]

  none

Departures from the measure

  none
"""


def _compact(text: str) -> str:
    """Take the alignment out of tables."""
    lines = (re.sub(r" *\| *", "|", line) if line.startswith("|") else line for line in text.split("\n"))
    return "\n".join("|---|" if re.fullmatch(r"[|-]+", line) else line for line in lines)


def _section(text: str, title: str) -> list[str]:
    """Give what stands under a heading of the compact text, without blank lines."""
    _, _, rest = _compact(text).partition(f"## {title}\n")
    return [line for line in rest.partition("\n## ")[0].split("\n") if line]


def _item(key: str) -> Indicator:
    return next(item for item in (*CATALOGUE, *WEIGHT_BASES) if item.key == key)


def test_chinese(make_scheme: MakeScheme) -> None:
    """In Chinese every part of a scheme is said, with its clause, and deeper criteria are numbered."""
    assert _compact(scheme_text(make_scheme(), "zh")) == CHINESE


def test_english_text(make_scheme: MakeScheme) -> None:
    """In English the same is said, here as plain text."""
    assert _compact(scheme_text(make_scheme(), style="text")) == ENGLISH


def test_markdown_and_english_come_unasked(make_scheme: MakeScheme) -> None:
    """Without further words a scheme is written as English Markdown, and its tables align."""
    text = scheme_text(make_scheme())
    assert text == scheme_text(make_scheme(), "en", "markdown")
    assert text.startswith("# Invented scheme for tests\n\n- year: 2019\n")
    assert (
        "| grade     | at least | below |\n|-----------|----------|-------|\n| excellent | 90       |       |" in text
    )


def test_no_language_stands_in_the_other(make_scheme: MakeScheme) -> None:
    """A scheme whose own words are clean gives an English page without Chinese, and a Chinese one without English."""
    assert not re.search("[\u3000-\u9fff\uff00-\uffef]", scheme_text(make_scheme()))
    chinese = scheme_text(make_scheme(), "zh").replace("invented for tests", "")
    assert not re.search("[A-Za-z]", chinese)


@pytest.mark.parametrize(("language", "head"), [("en", "source"), ("zh", "出处")])
def test_sources(language: Language, head: str, make_scheme: MakeScheme) -> None:
    """Where any criterion or group says its source, the table has a column for it."""
    first, *others = make_scheme().criteria
    inner, *rest = first.children
    children = [evolve(inner, source="annex 1, table 2"), *rest]
    scheme = make_scheme(criteria=[evolve(first, children=children, source="annex 1"), *others])
    rows = [line.split("|") for line in _compact(scheme_text(scheme, language)).split("\n") if line.startswith("|")]
    heads, _, group, criterion, another = rows[:5]
    assert [row[9] for row in (heads, group, criterion, another)] == [head, "annex 1", "annex 1, table 2", ""]


def test_weights_by_an_indicator(make_scheme: MakeScheme) -> None:
    """Weights by an indicator name it with its unit."""
    scheme = make_scheme(weights=IndicatorWeights(indicator=_item("rural_population")))
    assert _section(scheme_text(scheme, "zh"), "县级权重〔第六条〕")[0] == "- 按指标加权：乡村人口（人）"


def test_weights_by_a_table(make_scheme: MakeScheme) -> None:
    """A table of weights is shown whole, with the names that the tables of Jiangxi know, and its source."""
    lines = [Weight(county="990121", weight="0.25"), Weight(county="360702", weight=3)]
    scheme = make_scheme(weights=TableWeights(weights=lines, source="invented table"))
    assert _section(scheme_text(scheme, "zh"), "县级权重〔第六条〕") == [
        "- 按权重表加权：invented table",
        "- 全部指标不适用的县：视为差错",
        "|县、市、区|权重|",
        "|---|",
        "|360702 章贡区|3|",
        "|990121|0.25|",
    ]
    assert "|360702 Zhanggong Qu|3|" in _section(scheme_text(scheme), "Weights of counties [Art. 6]")


@pytest.mark.parametrize(("year", "name"), [(2018, "361121 上饶县"), (2019, "361121")])
def test_names_are_those_of_the_year(year: int, name: str, make_scheme: MakeScheme) -> None:
    """A carried county has the name that its code had at the end of the scheme's year, and none where it had gone."""
    scheme = make_scheme(year=year, carried=Carried(counties=["361121", "360732"], full_marks=100, source="invented"))
    assert _section(scheme_text(scheme, "zh"), "引入成绩的贫困县〔第六条〕")[0] == f"- 共2个：360732 兴国县、{name}"


def test_no_carried_county(make_scheme: MakeScheme) -> None:
    """A scheme without carried counties says so, and needs no source for them."""
    scheme = make_scheme(carried=Carried(counties=[], full_marks=100, source=""))
    assert _section(scheme_text(scheme), "Counties that bring a score of their own [Art. 6]") == [
        "- 0 in all: none",
        "- full marks of their scores: 100",
        "- source: none",
    ]


def test_stages_of_rounding(make_scheme: MakeScheme) -> None:
    """Stages at which is rounded on the way are listed."""
    stages = [RoundingStage.COUNTIES, RoundingStage.CRITERIA]
    scheme = make_scheme(rounding=Rounding(places=1, mode=RoundingMode.HALF_EVEN, stages=stages))
    assert _section(scheme_text(scheme, "zh"), "修约") == [
        "- 公布值：保留1位小数，四舍六入五成双",
        "- 中间修约环节：指标得分、县级成绩",
    ]


@pytest.mark.parametrize(
    ("excellent", "en", "zh"),
    [
        (
            ByScore(at_least="92.5", compared_on=ComparedOn.EXACT),
            "score at least 92.5, compared on the exact value",
            "成绩不低于92.5，按精确值比较",
        ),
        (ByRank(at_most=3), "rank 3 or better", "前3名"),
    ],
)
def test_excellent(excellent: Excellent, en: str, zh: str, make_scheme: MakeScheme) -> None:
    """An excellent score may be one from a value on, or up to a place."""
    scheme = make_scheme(rewards=evolve(make_scheme().rewards, excellent=excellent))
    assert _section(scheme_text(scheme), "Conditions of a reward [Art. 8]")[0] == f"- excellent score: {en}"
    assert _section(scheme_text(scheme, "zh"), "奖励条件〔第八条〕")[0] == f"- 考核成绩优秀：{zh}"


def test_marked_reduction_by_the_total(make_scheme: MakeScheme) -> None:
    """A reduction measured by the total names its unit."""
    marked = MarkedReduction(indicator=_item("poor_population_reduced"), measured=Measured.TOTAL, at_least=5000)
    rewards = RewardRule(excellent=ByRank(at_most=1), marked=marked, with_finding=FindingEffect.BARS)
    assert _section(scheme_text(make_scheme(rewards=rewards), "zh"), "奖励条件〔第八条〕")[1:] == [
        "- 减贫成效显著：建档立卡贫困人口减少不低于5000",
        "- 按总量衡量，单位：人",
        "- 问题对奖励的影响：有已认定问题的不予奖励",
    ]
    assert "- measured by the total, in persons" in scheme_text(make_scheme(rewards=rewards))


def test_what_stands_beside_the_measure(make_scheme: MakeScheme) -> None:
    """Ceilings, interpretations and departures are tables with their clause and document."""
    scheme = make_scheme(
        when_nothing_applies=NothingApplies.LEAVE_OUT,
        ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="letter 9")],
        interpretations=[
            Interpretation(citation=Citation(6), reading=Words("A reading.", "虚构的解释。"), document="letter 3")
        ],
    )
    text = scheme_text(scheme, "zh")
    assert _section(text, "等次上限") == [
        "|已认定问题|最高等次|依据|",
        "|---|",
        "|违反退出规定弄虚作假〔第九条第(四)项〕|良好|letter 9|",
    ]
    assert _section(text, "解释〔第十一条〕") == ["|条款|内容|文件|", "|---|", "|第六条|虚构的解释。|letter 3|"]
    assert _section(text, "与办法不一致之处") == [
        "|条款|不一致之处|依据|",
        "|---|",
        "|第六条|全部指标不适用的县不计入所在市的加权平均||",
        "|第九条第(四)项|认定该问题后，等次不得高于良好|letter 9|",
    ]
    assert _section(text, "县级权重〔第六条〕")[1] == "- 全部指标不适用的县：不计入加权平均"


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("markdown", r"- document: a\*b\* \| [c]\(d) \\ \<e> \_f\_ \`g\` 1\~2 \&amp; \#"),
        ("text", r"  document: a*b* | [c](d) \ <e> _f_ `g` 1~2 &amp; #"),
    ],
)
def test_marks_of_markdown(style: Style, said: str, make_scheme: MakeScheme) -> None:
    """What would be a mark of Markdown shows as it was written, and plain text is left alone."""
    scheme = make_scheme(document="a*b* | [c](d) \\ <e> _f_ `g` 1~2 &amp; #")
    line = scheme_text(scheme, style=style).split("\n")[3]
    assert line == said.replace(r"\|", "|")


def test_line_ends_and_bars(make_scheme: MakeScheme) -> None:
    """A name with a line end or a bar breaks no table."""
    first, *others = make_scheme().criteria
    odd = evolve(first, name=Words("one\ntwo | three", "一\n二 | 三"))
    text = scheme_text(make_scheme(criteria=[odd, *others]), "zh")
    (line,) = [line for line in text.split("\n") if line.startswith("| 1 ")]
    assert r"| 一 二 \| 三 " in line


def test_another_language_or_style(make_scheme: MakeScheme) -> None:
    """Another language or style is refused, with those that are offered."""
    with pytest.raises(ScopeError) as error:
        scheme_text(make_scheme(), "fr")
    assert str(error.value) == "language 'fr' is not offered; choose 'en' or 'zh'"
    with pytest.raises(ScopeError) as error:
        scheme_text(make_scheme(), "zh", "html")
    assert str(error.value) == "style 'html' is not offered; choose 'markdown' or 'text'"
