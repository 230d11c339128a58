"""Scores of any number of units in columns (批量计分), digit for digit those of `assess`, at the speed of arrays.

A scheme is compiled once, and scores `Columns` of exact numbers. Which arithmetic serves is settled by a proof.
"""

from __future__ import annotations

from jxassess.arrays._cities import CityScores
from jxassess.arrays._column_faults import find_column_faults
from jxassess.arrays._columns import CellState, Column, Columns
from jxassess.arrays._compile import CompiledScheme, compile_scheme
from jxassess.arrays._decimals import scaled
from jxassess.arrays._from_arrays import columns_from_arrays
from jxassess.arrays._from_evidence import columns_from_evidence
from jxassess.arrays._names import ColumnKind, ColumnName, parse_column_name
from jxassess.arrays._needs import ColumnNeed, needed_columns
from jxassess.arrays._scores import Scores, score
from jxassess.arrays._tiers import ArrayTier

__all__ = [
    "ArrayTier",
    "CellState",
    "CityScores",
    "Column",
    "ColumnKind",
    "ColumnName",
    "ColumnNeed",
    "Columns",
    "CompiledScheme",
    "Scores",
    "columns_from_arrays",
    "columns_from_evidence",
    "compile_scheme",
    "find_column_faults",
    "needed_columns",
    "parse_column_name",
    "scaled",
    "score",
]
