"""Reads the files of the hostile cases in a process of its own, and prints what came of each, one line of JSON a case.

A line with the name alone comes before each case, so that whoever listens knows at which one the process died.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hostile_files import cases
from hostile_workbooks import Case

from jxassess import City, County, Evidence
from jxassess.evidence import NotApplicable
from jxassess.exact import to_text
from jxassess.faults import EvidenceError, Fault
from jxassess.io import read_scheme
from jxassess.io.tables import TableRules, read_evidence

SCHEME = read_scheme(Path(__file__).parent / "data" / "scheme_small.toml")
_CITIES = [City(code="990100", name="甲市"), City(code="990200", name="乙市")]
_COUNTIES = [
    County(code="990121", name="子县", parent=_CITIES[0]),
    County(code="990122", name="丑县", parent=_CITIES[0]),
    County(code="990221", name="卯县", parent=_CITIES[1]),
    County(code="990222", name="辰县", parent=_CITIES[1]),
]
BASE = Evidence(
    year=2019,
    on=date(2019, 12, 31),
    cities=_CITIES,
    counties=_COUNTIES,
    targets=[],
    observations=[],
    carried=[],
    is_synthetic=True,
)
_MOST = 4 * 2**30
_LONGEST = 20
_SHOWN = 2000


_STATUS, _MARK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def peak() -> float:
    """Give the most memory that this process has held so far, in MB; 0 where the system does not tell.

    What the process that started this one has held counts in `ru_maxrss` on Linux, so that it is not asked there.
    """
    if _STATUS.exists():
        return int(_STATUS.read_text().partition("VmHWM:")[2].split()[0]) / 2**10
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _forget_peak() -> None:
    """Begin to count anew, so that each case answers for itself, where the system can."""
    try:
        _MARK.write_text("5")
    except OSError:
        return


def _limit() -> None:
    """Let a reader that takes everything fail in this process, and not fill the machine."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST, _MOST))


class TooLong(BaseException):
    """A case took so long that it is given up, so that the others have their turn."""


def _give_up(*_: object) -> None:
    raise TooLong


def _watch(seconds: int) -> None:
    """Give up after so many seconds of work; 0 ends the watch. Some systems have no such clock."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def records(evidence: Evidence) -> Iterator[str]:
    """Give a line for each record of evidence, and for each unit beyond those of the base."""
    yield from (f"unit {place.code} {place.name}" for place in evidence.places if place not in BASE.places)
    for target in evidence.targets:
        yield f"target {target.place.code} {target.indicator.key} {to_text(target.value)} {target.document}"
    for found in evidence.observations:
        value = "not_applicable" if isinstance(found.value, NotApplicable) else to_text(found.value)
        correction = f" {found.version} {found.submitter} {found.reason}" if found.version > 1 else ""
        yield f"{found.place.code} {found.indicator.key} {value} {found.source} {found.on} {found.document}{correction}"
    yield from (f"carried {own.county.code} {to_text(own.score)} {own.on} {own.document}" for own in evidence.carried)
    yield from (f"history {own.city.code} {own.year} {to_text(own.score)} {own.rank}" for own in evidence.history)
    yield from (f"finding {own.key} {own.place.code} {own.problem.value}" for own in evidence.findings)
    yield from (f"event {own.key} {own.place.code}" for own in evidence.events)


def _fault(fault: Fault) -> dict[str, str]:
    return {"code": fault.code, "where": fault.where, "en": fault.text("en")[:_SHOWN], "zh": fault.text("zh")[:_SHOWN]}


def _read(case: Case, paths: list[Path]) -> dict[str, Any]:
    rules = TableRules(**case.get("rules", {}))
    base = BASE if case.get("base", True) else None
    try:
        evidence = read_evidence(
            paths, SCHEME, base=base, rules=rules, provisional=case.get("provisional", True), progress=None
        )
    except EvidenceError as error:
        return {"faults": [_fault(fault) for fault in error.faults[:_SHOWN]], "number": len(error.faults)}
    return {"records": list(records(evidence))}


def outcome(case: Case, paths: list[Path]) -> dict[str, Any]:
    """Read the files of a case; give what was read, or the faults, or the type and text of another error."""
    _forget_peak()
    begin = time.process_time()
    _watch(_LONGEST)
    try:
        made = _read(case, paths)
    except BaseException as error:
        made = {"raises": type(error).__name__, "says": str(error)[:_SHOWN]}
    finally:
        _watch(0)
    gc.collect()
    return made | {"seconds": time.process_time() - begin, "peak": peak()}


def main(folder: Path) -> None:
    """Read the files of all cases."""
    _limit()
    lost: list[str] = []
    # Such as a file that nobody closed: Python says so when it is collected, where no caller can catch it.
    sys.unraisablehook = lambda event: lost.append(repr(event.exc_value))
    wanted = sys.argv[2:]
    # What is there already need not be looked through after each case.
    gc.freeze()
    for case in cases():
        if wanted and not any(part in case["name"] for part in wanted):
            continue
        own = folder / case["name"]
        paths = [own / name for name in case["reads_files"]] if "reads_files" in case else sorted(own.iterdir())
        print(json.dumps({"begin": case["name"]}), flush=True)
        print(json.dumps({"name": case["name"], **outcome(case, paths), "lost": lost}), flush=True)
        lost.clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
