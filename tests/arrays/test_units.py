"""Who is scored, who brings a score, and who is compared."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import carrying, criterion, group, read_scheme, scheme_of
from column_building import (
    LINE,
    Values,
    Year,
    agreeing,
    bundle,
    classes,
    compared,
    drawn,
    exact_of,
    filled,
    sample,
    scored,
    with_numbers,
)

from jxassess.arrays import score
from jxassess.arrays._units import Units
from jxassess.faults import EvidenceError
from jxassess.scheme import Among, Cohort, Tier

Entry = dict[str, Any]

OWN = criterion("own", 40, LINE)
FOUR: Values = {f"99012{i}": {"own": 10 * i} for i in range(1, 5)}


def test_nobody_is_told_apart() -> None:
    """Where a scheme names no unit, all are scored, looked at, and in the mean, with or without codes."""
    scheme = scheme_of(OWN)
    for parts in ({}, {"codes": ["990121", "990122"]}):
        units = Units(filled(scheme, {"own": [1, 2]}, **parts), read_scheme(scheme), Tier.COUNTY)
        assert (units.is_scored, units.is_looked_at, units.is_in_mean, units.is_member) == (None,) * 4
        assert units.count == 2


def test_carried_counties_bring_their_score() -> None:
    """A carried county has its score on the scheme's scale: 930 of 1000 are 93, and 120 of 160 are 75."""
    for full, given, wanted in (
        (1000, 930, 93),
        (160, 120, 75),
        (100, "88.125", Fraction(705, 8)),
        (30, 7, Fraction(70, 3)),
    ):
        scheme = scheme_of(OWN, carried=carrying("990122", full_marks=full))
        year = agreeing(scheme, {"990121": {"own": 50}}, brought={"990122": given})
        assert [year.of("990121"), year.of("990122")] == [80, wanted]
        assert [year.points("990122", key) for key in ("own", "rest_2")] == [0, 0]


def test_all_counties_are_carried() -> None:
    """A year in which every county brings its score has no other plan."""
    scheme = scheme_of(OWN, carried=carrying("990121", "990122", full_marks=300))
    year = agreeing(scheme, {}, brought={"990121": 100, "990122": "299.9"})
    assert [year.of("990121"), year.of("990122")] == [Fraction(100, 3), Fraction(2999, 30)]


@pytest.mark.parametrize("places", range(0, 19, 3))
def test_carried_scores_of_any_places(places: int) -> None:
    """The places of the column of carried scores are its own: 60 is 60 however it is written."""
    scheme = scheme_of(OWN, carried=carrying("990122", full_marks=8))
    year = Year(scheme, {"990121": {"own": 50}}, brought={"990122": 5})
    columns = with_numbers(year.counties, "carried:", [0, 5 * 10**places], places, states=[1, 0])
    assert exact_of(score(columns, year.compiled)) == [80, Fraction(125, 2)]


def test_bundles_have_one_score() -> None:
    """Members of a bundle have the score of their lead, wherever it stands among the units, and count each."""
    for lead, other in (("990122", "990121"), ("990121", "990122")):
        scheme = scheme_of(OWN, bundles=[bundle(lead, other)])
        values: Values = {lead: {"own": 50}, other: None, "990123": {"own": 0}}
        year = agreeing(scheme, values)
        assert [year.of(code) for code in sorted(values)] == [80, 80, 60]
        cities = year.scores.cities()
        assert cities.scores == (Fraction(220, 3),)
        assert year.scores.ranks().tolist() == [1, 1, 3]


@pytest.mark.parametrize("policy", ["fault", "zero", "rescale_group", "rescale_all"])
@pytest.mark.parametrize("given", [50, "not_applicable"])
def test_points_of_members_are_those_of_the_lead(policy: str, given: object) -> None:
    """What a member of a bundle earned by a criterion is what its lead did, so that its parts add up to its score."""
    own = criterion("own", 20, {"kind": "linear", "zero_at": -100, "full_at": 100})
    own |= {"when_missing": policy, "when_not_applicable": "rescale_all"}
    scheme = scheme_of(own, bundles=[bundle("990122", "990121")])
    year = agreeing(scheme, {"990121": None, "990122": {"own": given}, "990123": {"own": 0}})
    # 20 * 150/200.
    wanted = 15 if given == 50 else 0
    assert [year.points(code, "own") for code in ("990121", "990122", "990123")] == [wanted, wanted, 10]


def test_two_bundles() -> None:
    """Each bundle has a lead of its own, and no other unit changes."""
    scheme = scheme_of(OWN, bundles=[bundle("990121", "990124"), bundle("990123", "990122")])
    year = agreeing(scheme, {"990121": {"own": 10}, "990122": None, "990123": {"own": 30}, "990124": None})
    assert [year.of(f"99012{i}") for i in range(1, 5)] == [64, 72, 72, 64]


def test_samples() -> None:
    """A county that was not drawn has no score, no rank, no grade, and is not in the mean."""
    scheme = scheme_of(OWN, sample=sample(2))
    year = agreeing(scheme, FOUR, samples=drawn("990122", "990124"))
    assert [year.of(code) for code in FOUR] == [None, 68, None, 76]
    assert year.scores.published.tolist() == [0, 6800, 0, 7600]
    assert year.scores.ranks().tolist() == [0, 2, 0, 1]
    assert year.scores.grades().tolist() == [-1, 2, -1, 2]
    assert year.scores.cities().scores == (72,)


@pytest.mark.parametrize(("with_carried", "mean"), [(True, Fraction(202, 3)), (False, Fraction(72))])
def test_samples_with_carried_counties(with_carried: bool, mean: Fraction) -> None:
    """A carried county keeps its score beside a sample; the scheme says whether it enters the mean."""
    scheme = scheme_of(OWN, sample=sample(2, with_carried=with_carried), carried=carrying("990121"))
    values: Values = {code: FOUR[code] for code in ("990122", "990123", "990124")}
    year = agreeing(scheme, values, brought={"990121": 58}, samples=drawn("990122", "990124"))
    assert [year.of(code) for code in FOUR] == [58, 68, None, 76]
    # (58 + 68 + 76) / 3 or (68 + 76) / 2.
    assert year.scores.cities().scores == (mean,)


@pytest.mark.parametrize(
    ("found", "wanted"), [(("990121", "990124"), [64, 64, None, 76]), (("990123", "990124"), [None, None, 72, 76])]
)
def test_a_bundle_across_what_is_drawn(found: tuple[str, str], wanted: list[int | None]) -> None:
    """Members of a bundle are drawn with their lead, and left out with it."""
    scheme = scheme_of(OWN, sample=sample(2), bundles=[bundle("990121", "990122")])
    values: Values = {**FOUR, "990122": None}
    year = agreeing(scheme, values, samples=drawn(*found))
    assert [year.of(code) for code in FOUR] == wanted
    known = [each for each in wanted if each is not None]
    assert year.scores.cities().scores == (Fraction(sum(known), len(known)),)


def test_a_bundle_a_sample_and_a_carried_county() -> None:
    """All three at once: the carried one counts, the bundle counts twice, the rest is not drawn."""
    scheme = scheme_of(OWN, sample=sample(1), bundles=[bundle("990122", "990123")], carried=carrying("990121"))
    values: Values = {"990122": {"own": 20}, "990123": None, "990124": {"own": 40}}
    year = agreeing(scheme, values, brought={"990121": 50}, samples=drawn("990122"))
    assert [year.of(code) for code in FOUR] == [50, 68, 68, None]
    assert year.scores.cities().scores == (62,)


def test_units_in_which_nothing_applies() -> None:
    """Where nothing of the tree applies, a unit has no score, and its city's mean leaves it out."""
    policy = {"when_not_applicable": "rescale_all", "when_missing": "rescale_group"}
    scheme = scheme_of(
        group("both", 40, criterion("own", 30, LINE), criterion("two", 10, LINE)), when_nothing_applies="leave_out"
    )
    leaves = ["own", "two", "rest_2", "rest_3", "rest_4"]
    for top in scheme["criteria"]:
        for child in top["children"]:
            for leaf in child.get("children", [child]):
                leaf.update(policy)
    full = {"rest_2": 10, "rest_3": 10, "rest_4": 40}
    values: Values = {
        "990121": {"own": 50, "two": 50} | full,
        "990122": dict.fromkeys(leaves, "not_applicable"),
        "990123": dict.fromkeys(leaves[:2], "not_applicable") | full,
    }
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [80, None, 100]
    assert year.scores.is_left_out.tolist() == [False, True, False]
    assert year.scores.cities().scores == (90,)


CLASSED = [
    {"unit_class": "hill", "rule": {"kind": "linear", "zero_at": 0, "full_at": 50}},
    {"unit_class": "plain", "rule": {"kind": "linear", "zero_at": 0, "full_at": 100}},
]


def by_class() -> Entry:
    """Write 40 marks by class."""
    units = classes(hill=["990121", "990123"], plain=["990122", "990124"])
    return scheme_of(criterion("own", 40, {"kind": "by_class", "cases": CLASSED}), classes=units)


def test_rules_by_class() -> None:
    """Each class has its rule: hills earn all from 50 on, plains from 100 on."""
    year = agreeing(by_class(), {code: {"own": 40} for code in FOUR})
    # 60 + 40 * 0.8, 60 + 40 * 0.4.
    assert [year.of(code) for code in FOUR] == [92, 76, 92, 76]


def test_the_places_of_classes() -> None:
    """A unit has the place of its class among those asked for, and -1 where it is in none of them."""
    scheme = read_scheme(by_class())
    codes = [*FOUR, "990125"]
    units = Units(filled(by_class(), {"own": [1] * 5}, codes=codes), scheme, Tier.COUNTY)
    assert units.classes(["plain", "hill"]).tolist() == [1, 0, 1, 0, -1]
    assert units.classes(["plain"]).tolist() == [-1, 0, -1, 0, -1]
    assert units.pools(Cohort(among=Among.CLASS, has_carried=False, classes=["hill", "plain"])).tolist() == [
        0,
        1,
        0,
        1,
        -1,
    ]


def test_classes_that_none_of_the_units_has() -> None:
    """Units without codes are in no class, and a class without units marks none."""
    scheme = read_scheme(by_class())
    for parts in ({}, {"codes": ["990128", "990129"]}):
        units = Units(filled(by_class(), {"own": [1, 2]}, **parts), scheme, Tier.COUNTY)
        assert units.classes(["hill", "plain"]).tolist() == [-1, -1]


def test_a_bundle_of_other_units() -> None:
    """Among units that do not have the codes of a bundle, everyone leads itself."""
    scheme = scheme_of(OWN, bundles=[bundle("990127", "990128")])
    units = Units(filled(scheme, {"own": [1, 2]}, codes=["990121", "990122"]), read_scheme(scheme), Tier.COUNTY)
    assert units.lead is not None
    assert units.lead.tolist() == [0, 1]
    assert units.is_scored is None


def test_pools() -> None:
    """A cohort of the province is one pool, one of cities a pool for each; without cities everyone is alone."""
    scheme = scheme_of(OWN)
    whole, near = (Cohort(among=among, has_carried=False) for among in (Among.PROVINCE, Among.CITY))
    columns = filled(scheme, {"own": [1, 2, 3]}, cities=["990200", "990100", "990200"])
    units = Units(columns, read_scheme(scheme), Tier.COUNTY)
    assert [units.pools(whole).tolist(), units.pools(near).tolist()] == [[0, 0, 0], [1, 0, 1]]
    alone = Units(filled(scheme, {"own": [1, 2, 3]}), read_scheme(scheme), Tier.COUNTY)
    assert alone.pools(near).tolist() == [0, 1, 2]
    none = Units(filled(scheme, {"own": np.array([], dtype=np.int64)}), read_scheme(scheme), Tier.COUNTY)
    assert none.pools(near).tolist() == []


def test_cities_are_not_counties() -> None:
    """On the level of cities nobody is carried, bundled or drawn, whatever the scheme says of counties."""
    scheme = scheme_of(OWN, carried=carrying("990121"), sample=sample(1), bundles=[bundle("990122", "990123")])
    units = Units(filled(scheme_of(OWN), {"own": [1]}, codes=["990100"]), read_scheme(scheme), Tier.CITY)
    assert (units.is_carried, units.is_drawn, units.lead, units.is_in_mean) == (None,) * 4


def test_units_are_only_numbered() -> None:
    """Scores need no codes where the scheme names no unit."""
    assert exact_of(scored(scheme_of(OWN), {"own": [0, 25, 100]})) == [60, 70, 100]


def test_compared_among_cities_without_cities_is_refused() -> None:
    """A rule that compares the counties of a city is not guessed where units have no cities."""
    rule = {"kind": "by_rank", "step": 1, "floor": 0, "ties": "dense", "cohort": compared("city")}
    with pytest.raises(EvidenceError) as caught:
        scored(scheme_of(criterion("own", 40, rule)), {"own": [1, 2]})
    assert [fault.where for fault in caught.value.faults] == ["city_codes"]
