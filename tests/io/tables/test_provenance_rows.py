"""The rows of the table of sources."""

from __future__ import annotations

from attrs import evolve

from jxassess import Evidence, Scheme
from jxassess.evidence import NOT_APPLICABLE
from jxassess.io._tables._provenance_rows import provenance_rows


def test_every_state(evidence: Evidence, scheme: Scheme) -> None:
    """A value in force stands beside each of its observations; superseded versions keep who corrected them and why."""
    first = evolve(evidence.observations[0], value=NOT_APPLICABLE)
    second = evolve(first, value=evidence.observations[0].value, version=2, submitter="甲市", reason="wrong sheet")
    given = evolve(evidence, observations=[first, second])
    rows = [*provenance_rows(given, scheme, "zh")]
    place, unit = first.place, first.indicator.unit.zh
    same = (first.source, first.on, first.document)
    assert rows == [
        (
            *(place.code, place.name, first.indicator.key, second.value, "single", "in_force", second.value, unit),
            *(same[0], 2, same[1], same[2], "甲市", "wrong sheet", "", None),
        ),
        (
            *(
                place.code,
                place.name,
                first.indicator.key,
                second.value,
                "single",
                "superseded",
                "not_applicable",
                unit,
            ),
            *(same[0], 1, same[1], same[2], "", "", "", None),
        ),
    ]


def test_what_is_not_settled(evidence: Evidence, scheme: Scheme) -> None:
    """Of several sources that the scheme does not settle none counts, and none is hidden."""
    first = evidence.observations[0]
    given = evolve(evidence, observations=[first, evolve(first, source="another")])
    rows = [*provenance_rows(given, scheme, "en")]
    assert [(row[3], row[4], row[8]) for row in rows] == [
        (None, "unsettled", source) for source in sorted((first.source, "another"))
    ]


def test_what_does_not_apply(evidence: Evidence, scheme: Scheme) -> None:
    """Where the value that counts says that nothing applies, the table says so."""
    given = evolve(evidence, observations=[evolve(evidence.observations[0], value=NOT_APPLICABLE)])
    assert [row[3] for row in provenance_rows(given, scheme, "en")] == ["not_applicable"]
