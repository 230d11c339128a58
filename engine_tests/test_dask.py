"""The tally of frames of Dask is that of one record after the other."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from engine_frames import as_dask
from made_surveys import NAMES, Survey, as_pandas_pyarrow, made_survey, random_survey

from jxassess import EvidenceError
from jxassess.surveys import Tally, tally

# narwhals says that Dask will need a package of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning")


def of(survey: Survey, frame: Any) -> Tally:
    """Add a frame up as its survey says."""
    return tally(frame, survey.design, survey.rule, counties=survey.counties)


@pytest.mark.parametrize("name", NAMES)
def test_dask_gives_the_same_tally(name: str) -> None:
    """Every number is that of the oracle, and with it the digest."""
    survey = made_survey(name)
    made = of(survey, as_dask(survey.records))
    assert made == survey.tally()
    assert made.digest == survey.tally().digest


@pytest.mark.parametrize("parts", [1, 7])
def test_the_parts_do_not_matter(parts: int) -> None:
    """One part or seven, and parts without a record, give the same tally."""
    import dask.dataframe as dd

    survey = random_survey(7, is_faulty=True)
    frame = dd.from_pandas(as_pandas_pyarrow(survey.records), npartitions=parts)
    with_empty = dd.concat([frame.partitions[0].query("persons < 0"), frame])
    assert of(survey, frame) == of(survey, with_empty) == survey.tally()


def test_another_machine_can_add_up_its_part() -> None:
    """What each part is given to can be sent to a worker."""
    import cloudpickle

    survey = made_survey("weighted")
    sent: list[bytes] = []

    def send(self: Any, function: Any, *arguments: Any, **named: Any) -> Any:
        sent.append(cloudpickle.dumps(function))
        return original(self, cloudpickle.loads(sent[-1]), *arguments, **named)

    import dask.dataframe as dd

    original = dd.DataFrame.map_partitions
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dd.DataFrame, "map_partitions", send)
        assert of(survey, as_dask(survey.records)) == survey.tally()
    assert len(sent[-1]) < 100_000


def test_a_sum_that_does_not_fit_is_refused() -> None:
    """Sums beyond 2^63 are a fault in every village where they might be."""
    survey = made_survey("weighted")
    records = [{**row, "weight": 1e12, "persons": 999_999} for row in survey.records[:3]]
    with pytest.raises(EvidenceError) as caught:
        of(unsized(survey), as_dask(records))
    assert {fault.code for fault in caught.value.faults} == {"too_large"}


def unsized(survey: Survey) -> Survey:
    """Give the survey without sizes of strata, which a few records contradict."""
    return Survey(survey.records, evolve(survey.design, strata=()), survey.rule, survey.counties)
