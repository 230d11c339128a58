"""What is told of two schemes that differ in their rules for surveys, or in what they compare."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.exact import Better
from jxassess.scheme import (
    Answered,
    Compared,
    Incidence,
    IntervalMethod,
    LeastHouseholds,
    Part,
    Quantile,
    Scheme,
    Share,
    SurveyArea,
    SurveyRule,
    SurveyUnit,
    TaskStep,
    compare_schemes,
)

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import own, survey, whole_scheme

Change = Callable[[SurveyRule], SurveyRule]

WHOLE = whole_scheme()


def part(attribute: str, number: int, edit: Callable[..., object]) -> Change:
    """Edit a member of a list."""

    def change(rule: SurveyRule) -> SurveyRule:
        members = list(getattr(rule, attribute))
        members[number] = edit(members[number])
        return evolve(rule, **{attribute: members})

    return change


def as_share(incidence: Incidence) -> Share:
    """Estimate the incidence by the share missed alone."""
    return Share(indicator=incidence.indicator, proportion=incidence.missed)


CASES: dict[str, Change] = {
    "places": lambda rule: evolve(rule, places=5, small_cells=10),
    "method": lambda rule: evolve(rule, interval=evolve(rule.interval, method=IntervalMethod.WILSON)),
    "a quantile": lambda rule: evolve(
        rule,
        interval=evolve(rule.interval, quantiles=[rule.interval.quantiles[0], Quantile(degrees=30, quantile="2.042")]),
    ),
    "another quantile": lambda rule: evolve(
        rule, interval=evolve(rule.interval, quantiles=[*rule.interval.quantiles, Quantile(degrees=60, quantile="1.9")])
    ),
    "an answer of a question": part("questions", 1, lambda each: evolve(each, answers=[*each.answers, "unsure"])),
    "a question may be blank": part("questions", 0, lambda each: evolve(each, may_be_blank=True)),
    "what is counted": part(
        "estimators", 1, lambda each: evolve(each, proportion=evolve(each.proportion, unit=SurveyUnit.PERSONS))
    ),
    "an answer that counts": part(
        "estimators",
        1,
        lambda each: evolve(
            each, proportion=evolve(each.proportion, counted=[Answered(question="team", answers=["good"])])
        ),
    ),
    "a condition gone": part(
        "estimators", 1, lambda each: evolve(each, proportion=evolve(each.proportion, among=each.proportion.among[:1]))
    ),
    "a figure": part("estimators", 2, lambda each: evolve(each, exited=evolve(each.exited, key="left"))),
    "no estimator": lambda rule: evolve(rule, estimators=rule.estimators[::2], questions=rule.questions[:2]),
    "another kind of estimator": part("estimators", 2, as_share),
    "order of estimators": lambda rule: evolve(rule, estimators=rule.estimators[::-1]),
    "least households": part("checks", 0, lambda each: evolve(each, households=7000, area=SurveyArea.CITY)),
    "a part of the sample": part(
        "checks", 2, lambda each: evolve(each, parts=[*each.parts[:2], Part(name="no", part=1)], tolerance="0.03")
    ),
    "a step": part("checks", 3, lambda each: evolve(each, steps=[TaskStep(up_to=500, villages=7)], beyond=5)),
    "another step": part(
        "checks", 3, lambda each: evolve(each, steps=[*each.steps, TaskStep(up_to="800.5", villages=5)])
    ),
    "no check": lambda rule: evolve(rule, checks=rule.checks[:4]),
    "another kind of check": part("checks", 1, lambda _: LeastHouseholds(area=SurveyArea.COUNTY, households=300)),
}

EXPECTED: dict[str, tuple[list[str], list[str]]] = {
    "places": (
        [
            "survey of households, decimal places: 4 -> 5 <survey.places>",
            "survey of households, least households shown: 5 -> 10 <survey.small_cells>",
        ],
        [
            "入户抽样调查，小数位数：4 -> 5 <survey.places>",
            "入户抽样调查，最小公布户数：5 -> 10 <survey.small_cells>",
        ],
    ),
    "method": (
        [
            "survey of households, interval, method: estimate and quantile times standard error -> Wilson's, with the effective sample size <survey.interval.method>",
        ],
        [
            "入户抽样调查，置信区间，算法：正态区间 -> 威尔逊区间（有效样本量） <survey.interval.method>",
        ],
    ),
    "a quantile": (
        [
            "survey of households, interval, quantile from degrees of freedom 30, quantile: 1.96 -> 2.042 <survey.interval.quantiles[1].quantile>",
        ],
        [
            "入户抽样调查，置信区间，自由度起点“30”分位数：1.96 -> 2.042 <survey.interval.quantiles[1].quantile>",
        ],
    ),
    "another quantile": (
        [
            "survey of households, interval, quantile from degrees of freedom 60: (none) -> quantile: 1.9 <survey.interval.quantiles[2]>",
        ],
        [
            "入户抽样调查，置信区间，自由度起点“60”：（无） -> 分位数：1.9 <survey.interval.quantiles[2]>",
        ],
    ),
    "an answer of a question": (
        [
            "survey of households, question poor, asked, answer: (none) -> unsure <survey.questions[1].answers[2]>",
        ],
        [
            "入户抽样调查，调查问题“问题poor”答案：（无） -> unsure <survey.questions[1].answers[2]>",
        ],
    ),
    "a question may be blank": (
        [
            "survey of households, question register, asked, may be blank: no -> yes <survey.questions[0].may_be_blank>",
        ],
        [
            "入户抽样调查，调查问题“问题register”可否空缺：否 -> 是 <survey.questions[0].may_be_blank>",
        ],
    ),
    "what is counted": (
        [
            "survey of households, estimator satisfaction with the work team in the village, share, what is counted: households -> persons <survey.estimators[1].proportion.unit>",
        ],
        [
            "入户抽样调查，估计量“驻村工作队满意度”比例，统计单位：户 -> 人 <survey.estimators[1].proportion.unit>",
        ],
    ),
    "an answer that counts": (
        [
            "survey of households, estimator satisfaction with the work team in the village, share, condition of the numerator team, answer: fair -> (none) <survey.estimators[1].proportion.counted[0].answers[1]>",
        ],
        [
            "入户抽样调查，估计量“驻村工作队满意度”比例，分子条件“team”答案：fair -> （无） <survey.estimators[1].proportion.counted[0].answers[1]>",
        ],
    ),
    "a condition gone": (
        [
            "survey of households, estimator satisfaction with the work team in the village, share, condition of the denominator register: register, asked is in or out -> (none) <survey.estimators[1].proportion.among[1]>",
        ],
        [
            "入户抽样调查，估计量“驻村工作队满意度”比例，分母条件“register”：问题register为in或out -> （无） <survey.estimators[1].proportion.among[1]>",
        ],
    ),
    "a figure": (
        [
            "survey of households, estimator incidence, people who exited: exited (exited) -> exited (left) <survey.estimators[2].exited>",
        ],
        [
            "入户抽样调查，估计量“虚构指标incidence”已退出人口：虚构指标exited（exited） -> 虚构指标exited（left） <survey.estimators[2].exited>",
        ],
    ),
    "no estimator": (
        [
            "survey of households, question team, asked: answer: good; fair; bad; may be blank: yes -> (none) <survey.questions[2]>",
            "survey of households, estimator satisfaction with the work team in the village: share: households where team, asked is good or fair, among those where team, asked is good or fair or bad and register, asked is in or out -> (none) <survey.estimators[1]>",
        ],
        [
            "入户抽样调查，调查问题“问题team”：答案：good；fair；bad；可否空缺：是 -> （无） <survey.questions[2]>",
            "入户抽样调查，估计量“驻村工作队满意度”：比例：问题team为good或fair或bad且问题register为in或out的住户中问题team为good或fair者所占比例（按户计） -> （无） <survey.estimators[1]>",
        ],
    ),
    "another kind of estimator": (
        [
            "survey of households, estimator incidence: people remaining: remaining; share missed: persons of households where poor, asked is true, among those where register, asked is no; people outside the register: unregistered; share of wrong exits: persons of households where poor, asked is true, among those where register, asked is out; people who exited: exited; rural population: rural population -> share: persons of households where poor, asked is true, among those where register, asked is no <survey.estimators[2]>",
        ],
        [
            "入户抽样调查，估计量“虚构指标incidence”：剩余贫困人口：虚构指标remaining；漏评比例：问题register为no的住户中问题poor为true者所占比例（按人计）；非在册人口：虚构指标unregistered；错退比例：问题register为out的住户中问题poor为true者所占比例（按人计）；已退出人口：虚构指标exited；乡村人口：乡村人口 -> 比例：问题register为no的住户中问题poor为true者所占比例（按人计） <survey.estimators[2]>",
        ],
    ),
    "order of estimators": (
        [
            "survey of households, estimator, order: accuracy of identification; satisfaction with the work team in the village; incidence -> incidence; satisfaction with the work team in the village; accuracy of identification <survey.estimators>",
        ],
        [
            "入户抽样调查，估计量，排列顺序：贫困人口识别准确率；驻村工作队满意度；虚构指标incidence -> 虚构指标incidence；驻村工作队满意度；贫困人口识别准确率 <survey.estimators>",
        ],
    ),
    "least households": (
        [
            "survey of households, requirement on the sample 1, area: in all -> in each city <survey.checks[0].area>",
            "survey of households, requirement on the sample 1, households: 6200 -> 7000 <survey.checks[0].households>",
        ],
        [
            "入户抽样调查，样本要求1，范围：全部 -> 每市 <survey.checks[0].area>",
            "入户抽样调查，样本要求1，样本户数：6200 -> 7000 <survey.checks[0].households>",
        ],
    ),
    "a part of the sample": (
        [
            "survey of households, requirement on the sample 3, part no, part: 2 -> 1 <survey.checks[2].parts[2].part>",
            "survey of households, requirement on the sample 3, tolerance: 0.02 -> 0.03 <survey.checks[2].tolerance>",
        ],
        [
            "入户抽样调查，样本要求3，份额“no”份额：2 -> 1 <survey.checks[2].parts[2].part>",
            "入户抽样调查，样本要求3，允许偏差：0.02 -> 0.03 <survey.checks[2].tolerance>",
        ],
    ),
    "a step": (
        [
            "survey of households, requirement on the sample 4, step 500, villages: 6 -> 7 <survey.checks[3].steps[0].villages>",
            "survey of households, requirement on the sample 4, villages for larger tasks: 4 -> 5 <survey.checks[3].beyond>",
        ],
        [
            "入户抽样调查，样本要求4，分档“500”村数：6 -> 7 <survey.checks[3].steps[0].villages>",
            "入户抽样调查，样本要求4，其余村数：4 -> 5 <survey.checks[3].beyond>",
        ],
    ),
    "another step": (
        [
            "survey of households, requirement on the sample 4, step 800.5: (none) -> villages: 5 <survey.checks[3].steps[1]>",
        ],
        [
            "入户抽样调查，样本要求4，分档“800.5”：（无） -> 村数：5 <survey.checks[3].steps[1]>",
        ],
    ),
    "no check": (
        [
            "survey of households, requirement on the sample 5: in each village 20 % of households where register, asked is no, at most 200 -> (none) <survey.checks[4]>",
        ],
        [
            "入户抽样调查，样本要求5：每村抽取问题register为no的住户的20%，最多200户 -> （无） <survey.checks[4]>",
        ],
    ),
    "another kind of check": (
        [
            "survey of households, requirement on the sample 2: in each county at least 1 % of rural households -> in each county at least 300 households <survey.checks[1]>",
        ],
        [
            "入户抽样调查，样本要求2：每县不低于虚构指标rural_households的1% -> 每县至少300户 <survey.checks[1]>",
        ],
    ),
}


def with_survey(rule: SurveyRule | None) -> Scheme:
    """Give the whole scheme another survey, or none."""
    return evolve(WHOLE, survey=rule)


def told(old: Scheme, new: Scheme) -> tuple[list[str], list[str]]:
    """Say the changes in both languages."""
    found = compare_schemes(old, new)
    return [change.text() for change in found], [change.text("zh") for change in found]


@pytest.mark.parametrize("name", CASES)
def test_changes_in_words(name: str) -> None:
    """A change is told in either language, with its path, and nothing else is told."""
    assert told(WHOLE, with_survey(CASES[name](survey()))) == EXPECTED[name]


def test_no_survey() -> None:
    """A survey that goes is told as a whole, with all that it said; one that comes likewise."""
    gone, come = compare_schemes(WHOLE, with_survey(None)), compare_schemes(with_survey(None), WHOLE)
    assert [change.where for change in (*gone, *come)] == ["survey", "survey"]
    assert (gone[0].new.en, come[0].old.en) == ("", "")
    assert gone[0].old == come[0].new
    assert gone[0].name.en == "survey of households"
    for said in (
        "source of estimates: survey",
        "least households shown: 5",
        "in all at least 6200 households",
        "12.706 (1)",
    ):
        assert said in gone[0].old.en
    for said in ("估计值的数据来源：survey", "最小公布户数：5", "全部至少6200户", "12.706（1）"):
        assert said in gone[0].old.zh


def test_what_is_compared() -> None:
    """Another end of the interval, or the estimate itself, is told of the threshold and of the condition."""
    rates = [evolve(low, compared=Compared.ESTIMATE) for low in WHOLE.low_rates]
    first, second = WHOLE.gates[0].conditions
    gate = evolve(WHOLE.gates[0], conditions=[first, evolve(second, compared=Compared.UPPER)])
    assert told(WHOLE, evolve(WHOLE, low_rates=rates, gates=[gate, WHOLE.gates[1]])) == (
        [
            (
                "threshold satisfaction with the work team in the village, held against the bound: "
                "the upper bound of the interval -> the estimate <low_rates[2].compared>"
            ),
            (
                "gate rates, condition accuracy of exits, held against the bound: "
                "the lower bound of the interval -> the upper bound of the interval <gates[0].conditions[1].compared>"
            ),
        ],
        [
            "低值标准“驻村工作队满意度”与界限比较的取值：置信区间上限 -> 估计值 <low_rates[2].compared>",
            (
                "否决条件“比率”达标条件“贫困人口退出准确率”与界限比较的取值：置信区间下限 -> 置信区间上限 "
                "<gates[0].conditions[1].compared>"
            ),
        ],
    )


def test_a_new_threshold() -> None:
    """A threshold that comes says what it compares where that is an end, and nothing where it is the estimate."""
    low = evolve(WHOLE.low_rates[2], indicator=own("liked"))
    said = "; held against the bound: the lower bound of the interval"
    for compared, end in ((Compared.LOWER, said), (Compared.ESTIMATE, "")):
        new = evolve(WHOLE, low_rates=[*WHOLE.low_rates, evolve(low, compared=compared)])
        (change,) = compare_schemes(WHOLE, new)
        assert change.new.en.partition("missing data: ")[2] == f"{low.when_missing.words.en}{end}"


def test_a_definition_that_only_a_survey_names() -> None:
    """An indicator that nothing but the survey names is compared by its definition too, once."""

    def defined(better: Better) -> Scheme:
        incidence = survey().estimators[2]
        return with_survey(
            part("estimators", 2, lambda _: evolve(incidence, indicator=own("incidence", better)))(survey())
        )

    assert [change.where for change in compare_schemes(defined(Better.LOWER), defined(Better.HIGHER))] == [
        "survey.estimators[2].indicator.better"
    ]
