"""Files of one name in several folders: their sheets are named with the folder, so that places tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jxassess.faults import Fault
from jxassess.io._sheets._archive import file_name
from jxassess.io._sheets._sheet import MergedRange, Sheet, SheetRow
from jxassess.words import Words


def names_of(files: Sequence[Path]) -> Mapping[Path, str]:
    """Name files so that no two are called alike.

    Args:
        files: different files.

    Returns:
        The name of each; with its folder where several share it, or the whole path where they share that too.
    """
    names = {path: _tail(path, 1) for path in files}
    for depth in (2, None):
        times = Counter(names.values())
        names = {path: name if times[name] == 1 else _tail(path, depth) for path, name in names.items()}
    return names


def _tail(path: Path, depth: int | None) -> str:
    """Give the last parts of a path, `None` for all of them."""
    if depth == 1:
        return file_name(path)
    parts = path.resolve().parts
    return "/".join(file_name(Path(part)) for part in parts[-depth if depth else 1 :])


def words_of(names: Sequence[str]) -> Words:
    """Name files in words, the first of several alone."""
    name = "".join(names[:1])
    if len(names) < 2:
        return Words(name, name)
    return Words("{n} files ({first} and others)", "{n}个文件（{first}等）").format(n=len(names), first=name)


def subject_of(called: Mapping[Path, str], faults: Sequence[Fault]) -> Words | None:
    """Say in an error what was read, by a file that has a fault.

    Args:
        called: the names of the files, or of the folders if those hold none.
        faults: the faults.

    Returns:
        The words, `None` where no path was given.
    """
    if not called:
        return None
    names = sorted(called.values(), key=lambda name: not any(name in fault.where for fault in faults))
    if len(names) < 2:
        return Words("the evidence {names}", "汇总数据{names}").format(names=words_of(names))
    return Words("the evidence in {names}", "{names}中的汇总数据").format(names=words_of(names))


class RenamedSheet:
    """A sheet whose file is called otherwise."""

    def __init__(self, sheet: Sheet, file: str) -> None:
        """Call the file of a sheet otherwise.

        Args:
            sheet: the sheet.
            file: what to call its file.
        """
        self._sheet = sheet
        self._own = sheet.file
        self.file = file
        self.name: str = sheet.name
        self.is_hidden: bool = sheet.is_hidden

    @property
    def is_decoded(self) -> bool:
        """Whether its text was decoded by trial."""
        return self._sheet.is_decoded

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The numbers of rows that are not shown."""
        return self._sheet.hidden_rows

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The numbers of columns that are not shown."""
        return self._sheet.hidden_columns

    @property
    def merged(self) -> tuple[MergedRange, ...]:
        """The cells that are merged."""
        return self._sheet.merged

    @property
    def last_row(self) -> int:
        """About how many rows it has."""
        return self._sheet.last_row

    def rows(self) -> Iterator[SheetRow]:
        """Give the rows that hold anything."""
        return self._sheet.rows()

    def place(self, row: int, column: int) -> str:
        """Name a cell with the file as it is called here."""
        return self._sheet.place(row, column).replace(self._own, self.file, 1)
