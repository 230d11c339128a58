"""The kinds of fault that evidence can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

NO_TEXT = FaultKind(
    "no_text",
    None,
    Words("nothing stands here", "内容为空"),
    Words("fill it in", "请填写"),
)
PERIOD_BACKWARDS = FaultKind(
    "period_backwards",
    None,
    Words("ends {value}, before it begins {begin}", "止于{value}，早于起始日{begin}"),
    Words("mend one of the days", "请更正日期"),
)
DECIDED_TOO_EARLY = FaultKind(
    "decided_too_early",
    None,
    Words("decided {value}, before the problem began {begin}", "认定日{value}早于问题起始日{begin}"),
    Words("mend one of the days", "请更正日期"),
)
GRAVITY_OF_REJECTED = FaultKind(
    "gravity_of_rejected",
    None,
    Words("a rejected finding is recorded as grave", "不予认定的问题却记为情节严重或造成不良影响"),
    Words("confirm it, or take the record of gravity back", "请改为认定，或撤去该记录"),
)
NOT_A_COUNTY = FaultKind(
    "not_a_county",
    Citation(9),
    Words("{value} is not a county", "{value}不是县级单位"),
    Words("name the county through which the problem arose", "请注明问题所在的县"),
)
FACT_MISSING = FaultKind(
    "fact_missing",
    Citation(9),
    Words("the fact '{fact}' is missing", "缺少事实要素“{fact}”"),
    Words("state it; it is an element of the clause", "请填写；该项情形包含此要素"),
)
UNKNOWN_FINDER = FaultKind(
    "unknown_finder",
    Citation(9, item=6),
    Words("{value!r} is none of those who find violations", "发现渠道{value!r}不在规定之列"),
    Words("use one of {known}", "请使用{known}之一"),
)
BAD_VERSION = FaultKind(
    "bad_version",
    None,
    Words("version {value}", "版本号{value}不合规"),
    Words("count versions from 1", "版本号从1起"),
)
NO_CORRECTION = FaultKind(
    "no_correction",
    None,
    Words("version {value} names no submitter or no reason", "第{value}版未注明提交人或理由"),
    Words("give both for every version after the first", "第一版以后须同时注明"),
)
NEGATIVE_TARGET = FaultKind(
    "negative_target",
    Citation(7, item=1),
    Words("a target of {value}", "目标值为{value}"),
    Words("give zero or more; zero means nothing to do", "请给出不小于零的数；零表示无任务"),
)
NEGATIVE_SCORE = FaultKind(
    "negative_score",
    Citation(6),
    Words("a score of {value}", "成绩为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
WRONG_UNIT = FaultKind(
    "wrong_unit",
    None,
    Words("the unit {value!r} is not that of {indicator}: {unit}", "单位{value!r}与{indicator}的单位{unit}不符"),
    Words("convert the value and its unit", "请换算数值并更正单位"),
)
YEAR_DIFFERS = FaultKind(
    "year_differs",
    Citation(4),
    Words("evidence of {value}, a scheme of {year}", "数据为{value}年度，方案为{year}年度"),
    Words("use the scheme of that year", "请使用该年度的方案"),
)
WRONG_DAY = FaultKind(
    "wrong_day",
    Citation(7),
    Words("the day {value} lies outside {first} to {last}", "日期{value}不在{first}至{last}之内"),
    Words("give a day of the year assessed, or of its cycle", "请给出考核年度或考核期内的日期"),
)
DUPLICATE = FaultKind(
    "duplicate",
    None,
    Words("given twice", "重复"),
    Words("keep one of them", "请只保留一个"),
)
DUPLICATE_VERSION = FaultKind(
    "duplicate_version",
    None,
    Words("version {value} from {source} given twice", "来源{source}的第{value}版重复"),
    Words("keep one, or number the later one as a new version", "请只保留一个，或将后者作为新版本"),
)
VERSION_GAP = FaultKind(
    "version_gap",
    None,
    Words("version {value} of {indicator} follows on none before it", "{indicator}的第{value}版之前缺少版本"),
    Words("keep every version; what is superseded stays", "请保留所有版本，被替代的也须保留"),
)
VERSION_BACKWARDS = FaultKind(
    "version_backwards",
    None,
    Words(
        "version {value} of {indicator} is dated before the one it supersedes", "{indicator}的第{value}版日期早于前一版"
    ),
    Words("mend one of the days", "请更正日期"),
)
TWO_VALUES = FaultKind(
    "two_values",
    Citation(10),
    Words(
        "{indicator} from {value} has two values of {on}: {values}",
        "来源{value}的{indicator}在{on}有两个数值：{values}",
    ),
    Words("keep the right one, or mend the day", "请保留正确的一个，或更正日期"),
)
TWO_SOURCES = FaultKind(
    "two_sources",
    None,
    Words("{indicator} comes from several sources: {value}", "{indicator}有多个来源：{value}"),
    Words(
        "keep the one that the scheme uses, or let the scheme order or blend them",
        "请保留方案采用的来源，或在方案中规定优先顺序或来源权重",
    ),
)
UNKNOWN_PLACE = FaultKind(
    "unknown_place",
    Citation(2),
    Words("{value} is not among the units of the evidence", "{value}不在本次考核单位之内"),
    Words("add the unit, or take the entry out", "请增列该单位，或删除此条"),
)
UNKNOWN_PARENT = FaultKind(
    "unknown_parent",
    Citation(6),
    Words("its city {value} is not among the cities", "所属设区市{value}不在考核单位之内"),
    Words("add the city", "请增列该市"),
)
CITY_WITHOUT_COUNTIES = FaultKind(
    "city_without_counties",
    Citation(6),
    Words("no county of this city is given", "未列入该市任何县"),
    Words("add its counties; a city's result is the mean of their scores", "请增列其县；市的结果为各县成绩的加权平均"),
)
NOT_IN_FORCE = FaultKind(
    "not_in_force",
    Citation(6),
    Words("does not exist on {value}", "在{value}不是有效单位"),
    Words("use the units of that day", "请使用当日有效的单位"),
)
UNKNOWN_INDICATOR = FaultKind(
    "unknown_indicator",
    Citation(5),
    Words("the scheme does not use the indicator {value}", "方案未使用指标{value}"),
    Words("mend the key, or take the entry out", "请更正键，或删除此条"),
)
OTHER_INDICATOR = FaultKind(
    "other_indicator",
    Citation(5),
    Words("the indicator {value} is defined otherwise than in the scheme", "指标{value}的定义与方案不同"),
    Words("use the scheme's indicator", "请使用方案中的指标"),
)
UNUSED_CITY_VALUE = FaultKind(
    "unused_city_value",
    None,
    Words(
        "a value of {value} for a city, which nothing in the scheme reads there",
        "方案不使用设区市的{value}，却给出该值",
    ),
    Words("give it for counties", "请按县给出"),
)
NOT_A_PLAN_ITEM = FaultKind(
    "not_a_plan_item",
    Citation(9, item=1),
    Words(
        "a target of {value}, which nothing in the scheme holds against a target", "方案中没有以目标衡量{value}的规定"
    ),
    Words("add it to plan.items, or take the target out", "请列入plan.items，或删除该目标"),
)
MISSING_OBSERVATION = FaultKind(
    "missing_observation",
    Citation(5),
    Words("no observation of {indicator}", "缺少指标{indicator}的数据"),
    Words("give one{otherwise}", "请补报{otherwise}"),
)
OTHERWISE = Words(", or set when_missing in {path}", "，或在{path}设定when_missing")
NO_OTHERWISE = Words("", "")

MISSING_TARGET = FaultKind(
    "missing_target",
    Citation(7, item=1),
    Words("no target of {indicator}", "缺少指标{indicator}的目标值"),
    Words("give its line of the approved plan, zero where there is nothing to do", "请补报减贫计划任务，无任务者填零"),
)
MISSING_CARRIED = FaultKind(
    "missing_carried",
    Citation(6),
    Words("no carried score", "缺少贫困县考核成绩"),
    Words("give the score under its own measure", "请补报其按专门办法考核的成绩"),
)
CARRIED_NOT_LISTED = FaultKind(
    "carried_not_listed",
    Citation(6),
    Words("a carried score, though the scheme does not list it as carried", "方案未将其列为引入成绩的县，却有引入成绩"),
    Words("list it in carried.counties, or take the score out", "请列入carried.counties，或删除该成绩"),
)
CARRIED_UNKNOWN = FaultKind(
    "carried_unknown",
    Citation(6),
    Words("{value} is listed as carried, but is not among the counties", "{value}列为引入成绩的县，但不在考核县之内"),
    Words("use the code in force on the day of the evidence", "请使用数据日期当日有效的代码"),
)
CARRIED_ABOVE_FULL = FaultKind(
    "carried_above_full",
    Citation(6),
    Words("a carried score of {value} above full marks of {full}", "引入成绩{value}高于满分{full}"),
    Words("mend the score, or carried.full_marks", "请更正成绩或carried.full_marks"),
)
CARRIED_GIVEN = FaultKind(
    "carried_given",
    Citation(6),
    Words("points given for {value} of a carried county", "对引入成绩的县评议给分：{value}"),
    Words("take them out; it brings its own score", "请删除；该县使用按专门办法考核的成绩"),
)
GIVEN_OUTSIDE = FaultKind(
    "given_outside",
    Citation(5),
    Words("{value} points given where {criterion} offers 0 to {marks}", "给分{value}超出{criterion}的0至{marks}分"),
    Words("give points inside the marks", "请在分值范围内给分"),
)
NOT_APPLICABLE_REFUSED = FaultKind(
    "not_applicable_refused",
    Citation(5),
    Words("{criterion} does not apply, and the scheme takes that for a fault", "{criterion}不适用，而方案视为差错"),
    Words("give a value, or set when_not_applicable in {path}", "请给出数值，或在{path}设定when_not_applicable"),
)
NOT_APPLICABLE_WITH_TASK = FaultKind(
    "not_applicable_with_task",
    Citation(5, item=1),
    Words("{indicator} is said not to apply, but its target is {value}", "{indicator}称不适用，但目标值为{value}"),
    Words("give the value reached, zero if none", "请填报完成值，未完成者填零"),
)
NOTHING_APPLIES = FaultKind(
    "nothing_applies",
    Citation(5, item=1),
    Words("no criterion applies", "没有适用的指标"),
    Words("give values, or set when_nothing_applies", "请给出数值，或设定when_nothing_applies"),
)
NOTHING_OBSERVED = FaultKind(
    "nothing_observed",
    Citation(7, item=3),
    Words("nothing that applies has been observed yet", "尚无任何适用指标的数据"),
    Words("give observations", "请补报数据"),
)
SUM_DIFFERS = FaultKind(
    "sum_differs",
    Citation(10),
    Words("{indicator} is {value}, but its counties add up to {sum}", "{indicator}为{value}，各县之和为{sum}"),
    Words("mend one of them", "请更正其一"),
)
NO_MEAN = FaultKind(
    "no_mean",
    Citation(5),
    Words(
        "the mean of {indicator} is {value}; nothing can be relative to it", "{indicator}的均值为{value}，无法据以计分"
    ),
    Words("use another rule for {path}", "请为{path}改用其他规则"),
)
WEIGHT_NOT_APPLICABLE = FaultKind(
    "weight_not_applicable",
    Citation(6),
    Words("{indicator}, by which counties are weighed, is said not to apply", "作为权重的{indicator}称不适用"),
    Words("give a number, zero if the county weighs nothing", "请给出数值，不计权重者填零"),
)
NEGATIVE_WEIGHT = FaultKind(
    "negative_weight",
    Citation(6),
    Words("a weight of {value}", "权重为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
NO_CITY_WEIGHT = FaultKind(
    "no_city_weight",
    Citation(6),
    Words("the weights of its counties add up to zero", "所属各县权重合计为零"),
    Words("weigh at least one county", "请至少为一个县设定大于零的权重"),
)
WEIGHT_MISSING = FaultKind(
    "weight_missing",
    Citation(6),
    Words("no weight in the table of the scheme", "方案权重表中没有该县"),
    Words("add a line to weights", "请在weights中增列"),
)
WEIGHT_UNKNOWN = FaultKind(
    "weight_unknown",
    Citation(6),
    Words("{value} has a weight, but is not among the counties", "{value}有权重，但不在考核县之内"),
    Words("take the line out, or add the county", "请删除该行，或增列该县"),
)
NOT_A_POVERTY_COUNTY = FaultKind(
    "not_a_poverty_county",
    Citation(9, item=3),
    Words("{value} is not a poverty county of the scheme", "{value}不是方案所列贫困县"),
    Words("mend the place or the problem", "请更正地点或问题情形"),
)
UNKNOWN_INDICATION = FaultKind(
    "unknown_indication",
    Citation(9),
    Words(
        "answers the indication {value}, which is not computed from this evidence",
        "所对应的疑似问题{value}未由本数据得出",
    ),
    Words("mend the key, or leave it empty", "请更正键，或留空"),
)
OTHER_INDICATION = FaultKind(
    "other_indication",
    Citation(9),
    Words(
        "answers the indication {value}, which is of another place or problem",
        "所对应的疑似问题{value}属于其他地点或情形",
    ),
    Words(
        "let place and problem be those of the indication, or leave it empty", "请与疑似问题的地点和情形一致，或留空"
    ),
)
NOT_A_DAY = FaultKind(
    "not_a_day",
    None,
    Words("{value!r} is not a plain day", "{value!r}不是日期"),
    Words("give a date without a time", "请给出不含时刻的日期"),
)
BAD_YEAR = FaultKind(
    "bad_year",
    Citation(4),
    Words("{value} is no year of the measure", "{value}年不在办法规定的年度内"),
    Words("give a year from 2017 to 2020", "请给出2017至2020年"),
)
BAD_RANK = FaultKind(
    "bad_rank",
    None,
    Words("a rank of {value}", "名次为{value}"),
    Words("count ranks from 1", "名次从1起"),
)
BAD_HISTORY_YEAR = FaultKind(
    "bad_history_year",
    Citation(4),
    Words("an earlier result of {value}", "以往结果的年度为{value}"),
    Words("give a year from 2017 to the one before", "请给出2017年至上一年度"),
)
NO_PLAN_FOR_REWARD = FaultKind(
    "no_plan_for_reward",
    Citation(8),
    Words("no line of the plan for {indicator}, which the reward asks for", "缺少奖励条件所需的{indicator}计划任务"),
    Words("give the city's line of the approved plan", "请补报该市的减贫计划任务"),
)
REPEATED_NAME = FaultKind(
    "repeated_name",
    None,
    Words("{value} stands here twice", "{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
EMPTY_SAMPLE = FaultKind(
    "bad_number",
    None,
    Words("{value} households", "户数为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
UNKNOWN_SOURCE = FaultKind(
    "unknown_source",
    Citation(7, item=3),
    Words(
        "{indicator} comes from {value}, which is not among its sources in the scheme",
        "{indicator}的来源{value}不在方案规定的来源之内",
    ),
    Words("use one of {known}, or take the entry out", "请使用{known}之一，或删除此条"),
)
MISSING_SOURCE = FaultKind(
    "missing_source",
    Citation(7, item=3),
    Words("no observation of {indicator} from {value}", "缺少来源{value}的指标{indicator}数据"),
    Words("give one{otherwise}", "请补报{otherwise}"),
)
MIXED_BLEND = FaultKind(
    "mixed_blend",
    Citation(5),
    Words(
        "{indicator} applies by some of its sources and not by others: {value}",
        "{indicator}按部分来源适用、按部分来源不适用：{value}",
    ),
    Words("give values from all sources, or from none", "请各来源一致给出数值或不适用"),
)
NO_RATIO = FaultKind(
    "no_ratio",
    Citation(5),
    Words(
        "{criterion} is a ratio to {reference}, which is {value}", "{criterion}按与{reference}之比计分，而后者为{value}"
    ),
    Words(
        "record it as not applicable with a document, or use another basis for {path}",
        "请凭文件记为不适用，或为{path}改用其他计分依据",
    ),
)
NO_CLASS = FaultKind(
    "no_class",
    None,
    Words("in no class of {path} ({known})", "不属于{path}的任何分类（{known}）"),
    Words("add the unit to one of the classes", "请将其列入其中一类"),
)
UNKNOWN_UNIT = FaultKind(
    "unknown_unit",
    None,
    Words("{value} is not among the units of the evidence", "{value}不在本次考核单位之内"),
    Words("use the code in force on the day of the evidence, or take it out", "请使用数据日期当日有效的代码，或删除"),
)
BUNDLED_VALUE = FaultKind(
    "bundled_value",
    Citation(6),
    Words(
        "a value of {indicator}, though the data of {value} hold for it", "其数据以{value}为准，却另有{indicator}的数据"
    ),
    Words("give it for the lead of the bundle", "请填报在捆绑考核的牵头单位"),
)
BUNDLE_CITIES = FaultKind(
    "bundle_cities",
    Citation(6),
    Words("a bundle of counties of several cities: {value}", "捆绑考核单位分属多个设区市：{value}"),
    Words("bundle counties of one city", "请只捆绑同一设区市的县"),
)
EVENT_UNSAMPLED = FaultKind(
    "event_unsampled",
    None,
    Words("an event counted for {value}, which was not drawn for the sample", "{value}未被抽中，却计加减分事项"),
    Words("take it out, or record the sample", "请删除，或补报抽样记录"),
)
UNUSED_COUNTY_VALUE = FaultKind(
    "unused_county_value",
    None,
    Words(
        "a value of {value} for a county, which nothing in the scheme reads there",
        "方案不使用县级的{value}，却给出该值",
    ),
    Words("give it for the city", "请按设区市给出"),
)
QUOTA_TOO_LARGE = FaultKind(
    "quota_too_large",
    None,
    Words(
        "quotas of {value} units in all, but only {number} are ranked together",
        "名额合计{value}个，而一同排名的单位只有{number}个",
    ),
    Words("mend the quotas", "请更正名额"),
)
SAMPLE_UNASKED = FaultKind(
    "sample_unasked",
    Citation(6),
    Words("a sample, though the scheme draws none", "方案未规定抽样，却有抽样记录"),
    Words("take it out, or let the scheme sample", "请删除，或在方案中规定抽样"),
)
SAMPLE_CARRIED = FaultKind(
    "sample_carried",
    Citation(6),
    Words("a carried county is sampled", "引入成绩的贫困县被抽样"),
    Words("take it out; it brings its own score", "请删除；该县使用自身成绩"),
)
SAMPLE_TOO_SMALL = FaultKind(
    "sample_too_small",
    None,
    Words("{value} sampled {what}, where {least} are asked for", "抽样{what}{value}个，规定至少{least}个"),
    Words("sample more, or mend the record", "请补足抽样，或更正记录"),
)
UNKNOWN_EVENT = FaultKind(
    "unknown_event",
    None,
    Words("the scheme counts no event of kind {value} for such a unit", "方案对此类单位没有“{value}”加减分事项"),
    Words("use one of {known}, or take the event out", "请使用{known}之一，或删除该事项"),
)
EVENT_CARRIED = FaultKind(
    "event_carried",
    Citation(6),
    Words("an event counted for a carried county", "对引入成绩的县计加减分事项"),
    Words("take it out; it brings its own score", "请删除；该县使用自身成绩"),
)
EVENT_BUNDLED = FaultKind(
    "event_bundled",
    Citation(6),
    Words("an event counted for a county whose score is that of {value}", "对使用{value}成绩的县计加减分事项"),
    Words("count it for the lead of the bundle", "请计在捆绑考核的牵头单位"),
)
EVENT_UNNAMED = FaultKind(
    "event_unnamed",
    None,
    Words("no criterion is named", "未注明所涉指标"),
    Words("name the criterion whose data were falsified", "请注明数据弄虚作假的指标"),
)
EVENT_CRITERION = FaultKind(
    "event_criterion",
    None,
    Words("the criterion {value} does not go with this event", "指标{value}与该事项不符"),
    Words(
        "name a criterion of the tree where data were falsified, and none otherwise",
        "弄虚作假事项请注明所涉指标，其他事项不填",
    ),
)
GRADE_UNASKED = FaultKind(
    "grade_unasked",
    None,
    Words("a grade that people set, though the scheme computes grades", "方案按计算确定等次，却有评定等次"),
    Words("take it out, or give grades_set_by in the scheme", "请删除，或在方案中设grades_set_by"),
)
GRADE_UNKNOWN = FaultKind(
    "grade_unknown",
    None,
    Words("no grade has the key {value}", "没有键为{value}的等次"),
    Words("use one of {known}", "请使用{known}之一"),
)
GRADE_BODY = FaultKind(
    "grade_body",
    None,
    Words("set by {value}, where the scheme leaves it to {body}", "由{value}评定，而方案规定由{body}评定"),
    Words("mend the body", "请更正评定主体"),
)
NO_SAMPLE_SIZE = FaultKind(
    "no_sample_size",
    Citation(7, item=2),
    Words("an estimate from no household or no village", "估计值没有样本户或样本村"),
    Words("give the size of the sample", "请填写样本量"),
)
NEGATIVE_ERROR = FaultKind(
    "negative_error",
    None,
    Words("{value} is below zero", "{value}小于零"),
    Words("give zero or more", "请给出不小于零的数"),
)
NOT_WHOLE = FaultKind(
    "not_whole",
    None,
    Words("{value} is no whole number", "{value}不是整数"),
    Words("give a whole number", "请填写整数"),
)
FEW_PERSONS = FaultKind(
    "few_persons",
    None,
    Words(
        "{value} persons in {households} households, each of which has one or more",
        "样本{households}户只有{value}人，而每户至少一人",
    ),
    Words("look whether households and persons were mixed up", "请核对样本户数与样本人数是否填反"),
)
MANY_VILLAGES = FaultKind(
    "many_villages",
    None,
    Words("{value} villages with {households} households", "样本{value}个村只有{households}户"),
    Words("count the villages in which households of the sample lie", "请填写样本户所在的村数"),
)
MANY_DEGREES = FaultKind(
    "many_degrees",
    None,
    Words("{value} degrees of freedom of {villages} villages", "{villages}个村的自由度为{value}"),
    Words("give the villages less the strata that they lie in, one or more", "请填写村数减层数，层数至少为一"),
)
NO_REACH = FaultKind(
    "no_reach",
    None,
    Words("an interval of {value} standard errors to each side", "区间两侧各为{value}倍标准误"),
    Words("give a number above zero, such as 1.96; not the level", "请填写大于零的倍数，例如1.96；不是置信水平"),
)
EMPTY_INTERVAL = FaultKind(
    "empty_interval",
    None,
    Words("an interval from {lower} to {value}", "区间自{lower}至{value}为空"),
    Words("let the lower end come first", "下限不得大于上限"),
)
ERROR_OF_NOTHING = FaultKind(
    "error_of_nothing",
    None,
    Words("{indicator} does not apply, and yet it has a sampling error", "{indicator}不适用，却填有抽样误差"),
    Words("give the estimate, or take the sampling error out", "请填写估计值，或删去抽样误差"),
)
VALUE_OUTSIDE_INTERVAL = FaultKind(
    "value_outside_interval",
    None,
    Words(
        "the estimate {value} lies outside its interval {lower} to {upper}",
        "估计值{value}不在其置信区间{lower}至{upper}之内",
    ),
    Words("mend the value or the interval", "请更正估计值或置信区间"),
)
NO_UNCERTAINTY = FaultKind(
    "no_uncertainty",
    Citation(7, item=2),
    Words(
        "the scheme compares {compared} of {indicator}, and this observation has no interval",
        "方案比较{indicator}的{compared}，而该数据没有置信区间",
    ),
    Words(
        "give the uncertainty of the estimate, or let the scheme compare the estimate",
        "请填报估计值的抽样误差，或在方案中改为比较估计值",
    ),
)

MISSING_CODES = frozenset(
    kind.code
    for kind in (
        MISSING_OBSERVATION,
        MISSING_SOURCE,
        MISSING_TARGET,
        MISSING_CARRIED,
        NO_PLAN_FOR_REWARD,
        NOTHING_OBSERVED,
        NO_UNCERTAINTY,
    )
)
"""Codes of what a provisional assessment lists instead of refusing it."""

HIDDEN_CODES = frozenset((UNKNOWN_INDICATION.code,))
"""Codes of what can come from nothing but missing data: a sign that was answered is out of sight without them."""
