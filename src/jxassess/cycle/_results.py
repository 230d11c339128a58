"""What events from the evaluation to the use of results say: Art. 7(4), 7(5) and Art. 8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import digest_faults, list_faults, text_faults
from jxassess.cycle._fault_kinds import BAD_AMOUNT, SequenceError
from jxassess.exact import exact
from jxassess.faults import Fault, raise_faults
from jxassess.places import City, Place
from jxassess.words import Worded, Words

_SAID = Words("what the event says", "事项内容")


@frozen(kw_only=True)
class Result(ByFields):
    """The score and grade of one city, at one of three stages (考核结果).

    Attributes:
        city: the city.
        score: the score as published.
        grade: the key of its grade in the scheme.
        reason: why it differs from what was computed; empty where it does not.
    """

    city: City
    score: Fraction = field(converter=exact)
    grade: str
    reason: str = ""


def _results(results: Iterable[Result]) -> tuple[Result, ...]:
    return tuple(sorted(results, key=lambda result: result.city.code))


@frozen(kw_only=True)
class Report(ByFields):
    """The five parts of the report on the evaluation (综合评价报告).

    Attributes:
        situation: the basic situation.
        analysis: the analysis of indicators.
        problems: the main problems.
        overall: the overall evaluation.
        proposals: the proposals.

    Raises:
        SequenceError: a part is empty.

    Legal basis:
        Art. 7(4).
    """

    situation: str
    analysis: str
    problems: str
    overall: str
    proposals: str

    def __attrs_post_init__(self) -> None:
        """Refuse a report without one of its parts."""
        parts = ("situation", self.situation), ("analysis", self.analysis), ("problems", self.problems)
        faults = text_faults(*parts, ("overall", self.overall), ("proposals", self.proposals))
        raise_faults(SequenceError, faults, Words("the report", "报告"))


@frozen(kw_only=True)
class Evaluation(ByFields):
    """The comprehensive evaluation was made (综合评价).

    Beside the four kinds of data and the cities' summaries, which stand in the log, it takes what inspection,
    supervision and audit found.

    Attributes:
        digest: the digest of the assessment, by `jxassess.io.digest`.
        report: the five parts of the report, or where each stands.
        inspection: the document of inspection, or that there was none.
        supervision: the document of supervision, or that there was none.
        audit: the document of audit, or that there was none.
        computed: the results as computed, one for each city. Kept by code.
        proposed: the results as proposed, one for each city; where one differs it has a reason. Kept by code.

    Raises:
        SequenceError: no digest, or no word on inspection, supervision or audit.

    Legal basis:
        Art. 7(4).
    """

    kind: ClassVar[str] = "evaluation"
    act: ClassVar[Act] = Act.EVALUATED
    subject: ClassVar[str] = ""
    digest: str
    report: Report
    inspection: str
    supervision: str
    audit: str
    computed: tuple[Result, ...] = field(converter=_results)
    proposed: tuple[Result, ...] = field(converter=_results)

    def __attrs_post_init__(self) -> None:
        """Refuse an evaluation without its inputs."""
        raise_faults(SequenceError, self._find_faults(), _SAID)

    def _find_faults(self) -> Iterator[Fault]:
        yield from digest_faults("digest", self.digest)
        yield from text_faults(
            ("inspection", self.inspection), ("supervision", self.supervision), ("audit", self.audit)
        )


@frozen(kw_only=True)
class Deliberation(ByFields):
    """The leading group deliberated on the evaluation (审议).

    Attributes:
        digest: the digest of the assessment that it deliberated on.

    Raises:
        SequenceError: no digest.

    Legal basis:
        Art. 7(4).
    """

    kind: ClassVar[str] = "deliberation"
    act: ClassVar[Act] = Act.DELIBERATED
    subject: ClassVar[str] = ""
    digest: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no digest."""
        raise_faults(SequenceError, digest_faults("digest", self.digest), _SAID)


@frozen(kw_only=True)
class Approval(ByFields):
    """The provincial committee and government approved the results (审定).

    Attributes:
        digest: the digest of the assessment that they approved.
        results: the results as approved, one for each city; one that differs from what was computed has a reason. Kept
            by code.

    Raises:
        SequenceError: no digest.

    Legal basis:
        Art. 7(4). Art. 6 determines the result as a weighted mean: one that differs is a departure.
    """

    kind: ClassVar[str] = "approval"
    act: ClassVar[Act] = Act.APPROVED
    subject: ClassVar[str] = ""
    digest: str
    results: tuple[Result, ...] = field(converter=_results)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no digest."""
        raise_faults(SequenceError, digest_faults("digest", self.digest), _SAID)


@frozen(kw_only=True)
class Feedback(ByFields):
    """A city was told its result, with advice (沟通反馈).

    Attributes:
        city: the city.
        advice: the advice for improvement.

    Raises:
        SequenceError: no advice.

    Legal basis:
        Art. 7(5): results go to each city, with advice.
    """

    kind: ClassVar[str] = "feedback"
    act: ClassVar[Act] = Act.FED_BACK
    city: City
    advice: str

    def __attrs_post_init__(self) -> None:
        """Refuse feedback without advice."""
        raise_faults(SequenceError, text_faults(("advice", self.advice)), _SAID)

    @property
    def subject(self) -> str:
        """The city's code."""
        return self.city.code


@frozen
class Circulation(ByFields):
    """The leading group circulated the results (通报考核结果).

    Legal basis:
        Art. 8. The text sets no order between circulation and feedback; both follow approval.
    """

    kind: ClassVar[str] = "circulation"
    act: ClassVar[Act] = Act.CIRCULATED
    subject: ClassVar[str] = ""


@unique
class Appraised(Worded):
    """Who is appraised with the help of a result (考核对象)."""

    TEAM = "team", "leading team", "领导班子"
    PRINCIPAL_LEADERS = "principal_leaders", "principal leaders", "主要领导"


@frozen(kw_only=True)
class Transmission(ByFields):
    """The result of one place was handed on for the appraisal of its team or principal leaders (结果运用).

    Attributes:
        place: the one city or county that the extract is about.
        appraised: for whose appraisal, at least one.
        digest: the digest of the extract, such as `Extract.digest`: 64 digits.

    Raises:
        SequenceError: nobody is appraised, or no digest.

    Legal basis:
        Art. 8: an important basis for appraising teams and principal leaders of cities and counties. The text does not
        say who hands it on; read as one of those who lead or run the assessment (Art. 4).
    """

    kind: ClassVar[str] = "transmission"
    act: ClassVar[Act] = Act.TRANSMITTED
    place: Place
    appraised: tuple[Appraised, ...] = field(converter=tuple[Appraised, ...])
    digest: str

    def __attrs_post_init__(self) -> None:
        """Refuse a transmission for nobody."""
        faults = [
            *list_faults("appraised", [one.words for one in self.appraised]),
            *digest_faults("digest", self.digest),
        ]
        raise_faults(SequenceError, faults, _SAID)

    @property
    def subject(self) -> str:
        """The place's code."""
        return self.place.code


@frozen(kw_only=True)
class RewardDecision(ByFields):
    """It was decided whether a city is rewarded (资金奖励决定).

    Attributes:
        city: the city.
        is_granted: whether the reward is granted.
        fen: the amount in fen, 0 where none is granted.

    Raises:
        SequenceError: an amount below zero, or one that is not granted.

    Legal basis:
        Art. 8. The text leaves the amount open and names more bodies than the leading group only as "others".
    """

    kind: ClassVar[str] = "reward_decision"
    act: ClassVar[Act] = Act.REWARDED
    city: City
    is_granted: bool
    fen: int

    def __attrs_post_init__(self) -> None:
        """Refuse an amount that contradicts the decision."""
        raise_faults(SequenceError, self._find_faults(), _SAID)

    def _find_faults(self) -> Iterator[Fault]:
        if self.fen < 0 or (self.fen and not self.is_granted):
            yield BAD_AMOUNT.at("fen", self.fen)

    @property
    def subject(self) -> str:
        """The city's code."""
        return self.city.code
