"""Which column of a file is which column of a scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from jxassess.arrays import ColumnName, ColumnNeed, parse_column_name
from jxassess.faults import EvidenceError, Fault
from jxassess.io._columns._fault_kinds import NOT_MAPPED, NOTHING_NEEDED, REPEATED_COLUMN, UNKNOWN_NAME

CODE, CITY, SYNTHETIC = "code", "city", "synthetic:"
MARK = ".not_applicable"
_SPECIAL = (CODE, CITY, SYNTHETIC)
_MOST_SHOWN = 5


@frozen(kw_only=True)
class Heads:
    """Where in a file the columns stand that are read, each by its place among the columns of the file.

    Attributes:
        code: the codes of the units, `None` where there are none.
        city: the codes of their cities.
        synthetic: whether the data are made up.
        needs: the columns that the scheme reads.
        marks: for the place of a column, the place of the one that says where it does not apply.
    """

    code: int | None
    city: int | None
    synthetic: int | None
    needs: tuple[tuple[ColumnNeed, int], ...]
    marks: Mapping[int, int]

    @property
    def places(self) -> tuple[int, ...]:
        """The places of all columns that are read, in the order of the file."""
        special = (place for place in (self.code, self.city, self.synthetic) if place is not None)
        return tuple(sorted({*special, *(place for _, place in self.needs), *self.marks.values()}))


def find_heads(
    heads: Sequence[str], needs: Iterable[ColumnNeed], names: Mapping[str, str] | None, where: str
) -> tuple[Heads, tuple[Fault, ...]]:
    """Find the columns that are read.

    Args:
        heads: the names of the columns in the file.
        needs: what the scheme reads.
        names: what columns of the file are called here, where that differs.
        where: the place to name in faults.

    Returns:
        Where the columns stand, and what is wrong with their names.
    """
    called = {} if names is None else dict(names)
    faults = [*_name_faults(heads, called, where)]
    found: dict[str | ColumnName, list[int]] = {}
    for place, head in enumerate(heads):
        if (name := _named(called.get(head, head))) is not None:
            found.setdefault(name, []).append(place)
    wanted = {need.name: need for need in needs}
    read = {name: places for name, places in found.items() if name in wanted or name in _SPECIAL}
    for name, places in read.items():
        if len(places) > 1:
            text = name.text if isinstance(name, ColumnName) else name
            faults.append(REPEATED_COLUMN.at(where, text, heads=", ".join(repr(heads[place]) for place in places)))
    first = {name: places[0] for name, places in read.items()}
    placed = tuple((need, first[name]) for name, need in wanted.items() if name in first)
    if not placed:
        known = ", ".join(repr(name.text) for name in [*wanted][:_MOST_SHOWN])
        faults.append(NOTHING_NEEDED.at(where, known=known))
    return Heads(
        code=first.get(CODE),
        city=first.get(CITY),
        synthetic=first.get(SYNTHETIC),
        needs=placed,
        marks={place: heads.index(mark) for _, place in placed if (mark := heads[place] + MARK) in heads},
    ), tuple(faults)


def _name_faults(heads: Sequence[str], called: Mapping[str, str], where: str) -> Iterator[Fault]:
    for head, name in called.items():
        if head not in heads:
            yield NOT_MAPPED.at(where, repr(head), known=", ".join(map(repr, heads)))
        if _named(name) is None:
            yield UNKNOWN_NAME.at(where, repr(name))


def _named(text: str) -> str | ColumnName | None:
    if text in _SPECIAL:
        return text
    try:
        return parse_column_name(text)
    except EvidenceError:
        return None
