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
