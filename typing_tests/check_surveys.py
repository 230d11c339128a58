"""What users write with `jxassess.surveys`, as type checkers see it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_type

from jxassess import County, Observation, Scheme, Target
from jxassess.evidence import Uncertainty
from jxassess.faults import Fault
from jxassess.scheme import Compared, SurveyRule, Tier
from jxassess.surveys import Estimate, Stratum, SurveyDesign, Tally, WrongCount, estimate, find_sample_faults, tally


def from_records(frame: object, scheme: Scheme, counties: list[County], plan: list[Target]) -> tuple[Observation, ...]:
    assert_type(scheme.survey, SurveyRule | None)
    if scheme.survey is None:
        return ()
    design = SurveyDesign(
        county="county",
        village="village",
        persons="persons",
        weight="weight",
        weight_places=2,
        answers={"status": "q1"},
        strata=[Stratum(county="990121", villages=40)],
    )
    added = tally(frame, design, scheme.survey, counties=counties)
    assert_type(added, Tally)
    assert_type(added.wrong, tuple[WrongCount, ...])
    assert_type(added.digest, str)
    assert_type(find_sample_faults(added, targets=plan), tuple[Fault, ...])
    found = estimate(added, of=Tier.CITY)
    assert_type(found, tuple[Estimate, ...])
    assert_type(found[0].exact, Fraction)
    assert_type(found[0].uncertainty, Uncertainty)
    assert_type(found[0].uncertainty.end(Compared.LOWER), Fraction | None)
    return tuple(each.observation(on=date(2019, 12, 31), document="survey") for each in found)
