"""Templates: the workbooks that cities and counties fill in, and that are read back as evidence."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from errno import ENOENT
from pathlib import Path

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.evidence.fault_kinds import NOT_IN_FORCE
from jxassess.faults import Fault, raise_faults
from jxassess.indicators import Indicator
from jxassess.io._digest import digest
from jxassess.io._files import write_bytes
from jxassess.io._reading._needed import compared_at_ends
from jxassess.io._sheets._kinds import ABOUT, CITIES, COUNTIES, TEMPLATE_FORMAT, TableKind
from jxassess.io._sheets._members import TRUTHS
from jxassess.io._sheets._progress import EVERY, Progress, ProgressCallback
from jxassess.io._sheets._texts import text_fault, trim
from jxassess.io._tables._table import TableError
from jxassess.io._tables._xlsx_extras import Workbook, Worksheet, new_workbook
from jxassess.io._templates import _words as words
from jxassess.io._templates._fault_kinds import (
    BAD_SOURCE,
    BAD_TITLE,
    NO_SAMPLE,
    NO_SOURCES,
    NO_UNITS,
    NOT_DRAWN,
    NOTHING_ASKED,
    OTHER_YEAR,
    UNIT_TWICE,
)
from jxassess.io._templates._form import Form, Grid
from jxassess.io._templates._grids import make_grids
from jxassess.io._templates._looks import (
    CLOSED_FILL,
    DOUBTFUL_FILL,
    GROUP_FILLS,
    NEEDED_FILL,
    OPTIONAL_FILL,
    WRONG_FILL,
    TemplateLooks,
)
from jxassess.io._templates._page import GridPage, set_up_page, write_fixed, write_top
from jxassess.io._templates._rules import SOURCE_WORDS
from jxassess.measure import Dimension
from jxassess.places import City, County, Place
from jxassess.scheme import Scheme, Tier
from jxassess.words import Language, Words

SOURCES = tuple(SOURCE_WORDS)
"""The four kinds of data of Art. 7(3)."""

_CODE = re.compile("[0-9]{6}")
_LABEL_WIDTH, _VALUE_WIDTH = 30, 74
_LEGEND = (
    (words.NEEDED, NEEDED_FILL),
    (words.OPTIONAL, OPTIONAL_FILL),
    (words.CLOSED, CLOSED_FILL),
    (words.WRONG, WRONG_FILL),
    (words.DOUBTFUL, DOUBTFUL_FILL),
)
_DIMENSIONS = tuple(
    (Words(dimension.summary, dimension.term), fill) for dimension, fill in zip(Dimension, GROUP_FILLS, strict=True)
)


def write_template(
    scheme: Scheme,
    units: Iterable[Place],
    path: Path | str,
    *,
    on: date,
    is_synthetic: bool,
    classification: str = "",
    sources: Iterable[str] = SOURCES,
    language: Language = "zh",
    given: Evidence | None = None,
    drawn: Collection[str] | None = None,
    progress: ProgressCallback | None = None,
) -> None:
    """Write the workbook that some units fill in, so that what comes back reads as evidence.

    Units stand in rows, what the scheme reads of them in columns. Every cell says what may be typed into it and refuses
    anything else; what does not concern a unit is grey and locked. Sheets are locked without a password.

    An indicator of which the scheme compares an end of its interval is not asked for: it comes from a survey, and nobody
    could type the interval. The first sheet lists these. They come as evidence of their own, such as a workbook by
    `write_evidence`, which is read together with the template. The other indicators of a survey are asked for, unless
    they stand in `given`. Figures that only `jxassess.surveys` needs to estimate are never asked for.

    Args:
        scheme: the year's scheme.
        units: the cities and counties that fill it in, each once. The city of a county is defined in the workbook, and
            only asked for data where it is among them.
        path: the file, whose name ends in `.xlsx`; it is replaced as a whole or not at all.
        on: the day whose units are assessed, such as the last of the year.
        is_synthetic: whether what will be filled in is made up; then every sheet says so.
        classification: how it may be passed on, in the office's words.
        sources: what may be chosen as the source of values, beside those that the scheme names.
        language: the language of the workbook.
        given: evidence that is there already, such as what the province has itself; it is not asked for.
        drawn: where the scheme samples, the codes of the counties drawn; without it, all are asked.
        progress: called now and then with the number of rows written; what it raises stops the work, and nothing is
            written.

    Raises:
        TableError: no unit, one that is given twice or not in force on the day, a day of another year, sources or texts
            that would not read back, counties drawn that are none or that the scheme does not draw, nothing to be asked.
        ScopeError: another ending or language, what is no list or no day, or XlsxWriter is missing.
        OSError: the place is not writable.

    Legal basis:
        Art. 7(3): the data that are consolidated. Art. 10: data are given in time and correctly.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from jxassess.io import read_scheme
        >>> scheme = read_scheme("examples/data/scheme_small.toml")
        >>> city = City(code="990200", name="乙市")
        >>> county = County(code="990221", name="卯县", parent=city)
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "乙市.xlsx")
        ...     write_template(scheme, [city, county], path, on=date(2019, 12, 31), is_synthetic=True)
        ...     path.stat().st_size > 0
        True
    """
    _refuse_other_types(on, sources, drawn)
    path, given_units = Path(path), tuple(sorted(_units_of(units), key=lambda unit: unit.code))
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, "no such folder", str(path.parent))
    if path.suffix.lower() != ".xlsx":
        raise ScopeError(f"{path.name!r} does not end in .xlsx, and a template is an Excel workbook")
    known = (*sources, *_sources_of(scheme))
    form = Form(
        scheme=scheme,
        units=given_units,
        sources=dict.fromkeys(known),
        language=language,
        given=given,
        drawn=None if drawn is None else frozenset(drawn),
    )
    head = words.head_words(scheme.year, scheme.title, classification, is_synthetic=is_synthetic)
    # Before any work: another language is refused.
    title = head.text(language)
    subject = Words("the template", "填报模板")
    raise_faults(TableError, _find_faults(form, tuple(sources), on, classification), subject)
    grids = make_grids(form)
    if not grids:
        raise TableError([NOTHING_ASKED.at("units", ", ".join(unit.code for unit in given_units))], subject)
    buffer = io.BytesIO()
    book = new_workbook(buffer, title, language)
    _Writer(book, form, head, on, classification, is_synthetic=is_synthetic).write(grids, progress)
    book.close()
    write_bytes(path, buffer.getvalue())


def _sources_of(scheme: Scheme) -> Iterator[str]:
    for precedence in scheme.precedences:
        yield from precedence.sources


def _find_faults(form: Form, sources: Sequence[str], on: date, classification: str) -> Iterator[Fault]:
    if not form.units:
        yield NO_UNITS.at("units")
    # Counties may name their city otherwise than it is given, or than each other do.
    cities = [unit for unit in {_city(unit) for unit in form.units} if unit not in form.units]
    for code, number in Counter(unit.code for unit in (*form.units, *cities)).items():
        if number > 1:
            yield UNIT_TWICE.at("units", code)
    for unit in form.units:
        if isinstance(unit, County) and not unit.is_in_force(on):
            yield NOT_IN_FORCE.at(unit.label, on)
    yield from _drawn_faults(form)
    if on.year != form.scheme.year:
        yield OTHER_YEAR.at("on", on, year=form.scheme.year)
    if not form.sources:
        yield NO_SOURCES.at("sources")
    for i, source in enumerate(sources):
        if not _is_line(source) or not source or source in sources[:i]:
            yield BAD_SOURCE.at(f"sources[{i}]", source)
    for where, text in (("classification", classification), ("scheme.title", form.scheme.title.text(form.language))):
        if not _is_line(text):
            yield BAD_TITLE.at(where, text)


def _units_of(units: Iterable[object] | Place) -> list[Place]:
    if isinstance(units, City | County):
        raise ScopeError("units are given as a list, also one alone: [unit]")
    return [_unit_of(unit) for unit in units]


def _unit_of(unit: object) -> Place:
    if isinstance(unit, City | County):
        return unit
    raise ScopeError(f"units are cities and counties, not {unit!r}")


def _refuse_other_types(on: object, sources: object, drawn: object) -> None:
    if not isinstance(on, date) or isinstance(on, datetime):
        raise ScopeError(f"on is a day, such as date(2019, 12, 31), not {on!r}")
    for name, given in (("sources", sources), ("drawn", drawn)):
        if isinstance(given, str):
            raise ScopeError(f"{name} is a list, also of one alone: [{given!r}]")


def _drawn_faults(form: Form) -> Iterator[Fault]:
    if form.drawn is not None and form.scheme.sample is None:
        yield NO_SAMPLE.at("drawn")
    cities = {_city(unit).code for unit in form.units}
    for code in sorted(map(str, form.drawn or ())):
        # Those of other units may be among them: one list serves all templates.
        if _CODE.fullmatch(code) is None or code in cities:
            yield NOT_DRAWN.at("drawn", code)


def _is_line(text: str) -> bool:
    """Tell whether text reads back from a cell as it is."""
    return text == trim(text) and "\n" not in text and text_fault(text) is None


class _Writer:
    """Writes one template."""

    def __init__(
        self, book: Workbook, form: Form, head: Words, on: date, classification: str, *, is_synthetic: bool
    ) -> None:
        self._book, self._form, self._head, self._on = book, form, head, on
        self._classification, self._is_synthetic = classification, is_synthetic
        self._language: Language = form.language
        self._looks = TemplateLooks(book, form.language)
        self._cities = sorted({unit.code: unit for unit in map(_city, form.units)}.values(), key=lambda city: city.code)
        self._counties = [unit for unit in form.units if isinstance(unit, County)]

    def write(self, grids: Sequence[Grid], progress: ProgressCallback | None) -> None:
        about = self._sheet(ABOUT)
        choices = self._about(about, [grid.kind for grid in grids])
        total, done = sum(len(grid.rows) for grid in grids), 0
        for grid in grids:
            page = GridPage(self._sheet(grid.kind), grid, self._looks, self._language, choices)
            page.write(self._head, is_synthetic=self._is_synthetic)
            for number in page.write_rows():
                if progress is not None and (number % EVERY == 0 or number == len(grid.rows)):
                    progress(Progress(done=done + number, total=total, what=grid.kind.key))
            done += len(grid.rows)
        self._fixed(CITIES, [(city.code, city.name, city.english) for city in self._cities])
        if self._counties:
            self._fixed(COUNTIES, [_county_row(county) for county in self._counties])

    def _sheet(self, kind: TableKind) -> Worksheet:
        return self._book.add_worksheet(kind.words.text(self._language))

    def _fixed(self, kind: TableKind, rows: Sequence[Sequence[str]]) -> None:
        sheet = self._sheet(kind)
        write_top(sheet, kind, self._looks, self._head, self._language, is_synthetic=self._is_synthetic)
        write_fixed(sheet, kind, rows, self._looks, self._language)
        set_up_page(sheet, kind, self._head, self._language, pages=1)

    def _about(self, sheet: Worksheet, kinds: Sequence[TableKind]) -> str:
        """Write the first sheet; give the cells that hold the sources, as a formula."""
        looks, language = self._looks, self._language
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, self._head.text(language), looks.head(is_synthetic=self._is_synthetic))
        row = self._about_lines(sheet)
        row = self._part(sheet, row + 1, words.HOW_TO, [self._noted(step) for step in words.STEPS])
        row = self._part(sheet, row, words.COLOURS, [self._coloured(said, fill) for said, fill in _LEGEND])
        row = self._part(sheet, row, words.DIMENSIONS, [self._coloured(said, fill) for said, fill in _DIMENSIONS])
        row = self._part(sheet, row, words.SHEETS, [self._linked(kind) for kind in kinds])
        if sampled := self._sampled():
            row = self._part(sheet, row, words.SAMPLED, [self._noted(indicator.name) for indicator in sampled])
        first = row + 1
        row = self._part(sheet, row, words.SOURCES, [self._source(source) for source in self._form.sources]) - 1
        known = [source for source in self._form.sources if source in SOURCE_WORDS]
        for i, source in enumerate(known, row):
            self._noted(words.SOURCE.format(source=source, words=SOURCE_WORDS[source]))(sheet, i)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, _VALUE_WIDTH)
        set_up_page(sheet, ABOUT, self._head, language, pages=1, is_upright=True)
        sheet.hide_gridlines(2)
        return f"='{ABOUT.words.text(language)}'!$A${first + 1}:$A${first + len(self._form.sources)}"

    def _sampled(self) -> list[Indicator]:
        levels = {Tier.CITY if isinstance(unit, City) else Tier.COUNTY for unit in self._form.units}
        found = [each for level in Tier if level in levels for each in compared_at_ends(self._form.scheme, level)]
        return [*dict.fromkeys(found)]

    def _about_lines(self, sheet: Worksheet) -> int:
        values: dict[str, str | int | date] = {
            "format": TEMPLATE_FORMAT,
            "year": self._form.scheme.year,
            "on": self._on,
            "is_synthetic": TRUTHS[self._is_synthetic].text(self._language),
            "classification": self._classification,
            "scheme": self._form.scheme.title.text(self._language),
            "digest": digest(self._form.scheme),
        }
        row = 1
        for key, value in values.items():
            if value == "":
                continue
            sheet.write_string(row, 0, ABOUT.column(key).words.text(self._language), self._looks.label())
            if isinstance(value, date):
                sheet.write_datetime(row, 1, value, self._looks.value("yyyy-mm-dd"))
            elif isinstance(value, int):
                sheet.write_number(row, 1, value, self._looks.value("0"))
            else:
                sheet.write_string(row, 1, value, self._looks.value())
            row += 1
        return row

    def _part(self, sheet: Worksheet, row: int, title: Words, lines: Sequence[_Line]) -> int:
        """Write a part of the first sheet, each line into one cell; give the row after it."""
        sheet.write_string(row, 0, title.text(self._language), self._looks.title())
        for i, line in enumerate(lines, row + 1):
            line(sheet, i)
        return row + len(lines) + 2

    def _noted(self, said: Words) -> _Line:
        return lambda sheet, row: sheet.write_string(row, 0, said.text(self._language), self._looks.note())

    def _coloured(self, said: Words, fill: str) -> _Line:
        return lambda sheet, row: sheet.write_string(row, 0, said.text(self._language), self._looks.legend(fill))

    def _linked(self, kind: TableKind) -> _Line:
        name = kind.words.text(self._language)
        return lambda sheet, row: sheet.write_url(row, 0, f"internal:'{name}'!A1", self._looks.link(), name)

    def _source(self, source: str) -> _Line:
        return lambda sheet, row: sheet.write_string(row, 0, source, self._looks.value())


_Line = Callable[[Worksheet, int], int]


def _city(unit: Place) -> City:
    return unit if isinstance(unit, City) else unit.parent


def _county_row(county: County) -> tuple[str, ...]:
    days = ("" if day is None else day.isoformat() for day in (county.valid_from, county.valid_to))
    return (county.code, county.name, county.english, county.parent.code, *days)
