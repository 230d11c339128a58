"""A scheme's rule for household surveys with every usual rate, made up, for tests."""

from __future__ import annotations

from collections.abc import Iterable

from jxassess import Better, Indicator, RoundingMode
from jxassess.indicators import CATALOGUE
from jxassess.scheme import (
    Answered,
    Incidence,
    Interval,
    IntervalMethod,
    Part,
    Proportion,
    Quantile,
    Question,
    SampleCheck,
    SampleShares,
    Share,
    SingleVillage,
    SurveyArea,
    SurveyRule,
    SurveyUnit,
    VillageSample,
    WrongRecords,
)
from jxassess.words import Words


def _figure(key: str, english: str, term: str) -> Indicator:
    return Indicator(
        key=key,
        name=Words(english, term),
        unit=Words("persons", "人"),
        places=0,
        low=0,
        high=None,
        better=Better.HIGHER,
        is_additive=True,
        citation=None,
    )


def _rate(key: str, english: str, term: str, better: Better = Better.HIGHER) -> Indicator:
    return Indicator(
        key=key,
        name=Words(english, term),
        unit=Words("%", "%"),
        places=2,
        low=0,
        high=100,
        better=better,
        is_additive=False,
        citation=None,
    )


REMAINING = _figure("remaining_poor", "remaining poor people", "未脱贫人口")
UNREGISTERED = _figure("unregistered_population", "rural people outside the register", "非建档立卡农业户籍人口")
EXITED = _figure("exited_population", "people who exited", "已脱贫人口")
RURAL = _figure("rural_registered_population", "rural population", "农业户籍人口")
HOUSEHOLDS = _figure("rural_households", "rural households", "农村住户")

QUESTIONS = (
    Question(
        key="register", name=Words("in the register", "建档立卡情况"), answers=["in", "out", "no"], may_be_blank=False
    ),
    Question(key="poor", name=Words("poor by the standard", "是否符合标准"), answers=["yes", "no"], may_be_blank=False),
    Question(key="approval", name=Words("approval", "群众认可度"), answers=list("54321"), may_be_blank=False),
    Question(key="helped", name=Words("helped", "是否帮扶"), answers=["true", "false"], may_be_blank=False),
    Question(key="team", name=Words("the work team", "驻村工作队"), answers=list("abcd"), may_be_blank=True),
    Question(key="secretary", name=Words("the first secretary", "第一书记"), answers=list("abcd"), may_be_blank=True),
    Question(key="helper", name=Words("the paired helper", "帮扶责任人"), answers=list("abcd"), may_be_blank=True),
)


CATALOGUED = {item.key: item for item in CATALOGUE}


def _of_persons(register: str, poor: str) -> Proportion:
    return Proportion(
        unit=SurveyUnit.PERSONS,
        among=[Answered(question="register", answers=[register])],
        counted=[Answered(question="poor", answers=[poor])],
    )


def _satisfied(helper: str) -> Share:
    return Share(
        indicator=CATALOGUED[f"satisfaction_{helper}"],
        proportion=Proportion(
            unit=SurveyUnit.HOUSEHOLDS,
            among=[Answered(question="helped", answers=["true"])],
            counted=[Answered(question=helper.split("_")[-1], answers=["a", "b"])],
        ),
    )


SHARES = (
    Share(indicator=CATALOGUED["identification_accuracy"], proportion=_of_persons("in", "yes")),
    Share(indicator=_rate("missed_rate", "missed rate", "漏评率", Better.LOWER), proportion=_of_persons("no", "yes")),
    Share(
        indicator=_rate("wrong_exit_rate", "wrong-exit rate", "错退率", Better.LOWER),
        proportion=_of_persons("out", "yes"),
    ),
    Share(
        indicator=_rate("public_approval", "public approval", "群众认可度"),
        proportion=Proportion(
            unit=SurveyUnit.HOUSEHOLDS, among=[], counted=[Answered(question="approval", answers=["5", "4"])]
        ),
    ),
    _satisfied("work_team"),
    _satisfied("first_secretary"),
    _satisfied("paired_helper"),
)
INCIDENCE = Incidence(
    indicator=_rate("poverty_incidence", "comprehensive incidence of poverty", "综合贫困发生率", Better.LOWER),
    remaining=REMAINING,
    missed=_of_persons("no", "yes"),
    unregistered=UNREGISTERED,
    wrong_exits=_of_persons("out", "yes"),
    exited=EXITED,
    population=RURAL,
)
CHECKS: tuple[SampleCheck, ...] = (
    SampleShares(
        area=SurveyArea.COUNTY,
        question="register",
        parts=[Part(name="in", part=5), Part(name="out", part=3), Part(name="no", part=2)],
        tolerance="0.05",
    ),
    VillageSample(among=[Answered(question="register", answers=["no"])], rate="0.2", most=200),
)
# Student's distribution at 97.5 %, from printed tables.
_STUDENT = (
    *((1, "12.706"), (2, "4.303"), (3, "3.182"), (4, "2.776"), (5, "2.571"), (6, "2.447"), (7, "2.365")),
    *((8, "2.306"), (9, "2.262"), (10, "2.228"), (12, "2.179"), (15, "2.131"), (20, "2.086"), (30, "2.042")),
    *((40, "2.021"), (60, "2.000"), (120, "1.980"), (1000, "1.962")),
)
STUDENT = tuple(Quantile(degrees=degrees, quantile=quantile) for degrees, quantile in _STUDENT)


def make_rule(
    *,
    with_incidence: bool = True,
    method: IntervalMethod = IntervalMethod.WALD,
    wrong_records: WrongRecords = WrongRecords.LEAVE_OUT,
    single_villages: SingleVillage = SingleVillage.CENTRED,
    small_cells: int = 1,
    checks: Iterable[SampleCheck] = CHECKS,
) -> SurveyRule:
    """Make a rule with every usual rate."""
    return SurveyRule(
        source="verification",
        questions=QUESTIONS,
        estimators=[*SHARES, *([INCIDENCE] if with_incidence else [])],
        wrong_records=wrong_records,
        single_villages=single_villages,
        interval=Interval(method=method, quantiles=STUDENT),
        places=4,
        rounding=RoundingMode.HALF_UP,
        small_cells=small_cells,
        checks=checks,
    )
