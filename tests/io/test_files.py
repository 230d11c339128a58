"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jxassess.io._files import write_bytes, write_folder, write_folder_bytes, write_text


def refuse(*_: object) -> None:
    """Fail as a full disk does."""
    raise OSError("no room")


def content(folder: Path) -> dict[str, str]:
    """Give everything in a folder."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_replaces(tmp_path: Path) -> None:
    """A file is replaced with its rights kept, and line ends are those of the text."""
    path = tmp_path / "a"
    write_text(path, "old")
    path.chmod(0o640)
    write_text(path, "x\ny\r\n")
    assert path.read_bytes() == b"x\ny\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_removes_what_a_killed_writer_left(tmp_path: Path) -> None:
    """What lay beside a file for an hour is removed when it is written again; what is younger, of another, or no file stays."""
    names = [f".{name}.{'0' * 31}{i}.tmp" for i, name in enumerate(["a", "a", "b", "a"])]
    old, young, other, folder = (tmp_path / name for name in names)
    strange = tmp_path / ".a.note.tmp"
    folder.mkdir()
    for path in (old, young, other, strange):
        path.write_text("half")
    write_text(tmp_path / "a", "1")
    now = (tmp_path / "a").stat().st_mtime
    for path in (old, other, folder, strange):
        os.utime(path, (now - 3700, now - 3700))
    os.utime(young, (now - 3500, now - 3500))
    write_text(tmp_path / "a", "2")
    assert {path.name for path in tmp_path.iterdir()} == {"a", young.name, other.name, folder.name, strange.name}


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what was left cannot be looked for, the file is written all the same."""
    monkeypatch.setattr(Path, "iterdir", refuse)
    write_text(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "new"


def test_follows_a_link(tmp_path: Path) -> None:
    """A link stays a link to the new text."""
    (tmp_path / "folder").mkdir()
    write_text(tmp_path / "folder" / "a", "old")
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "a")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "a").read_text() == "new"


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A file that could not be written leaves the old one as it was, and nothing beside it."""
    write_text(tmp_path / "a", "old")
    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(OSError, match="no room"):
        write_text(tmp_path / "a", "new")
    assert content(tmp_path) == {"a": "old"}


def test_text_is_on_disk_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is synchronised to disk before it takes the old one's place."""
    steps: list[str] = []
    replace, fsync = os.replace, os.fsync

    def spy_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    def spy_fsync(descriptor: int) -> None:
        steps.append("fsync")
        fsync(descriptor)

    monkeypatch.setattr(os, "replace", spy_replace)
    monkeypatch.setattr(os, "fsync", spy_fsync)
    write_text(tmp_path / "a", "new")
    assert steps == ["fsync", "replace"]


def test_a_private_file_is_never_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written beside a file has no more rights than the file, at every moment."""
    modes: list[int] = []
    fsync = os.fsync

    def spy(descriptor: int) -> None:
        modes.append(os.fstat(descriptor).st_mode & 0o777)
        fsync(descriptor)

    write_text(tmp_path / "a", "old")
    (tmp_path / "a").chmod(0o600)
    monkeypatch.setattr(os, "fsync", spy)
    write_text(tmp_path / "a", "new")
    assert modes == [0o600]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there stays the error of the system."""
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "b" / "a", "new")


def test_folder(tmp_path: Path) -> None:
    """A folder is made, and replaced without what it no longer holds."""
    write_folder(tmp_path / "f", {"a": "1", "b": "2"}, ("a", "b"))
    write_folder(tmp_path / "f", {"a": "3"}, ("a", "b"))
    assert content(tmp_path) == {"f/a": "3"}
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize("failing", [1, 2])
def test_folder_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """A folder that could not be put in place leaves the old one as it was, at whichever step it failed."""
    write_folder(tmp_path / "f", {"a": "1"}, ("a",))
    rename, calls = os.rename, [0]

    def fail(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError("no room")
        rename(source, target)

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(OSError, match="no room"):
        write_folder(tmp_path / "f", {"a": "2"}, ("a",))
    assert content(tmp_path) == {"f/a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_folder_inside(tmp_path: Path) -> None:
    """A folder that holds another folder is not replaced, whatever that one is called."""
    (tmp_path / "f" / "a").mkdir(parents=True)
    with pytest.raises(FileExistsError, match="f holds a, so it is not replaced; choose a new or empty folder"):
        write_folder(tmp_path / "f", {"a": "1"}, ("a",))


def test_a_file_where_a_folder_is_due(tmp_path: Path) -> None:
    """A file is not replaced by a folder."""
    (tmp_path / "f").write_text("kept")
    with pytest.raises(FileExistsError, match="f holds a file, so it is not replaced"):
        write_folder(tmp_path / "f", {"a": "1"}, ("a",))
    assert content(tmp_path) == {"f": "kept"}


def test_bytes_are_written_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes replace a file as text does: whole or not at all."""
    path = tmp_path / "a"
    write_bytes(path, b"\xff\r\n\0")
    assert path.read_bytes() == b"\xff\r\n\0"
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"\xff\r\n\0"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_of_bytes(tmp_path: Path) -> None:
    """A folder of bytes is replaced as a whole, unless it holds anything else."""
    path = tmp_path / "a"
    write_folder_bytes(path, {"x": b"\xff", "y": b""}, ("x", "y"))
    write_folder_bytes(path, {"y": b"\0"}, ("x", "y"))
    assert {each.name: each.read_bytes() for each in path.iterdir()} == {"y": b"\0"}
    with pytest.raises(FileExistsError, match="holds y"):
        write_folder_bytes(path, {"x": b""}, ("x",))
