"""Faults as values, and the errors that carry them."""

from __future__ import annotations

import pickle

import pytest

from jxassess.errors import JxAssessError
from jxassess.faults import EvidenceError, Fault, FaultKind, FaultsError, SchemeError, join, raise_faults
from jxassess.measure import Citation
from jxassess.words import Words

MISSING = FaultKind(
    "missing_observation",
    Citation(5, item=2),
    Words("no observation of {indicator}", "缺少{indicator}数据"),
    Words("give one", "请补充"),
)
FORM = FaultKind(
    "bad_form",
    None,
    Words("{value!r} is no {what}", "{value!r}不是{what}"),
    Words("give a {what}", "请给出{what}"),
)
NAME = Words("name", "名称")

ONE = MISSING.at("990121 子县", indicator="exit_accuracy")
TWO = FORM.at("name", "", what=NAME)


def test_kind_makes_a_fault() -> None:
    """A kind fills place, value and details into its words and keeps its code and clause."""
    expected = Fault(
        code="missing_observation",
        where="990121 子县",
        value="",
        citation=Citation(5, item=2),
        problem=Words("no observation of exit_accuracy", "缺少exit_accuracy数据"),
        remedy=Words("give one", "请补充"),
    )
    assert expected == ONE


def test_value_in_words() -> None:
    """The value is shown as given and kept as text."""
    fault = FORM.at("marks", 95, what=NAME)
    assert fault.value == "95"
    assert fault.problem == Words("95 is no name", "95不是名称")


def test_closer_clause() -> None:
    """A clause closer to the case replaces the kind's own."""
    assert MISSING.at("x", indicator="y", citation=Citation(6)).citation == Citation(6)
    assert FORM.at("x", what=NAME, citation=Citation(6)).citation == Citation(6)
    assert FORM.at("x", what=NAME).citation is None


def test_text() -> None:
    """A fault says place, problem, clause and remedy in one line, in both languages."""
    assert str(ONE) == "990121 子县: no observation of exit_accuracy [Art. 5(2)]; give one"
    assert ONE.text("zh") == "990121 子县：缺少exit_accuracy数据〔第五条第(二)项〕；请补充"


def test_text_without_a_clause() -> None:
    """Where only the form is wrong, no clause is printed and no empty bracket."""
    assert TWO.text("en") == "name: '' is no name; give a name"
    assert TWO.text("zh") == "name：''不是名称；请给出名称"


@pytest.mark.parametrize(
    ("prefix", "path", "whole"),
    [
        ("criteria[1]", "rule", "criteria[1].rule"),
        ("criteria", "[1]", "criteria[1]"),
        ("criteria", "", "criteria"),
        ("", "rule", "rule"),
        ("", "[1]", "[1]"),
        ("", "", ""),
    ],
)
def test_join(prefix: str, path: str, whole: str) -> None:
    """Names are joined by a point, indexes without, and an empty part adds nothing."""
    assert join(prefix, path) == whole


def test_under() -> None:
    """The same fault is seen from further up at a longer path, and nothing else changes."""
    above = TWO.under("counties[3]")
    assert above.where == "counties[3].name"
    assert (above.code, above.problem, above.remedy) == (TWO.code, TWO.problem, TWO.remedy)
    assert above.under("evidence").where == "evidence.counties[3].name"


def test_error_text() -> None:
    """An error says how many faults there are in what, then each on its line."""
    error = EvidenceError([ONE, TWO])
    assert str(error) == (
        "2 faults in the evidence\n"
        "  990121 子县: no observation of exit_accuracy [Art. 5(2)]; give one\n"
        "  name: '' is no name; give a name"
    )
    assert error.text("zh") == (
        "汇总数据有2处差错\n"
        "  990121 子县：缺少exit_accuracy数据〔第五条第(二)项〕；请补充\n"
        "  name：''不是名称；请给出名称"
    )


def test_one_fault() -> None:
    """One fault is said in the singular."""
    assert str(SchemeError([TWO])).splitlines()[0] == "1 fault in the scheme"


def test_subject() -> None:
    """The subject can be closer than that of the type; each type has its own."""
    assert str(EvidenceError([TWO], Words("the county 990121", "县990121"))).startswith(
        "1 fault in the county 990121\n"
    )
    assert [kind([TWO]).subject.en for kind in (FaultsError, SchemeError, EvidenceError)] == [
        "the input",
        "the scheme",
        "the evidence",
    ]
    assert SchemeError([TWO]).subject.zh == "方案"


def test_faults_are_kept_in_order() -> None:
    """The error carries every fault in the order in which it was found, from any iterable."""
    assert EvidenceError(iter([TWO, ONE])).faults == (TWO, ONE)


def test_error_travels() -> None:
    """An error with its faults survives pickling."""
    error = pickle.loads(pickle.dumps(EvidenceError([ONE], NAME)))
    assert isinstance(error, EvidenceError)
    assert (error.faults, error.subject) == ((ONE,), NAME)


def test_raise_faults() -> None:
    """Faults are raised together under the type and subject given."""
    with pytest.raises(SchemeError) as error:
        raise_faults(SchemeError, (fault for fault in (ONE, TWO)), NAME)
    assert error.value.faults == (ONE, TWO)
    assert error.value.subject == NAME
    assert isinstance(error.value, JxAssessError)


def test_no_faults() -> None:
    """Without faults nothing is raised."""
    raise_faults(EvidenceError, [])
    raise_faults(EvidenceError, iter(()))
