"""The garbage collector while files are read."""

from __future__ import annotations

import gc

import pytest

from jxassess.io._reading._paused import collector_paused


def test_pause() -> None:
    """It is off inside, and on again afterwards, also after an error."""
    seen: list[bool] = []

    def work() -> None:
        with collector_paused():
            seen.append(gc.isenabled())
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        work()
    assert (seen, gc.isenabled()) == ([False], True)


def test_off_before() -> None:
    """Where it was off before, it stays off."""
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_others_froze() -> None:
    """What somebody froze before stays frozen, and otherwise nothing does."""
    with collector_paused():
        pass
    assert gc.get_freeze_count() == 0
    gc.freeze()
    try:
        before = gc.get_freeze_count()
        with collector_paused():
            pass
        assert gc.get_freeze_count() == before > 0
    finally:
        gc.unfreeze()
