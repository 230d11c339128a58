"""What gaps, cutoffs and falsified data do to a criterion."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "rule_kinds"))

from building import criterion, event, group, read_scheme, scheme_of
from column_building import (
    LINE,
    Values,
    adjustment,
    agreeing,
    cutoff,
    differences,
    exact_of,
    filled,
    gate,
    must,
    scored,
    with_numbers,
)

from jxassess.arrays import CellState, compile_scheme, score
from jxassess.arrays._block import Table
from jxassess.arrays._readings import PLAIN, read, state_of

Entry = dict[str, Any]

NONE = "not_applicable"


def in_group(missing: str, inapplicable: str) -> Entry:
    """Write 20 marks, 5 of them with policies, beside 80 that are earned."""
    own = criterion("own", 5, LINE, when_missing=missing, when_not_applicable=inapplicable)
    return scheme_of(group("both", 20, own, criterion("other", 15)))


@pytest.mark.parametrize(
    ("missing", "inapplicable", "value", "wanted"),
    [
        # 80 + 12 + half of 5.
        ("fault", "fault", 50, Fraction("94.5")),
        ("zero", "fault", None, Fraction(92)),
        # 12 of 15 become 16 of 20.
        ("rescale_group", "fault", None, Fraction(96)),
        ("zero", "rescale_group", NONE, Fraction(96)),
        # 92 of 95 marks.
        ("rescale_all", "rescale_group", None, Fraction(9200, 95)),
        ("rescale_group", "rescale_all", NONE, Fraction(9200, 95)),
    ],
)
def test_policies(missing: str, inapplicable: str, value: object, wanted: Fraction) -> None:
    """A gap counts zero, is left to its group or to the whole, each as the scheme says of its kind."""
    own = {} if value is None else {"own": value}
    year = agreeing(in_group(missing, inapplicable), {"990121": own | {"other": 12}, "990122": {"own": 0, "other": 0}})
    assert year.of("990121") == wanted
    assert year.of("990122") == 80


def test_all_patterns_of_gaps() -> None:
    """Units of every pattern of gaps among three criteria are scored as `assess` scores them."""
    policies = [("zero", "rescale_group"), ("rescale_group", "rescale_all"), ("rescale_all", "rescale_group")]
    own = [
        criterion(f"c_{i}", 10, LINE, when_missing=missing, when_not_applicable=out)
        for i, (missing, out) in enumerate(policies)
    ]
    cells: list[object] = [70, NONE, None]
    values: Values = {}
    for n in range(27):
        chosen = [cells[n // 3**i % 3] for i in range(3)]
        values[f"9901{21 + n}"] = {f"c_{i}": cell for i, cell in enumerate(chosen) if cell is not None}
    year = agreeing(scheme_of(group("three", 30, *own)), values)
    # All three at 70 %: 70 + 21. All left to the group by themselves or lifted: see below.
    assert year.of("990121") == 91
    # n = 2 + 2 * 3 + 2 * 9: zero, to the group, to the whole. Of 10 + 10 + 10 only 10 count and earn 0; 10 leave the
    # whole: 70 of 90 marks.
    assert year.of("990147") == Fraction(7000, 90)


def test_what_does_not_apply_is_not_missing() -> None:
    """A criterion whose indicator is missing and whose reference does not apply does not apply."""
    own = criterion("own", 10, LINE, basis="difference", reference="ref", when_missing="zero")
    own["when_not_applicable"] = "rescale_all"
    values: Values = {"990121": {"ref": NONE}, "990122": {"own": 70, "ref": 20}, "990123": {"ref": 3}}
    year = agreeing(scheme_of(own), values)
    # 90 of 90; 90 + 5; 90 + 0.
    assert [year.of(code) for code in values] == [100, 95, 90]


@pytest.mark.parametrize(
    ("side", "cut"),
    [("below", [1, 0, 0]), ("at_most", [1, 1, 0])],
)
def test_cutoffs_where_less_is_worse(side: str, cut: list[int]) -> None:
    """A cutoff takes all points where its bound holds: 5 itself is at most 5, and not below 5."""
    scheme = scheme_of(criterion("own", 40, LINE, cutoff=cutoff("share", side, 5)))
    values: Values = {f"99012{i}": {"own": 50, "share": x} for i, x in enumerate(("4.9999", 5, "5.0001"), start=1)}
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [60 if each else 80 for each in cut]


@pytest.mark.parametrize(("side", "cut"), [("above", [0, 0, 1]), ("at_least", [0, 1, 1])])
def test_cutoffs_where_more_is_worse(side: str, cut: list[int]) -> None:
    """A share of 5 is at least 5, and not above 5; bounds may lie between the numbers that there can be."""
    scheme = scheme_of(
        criterion("own", 40, LINE, cutoff=cutoff("share", side, 5)),
        indicators={"share": {"better": "lower", "low": 0}},
    )
    values: Values = {f"99012{i}": {"own": 50, "share": x} for i, x in enumerate(("4.9999", 5, "5.0001"), start=1)}
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [60 if each else 80 for each in cut]


@pytest.mark.parametrize("side", ["above", "at_least"])
def test_cutoffs_between_numbers(side: str) -> None:
    """At 4.5 a whole number is cut from 5 on, whichever side the bound has."""
    scheme = scheme_of(
        criterion("own", 40, LINE, cutoff=cutoff("cases", side, "4.5")),
        indicators={"cases": {"better": "lower", "low": 0, "places": 0}},
    )
    assert scored(scheme, {"own": [50] * 3, "cases": [4, 5, 6]}).published.tolist() == [8000, 6000, 6000]


def test_cutoffs_with_gaps() -> None:
    """Where the cutoff does not apply it takes nothing; where it is missing the criterion is missing."""
    scheme = scheme_of(criterion("own", 40, LINE, cutoff=cutoff("share", "below", 5), when_missing="rescale_all"))
    values: Values = {"990121": {"own": 50, "share": NONE}, "990122": {"own": 50}, "990123": {"own": 50, "share": 1}}
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [80, 100, 60]


def test_a_cutoff_and_a_value_that_are_both_missing() -> None:
    """A criterion is missing once, whatever of it is missing."""
    scheme = scheme_of(criterion("own", 40, LINE, cutoff=cutoff("share", "below", 5), when_missing="zero"))
    values: Values = {"990121": {}, "990122": {"own": 50}, "990123": {"share": 7}, "990124": {"own": 50, "share": 7}}
    year = agreeing(scheme, values)
    assert [year.of(code) for code in values] == [60, 60, 60, 80]


@pytest.mark.parametrize("number", [2**62, 9 * 10**18, 10**18])
def test_cutoffs_of_numbers_that_wrap(number: int) -> None:
    """A number that has no room at the indicator's places is still as large as it is, and is not cut."""
    scheme = scheme_of(
        criterion("own", 40, LINE, cutoff=cutoff("share", "below", 5)), indicators={"share": {"places": 6, "low": 0}}
    )
    columns = with_numbers(filled(scheme, {"own": [50, 50], "share": [0, 0]}), "share", [number, 1], 0)
    assert score(columns, compile_scheme(read_scheme(scheme))).published.tolist() == [8000, 6000]


@pytest.mark.parametrize("number", [2**62, 9 * 10**18])
def test_gates_of_numbers_that_wrap(number: int) -> None:
    """A gate reads numbers without room at the indicator's places as they are."""
    scheme = scheme_of(
        criterion("own", 40, LINE),
        gates=[gate("county", "last", must("share", "at_least", 5))],
        indicators={"share": {"places": 6, "low": 0}},
    )
    columns = filled(scheme, {"own": [99], "share": [0]}, codes=["990121"], cities=["990100"])
    scores = score(with_numbers(columns, "share", [number], 0), compile_scheme(read_scheme(scheme)))
    assert scores.cities().grades.tolist() == [0]


def test_falsified_data_earn_nothing() -> None:
    """A falsified criterion earns nothing, and its rest of the tree is not scaled up; other criteria keep theirs."""
    falsified = adjustment("falsified", points=1, at_most=2)
    scheme = scheme_of(criterion("own", 20, LINE), criterion("two", 20, LINE), adjustments=[falsified])
    values: Values = {code: {"own": 50, "two": 100} for code in ("990121", "990122", "990123")}
    events = [event("e1", "the_falsified", "990121", criterion="own")]
    events += [event(f"f{i}", "the_falsified", "990122", criterion=key) for i, key in enumerate(("own", "own", "two"))]
    year = agreeing(scheme, values, events=events)
    # 60 + 10 + 20; less 10 and 1; less 30 and 2.
    assert [year.of(code) for code in values] == [79, 58, 90]
    assert [year.points(code, "own") for code in values] == [0, 0, 10]


def test_falsified_data_of_what_is_left_out() -> None:
    """Falsified data of a criterion that does not apply take their points all the same."""
    falsified = adjustment("falsified", points=1, at_most=5)
    own = criterion("own", 20, LINE, when_not_applicable="rescale_all", when_missing="zero")
    events = [event(f"e{code}", "the_falsified", code, criterion="own") for code in ("990121", "990122")]
    values: Values = {"990121": {"own": NONE}, "990122": {}}
    year = agreeing(scheme_of(own, adjustments=[falsified]), values, events=events)
    assert [year.of(code) for code in values] == [99, 79]


SHARES = [{"source": "survey", "share": "0.25"}, {"source": "register", "share": "0.75"}]


def test_blends_with_gaps() -> None:
    """A blend is missing without one of its sources, and does not apply where none of them does."""
    own = criterion("own", 20, LINE, blend=SHARES, when_missing="zero", when_not_applicable="rescale_all")
    none = {"survey": NONE, "register": NONE}
    values: Values = {
        "990121": {"own": {"survey": 40, "register": 80}},
        "990122": {"own": {"survey": 40}},
        "990123": {"own": none},
        "990124": {},
    }
    year = agreeing(scheme_of(own), values)
    # 80 + 20 * 0.7 = 94.
    assert [year.of(code) for code in values] == [94, 80, 100, 80]


def test_a_missing_source_outweighs_one_that_does_not_apply() -> None:
    """State by state: missing is put over not applicable where the sources of a blend disagree."""
    scheme = scheme_of(criterion("own", 20, LINE, blend=SHARES, when_missing="zero"))
    states = {"own@survey": [0, 1, 2, 1], "own@register": [0, 2, 2, 0]}
    columns = filled(scheme, {"own@survey": [4, 0, 0, 0], "own@register": [4, 0, 0, 4]}, states=states)
    compiled = compile_scheme(read_scheme(scheme))
    own = compiled.engine.counties.criteria["own"]
    blends = {"own": own.blend}
    found = state_of(Table(columns), own.indicator, blends)
    assert found is not None
    missing, out = CellState.MISSING, CellState.NOT_APPLICABLE
    assert found.tolist() == [CellState.PRESENT, missing, out, missing]


def test_completion_without_a_task() -> None:
    """A target of zero leaves nothing to do, whatever was done; a target of one has to be met."""
    own = criterion("own", 20, {"kind": "proportional", "full_at": 1}, basis="completion")
    own |= {"when_not_applicable": "rescale_all", "when_missing": "zero"}
    values: Values = {"990121": {"own": 7}, "990122": {"own": 7}, "990123": {}, "990124": {}}
    targets = {"990121": {"own": 0}, "990122": {"own": 14}, "990123": {"own": 0}, "990124": {"own": 1}}
    year = agreeing(scheme_of(own), values, targets=targets)
    assert [year.of(code) for code in values] == [100, 90, 100, 80]


def test_completion_where_all_targets_are_zero() -> None:
    """Where no column has a gap a target of zero alone leaves the criterion out."""
    own = criterion("own", 20, {"kind": "proportional", "full_at": 1}, basis="completion")
    own |= {"when_not_applicable": "rescale_all"}
    scores = scored(scheme_of(own), {"own": [1, 0], "target:own": [2, 0]})
    assert exact_of(scores) == [90, 100]


def test_a_target_that_is_unknown_is_no_target_of_zero() -> None:
    """Where the line of the plan is not there the quantity is unknown, and the criterion is not left out."""
    own = criterion("own", 20, {"kind": "proportional", "full_at": 1}, basis="completion")
    own |= {"when_not_applicable": "rescale_all", "when_missing": "zero"}
    scheme = scheme_of(own)
    columns = filled(scheme, {"own": [1, 1], "target:own": [2, 0]}, states={"target:own": [0, 1]})
    criterion_read = compile_scheme(read_scheme(scheme)).engine.counties.criteria["own"]
    found = read(Table(columns), criterion_read, {}, ())
    assert found.standing is None
    assert found.is_present is not None
    assert found.is_present.tolist() == [True, False]


def test_without_gaps_all_is_plain() -> None:
    """A criterion that is known everywhere stands plainly."""
    scheme = scheme_of(criterion("own", 40, LINE))
    columns = filled(scheme, {"own": [1, 2]})
    points = compile_scheme(read_scheme(scheme)).engine.counties
    assert points.read(Table(columns)) == dict.fromkeys(points.criteria, PLAIN)


def test_gaps_of_one_column_leave_the_others_plain() -> None:
    """Of a scheme with one gap the differences to `assess` are none, and arrays of another order agree."""
    scheme = scheme_of(criterion("own", 20, LINE, when_missing="rescale_group"), criterion("two", 20, LINE))
    values: Values = {"990121": {"two": 20}, "990221": {"own": 20, "two": 40}}
    year = agreeing(scheme, values)
    assert list(differences(year)) == []
    # 60 + 4 of 20, scaled to 8 of 40; 60 + 4 + 8.
    assert [year.of(code) for code in values] == [68, 72]
    assert np.array_equal(year.scores.is_left_out, [False, False])
