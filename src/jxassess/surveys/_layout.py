"""Which columns of the records are read, as what, and whether they can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, unique
from re import DOTALL
from re import compile as pattern_of

from attrs import frozen

from jxassess.faults import Fault
from jxassess.personal import is_personal
from jxassess.scheme import SurveyRule
from jxassess.surveys._cells import PERSONAL
from jxassess.surveys._design import SurveyDesign
from jxassess.surveys._fault_kinds import (
    BAD_TYPE,
    MISSING_COLUMN,
    PERSONAL_COLUMN,
    SAME_COLUMN,
    UNKNOWN_QUESTION,
    UNREADABLE_NAME,
)
from jxassess.surveys._frames import DType
from jxassess.words import Words

_PERSONAL = pattern_of(PERSONAL)
# What Polars takes for a regular expression of names; `*` is every column to several engines.
_PATTERN = pattern_of(r"\^.*\$", DOTALL)

COUNTY, STRATUM, VILLAGE, HOUSEHOLD = "county", "stratum", "village", "household"
WEIGHT, PERSONS = "weight", "persons"


@unique
class Role(Enum):
    """What a column is read as."""

    KEY = Words("text or whole numbers", "文本或整数")
    NUMBER = Words("numbers", "数值")
    ANSWER = Words("text, whole numbers or truth values", "文本、整数或逻辑值")


@unique
class Kind(Enum):
    """What a column holds, by its type."""

    TEXT = "text"
    WHOLE = "whole numbers"
    FLOAT = "floats"
    DECIMAL = "decimals"
    TRUTH = "truth values"
    NOTHING = "nothing, or what narwhals has no type for"
    OTHER = "something else"


_READ = {
    Role.KEY: (Kind.TEXT, Kind.WHOLE, Kind.FLOAT, Kind.DECIMAL, Kind.NOTHING),
    Role.NUMBER: (Kind.WHOLE, Kind.FLOAT, Kind.DECIMAL, Kind.NOTHING),
    Role.ANSWER: (Kind.TEXT, Kind.WHOLE, Kind.FLOAT, Kind.DECIMAL, Kind.TRUTH, Kind.NOTHING),
}


@frozen(kw_only=True)
class Column:
    """A column that is read.

    Attributes:
        inner: the name it has while it is added up, so that no name of the records stands in the way.
        name: its name in the records.
        where: the path in the design.
        role: what it is read as.
    """

    inner: str
    name: str
    where: str
    role: Role


def named_columns(design: SurveyDesign, rule: SurveyRule) -> tuple[Column, ...]:
    """Give the columns that are read.

    Args:
        design: how the records are laid out.
        rule: the questions.

    Returns:
        First those that the design names, then those of the questions; the latter are called `a0`, `a1` and so on inside.
    """
    keys = (
        (COUNTY, design.county),
        (STRATUM, design.stratum),
        (VILLAGE, design.village),
        (HOUSEHOLD, design.household),
    )
    numbers = ((WEIGHT, design.weight), (PERSONS, design.persons))
    questions = [(question.key, design.column(question.key)) for question in rule.questions]
    return (
        *(Column(inner=inner, name=name, where=inner, role=Role.KEY) for inner, name in keys if name),
        *(Column(inner=inner, name=name, where=inner, role=Role.NUMBER) for inner, name in numbers if name),
        *(
            Column(inner=f"a{i}", name=name, where=f"answers[{key!r}]", role=Role.ANSWER)
            for i, (key, name) in enumerate(questions)
        ),
    )


def find_layout_faults(design: SurveyDesign, rule: SurveyRule, columns: Sequence[Column]) -> Iterator[Fault]:
    """Hold the design against the questions.

    Args:
        design: how the records are laid out.
        rule: the questions.
        columns: the columns that are read.

    Returns:
        The faults: a column for a question that is not asked, a question's own column that is read as something else
        too, or whose name says that it is personal, and names that some engines take for many columns.
    """
    keys = {question.key for question in rule.questions}
    seen: set[str] = set()
    for key, _ in design.answers:
        if key not in keys:
            yield UNKNOWN_QUESTION.at(f"answers[{key!r}]", key)
    for column in columns:
        if column.name in seen:
            yield SAME_COLUMN.at(column.where, column.name)
        elif is_personal(column.name.casefold()):
            yield PERSONAL_COLUMN.at(column.where, column.name)
        elif column.name == "*" or _PATTERN.fullmatch(column.name):
            yield UNREADABLE_NAME.at(column.where, column.name)
        seen.add(column.name)


def kind_of(dtype: DType) -> Kind:
    """Tell what a column holds.

    Args:
        dtype: its type.

    Returns:
        What it holds.
    """
    name = type_name(dtype)
    if name in ("String", "Categorical", "Enum"):
        return Kind.TEXT
    if dtype.is_integer():
        return Kind.WHOLE
    if dtype.is_numeric():
        return Kind.DECIMAL if name == "Decimal" else Kind.FLOAT
    return {"Boolean": Kind.TRUTH, "Unknown": Kind.NOTHING}.get(name, Kind.OTHER)


def type_name(dtype: DType) -> str:
    """Name a type without its details.

    Args:
        dtype: the type.

    Returns:
        Its name, such as `Datetime`.
    """
    return str(dtype).partition("(")[0]


def quoted(names: Iterable[object]) -> Words:
    """List names of columns so that blanks and ends of lines in them can be seen.

    Args:
        names: the names.

    Returns:
        The names in quotes; those with identity or telephone numbers are not shown.
    """
    # A file that was read without its heading has the first household's cells as names.
    said = ["'…'" if _PERSONAL.search(str(name)) else repr(str(name)) for name in names]
    return Words(", ".join(said), "、".join(said))


def find_column_faults(columns: Sequence[Column], types: Mapping[str, DType]) -> Iterator[Fault]:
    """Look for columns that are missing or cannot be read.

    Args:
        columns: the columns that are read.
        types: the columns of the records with their types.

    Returns:
        The faults, in the order of the columns.
    """
    for column in columns:
        if column.name not in types:
            yield MISSING_COLUMN.at(column.where, column.name, name=quoted([column.name]), names=quoted(types))
        elif kind_of(types[column.name]) not in _READ[column.role]:
            yield BAD_TYPE.at(column.name, type_name(types[column.name]), wanted=column.role.value)
