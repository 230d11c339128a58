"""Sphinx extension: the directive `table-kinds` lists the tables of evidence, results or surveys with their columns.

Its argument is `about`, `evidence`, `results` or `surveys`. The lists are those that reading and writing use.
"""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from jxassess.io.tables import ABOUT, EVIDENCE_KINDS, RESULT_KINDS, SURVEY_KINDS, CellKind, TableColumn, TableKind
from jxassess.words import table

HOLDS = {
    CellKind.TEXT: "text",
    CellKind.NUMBER: "number",
    CellKind.WHOLE: "whole number",
    CellKind.DAY: "day",
    CellKind.TRUTH: "yes or no, 是 or 否",
    CellKind.PLACE: "code or name of a unit",
    CellKind.INDICATOR: "key or name of an indicator",
    CellKind.CITATION: "clause of the measure",
}


def holds(column: TableColumn) -> str:
    """Say what stands under a column."""
    if column.members is not None:
        return f"member of {{py:obj}}`~{public_module(column)}.{column.members.__name__}`"
    return HOLDS[column.kind] + (", or 不适用" if column.may_not_apply else "")


def public_module(column: TableColumn) -> str:
    """Name the module that users import the enum of a column from."""
    defined = str(column.members.__module__) if column.members is not None else ""
    if defined.startswith("jxassess.io."):
        return "jxassess.io.tables"
    return ".".join(part for part in defined.split(".") if not part.startswith("_"))


def lines(kind: TableKind) -> list[str]:
    """Write a kind of table as a heading and a Markdown table."""
    rows = [
        [f"`{each.key}`", each.words.en, each.words.zh, holds(each), "" if each.is_required else "may be blank"]
        for each in kind.columns
    ]
    heads = ["key", "English", "Chinese", "holds", ""]
    return [f"**`{kind.key}`: {kind.words.en}, {kind.words.zh}**", "", *table(heads, rows).splitlines(), ""]


class TableKinds(SphinxDirective):
    """Lists kinds of tables."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the lists."""
        known = {"about": (ABOUT,), "evidence": EVIDENCE_KINDS, "results": RESULT_KINDS, "surveys": SURVEY_KINDS}
        text = [line for kind in known[self.arguments[0]] for line in lines(kind)]
        holder = nodes.section()
        self.state.nested_parse(StringList(text, source=__file__), self.content_offset, holder)
        return holder.children


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("table-kinds", TableKinds)
    return {"parallel_read_safe": True}
