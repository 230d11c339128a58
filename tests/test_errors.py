"""The errors that the library raises of itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import jxassess
from jxassess.cycle import SequenceError
from jxassess.errors import JxAssessError, ScopeError
from jxassess.exact import NumberError
from jxassess.faults import EvidenceError, FaultsError, SchemeError
from jxassess.io import AssessmentError
from jxassess.io.tables import TableError


def public_errors() -> Iterator[type[Exception]]:
    """Give the errors that the public modules define."""
    for found in walk_packages(jxassess.__path__, "jxassess."):
        if "._" not in found.name:
            for value in vars(import_module(found.name)).values():
                if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == found.name:
                    yield value


def test_one_except_catches_all() -> None:
    """Every error that a caller can meet is of the one family."""
    errors = set(public_errors())
    faults = {FaultsError, SchemeError, EvidenceError, SequenceError, AssessmentError, TableError}
    assert errors == {JxAssessError, ScopeError, NumberError, *faults}
    assert all(issubclass(error, JxAssessError) for error in errors)


@pytest.mark.parametrize(
    ("error", "family"), [(ScopeError, LookupError), (NumberError, ValueError), (JxAssessError, Exception)]
)
def test_families(error: type[Exception], family: type[Exception]) -> None:
    """The built-in families are kept for those who know them."""
    assert issubclass(error, family)


def test_no_family_too_many() -> None:
    """An error of scope is no error of a value, so that who waits for the one does not catch the other."""
    assert not issubclass(ScopeError, ValueError)
    assert not issubclass(NumberError, LookupError)
    assert not issubclass(FaultsError, (LookupError, ValueError))


def test_text() -> None:
    """An error of scope says what it was given to say, without quotes around it as errors of keys have."""
    assert str(ScopeError("there is no such clause")) == "there is no such clause"
