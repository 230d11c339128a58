"""How far long work has come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields

EVERY = 1000
"""After so many rows, at the latest, progress is reported anew."""


@frozen(kw_only=True)
class Progress(ByFields):
    """How far reading or writing has come (进度).

    Attributes:
        done: bytes read of files, or rows written of tables.
        total: how many there are in all.
        what: the name of the file or table at work.
    """

    done: int
    total: int
    what: str


ProgressCallback: TypeAlias = Callable[[Progress], object]
"""Called now and then with how far the work has come. What it raises stops the work, and no half file is left."""
