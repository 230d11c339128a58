from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pytest
from hostile_records import Case, base, cases, hold, hold_refused
from survey_frames import BUILDERS, as_arrow, as_pandas_default

from jxassess import EvidenceError
from jxassess.scheme import WrongRecords
from jxassess.surveys import tally

NAMES = [case.name for case in cases()]
WRONG = [case for case in cases() if case.wrong]
# One of each kind goes through every case. The others have the same arithmetic, and differ in the types of their columns:
# they take the cases that are about types. All of them on all cases would take three minutes.
THOROUGH = ("pandas_numpy", "polars_lazy", "duckdb_parquet")
PAIRS = [
    pytest.param(case, engine, id=f"{case.name}, {engine}")
    for case in cases()
    for engine in BUILDERS
    if engine not in case.not_on and (engine in THOROUGH or case.is_about_types)
]


def test_there_are_many_cases_of_different_names() -> None:
    """The file holds more than a hundred cases, and no two have one name."""
    assert len(NAMES) == len(set(NAMES)) > 100


@pytest.mark.parametrize(("case", "engine"), PAIRS)
def test_every_engine_says_the_same_of_wrong_records(case: Case, engine: str) -> None:
    """Wrong records are counted or refused alike on every engine, and odd ones that are right add up to the same."""
    hold(case, BUILDERS[engine](case.records, case.types))


@pytest.mark.parametrize("case", WRONG, ids=[case.name for case in WRONG])
def test_wrong_records_are_refused_where_the_scheme_refuses_them(case: Case) -> None:
    """Under a scheme that refuses them, every kind of wrong record in a county is a fault, together with all others."""
    hold_refused(case, as_arrow(case.records, case.types))


def _arrow_twice() -> pa.Table:
    table = as_arrow(base())
    return table.append_column("weight", table["weight"])


def _pandas_twice() -> pd.DataFrame:
    frame = as_pandas_default(base())
    return pd.concat([frame, frame[["weight"]]], axis=1)


@pytest.mark.parametrize("make", [_arrow_twice, _pandas_twice])
def test_a_column_that_stands_there_twice_is_refused(make: Callable[[], object]) -> None:
    """Where two columns have one name, nobody knows which is meant."""
    case = cases()[0]
    with pytest.raises(EvidenceError) as caught:
        tally(make(), case.design, case.rule(WrongRecords.LEAVE_OUT), counties=case.counties)
    assert [fault.code for fault in caught.value.faults] == ["column_twice"]
