"""jxassess.arrays: the scheme compiled once, columns of scaled integers scored; and the same from doubles."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
# Schemes are written as the tests write them, as the plain data of a file.
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "rule_kinds")]

from building import criterion, indicator, read_scheme, scheme_of, top, words  # noqa: E402

from array_peers.work import BOUNDS, PLACES, SCALE, Criterion, Job, Line, Outcome, Work  # noqa: E402
from jxassess import Scheme  # noqa: E402
from jxassess.arrays import (  # noqa: E402
    Column,
    ColumnKind,
    ColumnName,
    Columns,
    CompiledScheme,
    Scores,
    columns_from_arrays,
    compile_scheme,
    score,
)
from jxassess.exact import to_text  # noqa: E402

NAME = "jxassess.arrays"
DOES = "all of it, exactly"
TOLERANCE = 0.0

TOPS = 4  # one top group for each dimension of the measure


def rule(each: Criterion) -> dict[str, Any]:
    """Write the rule of a criterion."""
    if isinstance(each, Line):
        return {"kind": "linear", "zero_at": to_text(each.zero_at), "full_at": to_text(each.full_at)}
    levels = [
        {"side": "at_least", "value": to_text(threshold), "points": to_text(earned)}
        for threshold, earned in zip(each.thresholds, each.earned[1:], strict=True)
    ]
    return {"kind": "levels", "otherwise": to_text(each.earned[0]), "levels": levels}


def measured(each: Criterion) -> dict[str, Any]:
    """Define the indicator of a criterion, with the range of what is drawn."""
    low, high = (number / SCALE for number in each.ends)
    is_falling = isinstance(each, Line) and each.zero_at > each.full_at
    changes = {"better": "lower" if is_falling else "higher", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    return indicator(each.key, places=PLACES, **changes)


def bands() -> dict[str, Any]:
    """Write the grades."""
    at_least = [*map(to_text, reversed(BOUNDS)), None]
    below = [None, *at_least[:-1]]
    grades = []
    for i, ends in enumerate(zip(at_least, below, strict=True)):
        given = {name: end for name, end in zip(("at_least", "below"), ends, strict=True) if end is not None}
        grades.append({"key": f"grade_{i}", "name": words(f"grade {i}")} | given)
    return {"kind": "bands", "compared_on": "published", "bands": grades}


def scheme(work: Work) -> Scheme:
    """Make the scheme of the work."""
    tops = []
    for i in range(TOPS):
        mine = work.criteria[i::TOPS]
        children = (criterion(each.key, to_text(each.marks), rule(each)) for each in mine)
        tops.append(top(f"top_{i}", i + 1, to_text(sum(each.marks for each in mine)), *children))
    entry = scheme_of(criteria=tops, grades=bands())
    defined = {each.key: measured(each) for each in work.criteria}
    entry["indicators"] = [defined.get(each["key"], each) for each in entry["indicators"]]
    return read_scheme(entry)


def columns(work: Work) -> Columns:
    """Hold the numbers as columns."""
    made = [
        Column(name=ColumnName(ColumnKind.VALUE, each.key), places=PLACES, numbers=row)
        for each, row in zip(work.criteria, work.numbers, strict=True)
    ]
    return Columns(columns=made, codes=None, city_codes=None, city_index=None, is_synthetic=True)


def whole(given: Columns, compiled: CompiledScheme) -> tuple[Scores, np.ndarray, np.ndarray]:
    """Do the whole work."""
    scores = score(given, compiled)
    return scores, scores.ranks(), scores.grades()


def tier(work: Work) -> str:
    """Tell by which arithmetic the scores are settled, and how many units doubles left in doubt."""
    scores = score(columns(work), compile_scheme(scheme(work)))
    settled = ", ".join(f"{count:,} by {by.value}" for by, count in scores.doubtful if count)
    return f"{scores.tier.value}; units left to others: {settled or 'none'}"


def prepare(work: Work) -> Job:
    """Hold the columns and the compiled scheme."""
    return Job(partial(whole, columns(work), compile_scheme(scheme(work))), read)


def prepare_from_doubles(work: Work) -> Job:
    """Hold doubles and the compiled scheme, so that proving the decimals is part of the work."""
    made = scheme(work)
    compiled, doubles = compile_scheme(made), work.columns()
    return Job(lambda: whole(columns_from_arrays(doubles, made, is_synthetic=True), compiled), read)


def read(result: tuple[Scores, np.ndarray, np.ndarray]) -> Outcome:
    """Read the columns."""
    scores, ranks, grades = result
    return Outcome(scores.published, ranks.astype(np.int64), grades.astype(np.int64))
