"""Schemes, evidence, assessments in files: TOML, JSON, CSV, read strictly, written to load back equal.

A file is refused as a whole, with every fault that is in it. Numbers are taken as they are written: no value passes
through a binary float. A file of an assessment is assessed anew when it is read.
"""

from __future__ import annotations

from jxassess.io._assessment import (
    AssessmentError,
    format_assessment,
    parse_assessment,
    read_assessment,
    write_assessment,
)
from jxassess.io._digest import digest
from jxassess.io._documents import Format
from jxassess.io._evidence import format_evidence, parse_evidence, read_evidence, write_evidence
from jxassess.io._explanation import format_explanation
from jxassess.io._schema import format_json_schema
from jxassess.io._scheme import format_scheme, parse_scheme, read_scheme, write_scheme

__all__ = [
    "AssessmentError",
    "Format",
    "digest",
    "format_assessment",
    "format_evidence",
    "format_explanation",
    "format_json_schema",
    "format_scheme",
    "parse_assessment",
    "parse_evidence",
    "parse_scheme",
    "read_assessment",
    "read_evidence",
    "read_scheme",
    "write_assessment",
    "write_evidence",
    "write_scheme",
]
