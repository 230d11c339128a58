"""The floors of the package: every file imports only what lies before it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "jxassess"
SOURCE = Path(__file__).parents[1] / "src"

FLOORS = {
    "comparing": 0,
    "errors": 0,
    "words": 1,
    "exact": 2,
    "measure": 2,
    "faults": 3,
    "places": 4,
    "indicators": 4,
    "personal": 2,
    "scheme": 5,
    "calendar": 6,
    "evidence": 6,
    "scoring": 7,
    "accountability": 8,
    "allocation": 8,
    "tenures": 8,
    "assessment": 9,
    "cycle": 10,
    "arrays": 10,
    "io": 11,
    "report": 11,
    "surveys": 12,
    "__init__": 13,
}
# Where a library or a module of the standard library may be imported; what is not named here must be standard.
ALLOWED = {
    "attrs": set(FLOORS),
    "cattrs": {"io"},
    "numpy": {"arrays", "io"},
    "narwhals": {"io", "surveys"},
    "openpyxl": {"io"},
    "pyarrow": {"io"},
    "tomli_w": {"io"},
    "xlsxwriter": {"io"},
    "csv": {"calendar", "io", "places"},
    "json": {"io", "places"},
    "tomllib": {"io"},
}
OPTIONAL = {"narwhals", "openpyxl", "pyarrow", "tomli_w", "xlsxwriter"}


def module_name(path: Path) -> str:
    """Name the module of a file: `jxassess/scheme/__init__.py` is `jxassess.scheme`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def floor_name(module: str) -> str:
    """Name the entry of FLOORS that a module of the package belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(tree: ast.AST, known: set[str]) -> Iterator[tuple[str, ast.stmt]]:
    """Give the modules that a tree imports, with the statement; `from p import m` means `p.m` where that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import has no floor of its own to read off; the empty name is refused below.
            base = node.module or "" if node.level == 0 else ""
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in known else base), node


def misplaced(module: str, tree: ast.AST, known: set[str]) -> list[str]:
    """Say which imports of a module break the floors."""
    own = floor_name(module)
    at_top = set(tree.body) if isinstance(tree, ast.Module) else set()
    found = []
    for target, statement in imports(tree, known):
        top = target.partition(".")[0]
        if top == PACKAGE:
            other = floor_name(target)
            if other != own and FLOORS[other] >= FLOORS[own]:
                found.append(f"{module} imports {target}, which is not before it")
            if other != own and any(part.startswith("_") for part in target.split(".")):
                found.append(f"{module} imports {target}, which is private to its package")
        elif own not in ALLOWED.get(top, set(FLOORS) if top in sys.stdlib_module_names else set()):
            found.append(f"{module} imports {target or 'by a relative name'}, which is not allowed here")
        if (statement in at_top) == (top in OPTIONAL):
            where = "at the top" if statement in at_top else "below the top"
            found.append(f"{module} imports {target} {where}")
    return found


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """Give one cycle of imports, empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_module_has_a_floor() -> None:
    """No module stands outside the path."""
    assert {floor_name(module) for module in TREES} <= set(FLOORS)


@pytest.mark.parametrize("module", TREES)
def test_a_module_imports_only_what_lies_before_it(module: str) -> None:
    """Imports lead to lower floors or stay inside the package, other libraries stay where they belong."""
    assert misplaced(module, TREES[module], set(TREES)) == []


@pytest.mark.parametrize("module", TREES)
def test_no_import_hides_from_the_interpreter(module: str) -> None:
    """Nothing is imported for type checkers alone."""
    names = {node.id for node in ast.walk(TREES[module]) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute)}
    assert "TYPE_CHECKING" not in names | attributes


def test_files_do_not_import_each_other() -> None:
    """The graph of files has no cycle, inside packages neither."""
    graph = {name: {to for to, _ in imports(tree, set(TREES)) if to in TREES} for name, tree in TREES.items()}
    assert cycle(graph) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("jxassess.exact", "from jxassess.scheme import Scheme"),
        ("jxassess.exact", "import jxassess.measure"),
        ("jxassess.exact", "from jxassess import Scheme"),
        ("jxassess.scoring._cities", "from jxassess.scheme._rules import UnitRule"),
        ("jxassess.scoring._cities", "from jxassess.scheme import _rules"),
        ("jxassess.scoring._cities", "from ._points import points"),
        ("jxassess.scoring._cities", "import numpy"),
        ("jxassess.scoring._cities", "import json"),
        ("jxassess.scoring._cities", "def score():\n    import re"),
        ("jxassess.io", "if True:\n    import re"),
        ("jxassess.io", "import tomli_w"),
        ("jxassess.io._columns", "import pyarrow.parquet"),
        ("jxassess.arrays", "def read():\n    import narwhals.stable.v2"),
        ("jxassess.arrays._columns", "from jxassess.io import read_scheme"),
        ("jxassess.assessment", "from jxassess.arrays import Columns"),
    ],
)
def test_a_misplaced_import_is_seen(module: str, source: str) -> None:
    """Each kind of misplaced import is reported once."""
    assert len(misplaced(module, ast.parse(source), {"jxassess.scheme._rules"})) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("jxassess.exact", "import re\nfrom attrs import frozen\nfrom jxassess.errors import Words"),
        ("jxassess.scoring._cities", "from jxassess.scoring._points import points"),
        ("jxassess.io", "import json, cattrs\ndef write():\n    import tomli_w"),
        ("jxassess.arrays._columns", "import numpy as np\nfrom jxassess.scheme import Scheme"),
        ("jxassess", "from jxassess.assessment import assess"),
    ],
)
def test_a_well_placed_import_is_let_through(module: str, source: str) -> None:
    """What the floors allow is not reported."""
    assert misplaced(module, ast.parse(source), set()) == []


def test_a_cycle_is_seen() -> None:
    """Two files that import each other are reported."""
    assert set(cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}
