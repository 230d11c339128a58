"""Cities, counties and townships as values."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime

import pytest
from attrs.exceptions import FrozenInstanceError

from jxassess.faults import EvidenceError
from jxassess.measure import Citation
from jxassess.places import City, County, Place, Township

JIA = City(code="990100", name="甲市", english="Jia")
ZI = County(code="990121", name="子县", english="Zi Xian", parent=JIA)


def untyped(kind: Callable[..., object]) -> Callable[..., object]:
    """Call a class as data from a file would, without the type checker's help."""
    return kind


def codes(error: pytest.ExceptionInfo[EvidenceError]) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in error.value.faults]


def test_label() -> None:
    """A label is code and Chinese name with a blank between them."""
    township = Township(code="990121101", name="丁镇", parent=ZI)
    assert [JIA.label, ZI.label, township.label] == ["990100 甲市", "990121 子县", "990121101 丁镇"]


def test_values() -> None:
    """Places are values: equal in all fields, usable as keys, not changeable."""
    assert City(code="990100", name="甲市", english="Jia") == JIA
    assert City(code="990100", name="甲市") != JIA
    assert len({JIA, ZI, City(code="990100", name="甲市", english="Jia")}) == 2
    with pytest.raises(FrozenInstanceError):
        setattr(JIA, "name", "乙市")  # noqa: B010


def test_keywords_only() -> None:
    """Code and name cannot be swapped in silence, because they are given by name."""
    with pytest.raises(TypeError):
        untyped(City)("990100", "甲市")


def test_place() -> None:
    """A place is a city or a county; a township is not assessed and is none."""
    assert isinstance(JIA, Place)
    assert isinstance(ZI, Place)
    assert not isinstance(Township(code="990121101", name="丁镇", parent=ZI), Place)


@pytest.mark.parametrize(
    "code", ["", "99010", "9901000", "990101", "990000", "９９０１００", "99010a", " 990100", "990100\n"]
)
def test_city_code(code: str) -> None:
    """A city's code is six ASCII digits that end in 00 and not in 0000."""
    with pytest.raises(EvidenceError) as error:
        City(code=code, name="甲市")
    assert codes(error) == [("bad_code", "code")]
    assert error.value.faults[0].citation == Citation(2)


@pytest.mark.parametrize("code", ["99012", "9901210", "990100", "９９０１２１", "990121\n"])
def test_county_code(code: str) -> None:
    """A county's code is six ASCII digits that do not end in 00."""
    with pytest.raises(EvidenceError) as error:
        County(code=code, name="子县", parent=JIA)
    assert ("bad_code", "code") in codes(error)
    assert {fault.citation for fault in error.value.faults} == {Citation(6)}


@pytest.mark.parametrize("code", ["990121", "99012110", "9901211010", "990121１01"])
def test_township_code(code: str) -> None:
    """A township's code is nine ASCII digits."""
    with pytest.raises(EvidenceError) as error:
        Township(code=code, name="丁镇", parent=ZI)
    assert codes(error) == [("bad_code", "code")]
    assert error.value.faults[0].citation == Citation(9, 2)


def test_code_as_number() -> None:
    """A code that comes as a number is refused with the same fault, not with a crash."""
    with pytest.raises(EvidenceError) as error:
        untyped(City)(code=990100, name="甲市")
    assert codes(error) == [("bad_code", "code")]
    assert error.value.faults[0].value == "990100"


@pytest.mark.parametrize("name", ["", " ", " 甲市", "甲市 ", "甲市\n", "甲\t市", "甲\u3000市", "甲  市", None])
def test_name(name: str) -> None:
    """A name is not empty and has no blanks at its ends and no odd ones inside."""
    with pytest.raises(EvidenceError) as error:
        City(code="990100", name=name)
    assert codes(error) == [("bad_name", "name")]


def test_english() -> None:
    """The English name may be missing or have several words, but no blanks at its ends."""
    assert County(code="990121", name="子县", parent=JIA).english == ""
    assert ZI.english == "Zi Xian"
    with pytest.raises(EvidenceError) as error:
        City(code="990100", name="甲市", english="Jia ")
    assert codes(error) == [("bad_name", "english")]


def test_county_parent() -> None:
    """A county lies in the city whose code has the same first four digits."""
    with pytest.raises(EvidenceError) as error:
        County(code="990221", name="寅县", parent=JIA)
    assert codes(error) == [("wrong_parent", "parent")]
    assert str(error.value) == (
        "1 fault in the county 990221 寅县\n"
        "  parent: 990100 甲市 does not hold the code '990221' [Art. 6]; "
        "give the city whose code has the same first 4 digits"
    )


def test_township_parent() -> None:
    """A township lies in the county whose code is its first six digits."""
    with pytest.raises(EvidenceError) as error:
        Township(code="990122101", name="丁镇", parent=ZI)
    assert error.value.text("zh") == (
        "乡镇990122101 丁镇有1处差错\n"
        "  parent：990121 子县不包含代码'990122101'〔第九条第二款〕；请给出代码前6位相同的县"
    )


@pytest.mark.parametrize("parent", [ZI, None, "990100"])
def test_parent_of_another_kind(parent: City) -> None:
    """A county under something that is not a city is refused, even where the digits agree."""
    with pytest.raises(EvidenceError) as error:
        County(code="990122", name="丑县", parent=parent)
    assert codes(error) == [("wrong_parent", "parent")]


def test_township_under_a_city() -> None:
    """A township under a city instead of a county is refused."""
    with pytest.raises(EvidenceError) as error:
        untyped(Township)(code="990100101", name="丁镇", parent=JIA)
    assert codes(error) == [("wrong_parent", "parent")]


def test_all_faults_at_once() -> None:
    """A constructor reports all of its faults together, in the order of the fields."""
    with pytest.raises(EvidenceError) as error:
        County(
            code="99022",
            name="",
            english=" Yin",
            parent=JIA,
            valid_from=date(2019, 2, 1),
            valid_to=date(2019, 1, 1),
        )
    assert codes(error) == [
        ("bad_code", "code"),
        ("bad_name", "name"),
        ("bad_name", "english"),
        ("wrong_parent", "parent"),
        ("bad_validity", "valid_from"),
    ]
    with pytest.raises(EvidenceError) as error:
        City(code="1", name="")
    assert len(error.value.faults) == 2
    with pytest.raises(EvidenceError) as error:
        Township(code="1", name="", parent=ZI)
    assert len(error.value.faults) == 3


@pytest.mark.parametrize(
    ("first", "end"),
    [
        (date(2019, 11, 6), date(2019, 11, 6)),
        (date(2019, 11, 6), date(2019, 11, 5)),
        (datetime(2019, 11, 6), None),
        (None, datetime(2019, 11, 6)),
        ("2019-11-06", None),
    ],
)
def test_validity_refused(first: date | None, end: date | None) -> None:
    """A time in force is given by plain dates and lasts at least a day."""
    with pytest.raises(EvidenceError) as error:
        County(code="990121", name="子县", parent=JIA, valid_from=first, valid_to=end)
    assert codes(error) == [("bad_validity", "valid_from")]


@pytest.mark.parametrize(
    ("first", "end", "day", "expected"),
    [
        (None, None, date(2019, 1, 1), True),
        (date(2019, 11, 6), None, date(2019, 11, 5), False),
        (date(2019, 11, 6), None, date(2019, 11, 6), True),
        (None, date(2019, 11, 6), date(2019, 11, 5), True),
        (None, date(2019, 11, 6), date(2019, 11, 6), False),
        (date(2018, 1, 1), date(2019, 1, 1), date(2017, 12, 31), False),
        (date(2018, 1, 1), date(2019, 1, 1), date(2018, 6, 1), True),
        (date(2018, 1, 1), date(2018, 1, 2), date(2018, 1, 1), True),
    ],
)
def test_is_in_force(first: date | None, end: date | None, day: date, expected: bool) -> None:
    """A county is in force from its first day until the day before its end; an open side has no bound."""
    county = County(code="990121", name="子县", parent=JIA, valid_from=first, valid_to=end)
    assert county.is_in_force(day) is expected


def test_cheap_import() -> None:
    """Importing the places reads no table and brings neither csv nor json nor importlib.resources."""
    script = (
        "import sys; before = set(sys.modules); import jxassess.places; new = set(sys.modules) - before; "
        "print(sorted(new & {'csv', 'json', 'importlib.resources', 'jxassess.places.jiangxi'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
