"""The measure itself: its clauses, and the lists that it writes.

The measure is 江西省设区市党委和政府脱贫攻坚工作成效考核办法 of 2017, in twelve articles. It is cited as `Art. 9(1)` or
第九条第(一)项, `Art. 9 para. 2` or 第九条第二款. Its sentences are not repeated here; summaries are in our own words.
"""

from __future__ import annotations

import re
from datetime import date
from enum import UNIQUE as UNIQUE_VALUES
from enum import Enum, verify
from functools import total_ordering

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.words import Worded, Words

FIRST_YEAR = 2017
LAST_YEAR = 2020

_ARTICLES = 12
_ITEMS = {5: 4, 7: 5, 9: 7}
_PARAGRAPHS = {9: 2}
_NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")

_ENGLISH = re.compile(r"Art\. ([1-9][0-9]?)(?: para\. ([1-9]))?(?:\(([1-9])\))?", re.ASCII)
_NUMERAL = "(十[一二]|[一二三四五六七八九十])"
_CHINESE = re.compile(rf"第{_NUMERAL}条(?:第{_NUMERAL}款)?(?:第[(（]?{_NUMERAL}[)）]?项)?")


def _exists(article: int, paragraph: int | None, item: int | None) -> bool:
    if not 1 <= article <= _ARTICLES:
        return False
    if paragraph is not None and not 1 <= paragraph <= _PARAGRAPHS.get(article, 0):
        return False
    # Items are cited without their paragraph, so that a clause has one citation only.
    return item is None or (paragraph is None and 1 <= item <= _ITEMS.get(article, 0))


@total_ordering
@frozen
class Citation(ByFields):
    """A clause of the measure (条款), printed and parsed in English and Chinese.

    Attributes:
        article: 1 to 12 (条).
        paragraph: 1 or 2 within Art. 9 (款), else `None`.
        item: the item in brackets (项): 1 to 4 in Art. 5, 1 to 5 in Art. 7, 1 to 7 in Art. 9, else `None`.

    Raises:
        ScopeError: the measure has no such clause.

    Example:
        >>> str(Citation(9, item=1)), Citation(9, 2).chinese
        ('Art. 9(1)', '第九条第二款')
        >>> Citation.parse("第五条第(二)项") == Citation.parse("Art. 5(2)")
        True
    """

    article: int
    paragraph: int | None = None
    item: int | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse a clause that the measure does not have."""
        if not _exists(self.article, self.paragraph, self.item):
            raise ScopeError(f"the measure has no clause {self}; it has Art. 1 to 12 with items in Art. 5, 7 and 9")

    def __str__(self) -> str:
        """The clause as cited in English."""
        paragraph = "" if self.paragraph is None else f" para. {self.paragraph}"
        item = "" if self.item is None else f"({self.item})"
        return f"Art. {self.article}{paragraph}{item}"

    def __lt__(self, other: Citation) -> bool:
        """Order as in the text."""
        return self._place() < other._place()

    def _place(self) -> tuple[int, int, int]:
        # An item without its paragraph stands in the first one.
        paragraph = self.paragraph if self.paragraph is not None else int(self.item is not None)
        return self.article, paragraph, self.item or 0

    @property
    def chinese(self) -> str:
        """The clause as cited in Chinese, such as 第九条第(一)项."""
        paragraph = "" if self.paragraph is None else f"第{_NUMERALS[self.paragraph]}款"
        item = "" if self.item is None else f"第({_NUMERALS[self.item]})项"
        return f"第{_NUMERALS[self.article]}条{paragraph}{item}"

    @property
    def words(self) -> Words:
        """The clause as cited in both languages."""
        return Words(str(self), self.chinese)

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read a citation in either language.

        Args:
            text: such as `Art. 9(1)`, `Art. 9 para. 2`, 第九条第(一)项 or 第九条第二款. Brackets may be full-width.

        Returns:
            The citation.

        Raises:
            ScopeError: the text is no citation, or the measure has no such clause.
        """
        match = _ENGLISH.fullmatch(text) or _CHINESE.fullmatch(text)
        if match is None:
            raise ScopeError(f"{text!r} is no clause of the measure; write such as 'Art. 9(1)' or '第九条第(一)项'")
        article, paragraph, item = (None if part is None else _number(part) for part in match.groups())
        # The items of Art. 9 stand in its first paragraph, which people name or leave out.
        is_named = item is not None and paragraph == 1 and article in _PARAGRAPHS
        return cls(article or 0, None if is_named else paragraph, item)


def _number(text: str) -> int:
    return int(text) if text.isascii() else _NUMERALS.index(text)


class _Cited(Enum):
    """An entry of a list that the measure writes; its value is its citation, and goes into files as it is."""

    _value_: str
    term: str
    summary: str
    summary_zh: str

    # The defaults are for looking up a member by its value, which type checkers read as a call of this.
    def __new__(cls, value: str, term: str = "", summary: str = "", summary_zh: str = "") -> _Cited:
        member = object.__new__(cls)
        member._value_ = value
        member.term = term
        member.summary = summary
        member.summary_zh = summary_zh
        return member

    @property
    def value(self) -> str:
        """Its citation in English, which goes into files as it is."""
        return self._value_

    @property
    def citation(self) -> Citation:
        """The clause of the measure."""
        return Citation.parse(self.value)

    @property
    def words(self) -> Words:
        """The summary in English and the term in Chinese, for tables and explanations."""
        return Words(self.summary, self.term)


@verify(UNIQUE_VALUES)
class Dimension(_Cited):
    """The four dimensions of assessment (考核内容).

    Attributes:
        term: the Chinese term.
        summary: what it covers, in our words.
        summary_zh: the same in Chinese.
        citation: the clause.

    Legal basis:
        Art. 5 lists four; a scheme must score all of them.

    Example:
        >>> Dimension.FUNDS.value, Dimension.FUNDS.term
        ('Art. 5(4)', '扶贫资金')
    """

    REDUCTION = "Art. 5(1)", "减贫成效", "poverty reduction", "人口减少、村退出、县摘帽与农民收入增长"
    IDENTIFICATION = "Art. 5(2)", "精准识别", "targeted identification", "识别与退出准确、程序合规、数据准确"
    ASSISTANCE = "Art. 5(3)", "精准帮扶", "targeted assistance", "帮扶措施与责任落实、群众对帮扶力量的满意度"
    FUNDS = "Art. 5(4)", "扶贫资金", "poverty alleviation funds", "资金投入、整合、分配、使用与监管"


@verify(UNIQUE_VALUES)
class Step(_Cited):
    """The five steps of a cycle, in order (考核步骤).

    Attributes:
        term: the Chinese term.
        summary: what happens, in our words.
        summary_zh: the same in Chinese.
        citation: the clause.

    Legal basis:
        Art. 7: from December to the end of March of the next year, in this order.

    Example:
        >>> [step.value for step in Step][0]
        'Art. 7(1)'
    """

    CITY_SUMMARY = "Art. 7(1)", "设区市总结", "each city reports on its plan", "各市对照年度计划总结并上报"
    VERIFICATION = "Art. 7(2)", "核实评估", "units or third parties check the indicators", "成员单位或第三方核实指标"
    CONSOLIDATION = "Art. 7(3)", "数据汇总", "the year's data are brought together", "汇集各类数据"
    EVALUATION = "Art. 7(4)", "综合评价", "report, deliberation and approval", "形成报告、审议、审定"
    FEEDBACK = "Art. 7(5)", "沟通反馈", "results and advice go to each city", "向各市反馈结果与建议"


@verify(UNIQUE_VALUES)
class Problem(_Cited):
    """The seven kinds of problem that have consequences (问题情形).

    Attributes:
        term: a short Chinese term of ours.
        summary: what it is, in our words.
        summary_zh: the same in Chinese.
        citation: the clause.

    Legal basis:
        Art. 9 lists seven. Computation only gives indications of the first and the fifth; people confirm all of them.

    Example:
        >>> Problem("Art. 9(4)") is Problem.FALSE_EXIT
        True
    """

    PLAN_UNFULFILLED = (
        "Art. 9(1)",
        "未完成年度减贫计划",
        "the yearly reduction plan was not fulfilled",
        "年度减贫计划没有完成",
    )
    FUNDS_VIOLATION = (
        "Art. 9(2)",
        "有县违反扶贫资金管理使用规定",
        "a county broke the rules on managing and using poverty funds",
        "有县违反资金管理使用规定",
    )
    PROHIBITED_ACT = (
        "Art. 9(3)",
        "贫困县违反约束规定并发生禁止事项",
        "a poverty county broke its binding rules and did what is prohibited",
        "有贫困县违反约束并发生禁止事项",
    )
    FALSE_EXIT = (
        "Art. 9(4)",
        "违反退出规定弄虚作假",
        "exit rules were broken by falsification or reduction on paper",
        "退出中弄虚作假或数字脱贫",
    )
    LOW_RATES = (
        "Art. 9(5)",
        "准确率或满意度较低",
        "accuracy of identification or exits, or satisfaction with assistance, is low",
        "识别、退出准确率或帮扶满意度较低",
    )
    INACTION = (
        "Art. 9(6)",
        "发现违纪违规问题未及时处理或未追究责任",
        "violations that were found were not acted on in time, or nobody was held to account",
        "对发现的违纪违规问题未及时处理，或未追究责任",
    )
    DUTY_NOT_CARRIED_OUT = (
        "Art. 9(7)",
        "责任制未落实并造成一定影响",
        "the responsibility system was not carried out, with some effect",
        "责任制没有落实并造成一定影响",
    )


@frozen
class _Name(ByFields):
    since: date  # the first day on which the name is known to have been in use
    until: date  # the last one
    text: str


@verify(UNIQUE_VALUES)
class Role(Worded):
    """Whom of a party committee or government Art. 9 names (约谈对象)."""

    PRINCIPAL = "principal", "principal leaders", "主要领导"
    IN_CHARGE = "in_charge", "leaders in charge", "分管领导"


@verify(UNIQUE_VALUES)
class Body(Enum):
    """The bodies that the measure lets act (行为主体), with their names by date.

    Legal basis:
        Art. 2 (city committee and government), Art. 4 (leading group, office, organisation department), Art. 7(2)
        (member units, third parties), Art. 7(4) (provincial committee and government).

    Example:
        >>> Body.OFFICE.name_on(date(2019, 3, 1))
        '省扶贫办'
    """

    LEADING_GROUP = "leading_group"
    OFFICE = "office"
    ORGANISATION_DEPARTMENT = "organisation_department"
    PROVINCIAL_COMMITTEE = "provincial_committee"
    PROVINCIAL_GOVERNMENT = "provincial_government"
    CITY_COMMITTEE = "city_committee"
    CITY_GOVERNMENT = "city_government"
    MEMBER_UNIT = "member_unit"
    THIRD_PARTY = "third_party"

    def name_on(self, day: date) -> str:
        """Give the Chinese name in use on a day.

        Args:
            day: a day from 2017-01-01 to 2021-03-31, the end of the last cycle.

        Returns:
            The name.

        Raises:
            ScopeError: a day outside, or one on which the sources do not tell which of two names was in use: the office
                changed its name between 2018-09-12 and 2018-12-07.
        """
        for name in _NAMES[self]:
            if name.since <= day <= name.until:
                return name.text
        known = ", ".join(f"{name.text} {name.since} to {name.until}" for name in _NAMES[self])
        raise ScopeError(f"the name of {self.value} on {day} is not known; known are {known}")

    @property
    def citation(self) -> Citation:
        """The clause that names the body first."""
        return _BODY_CLAUSES[self]


# By convention names are given from the first year assessed to the end of the last cycle; our sources tell only the
# days around the office's change of name.
_START = date(FIRST_YEAR, 1, 1)
_END = date(LAST_YEAR + 1, 3, 31)


def _always(text: str) -> tuple[_Name, ...]:
    return (_Name(_START, _END, text),)


_NAMES = {
    Body.LEADING_GROUP: _always("省扶贫开发领导小组"),
    Body.OFFICE: (
        _Name(_START, date(2018, 9, 12), "省扶贫和移民办"),
        _Name(date(2018, 12, 7), _END, "省扶贫办"),
    ),
    Body.ORGANISATION_DEPARTMENT: _always("省委组织部"),
    Body.PROVINCIAL_COMMITTEE: _always("省委"),
    Body.PROVINCIAL_GOVERNMENT: _always("省政府"),
    Body.CITY_COMMITTEE: _always("设区市党委"),
    Body.CITY_GOVERNMENT: _always("设区市政府"),
    Body.MEMBER_UNIT: _always("领导小组成员单位"),
    Body.THIRD_PARTY: _always("第三方"),
}

_BODY_CLAUSES = {
    Body.LEADING_GROUP: Citation(4),
    Body.OFFICE: Citation(4),
    Body.ORGANISATION_DEPARTMENT: Citation(4),
    Body.PROVINCIAL_COMMITTEE: Citation(7, item=4),
    Body.PROVINCIAL_GOVERNMENT: Citation(7, item=4),
    Body.CITY_COMMITTEE: Citation(2),
    Body.CITY_GOVERNMENT: Citation(2),
    Body.MEMBER_UNIT: Citation(7, item=2),
    Body.THIRD_PARTY: Citation(7, item=2),
}
