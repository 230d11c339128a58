"""The tree, what is added and taken, and rounding on the way."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import carrying, criterion, event, group, read_scheme, scheme_of
from column_building import LINE, Values, adjustment, agreeing, exact_of, filled, scored, with_numbers

from jxassess.arrays import ArrayTier, compile_scheme, score
from jxassess.arrays._plans import Builders
from jxassess.arrays._points import Points
from jxassess.exact import RoundingMode, round_to
from jxassess.scheme import Tier

Entry = dict[str, Any]

DOWN = {"kind": "deduction", "start": 0, "side": "above", "per": 1, "points": 2, "counting": "whole"}
LESS = {"better": "lower", "low": 0}
KINDS = [
    {"key": "praise", "name": {"en": "praise", "zh": "表扬"}, "points": 3},
    {"key": "award", "name": {"en": "award", "zh": "奖励"}, "points": "0.7"},
    {"key": "blame", "name": {"en": "blame", "zh": "批评"}, "points": -2},
]


@pytest.mark.parametrize(
    ("praise", "award", "blame", "wanted"),
    [
        (0, 0, 0, "90"),
        (1, 1, 1, "91.7"),
        # 6 + 0.7, of which 5 count; 4, of which 3 do.
        (2, 1, 2, "92"),
        (0, 7, 0, "94.9"),
        (0, 8, 0, "95"),
        (10**15, 10**15, 0, "95"),
        (0, 0, 10**18, "87"),
        (10**18, 0, 10**18, "92"),
    ],
)
def test_events(praise: int, award: int, blame: int, wanted: str) -> None:
    """Events add and take up to their caps, each side its own, however many there are."""
    scheme = scheme_of(
        criterion("own", 50), adjustments=[adjustment("events", events=KINDS, most_plus=5, most_minus=3)]
    )
    counts = {"events:praise": [praise], "events:award": [award], "events:blame": [blame]}
    assert exact_of(scored(scheme, {"own": [40]} | counts)) == [Fraction(wanted)]


def test_events_that_nobody_recorded() -> None:
    """Without columns of events there were none."""
    scheme = scheme_of(
        criterion("own", 50), adjustments=[adjustment("events", events=KINDS, most_plus=5, most_minus=3)]
    )
    assert exact_of(scored(scheme, {"own": [40]})) == [90]


@pytest.mark.parametrize("caps", [(5, 0), (0, 3)])
def test_events_of_one_side(caps: tuple[int, int]) -> None:
    """A scheme may only add, or only take."""
    some = [each for each in KINDS if (caps[0] > 0) == (float(str(each["points"])) > 0)]
    events = adjustment("events", events=some, most_plus=caps[0], most_minus=caps[1])
    scheme = scheme_of(criterion("own", 50), adjustments=[events])
    values: Values = {"990121": {"own": 40}, "990122": {"own": 40}}
    found = [event(f"e{i}", str(some[0]["key"]), "990121") for i in range(2)]
    year = agreeing(scheme, values, events=found)
    assert [year.of(code) for code in values] == [95 if caps[0] else 87, 90]


def test_a_bonus_and_a_penalty() -> None:
    """A bonus adds 6 of 5 and 4, a penalty takes what is lost of 8, 7 at most; what is missing adds and takes nothing."""
    plus = [criterion("new", 5, when_missing="zero"), criterion("model", 4, when_missing="rescale_group")]
    minus = criterion("cases", 8, DOWN, when_missing="rescale_all", when_not_applicable="rescale_group")
    adjustments = [
        adjustment("bonus", 1, criteria=plus, at_most=6),
        adjustment("penalty", 2, criteria=[minus], at_most=7),
    ]
    scheme = scheme_of(criterion("own", 50), adjustments=adjustments, indicators={"cases": LESS})
    values: Values = {
        "990121": {"own": 40, "new": 5, "model": 4, "cases": 0},
        "990122": {"own": 40, "new": 1, "model": 2, "cases": 1},
        "990123": {"own": 40, "cases": 9},
        "990124": {"own": 40, "new": 3, "cases": "not_applicable"},
        "990125": {"own": 40, "model": 3},
    }
    year = agreeing(scheme, values)
    # 90 + 6; 90 + 3 - 2; 90 - 7; 90 + 3; 90 + 3.
    assert [year.of(code) for code in values] == [96, 91, 83, 93, 93]
    assert year.points("990122", "cases") == 6


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        # Bounds of 92 at most before the bonus of 6: 92 + 6. After it: 98 kept at 92.
        ("bounds", 98),
        ("bonus", 92),
    ],
)
def test_adjustments_in_their_order(first: str, wanted: int) -> None:
    """What is kept between bounds is the score as it stands when its turn comes."""
    orders = {"bounds": 1, "bonus": 2} if first == "bounds" else {"bounds": 2, "bonus": 1}
    adjustments = [
        adjustment("bounds", orders["bounds"], at_least=60, at_most=92),
        adjustment("bonus", orders["bonus"], criteria=[criterion("new", 6)], at_most=6),
    ]
    scheme = scheme_of(criterion("own", 50), adjustments=sorted(adjustments, key=lambda each: int(each["order"])))
    values: Values = {"990121": {"own": 48, "new": 6}, "990122": {"own": 1, "new": 0}}
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [wanted, 60]


@pytest.mark.parametrize(
    ("low", "high", "wanted"), [(70, None, [70, 90]), (None, 80, [55, 80]), ("70.05", "80.001", ["70.05", "80.001"])]
)
def test_bounds(low: object, high: object, wanted: list[object]) -> None:
    """A score is kept between bounds, of which one may not be there."""
    given = {name: bound for name, bound in (("at_least", low), ("at_most", high)) if bound is not None}
    year = agreeing(
        scheme_of(criterion("own", 50), adjustments=[adjustment("bounds", **given)]),
        {"990121": {"own": 5}, "990122": {"own": 40}},
    )
    assert [year.of(code) for code in ("990121", "990122")] == [Fraction(str(each)) for each in wanted]


def test_falsified_data_up_to_their_cap() -> None:
    """Each falsified criterion takes 3, and 7 at most; its own points are lost besides."""
    own = [criterion(f"c_{i}", 10) for i in range(4)]
    scheme = scheme_of(*own, adjustments=[adjustment("falsified", points=3, at_most=7)])
    flags = {f"falsified:the_falsified@c_{i}": [int(n > i) for n in range(5)] for i in range(4)}
    scores = scored(scheme, {f"c_{i}": [5] * 5 for i in range(4)} | flags)
    # 60 + 20, less 5 and 3 for each, of the threes 7 at most.
    assert exact_of(scores) == [80, 72, 64, 58, 53]


def test_two_kinds_of_falsified_data() -> None:
    """Each adjustment counts what was recorded under its own key; the points of the criterion are lost once."""
    adjustments = [adjustment("falsified", 1, points=3, at_most=7)]
    adjustments += [adjustment("falsified", 2, points=1, at_most=7) | {"key": "other"}]
    scheme = scheme_of(criterion("own", 40), adjustments=adjustments)
    flags = {"falsified:the_falsified@own": [1, 0, 1, 0], "falsified:other@own": [0, 1, 1, 0]}
    assert exact_of(scored(scheme, {"own": [40] * 4} | flags)) == [57, 59, 56, 100]


STAGES = ["criteria", "dimensions", "counties"]


@pytest.mark.parametrize("mode", ["half_up", "half_even"])
@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("places", [0, 1, 2])
def test_rounding_at_stages(mode: str, mask: int, places: int) -> None:
    """Criteria, dimensions and counties are rounded where the scheme says so, and nowhere else."""
    stages = [stage for i, stage in enumerate(STAGES) if mask >> i & 1]
    rounding = {"places": places, "mode": mode, "stages": stages}
    scheme = scheme_of(criterion("own", 15, LINE), criterion("two", 25, LINE | {"full_at": 30}), rounding=rounding)
    how = {"half_up": RoundingMode.HALF_UP, "half_even": RoundingMode.HALF_EVEN}[mode]

    def at(stage: str, value: Fraction) -> Fraction:
        return round_to(value, places, how) if stage in stages else value

    values: Values = {f"9901{21 + i}": {"own": 10 * i + i % 2, "two": 3 * i} for i in range(11)}
    year = agreeing(scheme, values)
    for i, code in enumerate(values):
        own = at("criteria", Fraction(15 * (10 * i + i % 2), 100) if i < 10 else Fraction(15))
        two = at("criteria", Fraction(25 * min(3 * i, 30), 30))
        assert year.of(code) == at("counties", at("dimensions", own + two) + 60)


def test_rounding_what_is_scaled_up() -> None:
    """A group without one of its criteria is rounded after it is scaled up."""
    own = [criterion("own", 10, LINE, when_missing="rescale_group"), criterion("two", 30, LINE)]
    scheme = scheme_of(*own, rounding={"places": 1, "mode": "half_up", "stages": ["dimensions"]})
    year = agreeing(scheme, {"990121": {"two": 77}, "990122": {"two": 77, "own": "3.3"}})
    # 30 * 0.77 * 40/30 = 30.8; 23.1 + 0.33.
    assert [year.of("990121"), year.of("990122")] == [Fraction("90.8"), Fraction("83.4")]


def test_rounding_a_carried_score() -> None:
    """A carried score is rounded at the stage of counties: 7 of 30 are 23.333."""
    for stages, wanted in (([], Fraction(70, 3)), (["counties"], Fraction("23.33")), (["criteria"], Fraction(70, 3))):
        rounding = {"places": 2, "mode": "half_up", "stages": stages}
        scheme = scheme_of(criterion("own", 40), carried=carrying("990122", full_marks=30), rounding=rounding)
        year = agreeing(scheme, {"990121": {"own": 1}}, brought={"990122": 7})
        assert year.of("990122") == wanted


def test_a_quotient_rounded_on_the_way() -> None:
    """Points of a share of a target are rounded exactly: 1/8 of 40.04 is 5.005, a half, and becomes 5.01."""
    own = criterion("own", "40.04", {"kind": "proportional", "full_at": 1}, basis="completion")
    own |= {"when_not_applicable": "rescale_all"}
    scheme = scheme_of(own, rounding={"places": 2, "mode": "half_up", "stages": ["criteria"]})
    scores = scored(scheme, {"own": [1, 1, 3, 7, 1], "target:own": [8, 3, 8, 7, 9999]})
    rest = Fraction("59.96")
    # 40.04 times 1/8, 1/3, 3/8, 1 and 1/9999.
    wanted = ["5.01", "13.35", "15.02", "40.04", "0"]
    assert exact_of(scores) == [rest + Fraction(each) for each in wanted]
    assert scores.denominator == 100
    assert dict(scores.doubtful)[ArrayTier.EXACT] >= 2


def test_halves_below_zero() -> None:
    """Scores below zero round away from zero, or to the even neighbour, as those above do."""
    penalty = adjustment("penalty", criteria=[criterion("cases", 100, DOWN)], at_most=100)
    for mode, wanted in (("half_up", [-1, -1, -2, -2]), ("half_even", [0, -1, -2, -2])):
        scheme = scheme_of(
            criterion("own", 40, LINE),
            adjustments=[penalty],
            indicators={"cases": LESS},
            rounding={"places": 0, "mode": mode, "stages": []},
        )
        # 60 + 0.4 * own - 100: -0.5, -0.6, -1.5, -2.4.
        scores = scored(scheme, {"own": ["98.75", "98.5", "96.25", 94], "cases": [50] * 4})
        assert scores.published.tolist() == wanted


@pytest.mark.parametrize("nested", [1, 2, 3])
def test_groups_in_groups(nested: int) -> None:
    """What is left out of a deep group is left to it, or to the whole."""
    node = group(
        "deep",
        20,
        criterion("own", 5, LINE, when_missing="rescale_all"),
        criterion("two", 15, LINE, when_missing="rescale_group"),
    )
    for level in range(nested):
        node = group(f"level_{level}", 30 + level, node, criterion(f"c_{level}", 10 if level == 0 else 1, LINE))
    beside = {f"c_{level}": 50 for level in range(nested)}
    values: Values = {
        "990121": {"own": 50, "two": 20} | beside,
        "990122": {"two": 20} | beside,
        "990123": {"own": 50} | beside,
        "990124": beside,
    }
    year = agreeing(scheme_of(node), values)
    more = Fraction(10 + nested - 1, 2)
    rest = 100 - 30 - (nested - 1)
    # 2.5 + 3; 3 of 95; 2.5 of 5 for all of 20. Where both are gone, 5 leave the whole, and 15 fall to the levels above.
    assert year.of("990121") == rest + more + Fraction("5.5")
    assert year.of("990122") == (rest + more + 3) * Fraction(100, 95)
    assert year.of("990123") == rest + more + 10


def test_plans_are_made_once() -> None:
    """Units that stand alike have one plan, and so have those of the next columns."""
    points = Points(read_scheme(scheme_of(criterion("own", 40, LINE))), Tier.COUNTY)
    builders = Builders(points)
    assert builders.plain(frozenset()) is builders.plain(frozenset())
    assert builders.plain(frozenset(["own"])) is not builders.plain(frozenset())


def test_not_all_builders_are_kept() -> None:
    """Of very many sets of criteria that do not earn everywhere, builders are made and not kept."""
    points = Points(read_scheme(scheme_of(criterion("own", 40, LINE))), Tier.COUNTY)
    builders = Builders(points)
    sets = [frozenset([str(i)]) for i in range(100)]
    first = [builders.plain(each) for each in sets]
    assert builders.plain(sets[0]) is first[0]
    assert builders.plain(sets[99]) is not first[99]


def test_an_exact_plan_as_doubles() -> None:
    """Where doubles settle nothing, scores as doubles are those nearest to the exact scores."""
    scheme = scheme_of(criterion("own", 40, LINE))
    columns = with_numbers(filled(scheme, {"own": [1, 1, 1]}), "own", [9 * 10**18, 50, 7], 0)
    scores = score(columns, compile_scheme(read_scheme(scheme)))
    assert scores.tier is ArrayTier.EXACT
    assert scores._run.approximate(np.arange(3))[0].tolist() == [100.0, 80.0, 62.8]
    assert dict(scores.doubtful) == {ArrayTier.LIMBS: 0, ArrayTier.EXACT: 3}


def test_not_all_plans_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many patterns of gaps plans are made and not kept, and units earn the same."""
    own = [criterion(f"c_{i}", 10, LINE, when_missing="rescale_all") for i in range(3)]
    rows = [[n >> i & 1 for i in range(3)] for n in range(8)]
    states = {f"c_{i}": [row[i] for row in rows] for i in range(3)}
    arrays = {f"c_{i}": [0 if row[i] else 50 for row in rows] for i in range(3)}
    wanted = [Fraction(100 * (70 + 5 * (3 - sum(row))), 100 - 10 * sum(row)) for row in rows]
    for most in (4096, 2):
        monkeypatch.setattr("jxassess.arrays._plans._MOST_PLANS", most)
        assert exact_of(scored(scheme_of(*own), arrays, states=states)) == wanted
