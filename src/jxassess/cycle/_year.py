"""What events up to the consolidation of data say: Art. 4 and Art. 7(1) to (3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import digest_faults, list_faults, text_faults
from jxassess.cycle._fault_kinds import ELSEWHERE, SequenceError
from jxassess.faults import Fault, raise_faults
from jxassess.places import City, Place
from jxassess.words import Worded, Words

_SAID = Words("what the event says", "事项内容")


def _by_code(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: place.code))


@frozen(kw_only=True)
class SchemeMade(ByFields):
    """The leading group made the year's scheme (制定实施方案).

    Attributes:
        digest: the digest of the scheme, by `jxassess.io.digest`.

    Raises:
        SequenceError: no digest.

    Legal basis:
        Art. 4.
    """

    kind: ClassVar[str] = "scheme_made"
    act: ClassVar[Act] = Act.SCHEME_MADE
    subject: ClassVar[str] = ""
    digest: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no digest."""
        raise_faults(SequenceError, digest_faults("digest", self.digest), _SAID)


@frozen(kw_only=True)
class PlanApproved(ByFields):
    """The leading group approved the yearly reduction plan (审定年度减贫计划).

    Attributes:
        digest: the SHA-256 of the plan as approved, 64 digits.

    Raises:
        SequenceError: no digest.

    Legal basis:
        Art. 7(1): the cities hold their work against this plan.
    """

    kind: ClassVar[str] = "plan_approved"
    act: ClassVar[Act] = Act.PLAN_APPROVED
    subject: ClassVar[str] = ""
    digest: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no digest."""
        raise_faults(SequenceError, digest_faults("digest", self.digest), _SAID)


@unique
class SummaryStep(Worded):
    """What happened to a city's summary (总结环节)."""

    SUBMITTED = "submitted", "submitted", "上报"
    RETURNED = "returned", "returned for revision", "退回修改"
    RESUBMITTED = "resubmitted", "submitted again", "重报"


_SUMMARY_ACTS = {
    SummaryStep.SUBMITTED: Act.SUMMARY_SUBMITTED,
    SummaryStep.RETURNED: Act.SUMMARY_RETURNED,
    SummaryStep.RESUBMITTED: Act.SUMMARY_RESUBMITTED,
}


@frozen(kw_only=True)
class Summary(ByFields):
    """A city's committee and government report on the plan to the leading group, or are asked to revise (设区市总结).

    Attributes:
        city: the city.
        step: submitted, returned or submitted again.

    Legal basis:
        Art. 7(1). The text knows no return for revision; it is recorded because it happens.
    """

    kind: ClassVar[str] = "summary"
    city: City
    step: SummaryStep

    @property
    def act(self) -> Act:
        """The act that it is."""
        return _SUMMARY_ACTS[self.step]

    @property
    def subject(self) -> str:
        """The city's code."""
        return self.city.code


@unique
class Method(Worded):
    """How the indicators are checked, as Art. 7(2) lists it (核实方式)."""

    SPECIAL_SURVEY = "special_survey", "special survey", "专项调查"
    SAMPLE_SURVEY = "sample_survey", "sample survey", "抽样调查"
    ON_SITE = "on_site", "on-site check", "实地核查"


@frozen(kw_only=True)
class Verification(ByFields):
    """A member unit or third party checked indicators in one city (核实评估).

    Attributes:
        city: the city.
        method: how.
        places: where: the city or counties in it, at least one. Kept by code.
        is_true: whether those who checked judge the results true.
        is_accurate: whether they judge them accurate.
        verdict: their verdict in words.

    Raises:
        SequenceError: no place, one outside the city, no verdict.

    Legal basis:
        Art. 7(2).
    """

    kind: ClassVar[str] = "verification"
    act: ClassVar[Act] = Act.VERIFIED
    city: City
    method: Method
    places: tuple[Place, ...] = field(converter=_by_code)
    is_true: bool
    is_accurate: bool
    verdict: str

    def __attrs_post_init__(self) -> None:
        """Refuse a check of no place or of places elsewhere."""
        raise_faults(SequenceError, self._find_faults(), _SAID)

    def _find_faults(self) -> Iterator[Fault]:
        yield from list_faults("places", [place.code for place in self.places])
        for i, place in enumerate(self.places):
            if self.city != (place if isinstance(place, City) else place.parent):
                yield ELSEWHERE.at(f"places[{i}]", place.label, city=self.city.label)
        yield from text_faults(("verdict", self.verdict))

    @property
    def subject(self) -> str:
        """The city's code."""
        return self.city.code


@unique
class DataKind(Worded):
    """The four kinds of data that Art. 7(3) names (数据来源)."""

    REGISTER = "register", "monitoring of the register", "建档立卡动态监测数据"
    SURVEY = "survey", "national monitoring survey of rural poverty", "国家农村贫困监测调查数据"
    VERIFICATION = "verification", "verification", "核实评估数据"
    FUNDS = "funds", "performance evaluation of the special funds", "财政专项扶贫资金绩效考评数据"


_DATA_ACTS = {
    DataKind.REGISTER: Act.REGISTER_CONSOLIDATED,
    DataKind.SURVEY: Act.SURVEY_CONSOLIDATED,
    DataKind.VERIFICATION: Act.VERIFICATION_CONSOLIDATED,
    DataKind.FUNDS: Act.FUNDS_CONSOLIDATED,
}


@frozen(kw_only=True)
class Consolidation(ByFields):
    """One of the four kinds of data was brought together (数据汇总).

    Attributes:
        data: which kind.
        digest: the SHA-256 of these data, 64 digits.

    Raises:
        SequenceError: no digest.

    Legal basis:
        Art. 7(3). Reading: data of verification wait for the verification of every city; the other three kinds do not.
    """

    kind: ClassVar[str] = "consolidation"
    subject: ClassVar[str] = ""
    data: DataKind
    digest: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no digest."""
        raise_faults(SequenceError, digest_faults("digest", self.digest), _SAID)

    @property
    def act(self) -> Act:
        """The act that it is."""
        return _DATA_ACTS[self.data]
