"""The records that evidence consists of, each checked by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from jxassess import (
    NOT_APPLICABLE,
    CarriedScore,
    City,
    County,
    EarlierResult,
    EvidenceError,
    Indicator,
    NumberError,
    Observation,
    Target,
)
from jxassess.evidence import NotApplicable, Uncertainty

DAY = date(2019, 12, 31)
F = Fraction


@pytest.fixture
def carried(counties: tuple[County, ...]) -> CarriedScore:
    return CarriedScore(county=counties[-1], score=930, on=DAY, document="invented for tests")


@pytest.fixture
def result(cities: tuple[City, ...]) -> EarlierResult:
    return EarlierResult(year=2018, city=cities[0], score="88.5", document="invented for tests", rank=1, grade="good")


def refusal(make: Callable[[], object]) -> EvidenceError:
    with pytest.raises(EvidenceError) as error:
        make()
    return error.value


def codes(error: EvidenceError) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in error.faults]


# Observations


@pytest.mark.parametrize("value", ["12.5", 12.5, Decimal("12.50"), Fraction(25, 2)])
def test_a_value_is_taken_exactly(observe: Callable[..., Observation], value: str | float | Decimal | Fraction) -> None:
    """However a number is written, the observation holds the decimal that was meant."""
    assert observe("990121", "exit_accuracy", value).value == Fraction(25, 2)


def test_not_applicable_is_neither_zero_nor_missing(observe: Callable[..., Observation]) -> None:
    """What does not apply is a value of its own, no number and not nothing."""
    found = observe("990121", "exit_accuracy", NOT_APPLICABLE)
    assert found.value is NOT_APPLICABLE
    assert found != observe("990121", "exit_accuracy", 0)
    assert [entry.value for entry in NotApplicable] == ["not_applicable"]


def test_no_text_is_no_value(observe: Callable[..., Observation]) -> None:
    """What is not a number is refused as such and becomes neither zero nor not applicable."""
    for text in ("", "-", "not_applicable", "n/a", "９５"):
        with pytest.raises(NumberError):
            observe("990121", "exit_accuracy", text)


@pytest.mark.parametrize("value", [0, 100, "99.99"])
def test_the_range_of_the_indicator_includes_its_ends(observe: Callable[..., Observation], value: int | str) -> None:
    """The least and the largest possible value are possible."""
    assert observe("990121", "exit_accuracy", value).value == Fraction(value)


def test_a_value_outside_the_range_is_refused(observe: Callable[..., Observation]) -> None:
    """A value that the indicator cannot have is named with the range and the clause."""
    error = refusal(lambda: observe("990121", "exit_accuracy", "100.01"))
    assert str(error) == (
        "1 fault in observation 990121 子县 exit_accuracy\n"
        "  value: 100.01 lies outside 0..100 % of exit_accuracy [Art. 5(2)]; "
        "mend the value, or the range in the indicator"
    )
    assert codes(refusal(lambda: observe("990121", "exit_accuracy", "-0.01"))) == [("out_of_range", "value")]


def test_more_decimal_places_than_declared_are_refused(observe: Callable[..., Observation]) -> None:
    """A value is given as its source publishes it; a rate has two places, a number of people none."""
    error = refusal(lambda: observe("990121", "exit_accuracy", "99.123"))
    assert codes(error) == [("too_many_places", "value")]
    assert error.faults[0].text() == (
        "value: 99.123 has more decimal places than the 2 of exit_accuracy [Art. 5(2)]; "
        "give the value as its source publishes it"
    )
    assert codes(refusal(lambda: observe("990121", "poor_villages_exited", "2.5"))) == [("too_many_places", "value")]


def test_the_unit_is_that_of_the_indicator_or_not_stated(observe: Callable[..., Observation]) -> None:
    """A document may state the unit in either language or not at all; another unit is refused and nothing converted."""
    for unit in ("", "persons", "人"):
        assert observe("990121", "poor_population_reduced", 5, unit=unit).unit == unit
    error = refusal(lambda: observe("990121", "poor_population_reduced", 5, unit="万人"))
    assert codes(error) == [("wrong_unit", "unit")]
    assert error.faults[0].text() == (
        "unit: the unit '万人' is not that of poor_population_reduced: persons; convert the value and its unit"
    )


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "　"])
def test_source_and_document_are_needed(observe: Callable[..., Observation], blank: str) -> None:
    """A value from nowhere is refused; blanks are nothing."""
    error = refusal(lambda: observe("990121", "funds_use", 90, source=blank, document=blank))
    assert codes(error) == [("no_text", "source"), ("no_text", "document")]
    assert error.faults[0].text() == "source: nothing stands here; fill it in"


@pytest.mark.parametrize("version", [0, -1])
def test_versions_count_from_one(observe: Callable[..., Observation], version: int) -> None:
    """There is no version before the first."""
    error = refusal(lambda: observe("990121", "funds_use", 90, version=version))
    assert codes(error) == [("bad_version", "version")]
    assert error.faults[0].text() == f"version: version {version}; count versions from 1"


@pytest.mark.parametrize(
    ("submitter", "reason", "where"), [("", "", "submitter"), (" ", "a slip", "submitter"), ("甲市", " ", "reason")]
)
def test_a_correction_says_who_and_why(
    observe: Callable[..., Observation], submitter: str, reason: str, where: str
) -> None:
    """From the second version on, submitter and reason are needed."""
    error = refusal(lambda: observe("990121", "funds_use", 90, version=2, submitter=submitter, reason=reason))
    assert codes(error) == [("no_correction", where)]
    assert error.faults[0].text() == (
        f"{where}: version 2 names no submitter or no reason; give both for every version after the first"
    )


def test_the_first_version_needs_no_reason(observe: Callable[..., Observation]) -> None:
    """What corrects nothing needs no reason, and may have one."""
    assert observe("990121", "funds_use", 90).reason == ""
    assert observe("990121", "funds_use", 90, submitter="甲市", reason="first").version == 1


def test_every_fault_of_an_observation_comes_at_once(observe: Callable[..., Observation]) -> None:
    """Source, document, unit, value, places and version are all reported together."""
    error = refusal(
        lambda: observe("990121", "exit_accuracy", "100.001", source="", document="", unit="points", version=0)
    )
    assert codes(error) == [
        ("no_text", "source"),
        ("no_text", "document"),
        ("wrong_unit", "unit"),
        ("out_of_range", "value"),
        ("too_many_places", "value"),
        ("bad_version", "version"),
    ]


def test_what_does_not_apply_is_checked_all_the_same(observe: Callable[..., Observation]) -> None:
    """Not applicable has no range, but a source, a document and a unit."""
    error = refusal(lambda: observe("990121", "exit_accuracy", NOT_APPLICABLE, source="", unit="人"))
    assert codes(error) == [("no_text", "source"), ("wrong_unit", "unit")]


def test_a_correction_is_the_next_version(observe: Callable[..., Observation]) -> None:
    """A correction is a new observation that counts on; the old one stays as it was."""
    first = observe("990121", "funds_use", "92.5")
    second = first.corrected("94.5", on=date(2020, 2, 3), document="invented letter", submitter="甲市", reason="a slip")
    third = second.corrected(NOT_APPLICABLE, on=date(2020, 2, 4), document="another", submitter="甲市", reason="a slip")
    assert [found.version for found in (first, second, third)] == [1, 2, 3]
    assert [found.value for found in (first, second, third)] == [Fraction("92.5"), Fraction("94.5"), NOT_APPLICABLE]
    assert first == observe("990121", "funds_use", "92.5")
    assert (
        evolve(second, value="92.5", on=first.on, document=first.document, version=1, submitter="", reason="") == first
    )


def test_a_correction_is_checked_like_any_observation(observe: Callable[..., Observation]) -> None:
    """A correction out of range, without reason or document is refused."""
    first = observe("990121", "funds_use", "92.5")
    error = refusal(lambda: first.corrected(101, on=DAY, document="", submitter="甲市", reason=""))
    assert codes(error) == [("no_text", "document"), ("out_of_range", "value"), ("no_correction", "reason")]


# Values that were estimated from a sample


@pytest.mark.parametrize(
    ("value", "lower", "upper", "is_inside"),
    [
        # Half of the last place, 0.005, is what rounding the estimate explains.
        ("95.10", "95.104", "95.2", True),
        ("95.10", "95.105", "95.2", True),
        ("95.10", "95.1050001", "95.2", False),
        ("95.10", "95", "95.095", True),
        ("95.10", "95", "95.0949999", False),
        ("95.10", "95.1", "95.1", True),
        (0, 0, "0.3", True),
        (100, "99.7", 100, True),
    ],
)
def test_an_estimate_lies_in_its_interval(
    observe: Callable[..., Observation],
    sampled: Callable[..., Uncertainty],
    value: str,
    lower: str,
    upper: str,
    is_inside: bool,
) -> None:
    """A value is not further from its interval than rounding to the indicator's places brings it."""
    uncertainty = sampled(lower, upper)
    if is_inside:
        assert observe("990121", "exit_accuracy", value, uncertainty=uncertainty).uncertainty == uncertainty
    else:
        error = refusal(lambda: observe("990121", "exit_accuracy", value, uncertainty=uncertainty))
        assert codes(error) == [("value_outside_interval", "value")]
        assert error.faults[0].problem.en == f"the estimate 95.1 lies outside its interval {lower} to {upper}"
        assert error.faults[0].problem.zh == f"估计值95.1不在其置信区间{lower}至{upper}之内"


def test_half_of_the_last_place_is_that_of_the_indicator(
    observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]
) -> None:
    """A count of whole persons may lie half a person outside."""
    assert observe("990121", "poor_population_reduced", 5, uncertainty=sampled("5.5", 9)).value == 5
    error = refusal(lambda: observe("990121", "poor_population_reduced", 5, uncertainty=sampled("5.51", 9)))
    assert codes(error) == [("value_outside_interval", "value")]


def test_ends_lie_in_the_range(observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]) -> None:
    """An interval ends where its indicator does; how many places its ends have is not the indicator's matter."""
    assert observe("990121", "exit_accuracy", 0, uncertainty=sampled(0, "0.123456789")).value == 0
    error = refusal(lambda: observe("990121", "exit_accuracy", 100, uncertainty=sampled("-0.1", "100.001")))
    assert codes(error) == [("out_of_range", "uncertainty.lower"), ("out_of_range", "uncertainty.upper")]


def test_what_does_not_apply_has_no_error(
    observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]
) -> None:
    """An indicator that does not apply was not estimated either."""
    error = refusal(lambda: observe("990121", "exit_accuracy", NOT_APPLICABLE, uncertainty=sampled(-1, 1)))
    assert codes(error) == [("error_of_nothing", "uncertainty")]
    assert error.faults[0].text() == (
        "uncertainty: exit_accuracy does not apply, and yet it has a sampling error; "
        "give the estimate, or take the sampling error out"
    )
    assert error.faults[0].problem.zh == "贫困人口退出准确率不适用，却填有抽样误差"


def test_the_faults_of_an_estimate_come_with_the_others(
    observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]
) -> None:
    """What is wrong with the interval is told with all else that is wrong."""
    error = refusal(lambda: observe("990121", "exit_accuracy", "101", source="", uncertainty=sampled(90, 95)))
    assert codes(error) == [("no_text", "source"), ("out_of_range", "value"), ("value_outside_interval", "value")]


def test_a_correction_has_its_own_sample(
    observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]
) -> None:
    """The sample behind a value says nothing of the corrected one, which brings its own or has none."""
    first = observe("990121", "exit_accuracy", 95, uncertainty=sampled(94, 96))
    rest = {"on": DAY, "document": "letter", "submitter": "甲市", "reason": "a slip"}
    assert first.corrected(80, **rest).uncertainty is None
    assert first.corrected(80, uncertainty=sampled(79, 81), **rest).uncertainty == sampled(79, 81)


def test_an_estimate_in_words(observe: Callable[..., Observation], sampled: Callable[..., Uncertainty]) -> None:
    """An estimate is told with its sample; another value without, since there is nothing to tell."""
    found = observe("990121", "exit_accuracy", 95)
    assert (found.sample_words.en, found.sample_words.zh) == ("", "")
    assert found.estimate_words == found.value_words
    made = sampled(94, 96)
    found = evolve(found, uncertainty=made)
    assert found.sample_words == made.words
    assert found.estimate_words.en == f"95 % ({made.words.en})"
    assert found.estimate_words.zh == f"95%（{made.words.zh}）"


def test_records_cannot_be_changed(observe: Callable[..., Observation]) -> None:
    """A record is a value: it changes only by making the next one."""
    with pytest.raises(FrozenInstanceError):
        setattr(observe("990121", "funds_use", 90), "value", Fraction(95))  # noqa: B010


# Days and sizes


def test_a_day_has_no_time(observe: Callable[..., Observation], carried: CarriedScore) -> None:
    """A moment is refused where a day is asked for, since the two do not compare; so is what is no day at all."""
    moment = datetime(2019, 12, 31, 8, 30)
    error = refusal(lambda: observe("990121", "funds_use", 90, on=moment))
    assert codes(error) == [("not_a_day", "on")]
    assert error.faults[0].text() == (
        "on: datetime.datetime(2019, 12, 31, 8, 30) is not a plain day; give a date without a time"
    )
    assert error.faults[0].text("zh") == "on：datetime.datetime(2019, 12, 31, 8, 30)不是日期；请给出不含时刻的日期"
    for day in (moment, datetime(2019, 12, 31), "2019-12-31", None):
        assert codes(refusal(lambda day=day: observe("990121", "funds_use", 90, on=day))) == [("not_a_day", "on")]
        assert codes(refusal(lambda day=day: evolve(carried, on=day))) == [("not_a_day", "on")]


def test_a_correction_has_a_day_without_a_time(observe: Callable[..., Observation]) -> None:
    """A correction at a moment is refused like any observation."""
    first = observe("990121", "funds_use", "92.5")
    error = refusal(
        lambda: first.corrected(90, on=datetime(2020, 2, 3), document="letter", submitter="甲市", reason="a slip")
    )
    assert codes(error) == [("not_a_day", "on")]


def test_a_day_that_is_none_comes_with_the_other_faults(
    observe: Callable[..., Observation], carried: CarriedScore
) -> None:
    """A moment hides no other fault."""
    error = refusal(lambda: observe("990121", "funds_use", 101, on=datetime(2019, 1, 1), source=""))
    assert codes(error) == [("no_text", "source"), ("not_a_day", "on"), ("out_of_range", "value")]
    error = refusal(lambda: evolve(carried, score=-1, on=datetime(2019, 1, 1)))
    assert codes(error) == [("not_a_day", "on"), ("negative_score", "score")]


@pytest.mark.parametrize(
    "value",
    [10**5000, -(10**5000), 10**302, Fraction(1, 3**9000), Fraction(1, 2**9999), Fraction(2**9999 + 1, 2**9990)],
    ids=["long", "negative", "just too long", "thin", "many places", "many digits and places"],
)
def test_a_number_too_long_to_be_meant_is_refused(
    observe: Callable[..., Observation],
    plan_line: Callable[..., Target],
    carried: CarriedScore,
    result: EarlierResult,
    value: int | Fraction,
) -> None:
    """A number of hundreds of digits or places is refused in every record, and the refusal can be printed."""
    makers = (
        lambda: observe("990121", "poor_population_reduced", value),
        lambda: observe("990121", "exit_accuracy", value),
        lambda: plan_line("990121", "poor_population_reduced", value),
        lambda: evolve(carried, score=value),
        lambda: evolve(result, score=value),
    )
    for make in makers:
        with pytest.raises(NumberError) as error:
            make()
        assert str(error.value) == (
            "a number of hundreds of digits: its size is beyond every quantity meant here; give it in another unit"
        )


@pytest.mark.parametrize(
    ("value", "shown", "faults"),
    [
        (10**300, str(10**300), ["out_of_range"]),
        (-(10**300), f"-{10**300}", ["out_of_range"]),
        (Fraction(10**300, 7), f"{10**300}/7", ["out_of_range", "too_many_places"]),
        # 1 / 2^900 is 5^900 behind 900 places.
        (Fraction(1, 2**900), f"0.{str(5**900).rjust(900, '0')}", ["too_many_places"]),
    ],
    ids=["long", "negative", "part", "many places"],
)
def test_what_does_not_fit_is_told_in_full(
    observe: Callable[..., Observation], value: int | Fraction, shown: str, faults: list[str]
) -> None:
    """A number of three hundred digits or nine hundred places is a number, and told with all of them."""
    assert observe("990121", "poor_population_reduced", 10**300).value == 10**300
    error = refusal(lambda: observe("990121", "exit_accuracy", value))
    assert [fault.code for fault in error.faults] == faults
    assert all(f" {shown} " in fault.text() for fault in error.faults)


# Targets


def test_a_target_of_zero_is_a_target(plan_line: Callable[..., Target]) -> None:
    """Zero means that there is nothing to do, and is not the same as no target."""
    assert plan_line("990121", "poor_villages_exited", 0).value == 0


def test_a_negative_target_is_refused(plan_line: Callable[..., Target]) -> None:
    """A target is zero or more, also for an indicator that can be negative; the fault is said once."""
    error = refusal(lambda: plan_line("990121", "poor_villages_exited", -1))
    assert str(error) == (
        "1 fault in target 990121 子县 poor_villages_exited\n"
        "  value: a target of -1 [Art. 7(1)]; give zero or more; zero means nothing to do"
    )
    assert codes(refusal(lambda: plan_line("990121", "rural_income_growth", -1))) == [("negative_target", "value")]


def test_a_target_fits_its_indicator(plan_line: Callable[..., Target]) -> None:
    """A target has a document, a unit and a range like an observation, and all faults come at once."""
    error = refusal(lambda: plan_line("990121", "exit_accuracy", "100.123", document=" ", unit="points"))
    assert codes(error) == [
        ("no_text", "document"),
        ("wrong_unit", "unit"),
        ("out_of_range", "value"),
        ("too_many_places", "value"),
    ]
    assert plan_line("990100", "poor_villages_exited", 6, unit="个村").unit == "个村"


def test_an_indicator_of_a_scheme_is_as_good_as_one_of_the_catalogue(
    plan_line: Callable[..., Target], remaining_poor: Indicator
) -> None:
    """Range and unit are those of the indicator that the record names."""
    error = refusal(lambda: plan_line("990121", "poor_villages_exited", 3, indicator=remaining_poor, unit="个村"))
    assert error.faults[0].text() == (
        "unit: the unit '个村' is not that of remaining_poor: persons; convert the value and its unit"
    )


# Carried scores and earlier results


def test_a_carried_score_is_zero_or_more(carried: CarriedScore) -> None:
    """A score of zero is a score; below zero there is none."""
    assert evolve(carried, score="0").score == 0
    error = refusal(lambda: evolve(carried, score="-0.1", document=""))
    assert str(error) == (
        "2 faults in carried score 990222 辰县\n"
        "  document: nothing stands here; fill it in\n"
        "  score: a score of -0.1 [Art. 6]; give zero or more"
    )


def test_an_earlier_result_is_zero_or_more(result: EarlierResult) -> None:
    """An earlier score is checked in the same way, under its year and city."""
    assert evolve(result, score=0, rank=None, grade="").score == 0
    error = refusal(lambda: evolve(result, score=-1, document=" "))
    assert codes(error) == [("no_text", "document"), ("negative_score", "score")]
    assert str(error).startswith("2 faults in earlier result 2018 990100 甲市\n")


def test_ranks_count_from_one(result: EarlierResult) -> None:
    """There is no place before the first; no place at all is another thing."""
    assert [evolve(result, rank=rank).rank for rank in (1, 11, None)] == [1, 11, None]
    for rank in (0, -1):
        error = refusal(lambda rank=rank: evolve(result, rank=rank))
        assert codes(error) == [("bad_rank", "rank")]
        assert error.faults[0].text() == f"rank: a rank of {rank}; count ranks from 1"
        assert error.faults[0].text("zh") == f"rank：名次为{rank}；名次从1起"


def test_faults_in_chinese(observe: Callable[..., Observation], plan_line: Callable[..., Target]) -> None:
    """What is refused is said in Chinese as well."""
    error = refusal(lambda: observe("990121", "poor_villages_exited", "-1", document="", unit="人", version=0))
    assert error.text("zh") == (
        "数据990121 子县 poor_villages_exited有4处差错\n"
        "  document：内容为空；请填写\n"
        "  unit：单位'人'与贫困村退出的单位个村不符；请换算数值并更正单位\n"
        "  value：-1超出贫困村退出的范围0..个村〔第五条第(一)项〕；请更正数值或指标的取值范围\n"
        "  version：版本号0不合规；版本号从1起"
    )
    error = refusal(lambda: observe("990121", "funds_use", 90, version=3))
    assert error.faults[0].text("zh") == "submitter：第3版未注明提交人或理由；第一版以后须同时注明"
    error = refusal(lambda: plan_line("990121", "poor_villages_exited", -2))
    assert error.text("zh") == (
        "目标990121 子县 poor_villages_exited有1处差错\n  value：目标值为-2〔第七条第(一)项〕；请给出不小于零的数；零表示无任务"
    )


def test_negative_scores_in_chinese(carried: CarriedScore, result: EarlierResult) -> None:
    """Scores below zero are refused in Chinese as well."""
    error = refusal(lambda: evolve(carried, score=-1))
    assert error.text("zh") == "引入成绩990222 辰县有1处差错\n  score：成绩为-1〔第六条〕；请给出不小于零的数"
    error = refusal(lambda: evolve(result, score=-1))
    assert error.text("zh").startswith("以往结果2018 990100 甲市有1处差错\n")


# What is seen quickly is seen rightly


@pytest.mark.parametrize(("low", "high"), [(0, 100), (-100, None), (F(1, 4), F(3, 4)), (F(-7, 2), F(-5, 4)), (5, 5)])
@pytest.mark.parametrize("places", [0, 2, 10])
def test_range_and_places(
    observe: Callable[..., Observation],
    item: Callable[[str], Indicator],
    places: int,
    low: Fraction,
    high: Fraction | None,
) -> None:
    """A value is refused where it lies outside of the range, or needs more places, and nowhere else."""
    indicator = evolve(item("exit_accuracy"), places=places, low=low, high=high)
    ends = [low, low + 1 if high is None else high]
    steps = [F(0), F(1), F(1, 2), F(1, 4), F(1, 100), F(1, 1000), F(1, 10**10), F(1, 10**11), F(1, 3), F(10**40)]
    seen = set[tuple[str, ...]]()
    for value in (end + sign * step for end in ends for step in steps for sign in (1, -1)):
        is_outside = value < low or (high is not None and value > high)
        is_fine = (value * 10**places).denominator > 1
        due = [*["out_of_range"] * is_outside, *["too_many_places"] * is_fine]
        try:
            found = list[str]()
            assert observe("990121", "exit_accuracy", value, indicator=indicator).value == value
        except EvidenceError as error:
            found = [code for code, where in codes(error) if where == "value"]
        assert found == due
        seen.add(tuple(due))
    assert len(seen) >= 3


@pytest.mark.parametrize("value", [0, 101, NOT_APPLICABLE])
@pytest.mark.parametrize(
    "changes", [{"unit": "元"}, {"version": 0}, {"version": 2}, {"source": " "}, {"document": "\t"}]
)
def test_one_wrong_thing_beside_any_value(
    observe: Callable[..., Observation], value: int | NotApplicable, changes: dict[str, object]
) -> None:
    """Whatever is wrong beside the value is told together with what is wrong with it."""
    found = codes(refusal(lambda: observe("990121", "exit_accuracy", value, **changes)))
    (name,) = changes
    wheres = [where for _, where in found]
    assert wheres == [
        where for where in ("source", "document", "unit", "value", "version", "submitter") if where in wheres
    ]
    assert ("value" in wheres) is (value == 101)
    assert len(found) == 1 + (value == 101)
    assert wheres[-1] in (name, "value", "submitter")


@pytest.mark.parametrize("number", [F(10**400), F(1, 10**400), F(-(10**400)), F(10**29), F(1, 10**29)])
def test_numbers_of_any_length(observe: Callable[..., Observation], number: Fraction) -> None:
    """A number beyond every quantity is no number; a long one is only outside of its range or too fine."""
    is_far = len(str(number.numerator * number.denominator)) > 100
    with pytest.raises(NumberError if is_far else EvidenceError):
        observe("990121", "exit_accuracy", number)
