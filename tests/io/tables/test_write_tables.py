"""Tables into files: what is refused, and that nothing is left half done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from jxassess import Evidence
from jxassess.errors import ScopeError
from jxassess.faults import Fault
from jxassess.io._sheets._kinds import CITIES, COUNTIES, TARGETS
from jxassess.io._sheets._progress import Progress
from jxassess.io._tables import _write_tables
from jxassess.io._tables._evidence_tables import evidence_tables
from jxassess.io._tables._read_tables import read_tables
from jxassess.io._tables._table import Table, TableError, TableHead
from jxassess.io._tables._write_tables import write_tables
from jxassess.words import Words

FORMATS = ["a.xlsx", "a.json", "csv", "parquet"]
each_format = pytest.mark.parametrize("name", FORMATS)


def write(tables: tuple[Table, ...], path: Path, progress: Callable[[Progress], object] | None = None) -> None:
    """Write tables in the format of a name."""
    write_tables(tables, path, format="parquet" if path.name == "parquet" else "csv", progress=progress)


def refused(tables: tuple[Table, ...], path: Path) -> list[Fault]:
    """Give the faults for which tables are not written, and check that nothing was."""
    with pytest.raises(TableError) as caught:
        write(tables, path)
    assert [*path.parent.iterdir()] == []
    return [*caught.value.faults]


def cities(head: TableHead, *names: str) -> Table:
    """Make a table of cities."""
    return Table(kind=CITIES, head=head, rows=[["990100", name, None] for name in names])


@each_format
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\0b", "hidden_character"),
        ("a\x07b", "hidden_character"),
        ("a\rb", "hidden_character"),
        ("a\r\nb", "hidden_character"),
        ("a\tb", "hidden_character"),
        ("a\x85b", "hidden_character"),
        ("a\u200bb", "hidden_character"),
        ("a\u202eb", "hidden_character"),
        ("a\ufeffb", "hidden_character"),
        ("a\ud83d", "hidden_character"),
        ("a_x000D_b", "hidden_character"),
        ("a\ufffdb", "broken_text"),
        ("a\ufffeb", "broken_text"),
        ("电话13800001234", "personal_text"),
        (" a", "outer_blanks"),
        ("a\u3000", "outer_blanks"),
        ("\n=1", "outer_blanks"),
    ],
)
def test_text_that_would_not_read_back(head: TableHead, tmp_path: Path, name: str, text: str, code: str) -> None:
    """Unseen characters, broken text, numbers of persons and outer blanks are refused, each at its cell."""
    (fault,) = refused((cities(head, "甲市", text),), tmp_path / name)
    assert (fault.code, fault.where) == (code, "cities[1].name")
    assert "13800001234" not in fault.text("zh")


@each_format
def test_long_text(head: TableHead, tmp_path: Path, name: str) -> None:
    """A cell of a workbook holds 32,767 characters, of which an emoji is two; other formats hold any text."""
    longest = cities(head, "长" * 32_767, "😀" * 16_383)
    write((longest,), tmp_path / name)
    too_long = cities(head, "长" * 32_768, "😀" * 16_384, "x" * 40_000)
    folder = tmp_path / "new"
    folder.mkdir()
    if name == "a.xlsx":
        faults = refused((too_long,), folder / name)
        assert [(fault.code, fault.where, fault.value) for fault in faults] == [
            ("text_too_long", "cities[0].name", "32768"),
            ("text_too_long", "cities[1].name", "32768"),
            ("text_too_long", "cities[2].name", "40000"),
        ]
    else:
        write((too_long,), folder / name)
        assert read_tables(folder / name) == (too_long,)


def test_rows_of_a_sheet(head: TableHead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook takes no more rows than a sheet has; other formats take any number."""
    monkeypatch.setattr(_write_tables, "_MOST_ROWS", 2)
    made = cities(head, "甲", "乙", "丙")
    assert [(fault.code, fault.where) for fault in refused((made,), tmp_path / "a.xlsx")] == [
        ("too_many_rows", "cities")
    ]
    write((made,), tmp_path / "a.json")


@each_format
def test_days_that_are_mistyped(head: TableHead, tmp_path: Path, name: str) -> None:
    """Days before 1901 and after 2100 are refused, since no reader can tell them from numbers shown as days."""
    county = ["990121", "子县", None, "990100", date(1900, 12, 31), date(2101, 1, 1)]
    right = ["990121", "子县", None, "990100", date(1901, 1, 1), date(2100, 12, 31)]
    made = Table(kind=COUNTIES, head=evolve(head, on=date(1, 1, 1)), rows=[county, right])
    assert [(fault.code, fault.where) for fault in refused((made,), tmp_path / name)] == [
        ("day_too_far", "counties[0].valid_from"),
        ("day_too_far", "counties[0].valid_to"),
        ("day_too_far", "head"),
    ]


def test_what_does_not_belong_together(head: TableHead, tmp_path: Path) -> None:
    """Nothing, a table twice, tables of several heads, and kinds that are not the library's are refused together."""
    assert [fault.code for fault in refused((), tmp_path / "a.json")] == ["no_tables"]
    other = evolve(CITIES, words=Words("a/b", "甲/乙"))
    tables = (
        cities(head, "甲市"),
        cities(head, "乙市"),
        Table(kind=TARGETS, head=evolve(head, year=2018), rows=[]),
        Table(kind=other, head=head, rows=[]),
    )
    found = [(fault.code, fault.where) for fault in refused(tables, tmp_path / "a.xlsx")]
    assert found == [("table_twice", "tables[1]"), ("heads_differ", "tables[2]"), ("unknown_kind", "tables[3]")]


def test_the_head_is_checked_too(head: TableHead, tmp_path: Path) -> None:
    """What the office wrote as classification has to be text that reads back."""
    faults = refused((cities(evolve(head, classification="a\0", scheme=" b"), "甲市"),), tmp_path / "a.json")
    assert [(fault.code, fault.where) for fault in faults] == [("hidden_character", "head"), ("outer_blanks", "head")]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.xls", "a.ods"])
def test_other_endings(head: TableHead, tmp_path: Path, name: str) -> None:
    """CSV and Parquet are folders, and old workbooks are not written."""
    with pytest.raises(ScopeError, match=re.escape(repr(name))):
        write_tables([cities(head, "甲市")], tmp_path / name)


def test_other_formats_and_languages(head: TableHead, tmp_path: Path) -> None:
    """Only the formats and languages that are offered are taken."""
    with pytest.raises(ScopeError, match="format 'tsv' is not offered"):
        write_tables([cities(head, "甲市")], tmp_path / "a", format="tsv")
    with pytest.raises(ScopeError, match="language 'de' is not offered"):
        write_tables([cities(head, "甲市")], tmp_path / "a.json", language="de")


@each_format
def test_progress(evidence: Evidence, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress rises to the number of rows, table by table, and is told within tables too."""
    monkeypatch.setattr("jxassess.io._tables._writing.EVERY", 10)
    tables = evidence_tables(evidence)
    told: list[Progress] = []
    write(tables, tmp_path / name, told.append)
    total = sum(len(table.rows) for table in tables)
    assert {each.total for each in told} == {total}
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert told[-1].done == total
    assert [*dict.fromkeys(each.what for each in told)] == [table.kind.key for table in tables]
    assert {10, 20, 30, 40} <= {each.done for each in told}


@each_format
def test_stopping(evidence: Evidence, tmp_path: Path, name: str) -> None:
    """What a callback raises stops the work, and what was there before is untouched."""
    path = tmp_path / name
    write(evidence_tables(evidence)[:1], path)
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}

    def stop(progress: Progress) -> None:
        if progress.what == "observations":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(evidence_tables(evidence), path, stop)
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


def test_a_folder_of_other_files(head: TableHead, tmp_path: Path) -> None:
    """A folder that holds anything else is not replaced, be it tables of another format."""
    write_tables([cities(head, "甲市")], tmp_path / "a")
    with pytest.raises(FileExistsError, match=r"about\.csv, cities\.csv"):
        write_tables([cities(head, "甲市")], tmp_path / "a", format="parquet")


def test_a_computed_number_of_many_digits(head: TableHead, tmp_path: Path) -> None:
    """A number is written in all of its digits."""
    value = Fraction(1, 7**60)
    write_tables(
        [Table(kind=TARGETS, head=head, rows=[["990100", None, "own", value, "x", None]])], tmp_path / "a.json"
    )
    assert f'"1/{7**60}"' in (tmp_path / "a.json").read_text()


@each_format
def test_files_that_are_too_large_to_be_read(
    head: TableHead, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that would be larger than any that is read is not written; workbooks have bounds of their own."""
    for module in ("_csv", "_json", "_parquet"):
        monkeypatch.setattr(f"jxassess.io._sheets.{module}.MOST_FILE", 20)
    if name == "a.xlsx":
        write((cities(head, "甲市"),), tmp_path / name)
    else:
        faults = refused((cities(head, "甲市"),), tmp_path / name)
        assert {fault.code for fault in faults} == {"file_too_large"}
