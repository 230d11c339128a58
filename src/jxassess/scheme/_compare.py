"""Two schemes held against each other, criterion by criterion and part by part."""

from __future__ import annotations

from collections.abc import Iterator

from jxassess.scheme._compare_criteria import indicator_changes, node_changes
from jxassess.scheme._compare_labels import label
from jxassess.scheme._compare_parts import SchemeChange, Spot, changes
from jxassess.scheme._compare_words import Speaker, holds_nodes
from jxassess.scheme._scheme import Scheme

__all__ = ["SchemeChange", "compare_schemes"]


def compare_schemes(old: Scheme, new: Scheme) -> tuple[SchemeChange, ...]:
    """Find what differs between two schemes, such as those of two years.

    Criteria, groups and indicators are taken for the same where their keys are, wherever they stand. What a scheme
    keeps sorted, such as the carried counties, has no order that could differ; criteria and interpretations have that
    of the document.

    Args:
        old: the earlier scheme.
        new: the later one.

    Returns:
        The changes, part by part; in each part what the new scheme has comes before what it no longer has. Empty for
        equal schemes.

    Legal basis:
        Art. 4: a scheme is made every year.
    """
    first, second = (Spot(value=each, where="", attribute="", speaker=Speaker(each)) for each in (old, new))
    return (*_part_changes(first, second), *indicator_changes(first, second))


def _part_changes(old: Spot, new: Spot) -> Iterator[SchemeChange]:
    for first, second in zip(old.inner(), new.inner(), strict=True):
        if holds_nodes(new.value, second.attribute):
            yield from node_changes(old.speaker, new.speaker)
        else:
            yield from changes(first, second, label(Scheme, second.attribute))
