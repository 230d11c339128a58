"""From computed indications to findings, sanctions and rewards, on invented places.

Everything here is made up: 甲市 and 乙市 do not exist, and the scheme was issued by nobody. The example shows who does
what: the library indicates and proposes, people confirm or reject, and only what they confirmed has consequences.

Run it with `python examples/findings_and_proposals.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jxassess import (
    Assessment,
    Body,
    CarriedScore,
    City,
    County,
    Evidence,
    Fact,
    FactKind,
    Finding,
    Observation,
    Problem,
    Scheme,
    Target,
    Verdict,
    assess,
)
from jxassess.io import read_scheme

SCHEME = Path(__file__).parent / "data" / "scheme_small.toml"
LAST_DAY = date(2019, 12, 31)

JIA = City(code="990100", name="甲市")
YI = City(code="990200", name="乙市")
ZI = County(code="990121", name="子县", parent=JIA)
CHOU = County(code="990122", name="丑县", parent=JIA)
MAO = County(code="990221", name="卯县", parent=YI)
CHEN = County(code="990222", name="辰县", parent=YI)

# Of each county: people to lift out, people lifted out, accuracy of exits, satisfaction, points given for funds. The
# scheme lists 辰县 as a poverty county, so that it brings a score and no points are given to it; the rest is kept.
ROWS = {
    ZI: (1000, 1010, "99.2", "96.5", "14"),
    CHOU: (800, 800, "94.1", "95.0", "13"),
    MAO: (600, 630, "98.8", "97.0", "14.5"),
    CHEN: (900, 930, "98.0", "96.0", None),
}


def make_evidence(scheme: Scheme) -> Evidence:
    """Put the rows into evidence."""
    people = scheme.indicator("poor_population_reduced")
    targets = [Target(place=c, indicator=people, value=row[0], document="synthetic plan") for c, row in ROWS.items()]
    for city in (JIA, YI):
        total = sum(row[0] for county, row in ROWS.items() if county.parent == city)
        targets.append(Target(place=city, indicator=people, value=total, document="synthetic plan"))
    keys = ("poor_population_reduced", "exit_accuracy", "satisfaction_work_team", "funds_use")
    observations = [
        Observation(
            place=county,
            indicator=scheme.indicator(key),
            value=value,
            source="verification",
            on=LAST_DAY,
            document="synthetic",
        )
        for county, row in ROWS.items()
        for key, value in zip(keys, row[1:], strict=True)
        if value is not None
    ]
    return Evidence(
        year=2019,
        on=LAST_DAY,
        cities=[JIA, YI],
        counties=ROWS,
        targets=targets,
        observations=observations,
        carried=[CarriedScore(county=CHEN, score="95.5", on=LAST_DAY, document="synthetic")],
        is_synthetic=True,
        classification="example",
    )


def decide(assessment: Assessment) -> list[Finding]:
    """Do what people do: answer each indication, and record a problem that was found otherwise."""
    answered = [
        indication.decide(
            Verdict.CONFIRMED,
            key=f"F{number}",
            begin=date(2019, 1, 1),
            end=LAST_DAY,
            document="synthetic minutes",
            reply="the city accepts the figure (synthetic)",
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 3, 10),
        )
        for number, indication in enumerate(assessment.open_indications, start=1)
    ]
    inaction = Finding(
        key="G1",
        place=CHOU,
        problem=Problem.INACTION,
        verdict=Verdict.CONFIRMED,
        begin=date(2019, 4, 1),
        end=LAST_DAY,
        facts=[
            Fact(FactKind.VIOLATION, "subsidies paid late to eleven villages (synthetic)"),
            Fact(FactKind.FOUND_BY, "audit"),
            Fact(FactKind.NOT_DONE, "nothing was done for eight months (synthetic)"),
        ],
        document="synthetic audit report",
        reply="the city does not object (synthetic)",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2020, 3, 10),
        is_serious=True,
        has_adverse_effect=True,
    )
    return [*answered, inaction]


def main() -> None:
    """Assess, let people decide, assess again, and show what is proposed."""
    scheme = read_scheme(SCHEME)
    evidence = make_evidence(scheme)

    before = assess(evidence, scheme)
    print(before.ranking())
    print()
    for indication in before.open_indications:
        print(f"indication {indication.key}: {indication.place.label}: {indication.words.en}")
    print(f"sanctions proposed before anything is confirmed: {len(before.sanctions)}")
    print()

    after = assess(evidence.adding(findings=decide(before)), scheme)
    print(f"indications still open: {len(after.open_indications)}")
    for sanction in after.sanctions:
        print(f"proposed for {sanction.city.label} [{sanction.citation}] {sanction.finding.key}: {sanction.words.en}")
    for reward in after.rewards:
        print(f"proposed for {reward.city.label} [{reward.citation}] {reward.words.en}")
    print()
    print(after.explain(JIA.code).text("zh", depth=1))


if __name__ == "__main__":
    main()
