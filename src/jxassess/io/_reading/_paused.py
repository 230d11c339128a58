"""The cyclic garbage collector, off while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Generator[None, None, None]:
    """Keep the collector from walking all records so far again and again; they hold no cycles.

    It is on again afterwards if it was before, whatever happens in between.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # What was made counts as old without being walked first: freezing moves it, and nothing stays frozen.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
