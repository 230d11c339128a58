"""Ask a thousand times what if the marks of the four dimensions were others, on the synthetic assessment of 2019.

In every what-if each dimension counts with its marks of the scheme, moved at random by up to a fifth, in steps of a
tenth of a mark. Printed is how often each city's rank and grade differ from those of the scheme as it is. Scheme,
observations and carried scores are made up (see `synthetic_2019.py`), so the counts mean nothing for any real place.

The evidence is put into columns once; every what-if compiles a changed scheme and scores it, exactly.

Run it with `python examples/what_if.py`; it needs numpy.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from attrs import evolve

from jxassess import Scheme
from jxassess.arrays import CityScores, Columns, columns_from_evidence, compile_scheme, score
from jxassess.io import read_evidence, read_scheme

DATA = Path(__file__).parent / "data"
TIMES = 1000
SEED = 2019


def moved(scheme: Scheme, random: Random) -> Scheme:
    """Give the scheme with other weights of its dimensions, each within a fifth of its marks."""
    # Tenths of a mark, so that weights are short decimals, as somebody would propose them.
    weights = [random.randint(int(group.marks * 8), int(group.marks * 12)) for group in scheme.criteria]
    groups = [evolve(group, weight=weight) for group, weight in zip(scheme.criteria, weights, strict=True)]
    return evolve(scheme, criteria=groups)


def result(columns: Columns, scheme: Scheme) -> CityScores:
    """Score, rank and grade the cities."""
    return score(columns, compile_scheme(scheme)).cities()


def main() -> None:
    """Count the changes and print them by rank."""
    scheme = read_scheme(DATA / "scheme_2019.toml")
    evidence = read_evidence(DATA / "evidence_2019.json", scheme)
    columns, random = columns_from_evidence(evidence, scheme), Random(SEED)
    as_it_is = result(columns, scheme)
    ranks: list[Counter[int]] = [Counter() for _ in evidence.cities]
    regraded: Counter[int] = Counter()
    for _ in range(TIMES):
        other = result(columns, moved(scheme, random))
        for place, (rank, grade) in enumerate(zip(other.ranks.tolist(), other.grades.tolist(), strict=True)):
            ranks[place][rank] += 1
            regraded[place] += grade != as_it_is.grades[place]

    print(f"SYNTHETIC DATA · 虚构数据: {TIMES} what-ifs, marks of dimensions moved by up to a fifth")
    for place in as_it_is.ranks.argsort(kind="stable").tolist():
        rank, seen = int(as_it_is.ranks[place]), ranks[place]
        grade = scheme.grades.bands[as_it_is.grades[place]].name.en
        print(
            f"{rank:>2} {evidence.cities[place].label}, {grade}: another rank in {TIMES - seen[rank]:>4}"
            f" (from {min(seen)} to {max(seen)}), another grade in {regraded[place]:>4}"
        )


if __name__ == "__main__":
    main()
