"""Every fault of a file together."""

from __future__ import annotations

import pytest
from attrs import field, frozen
from cattrs import Converter

from jxassess.exact import RoundingMode
from jxassess.faults import SchemeError
from jxassess.io._gather import Gatherer
from jxassess.io._hooks import class_hook
from jxassess.measure import Citation
from jxassess.scheme import Rounding


def _break(_: object) -> int:
    raise ZeroDivisionError("a bug")


@frozen
class _Broken:
    number: int = field(converter=_break)


def test_a_bug_is_no_fault() -> None:
    """An error that is none of the file's passes through, so that a bug is not reported as bad input."""
    with pytest.raises(ZeroDivisionError, match="a bug"):
        Gatherer().attempt(class_hook(_Broken, Converter(detailed_validation=True)), {"number": 1})


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
