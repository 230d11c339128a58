"""The errors that jxassess raises of itself, lowest floor.

Every error of this library is a `JxAssessError`. `NumberError` stands in `jxassess.exact`; `SchemeError` and
`EvidenceError`, which carry faults, in `jxassess.faults`.
"""

from __future__ import annotations


class JxAssessError(Exception):
    """Above every error that this library raises of itself, so that one `except` catches them all."""


class ScopeError(JxAssessError, LookupError):
    """Something was asked for that lies outside the measure or outside the data that ship with it.

    Raised for a clause that the measure does not have, a year outside 2017 to 2020, a day that the tables of places
    do not cover, a name that several places share. Its text says what is covered instead.
    """
