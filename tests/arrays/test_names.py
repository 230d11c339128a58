"""Names of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jxassess.arrays import ColumnKind, ColumnName, parse_column_name
from jxassess.faults import EvidenceError

NAMES = {
    "exit_accuracy": ColumnName(ColumnKind.VALUE, "exit_accuracy"),
    "exit_accuracy@survey": ColumnName(ColumnKind.VALUE, "exit_accuracy", "survey"),
    "exit_accuracy@a:b@c": ColumnName(ColumnKind.VALUE, "exit_accuracy", "a:b@c"),
    "target:poor_population_reduced": ColumnName(ColumnKind.TARGET, "poor_population_reduced"),
    "lower:exit_accuracy": ColumnName(ColumnKind.LOWER, "exit_accuracy"),
    "upper:exit_accuracy": ColumnName(ColumnKind.UPPER, "exit_accuracy"),
    "lower": ColumnName(ColumnKind.VALUE, "lower"),
    "carried:": ColumnName(ColumnKind.CARRIED),
    "sampled:": ColumnName(ColumnKind.SAMPLED),
    "events:award": ColumnName(ColumnKind.EVENTS, "award"),
    "falsified:faked@exit_accuracy": ColumnName(ColumnKind.FALSIFIED, "faked", "exit_accuracy"),
    "carried": ColumnName(ColumnKind.VALUE, "carried"),
    "value:code": ColumnName(ColumnKind.VALUE, "code"),
    "value:city": ColumnName(ColumnKind.VALUE, "city"),
    "city@survey": ColumnName(ColumnKind.VALUE, "city", "survey"),
}
KEYS = st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True)


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_a_name_and_its_text(text: str, name: ColumnName) -> None:
    """Every kind of name has one text, which gives it back."""
    assert name.text == text
    assert parse_column_name(text) == name


@given(st.sampled_from([ColumnKind.VALUE, ColumnKind.FALSIFIED]), KEYS, st.text(min_size=1))
def test_any_source_comes_back(kind: ColumnKind, key: str, source: str) -> None:
    """Whatever an exercise is called, the name of its column comes back from its text."""
    name = ColumnName(kind, key, source)
    assert parse_column_name(name.text) == name


@pytest.mark.parametrize("text", ["value:exit_accuracy", "value:exit_accuracy@survey"])
def test_a_value_may_be_named_in_full(text: str) -> None:
    """The kind may stand before a value, where it is not needed."""
    assert parse_column_name(text).text == text.removeprefix("value:")


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "Exit",
        "exit accuracy",
        "exit_accuracy@",
        "@survey",
        "target:",
        "target:x@survey",
        "lower:",
        "upper:x@survey",
        "weights:x",
        "carried:x",
        "sampled:@x",
        "falsified:faked",
        "events:",
        "value:",
    ],
)
def test_what_names_no_column(text: str) -> None:
    """Anything else is refused, as it was given."""
    with pytest.raises(EvidenceError) as caught:
        parse_column_name(text)
    [fault] = caught.value.faults
    assert (fault.code, fault.where, fault.value) == ("bad_column_name", repr(text), text)


@pytest.mark.parametrize(
    ("kind", "key", "source", "codes"),
    [
        (ColumnKind.VALUE, "", "", ["bad_key"]),
        (ColumnKind.TARGET, "X", "survey", ["bad_key", "needless_part"]),
        (ColumnKind.CARRIED, "x", "y", ["needless_part", "needless_part"]),
        (ColumnKind.FALSIFIED, "", "", ["bad_key", "no_source"]),
    ],
)
def test_a_name_has_the_parts_of_its_kind(kind: ColumnKind, key: str, source: str, codes: list[str]) -> None:
    """A name without a part that its kind needs, or with one that it has not, is refused with all its faults."""
    with pytest.raises(EvidenceError) as caught:
        ColumnName(kind, key, source)
    assert [fault.code for fault in caught.value.faults] == codes


def test_the_order_of_names() -> None:
    """Names are ordered by kind, key and source, as text."""
    texts = ["carried:", "events:a", "lower:a", "sampled:", "target:a", "upper:a", "a", "a@s", "a@t", "b"]
    names = [parse_column_name(text) for text in texts]
    names.reverse()
    assert [name.text for name in sorted(names)] == texts
