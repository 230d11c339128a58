"""How published schemes put a result together, each as plain data, scored by hand.

Numbers are those printed; where a comment says "made up", the published text has none.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))

from building import (
    DOCUMENT,
    assess_values,
    criterion,
    departures,
    event,
    evidence_of,
    explained,
    faults_of,
    group,
    points,
    scheme_of,
    top,
    words,
)

Entry = dict[str, Any]

SHARE = {"kind": "proportional", "full_at": 100}


def dimensions(marks: list[int], **weights: list[int]) -> list[Entry]:
    """Write four dimensions with one criterion each, scored in proportion to 100."""
    tops = []
    for clause, offered in enumerate(marks, start=1):
        changes = {name: values[clause - 1] for name, values in weights.items()}
        tops.append(top(f"top_{clause}", clause, offered, criterion(f"c_{clause}", offered, SHARE), **changes))
    return tops


REACHED: dict[str, Entry | None] = {"990121": {"c_1": 80, "c_2": 90, "c_3": 50, "c_4": 100}}


def test_weights_dimension() -> None:
    """Dimensions of 65, 10, 10 and 15 marks: 80, 90, 50 and 100 % of them are 52 + 9 + 5 + 15 = 81."""
    assessment = assess_values(scheme_of(criteria=dimensions([65, 10, 10, 15])), REACHED)
    earned = [points(assessment, "990121", f"top_{clause}") for clause in (1, 2, 3, 4)]
    assert earned == [52, 9, 5, 15]
    assert assessment.county("990121").points == 81
    assert assessment.city("990100").published == 81
    assert "name of top_1 (65 marks)" in explained(assessment, "990121")


def test_weights_dimension_as_relative_weights() -> None:
    """The same shares as weights of dimensions that are each scored out of 100 give the same 81."""
    criteria = dimensions([100] * 4, weight=[65, 10, 10, 15])
    assessment = assess_values(scheme_of(criteria=criteria), REACHED)
    assert points(assessment, "990121", "top_1") == 80
    assert assessment.county("990121").points == 81
    # 65 of 100 marks for a dimension of 100.
    assert "weight 65: each point counts 0.65" in explained(assessment, "990121")


def test_weights_dimension_refused_where_they_do_not_add_up() -> None:
    """Shares of 65, 10, 10 and 10 leave 5 of 100 marks to nobody."""
    scheme = scheme_of(criteria=dimensions([65, 10, 10, 10]))
    assert faults_of(scheme) == [("marks_differ", "marks")]


def tree(sub_item: int = 4) -> list[Entry]:
    """Write dimensions of 50, 15, 22 and 13; inside the 15 an item of 10, in two sub-items (6 + 4, made up), and 5."""
    item = group("item", 10, criterion("sub_a", 6, when_not_applicable="rescale_group"), criterion("sub_b", sub_item))
    return [
        top("fifty", 1, 50, criterion("c_50", 50)),
        top("fifteen", 2, 15, item, criterion("c_5", 5)),
        top("twenty_two", 3, 22, criterion("c_22", 22)),
        top("thirteen", 4, 13, criterion("c_13", 13)),
    ]


IN_TREE: Entry = {"c_50": 45, "sub_a": 5, "sub_b": 3, "c_5": 3, "c_22": 20, "c_13": 13}


def test_points_tree() -> None:
    """Points add up from sub-item to item to dimension: 5 + 3 = 8, 8 + 3 = 11, 45 + 11 + 20 + 13 = 89."""
    assessment = assess_values(scheme_of(criteria=tree()), {"990121": IN_TREE})
    earned = [points(assessment, "990121", key) for key in ("item", "fifteen", "fifty", "twenty_two", "thirteen")]
    assert earned == [8, 11, 45, 20, 13]
    assert assessment.county("990121").points == 89
    text = explained(assessment, "990121")
    assert "name of item (10 marks): 8" in text
    assert "criteria[1].children[0].children[1]" in text


def test_points_tree_with_a_sub_item_left_out() -> None:
    """Where a sub-item does not apply its item is scaled up: 3 of 4 are 7.5 of 10, and 45 + 10.5 + 20 + 13 = 88.5."""
    assessment = assess_values(scheme_of(criteria=tree()), {"990121": IN_TREE | {"sub_a": "not_applicable"}})
    assert points(assessment, "990121", "item") == Fraction("7.5")
    assert assessment.county("990121").points == Fraction("88.5")
    assert "factor 2.5" in explained(assessment, "990121")


def test_points_tree_refused_where_a_level_does_not_add_up() -> None:
    """Sub-items of 6 + 3 do not make up an item of 10."""
    assert faults_of(scheme_of(criteria=tree(sub_item=3))) == [("marks_differ", "criteria[1].children[0].marks")]


# How many indicators each group has: 37 in 15 groups in 3 indices. Made up: how they spread, and all weights.
SIZES = [[3, 3, 2, 2, 2], [3, 3, 3, 2, 2], [3, 3, 2, 2, 2]]
INDEX_WEIGHTS = [5, 3, 2]


def index(scale: int = 1) -> Entry:
    """Write one index over three indices, every node scored out of 100 and weighed inside its parent."""
    indices = []
    for i, sizes in enumerate(SIZES):
        groups = []
        for k, size in enumerate(sizes):
            # In a group of two the first weighs double.
            weights = [2, 1] if size == 2 else [1, 1, 1]
            members = [
                criterion(f"c_{i}_{k}_{n}", 100, SHARE, weight=weight * scale) for n, weight in enumerate(weights)
            ]
            groups.append(group(f"group_{i}_{k}", 100, *members, weight=scale))
        indices.append(group(f"index_{i}", 100, *groups, weight=INDEX_WEIGHTS[i] * scale))
    return group("index", 100, *indices)


def hierarchy(scale: int = 1) -> Entry:
    """Write the scheme: the index weighs 7 of 10, and the other three dimensions earn all of their 100."""
    rest = [top(f"rest_top_{n}", n, 100, criterion(f"rest_{n}", 100), weight=1) for n in (2, 3, 4)]
    return scheme_of(criteria=[top("growth", 1, 100, index(scale), weight=7), *rest])


def measured() -> Entry:
    """Give 90 to every indicator of the first index, 80 in the second, 60, 90, 90 in each group of the third."""
    values = {}
    for i, sizes in enumerate(SIZES):
        for k, size in enumerate(sizes):
            for n in range(size):
                values[f"c_{i}_{k}_{n}"] = [90, 80, 60 if n == 0 else 90][i]
    return values


def test_index_hierarchical() -> None:
    """37 indicators, 15 groups, 3 indices and 1 index, each weighed inside its parent only."""
    assert sum(map(sum, SIZES)) == 37
    assert sum(map(len, SIZES)) == 15
    assessment = assess_values(hierarchy(), {"990121": measured()})
    # In the third index: (60 + 90 + 90) / 3 = 80 in groups of three, (2 * 60 + 90) / 3 = 70 in groups of two.
    assert points(assessment, "990121", "group_2_0") == 80
    assert points(assessment, "990121", "group_2_4") == 70
    # (80 + 80 + 70 + 70 + 70) / 5 = 74.
    assert [points(assessment, "990121", f"index_{i}") for i in (0, 1, 2)] == [90, 80, 74]
    # 0.5 * 90 + 0.3 * 80 + 0.2 * 74 = 45 + 24 + 14.8.
    assert points(assessment, "990121", "index") == Fraction("83.8")
    # 0.7 * 83.8 + 0.3 * 100 = 58.66 + 30.
    assert assessment.county("990121").points == Fraction("88.66")
    text = explained(assessment, "990121")
    assert "name of group_2_4 (100 marks): 70" in text
    assert "name of index (100 marks): 83.8" in text


def test_index_hierarchical_reads_weights_as_relative() -> None:
    """Weights of 50, 30 and 20 say the same as 5, 3 and 2."""
    assert assess_values(hierarchy(scale=10), {"990121": measured()}).county("990121").points == Fraction("88.66")


def test_index_hierarchical_refused_where_one_weight_is_missing() -> None:
    """Either all children of a group have a weight, or none has."""
    scheme = hierarchy()
    del scheme["criteria"][0]["children"][0]["children"][1]["weight"]
    refused = faults_of(scheme)
    assert refused == [("mixed_weights", "criteria[0].children[0].children[1].weight")]


EXERCISES = {"routine_inspection": "0.4", "yearly_check": "0.3", "third_party": "0.3"}


def blended(shares: dict[str, str]) -> Entry:
    """Write a blend in identification (20 marks) and in assistance (10), and none in the other two."""
    blend = [{"source": source, "share": share} for source, share in shares.items()]
    return scheme_of(
        criteria=[
            top("reduction", 1, 50, criterion("rest_1", 50)),
            top(
                "identification",
                2,
                20,
                criterion("accuracy", 20, SHARE, blend=blend, when_not_applicable="rescale_group"),
            ),
            top("assistance", 3, 10, criterion("help", 10, SHARE, blend=blend)),
            top("funds", 4, 20, criterion("rest_4", 20)),
        ]
    )


def by_exercise(*values: int) -> Entry:
    """Give a value from each exercise."""
    return dict(zip(EXERCISES, values, strict=True))


def test_weights_source_blend() -> None:
    """Routine inspection counts 40, yearly check 30, third party 30, and only where the scheme blends."""
    values: dict[str, Entry | None] = {
        "990121": {"accuracy": by_exercise(90, 80, 100), "help": by_exercise(60, 70, 80)}
    }
    assessment = assess_values(blended(EXERCISES), values)
    # 0.4 * 90 + 0.3 * 80 + 0.3 * 100 = 90, of 20 marks 18; 0.4 * 60 + 0.3 * 70 + 0.3 * 80 = 69, of 10 marks 6.9.
    assert points(assessment, "990121", "accuracy") == 18
    assert points(assessment, "990121", "help") == Fraction("6.9")
    assert assessment.county("990121").points == Fraction("94.9")
    text = explained(assessment, "990121")
    assert "blended of routine_inspection 0.4, third_party 0.3, yearly_check 0.3" in text
    assert "accuracy 80 units (yearly_check" in text


def test_weights_source_blend_refused_where_shares_are_not_one() -> None:
    """Shares of 40, 30 and 20 leave a tenth to no exercise."""
    refused = faults_of(blended(EXERCISES | {"third_party": "0.2"}))
    # The same blend stands at both criteria.
    assert refused == [("blend_not_one", f"criteria[{i}].children[0].blend") for i in (1, 2)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        # Two of three exercises; an exercise that the scheme does not name; one that says it does not apply.
        ({"routine_inspection": 90, "yearly_check": 80}, "missing_source"),
        (by_exercise(90, 80, 100) | {"self_report": 100}, "unknown_source"),
        (by_exercise(90, 80, 100) | {"third_party": "not_applicable"}, "mixed_blend"),
    ],
)
def test_weights_source_blend_refused_without_its_sources(given: Entry, code: str) -> None:
    """A blend takes exactly the sources that it names, and all of them or none apply."""
    scheme = blended(EXERCISES)
    refused = faults_of(scheme, evidence_of(scheme, {"990121": {"accuracy": given, "help": by_exercise(60, 70, 80)}}))
    assert refused == [(code, "990121 子县")]


def with_city(county_weight: str, *parts: Entry, **changes: object) -> Entry:
    """Write a scheme in which a city's result is not its counties' mean alone."""
    city = {"county_weight": county_weight, "parts": list(parts), "allowed_by": DOCUMENT} | changes
    return scheme_of(criterion("own", 50), city=city)


def test_weights_two_assessments() -> None:
    """20 of this assessment and 80 of another: a mean of 90 and another result of 80 make 18 + 64 = 82."""
    other = group("other_assessment", 100, criterion("other_result", 100), weight="0.8")
    scheme = with_city("0.2", other)
    # 50 + 40 = 90 and 50 + 40 = 90 in the two counties.
    values: dict[str, Entry | None] = {"990121": {"own": 42}, "990122": {"own": 38}, "990100": {"other_result": 80}}
    assessment = assess_values(scheme, values)
    assert [score.points for score in assessment.counties] == [92, 88]
    assert assessment.city("990100").published == 82
    text = explained(assessment, "990100")
    assert "name of other_assessment" in text
    assert "name of other_result" in text


def test_weights_two_assessments_is_a_departure() -> None:
    """Art. 6 asks for the mean of the counties, so the blend is listed with the document that allows it."""
    other = group("other_assessment", 100, criterion("other_result", 100), weight="0.8")
    assessment = assess_values(with_city("0.2", other), {"990121": {"own": 42}, "990100": {"other_result": 80}})
    assert departures(assessment) == [("city", DOCUMENT)]
    assert faults_of(with_city("0.2", other, allowed_by="")) == [("no_document", "city.allowed_by")]


def test_weights_two_assessments_refused_where_shares_are_not_one() -> None:
    """Shares of 20 and 70 leave a tenth of the result to nothing."""
    refused = faults_of(with_city("0.2", group("other", 100, criterion("other_result", 100), weight="0.7")))
    assert refused == [("shares_not_one", "city.county_weight")]


# Five parts are printed, without their weights. Made up: the weights, the caps and the marks.
SAMPLE = {
    "counties": 2,
    "townships": 2,
    "villages": 2,
    "households": 10,
    "with_carried": False,
    "allowed_by": DOCUMENT,
}


def sampled(county: str) -> Entry:
    """Write the least sample of a county."""
    villages = [{"name": f"village {n}", "households": 10} for n in (1, 2)]
    return {"county": county, "townships": [{"name": f"township {n}", "villages": villages} for n in (1, 2)]}


def composite() -> Entry:
    """Write a result of five parts: sampled counties, peer review, routine work, plus and minus, bonus."""
    praise = {"key": "praised", "name": words("praised", "受表彰"), "points": 3}
    blame = {"key": "criticised", "name": words("criticised", "受批评"), "points": -1}
    signed = {
        "kind": "events",
        "key": "plus_and_minus",
        "name": words("plus and minus", "加减分"),
        "order": 1,
        "level": "city",
        "events": [praise, blame],
        "most_plus": 5,
        "most_minus": 5,
        "allowed_by": DOCUMENT,
    }
    bonus = {
        "kind": "bonus",
        "key": "bonus",
        "name": words("bonus for new ways", "创新加分"),
        "order": 2,
        "level": "city",
        "criteria": [criterion("new_ways", 5)],
        "at_most": 3,
        "allowed_by": DOCUMENT,
    }
    city = {
        "county_weight": "0.5",
        "parts": [
            group("peer_review", 100, criterion("peers", 100), weight="0.2"),
            group("routine_work", 50, criterion("reports", 20), criterion("visits", 30), weight="0.3"),
        ],
        "allowed_by": DOCUMENT,
    }
    return scheme_of(criterion("own", 50), city=city, sample=SAMPLE, adjustments=[signed, bonus])


def test_composite_parts() -> None:
    """Sampled counties, peer review and routine work are weighed; plus, minus and bonus come on top."""
    values: dict[str, Entry | None] = {
        "990121": {"own": 34},
        "990122": {"own": 38},
        "990123": {},
        "990100": {"peers": 90, "reports": 16, "visits": 24, "new_ways": 4},
    }
    happened = [event("letter_1", "praised", "990100"), event("letter_2", "criticised", "990100")]
    scheme = composite()
    assessment = assess_values(scheme, values, samples=[sampled("990121"), sampled("990122")], events=happened)
    # (84 + 88) / 2 = 86; 40 of 50 are 80 of 100; 0.5 * 86 + 0.2 * 90 + 0.3 * 80 = 43 + 18 + 24 = 85.
    # 85 + 3 - 1 = 87; the bonus of 4 is cut to 3.
    assert assessment.city("990100").published == 90
    text = explained(assessment, "990100")
    assert all(name in text for name in ("peer_review", "routine_work", "plus and minus", "bonus for new ways"))
