"""The kinds of fault that tenures and reviews can have, one table."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.measure import Citation
from jxassess.words import Words

_CLAUSE = Citation(9, 2)

NOT_OPAQUE = FaultKind(
    "not_opaque",
    _CLAUSE,
    Words(
        "text of {value} characters that could be a name, an identity number or a telephone number",
        "{value}个字符的文本，可能是姓名、身份证号或电话号码",
    ),
    Words(
        "give an id that tells nothing of the person: one letter and one to seven digits such as p-0001, or a UUID",
        "请使用不含个人信息的编号：一个字母加一至七位数字（如p-0001），或UUID",
    ),
)
NO_TEXT = FaultKind("no_text", _CLAUSE, Words("nothing stands here", "内容为空"), Words("fill it in", "请填写"))
NOT_A_DAY = FaultKind(
    "not_a_day",
    _CLAUSE,
    Words("{value!r} is not a plain day", "{value!r}不是日期"),
    Words("give a date without a time", "请给出不含时刻的日期"),
)
TENURE_BACKWARDS = FaultKind(
    "tenure_backwards",
    _CLAUSE,
    Words("ends {value}, before it begins {since}", "止于{value}，早于起始日{since}"),
    Words("mend one of the days", "请更正日期"),
)
ONGOING_WITH_END = FaultKind(
    "ongoing_with_end",
    _CLAUSE,
    Words("is ongoing and yet ends {value}", "标为仍在任，却有终止日{value}"),
    Words("leave the last day out, or say that it is not ongoing", "请删除终止日，或改为不在任"),
)
NOT_IN_FORCE = FaultKind(
    "not_in_force",
    _CLAUSE,
    Words("{place} was not in force on {value}", "{place}在{value}尚未设立或已撤销"),
    Words(
        "record the time before and after a change of county under the code of that time",
        "请按当时的代码分别记录区划变更前后的任职",
    ),
)
SAME_COUNTY = FaultKind(
    "same_county",
    _CLAUSE,
    Words("{value} would follow itself", "{value}的沿革指向自身"),
    Words("name the county before and the one after", "请分别给出变更前后的县"),
)
TENURE_TWICE = FaultKind(
    "tenure_twice",
    _CLAUSE,
    Words("the tenure stands here twice", "该任职记录重复"),
    Words("keep one of them", "请只保留一个"),
)
TENURES_OVERLAP = FaultKind(
    "tenures_overlap",
    _CLAUSE,
    Words("overlaps with {other} from {begin} to {end}", "与{other}在{begin}至{end}重合"),
    Words(
        "one principal post has one holder: mend the days, or mark the one who was acting",
        "同一主要领导职务同时只有一人：请更正日期，或注明代理",
    ),
)
AFTER_RECORD = FaultKind(
    "after_record",
    _CLAUSE,
    Words("{value} lies after {on}, the day of the record", "{value}晚于记录日{on}"),
    Words("mend one of the days", "请更正日期"),
)
NOT_CONFIRMED = FaultKind(
    "not_confirmed",
    _CLAUSE,
    Words("the finding {value} was rejected", "问题认定{value}已被否定"),
    Words("only a confirmed finding can be recorded as prominent", "只有已认定的问题才能记录为突出问题"),
)
RECORDED_TOO_EARLY = FaultKind(
    "recorded_too_early",
    _CLAUSE,
    Words("recorded on {value}, before the problem began on {begin}", "记录于{value}，早于问题起始日{begin}"),
    Words("mend one of the days", "请更正日期"),
)
TOWNSHIP_ELSEWHERE = FaultKind(
    "township_elsewhere",
    _CLAUSE,
    Words("{value} does not lie in {place}", "{value}不在{place}"),
    Words("name townships of the place of the finding", "请只列出问题所在地的乡镇"),
)
ASKED_TOO_EARLY = FaultKind(
    "asked_too_early",
    _CLAUSE,
    Words("asked for {value}, before the problem was recorded on {recorded}", "查询日{value}早于问题记录日{recorded}"),
    Words("give a later day", "请给出更晚的日期"),
)
