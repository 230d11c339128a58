"""Explanations as values: a tree in which every amount is the sum of what its children contribute."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from fractions import Fraction

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import shown
from jxassess.measure import Citation
from jxassess.words import Language, Worded, Words, one_line


@unique
class Stage(Worded):
    """How far a result has come (结果所处阶段)."""

    PROVISIONAL = "provisional", "provisional, incomplete", "暂算，数据不全"
    """Counties are still missing; no ranks, grades or proposals."""
    COMPUTED = "computed", "computed, not approved", "测算结果，未经审定"
    """Computed from complete evidence; neither deliberated nor approved."""
    PROPOSED = "proposed", "proposed, not deliberated", "综合评价提出，未经审议"
    """Proposed with the comprehensive evaluation (Art. 7(4))."""
    DELIBERATED = "deliberated", "deliberated, not approved", "已经审议，未经审定"
    """Deliberated by the leading group (Art. 7(4))."""
    APPROVED = "approved", "approved", "已经审定"
    """Approved by the provincial committee and government (Art. 7(4))."""


@frozen(kw_only=True)
class Heading(ByFields):
    """What stands above everything made from an assessment: year, stage, classification, whether data are made up.

    Attributes:
        year: the year assessed.
        stage: how far the result has come.
        is_synthetic: whether any of the data is made up.
        classification: how it may be passed on, in the office's words; empty where not set.
    """

    year: int
    stage: Stage
    is_synthetic: bool
    classification: str

    @property
    def words(self) -> Words:
        """The heading in words, one line."""
        synthetic = (
            Words("; SYNTHETIC DATA, no real result", "；虚构数据，非真实结果") if self.is_synthetic else Words("", "")
        )
        marked = one_line(self.classification) or Words("classification not set", "未注明使用范围")
        return Words("{year}; {stage}; {marked}{synthetic}", "{year}年度；{stage}；{marked}{synthetic}").format(
            year=self.year, stage=self.stage.words, marked=marked, synthetic=synthetic
        )


@frozen(kw_only=True)
class Reason(ByFields):
    """One step of an explanation (依据).

    Attributes:
        label: what it is about.
        points: the amount, in points; `None` for a fact that is no amount.
        contribution: what enters the step above, in points; `None` for a fact that adds nothing.
        citation: the clause, if one asks for it.
        where: the path in the scheme, empty where the scheme says nothing of it.
        facts: what else is to be known, one short sentence each.
        children: the steps below; their contributions add up to `points`.
    """

    label: Words
    points: Fraction | None = None
    contribution: Fraction | None = None
    citation: Citation | None = None
    where: str = ""
    facts: tuple[Words, ...] = field(converter=tuple[Words, ...], default=())
    children: tuple[Reason, ...] = ()

    def text(self, language: Language, depth: int | None, indent: int = 0) -> Iterator[str]:
        """Give the lines of this step and those below it.

        Args:
            language: `"en"` or `"zh"`.
            depth: how many levels below to show, `None` for all.
            indent: the level of this step.

        Yields:
            Lines without line ends.
        """
        yield "  " * indent + self._line(language)
        for fact in self.facts:
            yield "  " * (indent + 1) + "· " + one_line(fact.text(language))
        if depth is None or depth > 0:
            for child in self.children:
                yield from child.text(language, None if depth is None else depth - 1, indent + 1)

    def markdown(self, language: Language, depth: int | None, indent: int = 0) -> Iterator[str]:
        """Give the lines of a nested Markdown list; arguments and result as for `text`."""
        yield "  " * indent + "- " + _escaped(self._line(language))
        for fact in self.facts:
            yield "  " * (indent + 1) + "- *" + _escaped(one_line(fact.text(language))) + "*"
        if depth is None or depth > 0:
            for child in self.children:
                yield from child.markdown(language, None if depth is None else depth - 1, indent + 1)

    def _line(self, language: Language) -> str:
        points = "" if self.points is None else shown(self.points)
        contribution = "" if self.contribution in (None, self.points) else shown(self.contribution or Fraction(0))
        clause = "" if self.citation is None else self.citation.words.text(language)
        marks = _MARKS[language]
        parts = zip(marks, (points, contribution, clause, self.where), strict=True)
        tail = "".join(mark.format(part) for mark, part in parts if part)
        return one_line(f"{self.label.text(language)}{tail}")


_MARKS = {"en": (": {}", " (contributes {})", " [{}]", " <{}>"), "zh": ("：{}", "（计入{}）", "〔{}〕", " <{}>")}


def _escaped(text: str) -> str:
    for mark in ("\\", "`", "*", "_", "<", "|"):
        text = text.replace(mark, "\\" + mark)
    return text


@frozen(kw_only=True)
class Explanation(ByFields):
    """Why a city or county has its score (得分说明): built from the score's own values, nothing computed anew.

    Attributes:
        heading: year, stage, classification, whether data are made up.
        root: the place, with everything below it.
    """

    heading: Heading
    root: Reason

    def text(self, language: Language = "en", depth: int | None = None) -> str:
        """Say it as indented text.

        Args:
            language: `"en"` or `"zh"`.
            depth: how many levels to show below the place, `None` for all.

        Returns:
            Several lines.
        """
        return "\n".join([self.heading.words.text(language), *self.root.text(language, depth)])

    def markdown(self, language: Language = "en", depth: int | None = None) -> str:
        """Say it as a nested Markdown list.

        Args:
            language: `"en"` or `"zh"`.
            depth: how many levels to show below the place, `None` for all.

        Returns:
            Several lines.
        """
        heading = _escaped(self.heading.words.text(language))
        return "\n".join([f"**{heading}**", "", *self.root.markdown(language, depth)])
