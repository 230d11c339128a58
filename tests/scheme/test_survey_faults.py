"""Every kind of fault that rules for surveys can have: how it comes about, and what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.faults import Fault, FaultKind, SchemeError
from jxassess.scheme import (
    Answered,
    Compared,
    Interval,
    IntervalMethod,
    LeastHouseholds,
    LeastRate,
    Part,
    Proportion,
    Quantile,
    Question,
    SampleShares,
    Share,
    SurveyArea,
    SurveyUnit,
    TaskStep,
    VillageSample,
    VillagesByTask,
    _survey_fault_kinds,
)
from jxassess.words import Words

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import count, item, own, survey, whole_scheme

KINDS = {kind.code: kind for kind in vars(_survey_fault_kinds).values() if isinstance(kind, FaultKind)}
NAME = Words("name", "名称")
WHOLE = survey()
INCIDENCE = WHOLE.estimators[2]


def question(*answers: str, key: str = "poor") -> Question:
    """Make a question."""
    return Question(key=key, name=NAME, answers=answers, may_be_blank=False)


def share(*counted: str, among: tuple[str, ...] = (), key: str = "poor") -> Share:
    """Make a share of the households that answered a question in some way."""
    said = [Answered(question=key, answers=among)] if among else []
    proportion = Proportion(unit=SurveyUnit.HOUSEHOLDS, among=said, counted=[Answered(question=key, answers=counted)])
    return Share(indicator=item("satisfaction_work_team"), proportion=proportion)


def estimated(*estimators: Share) -> object:
    """Make a survey with other estimators."""
    return evolve(WHOLE, estimators=[*estimators, INCIDENCE], questions=[*WHOLE.questions[:2]], checks=[])


def parts(number: int, tolerance: str = "0") -> SampleShares:
    """Make a sample of equal parts."""
    given = [Part(name=name, part=1) for name in "abcdef"[:number]]
    return SampleShares(area=SurveyArea.COUNTY, question="", parts=given, tolerance=tolerance)


def interval(*table: tuple[int, int]) -> Interval:
    """Make an interval."""
    given = [Quantile(degrees=degrees, quantile=quantile) for degrees, quantile in table]
    return Interval(method=IntervalMethod.WALD, quantiles=given)


def with_task(key: str) -> object:
    """Make a scheme with villages by a task."""
    task = VillagesByTask(indicator=item(key), steps=[TaskStep(up_to=500, villages=6)], beyond=4)
    return evolve(whole_scheme(), survey=evolve(WHOLE, checks=[task]))


def at_ends() -> object:
    """Make a scheme that compares an end of what is blended."""
    scheme = whole_scheme()
    return evolve(scheme, low_rates=[evolve(low, compared=Compared.UPPER) for low in scheme.low_rates])


CASES: dict[str, tuple[Callable[[], object], str]] = {
    "unknown_question": (
        lambda: estimated(share("yes", key="rich")),
        ("estimators[0].proportion.counted[0].question: no question has the key rich; name one of survey.questions"),
    ),
    "unknown_answer": (
        lambda: estimated(share("yes")),
        (
            "estimators[0].proportion.counted[0].answers: yes is no answer of the question poor; "
            "name answers that the question lists"
        ),
    ),
    "unused_question": (
        lambda: evolve(WHOLE, questions=[*WHOLE.questions, question("a", "b", key="age")]),
        "questions[3]: no estimator and no check reads the question age; use it, or take it out: what is not needed is not read",
    ),
    "few_answers": (
        lambda: question("yes"),
        "answers: fewer than two answers, which tell no two households apart; list at least two answers",
    ),
    "padded_answer": (
        lambda: question("yes", "no "),
        "answers[1]: the answer 'no ' begins or ends with a blank; write it without",
    ),
    "every_answer": (
        lambda: estimated(share("true", "false")),
        (
            "estimators[0].proportion.counted[0]: every household satisfies this condition on poor; "
            "leave some answers out, or leave the condition out"
        ),
    ),
    "answer_left_out": (
        lambda: share("good", "odd", among=("good", "bad")),
        (
            "counted[0].answers: odd is counted, but is not among those of whom a share is taken; "
            "add the answer to `among`, or take it out here"
        ),
    ),
    "few_parts": (lambda: parts(1), "parts: fewer than two parts, which divide nothing; list at least two parts"),
    "not_percent": (
        lambda: evolve(share("true"), indicator=item("funds_use")),
        "indicator: funds_use is not measured in % from 0 to 100; take an indicator in %",
    ),
    "not_a_count": (
        lambda: LeastRate(area=SurveyArea.ALL, base=own("homes"), rate=1),
        (
            "base: homes is no count: it may be below zero, or does not add up over counties; "
            "take an indicator with low = 0 and is_additive = true"
        ),
    ),
    "other_unit": (
        lambda: evolve(INCIDENCE, exited=evolve(count("exited"), unit=Words("households", "户"))),
        "exited: exited is measured in households, and the population in persons; take figures in one unit",
    ),
    "not_persons": (
        lambda: evolve(INCIDENCE, missed=evolve(INCIDENCE.proportions[0], unit=SurveyUnit.HOUSEHOLDS)),
        "missed.unit: a share of households, which is to be multiplied by persons; let unit be persons",
    ),
    "bad_survey_places": (
        lambda: evolve(WHOLE, places=11),
        "places: 11 decimal places; give a whole number from 0 to 10",
    ),
    "coarse_places": (
        lambda: evolve(WHOLE, places=0),
        "places: bounds with 0 decimal places of an estimate with 2 (identification_accuracy); give at least 2",
    ),
    "no_quantile": (
        lambda: interval((2, 4)),
        "quantiles: no quantile for one degree of freedom; let the first entry have degrees = 1",
    ),
    "no_source": (
        lambda: evolve(WHOLE, source=" "),
        (
            "source: no source of the estimates is given; "
            "give the key of the exercise that the observations come from, such as verification"
        ),
    ),
    "small_quantile": (
        lambda: evolve(WHOLE, interval=evolve(WHOLE.interval, quantiles=[Quantile(degrees=1, quantile="0.95")])),
        (
            "quantile: an interval of 0.95 standard errors to each side; "
            "give a number of standard errors, 1 or more, such as 1.96 for the level 0.95; not the level"
        ),
    ),
    "rising_quantile": (
        lambda: interval((1, 2), (2, 3)),
        (
            "quantiles[1].quantile: the quantile 3 is larger than that of fewer degrees of freedom; "
            "let quantiles fall, or stay, from few degrees to many"
        ),
    ),
    "unordered_steps": (
        lambda: interval((1, 3), (1, 2)),
        "quantiles[1].degrees: 1 does not come after the step before; give the steps from small to large",
    ),
    "share_outside": (
        lambda: VillageSample(among=[], rate=20, most=200),
        "rate: 20 is no share above 0 and at most 1; give a share, such as 0.2 for a fifth",
    ),
    "tolerance_outside": (
        lambda: parts(2, "2"),
        ("tolerance: 2 is no tolerance from 0 to below 1; give a share, such as 0.02 for two percentage points"),
    ),
    "no_estimator": (
        lambda: evolve(WHOLE, estimators=[]),
        (
            "estimators: the survey estimates nothing [Art. 7(2)]; "
            "give at least one entry of survey.estimators, or leave the survey out"
        ),
    ),
    "same_check": (
        lambda: evolve(WHOLE, checks=[LeastHouseholds(area=SurveyArea.ALL, households=n) for n in (1, 2)]),
        ("checks[1]: an earlier entry asks the same of the sample, perhaps with other numbers; keep one of them"),
    ),
    "no_task": (
        lambda: with_task("rural_population"),
        (
            "survey.checks[0].indicator: rural_population has no targets in counties; "
            "take an item of the plan, or what a criterion holds against its target"
        ),
    ),
    "source_left_out": (
        lambda: evolve(whole_scheme(), survey=evolve(WHOLE, source="census")),
        (
            "survey.source: values of identification_accuracy are taken from register, survey, and the survey gives them "
            "as census; name one of these sources, or add the survey's to them"
        ),
    ),
    "end_of_blend": (
        at_ends,
        (
            "low_rates[0].compared: identification_accuracy is blended of several sources, so there is no interval of it; "
            "compare the estimate, or leave the blend out"
        ),
    ),
}


def faults_of(case: Callable[[], object]) -> tuple[Fault, ...]:
    """Give the faults of what is refused."""
    with pytest.raises(SchemeError) as error:
        case()
    return error.value.faults


def test_every_kind_is_shown() -> None:
    """No kind of fault is without a case here, and none has two codes."""
    assert set(CASES) == set(KINDS)
    assert len(KINDS) == sum(isinstance(kind, FaultKind) for kind in vars(_survey_fault_kinds).values())


@pytest.mark.parametrize("code", CASES)
def test_what_a_fault_says(code: str) -> None:
    """A fault says where it is, what is wrong with which value, by which clause, and what to do."""
    case, said = CASES[code]
    told = [fault.text() for fault in faults_of(case) if fault.code == code]
    assert told[:1] == [said]


@pytest.mark.parametrize("code", CASES)
def test_chinese(code: str) -> None:
    """In Chinese each fault stands at the same place, in Chinese words, with every detail filled in."""
    case, said = CASES[code]
    fault = next(fault for fault in faults_of(case) if fault.code == code)
    text = fault.text("zh")
    assert not {"{", "}"} & set(text + said)
    assert text.startswith(f"{fault.where}：")
    for words in (fault.problem.zh, fault.remedy.zh):
        assert any("一" <= character <= "鿿" for character in words)
