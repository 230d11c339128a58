"""The page of clauses tells the truth: what it names exists, and no clause of the measure is left out."""

from __future__ import annotations

import ast
import importlib.util
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]

CLAUSES = [
    *(f"Art. {article}" for article in (1, 2, 3, 4)),
    *(f"Art. 5({item})" for item in (1, 2, 3, 4)),
    "Art. 6",
    "Art. 7",
    *(f"Art. 7({item})" for item in (1, 2, 3, 4, 5)),
    "Art. 8",
    "Art. 9",
    *(f"Art. 9({item})" for item in (1, 2, 3, 4, 5, 6, 7)),
    "Art. 9 para. 2",
    *(f"Art. {article}" for article in (10, 11, 12)),
]


def load_extension() -> ModuleType:
    """Import the Sphinx extension from the folder of the docs."""
    spec = importlib.util.spec_from_file_location("coverage_page", ROOT / "docs" / "_ext" / "coverage_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page = load_extension()
ENTRIES = page.read_clauses(ROOT / "docs" / "coverage.toml")


def names_of_tests(path: Path) -> set[str]:
    """Name the tests of a file, those in classes as `Class::test`."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found.update(f"{node.name}::{inner.name}" for inner in node.body if isinstance(inner, ast.FunctionDef))
    return found


def test_every_clause_of_the_measure_has_one_entry() -> None:
    """Twelve articles with their items and the second paragraph of Art. 9, each once and in order."""
    assert [str(entry.citation) for entry in ENTRIES] == CLAUSES


@pytest.mark.parametrize("name", sorted({name for entry in ENTRIES for name in entry.implemented}))
def test_an_object_on_the_page_exists(name: str) -> None:
    """Each name under "Implemented by" can be imported."""
    module, _, attributes = name.partition(":")
    assert not attributes, "write the dotted name alone"
    assert pkgutil.resolve_name(module) is not None


@pytest.mark.parametrize("name", sorted({name for entry in ENTRIES for name in entry.tests}))
def test_a_test_on_the_page_exists(name: str) -> None:
    """Each name under "Shown by" is a test in the file that it names."""
    path, _, test = name.partition("::")
    assert test.rpartition("::")[2].startswith("test_")
    assert test in names_of_tests(ROOT / path)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"citation": "Art. 1", "summary": "Purpose."}, "neither implemented nor a reason"),
        ({"citation": "Art. 1", "summary": "Purpose.", "implemented": ["jxassess"]}, "go together"),
        (
            {"citation": "Art. 1", "summary": "Purpose.", "tests": ["tests/a.py::test_b"], "not_modelled": "No."},
            "go together",
        ),
    ],
)
def test_an_entry_without_support_is_refused(entry: dict[str, object], message: str) -> None:
    """An entry names code with its tests, or says why there is none."""
    with pytest.raises(ValueError, match=message):
        page.Clause(**entry)


def test_an_entry_is_written_in_full() -> None:
    """All that an entry says reaches the page, with links to the objects."""
    entry = page.Clause(
        citation="Art. 9(1)",
        summary="The plan was missed.",
        reading="The city's line counts.",
        open="One item.",
        implemented=["jxassess.measure.Problem"],
        tests=["tests/test_measure.py::test_problems"],
        not_modelled="Who decides.",
    )
    assert list(page.markdown(entry)) == [
        *("## Art. 9(1) · 第九条第(一)项", "", "The plan was missed.", ""),
        *("Left open by the measure", ": One item.", ""),
        *("Our reading", ": The city's line counts.", ""),
        *("Implemented by", ": {py:obj}`jxassess.measure.Problem`", ""),
        *("Shown by", ": `tests/test_measure.py::test_problems`", ""),
        *("Not modelled", ": Who decides.", ""),
    ]
