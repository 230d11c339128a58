"""The kinds of fault that the sample of a survey can have against what its scheme asks."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

_SURVEY = Citation(7, item=2)

_DRAW_MORE = Words("draw more households, or mend the check in the scheme", "请补充样本户，或修改方案中的要求")

FEW_HOUSEHOLDS = FaultKind(
    "few_households",
    _SURVEY,
    Words("{value} households in the sample, at least {needed} are asked for", "样本{value}户，应不少于{needed}户"),
    _DRAW_MORE,
)
LOW_SAMPLING_RATE = FaultKind(
    "low_sampling_rate",
    _SURVEY,
    Words(
        "{value} households in the sample, at least {needed} are asked for: {rate} of {base} ({indicator})",
        "样本{value}户，应不少于{needed}户（{indicator}{base}的{rate}）",
    ),
    _DRAW_MORE,
)
SAMPLE_SHARE = FaultKind(
    "sample_share",
    _SURVEY,
    Words(
        "{name} has a share of {value} of the sample; {asked} is asked for, give or take {tolerance}",
        "{name}占样本的{value}，应为{asked}，允许偏差{tolerance}",
    ),
    Words("draw more of what is short, or mend the check in the scheme", "请补充不足部分的样本，或修改方案中的要求"),
)
STRATUM_WITHOUT_PART = FaultKind(
    "stratum_without_part",
    _SURVEY,
    Words("the check gives no part to the stratum {value!r}", "方案未规定层{value!r}的份额"),
    Words("mend the stratum in the records, or give it a part", "请更正记录中的层，或在方案中规定其份额"),
)
NO_TASK = FaultKind(
    "no_task",
    _SURVEY,
    Words("no target of {indicator}, by which the number of villages goes", "缺少{indicator}任务数，无法确定抽样村数"),
    Words("give the target; zero where there is nothing to do", "请给出任务数；没有任务时填零"),
)
TWO_TASKS = FaultKind(
    "two_tasks",
    _SURVEY,
    Words("{value} targets of {indicator}", "{indicator}有{value}个任务数"),
    Words("give the one in force", "请只给出现行有效的一个"),
)
FEW_VILLAGES = FaultKind(
    "few_villages",
    _SURVEY,
    Words(
        "{value} villages in the sample, at least {needed} are asked for where the task is {task}",
        "样本{value}个村，任务数为{task}时应不少于{needed}个村",
    ),
    Words("draw more villages, or mend the check in the scheme", "请补充样本村，或修改方案中的要求"),
)
NO_VILLAGE_SIZE = FaultKind(
    "no_village_size",
    _SURVEY,
    Words("how many such households it has in all is not said: {asked}", "未给出该村此类住户总数：{asked}"),
    Words("give a VillageSize for the village, with the check's `among`", "请为该村给出VillageSize，among与方案相同"),
)
TWO_VILLAGE_SIZES = FaultKind(
    "two_village_sizes",
    _SURVEY,
    Words("{value} sizes of the village: {asked}", "该村住户总数给出了{value}次：{asked}"),
    Words("give one", "请只给出一个"),
)
SMALL_VILLAGE_SAMPLE = FaultKind(
    "small_village_sample",
    _SURVEY,
    Words(
        "{value} households in the sample of {size}, at least {needed} are asked for: {asked}",
        "共{size}户，样本{value}户，应不少于{needed}户：{asked}",
    ),
    _DRAW_MORE,
)
LARGE_VILLAGE_SAMPLE = FaultKind(
    "large_village_sample",
    _SURVEY,
    Words(
        "{value} households in the sample, at most {most} are allowed: {asked}",
        "样本{value}户，不得超过{most}户：{asked}",
    ),
    Words(
        "look whether villages were mixed up, or mend the check in the scheme", "请核对是否混淆村，或修改方案中的要求"
    ),
)
MORE_THAN_VILLAGE = FaultKind(
    "more_than_village",
    _SURVEY,
    Words(
        "{value} households in the sample, of {size} that the village has: {asked}",
        "样本{value}户，超过该村共有的{size}户：{asked}",
    ),
    Words(
        "mend the size of the village, or look for households recorded twice", "请更正该村户数，或核对是否有重复住户"
    ),
)
NO_STRATUM_COLUMN = FaultKind(
    "no_stratum_column",
    _SURVEY,
    Words(
        "shares of strata are asked for, and the design names no column of strata",
        "方案要求分层比例，而设计未写明层所在的列",
    ),
    Words("name the column in the design", "请在设计中写明该列"),
)
KEY_NOT_TEXT = FaultKind(
    "key_not_text",
    None,
    Words("{value} is not text", "{value}不是文本"),
    Words("give it as text, such as '990121'", "请以文本给出，例如'990121'"),
)
BAD_VILLAGE_SIZE = FaultKind(
    "bad_village_size",
    None,
    Words("{value} households", "户数为{value}"),
    Words("give a whole number, zero or more", "请给出不小于零的整数"),
)
