from __future__ import annotations

import pytest
from engine_frames import as_dask, as_spark
from hostile_records import Case, cases, hold

# Each takes Dask and Spark about a second, so they take those that are about types, in which engines differ. The test suite
# takes all of them, and a survey with wrong records of every kind goes through both engines beside these.
TYPED = [case for case in cases() if case.is_about_types]
ON_DASK = [case for case in TYPED if "dask" not in case.not_on]
ON_SPARK = [case for case in TYPED if "spark" not in case.not_on]


# narwhals says that Dask will need a package of its own.
@pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning")
@pytest.mark.parametrize("case", ON_DASK, ids=[case.name for case in ON_DASK])
def test_dask_says_the_same_of_wrong_records(case: Case) -> None:
    """On Dask wrong records are counted or refused as on every other engine."""
    hold(case, as_dask(case.records, case.types))


@pytest.mark.parametrize("case", ON_SPARK, ids=[case.name for case in ON_SPARK])
def test_spark_says_the_same_of_wrong_records(case: Case) -> None:
    """On Spark wrong records are counted or refused as on every other engine."""
    hold(case, as_spark(case.records, case.types))
