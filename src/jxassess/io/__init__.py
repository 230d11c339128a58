"""Schemes, evidence and assessments in files: TOML, JSON, CSV, read strictly, written so that they load back equal.

A file is refused as a whole, with every fault that is in it. Numbers are taken as they are written: no value passes
through a binary float.
"""

from __future__ import annotations

from jxassess.io._assessment import format_assessment, format_explanation, write_assessment
from jxassess.io._documents import Format
from jxassess.io._evidence import format_evidence, parse_evidence, read_evidence, write_evidence
from jxassess.io._schema import format_json_schema
from jxassess.io._scheme import format_scheme, parse_scheme, read_scheme, write_scheme

__all__ = [
    "Format",
    "format_assessment",
    "format_evidence",
    "format_explanation",
    "format_json_schema",
    "format_scheme",
    "parse_evidence",
    "parse_scheme",
    "read_evidence",
    "read_scheme",
    "write_assessment",
    "write_evidence",
    "write_scheme",
]
