"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from array_peers.cases import CASES

Found = dict[str, Any]

OURS, PLAIN = "with_jxassess", "plain_numpy"
MEGABYTE = 10**6


def row(cells: Iterable[str]) -> str:
    """Write a row of a table."""
    return f"| {' | '.join(cells)} |"


def rule(columns: int) -> str:
    """Write the line under the head of a table."""
    return row(["---", *["---:"] * (columns - 1)])


def ratio(found: Found, system: str, other: str) -> str:
    """Write how many times as long one system took as another."""
    seconds = {name: each["seconds"] for name, each in found["systems"].items()}
    if system not in seconds or other not in seconds:
        return "-"
    value = seconds[system] / seconds[other]
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def times_table(runs: list[Found]) -> list[str]:
    """Write a case: for each system and size its time over that of jxassess, and over that of plain numpy."""
    systems = runs[0]["systems"]
    lines = [row(["", *(f"{run['units']:,}" for run in runs)]), rule(len(runs) + 1)]
    for system, each in systems.items():
        cells = (f"{ratio(run, system, OURS)} / {ratio(run, system, PLAIN)}" for run in runs)
        lines.append(row([each["name"], *cells]))
    ours = (f"{run['systems'][OURS]['seconds'] * 1000:,.3g} ms" for run in runs)
    lines.append(row(["*time of jxassess.arrays*", *ours]))
    return lines


def wrong_table(run: Found) -> list[str]:
    """Write how many published values, ranks and grades of the largest size are wrong, and the first of them."""
    lines = [row(["", "published", "ranks", "grades", "the first"]), "| --- | ---: | ---: | ---: | --- |"]
    for each in run["systems"].values():
        counts = ("not given" if count is None else f"{count:,}" for count in each["wrong"])
        lines.append(row([each["name"], *counts, each["example"] or "-"]))
    return lines


def case_text(runs: list[Found]) -> list[str]:
    """Write one case."""
    last = runs[-1]
    title = CASES[last["case"]]
    return [
        f"### {title[0].upper()}{title[1:]}",
        "",
        f"The common denominator has {last['bits']} bits; arithmetic of jxassess.arrays at {last['units']:,} units:",
        f"{last['tier']}.",
        "",
        *times_table(runs),
        "",
        f"Wrong among {last['units']:,} units, where a wrong published value moves the ranks of others:",
        "",
        *wrong_table(last),
        "",
    ]


def memory_text(found: list[Found]) -> list[str]:
    """Write the memory."""
    if not found:
        return []
    how = (
        "its peak resident memory, set back before the run"
        if found[0]["is_reset"]
        else "the growth of its peak resident memory"
    )
    lines = [row(["", "MB beside the input"]), rule(2)]
    lines += [row([each["name"], f"{each['bytes'] / MEGABYTE:,.0f}"]) for each in found]
    units, size = found[0]["units"], found[0]["input"] / MEGABYTE
    text = f"One run at {units:,} units, results included, each in a process of its own: {how}; the input is {size:,.0f} MB."
    return ["### Memory", "", text, "", *lines, ""]


def text(about: dict[str, str], runs: list[Found], memories: list[Found]) -> str:
    """Write everything.

    Args:
        about: date, machine, versions and command of the run.
        runs: what was measured, by thread setting, case and size.
        memories: what was measured of memory.
    """
    lines = [f"*{about['date']}; {about['machine']}; {about['versions']}.*", ""]
    lines += [
        "Ratios of medians from one run of `benchmarks/array_speed.py`, in which the systems take turns; times on other"
    ]
    lines += [
        "machines differ, ratios less so. Each cell: time over that of jxassess.arrays / time over that of plain numpy,"
    ]
    lines += [
        "by number of units. 20 criteria, published values in hundredths rounded half up, ranks and four grades.",
        "",
    ]
    for threads in dict.fromkeys(run["threads"] for run in runs):
        lines += [f"## Threads: {'as each system chooses' if threads == 'default' else 'one for each system'}", ""]
        for case in dict.fromkeys(run["case"] for run in runs):
            chosen = [run for run in runs if (run["threads"], run["case"]) == (threads, case)]
            lines += case_text(chosen) if chosen else []
    partial = {each["name"]: each["does"] for run in runs for each in run["systems"].values()}
    lines += [*memory_text(memories), "### What each system does", ""]
    lines += [f"- {name}: {does}" for name, does in partial.items()]
    return "\n".join(lines) + "\n"
