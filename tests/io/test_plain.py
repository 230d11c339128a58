"""Values into what files hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jxassess.evidence import NOT_APPLICABLE, Evidence, Fact, FactKind
from jxassess.exact import Side
from jxassess.io._plain import to_plain, to_table
from jxassess.measure import Citation, Dimension
from jxassess.scheme import EqualWeights, Grade, PassFail, Scheme
from jxassess.words import Words


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("甲", "甲"),
        (3, 3),
        (True, True),
        (Fraction("1.50"), "1.5"),
        (Fraction(1, 3), "1/3"),
        (date(2019, 12, 31), "2019-12-31"),
        (Side.AT_LEAST, "at_least"),
        (NOT_APPLICABLE, "not_applicable"),
        (Dimension.FUNDS, "Art. 5(4)"),
        (Citation(9, 2), "Art. 9 para. 2"),
        (Words("a", "甲"), {"en": "a", "zh": "甲"}),
        ((Fraction(1), [date(2019, 1, 1)]), ["1", ["2019-01-01"]]),
        ({"a": Fraction(1), "b": None}, {"a": "1"}),
        (Fact(FactKind.ACT, "x"), {"kind": "act", "text": "x"}),
        (EqualWeights(), {"kind": "equal"}),
    ],
)
def test_plain(value: object, plain: object) -> None:
    """Each kind of value has one form."""
    made = to_plain(value)
    assert made == plain
    assert type(made) is type(plain)


def test_keys_in_order() -> None:
    """The keys of a table are in the order of the fields, `kind` first; what is absent is left out."""
    table = to_table(PassFail(side=Side.BELOW, value=3))
    assert list(table.items()) == [("kind", "pass_fail"), ("side", "below"), ("value", "3")]
    assert list(to_table(Grade(key="a", name=Words("a", "甲"), below=3))) == ["key", "name", "below"]


def test_references(evidence: Evidence, scheme: Scheme) -> None:
    """Units and indicators are written as code and key inside other things, and with their fields where defined."""
    county = evidence.counties[0]
    assert to_plain((county, county.parent)) == ["990121", "990100"]
    assert to_table(county) == {"code": "990121", "name": "子县", "english": "Zi", "parent": "990100"}
    roads = scheme.criterion("roads").indicator
    assert to_plain(roads) == "road_access"
    assert to_table(roads)["high"] == "100"


@pytest.mark.parametrize("value", [1.5, None, b"", object(), {1}])
def test_no_form(value: object) -> None:
    """A value that files have no form for is an error of the caller."""
    with pytest.raises(TypeError, match="has no form in files"):
        to_plain(value)
