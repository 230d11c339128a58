"""The examples run as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def test_there_are_examples() -> None:
    """The folder has examples to run."""
    assert EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_runs(example: Path, tmp_path: Path) -> None:
    """An example ends well, warns of nothing and says something, wherever it is started."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "error", str(example)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_synthetic_evidence_is_what_its_script_makes(tmp_path: Path) -> None:
    """Whoever runs the script again gets the file that lies beside it, byte for byte."""
    folder = tmp_path / "examples"
    shutil.copytree(ROOT / "examples", folder)
    made = folder / "data" / "evidence_2019.json"
    made.unlink()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, str(folder / "synthetic_2019.py")], env=environment, check=True, capture_output=True
    )
    assert made.read_bytes() == (ROOT / "examples" / "data" / "evidence_2019.json").read_bytes()
