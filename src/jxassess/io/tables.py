"""Tables as offices have them: workbooks, CSV, JSON and Parquet, read into evidence and written from results.

What is read is read by stated rules or refused, cell by cell: nothing is guessed and nothing is lost. What is written
says on every sheet whether data are made up and how far the result has come, and reads back equal.
"""

from __future__ import annotations

from jxassess.io._reading._reading import Origin, read_evidence, read_with_origins
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import ABOUT, EVIDENCE_KINDS, CellKind, TableColumn, TableKind
from jxassess.io._sheets._progress import Progress, ProgressCallback
from jxassess.io._tables._assessment_tables import assessment_tables
from jxassess.io._tables._definitions_table import definitions_table
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._result_kinds import RESULT_KINDS, Standing
from jxassess.io._tables._survey_kinds import SURVEY_KINDS, Shown
from jxassess.io._tables._table import Table, TableError, TableHead
from jxassess.io._tables._write_tables import write_tables

__all__ = [
    "ABOUT",
    "EVIDENCE_KINDS",
    "RESULT_KINDS",
    "SURVEY_KINDS",
    "CellKind",
    "Origin",
    "Progress",
    "ProgressCallback",
    "Shown",
    "Standing",
    "Table",
    "TableColumn",
    "TableError",
    "TableHead",
    "TableKind",
    "TableRules",
    "assessment_tables",
    "definitions_table",
    "evidence_tables",
    "read_evidence",
    "read_tables",
    "read_with_origins",
    "write_tables",
]
