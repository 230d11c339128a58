"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from uuid import uuid4


def write_text(path: Path, text: str) -> None:
    """Write a file, so that at every moment either the old or the whole new one is there.

    Args:
        path: the file; a link is followed.
        text: what it will hold.

    Raises:
        OSError: the folder is not there or not writable; the old file is untouched.
    """
    target = Path(os.path.realpath(path))
    beside = _beside(target)
    try:
        _write(beside, text)
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def write_folder(path: Path, texts: Mapping[str, str], known: Collection[str]) -> None:
    """Write a folder of files, replacing one of the same kind as a whole.

    Args:
        path: the folder.
        texts: name and text of each file.
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
        for name, text in texts.items():
            _write(beside / name, text)
        _swap(beside, target, old)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
    shutil.rmtree(old)


def _beside(target: Path) -> Path:
    # In the same folder, since only there a rename is one step.
    return target.with_name(f".{target.name}.{uuid4().hex}.tmp")


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
