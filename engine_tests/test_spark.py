"""The tally of frames of Spark, in local mode, is that of one record after the other."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from engine_frames import as_spark, spark_session
from made_surveys import Survey, made_survey, random_survey

from jxassess import EvidenceError
from jxassess.surveys import Tally, tally

# Spark says that it does not know the newest pandas, which is not used here.
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


def of(survey: Survey, frame: Any) -> Tally:
    """Add a frame up as its survey says."""
    return tally(frame, survey.design, survey.rule, counties=survey.counties)


@pytest.mark.parametrize("name", ["plain", "fine", "faulty"])
def test_spark_gives_the_same_tally(name: str) -> None:
    """Every number is that of the oracle, and with it the digest."""
    survey = made_survey(name)
    made = of(survey, as_spark(survey.records))
    assert made == survey.tally()
    assert made.digest == survey.tally().digest


@pytest.mark.parametrize("seed", [3, 8])
def test_spark_gives_the_same_tally_of_random_surveys(seed: int) -> None:
    """Other strata, weights and wrong records: the same tally."""
    survey = random_survey(seed, is_faulty=True)
    assert of(survey, as_spark(survey.records).repartition(3)) == survey.tally()


@pytest.mark.parametrize("raises", ["true", "false"])
def test_a_sum_that_does_not_fit_is_refused(raises: str) -> None:
    """Sums beyond 2^63 are the same fault whether Spark itself raises for them or wraps them."""
    survey = made_survey("plain")
    records = [{**row, "weight": 1e9, "persons": 999_999} for row in survey.records]
    design = made_survey("single").design
    weighted = Survey(tuple(records), evolve(design, stratum="", strata=(), household=""), survey.rule, survey.counties)
    session = spark_session()
    before = session.conf.get("spark.sql.ansi.enabled")
    session.conf.set("spark.sql.ansi.enabled", raises)
    try:
        with pytest.raises(EvidenceError) as caught:
            of(weighted, as_spark(records))
    finally:
        session.conf.set("spark.sql.ansi.enabled", before)
    villages = {(row["county"], row["village"]) for row in records}
    assert [fault.code for fault in caught.value.faults] == ["too_large"] * len(villages)


def test_what_spark_itself_raises_for_reaches_the_caller() -> None:
    """An error that has nothing to do with sums is Spark's own."""
    from pyspark.errors import PySparkException
    from pyspark.sql.functions import raise_error, when

    survey = made_survey("plain")
    frame = as_spark(survey.records)
    broken = frame.withColumn("persons", when(frame["persons"] > 0, raise_error("no such file").cast("long")))
    with pytest.raises(PySparkException, match="no such file"):
        of(survey, broken)


def test_names_with_full_stops_and_quotes_are_read() -> None:
    """Spark takes a full stop for the way into a column, unless the name stands in quotes."""
    survey = made_survey("plain")
    names = {"persons": "1.2 人数", "county": "县`代.码", "poor": "poor.yes"}
    records = [{names.get(name, name): value for name, value in row.items()} for row in survey.records]
    design = evolve(survey.design, county="县`代.码", persons="1.2 人数", answers={"poor": "poor.yes"})
    made = of(Survey(tuple(records), design, survey.rule, survey.counties), as_spark(records))
    assert made.villages == survey.tally().villages
