"""What events beside the path say: conduct and differences (Art. 10), objections, withdrawals."""

from __future__ import annotations

from enum import unique
from typing import ClassVar

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import key_faults, text_faults
from jxassess.cycle._fault_kinds import SequenceError
from jxassess.faults import raise_faults
from jxassess.measure import Citation
from jxassess.places import City, Place
from jxassess.words import Worded, Words

_SAID = Words("what the event says", "事项内容")


@unique
class ConductSide(Worded):
    """On whose side conduct lies: Art. 10 has no subject, so either (责任方)."""

    ASSESSORS = "assessors", "those who assess", "考核方"
    CITY = "city", "the city", "被考核方"


@unique
class Breach(Worded):
    """How a duty was not kept (未履行职责的情形)."""

    LATE = "late", "late", "迟报"
    INCOMPLETE = "incomplete", "incomplete", "漏报"
    UNCOOPERATIVE = "uncooperative", "uncooperative", "不配合"
    INCORRECT = "incorrect", "incorrect", "不实"
    UNFAIR = "unfair", "unfair", "不公正"


@frozen(kw_only=True)
class Conduct(ByFields):
    """People recorded how a duty of Art. 10 was not kept (履职情况记录).

    A breach alone, such as late data, leads to nothing here. Only irresponsible conduct together with a distorted
    result can lead to a proposal.

    Attributes:
        record: the key of the record: no blanks, no `/`.
        side: those who assess, or the city.
        city: the city whose data or result it concerns.
        breach: how the duty was not kept.
        facts: what happened, without names.
        is_irresponsible: whether people recorded irresponsible conduct.
        has_distorted: whether people recorded that a result was distorted by it.

    Raises:
        SequenceError: no key, no facts.

    Legal basis:
        Art. 10.
    """

    kind: ClassVar[str] = "conduct"
    act: ClassVar[Act] = Act.CONDUCT_RECORDED
    record: str
    side: ConductSide
    city: City
    breach: Breach
    facts: str
    is_irresponsible: bool
    has_distorted: bool

    def __attrs_post_init__(self) -> None:
        """Refuse a record of nothing."""
        raise_faults(SequenceError, [*key_faults(("record", self.record)), *text_faults(("facts", self.facts))], _SAID)

    @property
    def subject(self) -> str:
        """The record's key."""
        return self.record

    @property
    def is_grave(self) -> bool:
        """Whether holding to account may be proposed: irresponsible conduct and a distorted result, both recorded."""
        return self.is_irresponsible and self.has_distorted


@unique
class DifferenceReading(Worded):
    """What people take a difference between reported and verified values for (差异认定)."""

    ERROR = "error", "an error", "误差"
    FALSE_EXIT = "false_exit", "a case of Art. 9(4)", "第九条第(四)项情形"
    DISTORTION = "distortion", "a case of Art. 10", "第十条情形"

    @property
    def citation(self) -> Citation | None:
        """The clause, `None` for an error."""
        return {DifferenceReading.FALSE_EXIT: Citation(9, item=4), DifferenceReading.DISTORTION: Citation(10)}.get(self)


@frozen(kw_only=True)
class DifferenceNote(ByFields):
    """People recorded what a difference was (数据差异认定). The record itself leads to nothing.

    Attributes:
        place: the place.
        indicator: the key of the indicator.
        reading: an error, a case of Art. 9(4), or a case of Art. 10.

    Raises:
        SequenceError: no indicator.

    Legal basis:
        Art. 10: cities give data correctly. Art. 9(4) and the rest of Art. 10 are for people to find.
    """

    kind: ClassVar[str] = "difference_note"
    act: ClassVar[Act] = Act.DIFFERENCE_EXPLAINED
    place: Place
    indicator: str
    reading: DifferenceReading

    def __attrs_post_init__(self) -> None:
        """Refuse a difference in nothing."""
        raise_faults(SequenceError, key_faults(("indicator", self.indicator)), _SAID)

    @property
    def subject(self) -> str:
        """Place and indicator, with a slash between them."""
        return f"{self.place.code}/{self.indicator}"


@frozen(kw_only=True)
class Objection(ByFields):
    """A city objected to something, or was answered (异议). The measure knows no objection: this stands outside it.

    Attributes:
        objection: the key of the objection: no blanks, no `/`.
        city: the city that objects.
        text: what it objects to, or the answer.
        is_answer: whether this is the answer.

    Raises:
        SequenceError: no key, no text.
    """

    kind: ClassVar[str] = "objection"
    objection: str
    city: City
    text: str
    is_answer: bool

    def __attrs_post_init__(self) -> None:
        """Refuse an objection that says nothing."""
        raise_faults(
            SequenceError, [*key_faults(("objection", self.objection)), *text_faults(("text", self.text))], _SAID
        )

    @property
    def act(self) -> Act:
        """The act that it is."""
        return Act.OBJECTION_ANSWERED if self.is_answer else Act.OBJECTION_RAISED

    @property
    def subject(self) -> str:
        """The objection's key."""
        return self.objection


@frozen
class Withdrawal(ByFields):
    """An event was withdrawn (撤回). The event itself names it under `replaces`, and gives the reason.

    It stays in the log; nothing takes its place. Those who acted can withdraw, and the leading group, which leads the
    assessment (Art. 4); but not what the province approved, a city's objection or the answer of another body.
    """

    kind: ClassVar[str] = "withdrawal"
    act: ClassVar[Act] = Act.WITHDRAWN
    subject: ClassVar[str] = ""
