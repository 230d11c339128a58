"""Faults: what is wrong with a scheme or with evidence, as values, and the errors that carry them.

Functions find every fault and return them together. Each has a stable code to test against, the place, the value as
given, the clause, what is wrong and what to do, in English and Chinese.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from jxassess.comparing import ByFields
from jxassess.errors import JxAssessError
from jxassess.measure import Citation
from jxassess.words import Language, Words


@frozen(kw_only=True)
class Fault(ByFields):
    """One thing that is wrong with input (差错).

    Attributes:
        code: stable name of the kind of fault, such as `missing_observation`.
        where: the place: a unit with code and name, or a path such as `criteria[1].children[0].rule`.
        value: the value as given, empty where something is missing.
        citation: the clause that asks for it, `None` where only the form is wrong.
        problem: what is wrong.
        remedy: what to do.
    """

    code: str
    where: str
    value: str
    citation: Citation | None
    problem: Words
    remedy: Words

    def text(self, language: Language = "en") -> str:
        """Say the fault in one line.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Place, problem, clause in brackets, remedy.
        """
        problem, remedy = self.problem.text(language), self.remedy.text(language)
        clause = "" if self.citation is None else self.citation.words.text(language)
        if language == "zh":
            return f"{self.where}：{problem}{clause and f'〔{clause}〕'}；{remedy}"
        return f"{self.where}: {problem}{clause and f' [{clause}]'}; {remedy}"

    def __str__(self) -> str:
        """The fault in English."""
        return self.text()

    def under(self, prefix: str) -> Fault:
        """Give the same fault with its place seen from further up.

        Args:
            prefix: the path of what holds it.

        Returns:
            The fault at the longer path.
        """
        return evolve(self, where=join(prefix, self.where))


def join(prefix: str, path: str) -> str:
    """Join two parts of a path: `criteria[1]` and `rule` with a point, `criteria` and `[1]` without.

    Args:
        prefix: the outer part, may be empty.
        path: the inner part, may be empty.

    Returns:
        The whole path.
    """
    return f"{prefix}.{path}" if prefix and path and not path.startswith("[") else f"{prefix}{path}"


@frozen
class FaultKind(ByFields):
    """A kind of fault: its code, clause, and words to be filled in.

    Attributes:
        code: stable name.
        citation: the clause that asks for it, if any.
        problem: what is wrong, with names in braces.
        remedy: what to do, with names in braces.
    """

    code: str
    citation: Citation | None
    problem: Words
    remedy: Words

    def at(self, where: str, value: object = "", *, citation: Citation | None = None, **details: object) -> Fault:
        """Make a fault of this kind.

        Args:
            where: the place.
            value: the value as given; may be used in the words as `{value}`.
            citation: a clause closer to the case than the kind's own.
            **details: the other names that the words use.

        Returns:
            The fault.
        """
        return Fault(
            code=self.code,
            where=where,
            value=str(value),
            citation=citation or self.citation,
            problem=self.problem.format(value=value, **details),
            remedy=self.remedy.format(value=value, **details),
        )


class FaultsError(JxAssessError):
    """Input was refused; carries every fault that was found.

    Attributes:
        faults: all of them, in the order in which they were found.
        subject: what was looked at.
    """

    subject = Words("the input", "输入")

    def __init__(self, faults: Iterable[Fault], subject: Words | None = None) -> None:
        self.faults = tuple(faults)
        self.subject = subject or type(self).subject
        super().__init__(self.faults, self.subject)

    def text(self, language: Language = "en") -> str:
        """Say all faults, one to a line, under a heading with their number.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Several lines.
        """
        number, subject = len(self.faults), self.subject.text(language)
        if language == "zh":
            heading = f"{subject}有{number}处差错"
        else:
            heading = f"{number} fault{'s' if number != 1 else ''} in {subject}"
        return "\n".join([heading, *(f"  {fault.text(language)}" for fault in self.faults)])

    def __str__(self) -> str:
        """All faults in English."""
        return self.text()


class SchemeError(FaultsError):
    """A scheme contradicts itself, is incomplete, or could not be read (方案差错)."""

    subject = Words("the scheme", "方案")


class EvidenceError(FaultsError):
    """Evidence contradicts itself or the scheme, is incomplete, or could not be read (数据差错)."""

    subject = Words("the evidence", "汇总数据")


def raise_faults(error: type[FaultsError], faults: Iterable[Fault], subject: Words | None = None) -> None:
    """Raise an error if there is any fault.

    Args:
        error: the type to raise.
        faults: what was found.
        subject: what was looked at, where the type's own words are too general.

    Raises:
        FaultsError: of the given type, with all faults.
    """
    found = tuple(faults)
    if found:
        raise error(found, subject)
