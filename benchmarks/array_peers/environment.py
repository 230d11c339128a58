"""The environment of the benchmark: the peers are installed beside the project, never into its own environment."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path

REQUIREMENTS = (
    "attrs>=24.1",
    "cattrs>=24.1",
    "numpy>=1.26",
    "pandas",
    "numexpr",
    "polars",
    "duckdb",
    "pyarrow",
    "openfisca-core",
    "scikit-criteria",
    "pymcdm",
)
SHOWN = ("numpy", "pandas", "numexpr", "polars", "duckdb", "openfisca-core", "scikit-criteria", "pymcdm")


def python_of(folder: Path) -> Path:
    """Give the interpreter of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ensure(folder: Path) -> Path:
    """Make the environment and install the peers, unless that was done with the same list.

    Args:
        folder: where it is, or shall be.

    Returns:
        Its interpreter.
    """
    stamp, wanted = folder / "array_speed.txt", "\n".join(REQUIREMENTS)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"installing the peers into {folder}", file=sys.stderr)
        if not python_of(folder).exists():
            venv.create(folder, with_pip=True)
        install = [python_of(folder), "-m", "pip", "install", "--quiet", "--upgrade", *REQUIREMENTS]
        subprocess.run(install, check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python_of(folder)


def versions() -> str:
    """Name the versions of Python and of all systems."""
    found = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    return f"Python {sys.version.split()[0]}, {found}"
