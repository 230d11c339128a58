"""What a scheme lets follow within the year from a grade, a gate or a problem, beside Art. 9."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import key_faults, name_faults
from jxassess.measure import Citation, Problem, Role
from jxassess.scheme._faults import EMPTY, NO_DOCUMENT, NO_ROLE, NO_TO, REPEATED, ROLE_UNUSED, TO_UNUSED
from jxassess.words import Worded, Words


@unique
class FollowUpKind(Worded):
    """What can follow (后续措施)."""

    PRAISE = "praise", "praise", "表扬"
    REWARD = "reward", "reward", "奖励"
    TALK = "talk", "summoned talk", "约谈"
    RECTIFICATION = "rectification", "rectification", "整改"
    NOTICE = "notice", "notice", "告知"
    """A notice to whoever runs another assessment, which the library does not touch."""
    OTHER = "other", "other", "其他"

    @property
    def citation(self) -> Citation:
        """The clause that such a follow-up stands beside: Art. 8 for praise, rewards and notices, else Art. 9."""
        return Citation(8) if self in (FollowUpKind.PRAISE, FollowUpKind.REWARD, FollowUpKind.NOTICE) else Citation(9)


@frozen(kw_only=True)
class When(ByFields):
    """A condition on a city: all that it names must hold (触发条件).

    Attributes:
        grades: keys of grades; the city's grade is one of them. None for any grade.
        gate: the key of a gate that failed, empty for none.
        has_finding: whether a problem was confirmed in the city or one of its counties.
        problem: the confirmed problem, `None` for any.
    """

    grades: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    gate: str = ""
    has_finding: bool = False
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing, and would hold for every city."""
        return not (self.grades or self.gate or self.has_finding or self.problem)


@frozen(kw_only=True)
class FollowUp(ByFields):
    """What a scheme lets follow, always beside the consequences of Art. 9 and never instead of them (考核结果运用).

    Attributes:
        key: the identifier, unique among the follow-ups.
        name: what officials call it, in both languages.
        any_of: the conditions, of which one is enough; at least one.
        kind: what follows.
        text: what is done, in both languages.
        allowed_by: the document that allows it.
        role: for a talk, who is called in; else `None`.
        to: for a notice, who receives it, in both languages; else `None`.

    Raises:
        SchemeError: no condition, one that names nothing, a talk with nobody, a notice to nobody, no document.

    Legal basis:
        None: the measure ties consequences to problems and not to grades, so every follow-up is a departure.
    """

    key: str
    name: Words
    any_of: tuple[When, ...] = field(converter=tuple[When, ...])
    kind: FollowUpKind
    text: Words
    allowed_by: str
    role: Role | None = None
    to: Words | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what would follow from nothing, or concern nobody."""
        raise_faults(SchemeError, self._find_faults(), Words(f"follow-up {self.key}", f"结果运用{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        yield from name_faults(self.text, "text")
        if not self.any_of:
            yield EMPTY.at("any_of")
        for i, when in enumerate(self.any_of):
            if when.is_empty:
                yield EMPTY.at(f"any_of[{i}]")
            if when in self.any_of[:i]:
                yield REPEATED.at(f"any_of[{i}]", f"any_of[{self.any_of.index(when)}]")
            for j, grade in enumerate(when.grades):
                if grade in when.grades[:j]:
                    yield REPEATED.at(f"any_of[{i}].grades[{j}]", grade)
        yield from self._person_faults()
        if not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=self.kind.citation)

    def _person_faults(self) -> Iterator[Fault]:
        is_talk, is_notice = self.kind is FollowUpKind.TALK, self.kind is FollowUpKind.NOTICE
        if is_talk and self.role is None:
            yield NO_ROLE.at("role")
        if self.role is not None and not is_talk:
            yield ROLE_UNUSED.at("role", self.role.value)
        if is_notice and self.to is None:
            yield NO_TO.at("to")
        if self.to is not None:
            yield from name_faults(self.to, "to") if is_notice else [TO_UNUSED.at("to", self.to.en, to=self.to)]

    @property
    def words(self) -> Words:
        """What follows, in words."""
        role = Words("", "") if self.role is None else Words(" ({role})", "（{role}）").format(role=self.role.words)
        to = Words("", "") if self.to is None else Words(" to {to}", "（{to}）").format(to=self.to)
        return Words("{kind}{role}{to}: {text}", "{kind}{role}{to}：{text}").format(
            kind=self.kind.words, role=role, to=to, text=self.text
        )
