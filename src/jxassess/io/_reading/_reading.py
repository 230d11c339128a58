"""Files of tables into evidence: definitions first, then every record, with every fault at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.evidence import CarriedScore, Evidence, Observation, Target
from jxassess.faults import EvidenceError, Fault, FaultsError
from jxassess.indicators import Indicator
from jxassess.io._definitions import STANDARD, references_of
from jxassess.io._fault_kinds import UNUSED_INDICATOR
from jxassess.io._reading import _reading_fault_kinds as kinds
from jxassess.io._reading._about_reading import About, is_about
from jxassess.io._reading._assembling import evidence_of, known_of
from jxassess.io._reading._box import Box
from jxassess.io._reading._clashes import clash_faults
from jxassess.io._reading._headings import Terms
from jxassess.io._reading._needs import Needs
from jxassess.io._reading._numbers import is_in_percent
from jxassess.io._reading._ordering import Order
from jxassess.io._reading._paused import collector_paused
from jxassess.io._reading._reader import Reader
from jxassess.io._reading._records import Records, where_of
from jxassess.io._reading._renamed import RenamedSheet, names_of, subject_of, words_of
from jxassess.io._reading._rules import TableRules
from jxassess.io._reading._sheet_reading import SheetReading
from jxassess.io._reading._source_fault_kinds import EMPTY_FILE
from jxassess.io._reading._units import Units
from jxassess.io._reading._watch import Paths, Watch, files_of, listed
from jxassess.io._sheets._archive import file_name
from jxassess.io._sheets._open import open_sheets
from jxassess.io._sheets._progress import ProgressCallback
from jxassess.io._sheets._sheet import Sheet
from jxassess.io._sheets._texts import fold
from jxassess.scheme import Scheme
from jxassess.words import Words

_NO_RULES = TableRules()


@frozen(kw_only=True)
class Origin(ByFields):
    """Where a record was read (出处).

    Attributes:
        record: the record.
        where: the cell, such as `[甲市.xlsx]指标数据!D7`.
    """

    record: Target | Observation | CarriedScore
    where: str


def read_evidence(
    paths: Paths,
    scheme: Scheme,
    *,
    base: Evidence | None = None,
    rules: TableRules = _NO_RULES,
    provisional: bool = False,
    progress: ProgressCallback | None = None,
) -> Evidence:
    """Read evidence from tables; `read_with_origins` tells also where each record stood.

    Args:
        paths: a file, a folder of files, or several of them, which are read as one.
        scheme: the year's scheme.
        base: evidence that the files add to; it gives year, day and units where no file does.
        rules: how the tables differ from those of this library.
        provisional: whether cells of a template may be blank that the scheme cannot do without.
        progress: called now and then with how far the reading has come.

    Returns:
        The evidence, not yet held against the scheme.

    Raises:
        EvidenceError: every fault of all files, each at its cell.
        ScopeError: a file of another kind, rules that name no indicator, or a package that is not installed.
        OSError: a file cannot be read.
    """
    return _read(paths, scheme, base, rules, provisional, progress)[0]


def read_with_origins(
    paths: Paths,
    scheme: Scheme,
    *,
    base: Evidence | None = None,
    rules: TableRules = _NO_RULES,
    provisional: bool = False,
    progress: ProgressCallback | None = None,
) -> tuple[Evidence, tuple[Origin, ...]]:
    """Read evidence from tables, and tell of every target, value and carried score where it stood.

    Args:
        paths: a file, a folder of files, or several of them, which are read as one.
        scheme: the year's scheme.
        base: evidence that the files add to; it gives year, day and units where no file does.
        rules: how the tables differ from those of this library.
        provisional: whether cells of a template may be blank that the scheme cannot do without.
        progress: called now and then with how far the reading has come.

    Returns:
        The evidence, not yet held against the scheme; the origins of its targets, values and carried scores, in the
        order in which they were read.

    Raises:
        EvidenceError: every fault of all files, each at its cell.
        ScopeError: a file of another kind, rules that name no indicator, or a package that is not installed.
        OSError: a file cannot be read.
    """
    evidence, records = _read(paths, scheme, base, rules, provisional, progress)
    lists: tuple[tuple[str, Sequence[Target | Observation | CarriedScore]], ...] = (
        ("targets", records.targets),
        ("observations", records.observations),
        ("carried", records.carried),
    )
    origins = (
        Origin(record=record, where=where_of(cell))
        for kind, found in lists
        for record, cell in zip(found, records.origins[kind], strict=True)
    )
    return evidence, tuple(origins)


def _read(
    paths: Paths,
    scheme: Scheme,
    base: Evidence | None,
    rules: TableRules,
    provisional: bool,
    progress: ProgressCallback | None,
) -> tuple[Evidence, Records]:
    given = listed(paths)
    files, faults = files_of(given)
    reading = _Reading(scheme, base, rules, files or given)
    reading.faults.extend(faults)
    reading.reader.needs.is_provisional = provisional
    with collector_paused():
        reading.read(files, Watch(files, progress))
        evidence = reading.evidence()
    if reading.faults or evidence is None:
        raise EvidenceError(reading.order.sorted(reading.faults), reading.subject)
    return evidence, reading.reader.records


class _Reading:
    """One reading of some files."""

    def __init__(self, scheme: Scheme, base: Evidence | None, rules: TableRules, files: Sequence[Path]) -> None:
        self._where = words_of([*names_of(files).values()]).zh
        self._called = names_of(files)
        # Whether any sheet that is read holds anything, of each file.
        self._has_cells: dict[Path, bool] = {}
        self.order = Order()
        self._scheme = scheme
        self._base = base
        self._rules = rules
        self._own = (*scheme.indicators, *_indicators_of(base))
        box = Box()
        self.reader = Reader(
            rules=rules,
            terms=Terms(self._own, STANDARD),
            units=Units(),
            references=references_of(self._own),
            records=Records(base, box),
            box=box,
            needs=Needs(),
        )
        if base is not None:
            self.reader.units.cities.update((city.code, city) for city in base.cities)
            self.reader.units.counties.update((county.code, county) for county in base.counties)
        self._about = About(base, scheme, box)
        self._sheets = SheetReading(self.reader, self._about)

    def read(self, files: Sequence[Path], watch: Watch) -> None:
        """Read the files: what they define, then the rest. One file alone is opened once."""
        if len(files) == 1:
            self._open(files[0], watch, partial(self._whole, files[0], watch))
        else:
            sound = [path for path in files if self._open(path, watch, partial(self._definitions, path))]
            self._define()
            for path in sound:
                self._open(path, watch, partial(self._records, path, watch))
        self._sheets.end()

    def _whole(self, path: Path, watch: Watch, sheets: Sequence[Sheet]) -> None:
        self._definitions(path, sheets)
        self._define()
        self._records(path, watch, sheets)

    def _definitions(self, path: Path, sheets: Sequence[Sheet]) -> None:
        self._sheets.has_cells = False
        # What is hidden may say what the tables are about; that it is hidden is the fault.
        self._about.is_broken = self._about.is_broken or any(
            sheet.is_hidden and is_about(sheet.name) for sheet in sheets
        )
        self._sheets.read_definitions(sheets)
        self._has_cells[path] = self._sheets.has_cells

    def _records(self, path: Path, watch: Watch, sheets: Sequence[Sheet]) -> None:
        watch.begin(path, sheets)
        self._sheets.has_cells = self._has_cells[path]
        if self._called[path] not in self._about.results:
            self._sheets.read_records(sheets, watch.report)
        self._has_cells[path] = self._sheets.has_cells
        if not (self._sheets.has_cells or self._may_hold_nothing(sheets) or self.reader.box.is_full):
            self._note_empty(self._called[path])
        watch.finish(path)

    def _may_hold_nothing(self, sheets: Sequence[Sheet]) -> bool:
        """Tell whether a file is one of several that hold one table each, or is not to be read."""
        skipped = [fold(name) for name, key in self._rules.sheets if not key]
        is_alone = len(sheets) == 1 and not sheets[0].file.lower().endswith(".xlsx")
        return any(fold(sheet.name) in skipped or (is_alone and is_about(sheet.name)) for sheet in sheets)

    def _note_empty(self, file: str) -> None:
        faults = self.faults
        if not any(fault.where == file or fault.where.startswith(f"[{file}]") for fault in faults):
            faults.append(EMPTY_FILE.at(file))

    def _open(self, path: Path, watch: Watch, read: Callable[[Sequence[Sheet]], object]) -> bool:
        watch.look(path)
        called = self._called[path]
        try:
            opened: AbstractContextManager[tuple[Sheet, ...]] = open_sheets(path, encoding=self._rules.encoding)
            with opened as sheets:
                named = [sheet if sheet.file == called else RenamedSheet(sheet, called) for sheet in sheets]
                self.order.add(called, named)
                read(named)
        except FaultsError as error:
            self.order.add(called, ())
            own = file_name(path)
            found = (evolve(fault, where=fault.where.replace(own, called, 1)) for fault in error.faults)
            self.faults.extend(found)
            self.reader.units.is_whole = self.reader.units.has_all_cities = False
            self.reader.needs.drop(called)
            self._about.is_broken = True
            return False
        return True

    def _define(self) -> None:
        self._sheets.definitions.define()
        own = [indicator for indicator, _ in self._sheets.definitions.own.values()]
        self.reader.terms = Terms((*self._own, *own), STANDARD)
        self._refuse_unknown_rules()
        units = self.reader.units
        units.on = self._about.on
        for place in units.all:
            self.reader.references.add_place(place)
        self.reader.references.are_places_known = units.is_whole

    def _refuse_unknown_rules(self) -> None:
        for key in (*self._rules.percents, *self._rules.ratios):
            indicator = self.reader.references.known(key)
            if indicator is None and key not in self.reader.references.hidden:
                raise ScopeError(f"the rules name {key!r}, which is no indicator of the scheme or the files")
            if indicator is not None and not is_in_percent(indicator):
                raise ScopeError(f"the rules name {key!r} for its numbers in %, but its unit is {indicator.unit.en!r}")

    def evidence(self) -> Evidence | None:
        """Put the evidence together.

        Returns:
            The evidence, `None` where there are faults.
        """
        reader = self.reader
        has_cells = any(self._has_cells.values())
        if not has_cells and not self.faults:
            self.faults.append(kinds.NOTHING_READ.at(self._where))
        missing = self._about.missing(is_sound=not self.faults) if has_cells or not self.faults else ()
        self.faults.extend(kinds.MISSING_ABOUT.at(self._where, words) for words in missing)
        self.faults.extend(clash_faults(reader.records.clashes, self._about.others))
        self._look_at_templates()
        if not self.faults:
            for key, (_, mark) in self._sheets.definitions.own.items():
                if key not in reader.references.used:
                    self.faults.append(UNUSED_INDICATOR.at(mark.where, key))
        year, on = self._about.year, self._about.on
        if self.faults or year is None or on is None:
            return None
        return evidence_of(year, on, self._base, self._about, reader)

    @property
    def subject(self) -> Words | None:
        """What was read, in words; `None` where no path was given."""
        return subject_of(self._called, self.faults)

    @property
    def faults(self) -> list[Fault]:
        """The faults so far."""
        return self.reader.box.faults

    def _look_at_templates(self) -> None:
        needs = self.reader.needs
        for file in self._about.others:
            needs.drop(file)
        if needs.has_any:
            known = known_of(self._scheme, self._base, self.reader)
            found = [*needs.closed(known)]
            if not needs.is_provisional:
                found += [*needs.faults(known), *needs.gone(known, self.faults)]
            self.faults.extend(found)


def _indicators_of(base: Evidence | None) -> Iterator[Indicator]:
    if base is not None:
        yield from (target.indicator for target in base.targets)
        yield from (observation.indicator for observation in base.observations)
