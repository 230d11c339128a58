"""Findings: problems that people confirmed or rejected, with the facts that each clause asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence._records import day_faults
from jxassess.evidence.fault_kinds import (
    DECIDED_TOO_EARLY,
    FACT_MISSING,
    GRAVITY_OF_REJECTED,
    NO_TEXT,
    NOT_A_COUNTY,
    PERIOD_BACKWARDS,
    UNKNOWN_FINDER,
)
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.measure import Body, Problem
from jxassess.places import City, County, Place
from jxassess.words import Worded, Words


@unique
class Verdict(Enum):
    """What people decided about a sign of a problem (认定结论)."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@unique
class Finder(Worded):
    """Who found a violation, as Art. 9(6) lists them (问题发现渠道)."""

    DISCIPLINE_INSPECTION = "discipline_inspection", "discipline inspection", "纪律检查"
    SUPERVISION = "supervision", "supervision", "监督检查"
    AUDIT = "audit", "audit", "审计"
    PUBLIC = "public", "the public", "群众反映"


@unique
class FactKind(Worded):
    """The kinds of fact that a finding states (事实要素)."""

    SHORTFALL = "shortfall", "missed line of the plan", "未完成的计划任务"
    """Which line of the plan was missed, and by how much."""
    LOW_RATE = "low_rate", "low rate", "较低的指标"
    """Which rate is low, and its value."""
    RULE = "rule", "rule broken", "违反的规定"
    """The rule that was broken."""
    ACT = "act", "what was done", "行为"
    """What was done."""
    VIOLATION = "violation", "violation found", "已发现的违纪违规问题"
    """The violation that had been found before."""
    FOUND_BY = "found_by", "found by", "发现渠道"
    """Who had found it; the text is a value of `Finder`."""
    NOT_DONE = "not_done", "what was not done", "未落实事项"
    """What was not done."""
    EFFECT = "effect", "effect", "影响"
    """The effect it had."""


REQUIRED_FACTS: tuple[tuple[Problem, tuple[FactKind, ...]], ...] = (
    (Problem.PLAN_UNFULFILLED, (FactKind.SHORTFALL,)),
    (Problem.FUNDS_VIOLATION, (FactKind.RULE, FactKind.ACT)),
    # Art. 9(3): binding rules broken, and a prohibited act that happened.
    (Problem.PROHIBITED_ACT, (FactKind.RULE, FactKind.ACT)),
    (Problem.FALSE_EXIT, (FactKind.RULE, FactKind.ACT)),
    (Problem.LOW_RATES, (FactKind.LOW_RATE,)),
    # Art. 9(6): not the violation is the problem but that nothing followed.
    (Problem.INACTION, (FactKind.VIOLATION, FactKind.FOUND_BY, FactKind.NOT_DONE)),
    # Art. 9(7): only with some effect.
    (Problem.DUTY_NOT_CARRIED_OUT, (FactKind.NOT_DONE, FactKind.EFFECT)),
)
"""The facts without which a finding of each problem cannot stand, after the words of its clause."""

_COUNTY_PROBLEMS = (Problem.FUNDS_VIOLATION, Problem.PROHIBITED_ACT)


@frozen
class Fact(ByFields):
    """One fact of a finding (事实).

    Attributes:
        kind: which element of the clause it states.
        text: the fact in plain words; for `FOUND_BY` a value of `Finder`.
    """

    kind: FactKind
    text: str

    @property
    def words(self) -> Words:
        """The text, with the name of a finder in both languages."""
        finders = {finder.value: finder.words for finder in Finder}
        is_finder = self.kind is FactKind.FOUND_BY and self.text in finders
        return finders[self.text] if is_finder else Words(self.text, self.text)


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (list(FactKind).index(fact.kind), fact.text)))


@frozen(kw_only=True)
class Finding(ByFields):
    """What people decided about one problem in one place (问题认定).

    Only confirmed findings have consequences. A rejected one is kept, so that the same sign is not raised again unseen.

    Attributes:
        key: the identifier, unique in the evidence.
        place: where the problem is: a city, or a county under it. The city answers.
        problem: which of the seven.
        verdict: confirmed or rejected.
        begin: first day of the time the problem concerns.
        end: last day of it.
        facts: the facts; those that the clause asks for must be there. Kept in a fixed order.
        document: where the decision is recorded.
        reply: what the city answered when it was heard, or that it did not.
        decided_by: who decided.
        decided_on: the day of the decision.
        is_serious: whether people recorded it as serious.
        has_adverse_effect: whether people recorded an adverse effect.
        indication: key of the computed indication that it answers, empty where people found it themselves.

    Raises:
        EvidenceError: a fact missing, a place that the clause does not allow, days out of order; all at once.

    Legal basis:
        Art. 9. Reading: computation gives indications, and people confirm or reject each. Gravity and adverse effect
        are two things, each recorded by people.
    """

    key: str
    place: Place
    problem: Problem
    verdict: Verdict
    begin: date
    end: date
    facts: tuple[Fact, ...] = field(converter=_in_order)
    document: str
    reply: str
    decided_by: Body
    decided_on: date
    is_serious: bool
    has_adverse_effect: bool
    indication: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a finding that its clause does not cover."""
        raise_faults(EvidenceError, self._find_faults(), Words(f"finding {self.key}", f"问题认定{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        texts = (("key", self.key), ("document", self.document), ("reply", self.reply))
        yield from (NO_TEXT.at(name) for name, text in texts if not text.strip())
        days = (("begin", self.begin), ("end", self.end), ("decided_on", self.decided_on))
        if faults := tuple(day_faults(*days)):
            yield from faults
        elif self.end < self.begin:
            yield PERIOD_BACKWARDS.at("end", self.end, begin=self.begin)
        elif self.decided_on < self.begin:
            yield DECIDED_TOO_EARLY.at("decided_on", self.decided_on, begin=self.begin)
        if not self.is_confirmed and (self.is_serious or self.has_adverse_effect):
            yield GRAVITY_OF_REJECTED.at("is_serious" if self.is_serious else "has_adverse_effect", "true")
        # Art. 9(2) and (3) speak of counties; a city can come into them only through one.
        if self.problem in _COUNTY_PROBLEMS and not isinstance(self.place, County):
            yield NOT_A_COUNTY.at("place", self.place.label, citation=self.problem.citation)
        yield from self._fact_faults()

    def _fact_faults(self) -> Iterator[Fault]:
        given = {fact.kind for fact in self.facts if fact.text.strip()}
        for kind in dict(REQUIRED_FACTS)[self.problem]:
            if kind not in given:
                yield FACT_MISSING.at("facts", kind.value, citation=self.problem.citation, fact=kind.words)
        finders = [finder.value for finder in Finder]
        for i, fact in enumerate(self.facts):
            if fact.kind is FactKind.FOUND_BY and fact.text not in finders:
                yield UNKNOWN_FINDER.at(f"facts[{i}].text", fact.text, known=", ".join(finders))

    @property
    def is_confirmed(self) -> bool:
        """Whether people confirmed the problem."""
        return self.verdict is Verdict.CONFIRMED

    @property
    def city(self) -> City:
        """The city that answers for it."""
        return self.place if isinstance(self.place, City) else self.place.parent
