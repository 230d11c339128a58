"""Evidence as a folder of CSV tables."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.evidence import Evidence
from jxassess.faults import EvidenceError, Fault
from jxassess.io import read_evidence, write_evidence
from jxassess.measure import Citation
from jxassess.scheme import Scheme

Change = Callable[[str, str, str], None]
FindFaults = Callable[[], tuple[Fault, ...]]

EMPTY = {
    "cities": "code,name\n",
    "counties": "code,name,parent\n",
    "targets": "place,indicator,value,document\n",
    "observations": "place,indicator,value,source,on,document\n",
    "carried": "county,score,on,document\n",
}


@pytest.fixture
def change(folder: Path) -> Change:
    """Replace the first occurrence of a text in a file of the folder."""

    def replace(name: str, old: str, new: str) -> None:
        text = (folder / name).read_bytes().decode()
        assert old in text
        (folder / name).write_bytes(text.replace(old, new, 1).encode())

    return replace


@pytest.fixture
def faults(folder: Path, scheme: Scheme) -> FindFaults:
    """Give the faults of the folder."""

    def find() -> tuple[Fault, ...]:
        with pytest.raises(EvidenceError, match="in the evidence evidence_2019\n") as caught:
            read_evidence(folder, scheme)
        return tuple(fault for fault in caught.value.faults if fault.code != "unchecked")

    return find


def seen(faults: tuple[Fault, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in faults]


def test_round_trip(evidence: Evidence, scheme: Scheme, folder: Path) -> None:
    """A folder of tables loads back equal, and is replaced as a whole."""
    assert read_evidence(folder, scheme) == evidence
    write_evidence(evolve(evidence, findings=()), folder)
    assert read_evidence(folder, scheme) == evolve(evidence, findings=())
    assert [path.name for path in folder.parent.iterdir()] == ["evidence_2019"]


def test_rows(folder: Path) -> None:
    """Tables have a line for the columns and one for each record, facts in a table of their own."""
    assert (folder / "facts.csv").read_text("utf-8").splitlines()[:2] == [
        "finding,kind,text",
        "f1,rule,the rules of exit",
    ]
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] for row in rows if row["indicator"] == "road_access"] == [
        "97",
        "97.5",
        "93.3",
        "not_applicable",
    ]
    assert rows[2]["reason"] == 'a sum, "mistyped"'


def test_hard_text(evidence: Evidence, scheme: Scheme, tmp_path: Path) -> None:
    """Line breaks, quotes, commas and what a spreadsheet would take for a formula are text and come back."""
    for text in ("a\r\nb", "a\nb", "a\rb", '"', ",", "=1+1", "'x", "\t", " a ", "\ufeff甲"):
        first = evolve(evidence.observations[0], document=f"x{text}x")
        changed = evolve(evidence, observations=[first, *evidence.observations[1:]])
        write_evidence(changed, tmp_path / "tables")
        assert read_evidence(tmp_path / "tables", scheme) == changed


SAMPLE = "households,persons,villages,degrees,standard_error,quantile,lower,upper,method,design_effect"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("400,1300,8,7,0.25,2.365,99.5,100,wald,", []),
        (",,,,,,,,,", []),
        ("400,1300,,7,0.25,2.365,99.5,100,wald,", [("blank_cell", "column villages")]),
        (
            ",,,,,,,,,1.5",
            [("blank_cell", f"column {name}") for name in SAMPLE.split(",")[:-1]],
        ),
        ("400,1300,8,7,x,2.365,99.5,100,wald,", [("bad_number", "column standard_error")]),
        ("400,1300,8,7.5,0.25,2.365,99.5,100,wald,", [("wrong_type", "column degrees")]),
        ("400,1300,8,7,0.25,2.365,99.5,99,wald,", [("empty_interval", "column upper")]),
        ("400,1300,8,7,0.25,2.365,99.8,100,wald,", [("value_outside_interval", "column value")]),
        ("400,1300,8,7,0.25,2.365,99.5,101,wald,", [("out_of_range", "column upper")]),
        ("400,1300,8,7,0.25,2.365,99.5,100,exact,", [("unknown_value", "column method")]),
    ],
)
def test_samples(
    folder: Path, scheme: Scheme, change: Change, faults: FindFaults, cells: str, expected: list[tuple[str, str]]
) -> None:
    """The columns of a sample are blank all, or give all but the design effect; what is wrong is named by its column."""
    change("observations.csv", "submitter,reason", f"submitter,reason,{SAMPLE}")
    text = (folder / "observations.csv").read_bytes().decode()
    head, first, rest = text.split("\r\n", 2)
    more = "\r\n".join(f"{line},,,,,,,,,," for line in rest.split("\r\n") if line)
    (folder / "observations.csv").write_bytes(f"{head}\r\n{first},{cells}\r\n{more}\r\n".encode())
    if expected:
        assert seen(faults()) == [(code, f"observations.csv line 2, {where}") for code, where in expected]
    else:
        found = read_evidence(folder, scheme).observations
        assert [o.uncertainty is None for o in found] == [cells.startswith(","), *[True] * (len(found) - 1)]


def test_a_sample_of_what_does_not_apply(folder: Path, change: Change, faults: FindFaults) -> None:
    """A sample behind what does not apply is a fault of its line."""
    change("observations.csv", "submitter,reason", f"submitter,reason,{SAMPLE}")
    text = (folder / "observations.csv").read_bytes().decode()
    lines = [f"{line},,,,,,,,,," if line else line for line in text.split("\r\n")]
    lines[0] = text.split("\r\n")[0]
    lines[1] = (
        lines[1].replace("99.75", "not_applicable").removesuffix(",,,,,,,,,,") + ",400,1300,8,7,0.25,2.365,99,100,wald,"
    )
    (folder / "observations.csv").write_bytes("\r\n".join(lines).encode())
    assert seen(faults()) == [("error_of_nothing", "observations.csv line 2")]


def test_byte_order_mark(evidence: Evidence, scheme: Scheme, folder: Path) -> None:
    """A byte order mark, other line ends and blank lines are taken."""
    for path in folder.iterdir():
        text = path.read_bytes().decode().replace("\r\n", "\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode() + (b"\n,,,\n" if path.suffix == ".csv" else b""))
    assert read_evidence(folder, scheme) == evidence


def test_least_folder(scheme: Scheme, tmp_path: Path) -> None:
    """Optional tables and columns may be left out."""
    head = 'format = "jxassess-evidence/1"\nyear = 2019\non = 2019-12-31\nis_synthetic = true\n'
    (tmp_path / "evidence.toml").write_text(head, "utf-8")
    for name, text in EMPTY.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    evidence = read_evidence(tmp_path, scheme)
    assert (evidence.cities, evidence.findings, evidence.classification) == ((), (), "")


def test_missing_head(scheme: Scheme, tmp_path: Path) -> None:
    """A folder without its head stays the error of the system."""
    with pytest.raises(FileNotFoundError, match=r"evidence\.toml"):
        read_evidence(tmp_path, scheme)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where", "value", "citation"),
    [
        ("observations", "99.75", "9e1", "bad_number", "line 2, column value", "'9e1'", Citation(7, item=3)),
        ("observations", "99.75", "=A1", "bad_number", "line 2, column value", "'=A1'", Citation(7, item=3)),
        ("observations", "99.75", "", "blank_cell", "line 2, column value", "", Citation(7, item=3)),
        ("observations", "99.75", " ", "blank_cell", "line 2, column value", "", Citation(7, item=3)),
        ("observations", "99.75", "101", "out_of_range", "line 2, column value", "101", Citation(5, item=2)),
        ("observations", "99.75", "99,75", "row_length", "line 2", "11", Citation(7, item=3)),
        ("observations", ",1,,", ",1.0,,", "wrong_type", "line 2, column version", "'1.0'", Citation(7, item=3)),
        (
            "observations",
            "2019-12-31",
            "31.12.2019",
            "bad_date",
            "line 2, column on",
            "'31.12.2019'",
            Citation(7, item=3),
        ),
        ("observations", "990121", "990129", "unknown_place", "line 2, column place", "990129", Citation(7, item=3)),
        ("observations", "value", "values", "missing_column", "line 1", "value", Citation(7, item=3)),
        ("observations", "reason", "reasons", "unknown_column", "line 1", "'reasons'", Citation(7, item=3)),
        ("observations", "reason", "unit", "duplicate_column", "line 1", "unit", Citation(7, item=3)),
        ("observations", "99.75", '"9"9', "not_csv", "line 2", "',' expected after '\"'", Citation(7, item=3)),
        ("observations", "99.75", "\0", "not_csv", "line 2", "a NUL character", Citation(7, item=3)),
        (
            "observations",
            "99.75",
            "9" * 200_000,
            "not_csv",
            "line 2",
            "field larger than field limit (131072)",
            Citation(7, item=3),
        ),
        ("counties", "子县", "子 县 ", "bad_name", "line 2, column name", "子 县 ", Citation(6)),
        ("counties", "990122", "990121", "duplicate_place", "line 3, column code", "990121", Citation(6)),
        ("findings", "false", "no", "wrong_type", "line 2, column is_serious", "'no'", Citation(9)),
        ("findings", "f2", "f1", "duplicate_finding", "line 3, column key", "f1", Citation(9)),
        (
            "facts",
            "found_by,audit",
            "found_by,friend",
            "unknown_finder",
            "line 5, column text",
            "friend",
            Citation(9, item=6),
        ),
        ("facts", "found_by", "found", "unknown_value", "line 5, column kind", "'found'", Citation(9)),
        ("facts", "f2", "f3", "unknown_finding", "line 4, column finding", "f3", Citation(9)),
        ("facts", "f2", "", "blank_cell", "line 4, column finding", "", Citation(9)),
        ("history", "2018", "x", "wrong_type", "line 2, column year", "'x'", Citation(4)),
    ],
)
def test_refuses(
    faults: FindFaults,
    change: Change,
    name: str,
    old: str,
    new: str,
    code: str,
    where: str,
    value: str,
    citation: Citation,
) -> None:
    """Bad input is refused with its table, line and column, its value, and the clause that asks for it."""
    change(f"{name}.csv", old, new)
    found = [fault for fault in faults() if fault.code == code]
    assert (found[0].where, found[0].value, found[0].citation) == (f"{name}.csv {where}", value, citation)


def test_lines_are_those_of_the_file(faults: FindFaults, change: Change) -> None:
    """A record after text with line breaks and after blank lines is found at its line in the file."""
    change("observations.csv", "invented for tests", '"invented\nfor\ntests"')
    change("observations.csv", "990121,funds_use,92.5", "\r\n,,\r\n990121,funds_use,x")
    assert seen(faults()) == [("bad_number", "observations.csv line 7, column value")]


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("year = 2019", 'year = "2019"', "wrong_type", "evidence.toml year"),
        ("year = 2019", "year = 2_019", "bad_number", "evidence.toml line 2"),
        ("year = 2019", "year = ", "not_toml", "evidence.toml line 2, column 8"),
        ("year = 2019", "year = 2019\ncities = []", "unknown_key", "evidence.toml cities"),
        ("year = 2019", "year = 2019\nday = 1", "unknown_key", "evidence.toml day"),
        ("evidence/1", "evidence/2", "newer_format", "evidence.toml format"),
        ('on = "2019-12-31"', "on = 2019-12-31T00:00:00", "wrong_type", "evidence.toml on"),
        ("road_access", "roads", "unused_indicator", "evidence.toml indicators"),
    ],
)
def test_head(faults: FindFaults, change: Change, old: str, new: str, code: str, where: str) -> None:
    """Faults of the head name its file."""
    change("evidence.toml", old, new)
    assert seen(faults()) == [(code, where)]


def test_head_not_utf8(faults: FindFaults, folder: Path) -> None:
    """A head in another encoding is refused by its name."""
    (folder / "evidence.toml").write_bytes(b"\xff")
    assert seen(faults()) == [("not_utf8", "evidence.toml")]


@pytest.mark.parametrize("name", ["cities.csv", "counties.csv"])
def test_broken_units(faults: FindFaults, folder: Path, name: str) -> None:
    """Where a table of units cannot be read, its units are not called unknown everywhere else."""
    (folder / name).write_bytes(b"\xff")
    assert seen(faults()) == [("not_utf8", name)]
    (folder / name).unlink()
    assert seen(faults()) == [("missing_table", name)]
    (folder / name).write_bytes(b"")
    assert seen(faults()) == [("missing_column", f"{name} line 1")]


def test_unknown_table(faults: FindFaults, folder: Path) -> None:
    """A table whose name is mistyped is a fault, other files are left alone."""
    (folder / "finding.csv").write_text("key\n", "utf-8")
    (folder / "notes.txt").write_text("notes", "utf-8")
    assert seen(faults()) == [("unknown_table", "finding.csv")]


def test_facts_without_findings(faults: FindFaults, folder: Path) -> None:
    """Facts of findings that are not there are faults, each at its line."""
    (folder / "findings.csv").unlink()
    lines = range(2, 7)
    assert sorted(seen(faults())) == [("unknown_finding", f"facts.csv line {line}, column finding") for line in lines]


def test_finds_all_at_once(faults: FindFaults, change: Change, folder: Path) -> None:
    """Faults of all tables come back together."""
    change("evidence.toml", "is_synthetic = true", "is_synthetic = 1")
    change("counties.csv", "子县", "")
    change("targets.csv", "5000", "-5000")
    change("observations.csv", "99.75", "x")
    (folder / "carried.csv").unlink()
    assert seen(faults()) == [
        ("missing_table", "carried.csv"),
        ("blank_cell", "counties.csv line 2, column name"),
        ("negative_target", "targets.csv line 2, column value"),
        ("bad_number", "observations.csv line 2, column value"),
        ("wrong_type", "evidence.toml is_synthetic"),
    ]


def test_other_folder(evidence: Evidence, tmp_path: Path) -> None:
    """A folder with anything else in it is not replaced, nor is a file; an empty folder is."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "notes.txt").write_text("notes", "utf-8")
    (tmp_path / "b").write_text("notes", "utf-8")
    (tmp_path / "c").mkdir()
    with pytest.raises(FileExistsError, match=r"a holds notes\.txt, so it is not replaced"):
        write_evidence(evidence, tmp_path / "a")
    with pytest.raises(FileExistsError, match="b holds a file"):
        write_evidence(evidence, tmp_path / "b")
    write_evidence(evidence, tmp_path / "c")
    assert [len(list(tmp_path.joinpath(name).iterdir())) for name in "ac"] == [1, 9]
    assert len(list(tmp_path.iterdir())) == 3


def test_repeated_keys_cannot_be_written(evidence: Evidence, tmp_path: Path) -> None:
    """Two findings with one key could not get their facts back from tables, so they are not written there."""
    twice = [*evidence.findings, evolve(evidence.findings[0], reply="another reply")]
    with pytest.raises(EvidenceError, match="two findings have the key f1"):
        write_evidence(evolve(evidence, findings=twice), tmp_path / "tables")
    assert list(tmp_path.iterdir()) == []
