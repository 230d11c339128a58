"""From counties to cities as real schemes print it, as plain data, scored by hand.

Numbers are those printed; where a comment says "made up", the published text has none.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DOCUMENT,
    assess_values,
    carrying,
    criterion,
    departures,
    evidence_of,
    explained,
    faults_of,
    observation,
    scheme_of,
)

Entry = dict[str, Any]

# Scores of 90, 80 and 70, the last one carried. Made up: everything.
OWN = criterion("own", 50)
PEOPLE = {
    "population": (300, 100, 100),
    "rural_population": (100, 200, 200),
    "registered_poor_population": (10, 10, 60),
}
TABLE = {
    "kind": "table",
    "weights": [{"county": f"99012{n}", "weight": weight} for n, weight in ((1, "0.5"), (2, "0.3"), (3, "0.2"))],
    "source": "registered poor at the end of 2018, invented",
}


def three(basis: str = "") -> dict[str, Entry | None]:
    """Give three counties their values, with the figures of one basis of weights."""
    values: dict[str, Entry | None] = {"990121": {"own": 40}, "990122": {"own": 30}, "990123": {}}
    for entry, figure in zip(values.values(), PEOPLE.get(basis, ()), strict=False):
        if entry is not None:
            entry[basis] = figure
    return values


@pytest.mark.parametrize(
    ("weights", "score"),
    [
        # (90 + 80 + 70) / 3.
        ({"kind": "equal"}, "80"),
        # (3 * 90 + 80 + 70) / 5.
        ({"kind": "indicator", "indicator": "population"}, "84"),
        # (90 + 2 * 80 + 2 * 70) / 5.
        ({"kind": "indicator", "indicator": "rural_population"}, "78"),
        # (90 + 80 + 6 * 70) / 8.
        ({"kind": "indicator", "indicator": "registered_poor_population"}, "73.75"),
        # 45 + 24 + 14.
        (TABLE, "83"),
    ],
)
def test_agg_county_mean(weights: Entry, score: str) -> None:
    """A city's score is the mean of all its counties by the weights that the scheme names, carried ones included."""
    scheme = scheme_of(OWN, weights=weights, carried=carrying("990123"))
    assessment = assess_values(scheme, three(weights.get("indicator", "")), brought={"990123": 70})
    assert [county.points for county in assessment.counties] == [90, 80, 70]
    assert assessment.city("990100").score == Fraction(score)
    text = explained(assessment, "990100")
    assert all(f"99012{n}" in text for n in (1, 2, 3))


def test_agg_county_mean_has_no_weights_of_its_own() -> None:
    """The measure prints no weights, so a scheme without them is refused."""
    scheme = scheme_of(OWN)
    del scheme["weights"]
    assert faults_of(scheme) == [("missing_key", "weights")]


def test_agg_county_mean_needs_every_weight() -> None:
    """A county without its figure has no weight: a fault, and not a weight of zero."""
    scheme = scheme_of(OWN, weights={"kind": "indicator", "indicator": "population"})
    values: dict[str, Entry | None] = {"990121": {"own": 40, "population": 300}, "990122": {"own": 30}}
    assert faults_of(scheme, evidence_of(scheme, values)) == [("missing_observation", "990122 丑县")]


CARRIED = [f"9901{number}" for number in range(21, 46)]


def test_agg_carried() -> None:
    """25 poverty counties bring their scores, here on a scale of 1000, and enter the mean beside one that is scored."""
    # 801, 802, ... 825 of 1000 are 80.1 to 82.5 of 100, 81.3 in the mean.
    brought: dict[str, object] = {code: 801 + n for n, code in enumerate(CARRIED)}
    scheme = scheme_of(OWN, carried=carrying(*CARRIED, full_marks=1000))
    assessment = assess_values(scheme, {"990146": {"own": "44.3"}}, brought=brought)
    assert assessment.county("990121").points == Fraction("80.1")
    assert assessment.county("990121").groups == ()
    assert assessment.county("990146").points == Fraction("94.3")
    # (25 * 81.3 + 94.3) / 26 = 81.3 + 13 / 26.
    assert assessment.city("990100").score == Fraction("81.8")
    text = explained(assessment, "990121")
    assert "a poverty county brings its own score" in text
    assert "factor 0.1" in text


def test_agg_carried_is_not_assessed_again() -> None:
    """Points given to a carried county, a carried county without its score, and a score from elsewhere are refused."""
    scheme = scheme_of(OWN, carried=carrying("990122"))
    values: dict[str, Entry | None] = {"990121": {"own": 40}}
    given = evidence_of(scheme, values, brought={"990122": 80})
    given["observations"].append(observation("990122", "own", 45))
    assert [code for code, _ in faults_of(scheme, given)] == ["carried_given"]
    without = evidence_of(scheme, {"990121": {"own": 40}, "990122": None})
    without["observations"].append(observation("990122", "poor_population_reduced", 0))
    assert [code for code, _ in faults_of(scheme, without)] == ["missing_carried"]
    unlisted = scheme_of(OWN)
    refused = faults_of(unlisted, evidence_of(unlisted, values | {"990122": {"own": 30}}, brought={"990122": 80}))
    assert "carried_not_listed" in [code for code, _ in refused]


# The least numbers are printed. Made up: which units there are.
SAMPLE = {
    "counties": 2,
    "townships": 2,
    "villages": 2,
    "households": 10,
    "with_carried": False,
    "allowed_by": DOCUMENT,
}


def sampled(county: str, townships: int = 2, villages: int = 2, households: int = 10) -> Entry:
    """Write the sample of a county."""
    of_village = [{"name": f"village {n}", "households": households} for n in range(villages)]
    return {
        "county": county,
        "townships": [{"name": f"township {n}", "villages": of_village} for n in range(townships)],
    }


IN_SAMPLE: dict[str, Entry | None] = {"990121": {"own": 40}, "990122": {"own": 44}, "990123": {}}


@pytest.mark.parametrize(("with_carried", "score"), [(False, "92"), (True, "84")])
def test_agg_sampled(with_carried: bool, score: str) -> None:
    """Two of three counties are sampled: (90 + 94) / 2, or (90 + 94 + 68) / 3 with the carried one."""
    scheme = scheme_of(OWN, sample=SAMPLE | {"with_carried": with_carried}, carried=carrying("990124"))
    samples = [sampled("990121"), sampled("990122")]
    assessment = assess_values(scheme, IN_SAMPLE, brought={"990124": 68}, samples=samples)
    assert assessment.city("990100").score == Fraction(score)
    assert "not drawn for the sample" in explained(assessment, "990123")
    assert assessment.county("990123").published is None


@pytest.mark.parametrize(
    "second",
    [
        sampled("990122", townships=1),
        sampled("990122", villages=1),
        sampled("990122", households=9),
        None,
    ],
)
def test_agg_sampled_refused_below_its_numbers(second: Entry | None) -> None:
    """At least 2 counties, 2 townships in each, 2 villages in each, 10 households in each."""
    scheme = scheme_of(OWN, sample=SAMPLE)
    samples = [entry for entry in (sampled("990121"), second) if entry is not None]
    refused = faults_of(scheme, evidence_of(scheme, IN_SAMPLE, samples=samples))
    assert {code for code, _ in refused} == {"sample_too_small"}


def test_agg_sampled_is_a_departure() -> None:
    """Art. 6 takes the mean of all counties, so a sample is listed with its document."""
    assert faults_of(scheme_of(OWN, sample=SAMPLE | {"allowed_by": ""})) == [("no_document", "sample.allowed_by")]
    scheme = scheme_of(OWN, sample=SAMPLE)
    assessment = assess_values(scheme, IN_SAMPLE, samples=[sampled("990121"), sampled("990122")])
    assert ("sample", DOCUMENT) in departures(assessment)


def bundled(**changes: object) -> Entry:
    """Write two counties that are scored as one, weighing 1 and 2, beside a third that weighs 1."""
    bundle = {"units": ["990121", "990122"], "lead": "990121", "allowed_by": DOCUMENT} | changes
    table = deepcopy(TABLE)
    for line, weight in zip(table["weights"], (1, 2, 1), strict=True):
        line["weight"] = weight
    return scheme_of(OWN, bundles=[bundle], weights=table)


def test_agg_bundled() -> None:
    """Both units receive 90, each with its own weight: (90 + 2 * 90 + 70) / 4 = 85."""
    values: dict[str, Entry | None] = {"990121": {"own": 40}, "990122": None, "990123": {"own": 20}}
    assessment = assess_values(bundled(), values)
    assert [county.points for county in assessment.counties] == [90, 90, 70]
    assert assessment.city("990100").score == 85
    assert "scored as one with 990121" in explained(assessment, "990122")
    assert departures(assessment) == [("bundles[0]", DOCUMENT)]


def test_agg_bundled_takes_the_data_of_its_lead() -> None:
    """What is observed of another member is a fault: the bundle has one set of data."""
    scheme = bundled()
    values: dict[str, Entry | None] = {"990121": {"own": 40}, "990122": None, "990123": {"own": 20}}
    evidence = evidence_of(scheme, values)
    evidence["observations"].append(observation("990122", "own", 30))
    assert faults_of(scheme, evidence) == [("bundled_value", "990122 丑县 observations.own")]


def test_agg_bundled_refused_where_it_contradicts_itself() -> None:
    """A lead outside, one unit alone, or no document."""
    assert faults_of(bundled(lead="990123")) == [("lead_outside", "bundles[0].lead")]
    assert faults_of(bundled(units=["990121"])) == [("bundle_single", "bundles[0].units")]
    assert faults_of(bundled(allowed_by=" ")) == [("no_document", "bundles[0].allowed_by")]
