"""Paths as a file counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jxassess.faults import SchemeError
from jxassess.io import parse_scheme

Edit = Callable[..., str]


def test_deep_in_the_tree(scheme_text: str, edit: Edit) -> None:
    """A key given twice is told at its place, however deep in the tree of criteria it stands."""
    with pytest.raises(SchemeError) as caught:
        parse_scheme(edit(scheme_text, 'key = "identified"\n', 'key = "exited"\n'))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("repeated", "criteria[1].children[0].children[1].key")
    ]
