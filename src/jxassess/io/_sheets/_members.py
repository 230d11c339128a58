"""Members of enums in cells: by value or by their words in either language."""

from __future__ import annotations

from enum import Enum
from functools import cache

from jxassess.evidence import Verdict
from jxassess.io._sheets._texts import fold
from jxassess.measure import Body, Problem
from jxassess.words import Worded, Words

TRUTHS = {True: Words("yes", "是"), False: Words("no", "否")}
"""How truth values are said in cells."""

_VERDICTS = {Verdict.CONFIRMED: Words("confirmed", "确认"), Verdict.REJECTED: Words("rejected", "不予认定")}
_BODIES = {
    Body.LEADING_GROUP: Words("provincial leading group", "省扶贫开发领导小组"),
    Body.OFFICE: Words("provincial poverty alleviation office", "省扶贫办"),
    Body.ORGANISATION_DEPARTMENT: Words("organisation department", "省委组织部"),
    Body.PROVINCIAL_COMMITTEE: Words("provincial committee", "省委"),
    Body.PROVINCIAL_GOVERNMENT: Words("provincial government", "省政府"),
    Body.CITY_COMMITTEE: Words("city committee", "设区市党委"),
    Body.CITY_GOVERNMENT: Words("city government", "设区市政府"),
    Body.MEMBER_UNIT: Words("member unit", "领导小组成员单位"),
    Body.THIRD_PARTY: Words("third party", "第三方"),
}
_OTHER_WORDS: dict[Enum, tuple[str, ...]] = {
    Verdict.CONFIRMED: ("认定", "属实"),
    Verdict.REJECTED: ("否定", "不属实"),
    Body.OFFICE: ("省扶贫和移民办",),
    Body.CITY_COMMITTEE: ("市委",),
    Body.CITY_GOVERNMENT: ("市政府",),
    Body.MEMBER_UNIT: ("成员单位",),
}


def member_words(member: Enum) -> Words:
    """Say a member of an enum.

    Args:
        member: the member.

    Returns:
        Its words; where it has none, its value.
    """
    match member:
        case Verdict():
            return _VERDICTS[member]
        case Body():
            return _BODIES[member]
        case Worded() | Problem():
            return member.words
        case _:
            return Words(str(member.value), str(member.value))


@cache
def members_by_word(kind: type[Enum]) -> dict[str, str]:
    """Give the values of the members of an enum by everything that may stand for them, folded."""
    found: dict[str, str] = {}
    for member in kind:
        words = member_words(member)
        said = [str(member.value), words.en, words.zh, *_OTHER_WORDS.get(member, ())]
        if isinstance(member, Problem):
            said.append(member.citation.chinese)
        found.update((fold(each), str(member.value)) for each in said)
    return found
