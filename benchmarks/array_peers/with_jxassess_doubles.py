"""jxassess.arrays from doubles: that each is the double of a decimal is proven first, within the time that is measured."""

from __future__ import annotations

from array_peers.with_jxassess import prepare_from_doubles as prepare

NAME = "jxassess.arrays from doubles"
DOES = "all of it, exactly, and proves which decimals the doubles mean"
TOLERANCE = 0.0

__all__ = ["DOES", "NAME", "TOLERANCE", "prepare"]
