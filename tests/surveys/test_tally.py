"""A tally: sorted whole numbers with a fingerprint of all of them."""

from __future__ import annotations

import pytest
from attrs import evolve

from jxassess import City, County, RoundingMode, Words
from jxassess.indicators import CATALOGUE
from jxassess.scheme import (
    Answered,
    Interval,
    IntervalMethod,
    Proportion,
    Quantile,
    Question,
    Share,
    SingleVillage,
    SurveyRule,
    SurveyUnit,
    WrongRecords,
)
from jxassess.surveys import ShareTotals, SurveyDesign, Tally, VillageTotals, WrongCount, WrongKind

CITY = City(code="990100", name="甲市")
ZI, CHOU = (County(code=code, name=name, parent=CITY) for code, name in (("990121", "子县"), ("990122", "丑县")))
RULE = SurveyRule(
    source="verification",
    questions=[Question(key="right", name=Words("right", "准确"), answers=["yes", "no"], may_be_blank=False)],
    estimators=[
        Share(
            indicator=CATALOGUE[4],
            proportion=Proportion(
                unit=SurveyUnit.PERSONS, among=[], counted=[Answered(question="right", answers=["yes"])]
            ),
        )
    ],
    wrong_records=WrongRecords.LEAVE_OUT,
    single_villages=SingleVillage.REFUSE,
    interval=Interval(method=IntervalMethod.WALD, quantiles=[Quantile(degrees=1, quantile="1.96")]),
    places=4,
    rounding=RoundingMode.HALF_UP,
    small_cells=3,
)
SHARE = ShareTotals(
    counted=5,
    among=9,
    weight=3,
    squares_counted=13,
    squares_among=29,
    households=3,
    persons=9,
    counted_households=2,
    counted_persons=5,
)
VILLAGE = VillageTotals(
    county="990121", stratum="", village="01", households=3, persons=9, weight=3, shares=[SHARE], groups=[]
)
WRONG = WrongCount(kind=WrongKind.NO_WEIGHT, county="990121", column="w", records=1)
TALLY = Tally(
    rule=RULE,
    design=SurveyDesign(county="county", village="village", persons="persons", weight="w", weight_places=0),
    counties=[CHOU, ZI],
    villages=[evolve(VILLAGE, village="02"), VILLAGE],
    wrong=[WRONG, evolve(WRONG, county="")],
    records=7,
    left_out=1,
)


def test_a_tally_is_in_order() -> None:
    """Counties, villages and wrong records stand in the order of codes and names, whatever order they came in."""
    assert [county.code for county in TALLY.counties] == ["990121", "990122"]
    assert [village.village for village in TALLY.villages] == ["01", "02"]
    assert [wrong.county for wrong in TALLY.wrong] == ["", "990121"]


def test_the_digest_is_of_the_numbers() -> None:
    """The order of input changes nothing in the digest."""
    assert evolve(TALLY, villages=reversed(TALLY.villages), wrong=reversed(TALLY.wrong)).digest == TALLY.digest


@pytest.mark.parametrize("name", [field for field in dir(SHARE) if not field.startswith("_")])
def test_every_total_of_a_share_is_in_the_digest(name: str) -> None:
    """Another total of a share gives another digest."""
    share = evolve(SHARE, **{name: 100})
    assert evolve(TALLY, villages=[evolve(VILLAGE, shares=[share])]).digest != evolve(TALLY, villages=[VILLAGE]).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"county": "990122"},
        {"stratum": "hills"},
        {"village": "03"},
        {"households": 4},
        {"persons": 8},
        {"weight": 4},
        {"shares": []},
        {"groups": [1]},
    ],
)
def test_every_total_of_a_village_is_in_the_digest(changes: dict[str, object]) -> None:
    """Another village, or another of its totals, gives another digest."""
    assert evolve(TALLY, villages=[evolve(VILLAGE, **changes)]).digest != evolve(TALLY, villages=[VILLAGE]).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"records": 8},
        {"left_out": 2},
        {"wrong": [WRONG]},
        {"wrong": [evolve(WRONG, records=2)]},
        {"design": evolve(TALLY.design, weight_places=1)},
    ],
)
def test_everything_else_is_in_the_digest(changes: dict[str, object]) -> None:
    """Counts of records, of wrong ones, and the places of weights are in the digest."""
    assert evolve(TALLY, **changes).digest != TALLY.digest


def test_names_of_columns_are_not_in_the_digest() -> None:
    """The same records with other headings have the same digest, wrong ones too."""
    unknown = evolve(WRONG, kind=WrongKind.UNKNOWN_ANSWER, column="right")
    renamed = evolve(TALLY.design, weight="weight", answers={"right": "q1"})
    wrong = [evolve(WRONG, column="weight"), evolve(unknown, column="q1")]
    assert evolve(TALLY, wrong=[WRONG, unknown]).digest == evolve(TALLY, design=renamed, wrong=wrong).digest
    assert evolve(TALLY, wrong=[WRONG]).digest != evolve(TALLY, wrong=[unknown]).digest
