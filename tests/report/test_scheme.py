"""A scheme as a document in one language."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.exact import RoundingMode
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Body, Citation, Problem
from jxassess.report import Style, scheme_text
from jxassess.scheme import (
    Carried,
    Ceiling,
    ComparedOn,
    Criterion,
    Excellent,
    ExcellentRank,
    ExcellentScore,
    FindingEffect,
    GradesSetBy,
    IndicatorWeights,
    Interpretation,
    IntervalMethod,
    MarkedReduction,
    Measured,
    NothingApplies,
    Penalty,
    RewardRule,
    Rounding,
    RoundingStage,
    Scheme,
    TableWeights,
    Weight,
    When,
    WhenMissing,
    WhenNotApplicable,
)
from jxassess.words import Language, Words

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import banded, quotas, whole_scheme

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
|1.1||减贫人口|20|建档立卡贫困人口减少（人）|完成率（实际值/目标值）：按比例计分，达到1得20分，最高20分|视为差错|不计入，本组内折算|
|1.2||贫困村退出|10|贫困村退出（个村）|完成率（实际值/目标值）：不低于1得10分，否则不得分|视为差错|不计入，按总分折算|
|1.3||收入增长|10|贫困地区农村居民收入增长（%）|达到全省（不含贫困县）均值得6分，按与均值之比增减，3至10分|不计入，本组内折算|视为差错|
|2|精准识别〔第五条第(二)项〕|精准识别|30|||||
|2.1||识别准确率|10|贫困人口识别准确率（%）|不低于98得10分；不低于95得6分；其余得0分|视为差错|视为差错|
|2.2||退出准确率|10|贫困人口退出准确率（%）|10分，每低于100达0.5扣1分（不足一个单位按一个计），扣完为止|视为差错|不计入，本组内折算|
|2.3||程序规范|10|程序规范（分）|评议给分，0至10分|计0分|视为差错|
|3|精准帮扶〔第五条第(三)项〕|精准帮扶|20|||||
|3.1||驻村工作队|8|驻村工作队满意度（%）|80得0分，100得8分，其间按比例计分|不计入，按总分折算|不计入，本组内折算|
|3.2||帮扶力量|12|||||
|3.2.1||第一书记|6|第一书记满意度（%）|80得0分，100得6分，其间按比例计分|不计入，本组内折算|不计入，本组内折算|
|3.2.2||结对帮扶责任人|6|结对帮扶责任人满意度（%）|80得0分，100得6分，其间按比例计分|不计入，本组内折算|不计入，本组内折算|
|4|扶贫资金〔第五条第(四)项〕|扶贫资金|10|||||
|4.1||资金使用|10|资金使用（分）|10分，每低于95达5扣2分（按比例），扣完为止|不计入，按总分折算|不计入，按总分折算|

## 加减分

- 无

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

## 否决条件

- 无

## 办法之外的结果运用

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
completion (value / target): in proportion, 20 at 1 and above|is a fault|left out, the rest of the group scaled up|
|1.2||villages exited|10|poor villages exited (villages)|\
completion (value / target): at least 1: 10, else none|is a fault|left out, everything else scaled up|
|1.3||growth of income|10|growth of rural residents' income in poor areas (%)|\
6 at the mean of the province (without carried counties), scaled by the ratio to it, 3 to 10|\
left out, the rest of the group scaled up|is a fault|
|2|targeted identification [Art. 5(2)]|targeted identification|30|||||
|2.1||accuracy of identification|10|accuracy of identification (%)|\
at least 98: 10; at least 95: 6; otherwise 0|is a fault|is a fault|
|2.2||accuracy of exits|10|accuracy of exits (%)|\
10, minus 1 for each 0.5 below 100 (each one begun), not below 0|is a fault|\
left out, the rest of the group scaled up|
|2.3||conformity of procedure|10|conformity of procedure (points)|points given, 0 to 10|counts zero|is a fault|
|3|targeted assistance [Art. 5(3)]|targeted assistance|20|||||
|3.1||work team|8|satisfaction with the work team in the village (%)|\
none at 80, 8 at 100, in proportion between|left out, everything else scaled up|\
left out, the rest of the group scaled up|
|3.2||helpers|12|||||
|3.2.1||first secretary|6|satisfaction with the first secretary (%)|\
none at 80, 6 at 100, in proportion between|left out, the rest of the group scaled up|\
left out, the rest of the group scaled up|
|3.2.2||paired helper|6|satisfaction with the paired helper (%)|\
none at 80, 6 at 100, in proportion between|left out, the rest of the group scaled up|\
left out, the rest of the group scaled up|
|4|poverty alleviation funds [Art. 5(4)]|poverty alleviation funds|10|||||
|4.1||use of funds|10|use of funds (points)|\
10, minus 2 for each 5 below 95 (in proportion), not below 0|left out, everything else scaled up|\
left out, everything else scaled up|

Adjustments

  none

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

Gates

  none

What follows beside the measure

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
            ExcellentScore(at_least="92.5", compared_on=ComparedOn.EXACT),
            "score at least 92.5, compared on the exact value",
            "成绩不低于92.5，按精确值比较",
        ),
        (ExcellentRank(at_most=3), "rank 3 or better", "前3名"),
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
    rewards = RewardRule(excellent=ExcellentRank(at_most=1), marked=marked, with_finding=FindingEffect.BARS)
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


def _rows(text: str, title: str) -> dict[str, list[str]]:
    """Give the rows of the table under a heading by their first cell; the heads under an empty one."""
    rows = [line[1:-1].split("|") for line in _section(text, title) if line.startswith("|") and line != "|---|"]
    return {"": rows[0], **{row[0]: row for row in rows[1:]}}


def test_rules_in_the_table_of_criteria() -> None:
    """A row tells quantity and reference, classes, blend and cutoff of its rule."""
    rows = _rows(scheme_text(whole_scheme()), "Criteria [Art. 5]")
    rules = {number: row[6] for number, row in rows.items()}
    assert rules["1.1"] == (
        "completion (value / target): hill: at least 0.9: 15, else none / plain: in proportion, 15 at 1 and above"
    )
    assert rules["1.2"] == "difference to the reference growth of all: none at -2, 5 at 2, in proportion between"
    assert "the mean of its class hill/plain" in rules["1.3"]
    assert rules["2.1"].endswith("; blended of register 0.6, survey 0.4")
    assert rules["2.2"].endswith("; none where wrong is above 5")
    chinese = _rows(scheme_text(whole_scheme(), "zh"), "考核指标与评分规则〔第五条〕")
    assert "达到同类hill/plain（不含贫困县）均值" in chinese["1.3"][6]
    assert chinese["2.1"][6].endswith("；按来源加权：register 0.6、survey 0.4")


@pytest.mark.parametrize(
    ("language", "title", "head", "said"),
    [
        (
            "en",
            "Criteria [Art. 5]",
            "weight",
            "- weights are relative inside each group; where they are given, marks are a scale of their own",
        ),
        ("zh", "考核指标与评分规则〔第五条〕", "权重", "- 权重为同组内的相对权重；设权重的，分值为各自满分"),
    ],
)
def test_weights_of_criteria(language: Language, title: str, head: str, said: str) -> None:
    """Where any criterion or group has a weight, the table has a column for it and says what weights are."""
    text = scheme_text(whole_scheme(), language)
    rows = _rows(text, title)
    assert _section(text, title)[0] == said
    assert [rows[key][4] for key in ("", "1", "1.1", "2", "2.1", "2.2")] == [head, "4", "", "3", "3", "1"]


def test_no_weights_of_criteria(make_scheme: MakeScheme) -> None:
    """Where marks add up everywhere, nothing is said of weights."""
    text = scheme_text(make_scheme())
    assert "weight" not in _rows(text, "Criteria [Art. 5]")[""]
    assert "relative" not in text.replace("relatively", "")


def test_adjustments() -> None:
    """Adjustments stand in their order, each in words with its document, and criteria under what they belong to."""
    rows = _rows(scheme_text(whole_scheme()), "Adjustments")
    assert list(rows) == ["", "1", "1.1", "2", "2.1", "3", "4", "5"]
    assert rows["1"][1:6] == ["counties", "bonus", "", "", "adds the points of its criteria, 2 at most"]
    assert rows["1.1"][2:] == ["practice", "3", "practice (%)", "points given, 0 to 3", "counts zero", "left out", ""]
    assert rows["2.1"][5:] == [
        "5, minus 1 for each 1 above 0 (whole ones only), not below 0",
        "is a fault",
        "left out",
        "",
    ]
    assert rows["3"][5:] == ["a falsified criterion earns 0 and takes 3 more, 9 at most", "", "", "letter 2"]
    assert rows["4"][5] == "at least 0, at most 105"
    assert rows["5"][1:3] == ["cities", "praise and criticism"]
    assert rows["5"][5:] == [
        "each event: praise +2, criticism -1.5; at most 4 added and 3 taken",
        "",
        "",
        "letter 3",
    ]
    chinese = _rows(scheme_text(whole_scheme(), "zh"), "加减分")
    assert chinese[""] == [
        "顺序",
        "层级",
        "加减分项、指标",
        "分值",
        "考核指标",
        "评分规则",
        "缺数据",
        "不适用",
        "依据、出处",
    ]
    assert chinese["2"][1:] == ["县级", "扣分", "", "", "按所列指标未得分值扣分，最多扣4分", "", "", "letter 1"]


def test_what_is_left_out_of_an_adjustment() -> None:
    """What is left out of a penalty leaves no rest to be scaled up, and a fault stays one."""
    bonus, penalty, *others = whole_scheme().adjustments
    assert isinstance(penalty, Penalty)
    (criterion,) = penalty.criteria
    assert isinstance(criterion, Criterion)
    changed = evolve(
        criterion,
        when_missing=WhenMissing.RESCALE_GROUP,
        when_not_applicable=WhenNotApplicable.FAULT,
        source="table 3",
    )
    scheme = evolve(whole_scheme(), adjustments=[bonus, evolve(penalty, criteria=[changed]), *others])
    assert _rows(scheme_text(scheme), "Adjustments")["2.1"][6:] == ["left out", "is a fault", "table 3"]


def test_the_level_of_cities() -> None:
    """A score of cities with parts of its own tells the share of the mean, and each part with its criteria."""
    text = scheme_text(whole_scheme())
    title = "Score of cities [Art. 6]"
    assert _section(text, title)[:2] == ["- share of the mean of the counties: 0.8", "- allowed by: letter 4"]
    rows = _rows(text, title)
    assert rows["1"][1:4] == ["panel", "50", "0.2"]
    assert rows["1.1"][1:6] == ["review", "50", "", "review (%)", "points given, 0 to 50"]
    assert _section(scheme_text(whole_scheme(), "zh"), "市级成绩构成〔第六条〕")[0] == "- 县级成绩加权平均的份额：0.8"


def test_classes_sample_and_bundles() -> None:
    """Classes, the sample and bundles are said with their units and documents."""
    text = scheme_text(whole_scheme())
    assert _section(text, "Classes of units")[2:] == [
        "|hill|hills|990121, 990123|list 1|",
        "|large|large|990100|list 2|",
        "|plain|plains|990122, 990221|list 1|",
        "|small|small|990200|list 2|",
    ]
    sample = _section(text, "Sample of counties [Art. 6]")
    assert sample[0].startswith(
        "- at least 2 counties a city, 3 townships a county, 2 villages a township, 10 households"
    )
    assert sample[1] == "- allowed by: letter 14"
    assert _section(text, "Counties scored as one [Art. 6]")[2:] == ["|990122, 990123|990122|letter 15|"]


def test_units_of_classes_are_named() -> None:
    """Cities and counties of a class have the names that the tables of Jiangxi know."""
    hill, large, *others = whole_scheme().classes
    known = [evolve(hill, units=["360702", "990121"]), evolve(large, units=["360700", "990100"])]
    text = scheme_text(evolve(whole_scheme(), classes=[*known, *others]), "zh")
    assert _section(text, "单位分类")[2:4] == [
        "|hill|山区|360702 章贡区、990121|list 1|",
        "|large|大市|360700 赣州市、990100|list 2|",
    ]


def test_parts_that_a_scheme_need_not_have(make_scheme: MakeScheme) -> None:
    """Without classes, sample, bundles and parts of cities nothing is said of them."""
    text = scheme_text(make_scheme())
    for title in ("Classes of units", "Sample of counties", "Counties scored as one", "Score of cities"):
        assert title not in text


def test_grades_by_quotas(make_scheme: MakeScheme) -> None:
    """Quotas tell the number for each grade, what a tie gets, and whether they hold in classes."""
    text = scheme_text(whole_scheme())
    assert _section(text, "Grades") == [
        "- compared on the published value",
        "- the quotas hold in each class",
        "- a tie on the edge gets the better grade",
        "- set by the leading group (letter 16); the computed grade stands beside it",
        "|grade|number of cities|",
        "|---|",
        "|excellent|1|",
        "|good|2|",
        "|fair|the rest|",
    ]
    assert _section(scheme_text(make_scheme(grades=quotas()), "zh"), "等次") == [
        "- 按公布值比较",
        "- 边界并列的均列入较高等次",
        "|等次|名额|",
        "|---|",
        "|优秀|1|",
        "|良好|2|",
        "|一般|其余|",
    ]


def test_grades_that_people_set(make_scheme: MakeScheme) -> None:
    """Who sets the grades is named as it was called at the end of the scheme's year."""
    set_by = GradesSetBy(body=Body.OFFICE, document="letter 16")
    lines = _section(scheme_text(make_scheme(grades=banded(), grades_set_by=set_by), "zh"), "等次")
    assert lines[1] == "- 由省扶贫办评定（letter 16），计算等次并列"


def test_ranking_in_classes() -> None:
    """A ranking in classes names them."""
    assert _section(scheme_text(whole_scheme(), "zh"), "排名")[2] == "- 分类排名：大市、小市"


def test_ceilings_for_serious_findings() -> None:
    """A ceiling that only a serious finding brings into effect says so."""
    rows = _section(scheme_text(whole_scheme()), "Ceilings of grades")[2:]
    problem = "exit rules were broken by falsification or reduction on paper [Art. 9(4)]"
    assert rows == [f"|{problem}|good|letter 11|", f"|{problem}, only where serious|fair|letter 11|"]


def test_gates() -> None:
    """A gate tells what must be reached by whom, and the best grade without it."""
    assert _section(scheme_text(whole_scheme()), "Gates")[2:] == [
        "|rates|counties|accuracy of identification at least 95 % and the lower bound of the interval of accuracy of exits above 96 %|good|letter 7|",
        "|rate of the city|cities|city rate at least 60 %|fair|letter 8|",
    ]


def test_follow_ups() -> None:
    """A follow-up tells when it comes, one of several conditions being enough, what follows, and its document."""
    low = "accuracy of identification or exits, or satisfaction with assistance, is low [Art. 9(5)]"
    assert _section(scheme_text(whole_scheme()), "What follows beside the measure")[2:] == [
        (
            f"|talk with weak cities|grade fair and gate rates failed and confirmed: {low}; or grade good or fair and a "
            "confirmed problem|summoned talk (principal leaders): called in by the leading group|letter 5|"
        ),
        "|notice|grade excellent|notice to the other assessment: told of the grade|letter 6|",
    ]
    (row,) = [
        line
        for line in _section(scheme_text(whole_scheme(), "zh"), "办法之外的结果运用")
        if line.startswith("|约谈后进")
    ]
    assert row.split("|")[2] == (
        "等次为一般且未达到“比率”且已认定：准确率或满意度较低〔第九条第(五)项〕；或等次为良好、一般且有已认定问题"
    )


def test_a_follow_up_of_a_gate_alone() -> None:
    """A condition names only what it asks for."""
    first, *others = whole_scheme().follow_ups
    scheme = evolve(whole_scheme(), follow_ups=[evolve(first, any_of=[When(gate="rates")]), *others])
    assert "|gate rates failed|" in _compact(scheme_text(scheme))


def test_orders_of_sources(make_scheme: MakeScheme) -> None:
    """Where sources have an order, a table tells indicator, order and document; else nothing is said of it."""
    rows = _rows(scheme_text(whole_scheme()), "Order of sources [Art. 7(3)]")
    assert list(rows.values()) == [
        ["indicator", "source", "allowed by"],
        ["accuracy of exits (%)", "verification before survey before register", "letter 18"],
        ["water (%)", "register before survey", "letter 17"],
    ]
    chinese = _rows(scheme_text(whole_scheme(), "zh"), "数据来源优先顺序〔第七条第(三)项〕")
    assert chinese[""] == ["考核指标", "数据来源", "依据"]
    assert chinese["虚构指标water（%）"][1] == "register，其次survey"
    assert "Order of sources" not in scheme_text(make_scheme())


def test_a_survey(make_scheme: MakeScheme) -> None:
    """A survey is told in four sections, each with its clause; a scheme without one says nothing of it."""
    text = scheme_text(whole_scheme())
    assert _section(text, "Survey of households [Art. 7(2)]") == [
        "- source of the estimates: survey",
        "- wrong records: left out and counted",
        "- a stratum with a single village: varies about the mean of all strata",
        "- intervals: estimate and quantile times standard error; quantile (from degrees of freedom on): 12.706 (1), 1.96 (30)",
        "- standard errors, bounds and design effects: 4 decimal places, half up",
        "- figures shown in exports: from 5 households on",
    ]
    assert list(_rows(text, "Questions of the survey [Art. 7(2)]").values()) == [
        ["key", "question", "answers", "may be blank"],
        ["register", "register, asked", "in, out, no", "no"],
        ["poor", "poor, asked", "true, false", "no"],
        ["team", "team, asked", "good, fair, bad", "yes"],
    ]
    estimates = _rows(text, "Estimates from the survey [Art. 7(2)]")
    assert estimates["accuracy of identification (%)"][1] == (
        "persons of households where poor, asked is true, among those where register, asked is in"
    )
    assert len(estimates) == 4
    assert _section(text, "Requirements on the sample [Art. 7(2)]") == [
        "- in all at least 6200 households",
        "- in each county at least 1 % of rural households",
        "- in each county 5 : 3 : 2 of in, out, no (register, asked), give or take 2 percentage points",
        "- registered poor people lifted out: 6 villages up to 500 persons, else 4",
        "- in each village 20 % of households where register, asked is no, at most 200",
    ]
    for title in ("Survey of", "Questions of", "Estimates from", "Requirements on"):
        assert f"## {title}" not in scheme_text(make_scheme())


def test_a_survey_in_chinese() -> None:
    """In Chinese a survey is told in Chinese, by the names of questions, and with answers as records hold them."""
    text = scheme_text(whole_scheme(), "zh")
    assert _section(text, "入户抽样调查〔第七条第(二)项〕") == [
        "- 估计值的数据来源：survey",
        "- 问题记录：剔除并计数",
        "- 仅有一个村的层：以全部层的均值为中心",
        "- 置信区间：正态区间；分位数（自由度起点）：12.706（1）、1.96（30）",
        "- 标准误、区间端点与设计效应：保留4位小数，四舍五入",
        "- 导出数据的公布范围：不少于5户",
    ]
    assert _rows(text, "调查问题〔第七条第(二)项〕")["team"] == ["team", "问题team", "good、fair、bad", "是"]
    estimates = _rows(text, "调查估计量〔第七条第(二)项〕")
    assert estimates["驻村工作队满意度（%）"][1] == (
        "问题team为good或fair或bad且问题register为in或out的住户中问题team为good或fair者所占比例（按户计）"
    )
    assert _section(text, "样本要求〔第七条第(二)项〕")[0] == "- 全部至少6200户"


def test_a_survey_with_less(make_scheme: MakeScheme) -> None:
    """Without requirements on the sample their section is left out; without a limit all figures are shown."""
    scheme = whole_scheme()
    assert scheme.survey is not None
    wilson = evolve(scheme.survey.interval, method=IntervalMethod.WILSON)
    rule = evolve(scheme.survey, checks=[], small_cells=1, interval=wilson)
    text = scheme_text(evolve(scheme, survey=rule))
    assert "Requirements on the sample" not in text
    lines = _section(text, "Survey of households [Art. 7(2)]")
    assert lines[-1] == "- figures shown in exports: all"
    assert lines[4] == "- interval of incidence: estimate and quantile times standard error"
    shares = evolve(rule, estimators=rule.estimators[:2])
    assert "interval of" not in "\n".join(
        _section(scheme_text(evolve(scheme, survey=shares)), "Survey of households [Art. 7(2)]")
    )


def test_ends_of_low_rates() -> None:
    """A threshold that is held against an end of the interval says so, and another one does not."""
    rows = _rows(scheme_text(whole_scheme()), "Low rates [Art. 9(5)]")
    assert [row[1] for row in rows.values()] == [
        "indicator",
        "accuracy of identification",
        "accuracy of exits",
        "the upper bound of the interval of satisfaction with the work team in the village",
    ]
