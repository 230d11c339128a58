"""Measure what `import jxassess` costs beyond bare Python: whole processes, interleaved, medians in milliseconds.

Run it with `python benchmarks/import_time.py [rounds]`. The aim is at most 100 ms beyond bare Python.
"""

import os
import subprocess
import sys
import time
from statistics import median

PROGRAMS = {"bare python": "pass", "import attrs": "import attrs", "import jxassess": "import jxassess"}


def seconds(program: str) -> float:
    """Run one program in a new interpreter and give the wall time of the whole process."""
    # An installed package has bytecode; a checkout has it unless the environment forbids writing it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print the medians and how far each lies above bare Python."""
    for program in PROGRAMS.values():
        seconds(program)  # The first run writes bytecode and fills the file cache.
    # Interleaved, so that a busy machine slows all of them alike.
    runs = [{name: seconds(program) for name, program in PROGRAMS.items()} for _ in range(rounds)]
    bare = median(run["bare python"] for run in runs)
    print(f"medians of {rounds} runs, in milliseconds")
    for name in PROGRAMS:
        value = median(run[name] for run in runs)
        print(f"{name:<16} {value * 1000:7.1f}   beyond bare python {(value - bare) * 1000:7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
