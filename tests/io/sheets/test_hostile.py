"""What becomes of files that careless or hostile hands left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

from hostile_files import NAMES, cases
from hostile_workbooks import SHEET, Case

TESTS = Path(__file__).parents[2]
MOST_MEMORY = 500
MOST_SECONDS = 10
LONGEST = 1000
OUTCOMES = {"value", "records", "number", "first", "faults", "raises", "says"}


def _run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "error", str(TESTS / script), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240)


def _places(case: Case, expected: str) -> str:
    """Write out a place that a case says in short: C2 is a cell of its only sheet, a blank the whole file."""
    code, _, place = expected.partition(" ")
    file = case.get("file", NAMES[case["format"]])
    if not place:
        return f"{code} {file}"
    if case["format"] == "xlsx" and "[" not in place and "." not in place and place != "paths":
        return f"{code} [{file}]{case.get('sheet', SHEET)}" + ("" if place == "sheet" else f"!{place}")
    return f"{code} {place}"


def _expected(case: Case) -> list[str]:
    if "value" not in case:
        return list(case["records"])
    indicator = case.get("indicator", "exit_accuracy")
    return [f"990121 {indicator} {case['value']}", f"990122 {indicator} 90"]


def _wrongs(case: Case, found: dict[str, Any]) -> list[str]:
    """Say everything in which the outcome of a case is not the expected one."""
    wrongs = [f"lost in the collector: {text}" for text in found["lost"]] + _unfit(case, found)
    return wrongs if _is_right(case, found) else [*wrongs, f"{_short(case)}\n      expected, not {_short(found)}"]


def _is_right(case: Case, found: dict[str, Any]) -> bool:
    faults = [f"{fault['code']} {fault['where']}" for fault in found.get("faults", [])]
    match case:
        case {"raises": name}:
            return bool(found.get("raises") == name and case.get("says", "") in found["says"])
        case {"first": fault}:
            return len(faults) > 1 and faults[0] == _places(case, fault)
        case {"faults": expected}:
            return sorted(faults) == sorted(_places(case, fault) for fault in expected)
        case {"number": number}:
            return len(found.get("records", [])) == number
    expected, given = _expected(case), found.get("records")
    # A record that is told in part has to begin so.
    return given is not None and len(expected) == len(given) and all(map(_begins, given, expected))


def _begins(given: str, expected: str) -> bool:
    return f"{given} ".startswith(f"{expected} ")


def _short(found: dict[str, Any]) -> str:
    if "number" in found and "faults" in found:
        lines = [f"{fault['code']} {fault['where']}: {fault['en'][:160]}" for fault in found["faults"][:6]]
        return f"{found['number']} faults {lines}"
    return str({key: value for key, value in found.items() if key in OUTCOMES})[:700]


def _unfit(case: Case, found: dict[str, Any]) -> list[str]:
    """Find faults that cannot be shown: too long, with characters that govern a terminal, with what is secret."""
    texts = [fault[language] for fault in found.get("faults", []) for language in ("en", "zh")]
    wrongs = [f"a fault too long to show: {text[:100]}" for text in texts if len(text) > LONGEST]
    odd = [text for text in texts if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in text)]
    wrongs += [f"a fault with control characters: {text!r}" for text in odd]
    return wrongs + [
        f"a fault that tells a secret: {text}" for text in texts for word in case.get("never", []) if word in text
    ]


def test_hostile_and_careless_files(tmp_path: Path) -> None:
    """Each of them is read as stated or refused with exactly the faults stated, in little memory and time."""
    made = _run("hostile_files.py", str(tmp_path))
    assert made.returncode == 0, made.stderr
    done = _run("hostile_reading.py", str(tmp_path))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    found = {line["name"]: line for line in lines if "name" in line}
    assert done.returncode == 0, f"the process died at {lines[-1] if lines else 'the start'}: {done.stderr}"
    wrongs = [f"{case['name']}: {wrong}" for case in cases() for wrong in _wrongs(case, found[case["name"]])]
    wrongs += [f"{name}: {line['peak']:.0f} MB" for name, line in found.items() if line["peak"] > MOST_MEMORY]
    wrongs += [f"{name}: {line['seconds']:.1f} s" for name, line in found.items() if line["seconds"] > MOST_SECONDS]
    assert not wrongs, "\n" + "\n".join(wrongs)


def test_the_cases() -> None:
    """There are at least 150, each with a name of its own and one expected outcome, among all formats."""
    every = cases()
    assert len({case["name"] for case in every}) == len(every) >= 150
    assert not [case["name"] for case in every if len(OUTCOMES & {*case} - {"says"}) != 1]
    assert {case["format"] for case in every} == {*NAMES}
