"""What type checkers say of clauses, lists and faults; checked by mypy and pyright, never run."""

from datetime import date
from typing import assert_never, assert_type

from jxassess.faults import EvidenceError, Fault, FaultKind
from jxassess.measure import Body, Citation, Dimension, Problem, Step
from jxassess.words import Words


def a_citation_is_made_and_read() -> None:
    assert_type(Citation(9, item=1), Citation)
    assert_type(Citation.parse("Art. 9(1)"), Citation)
    assert_type(Citation(9, 2).paragraph, int | None)
    assert_type(Citation(9).chinese, str)
    assert_type(sorted([Citation(9), Citation(5)]), list[Citation])
    assert_type(Citation(5) < Citation(9), bool)


def members_of_the_lists_are_cited() -> None:
    assert_type(Problem("Art. 9(4)"), Problem)
    assert_type(Dimension.FUNDS.term, str)
    assert_type(Dimension.FUNDS.citation, Citation)
    assert_type(Step.EVALUATION.words, Words)
    assert_type(list(Step), list[Step])
    assert_type(Body.OFFICE.name_on(date(2019, 3, 1)), str)


def a_list_can_be_matched_to_its_end(dimension: Dimension) -> int:
    match dimension:
        case Dimension.REDUCTION | Dimension.IDENTIFICATION:
            return 1
        case Dimension.ASSISTANCE | Dimension.FUNDS:
            return 2
        case unknown:
            assert_never(unknown)


def an_error_keeps_its_faults(kind: FaultKind) -> None:
    error = EvidenceError([kind.at("360702", 3)])
    assert_type(error.faults, tuple[Fault, ...])
    assert_type(error.faults[0].citation, Citation | None)
    assert_type(error.text("zh"), str)
