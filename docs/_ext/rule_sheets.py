"""Sphinx extension: the directive `rule-sheet` shows a scoring rule as the library itself reads it.

Its content is the part of a criterion in a scheme file that says how it is scored, with what is needed to show it:

- `marks`, `basis`, `rule` and so on, as in a scheme file;
- `[indicator]`: `low`, `high` and `better` of the indicator, where they are not 0, none and `higher`;
- `[sheet]`: `quantities`, the list that the table shows; for a rule that compares units `compared`, the quantities of
  all units; for a rule by class `unit_class`, the class shown.

The content is put into a whole scheme and read as a scheme file is, so that a page cannot show a rule that files refuse.
Words, points and plot come from the rule's own words and pieces.
"""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from io import StringIO
from pathlib import Path

import matplotlib as mpl
from docutils import nodes
from docutils.statemachine import StringList
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from jxassess.exact import shown, to_text
from jxassess.io import parse_scheme
from jxassess.scheme import COHORT_RULES, ByClass, Criterion, Pieces, Reference

SCHEME = Path(__file__).parents[2] / "examples" / "data" / "scheme_small.toml"
INDICATOR = {
    "key": "shown_here",
    "name": {"en": "indicator", "zh": "指标"},
    "unit": {"en": "unit", "zh": "单位"},
    "places": 4,
    "low": 0,
    "better": "higher",
    "is_additive": False,
}
COLOUR = "#4c78a8"


def read_criterion(content: str) -> tuple[Criterion, dict[str, object]]:
    """Read the content of a sheet as a criterion of a whole scheme file.

    Args:
        content: the TOML of the directive.

    Returns:
        The criterion, and the table `sheet`.

    Raises:
        SchemeError: files refuse the rule.
    """
    table = tomllib.loads(content, parse_float=str)
    sheet = table.pop("sheet", {})
    indicator = INDICATOR | table.pop("indicator", {})
    scheme = tomllib.loads(SCHEME.read_text("utf-8"), parse_float=str)
    second = [{**indicator, "key": "other_indicator", "name": {"en": "other indicator", "zh": "其他指标"}}]
    scheme["indicators"] = [*scheme.get("indicators", []), indicator]
    if table.get("reference") or table.get("cutoff"):
        scheme["indicators"] += second
    if "cases" in table["rule"]:
        scheme["classes"] = [
            {
                "key": case["unit_class"],
                "name": {"en": "class", "zh": "类"},
                "units": [f"990{i}21"],
                "source": "shown here",
            }
            for i, case in enumerate(table["rule"]["cases"], start=1)
        ]
    named = {"key": "shown_here", "name": {"en": "criterion", "zh": "评分项"}, "indicator": "shown_here"}
    policies = {"when_missing": "fault", "when_not_applicable": "fault"}
    group = scheme["criteria"][0]
    scheme["marks"] = str(Fraction(scheme["marks"]) + Fraction(table["marks"]))
    group["marks"] = str(Fraction(group["marks"]) + Fraction(table["marks"]))
    group["children"].insert(0, {**named, **policies, **table})
    first = parse_scheme(json.dumps(scheme), "json").criteria[0].children[0]
    assert isinstance(first, Criterion)
    return first, sheet


def lowered(criterion: Criterion, sheet: dict[str, object]) -> Pieces:
    """Lower the rule of a criterion as scoring does.

    Args:
        criterion: the criterion.
        sheet: the table of what is shown, which gives the units compared or the class.

    Returns:
        Its pieces.
    """
    rule = criterion.rule
    if isinstance(rule, ByClass):
        return rule.lower(criterion.marks, str(sheet["unit_class"]))
    if isinstance(rule, COHORT_RULES):
        return rule.lower(criterion.marks, Reference(sheet["compared"]), criterion.indicator.better)
    return rule.lower(criterion.marks)


def plot(pieces: Pieces, quantities: list[Fraction]) -> str:
    """Draw points against the quantity; where they jump, a full dot shows what the edge itself earns.

    Args:
        pieces: the function.
        quantities: what the table shows, which sets the range.

    Returns:
        An SVG element.
    """
    spots = [*quantities, *(edge.at for edge in pieces.edges)]
    margin = (max(spots) - min(spots)) / 12 or Fraction(1)
    bounds = [min(spots) - margin, *(edge.at for edge in pieces.edges), max(spots) + margin]
    mpl.rcParams["svg.hashsalt"] = "jxassess"
    figure = Figure(figsize=(5.2, 2.4), layout="constrained")
    axes = figure.add_subplot(xlabel="quantity", ylabel="points")
    for segment, low, high in zip(pieces.segments, bounds, bounds[1:], strict=False):
        axes.plot([float(low), float(high)], [float(segment.at(low)), float(segment.at(high))], color=COLOUR, lw=2)
    for edge, below, above in zip(pieces.edges, pieces.segments, pieces.segments[1:], strict=False):
        ends = below.at(edge.at), above.at(edge.at)
        if ends[0] != ends[1]:
            own, other = ends[edge.is_upper], ends[not edge.is_upper]
            axes.plot(float(edge.at), float(own), "o", color=COLOUR)
            axes.plot(float(edge.at), float(other), "o", color=COLOUR, markerfacecolor="white")
    axes.grid(alpha=0.3)
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()[text.getvalue().index("<svg") :]


class RuleSheet(SphinxDirective):
    """The directive."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make the file's text, the words, the table and the plot."""
        self.env.note_dependency(str(SCHEME))
        content = "\n".join(self.content)
        criterion, sheet = read_criterion(content)
        pieces = lowered(criterion, sheet)
        quantities = [Fraction(str(each)) for each in sheet["quantities"]]
        shown_text = content.partition("\n[")[0].strip()
        code = nodes.literal_block(shown_text, shown_text, language="toml")
        words = criterion.rule_words
        is_chinese = self.env.docname.startswith("zh/")
        lines = [f"*{words.zh}*", ""] if is_chinese else [f"*{words.en}*", "", f"*{words.zh}*", ""]
        if compared := sheet.get("compared"):
            told_units = "参照组：" if is_chinese else "Units compared: "
            lines += [told_units + ", ".join(map(str, compared)), ""]
        lines += ["| 计分量 | 得分 |" if is_chinese else "| quantity | points |", "|---:|---:|"]
        lines += [f"| {to_text(each)} | {shown(pieces.at(each))} |" for each in quantities]
        told = nodes.container()
        self.state.nested_parse(StringList(lines, source=self.env.docname), self.content_offset, told)
        name = f"points against the quantity: {words.en}"
        svg = plot(pieces, quantities).replace("<svg", f'<svg role="img" aria-label="{name.replace(chr(34), "")}"', 1)
        drawn = nodes.raw(
            "", f'<div class="rule-plot" style="background:#fff;max-width:32em">{svg}</div>', format="html"
        )
        return [code, *told.children, drawn]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("rule-sheet", RuleSheet)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
