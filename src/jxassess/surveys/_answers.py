"""The helper columns of answers: which answer each record has, and whether it is one."""

from __future__ import annotations

from collections.abc import Sequence

from jxassess.scheme import Answered, Question
from jxassess.surveys._frames import Expr
from jxassess.surveys._layout import Kind
from jxassess.surveys._narwhals import Narwhals
from jxassess.surveys._steps import Flag, Part, Step, any_of, equals, read_column, stripped
from jxassess.surveys._tally import WrongKind

# Up to there every whole number is a float.
_MOST_ANSWER = 1 << 53


def answer_part(nw: Narwhals, inner: str, column: str, kind: Kind, question: Question) -> Part:
    """Tell which answer each record has.

    Args:
        nw: what makes columns.
        inner: the name of the column inside.
        column: its name in the records.
        kind: what it holds.
        question: the question.

    Returns:
        Helper columns, among them one for each answer, see `answered`.
    """
    value, missing = nw.col(f"{inner}_value"), nw.col(f"{inner}_missing")
    is_given = {i: _is_answer(value, kind, answer) for i, answer in enumerate(question.answers)}
    given: Step = {f"{inner}_is{i}": said for i, said in is_given.items() if said is not None}
    read = (read_column(nw, inner, kind),) if kind is not Kind.TEXT else _texts(nw, inner, question)
    if kind is Kind.TEXT:
        given |= {f"{inner}_missing": equals(value, "")}
    else:
        given = {name: said & ~missing for name, said in given.items()}
    known = [nw.col(name) for name in given if name != f"{inner}_missing"]
    outside: Step = {f"{inner}_other": ~any_of([missing, *known])}
    flags = [Flag(kind=WrongKind.UNKNOWN_ANSWER, column=column, inner=f"{inner}_other")]
    if not question.may_be_blank:
        flags.append(Flag(kind=WrongKind.NO_ANSWER, column=column, inner=f"{inner}_missing"))
    never = missing & ~missing
    outside |= {f"{inner}_is{i}": never for i, said in is_given.items() if said is None}
    return Part(steps=(*read, given, outside), flags=tuple(flags))


def _texts(nw: Narwhals, inner: str, question: Question) -> tuple[Step, ...]:
    """Cut blanks off answers, but only off those that are none yet: on DuckDB this would take most of the time."""
    given = nw.col(f"{inner}_given")
    is_known = any_of(equals(given, answer) for answer in (*question.answers, ""))
    value = nw.when(is_known).then(given).otherwise(stripped(given))
    return {f"{inner}_given": nw.col(inner).fill_null("")}, {f"{inner}_value": value}


def _is_answer(value: Expr, kind: Kind, answer: str) -> Expr | None:
    """Tell where a value is an answer; `None` where a column of the kind cannot hold it."""
    if kind is Kind.TEXT:
        return equals(value, answer)
    if kind is Kind.TRUTH:
        return {"true": value, "false": ~value}.get(answer)
    is_whole = answer.removeprefix("-").isdecimal() and str(int(answer)) == answer
    return equals(value, int(answer)) if is_whole and abs(int(answer)) <= _MOST_ANSWER else None


def answered(nw: Narwhals, questions: Sequence[Question], condition: Answered) -> Expr:
    """Tell which records satisfy a condition.

    Args:
        nw: what makes columns.
        questions: the questions, in the order of their columns.
        condition: the condition, of one of them.

    Returns:
        Where it is satisfied.
    """
    at, question = next((i, each) for i, each in enumerate(questions) if each.key == condition.question)
    return any_of(nw.col(f"a{at}_is{question.answers.index(answer)}") for answer in condition.answers)
