"""Imports narwhals when a frame comes, says what to install where it is missing, and takes the frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TypeGuard

from attrs import frozen

from jxassess.errors import ScopeError
from jxassess.faults import EvidenceError
from jxassess.surveys._fault_kinds import COLUMN_TWICE
from jxassess.surveys._frames import AnyFrame, Expr, Series, When
from jxassess.words import Words

SUBJECT = Words("the household records", "入户记录")


@frozen(kw_only=True)
class Narwhals:
    """The functions and types of narwhals that are used.

    Attributes:
        col: gives a column by its name.
        lit: gives a column of one value.
        when: begins a choice.
        count: counts rows.
        read: takes a frame of any library; another object as it is.
        column: takes a column of any library.
        series: makes a column in memory from name, values and type, for the library named by `backend`.
        whole: the type of whole numbers.
        double: the type of floats.
        text: the type of text.
        frame: the class of frames in memory.
        lazy: the class of frames that are yet to be computed.
        twice: the error of a frame with two columns of one name.
    """

    col: Callable[[str], Expr]
    lit: Callable[[object], Expr]
    when: Callable[[Expr], When]
    count: Callable[[], Expr]
    read: Callable[..., AnyFrame]
    column: Callable[..., Series]
    series: Callable[..., Series]
    whole: object
    double: object
    text: object
    frame: type
    lazy: type
    twice: type[Exception]


def narwhals() -> Narwhals:
    """Import narwhals.

    Returns:
        What is used of it.

    Raises:
        ScopeError: it is not installed.
    """
    try:
        import narwhals.exceptions
        import narwhals.stable.v2
    except ImportError:
        raise ScopeError("reading frames needs the package narwhals; run: pip install 'jxassess[frames]'") from None
    return _used(narwhals.stable.v2, narwhals.exceptions)


# As modules that say nothing about their types, since the protocols above name what is used.
def _used(library: ModuleType, errors: ModuleType) -> Narwhals:
    return Narwhals(
        col=library.col,
        lit=library.lit,
        when=library.when,
        count=library.len,
        read=library.from_native,
        column=partial(library.from_native, series_only=True),
        series=library.new_series,
        whole=library.Int64,
        double=library.Float64,
        text=library.String,
        frame=library.DataFrame,
        lazy=library.LazyFrame,
        twice=errors.DuplicateError,
    )


@frozen(kw_only=True)
class Records:
    """Household records as a frame of any engine.

    Attributes:
        narwhals: what reads it.
        frame: the frame.
        is_lazy: whether it is yet to be computed.
    """

    narwhals: Narwhals
    frame: AnyFrame
    is_lazy: bool


def open_records(frame: object) -> Records:
    """Take a frame of any library that narwhals knows.

    Args:
        frame: the frame.

    Returns:
        It as narwhals has it; nothing of it is computed.

    Raises:
        EvidenceError: two of its columns have one name.
        ScopeError: without narwhals, or no frame.
    """
    library = narwhals()

    def is_frame(made: object) -> TypeGuard[AnyFrame]:
        return isinstance(made, library.frame | library.lazy)

    try:
        made = library.read(frame, pass_through=True)
    except library.twice:
        raise EvidenceError([COLUMN_TWICE.at("records")], SUBJECT) from None
    if not is_frame(made):
        raise ScopeError(f"{type(frame).__name__} is no frame that narwhals knows, such as those of Polars and pandas")
    return Records(narwhals=library, frame=made, is_lazy=isinstance(made, library.lazy))
