"""What type checkers say of the path; checked by mypy and pyright, never run."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_never, assert_type

from jxassess import (
    NOT_APPLICABLE,
    Assessment,
    City,
    Comparison,
    County,
    Evidence,
    Explanation,
    Fault,
    Indicator,
    Observation,
    Reward,
    Sanction,
    Scheme,
    assess,
    compare,
    find_faults,
)
from jxassess.evidence import Value
from jxassess.io import Format, format_scheme, parse_scheme, read_evidence, read_scheme, write_assessment
from jxassess.scheme import (
    Basis,
    Completion,
    Deduction,
    Given,
    Grade,
    Levels,
    Linear,
    PassFail,
    Pieces,
    RelativeToMean,
    Rule,
    UnitRule,
)


def files_give_values(path: Path, format: Format) -> None:
    scheme = read_scheme(path)
    assert_type(scheme, Scheme)
    assert_type(read_evidence(str(path), scheme), Evidence)
    assert_type(parse_scheme(format_scheme(scheme, format), format), Scheme)
    assert_type(scheme.marks, Fraction)


def an_assessment_is_typed_to_its_leaves(evidence: Evidence, scheme: Scheme, path: Path) -> None:
    assert_type(find_faults(evidence, scheme), tuple[Fault, ...])
    assessment = assess(evidence, scheme, provisional=True)
    assert_type(assessment, Assessment)
    city = assessment.city("990100")
    assert_type(city.score, Fraction)
    assert_type(city.rank, int | None)
    assert_type(city.grade, Grade | None)
    assert_type(city.shares[0].contribution, Fraction)
    assert_type(assessment.county("990121").score, Fraction | None)
    assert_type(assessment.sanctions, tuple[Sanction, ...])
    assert_type(assessment.rewards, tuple[Reward, ...])
    assert_type(assessment.explain("990100"), Explanation)
    assert_type(compare(assessment, assessment), Comparison)
    assert_type(write_assessment(assessment, path), None)


def numbers_come_in_every_accepted_form(city: City, county: County, indicator: Indicator) -> None:
    for value in (1, "2.5", 2.5, Decimal("2.5"), Fraction(5, 2), NOT_APPLICABLE):
        seen = Observation(
            place=county, indicator=indicator, value=value, source="survey", on=date(2019, 12, 31), document="d"
        )
        assert_type(seen.value, Value)


def lists_are_taken_and_tuples_kept(county: County, scheme: Scheme) -> None:
    evidence = Evidence(
        year=2019,
        on=date(2019, 12, 31),
        cities=[county.parent],
        counties=[county],
        targets=[],
        observations=(),
        carried=[],
        is_synthetic=True,
    )
    assert_type(evidence.counties, tuple[County, ...])


def rules_are_matched_to_the_end(rule: Rule) -> str:
    match rule:
        case Linear() | Completion() | Levels() | PassFail() | Deduction() | Given():
            return rule.basis.value
        case RelativeToMean():
            return rule.among.value
        case unknown:
            assert_never(unknown)


def a_unit_rule_lowers_to_pieces(rule: UnitRule) -> None:
    assert_type(rule.lower(Fraction(10)), Pieces)
    assert_type(rule.basis, Basis)
