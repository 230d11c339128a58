"""Files written whole or not at all.

A file is written beside its target and then takes its place in one step. What a writer that was killed leaves beside a
file is removed when that file is written again, an hour later or after: until then it may belong to a writer at work.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

_LEFT_OVER = 3600.0
"""Age in seconds from which a file beside another belongs to no writer at work."""
_ANYBODY = 0o666
"""The rights of a new file, from which the system takes those that the user withholds."""


def write_text(path: Path, text: str) -> None:
    """Write a file of text in UTF-8; as `write_bytes` does it.

    Args:
        path: the file; a link is followed.
        text: what it will hold.

    Raises:
        OSError: the folder is not there or not writable; the old file is untouched.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, so that at every moment either the old or the whole new one is there.

    Args:
        path: the file; a link is followed.
        data: what it will hold.

    Raises:
        OSError: the folder is not there or not writable; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    beside = _beside(target)
    has_old = target.exists()
    # Nobody who may not read the old file reads the new one while it is written, or what a killed writer leaves.
    mode = stat.S_IMODE(target.stat().st_mode) if has_old else _ANYBODY
    try:
        _write(beside, data, mode)
        if has_old:
            # What the system took from the rights of a new file.
            os.chmod(beside, mode)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    with suppress(OSError):
        _remove_left_over(target)


def write_folder(path: Path, texts: Mapping[str, str], known: Collection[str]) -> None:
    """Write a folder of files of text in UTF-8; as `write_folder_bytes` does it.

    Args:
        path: the folder.
        texts: name and text of each file.
        known: names that a folder of this kind may hold; one with anything else in it is not replaced.

    Raises:
        FileExistsError: something else is there.
        OSError: the place is not writable.
    """
    write_folder_bytes(path, {name: text.encode() for name, text in texts.items()}, known)


def write_folder_bytes(path: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Write a folder of files, replacing one of the same kind as a whole.

    Args:
        path: the folder.
        files: name and bytes of each file.
        known: names that a folder of this kind may hold; one with anything else in it is not replaced.

    Raises:
        FileExistsError: something else is there.
        OSError: the place is not writable.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and (strange := _strange(target, known)):
        raise FileExistsError(f"{path} holds {strange}, so it is not replaced; choose a new or empty folder")
    beside, old = _beside(target), _beside(target)
    beside.mkdir()
    try:
        for name, data in files.items():
            _write(beside / name, data)
        _swap(beside, target, old)
    finally:
        with suppress(OSError):
            _remove_folder(beside)


def _strange(target: Path, known: Collection[str]) -> str:
    if not target.is_dir():
        return "a file"
    return ", ".join(sorted(entry.name for entry in target.iterdir() if entry.name not in known or not entry.is_file()))


def _swap(new: Path, target: Path, old: Path) -> None:
    if not target.exists():
        os.rename(new, target)
        return
    os.rename(target, old)
    try:
        os.rename(new, target)
    except OSError:
        os.rename(old, target)
        raise
    _remove_folder(old)


def _remove_folder(folder: Path) -> None:
    # It holds files alone: it was written here, or looked through before it was replaced.
    for entry in folder.iterdir():
        entry.unlink()
    folder.rmdir()


def _beside(target: Path) -> Path:
    # In the same folder, since only there a rename is one step.
    return target.with_name(f".{target.name}.{os.urandom(16).hex()}.tmp")


def _remove_left_over(target: Path) -> None:
    """Remove what writers that were killed left beside a file just written; all times are those of one clock, its own."""
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{32}}\.tmp")
    latest = target.stat().st_mtime - _LEFT_OVER
    for other in target.parent.iterdir():
        # A folder of such a name is left alone: it may hold the only copy of what was there.
        if name.fullmatch(other.name) and other.is_file() and other.stat().st_mtime <= latest:
            other.unlink(missing_ok=True)


def _write(path: Path, data: bytes, mode: int = _ANYBODY) -> None:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    with open(path, "xb", opener=opener) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
