"""The JSON Schema of columns in JSON."""

from __future__ import annotations

from jxassess.io._columns._cells import MOST_PLACES
from jxassess.io._columns._json import COLUMNS_FORMAT
from jxassess.io._plain import Plain
from jxassess.io._writing import dump

_CODES: dict[str, Plain] = {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{6}$"}}
_CODES_ONCE: dict[str, Plain] = {**_CODES, "uniqueItems": True}
_NUMBER: dict[str, Plain] = {"type": ["integer", "null"], "minimum": -(2**63), "maximum": 2**63 - 1}
_COLUMN: dict[str, Plain] = {
    "description": "One column: a whole number for each unit, in units of its last decimal place.",
    "type": "object",
    "properties": {
        "name": {"description": "The name of the column, such as exit_accuracy@survey.", "type": "string"},
        "places": {"description": "Decimal places.", "type": "integer", "minimum": 0, "maximum": MOST_PLACES},
        "numbers": {
            "description": "A number, or null where it is missing or does not apply.",
            "type": "array",
            "items": _NUMBER,
        },
        "not_applicable": {
            "description": "The places of the units to which it does not apply, counted from 0, in order.",
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "uniqueItems": True,
        },
    },
    "required": ["name", "places", "numbers"],
    "additionalProperties": False,
}


def format_columns_schema() -> str:
    """Write the JSON Schema of columns in JSON, `jxassess-columns/1`.

    It states the form of the file and no more, like the schemas of schemes and evidence.

    Returns:
        The text of the schema, in draft 2020-12. A file of it lies beside this module under `schemas`.

    Example:
        >>> import json
        >>> json.loads(format_columns_schema())["title"]
        'jxassess-columns/1'
    """
    schema: dict[str, Plain] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": COLUMNS_FORMAT,
        "description": "The data of many units, in columns.",
        "type": "object",
        "properties": {
            "format": {"const": COLUMNS_FORMAT},
            "synthetic": {"description": "Whether any of it is made up.", "type": "boolean"},
            "code": {"description": "The code of each unit.", **_CODES_ONCE},
            "city": {"description": "The code of the city of each unit.", **_CODES},
            "columns": {"description": "The columns.", "type": "array", "items": _COLUMN},
        },
        "required": ["format", "synthetic", "columns"],
        "additionalProperties": False,
    }
    return dump(schema, "json")
