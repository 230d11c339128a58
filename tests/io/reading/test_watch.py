"""Which files are read, and how far the reading has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from jxassess.faults import Fault
from jxassess.io._reading._watch import Watch, files_of, listed
from jxassess.io._sheets._progress import Progress


def seen(faults: list[Fault]) -> list[tuple[str, str]]:
    """Give code and place of faults."""
    return [(fault.code, fault.where) for fault in faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name in ("乙市.xlsx", "甲市.CSV"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_one_and_several(folder: Path) -> None:
    """One path alone is a list of one, whether text or path."""
    one = folder / "乙市.xlsx"
    assert listed(one) == listed(str(one)) == listed([one]) == [one]
    assert files_of(path for path in [str(one)]) == ([one], [])


def test_folders(folder: Path) -> None:
    """A folder stands for the files that are read here, in the order of their names."""
    assert files_of(folder) == ([folder / "乙市.xlsx", folder / "甲市.CSV"], [])


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$甲市.xlsx", ".~甲市.xlsx"])
def test_what_systems_put_into_folders(name: str, folder: Path) -> None:
    """What Windows, macOS, Excel and WPS put into folders by themselves is passed over."""
    (folder / name).write_bytes(b"x")
    assert files_of(folder) == ([folder / "乙市.xlsx", folder / "甲市.CSV"], [])


def test_other_things_in_folders(folder: Path) -> None:
    """Any other file in a folder is a fault; so is a folder, which is not called a file."""
    (folder / "说明.docx").write_bytes(b"x")
    (folder / "旧.xlsx").mkdir()
    files, faults = files_of(folder)
    assert (len(files), seen(faults)) == (2, [("unknown_file", "旧.xlsx"), ("unknown_file", "说明.docx")])
    assert faults[0].text("zh") == "旧.xlsx：这是文件夹中的下级文件夹，其中的文件不读取；请另行给出该文件夹，或将其移出"
    assert ["另存为" in fault.remedy.zh for fault in faults] == [False, True]


@pytest.mark.parametrize("lock", ["~$甲市.xlsx", ".~甲市.xlsx"])
def test_marks_of_open_workbooks(lock: str, folder: Path) -> None:
    """The mark of an open workbook that is given by itself is refused with words that say what it is."""
    (folder / lock).write_bytes(b"x")
    files, [fault] = files_of([folder / "乙市.xlsx", folder / lock])
    assert (files, fault.code, fault.where) == ([folder / "乙市.xlsx"], "lock_file", lock)
    assert fault.problem.zh == "不是工作簿，而是有人正打开甲市.xlsx时产生的临时文件"
    assert fault.remedy.en == "give 甲市.xlsx itself, once it is saved and closed"


def test_nothing_there(folder: Path) -> None:
    """A path at which there is nothing is an error of the system, as everywhere in Python."""
    with pytest.raises(FileNotFoundError, match="2018年"):
        files_of([folder, folder / "2018年"])


def test_no_files(folder: Path) -> None:
    """An empty folder, and no path at all, is a fault that names the folder."""
    (folder / "空").mkdir()
    [fault] = files_of(folder / "空")[1]
    assert fault.text("zh") == "空：没有可读取的文件；请给出.xlsx、.csv、.json或.parquet文件，或其所在文件夹"
    assert seen(files_of([])[1]) == [("nothing_read", "paths")]


def test_repeated_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is given several times, however it is named, is read once and is one fault."""
    monkeypatch.chdir(folder)
    one = folder / "乙市.xlsx"
    files, [fault] = files_of([one, folder, "乙市.xlsx", folder / ".." / folder.name / "乙市.xlsx"])
    assert files == [one, folder / "甲市.CSV"]
    assert fault.text("zh") == "乙市.xlsx：同一文件给出了4次；请只给出一次"


def test_names_with_controls(tmp_path: Path) -> None:
    """Control characters in the names of files do not reach the words of faults."""
    (tmp_path / "甲\x1b[31m.docx").write_bytes(b"x")
    [fault] = files_of(tmp_path)[1]
    assert fault.where == "甲\\x1b[31m.docx"


def test_without_progress(folder: Path) -> None:
    """Without anybody to tell, nothing is measured."""
    watch = Watch([folder / "not there.xlsx"], None)
    watch.look(folder)
    watch.begin(folder, [])
    watch.report(5)
    watch.finish(folder)


def test_progress(folder: Path) -> None:
    """Progress begins at nothing, never goes back, and ends at the bytes of all files."""
    files, _ = files_of(folder)
    told: list[Progress] = []
    watch = Watch(files, told.append)
    for path in files:
        watch.look(path)
        watch.begin(path, [])
        watch.report(1000)
        watch.finish(path)
    assert [(each.done, each.total, each.what) for each in told] == [
        (0, 2, "乙市.xlsx"),
        (0, 2, "乙市.xlsx"),
        (1, 2, "乙市.xlsx"),
        (1, 2, "甲市.CSV"),
        (1, 2, "甲市.CSV"),
        (2, 2, "甲市.CSV"),
    ]
