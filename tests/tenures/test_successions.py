"""Changes of Jiangxi's counties come from its tables."""

from __future__ import annotations

from datetime import date

import pytest

from jxassess.errors import ScopeError
from jxassess.places import City, County
from jxassess.places.jiangxi import ChangeKind, counties
from jxassess.tenures import SuccessionKind
from jxassess.tenures.successions import successions_of


def test_successions_of_jiangxi() -> None:
    """Of the counties of the first day of 2017, those that were renamed, merged or changed are found with their days."""
    found = successions_of(counties(on=date(2017, 1, 1)), on=date(2020, 12, 31))
    whole = [(s.before.code, s.after.code, s.kind.value, str(s.on)) for s in found if s.is_whole]
    assert ("360105", "360112", "merged", "2019-11-06") in whole
    assert ("361121", "361104", "renamed") in [entry[:3] for entry in whole]
    assert ("360727", "360783", "renamed") in [entry[:3] for entry in whole]
    assert all(s.document for s in found)


def test_places_that_the_tables_do_not_have() -> None:
    """Invented counties have no succession in the tables of Jiangxi."""
    invented = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
    with pytest.raises(ScopeError, match="990121"):
        successions_of([invented], on=date(2019, 12, 31))


def test_kinds_are_those_of_the_tables() -> None:
    """Every kind of change in the tables of places has its kind of succession, and no other is there."""
    assert [kind.value for kind in SuccessionKind] == [kind.value for kind in ChangeKind]
