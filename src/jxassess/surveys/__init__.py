"""Household surveys (入户抽样调查): from records on any engine to sourced observations with their errors.

`tally` adds the records up where they lie, in one aggregation that yields whole numbers; everything after it is exact
arithmetic here, so that every engine gives the same digits. `estimate` makes estimates with standard errors and
intervals, `find_sample_faults` holds the sample against what the scheme asks of it.

The frame may be one of pandas, Polars, PyArrow, DuckDB, Dask or PySpark; it is read through narwhals, which the extra
`frames` installs. Nothing else here needs more than the library itself.
"""

from __future__ import annotations

from jxassess.surveys._checks import VillageSize, find_sample_faults
from jxassess.surveys._design import Stratum, SurveyDesign
from jxassess.surveys._estimate import Estimate
from jxassess.surveys._estimating import estimate
from jxassess.surveys._tables import survey_tables
from jxassess.surveys._tally import ShareTotals, Tally, VillageTotals, WrongCount, WrongKind
from jxassess.surveys._tallying import tally

__all__ = [
    "Estimate",
    "ShareTotals",
    "Stratum",
    "SurveyDesign",
    "Tally",
    "VillageSize",
    "VillageTotals",
    "WrongCount",
    "WrongKind",
    "estimate",
    "find_sample_faults",
    "survey_tables",
    "tally",
]
