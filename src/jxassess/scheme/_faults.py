"""The kinds of fault that a scheme can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

SAME_VALUES = FaultKind(
    "same_values",
    None,
    Words("both ends are {value}", "两端均为{value}"),
    Words("give two different values", "请给出两个不同的值"),
)
NOT_POSITIVE = FaultKind(
    "not_positive",
    None,
    Words("{value} is not above zero", "{value}不大于零"),
    Words("give a number above zero", "请给出大于零的数"),
)
NEGATIVE = FaultKind(
    "negative",
    None,
    Words("{value} is below zero", "{value}小于零"),
    Words("give zero or more", "请给出不小于零的数"),
)
EMPTY = FaultKind(
    "empty",
    None,
    Words("nothing stands here", "内容为空"),
    Words("give at least one entry, or leave the whole out", "请至少给出一项，或整体删除"),
)
MIXED_SIDES = FaultKind(
    "mixed_sides",
    None,
    Words("levels look to both sides ({value})", "各档方向不一致（{value}）"),
    Words(
        "use at_least and above, or at_most and below, in one rule",
        "同一规则中只用at_least、above，或只用at_most、below",
    ),
)
REPEATED = FaultKind(
    "repeated",
    None,
    Words("{value} stands here twice", "{value}重复"),
    Words("keep one of them", "请只保留一个"),
)
UNORDERED_POINTS = FaultKind(
    "unordered_points",
    None,
    Words("{value} points are not fewer than those of the stricter level", "得分{value}不少于更严一档"),
    Words("let a less strict level earn less", "较宽的一档应得分较少"),
)
ABOVE_MARKS = FaultKind(
    "above_marks",
    Citation(5),
    Words("up to {value} points where {marks} marks are offered", "最高可得{value}分，而分值为{marks}分"),
    Words("let the rule earn the marks at most", "规则得分不得超过分值"),
)
BELOW_ZERO = FaultKind(
    "below_zero",
    Citation(5),
    Words("down to {value} points", "最低可至{value}分"),
    Words("let the rule earn no less than zero", "规则得分不得低于零"),
)
UNREACHABLE_MARKS = FaultKind(
    "unreachable_marks",
    Citation(5),
    Words("at most {value} points can be earned of {marks} marks", "分值{marks}分，最多只能得{value}分"),
    Words("mend the rule or the marks", "请更正规则或分值"),
)
WRONG_DIRECTION = FaultKind(
    "wrong_direction",
    Citation(5),
    Words("a better value of {value} would earn less", "{value}越好得分反而越少"),
    Words("turn the rule, or the better direction of the indicator", "请调整规则方向或指标的优劣方向"),
)
BOUNDS_CROSSED = FaultKind(
    "bounds_crossed",
    None,
    Words("the base of {value} lies outside {floor}..{cap}", "基准分{value}不在{floor}..{cap}之内"),
    Words("let floor, base and cap rise in this order", "下限、基准、上限应依次递增"),
)
TOO_MANY_PIECES = FaultKind(
    "too_many_pieces",
    None,
    Words("the rule would make {value} steps", "规则将产生{value}个台阶"),
    Words("deduct more at a time, or proportionally", "请加大每次扣分，或按比例扣分"),
)
MARKS_DIFFER = FaultKind(
    "marks_differ",
    Citation(5),
    Words("marks of {value}, but the parts add up to {sum}", "分值为{value}，各部分之和为{sum}"),
    Words("mend the marks of the whole or of a part", "请更正总分值或各部分分值"),
)
NO_DIMENSION = FaultKind(
    "no_dimension",
    Citation(5),
    Words("a top group of no dimension", "一级指标未注明考核内容"),
    Words("give its dimension, such as 'Art. 5(1)'", "请注明所属内容，如“Art. 5(1)”"),
)
INNER_DIMENSION = FaultKind(
    "inner_dimension",
    Citation(5),
    Words("a dimension ({value}) inside another group", "下级指标又注明考核内容（{value}）"),
    Words("give dimensions to top groups only", "仅一级指标注明考核内容"),
)
DIMENSION_MISSING = FaultKind(
    "dimension_missing",
    Citation(5),
    Words("the dimension {value} is not scored", "缺少考核内容“{value}”"),
    Words("give it a top group; the measure asks for all four", "请增设一级指标；办法规定四项内容均须考核"),
)
TWO_INDICATORS = FaultKind(
    "two_indicators",
    None,
    Words("two different indicators have the key {value}", "两个不同指标共用键{value}"),
    Words("rename one of them", "请更改其中一个的键"),
)
BAD_YEAR = FaultKind(
    "bad_year",
    Citation(4),
    Words("{value} is no year of the measure", "{value}年不在办法规定的年度内"),
    Words("give a year from 2017 to 2020", "请给出2017至2020年"),
)
BAD_CODE = FaultKind(
    "bad_county_code",
    Citation(6),
    Words("{value!r} is no code of a county", "{value!r}不是县级代码"),
    Words("give six digits that do not end in 00", "请给出六位数字且末两位不为00"),
)
NO_WEIGHT = FaultKind(
    "no_weight",
    Citation(6),
    Words("the weights of the table add up to zero", "权重表合计为零"),
    Words("give at least one weight above zero", "请至少给出一个大于零的权重"),
)
GRADE_GAP = FaultKind(
    "grade_gap",
    None,
    Words("between {value} and {above} no grade is given", "{value}至{above}之间没有等次"),
    Words("let each grade begin where the next lower one ends", "上一等次的起点应等于下一等次的终点"),
)
GRADE_OVERLAP = FaultKind(
    "grade_overlap",
    None,
    Words("between {above} and {value} two grades are given", "{above}至{value}之间有两个等次"),
    Words("let each grade begin where the next lower one ends", "上一等次的起点应等于下一等次的终点"),
)
GRADE_EMPTY = FaultKind(
    "grade_empty",
    None,
    Words("the grade begins at {value} and ends below {below}", "等次起于{value}，止于{below}以下"),
    Words("let at_least be smaller than below", "at_least应小于below"),
)
GRADE_OPEN = FaultKind(
    "grade_open",
    None,
    Words("the {value} grade has a bound on its outer side", "{value}等次外侧设有界限"),
    Words(
        "leave `below` out of the best grade and `at_least` out of the last", "最高等次不设below，最低等次不设at_least"
    ),
)
GRADE_BOUND_MISSING = FaultKind(
    "grade_bound_missing",
    None,
    Words("the grade {value} lacks a bound towards its neighbour", "等次{value}缺少与相邻等次的界限"),
    Words(
        "give `at_least` to all but the last and `below` to all but the best",
        "除最低等次外均设at_least，除最高等次外均设below",
    ),
)
WRONG_SIDE = FaultKind(
    "wrong_side",
    Citation(9, item=5),
    Words(
        "low is said to be '{bound}', which is the better side of {indicator}",
        "以“{bound}”为较低，而该侧是{indicator}较好的一侧",
    ),
    Words("turn the side", "请调整方向"),
)
OUTSIDE_RANGE = FaultKind(
    "outside_range",
    Citation(9, item=5),
    Words("the threshold {value} lies outside {range} of {indicator}", "标准{value}超出{indicator}的范围{range}"),
    Words("give a threshold that some values reach and others do not", "请给出有的值达到、有的值达不到的标准"),
)
BAD_PIECES = FaultKind(
    "bad_pieces",
    None,
    Words("{value} segments with these edges are no function", "{value}段与所给分界不构成函数"),
    Words("give edges in order and one segment more than edges", "分界须递增，段数须比分界多一"),
)
NEGATIVE_COUNTY_WEIGHT = FaultKind(
    "negative_county_weight",
    Citation(6),
    Words("the weight of {county} is {value}", "{county}的权重为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
UNKNOWN_GRADE = FaultKind(
    "unknown_grade",
    None,
    Words("no grade has the key {value}", "没有键为{value}的等次"),
    Words("use one of {known}", "请使用{known}之一"),
)
RATE_MISSING = FaultKind(
    "rate_missing",
    Citation(9, item=5),
    Words("no threshold for {value}", "缺少“{value}”的低值标准"),
    Words("say where it is low; a threshold is needed for each of the three", "请注明较低的界限；三类均须设定"),
)
NOT_ADDITIVE = FaultKind(
    "not_additive",
    Citation(8),
    Words("{value} does not add up over counties", "{value}不能由各县数值相加得出"),
    Words("use an additive indicator such as poor_population_reduced", "请使用可加指标，如poor_population_reduced"),
)
NO_DOCUMENT = FaultKind(
    "no_document",
    Citation(4),
    Words("no document allows this departure from the measure", "此处与办法不一致，未注明依据文件"),
    Words("name the document in allowed_by", "请在allowed_by中注明文件"),
)
NO_REFERENCE = FaultKind(
    "no_reference",
    Citation(4),
    Words("no document is named", "未注明文件"),
    Words("name the document, or say what this is where none was issued", "请注明文件；未印发的，请说明其性质"),
)
NO_SOURCE = FaultKind(
    "no_source",
    None,
    Words("no source is given", "未注明来源"),
    Words("name the document or data that it comes from", "请注明所依据的文件或数据"),
)
COHORT_CLASSES = FaultKind(
    "cohort_classes",
    None,
    Words("classes {value} with a comparison among {among}", "比较范围为{among}，所列分类为{value}"),
    Words("name classes where units are compared among a class, and only there", "仅在按类比较（class）时列出分类"),
)
BAND_EMPTY = FaultKind(
    "band_empty",
    None,
    Words("the band ends at {value} and begins at {low}", "区间止于{value}，起于{low}"),
    Words("let low be smaller than high", "low应小于high"),
)
BAND_GAP = FaultKind(
    "band_gap",
    None,
    Words("between {end} and {value} no points are given", "{end}至{value}之间没有得分"),
    Words("let each band begin where the one before ends", "每一区间的起点应等于上一区间的终点"),
)
BAND_OVERLAP = FaultKind(
    "band_overlap",
    None,
    Words("between {value} and {end} two bands are given", "{value}至{end}之间有两个区间"),
    Words("let each band begin where the one before ends", "每一区间的起点应等于上一区间的终点"),
)
BAND_OPEN = FaultKind(
    "band_open",
    None,
    Words("an end of the band is left open", "区间端点未设"),
    Words("leave out only `low` of the first band or `high` of the last", "仅首个区间可不设low，仅末个区间可不设high"),
)
BAND_POINTS = FaultKind(
    "band_points",
    None,
    Words("points ({value}) and end of the band do not go together", "端点得分（{value}）与区间端点不对应"),
    Words(
        "give at_low with low and at_high with high, and neither without",
        "设low时设at_low，设high时设at_high，反之均不设",
    ),
)
UNREACHABLE_BAND = FaultKind(
    "unreachable_band",
    None,
    Words("nothing of the range {value} lies here", "取值范围{value}内没有落入此档的值"),
    Words("leave it out, or mend its bounds", "请删除该档或更正界限"),
)
NO_SECOND = FaultKind(
    "no_reference_indicator",
    None,
    Words("a {basis} to nothing", "计分依据为{basis}，未指明参照指标"),
    Words("name the indicator in reference", "请在reference中指明参照指标"),
)
SECOND_UNUSED = FaultKind(
    "reference_unused",
    None,
    Words("the basis {basis} does not read the reference {value}", "计分依据{basis}不使用参照指标{value}"),
    Words(
        "leave reference out, or take difference or ratio as basis", "请删除reference，或将basis改为difference、ratio"
    ),
)
GIVEN_NOT_VALUE = FaultKind(
    "given_not_value",
    None,
    Words("points given are read as {value}", "评议给分按{value}计"),
    Words("take value as basis", "请将basis设为value"),
)
BLEND_SINGLE = FaultKind(
    "blend_single",
    None,
    Words("a blend of one source, {value}", "仅有一个来源{value}"),
    Words("leave blend out, or name two sources or more", "请删除blend，或至少列出两个来源"),
)
BLEND_NOT_ONE = FaultKind(
    "blend_not_one",
    None,
    Words("the shares add up to {value}", "各来源份额合计为{value}"),
    Words("let the shares add up to 1", "各来源份额之和应为1"),
)
ONE_SOURCE = FaultKind(
    "one_source",
    Citation(7, item=3),
    Words("no order of two sources or more: {value}", "来源不足两个：{value}"),
    Words("name at least two, the one that is preferred first", "请至少列出两个来源，优先者在前"),
)
NO_RULING = FaultKind(
    "no_ruling",
    Citation(7, item=3),
    Words("no document says which source comes first", "未注明规定来源优先顺序的文件"),
    Words("name the document in allowed_by", "请在allowed_by中注明文件"),
)
PRECEDENCE_BLENDED = FaultKind(
    "precedence_blended",
    Citation(7, item=3),
    Words("{value} is blended of its sources and has an order of them too", "{value}既按来源加权，又设来源优先顺序"),
    Words("keep the blend or the order", "请只保留其一"),
)
PRECEDENCE_UNUSED = FaultKind(
    "precedence_unused",
    Citation(7, item=3),
    Words("nothing else in the scheme names {value}", "方案别处未使用{value}"),
    Words("mend the key, or take the entry out", "请更正键，或删除此条"),
)
BLENDS_DIFFER = FaultKind(
    "blends_differ",
    None,
    Words("{value} is blended in another way elsewhere", "{value}在别处按其他方式加权"),
    Words("give all criteria of one indicator the same blend", "同一指标的来源权重应一致"),
)
BOUND_SETTLED = FaultKind(
    "bound_settled",
    None,
    Words(
        "the bound {value} decides nothing within {range} of {indicator}",
        "界限{value}在{indicator}的取值范围{range}内不起作用",
    ),
    Words("give a bound that some values satisfy and others do not", "请给出有的值满足、有的值不满足的界限"),
)
MIXED_WEIGHTS = FaultKind(
    "mixed_weights",
    Citation(5),
    Words("{value} has no weight, its neighbours have", "{value}未设权重，而同级已设"),
    Words("give all neighbours a weight, or none", "同级各项均设权重或均不设"),
)
WEIGHT_UNUSED = FaultKind(
    "weight_unused",
    None,
    Words("a weight of {value} where nothing is weighted", "此处不加权，却设权重{value}"),
    Words("leave weight out", "请删除weight"),
)
BAD_UNIT_CODE = FaultKind(
    "bad_unit_code",
    None,
    Words("{value!r} is no code of a unit", "{value!r}不是单位代码"),
    Words("give six digits", "请给出六位数字"),
)
BUNDLE_SINGLE = FaultKind(
    "bundle_single",
    None,
    Words("fewer than two units: {value}", "捆绑单位不足两个：{value}"),
    Words("name two units or more", "请至少列出两个单位"),
)
LEAD_OUTSIDE = FaultKind(
    "lead_outside",
    None,
    Words("the lead {value} is no member", "牵头单位{value}不在捆绑单位之内"),
    Words("name one of the units", "请指定其中一个单位"),
)
COUNTY_ONLY = FaultKind(
    "county_only",
    None,
    Words("a level of {value} where only counties have the criteria", "层级为{value}，而该项只适用于县级"),
    Words("take county as level", "请将level设为county"),
)
NO_POINTS = FaultKind(
    "no_points",
    None,
    Words("points of {value}", "分值为{value}"),
    Words("give points above or below zero", "请给出大于或小于零的分值"),
)
UNUSED_CAP = FaultKind(
    "unused_cap",
    None,
    Words("a cap of {value} that does not go with the events", "上限{value}与事项分值不符"),
    Words("give a cap above zero where events have such points, else 0", "有相应分值的事项时上限应大于零，否则为0"),
)
NO_BOUND = FaultKind(
    "no_bound",
    None,
    Words("neither bound is given", "上下限均未设"),
    Words("give at_least or at_most", "请至少设at_least或at_most之一"),
)
BOUNDS_SWAPPED = FaultKind(
    "bounds_swapped",
    None,
    Words("at least {value} and at most {most} leave no room", "最低{value}、最高{most}之间没有余地"),
    Words("let at_least be smaller than at_most", "at_least应小于at_most"),
)
ORDER_BROKEN = FaultKind(
    "order_broken",
    None,
    Words("the order {value} where {expected} is due", "顺序号为{value}，应为{expected}"),
    Words("number the adjustments 1, 2, 3 and so on, each once", "请将各项依次编号为1、2、3……，不重不漏"),
)
SHARE_MISSING = FaultKind(
    "share_missing",
    Citation(6),
    Words("the part {value} has no weight", "组成部分{value}未设权重"),
    Words("give its share of the city's score in weight", "请在weight中注明其占市级成绩的份额"),
)
SHARES_NOT_ONE = FaultKind(
    "shares_not_one",
    Citation(6),
    Words("the shares add up to {value}", "各部分份额合计为{value}"),
    Words("let county_weight and the weights of the parts add up to 1", "county_weight与各部分weight之和应为1"),
)
CITY_COHORT = FaultKind(
    "city_cohort",
    None,
    Words("a city is compared among {cohort}", "市级指标的比较范围为{cohort}"),
    Words(
        "compare cities among the province or a class, without carried counties",
        "市级指标应在全省或同类设区市间比较，且不含贫困县",
    ),
)
UNKNOWN_CLASS = FaultKind(
    "unknown_class",
    None,
    Words("no class has the key {value} (there are: {known})", "没有键为{value}的分类（现有：{known}）"),
    Words("use a class of the scheme, or define it in classes", "请使用方案中的分类，或在classes中增设"),
)
UNKNOWN_GATE = FaultKind(
    "unknown_gate",
    None,
    Words("no gate has the key {value} (there are: {known})", "没有键为{value}的否决条件（现有：{known}）"),
    Words("use a gate of the scheme, or define it in gates", "请使用方案中的否决条件，或在gates中增设"),
)
QUOTA_LAST = FaultKind(
    "quota_last",
    None,
    Words("a quota of {value} for the last grade", "末位等次设有名额{value}"),
    Words("leave units out: the last grade takes the rest", "请删除units，末位等次为其余单位"),
)
QUOTA_MISSING = FaultKind(
    "quota_missing",
    None,
    Words("no quota for the grade {value}", "等次{value}未设名额"),
    Words("say in units how many get it", "请在units中注明名额"),
)
NO_ROLE = FaultKind(
    "no_role",
    Citation(9),
    Words("a talk with nobody", "约谈未注明对象"),
    Words(
        "say in role whether principal leaders or leaders in charge are called in", "请在role中注明主要领导或分管领导"
    ),
)
ROLE_UNUSED = FaultKind(
    "role_unused",
    None,
    Words("a role of {value} where nobody is called in", "此处不约谈，却注明{value}"),
    Words("leave role out", "请删除role"),
)
NO_TO = FaultKind(
    "no_recipient",
    None,
    Words("a notice to nobody", "告知未注明对象"),
    Words("say in `to` who receives it", "请在to中注明告知对象"),
)
TO_UNUSED = FaultKind(
    "recipient_unused",
    None,
    Words("a recipient ({to}) where no notice is sent", "此处不告知，却注明对象（{to}）"),
    Words("leave `to` out", "请删除to"),
)
BUNDLE_CARRIED = FaultKind(
    "bundle_carried",
    Citation(6),
    Words("the carried county {value} is bundled", "贫困县{value}被列入捆绑单位"),
    Words("leave it out of the bundle: it brings its own score", "请将其移出：贫困县使用自身成绩"),
)
TWO_BUNDLES = FaultKind(
    "two_bundles",
    None,
    Words("{value} is in two bundles", "{value}同时在两个捆绑单位中"),
    Words("keep it in one of them", "请只保留一处"),
)
DECIDES_NOTHING = FaultKind(
    "decides_nothing",
    Citation(5),
    Words("every value earns {value} points", "任何指标值都得{value}分"),
    Words("mend the rule, so that it tells values apart", "请更正规则，使不同指标值有所区分"),
)
REFERENCE_IS_ITSELF = FaultKind(
    "reference_is_itself",
    None,
    Words("{value} is held against itself", "{value}与自身比较"),
    Words("name another indicator in reference", "请在reference中指明其他指标"),
)
UNITS_DIFFER = FaultKind(
    "units_differ",
    None,
    Words("a difference to {value} of another unit ({units})", "与单位不同的{value}取差（{units}）"),
    Words("take a reference in the same unit, or ratio as basis", "请选用单位相同的参照指标，或将basis改为ratio"),
)
OTHER_SIDE = FaultKind(
    "other_side",
    None,
    Words(
        "the side '{value}' is the wrong one for {indicator} ({better})",
        "{indicator}（{better}）的界限方向“{value}”不符",
    ),
    Words("turn the side", "请调整方向"),
)
MIXED_CLASS = FaultKind(
    "mixed_class",
    None,
    Words("{value} holds counties and cities", "{value}同时包含县和设区市"),
    Words("make a class for each", "请分别设类"),
)
CLASS_LEVEL = FaultKind(
    "class_level",
    None,
    Words("the class {value} does not hold {level}, which are asked for", "此处应为{level}分类，{value}不是"),
    Words("name a class of such units", "请使用该层级单位的分类"),
)
CLASSES_OVERLAP = FaultKind(
    "classes_overlap",
    None,
    Words("the classes {classes} have {value} in common", "分类{classes}均含{value}"),
    Words("let each unit be in one of the classes named here", "此处所列各类不得有相同单位"),
)
UNUSED_CLASS = FaultKind(
    "unused_class",
    None,
    Words("nothing names the class {value}", "没有规则使用分类{value}"),
    Words("name it where it counts, or take it out", "请在规则中使用，或删除"),
)
ORDER_LEVELS = FaultKind(
    "order_levels",
    None,
    Words("an adjustment of counties after one of cities ({key})", "县级加减分项排在设区市级（{key}）之后"),
    Words("number those of counties first", "请将县级各项排在前面"),
)
CAP_BELOW_ONE = FaultKind(
    "cap_below_one",
    None,
    Words("a cap of {value}, though one case counts {one}", "上限{value}低于单项分值{one}"),
    Words("let the cap be no smaller than one case", "上限不应低于单项分值"),
)
BARS_NOTHING = FaultKind(
    "bars_nothing",
    None,
    Words("nothing is barred above the grade {value}", "以等次{value}为上限不起限制作用"),
    Words("name a lower grade", "请使用较低的等次"),
)
EQUAL_BELOW_FLOOR = FaultKind(
    "equal_below_floor",
    Citation(5),
    Words(
        "{value} points where all are equal, and {floor} for the worst", "全部相同得{value}分，低于最差单位的{floor}分"
    ),
    Words("give at least the floor", "不应低于floor"),
)
SERIOUS_NO_STRICTER = FaultKind(
    "serious_no_stricter",
    None,
    Words(
        "the ceiling {value} for serious cases, though {plain} holds for every case",
        "情节严重时以{value}为上限，而一般情形已以{plain}为上限",
    ),
    Words("name a lower grade, or take it out", "请使用更低的等次，或删除"),
)
MORE_IS_WORSE = FaultKind(
    "more_is_worse",
    Citation(8),
    Words("more of {value} is worse", "{value}越多越差"),
    Words("measure marked reduction by what is better where there is more of it", "请以越多越好的指标衡量减贫成效"),
)
EXCELLENT_ALL = FaultKind(
    "excellent_all",
    Citation(8),
    Words("every score is excellent from the grade {value} on", "从等次{value}起即为优秀，则所有成绩均为优秀"),
    Words("name a better grade", "请使用较高的等次"),
)
PERCENT_FOR_SHARE = FaultKind(
    "percent_for_share",
    None,
    Words("a bound at {value} times the target", "界限为目标值的{value}倍"),
    Words("write shares of the target: 1 is the whole of it, not 100", "完成率按倍数填写，全部完成为1，不是100"),
)
SHARE_FOR_PERCENT = FaultKind(
    "share_for_percent",
    None,
    Words("a bound at {value} per cent of {indicator}", "{indicator}的界限为百分之{value}"),
    Words("write per cent, such as 95 and not 0.95", "请按百分数填写，如95，不是0.95"),
)
