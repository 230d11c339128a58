"""Assess 2019 for the 11 cities and 100 counties of Jiangxi, on synthetic data.

Real are the places, the list of poverty counties, the rural residents used as weights and the totals of the plan. The
scheme, the observations and the carried scores are made up (see `synthetic_2019.py`), so the ranking means nothing.

Run it with `python examples/annual_assessment.py`. It prints the ranking and the explanation of one city, and writes
the assessment to `assessment_2019.json` in the folder where it is started.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jxassess import EvidenceError, assess
from jxassess.io import read_evidence, read_scheme, write_assessment

DATA = Path(__file__).parent / "data"


def main() -> None:
    """Read scheme and evidence, assess, explain, write."""
    scheme = read_scheme(DATA / "scheme_2019.toml")
    evidence = read_evidence(DATA / "evidence_2019.json", scheme)
    try:
        assessment = assess(evidence, scheme)
    except EvidenceError as error:
        sys.exit(error.text("zh"))

    print(assessment.ranking("zh"))
    print()
    print("Why 萍乡市 360300 has its score, to the level of dimensions:")
    print(assessment.explain("360300").text("en", depth=2))
    print()
    print(f"indications of problems: {len(assessment.indications)}; proposed rewards: {len(assessment.rewards)}")
    for departure in assessment.departures:
        print(f"departure [{departure.citation}] {departure.where}: {departure.what.en}")

    path = Path("assessment_2019.json")
    write_assessment(assessment, path)
    print(f"wrote {path} (synthetic)")


if __name__ == "__main__":
    main()
