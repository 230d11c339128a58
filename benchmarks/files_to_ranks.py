"""Measure the way from files to ranks for Jiangxi: whole processes, interleaved, medians and minima in milliseconds.

Run it with `python benchmarks/files_to_ranks.py [rounds] [checkout ...]`; each further checkout is measured beside this
one, in the same rounds. The input is the synthetic year 2019 of `examples/data`: 100 counties, 21 criteria. The aim for
the last line is at most 150 ms of wall time beyond bare Python, for `import jxassess` at most 100 ms; numpy stays out.

Each step is a program of its own that does all steps before it too, so that the cost of a step is the difference of two
lines, the same rounds apart. The processor's time is what the system counted for the process.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "examples" / "data"
STEPS = {
    "bare python": "",
    "import attrs": "import attrs",
    "import jxassess": "import jxassess",
    "import jxassess.io": "import jxassess.io",
    "read_scheme": f"scheme = jxassess.io.read_scheme({str(DATA / 'scheme_2019.toml')!r})",
    "read_evidence": f"evidence = jxassess.io.read_evidence({str(DATA / 'evidence_2019.json')!r}, scheme)",
    "assess, print ranks": (
        "for score in jxassess.assess(evidence, scheme).cities: print(score.rank, score.city.code)\n"
        "import sys; assert 'numpy' not in sys.modules"
    ),
}


class Cost(NamedTuple):
    """What one process cost, in milliseconds."""

    wall: float
    processor: float


def programs() -> dict[str, str]:
    """Give the program of each step, with all steps before it."""
    lines = list(STEPS.values())
    return {name: "\n".join(lines[: i + 1]) for i, name in enumerate(STEPS)}


def cost(program: str, checkout: Path) -> Cost:
    """Run one program in a new interpreter and measure the whole process."""
    # An installed package has bytecode; a checkout has it unless the environment forbids writing it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(checkout / "src")
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", program], environment, file_actions=silence)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"a program failed in {checkout}:\n{program}")
    return Cost(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def report(runs: list[dict[str, Cost]]) -> None:
    """Print a line for each step: its median and least cost beyond bare Python, and what it adds to the step before."""
    print(f"{'':<20} {'wall time beyond bare':>22} {'of it this step':>16} {'processor beyond bare':>22}")
    print(f"{'':<20} {'median':>11} {'least':>10} {'median':>16} {'median':>11} {'least':>10}")
    before = "bare python"
    for name in STEPS:
        wall, processor = ([run[name][i] for run in runs] for i in range(2))
        bare_wall, bare_processor = ([run["bare python"][i] for run in runs] for i in range(2))
        step = median(wall) - median(run[before].wall for run in runs)
        print(
            f"{name:<20} {median(wall) - median(bare_wall):11.1f} {min(wall) - min(bare_wall):10.1f} {step:16.1f}"
            f" {median(processor) - median(bare_processor):11.1f} {min(processor) - min(bare_processor):10.1f}"
        )
        before = name


def main(rounds: int, checkouts: list[Path]) -> None:
    """Measure all steps of all checkouts and print a table for each."""
    for checkout in checkouts:
        for program in programs().values():
            cost(program, checkout)  # The first run writes bytecode and fills the file cache.
    runs: dict[Path, list[dict[str, Cost]]] = {checkout: [] for checkout in checkouts}
    # Interleaved, so that a busy machine slows all of them alike.
    for _ in range(rounds):
        for checkout in checkouts:
            runs[checkout].append({name: cost(program, checkout) for name, program in programs().items()})
    bare = median(run["bare python"].wall for of_one in runs.values() for run in of_one)
    print(f"{rounds} rounds, in milliseconds; bare python takes {bare:.1f}")
    for checkout, of_one in runs.items():
        print(f"\n{checkout}")
        report(of_one)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, [ROOT, *(Path(name).resolve() for name in sys.argv[2:])])
