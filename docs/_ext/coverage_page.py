"""Sphinx extension: the directive `clause-coverage` renders a table of clauses, kept in a TOML file beside the docs.

Each entry `[[clause]]` has these keys:

- `citation`: the clause, such as `Art. 9(1)`;
- `summary`: what it says, in our own words;
- `reading`: how we read it where the text leaves a question (optional);
- `open`: what the measure leaves open (optional);
- `implemented`: dotted names of the objects that implement it;
- `tests`: the tests that show it, as `tests/test_measure.py::test_name`;
- `not_modelled`: why nothing implements it. Without it something must.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen
from docutils.nodes import Node
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from jxassess.measure import Citation


@frozen(kw_only=True)
class Clause:
    """What the project makes of one clause of the measure."""

    citation: Citation = field(converter=Citation.parse)
    summary: str
    reading: str = ""
    open: str = ""
    implemented: tuple[str, ...] = field(default=(), converter=tuple)
    tests: tuple[str, ...] = field(default=(), converter=tuple)
    not_modelled: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an entry that shows neither code nor a reason, or code without a test."""
        if not self.implemented and not self.not_modelled:
            raise ValueError(f"{self.citation}: neither implemented nor a reason in not_modelled")
        if bool(self.implemented) != bool(self.tests):
            raise ValueError(f"{self.citation}: implemented and tests go together; one of them is empty")


def read_clauses(path: Path) -> tuple[Clause, ...]:
    """Read the table of clauses.

    Args:
        path: the TOML file.

    Returns:
        The clauses in the order of the measure.

    Raises:
        TypeError: an entry has an unknown key or lacks one.
        ValueError: an entry shows neither code nor a reason, or code without a test.
    """
    entries = tomllib.loads(path.read_text("utf-8"))["clause"]
    return tuple(sorted((Clause(**entry) for entry in entries), key=lambda clause: clause.citation))


def markdown(clause: Clause) -> Iterator[str]:
    """Write the section of one clause, line by line."""
    yield from (f"## {clause.citation} · {clause.citation.chinese}", "", clause.summary, "")
    rows = {
        "Left open by the measure": clause.open,
        "Our reading": clause.reading,
        "Implemented by": ", ".join(f"{{py:obj}}`{name}`" for name in clause.implemented),
        "Shown by": ", ".join(f"`{name}`" for name in clause.tests),
        "Not modelled": clause.not_modelled,
    }
    for term, text in rows.items():
        if text:
            yield from (term, f": {text}", "")


class ClauseCoverage(SphinxDirective):
    """Render the table of clauses that the argument names, relative to the folder of the docs."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Write the sections as Markdown and let the page's parser read them."""
        path = Path(self.env.srcdir, self.arguments[0])
        self.env.note_dependency(path)
        lines = [line for clause in read_clauses(path) for line in markdown(clause)]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.add_directive("clause-coverage", ClauseCoverage)
    return {"parallel_read_safe": True}
