"""Every fault of a file together."""

from __future__ import annotations

import pytest
from attrs import field, frozen
from cattrs import Converter

from jxassess.exact import RoundingMode
from jxassess.faults import SchemeError
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import class_hook, make_converter
from jxassess.measure import Citation
from jxassess.scheme import Rounding


def _break(value: int) -> int:
    if value == 1:
        raise ZeroDivisionError("a bug")
    no_numbers: dict[int, int] = {}
    return no_numbers[value]


@frozen
class _Broken:
    number: int = field(converter=_break)


@pytest.mark.parametrize(("value", "error"), [(1, ZeroDivisionError), (2, KeyError)])
def test_a_bug_is_no_fault(value: int, error: type[Exception]) -> None:
    """An error that is none of the file's passes through, so that a bug is not reported as bad input."""
    with pytest.raises(error):
        Gatherer().attempt(class_hook(_Broken, Converter()), {"number": value})


def test_a_bug_in_a_list_is_no_fault() -> None:
    """However deep it lies."""

    @frozen
    class Outer:
        inner: tuple[_Broken, ...]

    with pytest.raises(ZeroDivisionError, match="a bug"):
        Gatherer().attempt(class_hook(Outer, make_converter({}, is_detailed=True)), {"inner": [{"number": 1}]})


def test_nothing() -> None:
    """Without faults nothing is reported."""
    gatherer = Gatherer()
    assert gatherer.attempt(lambda value, _: value, 3) == 3
    assert gatherer.all_faults({}, Citation(4)) == ()


def test_paths_and_clauses() -> None:
    """A fault gets the path to where it was found, and the clause of the part of the file, unless it has its own."""

    def refuse(_: object, __: object) -> Rounding:
        return Rounding(places=11, mode=RoundingMode.HALF_UP, stages=[])

    gatherer = Gatherer()
    assert gatherer.attempt(refuse, {}, "rounding[0]") is None
    (fault,) = gatherer.all_faults({"rounding": Citation(6)}, Citation(4))
    assert (fault.where, fault.citation) == ("rounding[0].places", Citation(6))
    (fault,) = gatherer.all_faults({}, Citation(4))
    assert fault.citation == Citation(4)
    with pytest.raises(SchemeError):
        refuse({}, None)
