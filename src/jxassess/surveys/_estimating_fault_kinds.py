"""The kinds of fault that stand between a tally and its estimates."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

_SURVEY = Citation(7, item=2)

NOBODY_ASKED = FaultKind(
    "nobody_asked",
    _SURVEY,
    Words(
        "the sample holds no household that {indicator} is a share of: {share}",
        "样本中没有{indicator}分母所指的住户：{share}",
    ),
    Words(
        "draw households of this kind, or name place and indicator in not_applicable",
        "请抽取此类住户，或在not_applicable中列明该单位和指标",
    ),
)
NOBODY_FOR_INCIDENCE = FaultKind(
    "nobody_asked",
    _SURVEY,
    Words(
        "the sample holds no household for a share that {indicator} is made of: {share}",
        "样本中没有{indicator}所用比例的分母住户：{share}",
    ),
    Words(
        "draw households of this kind; where there is nobody, give {figure} as 0, or name place and indicator in "
        "not_applicable",
        "请抽取此类住户；确实没有的，请将{figure}填为零，或在not_applicable中列明该单位和指标",
    ),
)
WRONGLY_WAIVED = FaultKind(
    "wrongly_waived",
    None,
    Words("{value} is said not to apply, but {reason}", "{value}被列为不适用，但{reason}"),
    Words("take it out of not_applicable", "请从not_applicable中删去"),
)
SINGLE_VILLAGE = FaultKind(
    "single_village",
    _SURVEY,
    Words("a single village in the sample, which shows no variation", "样本中仅有一个村，无法估计方差"),
    Words(
        "join strata that resemble each other, or let the scheme state a rule in survey.single_villages",
        "请合并相近的层，或在方案survey.single_villages中规定处理办法",
    ),
)
LONE_VILLAGE = FaultKind(
    "lone_village",
    _SURVEY,
    Words(
        "all households of a denominator lie in one village, {value}, so that no sampling error can be seen: {share}",
        "分母住户全部在同一个村（{value}），无法估计抽样误差：{share}",
    ),
    Words(
        "draw such households in more villages, name place and indicator in not_applicable, or let the scheme count such "
        "errors as zero (survey.single_villages = certain)",
        "请在更多村抽取此类住户，或在not_applicable中列明该单位和指标，或由方案规定误差计零（survey.single_villages = certain）",
    ),
)
NO_FIGURE = FaultKind(
    "no_figure",
    _SURVEY,
    Words("no figure of {indicator}, which {estimated} needs", "缺少{estimated}所需的{indicator}"),
    Words("give an observation with a number; zero where there is nobody", "请给出该指标的数值；没有时填零"),
)
TWO_FIGURES = FaultKind(
    "two_figures",
    _SURVEY,
    Words("{value} figures of {indicator}", "{indicator}有{value}个数值"),
    Words("give the one in force", "请只给出现行有效的一个"),
)
OTHER_FIGURE = FaultKind(
    "other_figure",
    _SURVEY,
    Words("the indicator {indicator} is defined otherwise than in the scheme", "指标{indicator}的定义与方案不同"),
    Words("use the scheme's indicator", "请使用方案中的指标"),
)
NEGATIVE_FIGURE = FaultKind(
    "negative_figure",
    _SURVEY,
    Words("{value} for {indicator}", "{indicator}为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
NO_POPULATION = FaultKind(
    "no_population",
    _SURVEY,
    Words("{indicator} is zero, and nothing can be a share of it", "{indicator}为零，无法作为分母"),
    Words("mend it, or name place and indicator in not_applicable", "请更正，或在not_applicable中列明该单位和指标"),
)
PARTS_EXCEED = FaultKind(
    "parts_exceed",
    _SURVEY,
    Words(
        "{value} people in all of {parts}, which are parts of {population}, {all}",
        "{parts}合计{value}，超过所属的{population}{all}",
    ),
    Words("hold the figures against each other; they are to be of one day", "请核对各数值，应为同一时点"),
)
