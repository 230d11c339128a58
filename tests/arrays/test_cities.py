"""Means, grades and gates of cities from counties in columns."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from attrs import evolve
from building import DOCUMENT, carrying, criterion, event, group, read_scheme, scheme_of, words
from column_building import (
    LINE,
    Values,
    Year,
    adjustment,
    agreeing,
    classes,
    compared,
    drawn,
    filled,
    gate,
    must,
    sample,
    scored,
)

from jxassess.arrays import CityScores, Scores, columns_from_arrays, compile_scheme, score
from jxassess.arrays._block import Table, whole_block
from jxassess.arrays._cities import Means
from jxassess.faults import EvidenceError
from jxassess.scheme import Tier

Entry = dict[str, Any]

OWN = criterion("own", 40, LINE)
CODES = ["990121", "990122", "990221", "990222"]
CITIES = ["990100", "990100", "990200", "990200"]
FOUR: Values = {code: {"own": x} for code, x in zip(CODES, (10, 30, 50, 80), strict=True)}


def means(scheme: Entry, values: Values = FOUR, **parts: Any) -> tuple[Fraction | None, ...]:
    """Give the scores of the cities, those of `assess` too."""
    return agreeing(scheme, values, **parts).scores.cities().scores


def test_equal_weights() -> None:
    """A city has the plain mean of its counties: 64 and 72, 80 and 92."""
    cities = agreeing(scheme_of(OWN), FOUR).scores.cities()
    assert cities.codes.tolist() == ["990100", "990200"]
    assert cities.scores == (68, 86)
    assert cities.published.tolist() == [6800, 8600]
    assert cities.ranks.tolist() == [2, 1]
    assert cities.grades_by_score.tolist() == cities.grades.tolist() == [2, 1]
    assert cities.is_synthetic


def test_weights_by_an_indicator() -> None:
    """Counties weigh as many people as they have; nobody has no weight, and a decimal weight is one."""
    scheme = scheme_of(OWN, weights={"kind": "indicator", "indicator": "people"}, indicators={"people": {"low": 0}})
    values: Values = {c: {**(FOUR[c] or {}), "people": x} for c, x in zip(CODES, (1, 3, "0.25", 0), strict=True)}
    # (64 + 3 * 72) / 4, and 80 alone.
    assert means(scheme, values) == (70, 80)


def test_weights_by_a_blend() -> None:
    """A weight that another criterion blends is the blend."""
    shares = [{"source": "survey", "share": "0.5"}, {"source": "register", "share": "0.5"}]
    two = criterion("two", 20, LINE, blend=shares)
    scheme = scheme_of(
        criterion("own", 20, LINE),
        two,
        weights={"kind": "indicator", "indicator": "two"},
        indicators={"two": {"low": 0}},
    )
    values: Values = {"990121": {"own": 100, "two": {"survey": 10, "register": 30}}}
    values |= {"990122": {"own": 0, "two": {"survey": 60, "register": 60}}}
    # 60 + 20 + 4 with weight 20, 60 + 0 + 12 with weight 60.
    assert means(scheme, values) == (75,)


def test_weights_by_a_table() -> None:
    """A table weighs counties by code, in any unit and with any denominators."""
    lines = [{"county": code, "weight": x} for code, x in zip(CODES, ("0.25", "0.5", "0.125", 0), strict=True)]
    assert means(scheme_of(OWN, weights={"kind": "table", "weights": lines, "source": DOCUMENT})) == (
        Fraction(208, 3),
        80,
    )


def test_a_table_without_a_county_that_is_not_drawn() -> None:
    """A county that was not drawn needs no line in the table of weights."""
    lines = [{"county": code, "weight": 2} for code in ("990121", "990221")]
    scheme = scheme_of(OWN, sample=sample(), weights={"kind": "table", "weights": lines, "source": DOCUMENT})
    assert means(scheme, samples=drawn("990121", "990221")) == (64, 80)


def test_units_without_a_score_weigh_nothing() -> None:
    """Counties that were not drawn are not in a mean by an indicator either."""
    scheme = scheme_of(
        OWN,
        sample=sample(),
        weights={"kind": "indicator", "indicator": "people"},
        indicators={"people": {"low": 0}},
    )
    values: Values = {c: {"own": x, "people": 5} for c, x in zip(CODES, (10, 30, 50, 80), strict=True)}
    values["990122"] = {"own": 30, "people": "not_applicable"}
    assert means(scheme, values, samples=drawn("990121", "990222")) == (64, 92)


def test_carried_counties_weigh_like_others() -> None:
    """A carried score enters the mean on the scale of the scheme."""
    scheme = scheme_of(OWN, carried=carrying("990122", full_marks=30))
    assert means(scheme, {c: FOUR[c] for c in ("990121", "990221", "990222")}, brought={"990122": 24}) == (72, 86)


def test_published_means_are_rounded_once() -> None:
    """A mean is that of exact scores: (60.004 + 60.005) / 2 is 60.0045, published 60.00."""
    cities = agreeing(scheme_of(OWN), {"990121": {"own": "0.01"}, "990122": {"own": "0.0125"}}).scores.cities()
    assert cities.scores == (Fraction("60.0045"),)
    assert cities.published.tolist() == [6000]


def with_part(**changes: Any) -> Entry:
    """Write a scheme in which a city's own review is a fifth of its score."""
    review = criterion("review", 50, LINE, when_missing="rescale_all", when_not_applicable="rescale_group")
    talk = criterion("talk", 50, LINE, when_missing="zero", when_not_applicable="rescale_group")
    part = group("panel", 100, review, talk, weight="0.2")
    return scheme_of(OWN, city={"county_weight": "0.8", "parts": [part], "allowed_by": DOCUMENT}, **changes)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # 0.8 * 68 + 0.2 * (35 + 15).
        ({"review": 70, "talk": 30}, {"review": 100, "talk": 100}, (Fraction("64.4"), Fraction("88.8"))),
        # The review leaves the whole: 54.4 + 0.2 * 15 of 90; the talk counts zero.
        ({"talk": 30}, {"review": 100}, (Fraction(574, 9), Fraction("78.8"))),
        # Left to the group: 54.4 + 0.2 * 30; neither: 54.4 of 80.
        (
            {"review": "not_applicable", "talk": 30},
            {"review": "not_applicable", "talk": "not_applicable"},
            (Fraction("60.4"), Fraction(86)),
        ),
    ],
)
def test_parts_of_the_city_itself(first: Entry, second: Entry, wanted: tuple[Fraction, Fraction]) -> None:
    """What a city is scored on itself is weighed beside the mean of its counties, gaps and all."""
    values: Values = {**FOUR, "990100": first, "990200": second}
    year = agreeing(with_part(), values)
    assert year.scores.cities(year.cities).scores == wanted


def test_cities_in_another_order() -> None:
    """Columns of the cities may have another order, and their codes say which is which."""
    values: Values = {**FOUR, "990100": {"review": 70, "talk": 30}, "990200": {"review": 100, "talk": 100}}
    year = Year(with_part(), values)
    wanted = year.scores.cities(year.cities)
    turned = year.scores.cities(year.cities.take([1, 0]))
    assert turned.codes.tolist() == wanted.codes.tolist()
    assert (turned.scores, turned.published.tolist()) == (wanted.scores, wanted.published.tolist())
    assert (turned.ranks.tolist(), turned.grades.tolist()) == (wanted.ranks.tolist(), wanted.grades.tolist())


def test_criteria_of_cities_are_rounded() -> None:
    """The stage of criteria rounds those of cities too; dimensions are those of the tree of counties."""
    for stages in (["criteria"], ["dimensions"], ["counties"], ["criteria", "dimensions", "counties"]):
        scheme = with_part(rounding={"places": 0, "mode": "half_up", "stages": stages})
        values: Values = {**FOUR, "990100": {"review": 71, "talk": 33}, "990200": {"review": 9, "talk": 1}}
        agreeing(scheme, values)


def test_cities_compared_with_each_other() -> None:
    """A rule that compares cities ranks them on their own data, as `assess` does."""
    rule = {"kind": "by_rank", "step": 7, "floor": 0, "ties": "dense", "cohort": compared("province")}
    part = group("panel", 20, criterion("review", 20, rule), weight="0.2")
    scheme = scheme_of(OWN, city={"county_weight": "0.8", "parts": [part], "allowed_by": DOCUMENT})
    year = agreeing(scheme, {**FOUR, "990100": {"review": 3}, "990200": {"review": 2}})
    assert year.scores.cities(year.cities).scores == (Fraction("74.4"), Fraction("81.8"))


KINDS = [
    {"key": "praise", "name": words("praise"), "points": 3},
    {"key": "blame", "name": words("blame"), "points": -2},
]


def with_events(**changes: Any) -> Entry:
    """Write events of cities."""
    return scheme_of(
        OWN, adjustments=[adjustment("events", level="city", events=KINDS, most_plus=5, most_minus=3)], **changes
    )


def test_events_of_cities() -> None:
    """A city's own events add and take beside its mean; without columns there were none."""
    found = [event(f"e{i}", kind, "990200") for i, kind in enumerate(("praise", "praise", "blame"))]
    year = agreeing(with_events(), {**FOUR, "990100": {}, "990200": {}}, events=found)
    assert year.scores.cities(year.cities).scores == (68, 89)
    assert year.scores.cities().scores == (68, 86)


def test_a_bonus_of_cities() -> None:
    """What cities earn beside counts up to its cap, and bounds hold afterwards."""
    plus = adjustment("bonus", 1, level="city", criteria=[criterion("new", 9, when_missing="zero")], at_most=5)
    bounds = adjustment("bounds", 2, level="city", at_least=70, at_most=90)
    scheme = scheme_of(OWN, adjustments=[plus, bounds])
    year = agreeing(scheme, {**FOUR, "990100": {}, "990200": {"new": 8}})
    assert year.scores.cities(year.cities).scores == (70, 90)


def refused(scores: Scores, columns: Any = None) -> list[tuple[str, str]]:
    """Give the faults with which cities are refused."""
    with pytest.raises(EvidenceError) as caught:
        scores.cities(columns)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def counties(scheme: Entry) -> Scores:
    """Score the four counties, of which the cities are not yet known by anything of their own."""
    return scored(scheme, {"own": [10, 30, 50, 80]}, codes=CODES, cities=CITIES)


def of_cities(scheme: Entry, arrays: Entry, codes: list[str] | None, **parts: Any) -> Any:
    """Make columns of cities."""
    return columns_from_arrays(
        arrays, read_scheme(scheme), level=Tier.CITY, codes=codes, **({"is_synthetic": False} | parts)
    )


def test_units_without_cities() -> None:
    """Counties that belong to no city have no mean of cities."""
    assert [where for _, where in refused(scored(scheme_of(OWN), {"own": [1]}))] == ["city_index"]


def test_columns_of_cities_that_are_needed() -> None:
    """Where a scheme scores cities on data of their own, these have to be there, with codes, and without faults."""
    scheme = with_part()
    scores = counties(scheme)
    arrays: Entry = {"review": [70, 100], "talk": [30, 100]}
    assert [where for _, where in refused(scores)] == ["columns"]
    assert set(refused(scores, of_cities(scheme, arrays, None))) == {("no_city_columns", "codes")}
    assert [where for _, where in refused(scores, of_cities(scheme, {"review": [70], "talk": [1]}, ["990100"]))] == [
        "codes"
    ]
    assert refused(scores, of_cities(scheme, {"review": [70, 100]}, ["990100", "990200"])) == [
        ("missing_column", "talk")
    ]
    assert scores.cities(of_cities(scheme, arrays, ["990100", "990200"])).scores == (Fraction("64.4"), Fraction("88.8"))


def test_columns_of_cities_without_codes_are_refused() -> None:
    """Nothing that is given passes in silence: events of cities without codes count nowhere, and are refused."""
    scheme = with_events()
    given = of_cities(scheme, {"events:praise": [1, 0]}, None)
    assert set(refused(counties(scheme), given)) == {("no_city_columns", "codes")}


def test_made_up_data_of_cities_are_told() -> None:
    """Scores of cities are synthetic where any of their data is."""
    scheme = with_events()
    scores = counties(scheme)
    real = score(evolve(scores.columns, is_synthetic=False), scores.compiled)
    for is_synthetic in (True, False):
        given = of_cities(scheme, {"events:praise": [1, 0]}, ["990100", "990200"], is_synthetic=is_synthetic)
        assert real.cities(given).is_synthetic is is_synthetic
        assert scores.cities(given).is_synthetic
        assert real.cities(given).scores == (71, 86)


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        # Best, middle, last are 0, 1, 2. A county with 94 fails the first.
        ([must("rate", "at_least", 95)], [1, 0]),
        ([must("rate", "above", 94)], [1, 0]),
        ([must("rate", "at_least", 94)], [0, 0]),
        ([must("rate", "above", 93), must("other", "at_most", 3)], [0, 1]),
    ],
)
def test_gates_of_counties(conditions: list[Entry], wanted: list[int]) -> None:
    """A city gets no better grade than a gate leaves it that one of its counties fails; what does not apply passes."""
    scheme = scheme_of(
        OWN, gates=[gate("county", "middle", *conditions)], indicators={"other": {"better": "lower", "low": 0}}
    )
    values: Values = {
        "990121": {"own": 100, "rate": 94, "other": 3},
        "990122": {"own": 100, "rate": "not_applicable", "other": 1},
        "990221": {"own": 100, "rate": 99, "other": 4},
        "990222": {"own": 100, "rate": 98, "other": "not_applicable"},
    }
    read = {each["indicator"] for each in conditions} | {"own"}
    observed: Values = {c: {k: x for k, x in (each or {}).items() if k in read} for c, each in values.items()}
    cities = agreeing(scheme, observed).scores.cities()
    assert cities.grades_by_score.tolist() == [0, 0]
    assert cities.grades.tolist() == wanted


@pytest.mark.parametrize(
    ("level", "condition", "wanted"),
    [
        # The estimates are 95, 96, 97 and one that does not apply; the intervals are 94 to 96.5, 95 to 97 and 97 to 97.5.
        ("county", must("rate", "at_least", 95), [0, 0]),
        ("county", must("rate", "at_least", 95) | {"compared": "lower"}, [2, 0]),
        ("county", must("rate", "at_least", 94) | {"compared": "lower"}, [0, 0]),
        ("county", must("rate", "above", 94) | {"compared": "lower"}, [2, 0]),
        ("county", must("rate", "above", "97.5") | {"compared": "upper"}, [2, 2]),
        ("county", must("rate", "at_least", "96.5") | {"compared": "upper"}, [0, 0]),
        ("county", must("rate", "at_least", "96.50001") | {"compared": "upper"}, [2, 0]),
        # The cities' own are 90 with 89.9995 to 90.0005, and 90 with 88 to 92.
        ("city", must("rate", "at_least", "89.9995") | {"compared": "lower"}, [0, 2]),
        ("city", must("rate", "above", "89.9995") | {"compared": "lower"}, [2, 2]),
        ("city", must("rate", "above", "90.0005") | {"compared": "upper"}, [2, 0]),
        ("city", must("rate", "at_least", "90") | {"compared": "estimate"}, [0, 0]),
    ],
)
def test_gates_at_the_ends_of_intervals(level: str, condition: Entry, wanted: list[int]) -> None:
    """A gate holds the estimate or an end of its interval against the bound, as it says, and `assess` does the same."""
    scheme = scheme_of(
        OWN, gates=[gate(level, "last", condition)], indicators={"rate": {"low": 0, "high": 100, "places": 2}}
    )
    values: Values = {code: {"own": 100} for code in CODES}
    seen: Values = {
        "990121": {"rate": (95, 94, "96.5")},
        "990122": {"rate": (96, 95, 97)},
        "990221": {"rate": (97, 97, "97.5")},
        "990222": {"rate": "not_applicable"},
    }
    if level == "city":
        seen = {"990100": {"rate": (90, "89.9995", "90.0005")}, "990200": {"rate": (90, 88, 92)}}
    for code, entry in seen.items():
        values[code] = (values.get(code) or {}) | (entry or {})
    year = agreeing(scheme, values)
    assert year.scores.cities(year.cities).grades.tolist() == wanted


def test_gates_of_cities() -> None:
    """A gate of cities reads their own data; the worst gate decides, and none makes a grade better."""
    gates = [
        gate("city", "middle", must("rate", "at_least", 95), key="one"),
        gate("city", "last", must("other", "at_least", 50), key="two"),
        gate("city", "middle", must("other", "at_least", 60), key="three"),
    ]
    values: Values = {f"990{i}21": {"own": 100 if i < 4 else 0} for i in range(1, 5)}
    for i, (rate, other) in enumerate(((95, 60), (94, 55), (90, 49), (94, 99)), start=1):
        values[f"990{i}00"] = {"rate": rate, "other": other}
    year = agreeing(scheme_of(OWN, gates=gates), values)
    cities = year.scores.cities(year.cities)
    assert cities.grades_by_score.tolist() == [0, 0, 0, 2]
    assert cities.grades.tolist() == [0, 1, 2, 2]


def test_gates_look_at_those_who_are_looked_at() -> None:
    """A county that was not drawn fails no gate."""
    scheme = scheme_of(OWN, gates=[gate("county", "last", must("rate", "at_least", 95))], sample=sample())
    values: Values = {"990121": {"own": 100, "rate": 99}, "990122": {"own": 100, "rate": 1}}
    assert agreeing(scheme, values, samples=drawn("990121")).scores.cities().grades.tolist() == [0]
    assert agreeing(scheme, values, samples=drawn("990122")).scores.cities().grades.tolist() == [2]


def test_gates_of_blended_rates() -> None:
    """A gate reads a blend where another criterion blends its indicator: 0.5 * 80 + 0.5 * 90 is 85."""
    shares = [{"source": "survey", "share": "0.5"}, {"source": "register", "share": "0.5"}]
    for bound, wanted in ((85, 0), ("85.0001", 2)):
        scheme = scheme_of(
            criterion("own", 10, LINE, blend=shares), gates=[gate("county", "last", must("own", "at_least", bound))]
        )
        values: Values = {"990121": {"own": {"survey": 80, "register": 90}}}
        assert agreeing(scheme, values).scores.cities().grades.tolist() == [wanted]


def ranked(compared_on: str, ties: str, **changes: Any) -> CityScores:
    """Rank four cities: 90.002 twice, 90.004, and 70."""
    scheme = scheme_of(OWN, ranking={"ties": ties, "compared_on": compared_on} | changes.pop("ranking", {}), **changes)
    values: Values = {f"990{i}21": {"own": x} for i, x in enumerate(("75.005", "75.01", "75.005", 25), start=1)}
    return agreeing(scheme, values).scores.cities()


def test_ranks_of_cities() -> None:
    """Cities are ranked on the exact or the published value, and ties count as the scheme says."""
    assert ranked("published", "competition").ranks.tolist() == [1, 1, 1, 4]
    assert ranked("published", "dense").ranks.tolist() == [1, 1, 1, 2]
    assert ranked("exact", "competition").ranks.tolist() == [2, 1, 2, 4]
    assert ranked("exact", "dense").ranks.tolist() == [2, 1, 2, 3]


def test_ranks_of_cities_in_classes() -> None:
    """Where the scheme ranks classes, each has its first; quotas hold in each."""
    units = classes(large=["990100", "990400"], small=["990200", "990300"])
    bands: list[Entry] = [{"key": "best", "name": words("best"), "units": 1}, {"key": "last", "name": words("last")}]
    for edge, wanted in (("up", [0, 0, 1, 1]), ("down", [0, 0, 1, 1])):
        grades = {"kind": "quotas", "compared_on": "exact", "edge_ties": edge, "bands": bands}
        found = ranked("exact", "dense", classes=units, grades=grades, ranking={"classes": ["large", "small"]})
        assert (found.ranks.tolist(), found.grades.tolist()) == ([1, 1, 2, 2], wanted)


def test_no_cities() -> None:
    """No units have no cities."""
    none = np.array([], dtype="<U6")
    columns = filled(scheme_of(OWN), {"own": np.array([], dtype=np.int64)}, codes=none, cities=none)
    cities = score(columns, compile_scheme(read_scheme(scheme_of(OWN)))).cities()
    assert (cities.codes.tolist(), cities.scores, cities.ranks.tolist()) == ([], (), [])


def test_cities_of_units_that_are_only_numbered() -> None:
    """Units need no codes to have cities."""
    cities = scored(scheme_of(OWN), {"own": [10, 30, 50, 80]}, cities=CITIES).cities()
    assert cities.scores == (68, 86)


def test_scores_of_cities_by_blocks() -> None:
    """Means do not depend on blocks or the order of counties."""
    rng = np.random.default_rng(6)
    own, index = rng.integers(0, 101, 500), rng.integers(0, 9, 500)
    index[:9] = range(9)
    cities = [f"99{i + 1:02}00" for i in index.tolist()]
    wanted = tuple(
        60 + Fraction(40, 100) * Fraction(int(own[index == i].sum()), int((index == i).sum())) for i in range(9)
    )
    for block in (1, 7, 16_384):
        assert scored(scheme_of(OWN), {"own": own}, block, cities=cities).cities().scores == wanted


def test_means_are_no_doubles() -> None:
    """The mean of a city has no double that anything rests on: nothing is proven of it, and it is taken exactly."""
    numbers = np.empty(2, dtype=object)
    numbers[:] = [Fraction(1, 3), 7]
    row, block = Means(numbers), whole_block(Table(filled(scheme_of(OWN), {"own": [1, 2]})))
    out = np.full(2, np.nan)
    row.fill(block, out)
    assert (row.error, row.is_settled, out.tolist()) == (None, False, [0, 0])
    assert row.exact(block).tolist() == [Fraction(1, 3), 7]
