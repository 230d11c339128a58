"""How the tables of an office differ from those of this library, as its user states it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.io._sheets._texts import plain_text, text_fault

Encoding: TypeAlias = Literal["utf-8", "gb18030"]
_Pairs: TypeAlias = tuple[tuple[str, str], ...]


def _pairs(given: Mapping[str, str] | _Pairs) -> _Pairs:
    return tuple(sorted(given if isinstance(given, tuple) else given.items()))


def _keys(given: Collection[str]) -> tuple[str, ...]:
    # One key alone is text, and text is a collection of its characters.
    return (given,) if isinstance(given, str) else tuple(sorted(given))


@frozen(kw_only=True)
class TableRules(ByFields):
    """How tables are called and meant where they differ from those of this library (读取规则).

    Attributes:
        sheets: for the name of a sheet, or of a file without its ending, the key of the table that it is; empty text for
            a sheet that is not to be read.
        headings: for a heading the key of the column or indicator that stands under it; empty text for a column that is
            not to be read.
        source: the source of observations in tables without such a column.
        on: the day of observations and carried scores in tables without such a column.
        document: the document in tables without such a column.
        percents: keys of indicators in % whose plain numbers up to 1 are per cent: 0.41 is 0.41 %.
        ratios: keys of indicators in % whose plain numbers are ratios: 0.95 is 95 %.
        encoding: of CSV files; without it, UTF-8 and else GB 18030 are tried.

    Raises:
        ScopeError: an indicator both in per cent and as ratio; a source or document that is no plain text, a day that is
            none.

    Example:
        >>> TableRules(headings={"县名": "name", "备注": ""}, source="survey").headings
        (('县名', 'name'), ('备注', ''))
    """

    sheets: _Pairs = field(converter=_pairs, default=())
    headings: _Pairs = field(converter=_pairs, default=())
    source: str = ""
    on: date | None = None
    document: str = ""
    percents: tuple[str, ...] = field(converter=_keys, default=())
    ratios: tuple[str, ...] = field(converter=_keys, default=())
    encoding: Encoding | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what could not stand in a cell, and an indicator that would be read in two ways."""
        for name, text in (("source", self.source), ("document", self.document)):
            if not isinstance(text, str) or text != plain_text(text) or text_fault(text) is not None:
                raise ScopeError(f"{name} {text!r} is no plain text without blanks around it")
        if self.on is not None and type(self.on) is not date:
            raise ScopeError(f"on {self.on!r} is no day; give a date")
        if both := sorted({*self.percents} & {*self.ratios}):
            raise ScopeError(f"{', '.join(both)} cannot be both in percents and in ratios; name each in one of them")
