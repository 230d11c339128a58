"""What the reading of every sheet has in common: rules, indicators, units, records, and where faults go."""

from __future__ import annotations

from attrs import define

from jxassess.faults import Fault
from jxassess.io._reading._box import Box
from jxassess.io._reading._headings import Terms
from jxassess.io._reading._needs import Needs
from jxassess.io._reading._reading_fault_kinds import TOO_MUCH_TEXT
from jxassess.io._reading._records import Records
from jxassess.io._reading._rules import TableRules
from jxassess.io._reading._units import Units
from jxassess.io._references import References

LONG_TEXT = 1_000
"""Texts of more characters are counted."""
MOST_TEXT = 10_000_000
"""So many characters of long texts are kept; a year's evidence of all counties has a hundredth of that."""


@define(kw_only=True)
class Reader:
    """The state of one reading.

    Attributes:
        rules: how tables are meant.
        terms: the indicators by name.
        units: the units by code and name.
        references: what keys and codes stand for, for cattrs.
        records: what was read.
        box: the faults.
        needs: the blank cells of templates.
        is_template: whether the file at work is a template that was filled in.
        kept: how many characters of long texts were kept so far.
    """

    rules: TableRules
    terms: Terms
    units: Units
    references: References
    records: Records
    box: Box
    needs: Needs
    is_template: bool = False
    kept: int = 0

    def text_fault(self, value: object) -> Fault | None:
        """Count a long text that is to be kept, so that a small file full of them does not fill the memory.

        Args:
            value: what was read of a cell.

        Returns:
            A fault without place where there is more text than any evidence has; then nothing more is read.
        """
        if not isinstance(value, str) or len(value) <= LONG_TEXT:
            return None
        self.kept += len(value)
        if self.kept <= MOST_TEXT:
            return None
        self.box.stop()
        return TOO_MUCH_TEXT.at("", MOST_TEXT)
