"""How sure an estimate is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from jxassess import EvidenceError
from jxassess.evidence import Uncertainty
from jxassess.scheme import Compared, IntervalMethod
from jxassess.words import Words

Sampled = Callable[..., Uncertainty]


def refused(make: Callable[[], Uncertainty]) -> EvidenceError:
    with pytest.raises(EvidenceError) as caught:
        make()
    return caught.value


def test_numbers_are_taken_exactly(sampled: Sampled) -> None:
    """Errors and ends are the decimals that were written, however that was."""
    made = sampled(98.1, "99.25", standard_error=0.1, quantile="1.96", design_effect="1.5")
    assert (made.standard_error, made.quantile, made.lower, made.upper, made.design_effect) == (
        *(Fraction(1, 10), Fraction(49, 25), Fraction(981, 10), Fraction(397, 4), Fraction(3, 2)),
    )


@pytest.mark.parametrize(
    ("name", "least", "code"),
    [
        ("households", 1, "no_sample_size"),
        ("villages", 1, "no_sample_size"),
        ("persons", 1, "few_persons"),
        ("degrees", 0, "negative_error"),
        ("standard_error", 0, "negative_error"),
        ("design_effect", 0, "negative_error"),
    ],
)
def test_the_least_of_each_number(sampled: Sampled, name: str, least: int, code: str) -> None:
    """A sample has a household with a person and a village at least; nothing else of it is below zero."""
    smallest = {"households": 1, "villages": 1, "persons": 1, "degrees": 0}
    assert getattr(sampled(1, 2, **smallest | {name: least}), name) == least
    (fault,) = refused(lambda: sampled(1, 2, **smallest | {name: least - 1})).faults
    assert (fault.code, fault.where) == (code, name)


@pytest.mark.parametrize(
    ("changes", "code", "where", "value"),
    [
        ({"households": 1300, "persons": 400}, "few_persons", "persons", "400"),
        ({"persons": -1}, "negative_error", "persons", "-1"),
        ({"villages": 401}, "many_villages", "villages", "401"),
        ({"degrees": 8}, "many_degrees", "degrees", "8"),
        ({"quantile": 0}, "no_reach", "quantile", "0"),
    ],
)
def test_what_no_sample_is(sampled: Sampled, changes: dict[str, object], code: str, where: str, value: str) -> None:
    """Every household has a person and lies in one village, and every village in one stratum; no interval is for free."""
    (fault,) = refused(lambda: sampled(1, 2, **changes)).faults
    assert (fault.code, fault.where, fault.value) == (code, where, value)


def test_as_many_as_can_be(sampled: Sampled) -> None:
    """Each household may have one person and a village of its own, and all villages may be one stratum."""
    made = sampled(1, 2, persons=400, villages=400, degrees=399)
    assert (made.households, made.persons, made.villages, made.degrees) == (400, 400, 400, 399)


def test_households_and_persons_mixed_up(sampled: Sampled) -> None:
    """Where fewer persons than households are given, the columns were likely mixed up, and the fault says so."""
    (fault,) = refused(lambda: sampled(1, 2, households=1300, persons=400)).faults
    assert fault.text() == (
        "persons: 400 persons in 1300 households, each of which has one or more; "
        "look whether households and persons were mixed up"
    )
    assert fault.text("zh") == "persons：样本1300户只有400人，而每户至少一人；请核对样本户数与样本人数是否填反"


@pytest.mark.parametrize("wrong", [True, 8.0, "8", Fraction(8)])
@pytest.mark.parametrize("name", ["households", "persons", "villages", "degrees"])
def test_sizes_are_whole_numbers(sampled: Sampled, name: str, wrong: object) -> None:
    """What is counted is a whole number, and nothing that only equals one."""
    (fault,) = refused(lambda: sampled(1, 2, **{name: wrong})).faults
    assert (fault.code, fault.where, fault.value) == ("not_whole", name, repr(wrong))


def test_an_interval_may_be_a_point_and_not_empty(sampled: Sampled) -> None:
    """Both ends may be the same; the lower one is not above the upper one."""
    assert sampled(5, 5).lower == 5
    (fault,) = refused(lambda: sampled("5.01", 5)).faults
    assert fault.text() == "upper: an interval from 5.01 to 5; let the lower end come first"
    assert fault.text("zh") == "upper：区间自5.01至5为空；下限不得大于上限"


def test_every_fault_comes_at_once(sampled: Sampled) -> None:
    """All that is wrong with a sample is told together."""
    wrong = {"households": 0, "persons": -1, "villages": -3, "degrees": -2, "standard_error": "-0.1"}
    error = refused(lambda: sampled(2, 1, quantile=-1, design_effect="-0.5", **wrong))
    assert [(fault.code, fault.where, fault.value) for fault in error.faults] == [
        ("no_sample_size", "households", "0"),
        ("no_sample_size", "villages", "-3"),
        ("negative_error", "persons", "-1"),
        ("negative_error", "degrees", "-2"),
        ("negative_error", "standard_error", "-0.1"),
        ("negative_error", "design_effect", "-0.5"),
        ("no_reach", "quantile", "-1"),
        ("empty_interval", "upper", "1"),
    ]
    assert error.text("zh").startswith("抽样误差有8处差错")


@pytest.mark.parametrize(
    ("compared", "end"), [(Compared.ESTIMATE, None), (Compared.LOWER, Fraction(3)), (Compared.UPPER, Fraction(4))]
)
def test_the_end_that_is_compared(sampled: Sampled, compared: Compared, end: Fraction | None) -> None:
    """Each way of comparing has its end of the interval; the estimate has none."""
    assert sampled(3, 4).end(compared) == end


def test_a_sample_in_words(sampled: Sampled) -> None:
    """A sample is told with its size, error and interval, in both languages; a design effect where it is known."""
    made = sampled("98.1", "99.25")
    assert made.words == Words(
        "sample of 400 households, 1300 persons, 8 villages; standard error 0.25; interval 98.1 to 99.25 (estimate and "
        "quantile times standard error, quantile 2.365)",
        "样本400户、1300人、8个村；标准误0.25；置信区间98.1至99.25（正态区间，分位数2.365）",
    )
    other = sampled(1, 2, method=IntervalMethod.WILSON, design_effect=Fraction(5, 3))
    assert other.words.en.endswith("quantile 2.365); design effect ≈1.666667")
    assert other.words.zh.endswith("（威尔逊区间（有效样本量），分位数2.365）；设计效应≈1.666667")


@pytest.mark.parametrize(
    ("compared", "en", "zh"),
    [
        (Compared.ESTIMATE, "approval", "认可度"),
        (Compared.LOWER, "the lower bound of the interval of approval", "认可度的置信区间下限"),
        (Compared.UPPER, "the upper bound of the interval of approval", "认可度的置信区间上限"),
    ],
)
def test_what_is_compared_in_words(compared: Compared, en: str, zh: str) -> None:
    """An indicator is named as it is where its estimate is compared, else with the end of its interval."""
    assert compared.of(Words("approval", "认可度")) == Words(en, zh)
