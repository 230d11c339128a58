"""Digests of what events refer to."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from attrs import evolve

from jxassess.assessment import assess
from jxassess.evidence import Evidence
from jxassess.io import format_assessment, format_evidence, format_scheme, parse_scheme
from jxassess.io._digest import digest
from jxassess.scheme import Scheme


def test_digests_are_of_the_json_text(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """The SHA-256 of what is written as JSON, for each of the three."""
    scheme, evidence = make_scheme(), make_evidence()
    assessment = assess(evidence, scheme)
    assert digest(scheme) == sha256(format_scheme(scheme, "json").encode()).hexdigest()
    assert digest(evidence) == sha256(format_evidence(evidence).encode()).hexdigest()
    assert digest(assessment) == sha256(format_assessment(assessment).encode()).hexdigest()
    assert len({digest(scheme), digest(evidence), digest(assessment)}) == 3


def test_equal_values_have_equal_digests(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """A scheme read from TOML and evidence in another order have the digest of what they are equal to."""
    scheme, evidence = make_scheme(), make_evidence()
    assert digest(parse_scheme(format_scheme(scheme))) == digest(scheme)
    assert digest(evolve(evidence, observations=evidence.observations[::-1])) == digest(evidence)
    assert digest(make_scheme(document="another")) != digest(scheme)
