"""The design of a survey: columns that can be read, strata with their sizes."""

from __future__ import annotations

import pytest
from attrs import evolve

from jxassess import EvidenceError
from jxassess.surveys import Stratum, SurveyDesign

DESIGN = SurveyDesign(county="county", village="village", persons="persons")


def codes(**changes: object) -> list[tuple[str, str]]:
    """Give codes and places of the faults that a changed design has."""
    with pytest.raises(EvidenceError) as caught:
        evolve(DESIGN, **changes)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_question_has_a_column_of_its_key() -> None:
    """A question that is not named has a column of its key, a named one the column named."""
    design = evolve(DESIGN, answers={"status": "q1"})
    assert (design.column("status"), design.column("approval")) == ("q1", "approval")


def test_what_is_left_empty_is_no_column() -> None:
    """Optional columns that are left empty are not among the columns; the others come with their paths."""
    design = evolve(DESIGN, weight="w", weight_places=0, answers={"status": "q1"})
    assert design.columns == (
        ("county", "county"),
        ("village", "village"),
        ("persons", "persons"),
        ("weight", "w"),
        ("answers['status']", "q1"),
    )


def test_every_fault_of_a_design_comes_at_once() -> None:
    """No name, a name twice, a personal column and bad places are told together."""
    assert codes(county=" ", persons="village", household="身份证号", weight_places=11) == [
        ("no_column", "county"),
        ("same_column", "persons"),
        ("personal_column", "household"),
        ("bad_weight_places", "weight_places"),
    ]


@pytest.mark.parametrize("column", ["户主姓名", "Phone", "联系电话", "ID_card", "HouseHolder"])
def test_a_personal_column_is_refused(column: str) -> None:
    """Columns whose names say that they hold names, numbers of persons or telephones are never read."""
    assert codes(answers={"status": column}) == [("personal_column", "answers['status']")]


@pytest.mark.parametrize("places", [-1, 11, 2.0, True, "2"])
def test_places_of_weights(places: object) -> None:
    """Weights have 0 to 10 decimal places, a whole number of them."""
    assert codes(weight_places=places) == [("bad_weight_places", "weight_places")]


def test_weights_come_with_their_places() -> None:
    """How many decimal places weights have is said wherever there are weights, and only there it matters."""
    assert codes(weight="w") == [("no_weight_places", "weight_places")]
    assert evolve(DESIGN, weight="w", weight_places=2).scale_places == 2
    assert (DESIGN.weight_places, DESIGN.scale_places) == (None, 0)


def test_a_question_has_one_column() -> None:
    """A question named twice is a fault, since only one of its columns could be read."""
    with pytest.raises(EvidenceError) as caught:
        evolve(DESIGN, answers=[("poor", "b"), ("team", "c"), ("poor", "a")])
    (fault,) = caught.value.faults
    assert (fault.code, fault.where, fault.value) == ("repeated_question", "answers['poor']", "b")
    assert fault.problem.en == "the question has a second column, b, beside a"


def test_strata_with_names_need_a_column() -> None:
    """Sizes of strata that no record can name are a fault; a county that is one stratum needs no column."""
    assert codes(strata=[Stratum(county="990121", stratum="hills", villages=9)]) == [("no_stratum_column", "strata[0]")]
    assert len(evolve(DESIGN, strata=[Stratum(county="990121", villages=9)]).strata) == 1


def test_a_stratum_stands_once() -> None:
    """The same stratum of a county twice is a fault, the same name in another county is not."""
    one, other = (Stratum(county=code, stratum="hills", villages=9) for code in ("990121", "990122"))
    assert evolve(DESIGN, stratum="stratum", strata=[other, one]).strata == (one, other)
    assert codes(stratum="stratum", strata=[one, evolve(one, villages=8)]) == [("repeated_stratum", "strata[1]")]


def test_a_stratum_has_villages() -> None:
    """A stratum without a village is refused."""
    with pytest.raises(EvidenceError, match="a stratum of 0 villages"):
        Stratum(county="990121", villages=0)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"county": 990121}, ("not_a_code", "county", "990121")),
        ({"county": "99012"}, ("not_a_code", "county", "'99012'")),
        ({"county": "９９０１２１"}, ("not_a_code", "county", "'９９０１２１'")),
        ({"stratum": 3}, ("not_a_name", "stratum", "3")),
        ({"villages": 10.5}, ("no_villages", "villages", "10.5")),
        ({"villages": True}, ("no_villages", "villages", "True")),
    ],
)
def test_what_a_stratum_is_said_by(changes: dict[str, object], fault: tuple[str, str, str]) -> None:
    """A stratum has a code and a name as text, so that records find it, and whole villages."""
    with pytest.raises(EvidenceError) as caught:
        evolve(Stratum(county="990121", stratum="hills", villages=9), **changes)
    assert [(each.code, each.where, each.value) for each in caught.value.faults] == [fault]
