"""Columns in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.arrays import CellState, Columns
from jxassess.faults import EvidenceError, Fault
from jxassess.io import parse_scheme
from jxassess.io.columns import read_columns
from jxassess.scheme import Scheme

SCHEME = parse_scheme((Path(__file__).parents[2] / "data" / "scheme_small.toml").read_text("utf-8"))
Read = Callable[..., Columns]
Faults = Callable[..., list[Fault]]


@pytest.fixture
def read(tmp_path: Path, scheme: Scheme) -> Read:
    """Read CSV from text or bytes."""

    def from_content(content: str | bytes, **options: object) -> Columns:
        path = tmp_path / "v.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_columns(path, scheme, **{"is_synthetic": True, **options})

    return from_content


@pytest.fixture
def faults(read: Read) -> Faults:
    """Give the faults of CSV."""

    def find(content: str | bytes, **options: object) -> list[Fault]:
        with pytest.raises(EvidenceError) as caught:
            read(content, **options)
        assert caught.value.subject.en == "the columns v.csv"
        return [*caught.value.faults]

    return find


def numbers(columns: Columns, index: int = 0) -> list[int]:
    """Give the numbers of a column."""
    return columns.columns[index].numbers.tolist()


def states(columns: Columns, index: int = 0) -> list[int] | None:
    """Give the states of a column."""
    found = columns.columns[index].states
    return None if found is None else found.tolist()


def test_values_are_scaled_by_the_places_of_the_scheme(read: Read) -> None:
    """A rate with two places is kept in hundredths, however many places the file writes."""
    columns = read("code,exit_accuracy\n990121,95.5\n990122,96\n990221,+97.250\n990222,0.05\n")
    assert (numbers(columns), columns.columns[0].places) == ([9550, 9600, 9725, 5], 2)
    assert columns.codes is not None
    assert columns.codes.tolist() == ["990121", "990122", "990221", "990222"]
    assert (columns.city_codes, columns.is_synthetic) == (None, True)


def test_cities(read: Read) -> None:
    """Units know their city by its place among the sorted codes."""
    columns = read("exit_accuracy,city\n1,990200\n2,990100\n3,990200\n")
    assert columns.city_codes is not None
    assert columns.city_index is not None
    assert (columns.city_codes.tolist(), columns.city_index.tolist()) == (["990100", "990200"], [1, 0, 1])
    assert columns.codes is None


def test_missing_and_not_applicable(read: Read) -> None:
    """A blank cell is missing, a word says that the indicator does not apply."""
    columns = read('code,exit_accuracy\n990121,\n990122,not_applicable\n990221,"  "\n990222,1\n')
    assert numbers(columns) == [0, 0, 0, 100]
    assert states(columns) == [CellState.MISSING, CellState.NOT_APPLICABLE, CellState.MISSING, CellState.PRESENT]


def test_places_are_those_written_where_the_scheme_does_not_say(read: Read) -> None:
    """A carried score has as many places as the column writes."""
    columns = read('carried:\n80.5\n79.125\n""\n81\n70.12345678901234567\n')
    assert columns.columns[0].places == 17
    assert numbers(columns) == [8050 * 10**15, 79125 * 10**14, 0, 81 * 10**17, 7012345678901234567]


def test_zeros_at_the_end_are_a_matter_of_form(read: Read) -> None:
    """A value may be written with more places than it needs, in few characters or many."""
    columns = read("exit_accuracy\n95.5000\n95.50\n000000000000000000095.50\n95.500000000000000000\n-1.000\n")
    assert numbers(columns) == [9550, 9550, 9550, 9550, -100]


def test_signs_and_long_numbers(read: Read) -> None:
    """Numbers up to the largest of 64 bits are read."""
    columns = read("poor_population_reduced\n9223372036854775807\n-9223372036854775807\n+12\n123456789012\n")
    assert numbers(columns) == [2**63 - 1, 1 - 2**63, 12, 123456789012]


@pytest.mark.parametrize(
    "content",
    [
        "code,exit_accuracy\r\n990121,95.5\r\n990122,\r\n",
        "\ufeffcode,exit_accuracy\n990121,95.5\n990122,",
        'code,"exit_accuracy"\n"990121","95.5"\n"990122",""\n',
        '\ufeff"code","exit_accuracy"\r\n"990121","95.5"\r\n"990122",""',
        "code,exit_accuracy\n\n990121,95.5\n,\n990122,\n\n",
        "code,exit_accuracy\r\n990121,95.5\r\n,\r\n\r\n990122,\r\n",
        'name,code,note,exit_accuracy\n"子县, ""甲市""",990121,"a\nb",95.5\n丑县,990122,,\n',
        "code,exit_accuracy,exit_accuracy.not_applicable\n990121,95.5,false\n990122,,false\n",
        "exit_accuracy,unknown head!,code\n95.5,x,990121\n,y,990122\n",
    ],
)
def test_forms_of_csv(read: Read, content: str) -> None:
    """Line ends, a byte order mark, quotes, blank lines, and columns that nobody reads change nothing."""
    columns = read(content)
    assert (numbers(columns), states(columns)) == ([9550, 0], [0, 1])
    assert columns.codes is not None
    assert columns.codes.tolist() == ["990121", "990122"]


def test_more_bytes_than_a_block(read: Read) -> None:
    """Quotes that lie across blocks of the file are followed."""
    line = '"a, ""b""\nc",95.5\n'
    columns = read("note,exit_accuracy\n" + line * 100_000)
    assert np.array_equal(columns.columns[0].numbers, np.full(100_000, 9550))


def test_marked_cells(read: Read) -> None:
    """Another column may mark what does not apply; a number there is a fault."""
    head = "exit_accuracy,exit_accuracy.not_applicable\n"
    assert states(read(head + "95.5,false\n,true\n,false\n")) == [0, 2, 1]


def test_a_marked_number(faults: Faults) -> None:
    """A number that is said not to apply is a fault, as is a mark that is neither true nor false."""
    found = faults("exit_accuracy,exit_accuracy.not_applicable\n95.5,true\n,yes\n")
    assert [(fault.code, fault.where, fault.value) for fault in found] == [
        ("wrong_type", "v.csv line 3, column exit_accuracy.not_applicable", "'yes'"),
        ("hidden_number", "v.csv line 2, column exit_accuracy", "95.5"),
    ]


def test_names(read: Read) -> None:
    """Columns of the file may have other names."""
    names = {"县代码": "code", "准确率": "exit_accuracy", "市": "city", "虚构": "synthetic:"}
    columns = read("县代码,市,准确率,虚构\n990121,990100,95.5,true\n", names=names, is_synthetic=None)
    assert numbers(columns) == [9550]
    assert (columns.codes is None, columns.city_codes is None, columns.is_synthetic) == (False, False, True)


def test_wrong_cells(faults: Faults) -> None:
    """Each wrong cell is named by line and column, with its value and what to do."""
    found = faults(
        'code,exit_accuracy\n990121,95.555\n99012,９５\n990121,"1""2"\n990122,1e3\n990221,99999999999999999\n'
    )
    assert [(fault.code, fault.where, fault.value) for fault in found] == [
        ("bad_unit_code", "v.csv line 3, column code", "'99012'"),
        ("repeated_code", "v.csv line 4, column code", "990121"),
        ("bad_number", "v.csv line 3, column exit_accuracy", "'９５'"),
        ("bad_number", "v.csv line 4, column exit_accuracy", "'1\"\"2'"),
        ("bad_number", "v.csv line 5, column exit_accuracy", "'1e3'"),
        ("too_many_places", "v.csv line 2, column exit_accuracy", "'95.555'"),
        ("too_large", "v.csv line 6, column exit_accuracy", "99999999999999999"),
    ]
    assert str(found[5]) == (
        "v.csv line 2, column exit_accuracy: '95.555' has more than 2 decimal places; "
        "give the value as its source publishes it"
    )


def test_numbers_too_large_or_too_fine(faults: Faults) -> None:
    """A number of many digits is refused by what is wrong with it."""
    found = faults("exit_accuracy\n999999999999999999.5\n1234567.123456789012345\n12345678.901\n5.1\n")
    assert [(fault.code, fault.where[:12], fault.value) for fault in found] == [
        ("too_many_places", "v.csv line 4", "'12345678.901'"),
        ("too_many_places", "v.csv line 3", "1234567.123456789012345"),
        ("too_large", "v.csv line 2", "999999999999999999.5"),
    ]


@pytest.mark.parametrize("other", ["0.12345678901", "0.00000000000", "1.00000000000\n2.00000000000"])
def test_numbers_too_large_for_the_places_of_their_column(faults: Faults, other: str) -> None:
    """Where the scheme does not limit the places, one number may need more than another has room for."""
    found = faults(f"carried:\n{other}\n9999999999999999\n-9999999999999999\n")
    assert [(fault.code, fault.value) for fault in found] == [
        ("too_large", "9999999999999999"),
        ("too_large", "-9999999999999999"),
    ]


def test_only_the_first_are_named(faults: Faults) -> None:
    """Of each column and kind 20 cells are named, then it is said how many more there are."""
    lines = "".join(f"x{i},1.234\n" for i in range(30)) + "1,1e1\n"
    found = faults("exit_accuracy,funds_use\n" + lines)
    assert [fault.value for fault in found if fault.code == "more_cells"] == ["10", "10"]
    assert found[20].where == "v.csv, column exit_accuracy"
    assert str(found[20]).startswith("v.csv, column exit_accuracy: 10 more cells like these; ")
    assert [fault.code for fault in found[:20]] == ["bad_number"] * 20
    assert len([fault for fault in found if fault.code == "too_many_places"]) == 20
    assert (found[21].code, found[21].where) == ("bad_number", "v.csv line 32, column funds_use")


def test_lines_of_another_length(faults: Faults) -> None:
    """A line with too few or too many cells is named; the others are looked at all the same."""
    found = faults("code,exit_accuracy\n990121\n990122,1,2\n99,3\n" + "1\n" * 30)
    assert [(fault.code, fault.where, fault.value) for fault in found][:2] == [
        ("row_length", "v.csv line 2", "1"),
        ("row_length", "v.csv line 3", "3"),
    ]
    assert [(fault.where, fault.code) for fault in found][20:] == [
        ("v.csv", "more_cells"),
        ("v.csv line 4, column code", "bad_unit_code"),
    ]
    assert found[20].value == "12"


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b"", "missing_column", "v.csv"),
        (b"\n\n", "missing_column", "v.csv"),
        (b"\xef\xbb\xbf", "missing_column", "v.csv"),
        (b",\n1,2\n", "missing_column", "v.csv"),
        (b"exit_accuracy\n1\n\0\n", "not_csv", "v.csv line 3"),
        (b"exit_accuracy\r1\r", "not_csv", "v.csv line 1"),
        (b"exit_accuracy\n1\r\n2\r3\n", "not_csv", "v.csv line 3"),
        (b'exit_accuracy\n1"\n2\n', "not_csv", "v.csv line 2"),
        (b'exit_accuracy\n"1"2\n3\n', "not_csv", "v.csv line 2"),
        (b'exit_accuracy\n1\n"2\n3\n', "not_csv", "v.csv line 3"),
        (b"x" * 200_000 + b",exit_accuracy\n1,2\n", "not_csv", "v.csv line 1"),
        (b"exit_accuracy\n\xff\n", "not_utf8", "v.csv"),
        ("县,exit_accuracy\n子县,1\n".encode("gb18030"), "not_utf8", "v.csv"),
    ],
)
def test_files_that_are_no_csv(faults: Faults, content: bytes, code: str, where: str) -> None:
    """A file that cannot be split is refused, with the line where that shows."""
    assert [(fault.code, fault.where) for fault in faults(content)] == [(code, where)]


def test_gb18030_is_recognised(faults: Faults) -> None:
    """A file in GB18030 is refused in words that say so."""
    assert "GB18030" in faults("县,exit_accuracy\n子县,1\n".encode("gb18030"))[0].text()
    assert "GB18030" not in faults(b"exit_accuracy\n\xff\n")[0].text()


@pytest.mark.parametrize(
    ("content", "names", "code"),
    [
        ("exit_accuracy,exit_accuracy\n1,2\n", None, "repeated_column"),
        ("exit_accuracy,value:exit_accuracy\n1,2\n", None, "repeated_column"),
        ("code,code,exit_accuracy\n990121,990122,2\n", None, "repeated_column"),
        ("code,other\n990121,2\n", None, "missing_column"),
        ("exit_accuracy\n1\n", {"x": "code"}, "missing_column"),
        ("exit_accuracy,x\n1,2\n", {"x": "no such name"}, "bad_column_name"),
    ],
)
def test_faults_of_names(faults: Faults, content: str, names: dict[str, str] | None, code: str) -> None:
    """Columns given twice, none that the scheme reads, and names of columns that are not there are faults."""
    assert [(fault.code, fault.where) for fault in faults(content, names=names)] == [(code, "v.csv")]


def test_unknown_heads_twice(read: Read) -> None:
    """What nobody reads may stand there twice."""
    assert numbers(read("x,exit_accuracy,x\n1,2,3\n")) == [200]


@pytest.mark.parametrize(
    ("content", "given", "expected"),
    [
        ("exit_accuracy,synthetic:\n1,true\n2,true\n", None, True),
        ("exit_accuracy,synthetic:\n1,false\n", None, False),
        ("exit_accuracy,synthetic:\n1,false\n", False, False),
        ("exit_accuracy\n1\n", False, False),
    ],
)
def test_made_up_data_say_so(read: Read, content: str, given: bool | None, expected: bool) -> None:
    """The file or the caller says whether data are made up."""
    assert read(content, is_synthetic=given).is_synthetic is expected


@pytest.mark.parametrize(
    ("content", "given", "code"),
    [
        ("exit_accuracy\n1\n", None, "missing_synthetic"),
        ("exit_accuracy,synthetic:\n1,true\n2,false\n", None, "other_synthetic"),
        ("exit_accuracy,synthetic:\n1,true\n", False, "other_synthetic"),
        ("exit_accuracy,synthetic:\n1,yes\n", True, "wrong_type"),
        ("exit_accuracy,synthetic:\n1,yes\n", None, "wrong_type"),
    ],
)
def test_made_up_data_that_do_not_say_so(faults: Faults, content: str, given: bool | None, code: str) -> None:
    """Nothing said, or two things, is a fault."""
    assert faults(content, is_synthetic=given)[0].code == code


NOTE = st.text(alphabet='ab,"\n 县', max_size=6)
VALUE = st.one_of(
    st.just(""),
    st.just("not_applicable"),
    st.builds(lambda sign, n: f"{sign}{n // 100}.{n % 100:02}", st.sampled_from(["", "+", "-"]), st.integers(0, 10**9)),
)


@given(
    rows=st.lists(st.tuples(NOTE, VALUE, NOTE, VALUE), min_size=1, max_size=12),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_the_csv_module_writes(rows: list[tuple[str, ...]], quoting: Literal[0, 1], ending: str) -> None:
    """Files of the csv module, with any text in columns that nobody reads, are split as that module splits them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, lineterminator=ending)
    writer.writerow(["note", "exit_accuracy", "other", "funds_use"])
    # A line of blanks alone is none.
    writer.writerows([("x" + note, *rest) for note, *rest in rows])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "v.csv"
        path.write_bytes(text.getvalue().encode())
        columns = read_columns(path, SCHEME, is_synthetic=True)
    for index, place in ((0, 1), (1, 3)):
        values = [row[place] for row in rows]
        expected = [int(Fraction(value) * 100) if value[-1:].isdigit() else 0 for value in values]
        assert numbers(columns, index) == expected
        kinds = [{"": 1, "not_applicable": 2}.get(value, 0) for value in values]
        assert states(columns, index) == (kinds if any(kinds) else None)
