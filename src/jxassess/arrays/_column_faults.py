"""Columns held against a scheme: every fault at once, and hardly any work where there is none."""

from __future__ import annotations

from jxassess.arrays._city_faults import city_faults
from jxassess.arrays._columns import Columns
from jxassess.arrays._criterion_faults import criterion_faults
from jxassess.arrays._flag_faults import told
from jxassess.arrays._mean_faults import cohort_faults
from jxassess.arrays._no_faults import Plain
from jxassess.arrays._number_faults import number_faults
from jxassess.arrays._search_faults import ColumnSearch, Rules
from jxassess.arrays._unit_faults import absent_faults, frame_faults, unit_faults
from jxassess.faults import Fault
from jxassess.scheme import Scheme, Tier


class FaultFinder:
    """What is asked of the columns of one scheme, made once to be held against any number of them."""

    def __init__(self, scheme: Scheme, level: Tier = Tier.COUNTY) -> None:
        self._rules = Rules(scheme, level)
        self._plain = Plain(self._rules)

    def find(self, columns: Columns) -> tuple[Fault, ...]:
        """Find everything in columns that stands against scoring them, as `find_column_faults` does."""
        if self._plain.holds(columns):
            return ()
        search = ColumnSearch(columns, self._rules)
        head, frame = (*absent_faults(search), *number_faults(search)), tuple(frame_faults(search))
        if frame or search.lacks_sample:
            return told((*frame, *head))
        found = (
            *head,
            *unit_faults(search),
            *criterion_faults(search),
            *city_faults(search),
            *cohort_faults(search),
        )
        return told(found)


def find_column_faults(columns: Columns, scheme: Scheme, level: Tier = Tier.COUNTY) -> tuple[Fault, ...]:
    """Find everything in columns that stands against scoring them.

    A column without gaps and with all numbers in range is known to be well by its least and largest number. Cells that
    scoring does not read are not asked for: those of members of bundles, of counties that are carried or not drawn.

    Args:
        columns: the data.
        scheme: the year's scheme.
        level: whether the units are counties or cities.

    Returns:
        All faults, with the codes that the same evidence would have; of one column and kind of fault the first 20
        cells, then how many more there are. Where a column, codes or cities are needed and not there, what depends on
        them is not looked at.

    Legal basis:
        Art. 10: data are given in time and correctly. Nothing is dropped or filled in here.

    Example:
        >>> from jxassess.arrays import columns_from_arrays, find_column_faults
        >>> from jxassess.io import read_scheme
        >>> scheme = read_scheme("examples/data/scheme_small.toml")
        >>> columns = columns_from_arrays({"exit_accuracy": [99.5]}, scheme, is_synthetic=True)
        >>> find_column_faults(columns, scheme)[0].text()
        'codes: units without codes, though carried.counties names units by code; give the code of every unit'
    """
    return FaultFinder(scheme, level).find(columns)
