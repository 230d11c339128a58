"""The kinds of fault that a scheme's rules for surveys can have."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

NO_EXERCISE = FaultKind(
    "no_source",
    None,
    Words("no source of the estimates is given", "未注明估计值的数据来源"),
    Words(
        "give the key of the exercise that the observations come from, such as verification",
        "请填写观测值来源的键，例如verification",
    ),
)
UNKNOWN_QUESTION = FaultKind(
    "unknown_question",
    None,
    Words("no question has the key {value}", "没有键为{value}的调查问题"),
    Words("name one of survey.questions", "请填写survey.questions中的键"),
)
UNKNOWN_ANSWER = FaultKind(
    "unknown_answer",
    None,
    Words("{value} is no answer of the question {question}", "{value}不是问题{question}的答案"),
    Words("name answers that the question lists", "请填写该问题所列的答案"),
)
UNUSED_QUESTION = FaultKind(
    "unused_question",
    None,
    Words("no estimator and no check reads the question {value}", "没有估计量或样本要求使用问题{value}"),
    Words("use it, or take it out: what is not needed is not read", "请使用或删除；不需要的内容不读取"),
)
FEW_ANSWERS = FaultKind(
    "few_answers",
    None,
    Words("fewer than two answers, which tell no two households apart", "答案不足两个，无法区分住户"),
    Words("list at least two answers", "请至少列出两个答案"),
)
PADDED_ANSWER = FaultKind(
    "padded_answer",
    None,
    Words("the answer {value!r} begins or ends with a blank", "答案{value!r}首尾有空格"),
    Words("write it without", "请去掉空格"),
)
EVERY_ANSWER = FaultKind(
    "every_answer",
    None,
    Words("every household satisfies this condition on {value}", "所有住户均满足关于{value}的这一条件"),
    Words("leave some answers out, or leave the condition out", "请去掉部分答案，或删除该条件"),
)
ANSWER_LEFT_OUT = FaultKind(
    "answer_left_out",
    None,
    Words("{value} is counted, but is not among those of whom a share is taken", "{value}计入分子，却不在分母范围内"),
    Words("add the answer to `among`, or take it out here", "请将该答案加入among，或在此删除"),
)
FEW_PARTS = FaultKind(
    "few_parts",
    None,
    Words("fewer than two parts, which divide nothing", "不足两份，无从分配"),
    Words("list at least two parts", "请至少列出两份"),
)
NOT_PERCENT = FaultKind(
    "not_percent",
    None,
    Words("{value} is not measured in % from 0 to 100", "{value}不是0至100的百分率指标"),
    Words("take an indicator in %", "请使用以百分率计的指标"),
)
NOT_A_COUNT = FaultKind(
    "not_a_count",
    None,
    Words(
        "{value} is no count: it may be below zero, or does not add up over counties",
        "{value}不是计数指标：可为负数，或各县不可相加",
    ),
    Words("take an indicator with low = 0 and is_additive = true", "请使用low = 0且is_additive = true的指标"),
)
OTHER_UNIT = FaultKind(
    "other_unit",
    None,
    Words(
        "{value} is measured in {unit}, and the population in {other}", "{value}的单位是{unit}，而人口的单位是{other}"
    ),
    Words("take figures in one unit", "请使用同一单位的数据"),
)
NOT_PERSONS = FaultKind(
    "not_persons",
    None,
    Words("a share of {unit}, which is to be multiplied by persons", "此比例按{unit}计，却要与人数相乘"),
    Words("let unit be persons", "请将unit设为persons"),
)
BAD_SURVEY_PLACES = FaultKind(
    "bad_survey_places",
    None,
    Words("{value} decimal places", "小数位数{value}不合规"),
    Words("give a whole number from 0 to 10", "请给出0至10的整数"),
)
COARSE_PLACES = FaultKind(
    "coarse_places",
    None,
    Words(
        "bounds with {value} decimal places of an estimate with {places} ({indicator})",
        "区间端点{value}位小数，而估计值{indicator}有{places}位",
    ),
    Words("give at least {places}", "请至少给出{places}位"),
)
NO_QUANTILE = FaultKind(
    "no_quantile",
    None,
    Words("no quantile for one degree of freedom", "缺少自由度为1时的分位数"),
    Words("let the first entry have degrees = 1", "请令首项degrees = 1"),
)
SMALL_QUANTILE = FaultKind(
    "small_quantile",
    None,
    Words("an interval of {value} standard errors to each side", "区间两侧各仅{value}倍标准误"),
    Words(
        "give a number of standard errors, 1 or more, such as 1.96 for the level 0.95; not the level",
        "请填写标准误的倍数，不小于1，例如置信水平0.95时为1.96；不是置信水平",
    ),
)
RISING_QUANTILE = FaultKind(
    "rising_quantile",
    None,
    Words(
        "the quantile {value} is larger than that of fewer degrees of freedom", "分位数{value}大于自由度较小时的分位数"
    ),
    Words("let quantiles fall, or stay, from few degrees to many", "分位数应随自由度增加而减小或不变"),
)
UNORDERED_STEPS = FaultKind(
    "unordered_steps",
    None,
    Words("{value} does not come after the step before", "{value}不大于前一档"),
    Words("give the steps from small to large", "请由小到大列出各档"),
)
SHARE_OUTSIDE = FaultKind(
    "share_outside",
    None,
    Words("{value} is no share above 0 and at most 1", "{value}不是大于0且不大于1的比例"),
    Words("give a share, such as 0.2 for a fifth", "请以小数给出比例，例如五分之一写作0.2"),
)
TOLERANCE_OUTSIDE = FaultKind(
    "tolerance_outside",
    None,
    Words("{value} is no tolerance from 0 to below 1", "允许偏差{value}不在0与1之间"),
    Words("give a share, such as 0.02 for two percentage points", "请以小数给出，例如两个百分点写作0.02"),
)
NO_ESTIMATOR = FaultKind(
    "no_estimator",
    Citation(7, item=2),
    Words("the survey estimates nothing", "调查未规定任何估计量"),
    Words(
        "give at least one entry of survey.estimators, or leave the survey out",
        "请至少给出一项survey.estimators，或删除survey",
    ),
)
SAME_CHECK = FaultKind(
    "same_check",
    None,
    Words("an earlier entry asks the same of the sample, perhaps with other numbers", "前面已有同类要求，数值可能不同"),
    Words("keep one of them", "请只保留一个"),
)
NO_TASK = FaultKind(
    "no_task",
    None,
    Words("{value} has no targets in counties", "{value}在县级没有目标值"),
    Words(
        "take an item of the plan, or what a criterion holds against its target", "请使用计划任务，或与目标值比较的指标"
    ),
)
SOURCE_LEFT_OUT = FaultKind(
    "source_left_out",
    None,
    Words(
        "values of {indicator} are taken from {known}, and the survey gives them as {value}",
        "{indicator}取自{known}，而调查结果的来源为{value}",
    ),
    Words("name one of these sources, or add the survey's to them", "请使用其中之一，或将调查来源加入其中"),
)
END_OF_BLEND = FaultKind(
    "end_of_blend",
    None,
    Words(
        "{value} is blended of several sources, so there is no interval of it",
        "{value}由多个来源加权得出，没有置信区间",
    ),
    Words("compare the estimate, or leave the blend out", "请比较估计值，或删除blend"),
)
