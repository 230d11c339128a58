"""A year whose scheme says everything that schemes can say, worked by hand, and small random years that add up.

By hand, with weights 4, 3, 2 and 1 of the dimensions:

| county | reduction        | identification       | assistance | funds          | tree | adjustments      | score |
|--------|------------------|----------------------|------------|----------------|------|------------------|-------|
| 990121 | (54 + 40) * 0.4  | (20/3 + 8/3) * 3     | 100 * 0.2  | (50 + 40) * .1 | 94.6 | 4 - 1, 0, -0.5   | 97.1  |
| 990122 | (0 + 25) * 0.4   | (14/3 + 0) * 3       | 100 * 0.2  | (40 + 32) * .1 | 51.2 | 1.5, -2, 0, -2   | 48.7  |
| 990221 | (60 + 22.5) * .4 | 0                    | 100 * 0.2  | (60 + 30) * .1 | 62   | -, -1            | 61    |

990123 stands behind 990122 in a bundle, 990124 was not drawn, 990222 carries 850 of 1000. The mean of 990100 is
194.5/3, of which 0.8 counts, with 0.2 of 90 and an honour of 0.5: 70.3666..., published 70.37. The panel does not apply
to 990200, whose mean is (61 + 85)/2.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from jxassess import Evidence, Scheme, assess, find_faults
from jxassess.assessment import Assessment, Reason
from jxassess.io import parse_evidence, parse_scheme, read_evidence, read_scheme
from jxassess.measure import Citation
from jxassess.scoring import PartKind
from jxassess.words import Language

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_assessments import make

DATA = Path(__file__).parents[1] / "data"
F = Fraction
SEQUENCES = ("cities", "counties", "targets", "observations", "carried", "events", "samples", "set_grades")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    """The scheme that says everything."""
    return read_scheme(DATA / "scheme_full.toml")


@pytest.fixture(scope="module")
def evidence(scheme: Scheme) -> Evidence:
    """Its evidence."""
    return read_evidence(DATA / "evidence_full.json", scheme)


@pytest.fixture(scope="module")
def result(scheme: Scheme, evidence: Evidence) -> Assessment:
    """The assessment of the two."""
    return assess(evidence, scheme)


def _walk(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from _walk(child)


def assert_adds_up(root: Reason) -> int:
    """Hold the amount of every step against what the steps below contribute; give how many were held."""
    held = 0
    for reason in _walk(root):
        contributions = [child.contribution for child in reason.children if child.contribution is not None]
        if contributions:
            assert reason.points == sum(contributions), reason.label.en
            held += 1
    return held


def lines(result: Assessment, code: str, language: Language = "en", depth: int | None = None) -> list[str]:
    return result.explain(code).text(language, depth).split("\n")


def test_the_whole_scheme_by_hand(result: Assessment) -> None:
    """Every kind of rule, weight, adjustment and unit in one year gives the scores of the table."""
    assert [(score.county.code, score.score) for score in result.counties] == [
        ("990121", F("97.1")),
        ("990122", F("48.7")),
        ("990123", F("48.7")),
        ("990124", None),
        ("990221", 61),
        ("990222", 85),
    ]
    first, second = result.cities
    assert (first.mean, first.score, first.published) == (F("194.5") / 3, F("211.1") / 3, F("70.37"))
    assert (second.mean, second.score, second.published) == (73, 73, 73)


def test_grades_of_the_whole_scheme(result: Assessment) -> None:
    """Each class of cities has one first grade; a failed gate takes it, and people may give it back."""
    first, second = result.cities
    assert [(city.rank, city.grade and city.grade.key, city.final_grade) for city in (first, second)] == [
        (1, "first", "first"),
        (1, "second", "first"),
    ]
    assert [(gate.where, [found.place.code for found in gate.observations]) for gate in second.gates] == [
        ("gates[0]", ["990221"])
    ]
    assert [(each.city.code, each.follow_up.key) for each in result.follow_ups] == [
        ("990100", "told"),
        ("990200", "told"),
    ]


def test_departures_of_the_whole_scheme(result: Assessment) -> None:
    """Whatever leaves the letter of the measure is listed with its clause and the document that allows it."""
    assert [(each.where, str(each.citation)) for each in result.departures] == [
        ("when_nothing_applies", "Art. 6"),
        ("sample", "Art. 6"),
        ("bundles[0]", "Art. 6"),
        ("city", "Art. 6"),
        ("adjustments[3]", "Art. 9"),
        ("adjustments[5]", "Art. 6"),
        ("ceilings[0]", "Art. 9(4)"),
        ("gates[0]", "Art. 6"),
        ("follow_ups[0]", "Art. 9"),
        ("follow_ups[1]", "Art. 8"),
        ("990124 午县", "Art. 6"),
        ("990200 乙市", "Art. 7(4)"),
    ]
    needed = [each for each in result.departures if each.where not in ("when_nothing_applies", "990124 午县")]
    assert {each.document for each in needed} == {"invented for tests", "minutes 9"}


def test_the_whole_scheme_adds_up(result: Assessment) -> None:
    """Every step of every explanation is the sum of the steps below it, those of adjustments among them."""
    assert [assert_adds_up(result.explain(score.county.code).root) for score in result.counties] == [
        # The county, 4 dimensions, 7 criteria, and of adjustments 1 and 2 the criteria, and those that changed anything.
        1 + 4 + 7 + 2 + 3,
        1 + 4 + 7 + 2 + 3,
        1 + 4 + 7 + 2 + 3,
        0,
        1 + 4 + 7 + 1 + 2,
        1,
    ]
    for city in result.cities:
        root = result.explain(city.city.code).root
        assert assert_adds_up(root) > 10
        assert root.points == city.published


def test_weights_and_references_in_words(result: Assessment) -> None:
    """A weighted group says what each point counts; a difference names what it is taken to and shows both values."""
    said = lines(result, "990121")
    at = said.index("  Poverty reduction (100 marks): 94 (contributes 37.6) [Art. 5(1)] <criteria[0]>")
    assert said[at + 1] == "    · weight 4: each point counts 0.4"
    at = said.index("    Growth beside that of the province (40 marks): 40 [Art. 5(1)] <criteria[0].children[1]>")
    assert said[at + 1 : at + 4] == [
        (
            "      · rule: difference to the reference growth of income in the province: below -1: 0; "
            "at least -1 and below 1: 20 to 30; at least 1: 40"
        ),
        "      · difference to the reference growth of income in the province: 2.5",
        "      points by the rule: 40",
    ]
    assert said[at + 5] == (
        "      observed 990121 子县: growth of income in the province 8 % (survey, 2019-12-31, invented for tests) [Art. 7(3)]"
    )


def test_cutoffs_and_falsified_data_in_words(result: Assessment) -> None:
    """What a cutoff or falsified data take stands below the points by the rule, in both languages."""
    said = lines(result, "990122")
    at = said.index("    Accuracy of exits (10 marks): 0 [Art. 5(2)] <criteria[1].children[1]>")
    assert said[at + 3 : at + 5] == ["      points by the rule: 5", "      taken by the cutoff: -5"]
    assert "      taken because the data were falsified: -60" in said
    chinese = lines(result, "990122", "zh")
    assert "      一票否决扣回：-5" in chinese
    assert "      数据弄虚作假扣回：-60" in chinese


def test_blends_and_cohorts_in_words(result: Assessment) -> None:
    """A blended value, the units compared and the place among them are shown with all sources."""
    said = lines(result, "990121")
    at = said.index("    Satisfaction with the work team (100 marks): 100 [Art. 5(3)] <criteria[2].children[0]>")
    assert said[at + 1].endswith("blended of survey 0.4, verification 0.6")
    assert "      · 2 units compared, from 93 to 93" in said[at : at + 6]
    assert "      · value: 93" in said[at : at + 6]
    sources = [line.strip().split("(")[1].split(",")[0] for line in said[at + 6 : at + 9] if "observed" in line]
    assert sources == ["survey", "verification"]


def test_adjustments_in_words(result: Assessment) -> None:
    """Each adjustment says its number and rule, what it counted and what its cap took, behind the tree."""
    said = lines(result, "990121", depth=2)
    at = said.index("  adjustment 1, extra work: 3 <adjustments[0]>")
    assert said[at:] == [
        "  adjustment 1, extra work: 3 <adjustments[0]>",
        "    · adds the points of its criteria, 3 at most",
        "    pilot projects (4 marks): 4 <adjustments[0].criteria[0]>",
        "      · rule: points given, 0 to 4",
        "    cap: -1",
        "  adjustment 2, late data: 0 <adjustments[1]>",
        "    · takes what its criteria do not earn, 2 at most",
        "    days late (2 marks): 2 (contributes 0) <adjustments[1].criteria[0]>",
        "      · rule: 2, minus 1 for each 1 above 0 (whole ones only), not below 0",
        "  adjustment 3, praise and criticism: -0.5 <adjustments[2]>",
        "    · each event: praise +1, criticism -1.5; at most 2 added and 3 taken",
        "    event e1 (2019-06-01, letter 1): 1",
        "    event e2 (2019-07-01, letter 2): -1.5",
        "  adjustment 4, falsified data: 0 <adjustments[3]>",
        "    · a falsified criterion earns 0 and takes 2 more, 5 at most",
        "  adjustment 5, bounds: 0 <adjustments[4]>",
        "    · at least 0, at most 100",
    ]
    assert "    event e3, criterion people (2020-02-01, minutes 3): -2" in lines(result, "990122")
    assert "    事项e3，指标people（2020-02-01，minutes 3）：-2" in lines(result, "990122", "zh")


def test_bounds_in_words(scheme: Scheme, evidence: Evidence) -> None:
    """Where bounds move a score, the step says so."""
    ends = evolve(scheme.adjustments[4], at_most=90)
    changed = evolve(scheme, adjustments=[*scheme.adjustments[:4], ends, scheme.adjustments[5]])
    said = lines(assess(evidence, changed), "990121")
    at = said.index("  adjustment 5, bounds: -7.1 <adjustments[4]>")
    assert said[at + 2] == "    brought inside the bounds: -7.1 <adjustments[4]>"


def test_units_in_words(result: Assessment) -> None:
    """A member of a bundle names its lead, and a county that was not drawn says that it has no score."""
    assert lines(result, "990123", depth=0)[1:] == [
        "990123 寅县: 48.7 [Art. 6]",
        "  · published 48.70",
        "  · scored as one with 990122 丑县, whose score it receives",
    ]
    assert lines(result, "990124")[1:] == [
        "990124 午县: 0 [Art. 6]",
        "  · not drawn for the sample; left out of its city's mean",
    ]
    assert lines(result, "990124", "zh")[2] == "  · 未被抽中，不计入所在市加权平均"


def test_a_city_in_words(result: Assessment) -> None:
    """A city says what its mean counts, its own parts, its adjustments, gates, the set grade and what follows."""
    said = lines(result, "990100", depth=1)
    at = said.index("  share of the counties' mean: ≈-12.966667 [Art. 6] <city>")
    assert said[at:] == [
        "  share of the counties' mean: ≈-12.966667 [Art. 6] <city>",
        "    · factor 0.8",
        "  work of the city (10 marks): 9 (contributes 18) <city.parts[0]>",
        "    · weight 0.2: each point counts 2",
        "  adjustment 6, honours of cities: 0.5 <adjustments[5]>",
        "    · each event: honour +0.5; at most 1 added and 0 taken",
        "  rounding (2 decimal places, half to even): ≈0.003333 <rounding>",
        (
            "  proposed: reward: score 70.37, reduction ≈1.041667 "
            "(registered poor people lifted out (share of the plan) at least 1) [Art. 8] <rewards>"
        ),
        "  proposed beside the measure, told: notice to the appraisal office: a grade of first [Art. 8] <follow_ups[1]>",
        "    · allowed by invented for tests",
    ]
    chinese = lines(result, "990200", "zh", depth=1)
    for line in (
        "  县级成绩加权平均的份额：-14.6〔第六条〕 <city>",
        "  不计入部分的折算：14.6",
        "  未达到“信访”，等次不得高于“二等”（依据invented for tests）〔第六条〕 <gates[0]>",
        "  评定等次“一等”（2020-03-01，minutes 9）：invented <grades_set_by>",
        "  办法之外建议“告知”：告知（考评办）：评为一等〔第八条〕 <follow_ups[1]>",
    ):
        assert line in chinese
    (gate,) = [child for child in result.explain("990200").root.children if child.where == "gates[0]"]
    assert [fact.en for fact in gate.facts] == ["complaints found true at most 5 cases"]
    assert [child.citation for child in gate.children] == [Citation(7, item=3)]


def test_the_order_of_input_moves_nothing(scheme: Scheme, evidence: Evidence, result: Assessment) -> None:
    """Records in any order make an equal assessment, with equal explanations."""
    rng = Random(3)
    for _ in range(5):
        turned = {name: rng.sample(getattr(evidence, name), len(getattr(evidence, name))) for name in SEQUENCES}
        changed = evolve(
            scheme,
            classes=rng.sample(scheme.classes, len(scheme.classes)),
            adjustments=rng.sample(scheme.adjustments, len(scheme.adjustments)),
        )
        again = assess(evolve(evidence, **turned), changed)
        assert (again.counties, again.cities, again.follow_ups) == (result.counties, result.cities, result.follow_ups)
        assert again.explain("990100") == result.explain("990100")


@pytest.mark.parametrize("missing", ["990121", "990221", "990100"])
def test_while_data_are_missing(missing: str, scheme: Scheme, evidence: Evidence) -> None:
    """A provisional year of such a scheme scores what is in, whoever it waits for, and grades nothing."""
    key = "panel_points" if missing == "990100" else "funds_use"
    rest = [o for o in evidence.observations if (o.place.code, o.indicator.key) != (missing, key)]
    result = assess(evolve(evidence, observations=rest), scheme, provisional=True)
    assert [fault.where.split()[0] for fault in result.missing] == [missing]
    scored = [score.county.code for score in result.counties]
    assert scored == [county.code for county in evidence.counties if county.code != missing]
    # 乙市 still has the carried county, and 甲市 its bundle.
    cities = {city.city.code: city for city in result.cities}
    assert set(cities) == {"990100", "990200"} - {missing}
    for city in result.cities:
        assert (city.rank, city.grade, city.final_grade, city.gates, city.ceilings) == (None, None, None, (), ())
        assert_adds_up(result.explain(city.city.code).root)
    if missing == "990221":
        # 0.8 of 85 and a part that does not apply.
        assert cities["990200"].score == 85
    assert (result.follow_ups, result.rewards, result.sanctions) == ((), (), ())


def test_random_years_add_up() -> None:
    """In sixty small random years under random schemes every step of every explanation adds up exactly."""
    kinds: set[PartKind] = set()
    held, adjusted, weighted = 0, 0, 0
    for seed in range(60):
        text, format, given = make(seed)
        scheme = parse_scheme(text, format)
        evidence = parse_evidence(given, scheme)
        if find_faults(evidence, scheme):
            continue
        result = assess(evidence, scheme)
        for city in result.cities:
            root = result.explain(city.city.code).root
            held += assert_adds_up(root)
            assert root.points == city.published
            kinds |= {part.kind for part in city.parts}
        for county in result.counties:
            root = result.explain(county.county.code).root
            held += assert_adds_up(root)
            assert root.points == (county.score or 0)
            kinds |= {part.kind for each in county.adjustments for part in each.parts}
            kinds |= {part.kind for part in county.parts}
            adjusted += any(each.points for each in county.adjustments)
            weighted += any(group.factor != 1 for group in county.groups)
    # The years do reach what they are meant to reach.
    assert kinds >= {PartKind.RESCALING, PartKind.ROUNDING, PartKind.CARRIED, PartKind.CAP, PartKind.COUNTY_SHARE}
    assert min(adjusted, weighted) > 20
    assert held > 5_000


def test_the_ranking_of_the_whole_scheme(result: Assessment, scheme: Scheme, evidence: Evidence) -> None:
    """The table of cities names their classes, and the grade that people set beside the computed one."""
    assert result.ranking().split("\n")[2:] == [
        "| class        | rank | city       | score | grade  | grade set |",
        "|--------------|------|------------|-------|--------|-----------|",
        "| large cities | 1    | 990100 Jia | 70.37 | first  |           |",
        "| small cities | 1    | 990200 Yi  | 73.00 | second | first     |",
    ]
    assert result.ranking("zh").split("\n")[-1] == "| 小市 | 1    | 990200 乙市 | 73.00 | 二等 | 一等     |"
    plain = assess(evolve(evidence, set_grades=[]), scheme).ranking().split("\n")
    assert plain[2] == "| class        | rank | city       | score | grade  |"
