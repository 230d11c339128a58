"""Explanations in files: `jxassess-explanation/1`, as JSON."""

from __future__ import annotations

from jxassess.assessment import Explanation, Reason
from jxassess.io._plain import Plain, to_table
from jxassess.io._writing import dump

EXPLANATION_FORMAT = "jxassess-explanation/1"


def format_explanation(explanation: Explanation) -> str:
    """Write an explanation as JSON; amounts are exact, as decimals or as `p/q`.

    Args:
        explanation: the explanation.

    Returns:
        The text: heading, and a tree of reasons with `points`, `contribution`, `citation` and `where`.
    """
    table: dict[str, Plain] = {
        "format": EXPLANATION_FORMAT,
        "heading": to_table(explanation.heading),
        "root": _reason(explanation.root),
    }
    return dump(table, "json")


def _reason(reason: Reason) -> dict[str, Plain]:
    table = to_table(reason)
    table["children"] = [_reason(child) for child in reason.children]
    return {key: value for key, value in table.items() if value not in ("", [])}
