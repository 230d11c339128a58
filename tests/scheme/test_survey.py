"""What a scheme says about the survey of households, by itself, in the scheme, and in files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.io import digest, format_json_schema, format_scheme, parse_scheme
from jxassess.scheme import (
    Answered,
    Compared,
    Incidence,
    Interval,
    IntervalMethod,
    LeastHouseholds,
    LeastRate,
    MarkedReduction,
    Measured,
    Part,
    Proportion,
    Quantile,
    Question,
    SampleCheck,
    SampleShares,
    Scheme,
    Share,
    SingleVillage,
    SurveyArea,
    SurveyRule,
    SurveyUnit,
    TaskStep,
    VillageSample,
    VillagesByTask,
    WrongRecords,
    find_departures,
)
from jxassess.words import Words

sys.path.append(str(Path(__file__).parents[1]))

from whole_scheme import count, item, own, survey, whole_scheme

MakeScheme = Callable[..., Scheme]

WHOLE = survey()
VALIDATOR = Draft202012Validator(json.loads(format_json_schema("scheme")))


def on(key: str, *answers: str) -> Answered:
    """Make a condition."""
    return Answered(question=key, answers=answers)


def share(key: str, *counted: Answered, among: tuple[Answered, ...] = ()) -> Share:
    """Make a share of households for an indicator of the catalogue."""
    proportion = Proportion(unit=SurveyUnit.HOUSEHOLDS, among=among, counted=counted)
    return Share(indicator=item(key), proportion=proportion)


def check(area: SurveyArea = SurveyArea.COUNTY, question: str = "register", *, parts: str = "in out") -> SampleShares:
    """Make equal shares of the sample."""
    given = [Part(name=name, part=1) for name in parts.split()]
    return SampleShares(area=area, question=question, parts=given, tolerance=0)


def refused(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Give code, place and value of every fault."""
    with pytest.raises(SchemeError) as error:
        make()
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


# The rules by themselves.


def test_the_shares_that_are_needed() -> None:
    """A share that two estimators need is given once: the missed rate is part of the incidence too."""
    missed = Share(indicator=own("missed_rate"), proportion=WHOLE.estimators[2].proportions[0])
    found = evolve(WHOLE, estimators=[*WHOLE.estimators, missed])
    assert found.proportions == WHOLE.proportions
    assert len(found.proportions) == 4
    assert found.proportions[2:] == WHOLE.estimators[2].proportions


def test_the_groups_that_are_needed() -> None:
    """Checks count the households of each answer that has a part, and of each village's kind; each group once."""
    assert WHOLE.groups == ((on("register", "in"),), (on("register", "out"),), (on("register", "no"),))
    everybody = VillageSample(among=[], rate="0.1", most=20)
    assert evolve(WHOLE, checks=[everybody, check(parts="no in")]).groups == (
        (),
        (on("register", "no"),),
        (on("register", "in"),),
    )


def test_strata_are_no_group_of_households() -> None:
    """Shares of strata, least numbers and villages by task count no group of households."""
    others = [each for each in WHOLE.checks if not isinstance(each, SampleShares | VillageSample)]
    assert evolve(WHOLE, checks=[check(question=""), *others]).groups == ()
    assert evolve(WHOLE, checks=[]).groups == ()


def test_the_figures_that_are_needed() -> None:
    """Figures of estimators and of checks are given by key, each once."""
    keys = ["exited", "remaining", "rural_households", "rural_population", "unregistered"]
    assert [figure.key for figure in WHOLE.figures] == keys
    by_people = LeastRate(area=SurveyArea.ALL, base=item("rural_population"), rate="0.01")
    assert [figure.key for figure in evolve(WHOLE, checks=[by_people]).figures] == [
        key for key in keys if key != "rural_households"
    ]


def test_where_indicators_are_named() -> None:
    """Every indicator is given with its place: what is estimated, figures, and the task of a check."""
    assert {path: indicator.key for path, indicator in WHOLE.named_indicators()} == {
        "estimators[0].indicator": "identification_accuracy",
        "estimators[1].indicator": "satisfaction_work_team",
        "estimators[2].indicator": "incidence",
        "estimators[2].remaining": "remaining",
        "estimators[2].unregistered": "unregistered",
        "estimators[2].exited": "exited",
        "estimators[2].population": "rural_population",
        "checks[1].base": "rural_households",
        "checks[3].indicator": "poor_population_reduced",
    }


def test_a_survey_of_nothing() -> None:
    """A survey has a source, questions and estimators, and all that is missing is told at once."""
    nothing = lambda: evolve(WHOLE, source=" ", questions=[], estimators=[], checks=[], small_cells=0)  # noqa: E731
    assert refused(nothing) == [
        ("no_source", "source", ""),
        ("empty", "questions", ""),
        ("no_estimator", "estimators", ""),
        ("not_positive", "small_cells", "0"),
    ]


@pytest.mark.parametrize("places", [-1, 11])
def test_places_of_bounds(places: int) -> None:
    """Bounds have from 0 to 10 decimal places."""
    assert refused(lambda: evolve(WHOLE, places=places)) == [("bad_survey_places", "places", str(places))]


def test_bounds_are_as_fine_as_estimates() -> None:
    """An estimate of two decimal places has bounds of two or more, or it could lie outside of them."""
    assert evolve(WHOLE, places=2).places == 2
    with pytest.raises(SchemeError) as error:
        evolve(WHOLE, places=1)
    assert [str(fault) for fault in error.value.faults] == [
        "places: bounds with 1 decimal places of an estimate with 2 (identification_accuracy); give at least 2"
    ]
    whole = evolve(item("satisfaction_work_team"), places=0)
    rough = [evolve(WHOLE.estimators[1], indicator=whole)]
    questions = [question for question in WHOLE.questions if question.key != "poor"]
    assert evolve(WHOLE, places=0, estimators=rough, questions=questions).places == 0


def test_a_finer_indicator_further_down() -> None:
    """The finest of all estimates decides how fine bounds must be."""
    fine = evolve(WHOLE.estimators[2], indicator=evolve(own("incidence"), places=5))
    found = refused(lambda: evolve(WHOLE, estimators=[*WHOLE.estimators[:2], fine]))
    assert found == [("coarse_places", "places", "4")]


def test_what_stands_twice() -> None:
    """A question and an estimated indicator stand once."""
    twice = [*WHOLE.questions, WHOLE.questions[0]]
    assert refused(lambda: evolve(WHOLE, questions=twice)) == [("repeated", "questions[3].key", "register")]
    again = [*WHOLE.estimators, share("identification_accuracy", on("poor", "true"))]
    assert refused(lambda: evolve(WHOLE, estimators=again)) == [
        ("repeated", "estimators[3].indicator", "identification_accuracy")
    ]


SAME: dict[str, tuple[SampleCheck, SampleCheck]] = {
    "least_households": (
        LeastHouseholds(area=SurveyArea.ALL, households=10),
        LeastHouseholds(area=SurveyArea.ALL, households=20),
    ),
    "least_rate": (
        LeastRate(area=SurveyArea.ALL, base=item("population"), rate="0.1"),
        LeastRate(area=SurveyArea.ALL, base=item("population"), rate="0.2"),
    ),
    "shares": (check(), check(parts="no in out")),
    "villages_by_task": (
        VillagesByTask(indicator=item("population"), steps=[TaskStep(up_to=1, villages=1)], beyond=2),
        VillagesByTask(indicator=item("population"), steps=[TaskStep(up_to=2, villages=2)], beyond=3),
    ),
    "village_sample": (VillageSample(among=[], rate=1, most=10), VillageSample(among=[], rate="0.5", most=20)),
}


@pytest.mark.parametrize("kind", SAME)
def test_two_checks_of_the_same(kind: str) -> None:
    """Two entries that ask the same with other numbers contradict each other, or one of them says nothing."""
    assert refused(lambda: evolve(WHOLE, checks=SAME[kind])) == [("same_check", "checks[1]", kind)]


def test_checks_of_other_things() -> None:
    """Another area, base, question, task or kind of household is another requirement."""
    checks = [first for first, _ in SAME.values()]
    others = [
        LeastHouseholds(area=SurveyArea.CITY, households=10),
        LeastRate(area=SurveyArea.ALL, base=item("rural_population"), rate="0.1"),
        check(area=SurveyArea.CITY),
        check(question=""),
        VillagesByTask(indicator=item("rural_population"), steps=[TaskStep(up_to=1, villages=1)], beyond=2),
        VillageSample(among=[on("register", "no")], rate=1, most=10),
    ]
    assert len(evolve(WHOLE, checks=[*checks, *others]).checks) == 11


# Conditions held against the questions.


def test_unknown_questions() -> None:
    """A condition on a question that is not asked is told where it stands, in estimators and in checks."""
    bad = [
        share("identification_accuracy", on("rich", "true"), among=(on("register", "in"), on("old", "true"))),
        share("satisfaction_work_team", on("team", "good"), among=(on("poor", "true"),)),
    ]
    checks = [VillageSample(among=[on("odd", "x")], rate=1, most=1), check(question="new"), check()]
    assert refused(lambda: evolve(WHOLE, estimators=bad, checks=checks)) == [
        ("unknown_question", "estimators[0].proportion.among[1].question", "old"),
        ("unknown_question", "estimators[0].proportion.counted[0].question", "rich"),
        ("unknown_question", "checks[0].among[0].question", "odd"),
        ("unknown_question", "checks[1].question", "new"),
    ]


def test_unknown_answers() -> None:
    """An answer that its question does not list is told where it stands; case counts."""
    incidence = WHOLE.estimators[2]
    assert isinstance(incidence, Incidence)
    missed, wrong = incidence.missed, incidence.wrong_exits
    bad = evolve(
        incidence,
        missed=evolve(missed, counted=[on("poor", "True", "yes")]),
        wrong_exits=evolve(wrong, among=[on("register", "out", "gone")]),
    )
    found = refused(lambda: evolve(WHOLE, estimators=[*WHOLE.estimators[:2], bad], checks=[check(parts="in IN")]))
    assert found == [
        ("unknown_answer", "estimators[2].missed.counted[0].answers", "True"),
        ("unknown_answer", "estimators[2].missed.counted[0].answers", "yes"),
        ("unknown_answer", "estimators[2].wrong_exits.among[0].answers", "gone"),
        ("unknown_answer", "checks[0].parts[1].name", "IN"),
    ]


def test_strata_are_not_held_against_questions() -> None:
    """Strata come with the sample; their names are held against it, not against the scheme."""
    assert evolve(WHOLE, checks=[check(question="", parts="hill plain")]).checks


def test_a_condition_that_everybody_satisfies() -> None:
    """All answers of a question that is never blank restrict nothing; where it may be blank they mean that it was asked."""
    every = share("identification_accuracy", on("poor", "false", "true"))
    found = refused(lambda: evolve(WHOLE, estimators=[every, *WHOLE.estimators[1:]]))
    assert found == [("every_answer", "estimators[0].proportion.counted[0]", "poor")]
    kind = VillageSample(among=[on("register", "in", "no", "out")], rate=1, most=1)
    assert refused(lambda: evolve(WHOLE, checks=[kind])) == [("every_answer", "checks[0].among[0]", "register")]
    asked = share("identification_accuracy", on("team", "good", "fair", "bad"))
    assert evolve(WHOLE, estimators=[asked, *WHOLE.estimators[1:]]).estimators[0] == asked


def test_a_question_for_nothing() -> None:
    """What neither an estimator nor a check needs is not to be read from households."""
    extra = Question(key="age", name=Words("age", "年龄"), answers=["old", "young"], may_be_blank=True)
    found = refused(lambda: evolve(WHOLE, questions=[*WHOLE.questions, extra]))
    assert found == [("unused_question", "questions[3]", "age")]
    assert evolve(WHOLE, questions=[*WHOLE.questions, extra], checks=[check(question="age", parts="old young")])
    by_age = VillageSample(among=[on("age", "old")], rate=1, most=1)
    assert evolve(WHOLE, questions=[*WHOLE.questions, extra], checks=[by_age])


def test_wilson_beside_an_incidence() -> None:
    """Wilson's interval may be asked for where an incidence is estimated too, which keeps the normal one."""
    wilson = evolve(WHOLE, interval=evolve(WHOLE.interval, method=IntervalMethod.WILSON))
    assert wilson.interval.method is IntervalMethod.WILSON


# In a scheme.


def plain_survey(
    *estimators: Share | Incidence, source: str = "survey", checks: tuple[SampleCheck, ...] = ()
) -> SurveyRule:
    """Make a survey that asks one question."""
    return SurveyRule(
        source=source,
        questions=[Question(key="fine", name=Words("fine", "满意"), answers=["yes", "no"], may_be_blank=False)],
        estimators=estimators or [share("satisfaction_work_team", on("fine", "yes"))],
        wrong_records=WrongRecords.REFUSE,
        single_villages=SingleVillage.REFUSE,
        interval=Interval(method=IntervalMethod.WALD, quantiles=[Quantile(degrees=1, quantile=2)]),
        places=2,
        rounding=WHOLE.rounding,
        small_cells=1,
        checks=checks,
    )


def test_a_scheme_has_none_by_default(make_scheme: MakeScheme) -> None:
    """A scheme says nothing of a survey unless it says so."""
    assert make_scheme().survey is None


def test_a_survey_is_no_departure(make_scheme: MakeScheme) -> None:
    """Art. 7(2) asks for sample surveys, so that having rules for one departs from nothing."""
    assert find_departures(make_scheme(survey=plain_survey())) == find_departures(make_scheme())


def test_a_survey_names_indicators(make_scheme: MakeScheme) -> None:
    """What a survey estimates and needs are indicators of the scheme, named under `survey`."""
    base = LeastRate(area=SurveyArea.ALL, base=count("homes"), rate="0.01")
    scheme = make_scheme(survey=plain_survey(checks=(base,)))
    added = [named for named in scheme.named_indicators() if named not in [*make_scheme().named_indicators()]]
    assert added == [
        ("survey.estimators[0].indicator", item("satisfaction_work_team")),
        ("survey.checks[0].base", count("homes")),
    ]
    assert scheme.indicator("homes") == count("homes")


def test_two_definitions(make_scheme: MakeScheme) -> None:
    """An indicator that a survey estimates is the one that the criteria read."""
    other = evolve(
        share("satisfaction_work_team", on("fine", "yes")), indicator=evolve(item("satisfaction_work_team"), places=1)
    )
    assert refused(lambda: make_scheme(survey=plain_survey(other))) == [
        ("two_indicators", "survey.estimators[0].indicator", "satisfaction_work_team")
    ]


def test_a_source_that_is_not_taken() -> None:
    """Where values are blended or chosen from sources, the survey's is one of them; else any is good."""
    scheme = whole_scheme()
    odd = evolve(WHOLE, source="census")
    with pytest.raises(SchemeError) as error:
        evolve(scheme, survey=odd)
    assert [str(fault) for fault in error.value.faults] == [
        (
            "survey.source: values of identification_accuracy are taken from register, survey, and the survey gives them "
            "as census; name one of these sources, or add the survey's to them"
        )
    ]
    exits = evolve(WHOLE.estimators[1], indicator=item("exit_accuracy"))
    found = refused(lambda: evolve(scheme, survey=evolve(odd, estimators=[exits, WHOLE.estimators[2]])))
    assert found == [("source_left_out", "survey.source", "census")]
    without = [*WHOLE.estimators[1:]]
    assert evolve(scheme, survey=evolve(odd, estimators=without)).survey is not None


@pytest.mark.parametrize("key", ["poor_population_reduced", "poor_villages_exited"])
def test_a_task_has_targets(key: str) -> None:
    """The task of a check is an item of the plan, or what the reward or a criterion holds against its target."""
    task = VillagesByTask(indicator=item(key), steps=[TaskStep(up_to=500, villages=6)], beyond=4)
    assert evolve(whole_scheme(), survey=evolve(WHOLE, checks=[task])).survey is not None


def test_a_task_without_targets() -> None:
    """What no county has targets of can be no task: a rate that is only observed, a figure, the city's own."""
    for indicator in (item("exit_accuracy"), item("rural_population"), own("review")):
        task = VillagesByTask(indicator=indicator, steps=[TaskStep(up_to=500, villages=6)], beyond=4)
        bad = lambda task=task: evolve(whole_scheme(), survey=evolve(WHOLE, checks=[task]))  # noqa: E731
        assert refused(bad) == [("no_task", "survey.checks[0].indicator", indicator.key)]


def with_task(scheme: Scheme, indicator: Indicator) -> Scheme:
    """Make a scheme whose survey has villages by a task."""
    task = VillagesByTask(indicator=indicator, steps=[TaskStep(up_to=500, villages=6)], beyond=4)
    return evolve(scheme, survey=evolve(WHOLE, checks=[task]))


def test_the_task_of_a_criterion() -> None:
    """What a criterion of counties holds against its target has targets, whether or not it is in the plan."""
    scheme = whole_scheme()
    plan = evolve(scheme.plan, items=[item("poor_villages_exited")])
    assert with_task(evolve(scheme, plan=plan), item("poor_population_reduced")).survey is not None


def test_the_task_of_a_reward() -> None:
    """A marked reduction in per cent of its target has targets; one that is counted in all has none."""
    scheme = whole_scheme()
    for measured, is_task in ((Measured.COMPLETION, True), (Measured.TOTAL, False)):
        marked = MarkedReduction(indicator=count("moved"), measured=measured, at_least="0.5")
        rewarding = evolve(scheme, rewards=evolve(scheme.rewards, marked=marked))
        if is_task:
            assert with_task(rewarding, count("moved")).survey is not None
        else:
            assert refused(lambda base=rewarding: with_task(base, count("moved"))) == [
                ("no_task", "survey.checks[0].indicator", "moved")
            ]


def test_an_end_of_a_blend() -> None:
    """A value that is blended of several sources has no interval, so that no end of one can be compared."""
    scheme = whole_scheme()
    gates = [
        evolve(
            scheme.gates[0], conditions=[evolve(each, compared=Compared.LOWER) for each in scheme.gates[0].conditions]
        ),
        scheme.gates[1],
    ]
    rates = [evolve(low, compared=Compared.UPPER) for low in scheme.low_rates]
    assert refused(lambda: evolve(scheme, gates=gates, low_rates=rates)) == [
        ("end_of_blend", "low_rates[0].compared", "identification_accuracy"),
        ("end_of_blend", "gates[0].conditions[0].compared", "identification_accuracy"),
    ]


def test_an_end_without_a_survey(make_scheme: MakeScheme) -> None:
    """An end may be compared of what no estimator of the scheme estimates: observations bring intervals from elsewhere."""
    rates = [evolve(low, compared=Compared.LOWER) for low in make_scheme().low_rates]
    assert {low.compared for low in make_scheme(low_rates=rates).low_rates} == {Compared.LOWER}


# In files.

FILE = """
[survey]
source = "verification"
wrong_records = "leave_out"
single_villages = "certain"
places = 3
rounding = "half_even"
small_cells = 10
interval = { method = "wald", quantiles = [{ degrees = 1, quantile = "1.96" }] }

[[survey.questions]]
key = "fine"
name = { en = "content with the work team", zh = "对工作队是否满意" }
answers = ["1", "2", "3"]
may_be_blank = true

[[survey.estimators]]
kind = "share"
indicator = "satisfaction_work_team"

[survey.estimators.proportion]
unit = "households"
among = [{ question = "fine", answers = ["1", "2", "3"] }]
counted = [{ question = "fine", answers = ["1", "2"] }]
"""


def in_file(make_scheme: MakeScheme, survey: str = FILE) -> str:
    """Give the text of a scheme with a survey."""
    return format_scheme(make_scheme()).replace("\n[title]", survey + "\n[title]", 1)


def test_a_file(make_scheme: MakeScheme) -> None:
    """A survey is read from a file and written to it; a scheme without one is written without the key."""
    plain = format_scheme(make_scheme())
    assert "survey" not in plain
    assert "compared =" not in plain
    scheme = parse_scheme(in_file(make_scheme))
    assert scheme.survey is not None
    assert scheme.survey.checks == ()
    assert scheme.survey.estimators[0].words(scheme.survey.questions).en == (
        "households where content with the work team is 1 or 2, among those where content with the work team is 1 or 2 or 3"
    )
    for format in ("toml", "json"):
        assert parse_scheme(format_scheme(scheme, format), format) == scheme
    assert digest(scheme) != digest(make_scheme()) == digest(parse_scheme(plain))


@pytest.mark.parametrize("format", ["toml", "json"])
def test_every_kind_in_a_file(format: str) -> None:
    """Estimators and checks of every kind are written so that they load equal."""
    scheme = whole_scheme()
    text = format_scheme(scheme, format)
    assert parse_scheme(text, format) == scheme
    for kind in (*scheme.survey.estimators, *scheme.survey.checks):
        assert f'"{kind.kind}"' in text


def test_what_is_written_is_valid() -> None:
    """The JSON Schema takes a survey with everything, and neither an unknown kind nor a missing key."""
    document = json.loads(format_scheme(whole_scheme(), "json"))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    document["survey"]["checks"][0]["kind"] = "most_households"
    assert not VALIDATOR.is_valid(document)
    document = json.loads(format_scheme(whole_scheme(), "json"))
    del document["survey"]["small_cells"]
    assert not VALIDATOR.is_valid(document)


def test_what_is_compared_in_a_file() -> None:
    """An end stands in the file where one is compared, and nothing where the value itself is."""
    document = json.loads(format_scheme(whole_scheme(), "json"))
    conditions = [condition for gate in document["gates"] for condition in gate["conditions"]]
    assert [low.get("compared") for low in document["low_rates"]] == [None, None, "upper"]
    assert [condition.get("compared") for condition in conditions] == [None, "lower", None]
    document["low_rates"][0]["compared"] = "estimate"
    again = parse_scheme(json.dumps(document), "json")
    assert again == whole_scheme()
    assert digest(again) == digest(whole_scheme())


def test_a_comparison_changes_the_digest(make_scheme: MakeScheme) -> None:
    """Two schemes of which one compares an end are two schemes."""
    rates = [evolve(low, compared=Compared.UPPER) for low in make_scheme().low_rates]
    assert digest(make_scheme(low_rates=rates)) != digest(make_scheme())


def test_faults_in_a_file(make_scheme: MakeScheme) -> None:
    """Faults stand at the path of the file, with the clause that asks for verification."""
    cases = {
        'kind = "share"': (
            'kind = "ratio"',
            "survey.estimators[0].kind: there is no kind 'ratio' [Art. 7(2)]; use one of share, incidence",
        ),
        'counted = [{ question = "fine", answers = ["1", "2"] }]': (
            'counted = [{ question = "fine", answers = [1, 2] }]',
            "survey.estimators[0].proportion.counted[0].answers[0]: 1 is not text [Art. 7(2)]; give text",
        ),
        "small_cells = 10": (
            'small_cells = "10"',
            "survey.small_cells: '10' is not a whole number [Art. 7(2)]; give a whole number",
        ),
        "may_be_blank = true": ("", "survey.questions[0].may_be_blank: the key may_be_blank is missing [Art. 7(2)]; "),
        'answers = ["1", "2", "3"]\nmay': (
            'answers = ["1"]\nmay',
            "survey.questions[0].answers: fewer than two answers, which tell no two households apart [Art. 7(2)]; ",
        ),
        'unit = "households"': ('unit = "people"', "survey.estimators[0].proportion.unit: 'people'"),
    }
    for before, (after, said) in cases.items():
        with pytest.raises(SchemeError) as error:
            parse_scheme(in_file(make_scheme, FILE.replace(before, after)))
        assert str(error.value.faults[0]).startswith(said), after


def test_definitions_of_a_survey(make_scheme: MakeScheme) -> None:
    """An indicator of one's own that only the survey names is defined in the file, and is no unused one."""
    scheme = make_scheme(
        survey=plain_survey(evolve(share("satisfaction_work_team", on("fine", "yes")), indicator=own("liked")))
    )
    text = format_scheme(scheme)
    assert [entry["key"] for entry in json.loads(format_scheme(scheme, "json"))["indicators"]] == ["liked"]
    assert parse_scheme(text) == scheme
    without = text.replace('indicator = "liked"', 'indicator = "satisfaction_work_team"')
    assert "unused_indicator" in [code for code, _, _ in refused(lambda: parse_scheme(without))]


def test_the_catalogue_names_rates() -> None:
    """Accuracy and satisfaction of the catalogue can be estimated from households as they stand."""
    rates: list[Indicator] = [each for each in CATALOGUE if each.is_percent]
    assert {"identification_accuracy", "satisfaction_paired_helper"} <= {each.key for each in rates}
    for indicator in rates:
        assert Share(indicator=indicator, proportion=WHOLE.proportions[0]).indicator == indicator
