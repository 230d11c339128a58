"""Files that say everything that schemes and evidence can say."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from jxassess import Evidence, Scheme, assess
from jxassess.evidence import SampledVillage
from jxassess.exact import Bound, Side, from_text
from jxassess.faults import EvidenceError, Fault, SchemeError
from jxassess.io import (
    format_assessment,
    format_evidence,
    format_explanation,
    format_scheme,
    parse_evidence,
    parse_scheme,
    read_evidence,
    write_evidence,
)
from jxassess.measure import Body, Problem, Role
from jxassess.scheme import (
    Among,
    Band,
    Bands,
    Basis,
    BetweenExtremes,
    BlendShare,
    Bonus,
    Bounds,
    Bundle,
    ByClass,
    ByRank,
    Ceiling,
    CityLevel,
    ClassRule,
    ClosedEnd,
    Cohort,
    EdgeTies,
    Events,
    Falsified,
    FollowUpKind,
    GradeQuota,
    GradeQuotas,
    GradesSetBy,
    Linear,
    PassFail,
    Penalty,
    SampleRule,
    Tier,
    Ties,
    UnitClass,
    When,
)
from jxassess.words import Words

DOCUMENT = "invented for tests"
Edit = Callable[..., str]
# What is added up of each entry, and the lists that hold such entries.
SUMS = [("points", "parts"), ("points", "adjustments"), ("contribution", "groups"), ("contribution", "children")]


@pytest.fixture
def full_text(data: Path) -> str:
    """The scheme that says everything, as TOML."""
    return (data / "scheme_full.toml").read_text("utf-8")


@pytest.fixture
def full_scheme(full_text: str) -> Scheme:
    """The scheme that says everything."""
    return parse_scheme(full_text)


@pytest.fixture
def full_json(data: Path) -> str:
    """Its evidence, as JSON."""
    return (data / "evidence_full.json").read_text("utf-8")


@pytest.fixture
def full_evidence(full_json: str, full_scheme: Scheme) -> Evidence:
    """Its evidence."""
    return parse_evidence(full_json, full_scheme)


def seen(faults: tuple[Fault, ...]) -> list[tuple[str, str, str]]:
    """Say the faults in short, without what could not be checked because of them."""
    return [(fault.code, fault.where, fault.value) for fault in faults if fault.code != "unchecked"]


# Reading


def test_further_rules_are_read(full_scheme: Scheme) -> None:
    """Each further kind of rule stands in the file under its kind, with basis, reference, blend and cutoff beside it."""
    growth, pace = full_scheme.criterion("growth"), full_scheme.criterion("pace")
    assert growth.reference is not None
    assert (growth.basis, growth.reference.key, pace.basis) == (Basis.DIFFERENCE, "province_growth", Basis.RATIO)
    assert growth.rule == Bands(
        closed=ClosedEnd.LOW,
        bands=[Band(high=-1, at_high=0), Band(low=-1, high=1, at_low=20, at_high=30), Band(low=1, at_low=40)],
    )
    assert full_scheme.criterion("identified").rule == ByClass(
        cases=[
            ClassRule(unit_class="hill", rule=PassFail(side=Side.AT_LEAST, value=95)),
            ClassRule(unit_class="plain", rule=Linear(zero_at=90, full_at=100)),
        ]
    )
    cohort = Cohort(among=Among.CLASS, has_carried=False, classes=["hill", "plain"])
    team = full_scheme.criterion("team")
    assert team.rule == ByRank(step=10, floor=50, ties=Ties.COMPETITION, cohort=cohort)
    assert team.blend == (BlendShare(source="survey", share="0.4"), BlendShare(source="verification", share="0.6"))
    province = Cohort(among=Among.PROVINCE, has_carried=True)
    assert full_scheme.criterion("use").rule == BetweenExtremes(floor=30, when_equal=60, cohort=province)
    cutoff = full_scheme.criterion("exited").cutoff
    assert cutoff is not None
    assert (cutoff.indicator.key, cutoff.bound) == ("complaints", Bound(side=Side.AT_LEAST, value=3))
    assert [group.weight for group in full_scheme.criteria] == [4, 3, 2, 1]


def test_further_parts_are_read(full_scheme: Scheme) -> None:
    """Classes, adjustments, the level of cities, sample, bundles, quotas, gates and follow-ups are read as they stand."""
    hill = Words("hill counties", "山区县")
    assert full_scheme.classes[0] == UnitClass(key="hill", name=hill, units=["990221", "990121"], source=DOCUMENT)
    kinds = [type(each) for each in full_scheme.adjustments]
    assert kinds == [Bonus, Penalty, Events, Falsified, Bounds, Events]
    assert [each.level for each in full_scheme.adjustments] == [Tier.COUNTY] * 5 + [Tier.CITY]
    assert isinstance(full_scheme.city, CityLevel)
    assert (full_scheme.city.county_weight, full_scheme.city.parts[0].weight) == (Fraction("0.8"), Fraction("0.2"))
    assert full_scheme.sample == SampleRule(
        counties=1, townships=1, villages=1, households=10, with_carried=True, allowed_by=DOCUMENT
    )
    assert full_scheme.bundles == (Bundle(units=["990122", "990123"], lead="990122", allowed_by=DOCUMENT),)
    assert isinstance(full_scheme.grades, GradeQuotas)
    assert full_scheme.grades.edge_ties is EdgeTies.DOWN
    assert full_scheme.grades.bands[0] == GradeQuota(key="first", name=Words("first", "一等"), units=1)
    assert full_scheme.grades_set_by == GradesSetBy(body=Body.LEADING_GROUP, document=DOCUMENT)
    assert full_scheme.ranking.classes == ("large", "small")
    assert full_scheme.ceilings == (
        Ceiling(problem=Problem.FALSE_EXIT, grade="second", allowed_by=DOCUMENT, only_serious=True),
    )
    assert full_scheme.gates[0].conditions[0].must == Bound(side=Side.AT_MOST, value=5)
    called, told = full_scheme.follow_ups
    assert (called.kind, called.role, told.to) == (
        FollowUpKind.TALK,
        Role.IN_CHARGE,
        Words("the appraisal office", "考评办"),
    )
    assert called.any_of == (
        When(grades=["second"], gate="no_complaint"),
        When(has_finding=True),
        When(problem=Problem.FALSE_EXIT),
    )


def test_further_records_are_read(full_evidence: Evidence) -> None:
    """Events, samples and grades that people set are read with their places."""
    assert [(e.key, e.kind, e.place.code, e.criterion) for e in full_evidence.events] == [
        ("e1", "praise", "990121", ""),
        ("e2", "blame", "990121", ""),
        ("e3", "false", "990122", "people"),
        ("e4", "honour", "990100", ""),
    ]
    assert full_evidence.samples[0].townships[0].villages == (
        SampledVillage(name="一村", households=10),
        SampledVillage(name="二村", households=12),
    )
    (entry,) = full_evidence.set_grades
    assert (entry.city.code, entry.grade, entry.body) == ("990200", "first", Body.LEADING_GROUP)


# Round trips


@pytest.mark.parametrize("format", ["toml", "json"])
def test_a_whole_scheme_round_trips(full_scheme: Scheme, format: str) -> None:
    """What is written loads back equal, and writes the same text again."""
    text = format_scheme(full_scheme, format)
    assert parse_scheme(text, format) == full_scheme
    assert format_scheme(parse_scheme(text, format), format) == text


def test_whole_evidence_round_trips(full_evidence: Evidence, full_scheme: Scheme, tmp_path: Path) -> None:
    """Evidence loads back equal from JSON and from a folder, whose head holds events, samples and set grades."""
    text = format_evidence(full_evidence)
    assert parse_evidence(text, full_scheme) == full_evidence
    assert format_evidence(parse_evidence(text, full_scheme)) == text
    write_evidence(full_evidence, tmp_path / "year")
    assert read_evidence(tmp_path / "year", full_scheme) == full_evidence
    head = (tmp_path / "year" / "evidence.toml").read_text("utf-8")
    assert all(f"[[{name}]]" in head for name in ("events", "samples", "set_grades"))


def test_the_order_in_files_moves_nothing(full_evidence: Evidence, full_scheme: Scheme, full_json: str) -> None:
    """Records, townships and villages may stand in any order."""
    rng = Random(5)
    table = json.loads(full_json)
    for name, records in table.items():
        if isinstance(records, list):
            table[name] = rng.sample(records, len(records))
    for sample in table["samples"]:
        for township in sample["townships"]:
            township["villages"].reverse()
    assert parse_evidence(json.dumps(table), full_scheme) == full_evidence


def test_classes_and_adjustments_may_stand_in_any_order(full_scheme: Scheme) -> None:
    """Adjustments apply by their numbers and classes are looked up by key, wherever they stand in the file."""
    table = json.loads(format_scheme(full_scheme, "json"))
    table["adjustments"].reverse()
    again = parse_scheme(json.dumps(table), "json")
    assert again.adjustments == full_scheme.adjustments


# Faults with their places in the file


@pytest.mark.parametrize(
    ("old", "new", "code", "where", "value"),
    [
        ('basis = "difference"', 'basis = "gap"', "unknown_value", "criteria[0].children[1].basis", "'gap'"),
        (
            'basis = "difference"\nreference = "province_growth"',
            'basis = "difference"',
            "no_reference_indicator",
            "criteria[0].children[1].reference",
            "",
        ),
        (
            "{ high = -1, at_high = 0 }",
            "{ high = -1 }",
            "band_points",
            "criteria[0].children[1].rule.bands[0].at_high",
            "-",
        ),
        (
            "{ low = -1, high = 1, at_low",
            "{ low = 0, high = 1, at_low",
            "band_gap",
            "criteria[0].children[1].rule.bands[1].low",
            "0",
        ),
        (
            "{ low = 1, at_low = 40 }",
            "{ low = 1, at_low = 40, points = 3 }",
            "unknown_key",
            "criteria[0].children[1].rule.bands[2].points",
            "points",
        ),
        (
            'unit_class = "plain", rule = { kind = "linear", zero_at = 90, full_at = 100 }',
            'unit_class = "plain", rule = { kind = "by_class", cases = [] }',
            "unknown_kind",
            "criteria[1].children[0].rule.cases[1].rule.kind",
            "'by_class'",
        ),
        (
            '{ source = "survey", share = "0.4" }',
            '{ source = "survey", share = "0.5" }',
            "blend_not_one",
            "criteria[2].children[0].blend",
            "1.1",
        ),
        (
            'among = "class", has_carried = false, classes = ["hill", "plain"]',
            'among = "class", has_carried = false',
            "cohort_classes",
            "criteria[2].children[0].rule.cohort.classes",
            "-",
        ),
        ('lead = "990122"', 'lead = "990124"', "lead_outside", "bundles[0].lead", "990124"),
        ('units = ["990100"]', 'units = ["9901"]', "bad_unit_code", "classes[2].units[0]", "9901"),
        ("households = 10", "households = 0", "not_positive", "sample.households", "0"),
        ("households = 10", 'households = "10"', "wrong_type", "sample.households", "'10'"),
        ("with_carried = true", "", "missing_key", "sample.with_carried", "with_carried"),
        ('edge_ties = "down"', 'edge_ties = "middle"', "unknown_value", "grades.edge_ties", "'middle'"),
        ('kind = "quotas"', 'kind = "places"', "unknown_kind", "grades.kind", "'places'"),
        ('body = "leading_group"', 'body = "nobody"', "unknown_value", "grades_set_by.body", "'nobody'"),
        ('kind = "falsified"', 'kind = "fraud"', "unknown_kind", "adjustments[3].kind", "'fraud'"),
        ('points = "-1.5"', "points = 0", "no_points", "adjustments[2].events[1].points", "0"),
        ("order = 2\n", "order = 7\n", "order_broken", "adjustments[1].order", "7"),
        ('county_weight = "0.8"', 'county_weight = "0.7"', "shares_not_one", "city.county_weight", "0.9"),
        (
            'must = { side = "at_most", value = 5 }',
            'must = { side = "at_most", value = -1 }',
            "bound_settled",
            "gates[0].conditions[0].must.value",
            "-1",
        ),
        ('gate = "no_complaint"', 'gate = "another"', "unknown_gate", "follow_ups[0].any_of[0].gate", "another"),
        (
            'grades = ["first"] }]',
            'grades = ["third"] }]',
            "unknown_grade",
            "follow_ups[1].any_of[0].grades[0]",
            "third",
        ),
        ('role = "in_charge"\n', "", "no_role", "follow_ups[0].role", ""),
        ("only_serious = true", "only_serious = 1", "wrong_type", "ceilings[0].only_serious", "1"),
        ('classes = ["large", "small"]', 'classes = ["large", "tiny"]', "unknown_class", "ranking.classes[1]", "tiny"),
    ],
)
def test_a_fault_of_a_scheme_has_its_place(
    old: str, new: str, code: str, where: str, value: str, full_text: str, edit: Edit
) -> None:
    """A fault in a further part of a scheme names its path as the file has it."""
    with pytest.raises(SchemeError) as caught:
        parse_scheme(edit(full_text, old, new))
    assert (code, where, value) in seen(caught.value.faults)


def test_adjustments_count_as_the_file_does(full_scheme: Scheme) -> None:
    """Where adjustments stand in another order than they apply, a fault is told at the place in the file."""
    table = json.loads(format_scheme(full_scheme, "json"))
    table["adjustments"].reverse()
    table["adjustments"][5]["order"] = 9
    with pytest.raises(SchemeError) as caught:
        parse_scheme(json.dumps(table), "json")
    assert ("order_broken", "adjustments[5].order", "9") in seen(caught.value.faults)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"events": {"place": "990129"}}, "unknown_place", "events[0].place"),
        ({"events": {"on": "2019"}}, "bad_date", "events[0].on"),
        ({"events": {"document": ""}}, "no_text", "events[0].document"),
        ({"events": {"points": 3}}, "unknown_key", "events[0].points"),
        ({"set_grades": {"city": "990121"}}, "unknown_place", "set_grades[0].city"),
        ({"set_grades": {"body": "someone"}}, "unknown_value", "set_grades[0].body"),
        ({"set_grades": {"reason": ""}}, "no_text", "set_grades[0].reason"),
        ({"samples": {"county": "990200"}}, "unknown_place", "samples[0].county"),
        ({"samples": {"townships": "all"}}, "wrong_type", "samples[0].townships"),
        (
            {"samples": {"townships": [{"name": "a", "villages": [{"name": "b", "households": "many"}]}]}},
            "wrong_type",
            "samples[0].townships[0].villages[0].households",
        ),
        (
            {"samples": {"townships": [{"name": "a", "villages": [{"name": "b", "households": -1}]}]}},
            "bad_number",
            "samples[0].townships[0].villages[0].households",
        ),
        ({"samples": {"townships": [{"name": "a"}]}}, "missing_key", "samples[0].townships[0].villages"),
    ],
)
def test_a_fault_of_evidence_has_its_place(
    change: dict[str, dict[str, object]], code: str, where: str, full_json: str, full_scheme: Scheme
) -> None:
    """A fault in a further record names its path as the file has it."""
    table = json.loads(full_json)
    for name, values in change.items():
        table[name][0] |= values
    with pytest.raises(EvidenceError) as caught:
        parse_evidence(json.dumps(table), full_scheme)
    assert (code, where) in [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_fault_in_the_head_of_a_folder(
    full_evidence: Evidence, full_scheme: Scheme, tmp_path: Path, edit: Edit
) -> None:
    """A fault of an event of a folder is told in the file where events stand."""
    write_evidence(full_evidence, tmp_path / "year")
    head = tmp_path / "year" / "evidence.toml"
    head.write_text(edit(head.read_text("utf-8"), 'place = "990121"', 'place = "990129"'), "utf-8")
    with pytest.raises(EvidenceError) as caught:
        read_evidence(tmp_path / "year", full_scheme)
    assert [(fault.code, fault.where) for fault in caught.value.faults if fault.code != "unchecked"] == [
        ("unknown_place", "evidence.toml events[0].place")
    ]


# Assessments


@pytest.fixture
def table(full_scheme: Scheme, full_evidence: Evidence) -> dict[str, list[dict[str, object]]]:
    """The assessment of the two as a JSON table."""
    loaded: dict[str, list[dict[str, object]]] = json.loads(format_assessment(assess(full_evidence, full_scheme)))
    return loaded


def test_cities_of_an_assessment(table: dict[str, list[dict[str, object]]]) -> None:
    """A city's mean, parts, adjustments, gates and both grades stand in the file."""
    first, second = table["cities"]
    assert from_text(str(first["mean"])) == Fraction("194.5") / 3
    assert (first["published"], first["grade"], "set_grade" in first) == ("70.37", "first", False)
    assert [(part["kind"], part["factor"]) for part in first["parts"]] == [("county_share", "0.8")]
    assert [(group["key"], group["points"], group["contribution"]) for group in first["groups"]] == [
        ("leading", "9", "18")
    ]
    assert [(each["key"], each["where"], each["points"], each["events"]) for each in first["adjustments"]] == [
        ("noted_city", "adjustments[5]", "0.5", ["e4"])
    ]
    assert (second["grade_by_score"], second["grade"], second["set_grade"]) == ("first", "second", "first")
    assert second["gates"] == [{"where": "gates[0]", "gate": "no_complaint", "failed": ["990221 complaints"]}]


def test_counties_of_an_assessment(table: dict[str, list[dict[str, object]]]) -> None:
    """Leads, reasons for having no score, sources of a blend and what a cap took stand in the file."""
    counties = {str(county["county"]): county for county in table["counties"]}
    assert counties["990123"]["lead"] == "990122"
    assert counties["990124"]["left_out"] == "not_sampled"
    bonus = counties["990121"]["adjustments"][0]
    assert (bonus["amounts"], bonus["points"], bonus["parts"]) == (["4"], "3", [{"kind": "cap", "points": "-1"}])
    team = counties["990121"]["groups"][2]["children"][0]
    assert [(found["source"], found["value"]) for found in team["observations"]] == [
        ("survey", "90"),
        ("verification", "95"),
    ]
    assert [found["indicator"] for found in counties["990121"]["groups"][0]["children"][1]["observations"]] == [
        "rural_income_growth",
        "province_growth",
    ]


def test_follow_ups_of_an_assessment(table: dict[str, list[dict[str, object]]]) -> None:
    """What the scheme lets follow stands in the file with the conditions that hold."""
    assert [
        (each["city"], each["key"], each["where"], each["citation"], each["met"]) for each in table["follow_ups"]
    ] == [
        ("990100", "told", "follow_ups[1]", "Art. 8", [0]),
        ("990200", "told", "follow_ups[1]", "Art. 8", [0]),
    ]
    assert table["follow_ups"][0]["words"] == {
        "en": "notice to the appraisal office: a grade of first",
        "zh": "告知（考评办）：评为一等",
    }


def test_scores_in_the_file_add_up(table: dict[str, list[dict[str, object]]]) -> None:
    """Whoever adds up contributions, parts and adjustments of the file comes to every score in it."""

    def own(holder: dict[str, object], *names: str) -> Fraction:
        return sum(
            (from_text(str(item[key])) for key, name in SUMS if name in names for item in holder[name]), Fraction(0)
        )

    def check(node: dict[str, object]) -> None:
        names = ("parts", "children") if "children" in node else ("parts",)
        assert own(node, *names) == from_text(str(node["points"]))
        for child in node.get("children", []):
            check(child)

    for county in table["counties"]:
        if "score" in county:
            assert own(county, "parts", "adjustments", "groups") == from_text(str(county["score"]))
        for group in county["groups"]:
            check(group)
    for city in table["cities"]:
        mean = sum((from_text(each["contribution"]) for each in city["counties"]), Fraction(0))
        assert mean == from_text(str(city["mean"]))
        assert mean + own(city, "parts", "adjustments", "groups") == from_text(str(city["score"]))


def test_an_assessment_can_be_made_again(full_scheme: Scheme, full_evidence: Evidence) -> None:
    """Scheme and evidence travel along whole: from the file alone the same file can be made."""
    text = format_assessment(assess(full_evidence, full_scheme))
    table = json.loads(text)
    scheme = parse_scheme(json.dumps(table["scheme"]), "json")
    evidence = parse_evidence(json.dumps(table["evidence"]), scheme)
    assert (scheme, evidence) == (full_scheme, full_evidence)
    assert format_assessment(assess(evidence, scheme)) == text


def test_a_provisional_assessment_as_a_file(full_scheme: Scheme, full_evidence: Evidence) -> None:
    """What is missing of a blend stands in the file, and nothing that waits for it."""
    rest = [o for o in full_evidence.observations if o.indicator.key != "panel_points"]
    table = json.loads(
        format_assessment(assess(evolve(full_evidence, observations=rest), full_scheme, provisional=True))
    )
    assert [fault["code"] for fault in table["missing"]] == ["missing_observation"] * 2
    assert (table["cities"], table["follow_ups"]) == ([], [])


def test_an_explanation_as_a_file(full_scheme: Scheme, full_evidence: Evidence) -> None:
    """The explanation of a city holds its gates, its set grade and what follows, each with its path."""
    table = json.loads(format_explanation(assess(full_evidence, full_scheme).explain("990200")))
    paths = [child.get("where") for child in table["root"]["children"]]
    assert [path for path in paths if path in ("gates[0]", "grades_set_by", "follow_ups[1]", "city.parts[0]")] == [
        "city.parts[0]",
        "gates[0]",
        "grades_set_by",
        "follow_ups[1]",
    ]
