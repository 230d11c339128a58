"""What a scheme reads of units, and what it cannot do without, held against the search for faults itself."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from attrs import evolve

sys.path.extend(str(Path(__file__).parents[3] / folder) for folder in ("tests", "examples"))

import six_schemes
from random_assessments import make

from jxassess.evidence import Evidence, Observation, Target, find_faults
from jxassess.exact import Bound, Side
from jxassess.indicators import CATALOGUE
from jxassess.io import parse_evidence, parse_scheme, read_evidence, read_scheme
from jxassess.io._reading._needed import CellKey, asked_cells, compared_at_ends, needed_cells
from jxassess.places import City, County
from jxassess.scheme import Condition, Gate, Measured, SampleRule, Scheme, Tier
from jxassess.words import Words

ROOT = Path(__file__).parents[3]
SCHEMES = [
    *sorted((ROOT / "examples" / "schemes").glob("*.toml")),
    *sorted((ROOT / "examples" / "data").glob("*.toml")),
]

each_scheme = pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)


def evidence_of(path: Path, scheme: Scheme) -> Evidence:
    """Give evidence that fits a scheme of the examples."""
    if path.stem == "scheme_2019":
        return read_evidence(path.with_name("evidence_2019.json"), scheme)
    return six_schemes.Maker(scheme).evidence()


def key_of(record: Target | Observation) -> CellKey:
    """Give the cell that a record stands in."""
    table = "targets" if isinstance(record, Target) else "observations"
    return table, record.place.code, record.indicator.key


def cells_of(evidence: Evidence) -> set[CellKey]:
    """Give the cells that evidence fills."""
    scores = {("carried", score.county.code, "") for score in evidence.carried}
    return {*map(key_of, (*evidence.targets, *evidence.observations)), *scores}


def sampled(evidence: Evidence, scheme: Scheme) -> set[CellKey]:
    """Give the cells of what comes with its interval, or with word that it does not apply, from a survey and no cell."""
    at_ends = {level: compared_at_ends(scheme, level) for level in Tier}
    levels = {each.code: Tier.CITY if isinstance(each, City) else Tier.COUNTY for each in evidence.places}
    return {key_of(each) for each in evidence.observations if each.indicator in at_ends[levels[each.place.code]]}


def keeping(evidence: Evidence, cells: Collection[CellKey]) -> Evidence:
    """Give the evidence with nothing but what stands in some cells."""
    return evolve(
        evidence,
        targets=[each for each in evidence.targets if key_of(each) in cells],
        observations=[each for each in evidence.observations if key_of(each) in cells],
        carried=[each for each in evidence.carried if ("carried", each.county.code, "") in cells],
    )


def drawn_of(evidence: Evidence, scheme: Scheme) -> set[str] | None:
    """Give the codes of the counties drawn, `None` where the scheme draws none."""
    return None if scheme.sample is None else {sample.county.code for sample in evidence.samples}


@each_scheme
def test_the_needed_cells_are_enough(path: Path) -> None:
    """Evidence that fills just the cells needed, beside what a survey gives with its sample, has no fault."""
    scheme = read_scheme(path)
    evidence = evidence_of(path, scheme)
    needed = needed_cells(scheme, evidence.places, drawn=drawn_of(evidence, scheme))
    assert needed <= cells_of(evidence) - sampled(evidence, scheme)
    assert find_faults(keeping(evidence, needed | sampled(evidence, scheme)), scheme) == ()


@each_scheme
def test_no_needed_cell_can_be_left_out(path: Path) -> None:
    """Evidence that lacks any one of the cells needed is refused."""
    scheme = read_scheme(path)
    evidence = evidence_of(path, scheme)
    needed = needed_cells(scheme, evidence.places, drawn=drawn_of(evidence, scheme))
    for cell in some(sorted(needed)):
        assert find_faults(keeping(evidence, needed - {cell} | sampled(evidence, scheme)), scheme), cell


def some(cells: list[CellKey]) -> list[CellKey]:
    """Give every cell of few, and about eighty of many."""
    return cells[:: max(1, len(cells) // 80)]


@pytest.mark.parametrize("seed", range(40))
def test_random_schemes_need_what_the_search_for_faults_misses(seed: int) -> None:
    """Evidence without fault fills what is needed, and the rest is missed by no criterion, only as a whole."""
    text, form, evidence_text = make(seed)
    scheme = parse_scheme(text, form)
    evidence = parse_evidence(evidence_text, scheme)
    needed = needed_cells(scheme, evidence.places, drawn=drawn_of(evidence, scheme))
    assert needed <= cells_of(evidence)
    left = find_faults(keeping(evidence, needed | sampled(evidence, scheme)), scheme)
    # Where everything may be missing, something has to be there: no single cell is needed for that.
    assert {fault.code for fault in left} <= {"nothing_observed"}


SMALL = read_scheme(ROOT / "examples" / "data" / "scheme_small.toml")
CITY = City(code="990200", name="乙市")
COUNTY = County(code="990221", name="卯县", parent=CITY)
CARRIED = County(code="990222", name="辰县", parent=CITY)


def test_what_may_be_missing_is_asked_and_not_needed() -> None:
    """A rate that the scheme only lists where it is missing is read, but evidence without it is not refused."""
    asked = asked_cells(SMALL, [COUNTY])
    assert asked["observations", "990221", "identification_accuracy"] is False
    assert asked["observations", "990221", "exit_accuracy"] is True


def test_a_carried_county_is_asked_for_its_score_and_what_the_plan_and_rates_need() -> None:
    """A carried county brings its score, adds to its city's plan and is looked at for low rates, and no more."""
    assert needed_cells(SMALL, [CARRIED]) == {
        ("carried", "990222", ""),
        ("observations", "990222", "poor_population_reduced"),
        ("observations", "990222", "exit_accuracy"),
        ("observations", "990222", "satisfaction_work_team"),
    }


def test_a_city_is_asked_for_its_line_of_the_plan() -> None:
    """A city has a line of the plan; what it reached is the sum of its counties, so that nobody asks it."""
    assert asked_cells(SMALL, [CITY]) == {("targets", "990200", "poor_population_reduced"): True}


def test_a_county_not_drawn_is_asked_for_less() -> None:
    """Where a scheme samples, a county that was not drawn is not asked for what is scored."""
    scheme = evolve(
        SMALL,
        sample=SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=True, allowed_by="invented"),
    )
    scored = ("targets", "990221", "poor_population_reduced")
    assert scored in needed_cells(scheme, [COUNTY])
    assert scored in needed_cells(scheme, [COUNTY], drawn=["990221"])
    assert needed_cells(scheme, [COUNTY], drawn=[]) == {
        ("observations", "990221", "poor_population_reduced"),
        ("observations", "990221", "exit_accuracy"),
        ("observations", "990221", "satisfaction_work_team"),
    }


def test_what_a_city_says_itself_is_not_needed_of_its_counties() -> None:
    """Where a gate reads a city's own total, that total is there, and counties only show how it comes about."""
    item = SMALL.plan.items[0]
    gate = Gate(
        key="few",
        name=Words("few", "过少"),
        level=Tier.CITY,
        conditions=[Condition(indicator=item, must=Bound(side=Side.AT_LEAST, value=1))],
        grade="good",
        allowed_by="invented",
    )
    scheme = evolve(SMALL, gates=[gate])
    assert asked_cells(scheme, [CARRIED])["observations", "990222", item.key] is False
    assert ("observations", "990200", item.key) in needed_cells(scheme, [CITY])


def test_a_city_says_what_does_not_add_up() -> None:
    """A line of the plan that counties do not add up to is asked of the city itself."""
    rate = SMALL.indicator("exit_accuracy")
    scheme = evolve(SMALL, plan=evolve(SMALL.plan, items=[*SMALL.plan.items, rate]))
    assert ("observations", "990200", "exit_accuracy") in needed_cells(scheme, [CITY])
    assert ("observations", "990222", "exit_accuracy") in needed_cells(scheme, [CARRIED])


def test_a_reward_for_the_total_asks_for_no_target() -> None:
    """Where rewards look at how much was reached and the plan does not name it, there is no line of a plan for it."""
    other = SMALL.plan.items[0]
    villages = next(each for each in CATALOGUE if each.key == "poor_villages_exited")
    marked = evolve(SMALL.rewards.marked, indicator=villages, measured=Measured.TOTAL)
    scheme = evolve(SMALL, rewards=evolve(SMALL.rewards, marked=marked))
    assert needed_cells(scheme, [CITY]) == {("targets", "990200", other.key)}
    assert ("observations", "990222", "poor_villages_exited") in needed_cells(scheme, [CARRIED])


def test_a_comparison_with_carried_counties_asks_them_for_what_is_compared() -> None:
    """Where carried counties count in a comparison, they give value, target and reference, but not what only cuts."""
    for path in SCHEMES:
        scheme = read_scheme(path)
        for _, criterion in scheme.scored(Tier.COUNTY):
            rule = criterion.cohort_rule
            if rule is not None and rule.cohort.has_carried:
                cities = {code: City(code=f"{code[:4]}00", name="甲市") for code in scheme.carried.counties}
                units = [County(code=code, name="丑县", parent=city) for code, city in cities.items()]
                needed = needed_cells(scheme, units)
                assert {("observations", unit.code, criterion.indicator.key) for unit in units} <= needed
