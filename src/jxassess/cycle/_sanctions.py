"""What events about sanctions say, from the proposal on: Art. 9."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from attrs import field, frozen

from jxassess.accountability import Post, Sanction, SanctionKind
from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import key_faults, list_faults, text_faults
from jxassess.cycle._fault_kinds import BAD_BASIS, NOT_GRAVE, ONLY_ACCOUNT, SequenceError
from jxassess.faults import Fault, raise_faults
from jxassess.places import City
from jxassess.words import Words

_SAID = Words("what the event says", "事项内容")


@frozen(kw_only=True)
class SanctionProposal(ByFields):
    """A measure of Art. 9 was proposed (建议问责措施).

    Attributes:
        sanction: the key by which later events name it: no blanks, no `/`.
        measure: which of the four.
        city: the city that answers; with conduct of those who assess, the city whose result it concerns.
        finding: the key of the confirmed finding behind it; empty where conduct under Art. 10 is behind it.
        is_serious: whether people recorded the finding as serious.
        has_adverse_effect: whether people recorded an adverse effect.
        conduct: the key of the recorded conduct behind it, under Art. 10; else empty.

    Raises:
        SequenceError: no key; not one of finding and conduct; holding to account without gravity and adverse effect.

    Legal basis:
        Art. 9, and Art. 10 for irresponsible conduct that distorts results. The text does not say who proposes; read
        as those who run the assessment (Art. 4).
    """

    kind: ClassVar[str] = "sanction_proposal"
    act: ClassVar[Act] = Act.SANCTION_PROPOSED
    sanction: str
    measure: SanctionKind
    city: City
    finding: str
    is_serious: bool
    has_adverse_effect: bool
    conduct: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a proposal that nothing is behind."""
        raise_faults(SequenceError, self._find_faults(), _SAID)

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(("sanction", self.sanction))
        if bool(self.finding) == bool(self.conduct):
            yield BAD_BASIS.at("finding", self.finding)
        is_account = self.measure is SanctionKind.HOLDING_TO_ACCOUNT
        # Art. 9: serious, and with an adverse effect.
        if is_account and not self.conduct and not (self.is_serious and self.has_adverse_effect):
            yield NOT_GRAVE.at("measure", self.measure.value)
        if self.conduct and not is_account:
            yield ONLY_ACCOUNT.at("measure", self.measure.value, measure=self.measure.words)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction

    @classmethod
    def of(cls, sanction: Sanction) -> SanctionProposal:
        """Take up what `propose_sanctions` proposed.

        Args:
            sanction: the computed proposal.

        Returns:
            The proposal, with a key made of the finding's key and the measure.
        """
        return cls(
            sanction=f"{sanction.finding.key}.{sanction.kind.value}",
            measure=sanction.kind,
            city=sanction.city,
            finding=sanction.finding.key,
            is_serious=sanction.finding.is_serious,
            has_adverse_effect=sanction.finding.has_adverse_effect,
        )


@frozen(kw_only=True)
class SanctionDecision(ByFields):
    """The leading group decided on a proposed measure (决定问责措施).

    Attributes:
        sanction: the key of the proposal.
        is_taken: whether it is taken; leaving it out needs a reason, and is a departure from Art. 9.
        posts: for a talk that is taken, the posts chosen; else empty.

    Raises:
        SequenceError: no key.

    Legal basis:
        Art. 9. Reading: the three measures follow once a problem is confirmed.
    """

    kind: ClassVar[str] = "sanction_decision"
    sanction: str
    is_taken: bool
    posts: tuple[Post, ...] = field(converter=tuple[Post, ...], default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a decision on nothing."""
        raise_faults(SequenceError, key_faults(("sanction", self.sanction)), _SAID)

    @property
    def act(self) -> Act:
        """The act that it is."""
        return Act.SANCTION_DECIDED if self.is_taken else Act.SANCTION_LEFT_OUT

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Circular(ByFields):
    """The circular that criticises was issued (通报批评).

    Attributes:
        sanction: the key of the sanction.

    Legal basis:
        Art. 9.
    """

    kind: ClassVar[str] = "circular"
    act: ClassVar[Act] = Act.CIRCULAR_ISSUED
    sanction: str

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Talk(ByFields):
    """The summoned talk was held (约谈). Posts are recorded, never names.

    Attributes:
        sanction: the key of the sanction.
        posts: with whom, among those chosen; at least one.

    Raises:
        SequenceError: nobody was talked with, or one twice.

    Legal basis:
        Art. 9: with principal leaders or leaders in charge.
    """

    kind: ClassVar[str] = "talk"
    act: ClassVar[Act] = Act.TALK_HELD
    sanction: str
    posts: tuple[Post, ...] = field(converter=tuple[Post, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a talk with nobody."""
        faults = list_faults("posts", [post.words for post in self.posts])
        raise_faults(SequenceError, faults, _SAID)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Referral(ByFields):
    """A case was handed to the body that can hold to account (移送责任追究).

    Attributes:
        sanction: the key of the sanction.
        to: the unit that is to answer.

    Raises:
        SequenceError: it went to nobody.

    Legal basis:
        Art. 9 names no actor for holding to account.
    """

    kind: ClassVar[str] = "referral"
    act: ClassVar[Act] = Act.REFERRED
    sanction: str
    to: str

    def __attrs_post_init__(self) -> None:
        """Refuse a referral to nobody."""
        raise_faults(SequenceError, text_faults(("to", self.to)), _SAID)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Answer(ByFields):
    """The body that a case was referred to answered (责任追究结果回复).

    Attributes:
        sanction: the key of the sanction.
        outcome: what it answered, without names.

    Raises:
        SequenceError: no outcome.

    Legal basis:
        Art. 9.
    """

    kind: ClassVar[str] = "answer"
    act: ClassVar[Act] = Act.REFERRAL_ANSWERED
    sanction: str
    outcome: str

    def __attrs_post_init__(self) -> None:
        """Refuse an empty answer."""
        raise_faults(SequenceError, text_faults(("outcome", self.outcome)), _SAID)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction
