"""The kinds of fault that an event can have, one table, and the error that carries them."""

from __future__ import annotations

from jxassess.faults import FaultKind, FaultsError
from jxassess.measure import Citation
from jxassess.words import Words


class SequenceError(FaultsError):
    """An event cannot be, or a log is not what it was (程序差错).

    Its faults say what cannot be, by which clause, what must come first, and what to do. The cycle stays as it was.
    """

    # Tracebacks print the module from which users import it.
    __module__ = "jxassess.cycle"
    subject = Words("the event", "事项")


NO_TEXT = FaultKind(
    "no_text",
    None,
    Words("nothing stands here", "内容为空"),
    Words("fill it in", "请填写"),
)
NOTHING_LISTED = FaultKind(
    "nothing_listed",
    None,
    Words("the list is empty", "列表为空"),
    Words("name at least one", "请至少列出一项"),
)
REPEATED = FaultKind(
    "repeated",
    None,
    Words("{what} stands here twice", "{what}重复"),
    Words("keep one of them", "请只保留一个"),
)
BAD_DIGEST = FaultKind(
    "bad_digest",
    None,
    Words("{value!r} is no digest", "{value!r}不是摘要值"),
    Words("give the 64 digits that jxassess.io.digest gives", "请给出jxassess.io.digest所得的64位摘要"),
)
BAD_KEY = FaultKind(
    "bad_key",
    None,
    Words("{value!r} is no key", "{value!r}不能作键"),
    Words("give text without blanks and without '/'", "请给出不含空格和“/”的文本"),
)
NOT_A_DAY = FaultKind(
    "not_a_day",
    None,
    Words("{value} is not a plain day", "{value}不是日期"),
    Words("give a date without a time", "请给出不带时刻的日期"),
)
NO_ZONE = FaultKind(
    "no_zone",
    None,
    Words("{value} has no time zone", "时刻{value}没有时区"),
    Words("give the time with its zone, such as +08:00", "请给出带时区的时刻，如+08:00"),
)
NOT_YET = FaultKind(
    "not_yet",
    None,
    Words("recorded {value}, before its effective day {on}", "登记于{value}，早于生效日{on}"),
    Words("record it on that day or after it", "请在当日或以后登记"),
)
RECORDED_BACKWARDS = FaultKind(
    "recorded_backwards",
    None,
    Words("recorded {value}, before the event above it, {before}", "登记时刻{value}早于上一事项的{before}"),
    Words("give the time at which it is recorded now", "请给出实际登记时刻"),
)
DUPLICATE_EVENT = FaultKind(
    "duplicate_event",
    None,
    Words("an event with the key {value} is in the log already", "日志中已有键为{value}的事项"),
    Words("give the event a key of its own", "请使用不同的键"),
)
BAD_YEAR = FaultKind(
    "bad_year",
    Citation(4),
    Words("{value} is not a year that is assessed", "{value}不是考核年度"),
    Words("give a year from 2017 to 2020", "请给出2017至2020年之一"),
)
STRAY_COUNTY = FaultKind(
    "stray_county",
    Citation(6),
    Words("{value} lies in {parent}, which is not among the cities", "{value}所属的{parent}不在设区市之列"),
    Words("add the city, or leave the county out", "请增列该市，或删去该县"),
)
UNKNOWN_EVENT = FaultKind(
    "unknown_event",
    None,
    Words("no event has the key {value!r}", "没有键为{value!r}的事项"),
    Words("name one of the log", "请填写日志中的事项"),
)
WRONG_ACTOR = FaultKind(
    "wrong_actor",
    None,
    Words("{who}: {problem}", "{who}：{problem}"),
    Words("{advice}", "{advice}"),
)
WRONG_BODY = FaultKind(
    "wrong_body",
    None,
    Words("{who} cannot record '{act}'", "“{act}”不能由{who}作出"),
    Words("it is for {known}", "应由{known}作出"),
)
NOT_THEIRS = FaultKind(
    "not_theirs",
    None,
    Words("{key} was not recorded by {who}", "{key}不是由{who}作出的"),
    Words("let those correct or withdraw it who acted then", "请由原作出机关更正或撤回"),
)
OTHER_CITY = FaultKind(
    "other_city",
    Citation(2),
    Words("{who} cannot act for {city}", "{who}不能代表{city}"),
    Words("let the city's own committee and government act", "请由本市党委、政府作出"),
)
NOT_ASSESSED = FaultKind(
    "not_assessed",
    Citation(2),
    Words("{value} is not assessed in this cycle", "{value}不在本次考核之内"),
    Words("name one of the cycle's cities or counties", "请填写本次考核的设区市或县"),
)
OTHER_DEFINITION = FaultKind(
    "other_definition",
    Citation(2),
    Words("{value} is defined otherwise than in the cycle", "{value}的定义与本次考核中的不同"),
    Words("use the cycle's own city or county", "请使用本次考核中的设区市或县"),
)
ELSEWHERE = FaultKind(
    "elsewhere",
    Citation(7, item=2),
    Words("{value} does not lie in {city}", "{value}不在{city}辖内"),
    Words("record one event for each city", "请按设区市分别登记"),
)
WRONG_ORDER = FaultKind(
    "wrong_order",
    None,
    Words("'{act}' on {day} has no '{first}' before it{place}", "{day}的“{act}”之前没有“{first}”{place}"),
    Words("record that first, with a day no later", "请先登记该事项，且日期不晚于此"),
)
WRONG_STATE = FaultKind(
    "wrong_state",
    None,
    Words("'{act}' on {day} cannot follow '{last}' of {key}", "{day}的“{act}”不能接在{key}的“{last}”之后"),
    Words("{advice}", "{advice}"),
)
TWICE = FaultKind(
    "twice",
    None,
    Words("'{act}' is recorded already, as {key}", "“{act}”已经登记，键为{key}"),
    Words("correct or withdraw {key}", "请更正或撤回{key}"),
)
BREAKS_OTHER = FaultKind(
    "breaks_other",
    None,
    Words(
        "{key} ('{act}' on {day}) could not stand any more: {problem}", "{key}（{day}的“{act}”）将不能成立：{problem}"
    ),
    Words("withdraw {key} first, or choose another day", "请先撤回{key}，或改用其他日期"),
)
NOT_IN_FORCE = FaultKind(
    "not_in_force",
    None,
    Words("no event {value!r} is in force", "没有仍然有效的事项{value!r}"),
    Words("name an event that was neither withdrawn, replaced nor overtaken", "请指明未被撤回、替换或失效的事项"),
)
OTHER_ACT = FaultKind(
    "other_act",
    None,
    Words("{value} is '{other}', not '{act}' of the same thing", "{value}是“{other}”，不是同一对象的“{act}”"),
    Words("withdraw it and record the other event", "请撤回后另行登记"),
)
NO_REASON = FaultKind(
    "no_reason",
    None,
    Words("'{act}' comes without a reason", "“{act}”没有说明理由"),
    Words("give the reason", "请说明理由"),
)
OTHER_DIGEST = FaultKind(
    "other_digest",
    Citation(7, item=4),
    Words("{value} is not the assessment that came before, {before}", "{value}不是此前的考核测算结果{before}"),
    Words("deliberate and approve the assessment of the evaluation in force", "请对现行综合评价的测算结果审议、审定"),
)
NO_RESULT = FaultKind(
    "no_result",
    Citation(2),
    Words("{value} has no result", "{value}没有结果"),
    Words("give every city of the cycle one result", "请为每个设区市给出一个结果"),
)
UNEXPLAINED = FaultKind(
    "unexplained",
    Citation(6),
    Words(
        "{value} differs from what was computed, {computed}, without a reason",
        "{value}与测算结果{computed}不同而无理由",
    ),
    Words("give the reason with the result", "请随结果说明理由"),
)
BAD_AMOUNT = FaultKind(
    "bad_amount",
    Citation(8),
    Words("an amount of {value} fen", "金额为{value}分"),
    Words("give zero or more, and zero where no reward is granted", "请给出不小于零的数；不予奖励时为零"),
)
WRONG_MEASURE = FaultKind(
    "wrong_measure",
    Citation(9),
    Words("sanction {value} is {measure}, not {due}", "问责措施{value}是{measure}，不是{due}"),
    Words("name a sanction of that kind", "请指明该类措施"),
)
UNKNOWN_ITEM = FaultKind(
    "unknown_item",
    Citation(9),
    Words("the rectification has no item {value}", "整改清单没有{value}项"),
    Words("name one of {known}", "请填写{known}之一"),
)
NO_POSTS = FaultKind(
    "no_posts",
    Citation(9),
    Words("the talk has nobody to talk with", "约谈没有对象"),
    Words("choose among the four posts", "请在四个职务中选定"),
)
STRAY_POSTS = FaultKind(
    "stray_posts",
    Citation(9),
    Words("posts are chosen, but {value} is no talk", "{value}不是约谈却选定了职务"),
    Words("leave the posts out", "请删去职务"),
)
UNCHOSEN_POST = FaultKind(
    "unchosen_post",
    Citation(9),
    Words("the {post} was not chosen for the talk", "{post}不是选定的约谈对象"),
    Words("talk with the posts that the leading group chose", "请与领导小组选定的对象约谈"),
)
LIMIT_PASSED = FaultKind(
    "limit_passed",
    Citation(9),
    Words("the last day {value} lies before the order of {on}", "最后一日{value}早于责令日{on}"),
    Words("mend one of the days", "请更正日期"),
)
MISCOUNTED = FaultKind(
    "miscounted",
    Citation(9),
    Words(
        "the last day {value} is not that of {limit} from {on}, which is {due}",
        "最后一日{value}与自{on}起{limit}的届满日{due}不符",
    ),
    Words("give {due}, or the reason with the event", "请改为{due}，或随事项说明理由"),
)
NO_EXTENSION = FaultKind(
    "no_extension",
    Citation(9),
    Words(
        "the new last day {value} is no later than the one before, {before}", "新的最后一日{value}不晚于原定的{before}"
    ),
    Words("give a later day", "请给出更晚的日期"),
)
PROPOSED_TWICE = FaultKind(
    "proposed_twice",
    Citation(9),
    Words("{measure} is proposed already for {value}, as {key}", "对{value}已建议{measure}，键为{key}"),
    Words("go on with {key}, or withdraw it", "请继续办理{key}，或将其撤回"),
)
OTHER_OBJECTION = FaultKind(
    "other_objection",
    None,
    Words("objection {value} is of {city}, not of {given}", "异议{value}由{city}提出，不是{given}"),
    Words("name the city that objected", "请填写提出异议的设区市"),
)
NOT_APPROVED = FaultKind(
    "not_approved",
    Citation(8),
    Words("the assessment is not the one that was approved", "所给测算结果不是经审定的测算结果"),
    Words(
        "give the assessment of the evaluation in force, once its approval is recorded",
        "请在登记审定之后给出现行综合评价的测算结果",
    ),
)
BAD_BASIS = FaultKind(
    "bad_basis",
    Citation(9),
    Words("a measure has one finding or one record of conduct behind it", "措施应以一项问题或一项履职记录为据"),
    Words("name the one or the other", "请填写其一"),
)
ONLY_ACCOUNT = FaultKind(
    "only_account",
    Citation(10),
    Words("{measure} does not follow from conduct", "{measure}不由履职情况引起"),
    Words("propose holding to account, or name a finding", "请建议责任追究，或指明问题"),
)
NOT_GRAVE = FaultKind(
    "not_grave",
    Citation(9),
    Words(
        "holding to account is proposed without gravity and adverse effect on record",
        "未记录情节严重和造成不良影响而建议责任追究",
    ),
    Words("propose it only where people recorded both", "仅在两者均有记录时提出"),
)
NO_DISTORTION = FaultKind(
    "no_distortion",
    Citation(10),
    Words(
        "{value} does not record irresponsible conduct that distorted results in {city}",
        "{value}没有记录涉及{city}且致使结果失真的不负责任行为",
    ),
    Words("propose it only where people recorded both", "仅在两者均有记录时提出"),
)
WRONG_ANSWERER = FaultKind(
    "wrong_answerer",
    Citation(9),
    Words("{value} answers what was referred to {to}", "{value}答复了移送{to}的事项"),
    Words("record the answer of the body that was asked", "请登记受移送机关的答复"),
)
BAD_LIMIT = FaultKind(
    "bad_limit",
    Citation(7, item=2),
    Words("at most {value} checks", "最多{value}次"),
    Words("give 1 or more, or nothing where any number is allowed", "请给出不小于1的数；不限次数时不填"),
)
OWN_REGION = FaultKind(
    "own_region",
    Citation(7, item=2),
    Words("{who} verifies its own region", "{who}核实的是本市"),
    Words("have another team do it; the rule is {source}", "请另行安排核实；依据为{source}"),
)
MUTUAL = FaultKind(
    "mutual",
    Citation(7, item=2),
    Words("{value} and {city} verify each other", "{value}与{city}互相核实"),
    Words("have another team do it; the rule is {source}", "请另行安排核实；依据为{source}"),
)
TOO_MANY_CHECKS = FaultKind(
    "too_many_checks",
    Citation(7, item=2),
    Words("{value} would be checked {number} times", "{value}将被核实{number}次"),
    Words("no more than {most} a year; the rule is {source}", "每年不超过{most}次；依据为{source}"),
)
BROKEN_CHAIN = FaultKind(
    "broken_chain",
    None,
    Words("the log does not lead through {value}", "日志链中没有{value}"),
    Words("compare it with the copy that was kept beside the deposited head", "请与存证时保留的副本核对"),
)
NEGATIVE = FaultKind(
    "negative",
    Citation(10),
    Words("a tolerance of {value}", "允许误差为{value}"),
    Words("give zero or more", "请给出不小于零的数"),
)
OTHER_YEAR = FaultKind(
    "other_year",
    Citation(4),
    Words("the cycle is of {value}, the assessment of {year}", "考核周期为{value}年，测算结果为{year}年"),
    Words("give both of one year", "请给出同一年度的两者"),
)
UNORDERED = FaultKind(
    "unordered",
    Citation(4),
    Words("{value} comes after {before}", "{value}排在{before}之后"),
    Words("give each year once, the earlier first", "请按年度先后各给一次"),
)
BAD_RULE = FaultKind(
    "bad_rule",
    None,
    Words(
        "a rule over {value} years lacks years, a condition or its source", "连续{value}年的规则缺少年数、条件或依据"
    ),
    Words(
        "give two years or more, grades or a number of places from 1, and the document",
        "请给出不少于两年、等次或不小于1的名次数，以及依据文件",
    ),
)
