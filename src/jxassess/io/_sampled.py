"""The sample behind an observation in one row with it, as tables hold it, and back."""

from __future__ import annotations

import attrs

from jxassess.evidence import Observation, Uncertainty
from jxassess.io._documents import Table
from jxassess.io._plain import Plain, to_table

UNCERTAINTY = "uncertainty"
"""The field of an observation, and the key in files that nest it."""
SAMPLE_NAMES: tuple[str, ...] = tuple(field.name for field in attrs.fields(Uncertainty))
"""What a row holds of the sample: all of it, or nothing."""


def flat_row(found: Observation) -> dict[str, Plain]:
    """Give an observation as a row, with what is known of its sample beside the value."""
    row = to_table(found)
    row.pop(UNCERTAINTY, None)
    return row if found.uncertainty is None else row | to_table(found.uncertainty)


def nested_row(row: Table) -> Table:
    """Give a row as files that nest hold it: what it says of a sample in a table of its own."""
    sample = {name: row[name] for name in SAMPLE_NAMES if name in row}
    if not sample:
        return row
    return {key: value for key, value in row.items() if key not in sample} | {UNCERTAINTY: sample}
