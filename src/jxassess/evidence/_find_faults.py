"""Evidence held against itself and against the scheme: every fault at once."""

from __future__ import annotations

from jxassess.evidence._evidence import Evidence
from jxassess.evidence._further_faults import further_faults
from jxassess.evidence._record_faults import record_faults
from jxassess.evidence._scoring_faults import city_faults, county_faults, whole_faults
from jxassess.evidence._search import Search
from jxassess.evidence.fault_kinds import MISSING_CODES
from jxassess.faults import Fault
from jxassess.scheme import Scheme


def find_faults(evidence: Evidence, scheme: Scheme) -> tuple[Fault, ...]:
    """Find everything in the evidence that stands against an assessment.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.

    Returns:
        All faults, each once: what is unknown, double, missing, contradictory, out of range, of the wrong year or day;
        empty where the evidence can be assessed.

    Legal basis:
        Art. 10: data are given in time and correctly. Nothing is dropped or filled in here.
    """
    search = Search(evidence, scheme)
    found = (
        *record_faults(search),
        *further_faults(search),
        *county_faults(search),
        *city_faults(search),
        *whole_faults(search),
    )
    # Two parts of a scheme can miss the same value; the first says most about what to do.
    return tuple({(fault.code, fault.where, fault.problem): fault for fault in reversed(found)}.values())[::-1]


def find_unready(evidence: Evidence, scheme: Scheme) -> frozenset[str]:
    """Find the places that cannot be scored or weighed yet, because something that this needs is missing.

    Args:
        evidence: the year's data.
        scheme: the year's scheme.

    Returns:
        The codes of counties, and of cities that are scored on criteria of their own.

    Legal basis:
        Art. 6.
    """
    search = Search(evidence, scheme)
    found = (*county_faults(search), *city_faults(search))
    lacking = {fault.where for fault in found if fault.code in MISSING_CODES}
    return frozenset(place.code for place in evidence.places if place.label in lacking)
