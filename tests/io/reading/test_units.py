"""Units as tables name them."""

from __future__ import annotations

from datetime import date

import pytest

from jxassess.evidence import Evidence
from jxassess.faults import Fault
from jxassess.io._documents import Numeral
from jxassess.io._reading._units import Units
from jxassess.io._sheets._sheet import CellError, NoResult, Raw
from jxassess.places import City, County, jiangxi

YEAR_END = date(2019, 12, 31)


def units_of(*places: City | County, on: date | None = YEAR_END) -> Units:
    """Make the units of an assessment."""
    units = Units()
    units.cities.update((place.code, place) for place in places if isinstance(place, City))
    units.counties.update((place.code, place) for place in places if isinstance(place, County))
    units.on = on
    return units


@pytest.fixture
def small(evidence: Evidence) -> Units:
    """The invented units."""
    return units_of(*evidence.places)


@pytest.fixture
def real() -> Units:
    """Those of Jiangxi at the end of 2019."""
    return units_of(*jiangxi.cities(), *jiangxi.counties(on=YEAR_END))


@pytest.mark.parametrize("raw", ["990121", 990121, 990121.0, " ９９０１２１ ", "子县", "子 县\u3000", "子\xa0县"])
def test_codes_and_names(raw: Raw, small: Units) -> None:
    """A unit stands by its code, as text or number, or by its name; blanks do not count."""
    found = small.find(raw)
    assert isinstance(found, County)
    assert found.code == "990121"


@pytest.mark.parametrize(
    "raw",
    [
        "990199",
        "子",
        "子县城",
        "Zi",
        True,
        1.5,
        10**20,
        Numeral("990121.0"),
        date(2019, 1, 1),
        "子县\u200b",
        "９９０１２①",
    ],
)
def test_unknown(raw: Raw, small: Units) -> None:
    """Parts of names, English names, and what only looks like a code are no units."""
    found = small.find(raw)
    assert isinstance(found, Fault)
    assert found.code == "unknown_place"


def test_no_value(small: Units) -> None:
    """Errors and formulas without result say what they are."""
    found = [small.find(CellError("#N/A")), small.find(NoResult.NO_RESULT)]
    assert [each.code for each in found if isinstance(each, Fault)] == ["error_cell", "formula_without_result"]


def test_shared_names() -> None:
    """A name of two units is refused, and the code is not; both are called so."""
    first, second = City(code="990100", name="甲市"), City(code="990200", name="乙市")
    twins = [County(code="990121", name="子县", parent=first), County(code="990221", name="子县", parent=second)]
    units = units_of(first, second, *twins)
    found = units.find("子县")
    assert isinstance(found, Fault)
    assert (found.code, "990221 子县" in found.problem.zh) == ("ambiguous_place", True)
    assert units.find("990221") == twins[1]
    assert all(units.is_called(twin, "子 县") for twin in twins)
    assert not units.is_called(twins[0], "990221")


def test_former_names(real: Units) -> None:
    """A former name stands for the unit that has the same area now; a later or merged one does not."""
    found = real.find("九江县")
    assert isinstance(found, County)
    assert found.label == "360404 柴桑区"
    assert real.is_called(found, "九江县")
    assert not real.is_called(found, "赣县")
    assert real.find("360421") != found


def test_former_names_by_day() -> None:
    """On a day before the change the old name is the present one, and the new one is not known."""
    on = date(2017, 1, 1)
    units = units_of(*jiangxi.cities(), *jiangxi.counties(on=on), on=on)
    found = units.find("柴桑区")
    assert isinstance(found, Fault)
    assert "360421 九江县" in found.problem.zh
    old = units.find("九江县")
    assert isinstance(old, County)
    assert old.code == "360421"


def test_former_names_on_open_days(real: Units) -> None:
    """Without a day the last state counts; a day that the tables do not cover knows no former names."""
    real.on = None
    assert isinstance(real.find("九江县"), County)
    real.on = date(2016, 1, 1)
    assert isinstance(real.find("九江县"), Fault)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("章贡", "360702 章贡区"),
        ("赣州市章贡区", "360702 章贡区"),
        ("湾里区", "360112 新建区"),
        ("360105", "360112 新建区"),
        ("龙南市", "360727 龙南县"),
        ("甲县", ""),
    ],
)
def test_hints(text: str, hint: str, real: Units) -> None:
    """What is not known comes with what may be meant: a suffix left out, what followed, what was before."""
    found = real.find(text)
    assert isinstance(found, Fault)
    assert hint in found.problem.zh
    assert hint or "；" not in found.problem.zh


def test_hint_without_history(small: Units) -> None:
    """A real county that did not change has nothing to hint at among invented units."""
    found = small.find("章贡区")
    assert isinstance(found, Fault)
    assert "；" not in found.problem.zh


def test_faulty_definitions(small: Units) -> None:
    """Where definitions could not be read, what seems unknown is left alone."""
    small.is_whole = False
    assert small.find("990199") is None
    assert small.find("990121") is not None
