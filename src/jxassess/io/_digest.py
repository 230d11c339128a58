"""The digest by which an event of a cycle names a scheme, evidence or an assessment."""

from __future__ import annotations

from hashlib import sha256
from typing import assert_never

from attrs import evolve

from jxassess.assessment import Assessment, Stage
from jxassess.evidence import Evidence
from jxassess.io._assessment import format_assessment
from jxassess.io._evidence import format_evidence
from jxassess.io._scheme import format_scheme
from jxassess.scheme import Scheme


def digest(value: Scheme | Evidence | Assessment) -> str:
    """Make the digest of a scheme, evidence or an assessment.

    Args:
        value: the scheme, evidence or assessment.

    Returns:
        The SHA-256 of its JSON text in UTF-8, as 64 digits of base 16. Equal values have equal digests, whatever file
        they were read from; an assessment keeps that of the computed one, whatever stage its heading shows.

    Raises:
        SchemeError: a scheme that cannot be written.
        EvidenceError: evidence that cannot be written.
        AssessmentError: an assessment that cannot be written.
    """
    return sha256(_text(value).encode()).hexdigest()


def _text(value: Scheme | Evidence | Assessment) -> str:
    match value:
        case Scheme():
            return format_scheme(value, "json")
        case Evidence():
            return format_evidence(value)
        case Assessment():
            # What was deliberated or approved since is the same assessment.
            is_provisional = value.stage is Stage.PROVISIONAL
            return format_assessment(value if is_provisional else evolve(value, stage=Stage.COMPUTED))
        case unknown:
            assert_never(unknown)
