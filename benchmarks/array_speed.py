"""Compare `jxassess.arrays` with other systems on identical work: time, memory, and how many results are wrong.

Run it with `python benchmarks/array_speed.py`; the whole run takes some twenty minutes. It installs the systems into an
environment of its own (`--environment`, by default `benchmarks/.peers`), runs itself again inside that, checks that all
systems did the same work, and writes the table that the docs show (`--table`, `-` to print it only). A short run:
`python benchmarks/array_speed.py --sizes 100,3000 --rounds 5 --table -`.

Every case and size is a process of its own, in which the systems take turns; up to 10,000 units a turn is six runs in
a row, of which the first is not counted. What is timed goes from the input in the form that the system wants to
published values, ranks and grades in its own form; making the input, compiling the scheme and preparing queries is not
timed. Memory is that of one run beside the input, in a process of its own: the growth of its peak resident memory
(`VmHWM`, set back before the run where the system can; else `ru_maxrss`).

It ends with 1 where a system did other work, or jxassess is wrong. The same work is that every published value follows
from the exact score moved by at most what floats may stray, and ranks and grades from the published values.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from array_peers import environment

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "docs" / "explanation" / "array_speed_table.md"
ROUNDS = ((1_000, 40), (10_000, 20), (200_000, 15))  # so many rounds up to so many units
FEWEST_ROUNDS = 7
MEMORY_UNITS = 1_000_000
MEMORY_SYSTEMS = ("with_jxassess", "plain_numpy", "plain_floats")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_MAX_THREADS", "POLARS_MAX_THREADS")


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description="Compare jxassess.arrays with other systems on identical work.")
    parser.add_argument("--environment", type=Path, default=HERE / ".peers", help="folder of the systems' environment")
    parser.add_argument("--sizes", default="100,1000,3000,100000,1000000", help="numbers of units")
    parser.add_argument("--cases", default="plain,ordinary,edges", help="cases of array_peers/cases.py")
    parser.add_argument("--systems", default="", help="modules of array_peers, all unless given")
    parser.add_argument("--threads", default="default", help="default, 1, or both with a comma")
    parser.add_argument("--rounds", type=int, default=0, help="rounds at every size, instead of more for small ones")
    parser.add_argument("--memory-units", type=int, default=MEMORY_UNITS, help="0 to leave memory out")
    parser.add_argument("--table", default=str(TABLE), help="file to write, - to print only")
    return parser.parse_args(argv)


def rounds_of(units: int, asked: int) -> int:
    """Tell how many rounds to run at a size."""
    return asked or next((rounds for most, rounds in ROUNDS if units <= most), FEWEST_ROUNDS)


def ask(question: dict[str, Any], threads: str = "default") -> dict[str, Any]:
    """Run one measurement in a new process."""
    variables = dict(os.environ, PYTHONPATH=str(HERE), PYTHONWARNINGS="ignore")
    if threads != "default":
        variables |= dict.fromkeys(ONE_THREAD, threads)
    command = [sys.executable, "-m", "array_peers.measure", json.dumps(question)]
    done = subprocess.run(command, env=variables, cwd=HERE, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def measure_all(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Measure every case at every size and setting of threads."""
    from array_peers.measure import SYSTEMS  # numpy is there only inside the environment

    systems = options.systems.split(",") if options.systems else list(SYSTEMS)
    runs = []
    for threads in options.threads.split(","):
        for case in options.cases.split(","):
            for units in map(int, options.sizes.split(",")):
                print(f"{case}, {units:,} units, threads: {threads}", file=sys.stderr)
                rounds = rounds_of(units, options.rounds)
                question = {"what": "time", "case": case, "units": units, "systems": systems, "rounds": rounds}
                runs.append(ask(question, threads) | {"threads": threads})
    return runs


def measure_memory(units: int) -> list[dict[str, Any]]:
    """Measure the memory of some systems on the plain case."""
    systems = MEMORY_SYSTEMS if units else ()
    return [ask({"what": "memory", "case": "plain", "units": units, "system": system}) for system in systems]


def processor() -> str:
    """Name the processor, as far as the system tells."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def main(argv: list[str]) -> int:
    """Run in the environment of the systems, or go there first."""
    options = read_options(argv)
    python = environment.ensure(options.environment.absolute())
    if Path(sys.prefix).resolve() != options.environment.resolve():
        return subprocess.run([python, __file__, *argv], check=False).returncode
    from array_peers import table

    runs, memories = measure_all(options), measure_memory(options.memory_units)
    machine = f"{processor()}, {os.cpu_count()} cores"
    about = {"date": date.today().isoformat(), "machine": machine, "versions": environment.versions()}
    text = table.text(about, runs, memories)
    print(text)
    if options.table != "-":
        Path(options.table).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
