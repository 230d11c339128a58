"""Tables into text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.io import format_scheme, write_evidence, write_scheme
from jxassess.io._writing import dump
from jxassess.scheme import Scheme


def test_json() -> None:
    """JSON keeps Chinese readable and ends with a line break."""
    assert dump({"a": "甲", "b": [True, 1]}, "json") == '{\n  "a": "甲",\n  "b": [\n    true,\n    1\n  ]\n}\n'


def test_toml() -> None:
    """TOML keeps Chinese readable and ends with a line break."""
    assert dump({"a": "甲", "b": [True, 1]}, "toml") == 'a = "甲"\nb = [\n    true,\n    1,\n]\n'


def test_other_format(scheme: Scheme) -> None:
    """Only TOML and JSON are written."""
    untyped: Callable[..., str] = format_scheme
    with pytest.raises(ScopeError, match="format 'yaml' is not offered; choose 'toml' or 'json'"):
        untyped(scheme, "yaml")


def test_without_the_package(
    scheme: Scheme, evidence: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package that writes TOML the error says what to install; JSON needs nothing."""
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[toml\]'"):
        write_scheme(scheme, tmp_path / "scheme.toml")
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[toml\]'"):
        write_evidence(evidence, tmp_path / "tables")
    write_scheme(scheme, tmp_path / "scheme.json")
    write_evidence(evidence, tmp_path / "evidence.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evidence.json", "scheme.json"]
