"""Makes the files of the cases in `data/hostile`: workbooks and tables that careless or hostile hands left behind.

A case says its table in cells; everything else about a file can be said too: its XML, the archive around it, its bytes.
Run as a program, it makes the files of every case below a folder.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hostile_workbooks import FIRST, HEAD, SHEET, Case, archive, grid, noise, workbook, xlsx

from jxassess import City, County
from jxassess.io import read_scheme
from jxassess.io.excel import write_template
from jxassess.words import Language

CASES = Path(__file__).parent / "data" / "hostile"
NAMES = {
    "xlsx": "甲市.xlsx",
    "csv": "observations.csv",
    "json": "observations.json",
    "parquet": "observations.parquet",
}


def cases() -> list[Case]:
    """Give all cases, in the order in which they stand in the files."""
    return [case for path in sorted(CASES.glob("*.toml")) for case in _cases(path)]


def _cases(path: Path) -> list[Case]:
    table = tomllib.loads(path.read_text("utf-8"))
    return [{"format": table["format"], **table.get("all", {}), **case} for case in table["cases"]]


# The other formats


def _csv(case: Case) -> bytes:
    if "lines" in case:
        return case.get("ends", "\r\n").join([*case["lines"], ""]).encode(case.get("written_in", "utf-8"))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=case.get("ends", "\r\n")).writerows(grid(case))
    return text.getvalue().encode(case.get("written_in", "utf-8"))


_KEYS = ("place", "indicator", "value", "source", "on", "document")


def _json(case: Case) -> bytes:
    if "text" in case:
        return case["text"].encode(case.get("written_in", "utf-8"))
    if "raw" in case:
        case = {**case, "cell": "THE CELL"}
    _, *rows = grid({**case, "column": dict(zip(_KEYS, HEAD, strict=True)).get(case.get("column", "value"))})
    text = json.dumps([dict(zip(_KEYS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    return text.replace('"THE CELL"', case.get("raw", "")).encode(case.get("written_in", "utf-8"))


def _parquet(case: Case) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    _, *rows = grid({**case, "column": dict(zip(_KEYS, HEAD, strict=True)).get(case.get("column", "value"))})
    columns: dict[str, Any] = dict(zip(_KEYS, map(list, zip(*rows, strict=True)), strict=True))
    columns["value"] = [str(value) for value in columns["value"]]
    for name, how in case.get("columns", {}).items():
        values = [_typed(value) for value in how["values"]]
        if "long" in how:
            values = [value * how["long"] for value in values]
        made = pa.array([None if value == "" else value for value in values], type=_type(pa, how["type"]))
        columns[name] = made.dictionary_encode() if how.get("as_dictionary") else made
    if "repeat" in case:
        # One text, held once, in each of many rows.
        text, times = case["repeat"]["text"] * case["repeat"]["length"], case["repeat"]["times"]
        columns = {name: column[:1] * times for name, column in columns.items()}
        columns["document"] = pa.DictionaryArray.from_arrays(pa.array([0] * times, type=pa.int32()), [text])
    made = pa.Table.from_arrays([pa.array(column) for column in columns.values()], names=case.get("names", [*columns]))
    sink = io.BytesIO()
    pq.write_table(made, sink, compression="zstd", write_statistics=False)
    return sink.getvalue()


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        kind, inner = next(iter(value.items()))
        return {"decimal": Decimal, "float": float, "bytes": str.encode, "none": lambda _: None}[kind](inner)
    return value


def _type(pa: Any, name: str) -> Any:
    made = {
        "decimal": lambda: pa.decimal128(10, 2),
        "decimal256": lambda: pa.decimal256(50, 2),
        "list": lambda: pa.list_(pa.string()),
        "struct": lambda: pa.struct([("a", pa.string())]),
        "timestamp": lambda: pa.timestamp("us"),
        "nanoseconds": lambda: pa.timestamp("ns"),
        "zoned": lambda: pa.timestamp("us", tz="Asia/Shanghai"),
        "duration": lambda: pa.duration("s"),
        "time": lambda: pa.time64("us"),
    }
    return made[name]() if name in made else getattr(pa, name)()


# What only a program can say


def _old_excel(_: Case) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "Workbook".encode("utf-16-le") + bytes(1000)


def _encrypted(_: Case) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _by_xlsxwriter(case: Case) -> bytes:
    import xlsxwriter

    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        for row, cells in enumerate(grid(case)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell) if isinstance(cell, str) else sheet.write(row, column, cell)
    return sink.getvalue()


def _by_openpyxl(case: Case) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in grid(case):
        sheet.append([None if cell == "" else cell for cell in row])
    for at, form in case.get("forms", {}).items():
        sheet[at].number_format = form
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _attributes(case: Case) -> bytes:
    parts = workbook(case)
    many = "".join(f" a{i}='{i * 7919 % 10007}'" for i in range(case["times"]))
    parts[FIRST] = parts[FIRST].replace(b"<row r='2'>", f"<row r='2'{many}>".encode())
    return archive([(name, data, {}) for name, data in parts.items()])


def _wide_characters(case: Case) -> bytes:
    # Without digits, of which eleven may be a telephone number.
    long = noise({"length": 6000}).hex().translate(str.maketrans("0123456789", "ghijklmnop"))
    texts = [f"{i}\U0001f33e{long[i:]}{long}{long[:5900]}" for i in range(case["times"])]
    rows = [HEAD, *(["990121", "exit_accuracy", 95, text, "2019-12-31", "invented"] for text in texts)]
    return xlsx({**case, "rows": rows})


def _deep_json(case: Case) -> bytes:
    return b"[" * case["depth"] + b"]" * case["depth"]


def _many_columns(case: Case) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    pq.write_table(pa.table({f"c{i}": ["x"] for i in range(case["columns_made"])}), sink)
    return sink.getvalue()


def _many_rows(case: Case) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # Each row is a reference to the only text of its column, and a hundred of those pack into one.
    one = pa.array([0], type=pa.int8()).take(pa.array([0] * 1_000_000, type=pa.int32()))
    texts = ["990121", "exit_accuracy", "95", "register", "2019-12-31", "invented"]
    made = pa.table({key: pa.DictionaryArray.from_arrays(one, [text]) for key, text in zip(_KEYS, texts, strict=True)})
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, made.schema) as writer:
        for _ in range(case["rows_made"] // 1_000_000):
            writer.write_table(made)
    return sink.getvalue()


def _half_characters(_: Case) -> bytes:
    rows = [dict(zip(_KEYS, row, strict=True)) for row in grid({})[1:]]
    rows[0]["document"] = "half \ud800"
    return json.dumps(rows).encode()


_FILLED = {
    "减贫任务": {"C4": 2000, "D4": 3, "F4": "plan", "C5": 2000, "D5": 3, "E5": 98, "F5": "plan"},
    "指标数据": {
        "C4": 1900,
        "D4": 3,
        "E4": 9.5,
        "F4": 99,
        "G4": 99.75,
        "H4": 7.5,
        "I4": 96,
        "J4": 97,
        "K4": 94,
        "L4": 300000,
        "M4": "register",
        "N4": date(2019, 12, 31),
        "O4": "report",
    },
}
"""What the county 990121 types into its template, and what its city does."""


def _template(case: Case) -> bytes:
    """Fill in a template as a spreadsheet program would, and do to it what the case says."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(_made(case.get("unit", "990121"), case.get("language", "zh"))))
    if case.get("is_filled", True):
        _fill(book, _FILLED)
    _fill(book, case.get("fill", {}))
    for name, row in case.get("delete_rows", {}).items():
        book[name].delete_rows(row)
    for name, column in case.get("insert_columns", {}).items():
        book[name].insert_cols(column)
    for name, row in case.get("hide_rows", {}).items():
        book[name].row_dimensions[row].hidden = True
    for name in case.get("delete_sheets", []):
        del book[name]
    for old, new in case.get("rename_sheets", {}).items():
        book[old].title = new
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


@cache
def _made(unit: str, language: Language) -> bytes:
    city, other = City(code="990100", name="甲市"), City(code="990200", name="乙市")
    counties = County(code="990121", name="子县", parent=city), County(code="990221", name="卯县", parent=other)
    county = next(county for county in counties if county.code == unit)
    scheme = read_scheme(CASES.parent / "scheme_small.toml")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        write_template(
            scheme, [county.parent, county], path, on=date(2019, 12, 31), is_synthetic=True, language=language
        )
        return path.read_bytes()


def _fill(book: Any, cells: dict[str, dict[str, Any]]) -> None:
    for place, (name, own) in enumerate(cells.items()):
        # Sheets have other names in English, but the same order.
        sheet = book[name] if name in book.sheetnames else book.worksheets[1 + place]
        for at, value in own.items():
            sheet[at] = None if value == "" else value


MAKERS = {
    "xlsx": xlsx,
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "old_excel": _old_excel,
    "encrypted": _encrypted,
    "noise": noise,
    "xlsxwriter": _by_xlsxwriter,
    "openpyxl": _by_openpyxl,
    "attributes": _attributes,
    "wide_characters": _wide_characters,
    "deep_json": _deep_json,
    "many_columns": _many_columns,
    "many_rows": _many_rows,
    "half_characters": _half_characters,
    "template": _template,
}


def _bytes_of(case: Case) -> bytes:
    if "hex" in case:
        data = bytes.fromhex(case["hex"])
    elif "plain" in case:
        data = case["plain"].encode(case.get("written_in", "utf-8")) * case.get("times", 1)
    else:
        data = MAKERS[case.get("make", case["format"])](case)
    for name, *how in case.get("bytes", []):
        data = _changed(data, name, *how)
    return data


def _changed(data: bytes, name: str, *how: Any) -> bytes:
    match name, how:
        case "keep", [part]:
            return data[: int(len(data) * part)]
        case "before", [text]:
            return bytes.fromhex(text) + data
        case "after", [text]:
            return data + bytes.fromhex(text)
        case "replace", [old, new]:
            assert bytes.fromhex(old) in data
            return data.replace(bytes.fromhex(old), bytes.fromhex(new))
        case "last", [old, new]:
            begin, found, end = data.rpartition(bytes.fromhex(old))
            assert found
            return begin + bytes.fromhex(new) + end
        case "xor", [at, mask]:
            place = int(len(data) * at)
            return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
        case "many", [old, new, times]:
            return data.replace(bytes.fromhex(old), bytes.fromhex(new) * times, 1)
        case "count", [old, times]:
            return data.replace(bytes.fromhex(old), ", ".join(f'"c{i}": 1' for i in range(times)).encode(), 1)
        case "footer", [length]:
            return data[:-8] + struct.pack("<I", length) + data[-4:]
    raise AssertionError(name)


def files(case: Case) -> Iterator[tuple[str, bytes]]:
    """Make the files of a case, one unless it lists more."""
    for one in case.get("files", [case]):
        whole = {**{key: value for key, value in case.items() if key != "files"}, **one}
        yield whole.get("file", NAMES[whole["format"]]), _bytes_of(whole)


def main(folder: Path) -> None:
    """Make the files of all cases, those of each in a folder with its name."""
    for case in cases():
        own = folder / case["name"]
        own.mkdir()
        if case.get("make") == "folder":
            (own / NAMES[case["format"]]).mkdir()
            continue
        for name, data in files(case):
            (own / name).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
