"""Tables whose rows belong together: findings with their facts, sampled counties with townships and villages."""

from __future__ import annotations

from typing import TypeAlias

from attrs import evolve

from jxassess.io._documents import Table
from jxassess.io._fault_kinds import UNKNOWN_FINDING
from jxassess.io._reading._blank import blank
from jxassess.io._reading._marks import Mark, MarkedRow
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._reading_fault_kinds import DUPLICATE_ROW
from jxassess.words import Words

_Townships: TypeAlias = dict[str, list[Table]]


class Groups:
    """Rows that wait until all files are read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._findings: list[MarkedRow] = []
        self._facts: list[MarkedRow] = []
        self._samples: list[MarkedRow] = []
        self.are_findings_whole = True

    def add(self, kind: str, rows: list[MarkedRow]) -> None:
        """Add rows of a sheet of findings, facts or samples."""
        {"findings": self._findings, "facts": self._facts, "samples": self._samples}[kind].extend(rows)

    def end(self) -> None:
        """Make the records."""
        self._end_findings()
        self._end_samples()

    def _end_findings(self) -> None:
        facts: dict[object, list[MarkedRow]] = {}
        used: set[object] = set()
        for row in self._facts:
            facts.setdefault(row.table.pop("finding"), []).append(row)
        for row in self._findings:
            used.add(row.table["key"])
            own = facts.get(row.table["key"], [])
            row.table["facts"] = [fact.table for fact in own]
            self._reader.records.take("findings", row)
        if self.are_findings_whole:
            for key, rows in facts.items():
                if key not in used:
                    self._reader.box.faults.extend(UNKNOWN_FINDING.at(row.mark.place("finding"), key) for row in rows)

    def _end_samples(self) -> None:
        counties: dict[object, tuple[_Townships, Mark]] = {}
        seen: dict[tuple[object, ...], Mark] = {}
        for row in self._samples:
            code, township, village = (row.table.get(key) for key in ("county", "township", "village"))
            key = (code, township, village)
            if key in seen:
                label = " ".join(str(part) for part in key if part is not None)
                self._reader.box.add(DUPLICATE_ROW.at(row.mark.where, label, other=seen[key].where))
                continue
            seen[key] = row.mark
            townships, _ = counties.setdefault(code, ({}, row.mark))
            self._add_village(row, townships)
        for code, (townships, mark) in counties.items():
            made = [{"name": name, "villages": villages} for name, villages in townships.items()]
            self._reader.records.take("samples", MarkedRow({"county": code, "townships": made}, mark))

    def _add_village(self, row: MarkedRow, townships: _Townships) -> None:
        township, village, households = (row.table.get(key) for key in ("township", "village", "households"))
        missing = [
            ("township", Words("township", "乡镇"), township is None and (village, households) != (None, None)),
            ("village", Words("village", "村"), village is None and households is not None),
            ("households", Words("households", "户数"), village is not None and households is None),
        ]
        for key, words, is_missing in missing:
            if is_missing:
                self._reader.box.add(evolve(blank("samples", words), where=row.mark.place(key)))
        if township is None:
            return
        villages = townships.setdefault(str(township), [])
        if village is not None and households is not None:
            villages.append({"name": village, "households": households})
