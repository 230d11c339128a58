"""What may be typed into the cells of a template: said to people, and as conditions of the spreadsheet program."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import to_text
from jxassess.io._tables._spelling import NOT_APPLICABLE_WORDS
from jxassess.words import Language, Words

_PERCENT = Words(
    "Type 95.5 or 95.5%, not 0.955; below 1 %, with the sign: 0.8%.",
    "填95.5或95.5%，不填0.955；不足1%的带百分号，如0.8%。",
)
SOURCE_WORDS = {
    "register": Words("monitoring of the register", "建档立卡动态监测"),
    "survey": Words("monitoring survey of rural poverty", "农村贫困监测调查"),
    "verification": Words("verification", "核查"),
    "funds_evaluation": Words("performance evaluation of the special funds", "专项扶贫资金绩效评价"),
}
"""The four kinds of data of Art. 7(3), by the keys that stand for them."""
_PERCENT_PLACES = 2
"""What was typed as 95.5% is stored as 0.955."""
_MAY_NOT_APPLY = Words("Where it does not apply, type: {nothing}", "不适用的填：{nothing}")
_BLANK = Words("May be left empty.", "没有数据可留空。")
_BETWEEN = Words("from {low} to {high}", "{low}至{high}")
_AT_LEAST = Words("at least {low}", "不小于{low}")
_WHOLE = Words("a whole number, {range}", "整数，{range}")
_DECIMAL = Words("a number, {range}, at most {places} decimal places", "数字，{range}，最多{places}位小数")
_NUMBER = Words("a number, {range}", "数字，{range}")
_UNIT = Words("Unit: {unit}. ", "单位：{unit}。")


@frozen(kw_only=True)
class NumberRule(ByFields):
    """What a number must be.

    Attributes:
        unit: its unit, empty where it has none.
        low: the least.
        high: the largest, `None` for no bound.
        places: how many decimal places it may have, `None` for any.
        may_not_apply: whether the cell may say that nothing applies.
    """

    unit: Words
    low: Fraction
    high: Fraction | None
    places: int | None
    may_not_apply: bool = False

    @property
    def words(self) -> Words:
        """The rule in words."""
        low = to_text(self.low)
        known = _AT_LEAST if self.high is None else _BETWEEN
        said = known.format(low=low, high="" if self.high is None else to_text(self.high))
        if self.places is None:
            return _NUMBER.format(range=said)
        return (_DECIMAL if self.places else _WHOLE).format(range=said, places=self.places)

    @property
    def is_percent(self) -> bool:
        """Whether it is in per cent, so that 0.955 may be meant as 95.5."""
        return self.unit.en == "%"

    def prompt(self, language: Language, *, is_needed: bool) -> str:
        """Say what is to be typed, beside the cell.

        Args:
            language: `"en"` or `"zh"`.
            is_needed: whether the cell may not be left empty.

        Returns:
            A few lines.
        """
        unit = _UNIT.format(unit=self.unit).text(language) if self.unit.en else ""
        lines = [unit + _sentence(self.words.text(language), language)]
        if self.is_percent:
            lines.append(_PERCENT.text(language))
        if self.may_not_apply:
            nothing = NOT_APPLICABLE_WORDS.text(language)
            lines.append(_sentence(_MAY_NOT_APPLY.format(nothing=nothing).text(language), language))
        if not is_needed:
            lines.append(_BLANK.text(language))
        return "\n".join(lines)

    def condition(self, cell: str, language: Language) -> str:
        """Write the rule as a condition of the spreadsheet program.

        Args:
            cell: the cell, such as `C4`.
            language: the language in which the cell may say that nothing applies.

        Returns:
            A formula without the equals sign, true where the cell holds what it may.
        """
        tests = [f"{cell}>={to_text(self.low)}"]
        if self.high is not None:
            tests.append(f"{cell}<={to_text(self.high)}")
        if self.places is not None:
            is_fine = f"ROUND({cell},{self.places})={cell}"
            is_percent = f"AND(ABS({cell})<=1,ROUND({cell},{self.places + _PERCENT_PLACES})={cell})"
            tests.append(f"OR({is_fine},{is_percent})" if self.is_percent else is_fine)
        # AND looks at all of its parts, and none of these can be asked of text.
        other = f'{cell}="{NOT_APPLICABLE_WORDS.text(language)}"' if self.may_not_apply else "FALSE"
        return f"IF(ISNUMBER({cell}),AND({','.join(tests)}),{other})"


@frozen(kw_only=True)
class DayRule(ByFields):
    """What a day must be.

    Attributes:
        first: the first day.
        last: the last day.
    """

    first: date
    last: date

    @property
    def words(self) -> Words:
        """The rule in words."""
        return Words(
            "a day from {first} to {last}, such as 2019-12-31", "{first}至{last}之间的日期，如2019-12-31"
        ).format(first=self.first, last=self.last)

    def prompt(self, language: Language, *, is_needed: bool) -> str:
        """Say what is to be typed, beside the cell.

        Args:
            language: `"en"` or `"zh"`.
            is_needed: whether the cell may not be left empty.

        Returns:
            A line or two.
        """
        said = _sentence(self.words.text(language), language)
        return said if is_needed else f"{said}\n{_BLANK.text(language)}"

    def condition(self, cell: str, language: Language) -> str:
        """Write the rule as a condition of the spreadsheet program.

        Args:
            cell: the cell, such as `C4`.
            language: `"en"` or `"zh"`.

        Returns:
            A formula without the equals sign.
        """
        first, last = (f"DATE({day.year},{day.month},{day.day})" for day in (self.first, self.last))
        # A day is a number there, and one with a time is no whole one.
        return f"IF(ISNUMBER({cell}),AND({cell}>={first},{cell}<={last},INT({cell})={cell}),FALSE)"


@frozen(kw_only=True)
class ChoiceRule(ByFields):
    """A text that is one of some.

    Attributes:
        choices: the texts, at least one.
    """

    choices: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The rule in words."""
        return Words("one of the list", "从下拉列表中选择")

    def prompt(self, language: Language, *, is_needed: bool) -> str:
        """Say what is to be chosen, beside the cell.

        Args:
            language: `"en"` or `"zh"`.
            is_needed: whether the cell may not be left empty.

        Returns:
            A line for each choice after the first one.
        """
        said = [f"{choice}{_explained(choice, language)}" for choice in self.choices]
        return "\n".join([_sentence(self.words.text(language), language), *said])


@frozen(kw_only=True)
class TextRule(ByFields):
    """Any text.

    Attributes:
        words: what it says.
    """

    words: Words

    def prompt(self, language: Language, *, is_needed: bool) -> str:
        """Say what is to be typed, beside the cell.

        Args:
            language: `"en"` or `"zh"`.
            is_needed: whether the cell may not be left empty.

        Returns:
            A line or two.
        """
        return _sentence(self.words.text(language), language)


CellRule: TypeAlias = NumberRule | DayRule | ChoiceRule | TextRule


def _explained(source: str, language: Language) -> str:
    if source not in SOURCE_WORDS:
        return ""
    said = SOURCE_WORDS[source].text(language)
    return f"（{said}）" if language == "zh" else f" ({said})"


def _sentence(text: str, language: Language) -> str:
    return f"{text}。" if language == "zh" else f"{text[:1].upper()}{text[1:]}."
