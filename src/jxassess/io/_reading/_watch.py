"""Which files are read, and how far the reading of them has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import TypeAlias

from jxassess.faults import Fault
from jxassess.io._reading._reading_fault_kinds import UNKNOWN_FILE
from jxassess.io._reading._source_fault_kinds import LOCK_FILE, NO_FILES, REPEATED_FILE, SUBFOLDER
from jxassess.io._sheets._archive import file_name
from jxassess.io._sheets._open import ENDINGS
from jxassess.io._sheets._progress import Progress, ProgressCallback
from jxassess.io._sheets._sheet import Sheet

Paths: TypeAlias = Path | str | Iterable[Path | str]
"""A file, a folder of files, or several of them."""

# Excel and WPS keep such a file beside each one that is open.
_LOCKS = ("~$", ".~")
# What Windows puts into folders by itself.
_SYSTEM = ("thumbs.db", "desktop.ini")


def listed(paths: Paths) -> list[Path]:
    """Make a list of one path or several."""
    return [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]


def files_of(paths: Paths) -> tuple[list[Path], list[Fault]]:
    """List files, each once, those of folders in the order of their names.

    Args:
        paths: files and folders.

    Returns:
        The files; a fault for whatever else stands in a folder, for each file given more than once, and where there is
        no file at all.

    Raises:
        FileNotFoundError: there is nothing at a path.
    """
    files: dict[Path, Path] = {}
    times: Counter[Path] = Counter()
    faults: list[Fault] = []
    given = listed(paths)
    for path in given:
        for file in _of_folder(path, faults) if path.is_dir() else _of_path(path, faults):
            same = file.resolve()
            files.setdefault(same, file)
            times[same] += 1
    faults += [REPEATED_FILE.at(file_name(file), times[same]) for same, file in files.items() if times[same] > 1]
    if not files and not faults:
        faults.append(NO_FILES.at("、".join(file_name(path) or str(path) for path in given) or "paths"))
    return [*files.values()], faults


def _of_path(path: Path, faults: list[Fault]) -> Iterator[Path]:
    if path.name.startswith(_LOCKS):
        faults.append(LOCK_FILE.at(file_name(path), file_name(path)[2:]))
        return
    if not path.exists():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(path))
    yield path


def _of_folder(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(("~$", ".")) or entry.name.lower() in _SYSTEM:
            continue
        if entry.is_dir():
            faults.append(SUBFOLDER.at(file_name(entry)))
        elif entry.suffix.lower() in ENDINGS:
            yield entry
        else:
            faults.append(UNKNOWN_FILE.at(file_name(entry), file_name(entry)))


class Watch:
    """Reports how far the reading has come, in bytes of the files."""

    def __init__(self, files: Sequence[Path], progress: ProgressCallback | None) -> None:
        self._progress = progress
        self._sizes = {path: path.stat().st_size for path in files} if progress is not None else {}
        self._total = sum(self._sizes[path] for path in files) if progress is not None else 0
        self._finished = 0
        self._done = 0
        self._what = ""
        self._size = 0
        self._rows = 0

    def look(self, path: Path) -> None:
        """Begin to look at what a file defines."""
        self._what = path.name
        self._report(self._done)

    def begin(self, path: Path, sheets: Sequence[Sheet]) -> None:
        """Begin to read a file."""
        self._what, self._size = path.name, self._sizes.get(path, 0)
        self._rows = sum(sheet.last_row for sheet in sheets) if self._progress is not None else 0

    def report(self, rows: int) -> None:
        """Report how many rows of the file were read."""
        share = self._size * min(rows, self._rows) // self._rows if self._rows else 0
        self._report(self._finished + share)

    def finish(self, path: Path) -> None:
        """End a file."""
        self._finished += self._sizes.get(path, 0)
        self._report(self._finished)

    def _report(self, done: int) -> None:
        self._done = max(self._done, done)
        if self._progress is not None:
            self._progress(Progress(done=self._done, total=self._total, what=self._what))
