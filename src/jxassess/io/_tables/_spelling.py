"""How values of tables are said to people, and read back from what was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from jxassess.exact import to_text
from jxassess.io._definitions import STANDARD
from jxassess.io._sheets._kinds import INDICATORS, CellKind, TableColumn
from jxassess.io._sheets._members import TRUTHS, member_words
from jxassess.io._tables._rates import Rate, Written
from jxassess.io._tables._table import NOTHING_APPLIES, Table
from jxassess.measure import Citation
from jxassess.words import Language, Words

NOT_APPLICABLE_WORDS = Words("not applicable", "不适用")


class Spelling:
    """How the cells of some tables are said in one language.

    Attributes:
        language: `"en"` or `"zh"`.
    """

    def __init__(self, language: Language, tables: Iterable[Table]) -> None:
        self.language: Language = language
        defined = [table for table in tables if table.kind == INDICATORS]
        self._places: dict[str, int] = {each.key: each.places for each in STANDARD}
        self._names: dict[str, str] = {each.key: each.name.text(language) for each in STANDARD}
        for table in defined:
            self._define(table)
        said = list(self._names.values())
        # A name that two indicators share says neither; and a key must not be taken for a name.
        unclear = {name for name in said if said.count(name) > 1 or name in self._names}
        self._names = {key: name for key, name in self._names.items() if name not in unclear}
        self._keys = {name: key for key, name in self._names.items()}

    def _define(self, table: Table) -> None:
        keys = [column.key for column in table.kind.columns]
        name = keys.index(f"name_{self.language}")
        for row in table.rows:
            key, said, places = str(row[0]), str(row[name]), row[keys.index("places")]
            self._names[key] = said
            self._places[key] = places if isinstance(places, int) else 0

    def places(self, key: str) -> int | None:
        """Give the decimal places of an indicator, `None` where it is not known."""
        return self._places.get(key)

    def said(self, cell: Written, column: TableColumn) -> Written:
        """Say a cell: members, clauses, truth and indicators in words, the rest as it is.

        Args:
            cell: the cell.
            column: its column.

        Returns:
            Text, a number, a rate or a day; `None` for an empty cell.
        """
        if cell is None or isinstance(cell, Rate):
            return cell
        match column.kind:
            case CellKind.TRUTH:
                return TRUTHS[bool(cell)].text(self.language)
            case CellKind.MEMBER if column.members is not None:
                return member_words(column.members(cell)).text(self.language)
            case CellKind.CITATION:
                return Citation.parse(str(cell)).words.text(self.language)
            case CellKind.INDICATOR:
                return self._names.get(str(cell), cell)
            case CellKind.NUMBER if cell == NOTHING_APPLIES:
                return NOT_APPLICABLE_WORDS.text(self.language)
            case _:
                return cell

    def key(self, said: str) -> str:
        """Give the key of an indicator by its name, or the text itself where it is none."""
        return self._keys.get(said, said)


def plain(cell: Written) -> str | int | bool | None:
    """Write a cell as files without types have it: numbers and days as text."""
    if isinstance(cell, Rate):
        return cell.text
    if isinstance(cell, Fraction):
        return to_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return cell
