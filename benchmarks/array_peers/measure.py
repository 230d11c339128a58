"""One case at one size in a process of its own: all systems, interleaved, timed and checked; or one system's memory.

Run by `array_speed.py`; it prints JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from types import ModuleType
from typing import Any

from array_peers import cases, truth
from array_peers.work import Job, Work

SYSTEMS = (
    "with_jxassess",
    "with_jxassess_doubles",
    "plain_numpy",
    "plain_floats",
    "with_pandas",
    "with_polars",
    "with_duckdb",
    "with_openfisca",
    "with_scikit_criteria",
    "with_pymcdm",
)
FEW_UNITS = 10_000
IN_A_ROW = 5
SLOW = 1.0  # seconds; a system that takes longer is run no more than `FEWEST` times
FEWEST = 3


def load(system: str) -> ModuleType:
    """Import the module of a system."""
    return import_module(f"array_peers.{system}")


def timed(job: Job) -> float:
    """Give the seconds of one run; what it made is let go of after the clock has stopped."""
    job.reset()
    start = time.perf_counter()
    result = job.run()
    seconds = time.perf_counter() - start
    del result
    return seconds


def turn(job: Job, units: int) -> list[float]:
    """Give the seconds of one turn: one run, or where there are few units some in a row.

    Of these the first is not counted, since it would only tell what the system before it left in the caches.
    """
    return [timed(job) for _ in range(1 + IN_A_ROW)][1:] if units <= FEW_UNITS else [timed(job)]


def checked(module: ModuleType, job: Job, right: truth.Truth) -> dict[str, Any]:
    """Run once and hold the outcome against the truth."""
    job.reset()
    found = truth.check(right, job.read(job.run()), module.TOLERANCE)
    if found.fault:
        raise SystemExit(f"{module.NAME} did not do the same work: {found.fault}")
    if not module.TOLERANCE and any(found.wrong):
        raise SystemExit(f"{module.NAME} is wrong: {found.example or found.wrong}")
    return {"name": module.NAME, "does": module.DOES, "wrong": found.wrong, "example": found.example}


def interleaved(jobs: dict[str, Job], units: int, rounds: int) -> dict[str, list[float]]:
    """Time all systems in turn, in each round in another order, so that none always follows the same one."""
    names, random = list(jobs), Random(0)
    times: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    for _ in range(rounds):
        for name in random.sample(names, len(names)):
            if len(times[name]) < FEWEST or times[name][0] < SLOW:
                times[name] += turn(jobs[name], units)
    return times


def measure(work: Work, systems: list[str], rounds: int) -> dict[str, Any]:
    """Check and time the systems on some work."""
    right = truth.true_outcome(work)
    modules = {name: load(name) for name in systems}
    jobs = {name: module.prepare(work) for name, module in modules.items()}
    found = {name: checked(modules[name], job, right) for name, job in jobs.items()}
    for name, seconds in interleaved(jobs, work.units, rounds).items():
        found[name] |= {"seconds": median(seconds), "runs": len(seconds)}
    bits = int(right.denominator).bit_length()
    return {
        "case": work.case,
        "units": work.units,
        "bits": bits,
        "systems": found,
        "tier": load("with_jxassess").tier(work),
    }


def peak() -> int:
    """Give the largest resident memory of this process so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what the parent held before it became this process would count in ru_maxrss
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def forget_peak() -> bool:
    """Let the peak begin anew from what is held now, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return False
    return True


def memory(work: Work, system: str) -> dict[str, Any]:
    """Give the bytes that one run takes at its peak beside the input and what a small run had loaded."""
    module = load(system)
    small = module.prepare(cases.make(work.case, 1000))
    small.run()
    job = module.prepare(work)
    units, input_bytes = work.units, work.numbers.nbytes
    del work, small
    gc.collect()
    has_forgotten = forget_peak()
    before = peak()
    result = job.run()
    after = peak()
    del result
    return {
        "name": module.NAME,
        "units": units,
        "bytes": after - before,
        "input": input_bytes,
        "is_reset": has_forgotten,
    }


def main(asked: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked."""
    work = cases.make(asked["case"], asked["units"])
    if asked["what"] == "memory":
        return memory(work, asked["system"])
    return measure(work, asked["systems"], asked["rounds"])


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
