"""Sheets of a workbook, with values as they were stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from sheet_files import MAIN, OFFICE, SHEET, parts, relations, row, sheet, strings, styles, write_book

from jxassess.errors import ScopeError
from jxassess.faults import FaultsError
from jxassess.io._sheets import _workbook
from jxassess.io._sheets._sheet import CellError, Disguised, MergedRange, NoResult, Percent, Raw
from jxassess.io._sheets._workbook import open_workbook

Rows = list[tuple[int, list[Raw]]]


def read(path: Path) -> Rows:
    """Give the rows of the only sheet."""
    with open_workbook(path) as (only,):
        return [(number, list(cells)) for number, cells in only.rows()]


def cells(folder: Path, inner: str, **more: str) -> list[Raw]:
    """Give the cells of the only row of the only sheet."""
    ((_, found),) = read(write_book(folder, parts(row(inner), **more)))
    return found


def refused(path: Path) -> list[tuple[str, str]]:
    """Give code and place of each fault."""
    with pytest.raises(FaultsError) as caught:
        read(path)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_rows(tmp_path: Path) -> None:
    """Rows keep their numbers and cells their columns; what holds nothing is left out."""
    rows = row("<c r='B2'><v>1</v></c><c r='D2'/>", 2) + row("<c r='A3'/>", 3) + row("<c r='A9' t='s'><v>0</v></c>", 9)
    path = write_book(tmp_path, parts(rows, strings=strings("<t>子县</t>")))
    assert read(path) == [(2, [None, 1]), (9, ["子县", None])]


def test_sheet(tmp_path: Path) -> None:
    """A sheet says what the pass found, and names cells as programs do."""
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    cols = '<cols><col min="2" max="2" hidden="1"/></cols>'
    hidden = row("<c r='A4'><v>1</v></c>", 4, 'hidden="1"')
    with open_workbook(write_book(tmp_path, parts(hidden, before=cols, after=merged, state='state="hidden"'))) as (
        only,
    ):
        assert (only.file, only.name, only.is_hidden, only.is_decoded) == ("甲市.xlsx", "减贫任务", True, False)
        assert (only.hidden_rows, only.hidden_columns) == (frozenset((4,)), frozenset((2,)))
        assert only.merged == (MergedRange(1, 1, 1, 2),)
        assert only.place(7, 3) == "[甲市.xlsx]减贫任务!C7"
        assert only.last_row == 1
        # A sheet may be read anew.
        assert [*only.rows()] == [*only.rows()]


def test_values(tmp_path: Path) -> None:
    """Whole numbers, others, truths, errors and texts come as they were stored."""
    inner = (
        "<c><v>5</v></c><c><v>0.95</v></c><c><v>1E-2</v></c><c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
        "<c t='e'><v>#DIV/0!</v></c><c t='s'><v>1</v></c><c t='str'><f>A1</f><v> a_x000D_ </v></c>"
        "<c t='inlineStr'><is><r><t>子</t></r><r><t>县</t></r><rPh sb='0' eb='1'><t>zi</t></rPh></is></c><c t='d'><v>2019-12-31</v></c>"
    )
    found = cells(tmp_path, inner, strings=strings("", "<t>_x005F_x000D_</t>"))
    assert found == [
        5,
        0.95,
        0.01,
        True,
        False,
        CellError("#DIV/0!"),
        "_x005F_x000D_",
        " a_x000D_ ",
        "子县",
        date(2019, 12, 31),
    ]
    assert [type(cell) for cell in found[:5]] == [int, float, float, bool, bool]


def test_nothing(tmp_path: Path) -> None:
    """Empty texts are nothing, as are cells with a format alone."""
    inner = "<c t='str'><f>B1</f><v></v></c><c t='s'><v>0</v></c><c t='inlineStr'><is/></c><c t='inlineStr'><is><t/></is></c>"
    assert read(write_book(tmp_path, parts(row(inner + "<c s='1'/>"), strings=strings("<t/>")))) == []


def test_empty_sheet(tmp_path: Path) -> None:
    """A sheet in which nothing stands has no rows."""
    assert read(write_book(tmp_path, parts(row("<c s='1'/>")))) == []


def test_formulas(tmp_path: Path) -> None:
    """Of a formula comes its result, and where it was never stored that is said."""
    inner = "<c><f>B1</f><v>5</v></c><c><f>B1</f></c><c><f>B1</f><v/></c>"
    assert cells(tmp_path, inner) == [5, NoResult.NO_RESULT, NoResult.NO_RESULT]
    uncalculated = '<calcPr fullCalcOnLoad="1"/>'
    assert cells(tmp_path, inner, book=uncalculated) == [NoResult.NO_RESULT] * 3


def test_percents(tmp_path: Path) -> None:
    """A number that is shown as a percentage says so; a text in such a cell is a text."""
    inner = "<c s='1'><v>0.95</v></c><c s='2'><v>1</v></c><c s='0'><v>0.95</v></c><c s='1' t='str'><v>95%</v></c>"
    found = cells(tmp_path, inner, styles=styles(10, "0.0&quot;%&quot;%"))
    assert found == [Percent(0.95), Percent(1), 0.95, "95%"]


@pytest.mark.parametrize(
    ("code", "value", "found"),
    [
        ("[&lt;1]0%;0", "0.95", Disguised(0.95, "[<1]0%;0")),
        ("0,", "630000", Disguised(630000, "0,")),
        ("0&quot;万人&quot;", "630", Disguised(630, '0"万人"', "万人")),
        (";;;", "5", Disguised(5, ";;;")),
        ("0;-0;;@", "0", Disguised(0, "0;-0;;@")),
        ("0;-0;;@", "7", 7),
        ("0&quot;人&quot;", "630", 630),
    ],
)
def test_disguised_numbers(tmp_path: Path, code: str, value: str, found: Raw) -> None:
    """A number that its format shows as another amount says so, and keeps no other cell from being read."""
    inner = f"<c s='1'><v>{value}</v></c><c><v>1</v></c>"
    assert cells(tmp_path, inner, styles=styles(code)) == [found, 1]


def test_disguised_texts(tmp_path: Path) -> None:
    """A text that its format does not show says so; blanks show nothing anyway, and a truth is no text."""
    inner = "<c s='1' t='str'><v>子县</v></c><c s='1' t='str'><v> </v></c><c s='1' t='b'><v>1</v></c>"
    assert cells(tmp_path, inner, styles=styles(";;;")) == [Disguised("子县", ";;;"), " ", True]


def test_partial_days(tmp_path: Path) -> None:
    """A day of which the format shows a month alone says so."""
    inner = "<c s='1'><v>43800</v></c><c s='2'><v>43800</v></c><c s='3'><v>0.5</v></c>"
    found = cells(tmp_path, inner, styles=styles(57, "m&quot;月&quot;d&quot;日&quot;", 20))
    day = datetime(2019, 12, 1)
    assert found == [
        Disguised(day, 'yyyy"年"m"月"'),
        Disguised(day, 'm"月"d"日"'),
        Disguised(time(12), "h:mm"),
    ]


def test_days(tmp_path: Path) -> None:
    """Numbers that are shown as days are days, in both ways to count them."""
    inner = "<c s='1'><v>43830</v></c><c s='1'><v>43830.5</v></c><c s='2'><v>43830</v></c><c s='3'><v>1.5</v></c><c s='1'><v>0.5</v></c>"
    made = styles("yyyy-mm-dd", 31, "[h]:mm")
    day = datetime(2019, 12, 31)
    assert cells(tmp_path, inner, styles=made) == [day, day.replace(hour=12), day, timedelta(hours=36), time(12)]
    later = cells(tmp_path, "<c s='1'><v>43830</v></c>", styles=made, book='<workbookPr date1904="1"/>')
    assert later == [datetime(2024, 1, 1)]


@pytest.mark.parametrize("value", ["99999999", "-1", "1E+300"])
def test_no_days(tmp_path: Path, value: str) -> None:
    """A number that is no day, where a day is shown, is an error as programs show it."""
    assert cells(tmp_path, f"<c s='1'><v>{value}</v></c>", styles=styles(14)) == [CellError("#####")]


@pytest.mark.parametrize("style", ["1", "-1", "99999999999"])
def test_missing_format(tmp_path: Path, style: str) -> None:
    """A number with a format that is not there may be a percentage: it is refused."""
    path = write_book(tmp_path, parts(row(f"<c s='{style}'><v>1</v></c>")))
    assert refused(path) == [("no_format", "[甲市.xlsx]减贫任务!A1")]


def test_style_without_sense(tmp_path: Path) -> None:
    """What openpyxl makes nothing of is a fault and no error of openpyxl."""
    assert refused(write_book(tmp_path, parts(row("<c s='x'><v>1</v></c>")))) == [("broken_archive", "甲市.xlsx")]


def test_no_styles(tmp_path: Path) -> None:
    """A workbook without formats shows all numbers plain."""
    members = parts(row("<c><v>1</v></c><c t='s'><v>0</v></c>"))
    del members["xl/styles.xml"]
    members["xl/_rels/workbook.xml.rels"] = relations(("rId1", "worksheet", "worksheets/sheet1.xml"))
    assert refused(write_book(tmp_path, members)) == [("odd_cell", "[甲市.xlsx]减贫任务!B1")]
    members[SHEET] = sheet(row("<c><v>1</v></c>"))
    assert read(write_book(tmp_path, members)) == [(1, [1])]


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c r='A1'><c r='B1'><v>5</v></c></c></row>",
        "<row><c r='A1'><f><v>5</v></f></c></row>",
        "<row><c r='A1'/></row><c r='B1'><v>5</v></c>",
        "<row><c r='A1'/></row><row><row><c r='A3'><v>5</v></c></row></row>",
        "<row><c r='A1'><v>1</v></c><mergeCells/></row>",
        "<row><c r='A1'><v></v>5</c></row>",
    ],
)
def test_cells_in_one_another(tmp_path: Path, rows: str) -> None:
    """Where the pass and openpyxl do not find the same cells, nothing is believed."""
    assert refused(write_book(tmp_path, parts(rows)))[0][0] in ("odd_structure", "broken_archive")


def test_values_between_elements(tmp_path: Path) -> None:
    """What stands behind a value inside a cell is looked at as a part of it."""
    assert refused(write_book(tmp_path, parts(row("<c><v>1</v>_000</c>")))) == [("odd_cell", "[甲市.xlsx]减贫任务!A1")]


def test_name_spaces(tmp_path: Path) -> None:
    """The rows are read with the name spaces of the whole."""
    text = sheet(row("<c><v>5</v></c>")).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns", "xmlns:x")
    text = text.replace("<x:row", '<x:row xmlns:d="urn:d" d:y="1"').replace(
        "<x:worksheet", '<x:worksheet xmlns="a&amp;b"'
    )
    assert read(write_book(tmp_path, {**parts(), SHEET: "\ufeff" + text})) == [(1, [5])]


def test_rest_is_not_read(tmp_path: Path) -> None:
    """What stands beside the rows keeps nothing from being read, however odd it is."""
    after = (
        "<dataValidations count='x'><dataValidation type='nonsense'/></dataValidations><extLst><ext uri=''/></extLst>"
    )
    before = "<sheetViews><sheetView zoomScale='many'/></sheetViews>"
    assert cells(tmp_path, "<c><v>1</v></c>", before=before, after=after) == [1]


def test_all_sheets(tmp_path: Path) -> None:
    """The faults of all sheets come together, and all sheets share the limit of cells."""
    listed = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId{i}"/>' for i in (1, 2))
    members = {
        **parts(row("<c><v>nan</v></c>")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml")
        ),
        "xl/worksheets/sheet2.xml": sheet(row("<c><v>inf</v></c>")),
    }
    found = [("odd_cell", "[甲市.xlsx]s1!A1"), ("odd_cell", "[甲市.xlsx]s2!A1")]
    assert refused(write_book(tmp_path, members)) == found


def test_limit_of_all_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes of all sheets together are limited, so that many of them take no longer than one."""
    monkeypatch.setattr(_workbook, "MOST_SHEETS", 50)
    assert refused(write_book(tmp_path, parts())) == [("too_large", "甲市.xlsx")]


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not allowed there")
def test_name_with_controls(tmp_path: Path) -> None:
    """The name of a file is shown so that a terminal does nothing with it."""
    path = write_book(tmp_path, parts(row("<c><v>1</v></c>"))).rename(tmp_path / "\x1b[31m甲.xlsx")
    with open_workbook(path) as (only,):
        assert only.place(1, 1) == r"[\x1b[31m甲.xlsx]减贫任务!A1"


def test_limit_of_all_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of cells holds for the sheets together."""
    monkeypatch.setattr(_workbook, "MOST_CELLS", 3)
    assert len(cells(tmp_path, "<c><v>1</v></c>" * 3)) == 3
    assert refused(write_book(tmp_path, parts(row("<c/>" * 4)))) == [("too_large", "[甲市.xlsx]减贫任务")]


def test_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without openpyxl it is said what to install."""
    monkeypatch.setitem(sys.modules, "openpyxl.utils.datetime", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[excel\]'"):
        read(write_book(tmp_path, parts()))


def test_written_by_others(tmp_path: Path) -> None:
    """What XlsxWriter and openpyxl write is read as it was given."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        written = made.add_worksheet("指标数据")
        written.write_row(0, 0, ["子县", 95.3, True, None, "=1+1"])
        written.write_datetime(1, 0, datetime(2019, 12, 31), made.add_format({"num_format": "yyyy/m/d"}))
        written.write_number(1, 1, 0.953, made.add_format({"num_format": "0.0%"}))
    expected = [
        (1, ["子县", 95.3, True, None, NoResult.NO_RESULT]),
        (2, [datetime(2019, 12, 31), Percent(0.953), None, None, None]),
    ]
    assert read(path) == expected
    book = openpyxl.Workbook()
    book.worksheets[0].append(["子县", 95.3, True, None, "=1+1"])
    book.worksheets[0].append([datetime(2019, 12, 31), 0.953])
    book.worksheets[0]["B2"].number_format = "0.0%"
    book.save(path)
    assert read(path) == expected


def random_rows() -> Iterator[list[object]]:
    """Give rows of all kinds of values; a linear congruence makes the same ones on every machine."""
    state = 20191231
    for _ in range(300):
        line: list[object] = []
        for _ in range(12):
            state = (state * 1103515245 + 12345) % 2**31
            kind, number = state % 5, state >> 8
            line.append([None, number, number / 1000, f"县{number}", bool(number & 1)][kind])
        yield line


def test_as_openpyxl(tmp_path: Path) -> None:
    """Ordinary workbooks are read exactly as openpyxl itself reads them."""
    sink = BytesIO()
    with xlsxwriter.Workbook(sink) as made:
        written = made.add_worksheet()
        for i, line in enumerate(random_rows()):
            written.write_row(2 * i, 0, line)
    path = tmp_path / "a.xlsx"
    path.write_bytes(sink.getvalue())
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    expected = [[*line] for line in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    found = dict(read(path))
    assert [found.get(number, [None] * 12) for number in range(1, len(expected) + 1)] == expected
