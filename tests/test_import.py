"""What `import jxassess` brings in."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"numpy", "cattrs", "json", "tomllib", "csv"}


def modules_after(program: str) -> set[str]:
    """Run a program in a new interpreter and give the names of the modules that it has then."""
    command = [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_front_door_needs_attrs_alone() -> None:
    """Formats, frames and arrays come in only by their own names."""
    added = modules_after("import jxassess") - modules_after("pass")
    assert "jxassess" in added
    assert added & HEAVY == set()


def test_no_other_library_comes_in_through_the_front_door() -> None:
    """Beside the standard library only attrs is imported."""
    added = modules_after("import jxassess") - modules_after("pass")
    libraries = {name.partition(".")[0] for name in added} - sys.stdlib_module_names
    assert libraries == {"jxassess", "attr", "attrs"}
