"""What type checkers say of the path; checked by mypy and pyright, never run."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import assert_never, assert_type

from jxassess import (
    NOT_APPLICABLE,
    Assessment,
    Better,
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
    Adjustment,
    AnyGrade,
    Bands,
    Basis,
    BetweenExtremes,
    Bonus,
    Bounds,
    ByClass,
    ByRank,
    Cohort,
    CohortRule,
    Criterion,
    Deduction,
    Events,
    Falsified,
    FollowUp,
    Gate,
    Given,
    GradeQuotas,
    Grades,
    Grading,
    Group,
    Levels,
    Linear,
    Node,
    PassFail,
    Penalty,
    Pieces,
    Property,
    Proportional,
    Reference,
    RelativeToMean,
    Rule,
    SimpleRule,
    UnitClass,
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
    assert_type(city.grade, AnyGrade | None)
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
        case Linear() | Proportional() | Levels() | Bands() | PassFail() | Deduction() | Given():
            return rule.kind
        case ByClass():
            return rule.cases[0].unit_class
        case RelativeToMean() | ByRank() | BetweenExtremes():
            return rule.cohort.among.value
        case unknown:
            assert_never(unknown)


def adjustments_are_matched_to_the_end(adjustment: Adjustment) -> Fraction | None:
    match adjustment:
        case Bonus() | Penalty():
            return adjustment.criteria[0].marks
        case Events():
            return adjustment.events[0].points
        case Falsified():
            return adjustment.points
        case Bounds():
            return adjustment.at_least
        case unknown:
            assert_never(unknown)


def grades_are_matched_to_the_end(grades: Grading) -> Fraction | int | None:
    match grades:
        case Grades():
            return grades.bands[0].at_least
        case GradeQuotas():
            return grades.bands[0].units
        case unknown:
            assert_never(unknown)


def a_tree_is_matched_to_the_end(node: Node) -> Fraction | None:
    match node:
        case Criterion():
            assert_type(node.basis, Basis)
            assert_type(node.rule, Rule)
            return node.weight
        case Group():
            assert_type(node.children, tuple[Node, ...])
            return node.weight
        case unknown:
            assert_never(unknown)


def a_rule_lowers_to_pieces(simple: SimpleRule, by_class: ByClass, cohort: CohortRule, better: Better) -> None:
    assert_type(simple.lower(Fraction(10)), Pieces)
    assert_type(by_class.lower(Fraction(10), "hill"), Pieces)
    assert_type(cohort.lower(Fraction(10), Reference([1, "2.5"]), better), Pieces)
    assert_type(cohort.cohort, Cohort)
    assert_type(simple.properties, frozenset[Property])
    assert_type(cohort.properties, frozenset[Property])


def the_parts_of_a_scheme_are_typed(scheme: Scheme) -> None:
    assert_type(scheme.adjustments, tuple[Adjustment, ...])
    assert_type(scheme.classes, tuple[UnitClass, ...])
    assert_type(scheme.gates, tuple[Gate, ...])
    assert_type(scheme.follow_ups, tuple[FollowUp, ...])
    assert_type(scheme.grades, Grading)
