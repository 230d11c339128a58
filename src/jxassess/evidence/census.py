"""Observations of population from the census, as weights of counties.

Illustrative: the measure names no weight, and no document of the province is known to weigh counties by these figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jxassess.errors import ScopeError
from jxassess.evidence._records import Observation
from jxassess.faults import EvidenceError, Fault, FaultKind, raise_faults
from jxassess.indicators import WEIGHT_BASES, Indicator
from jxassess.measure import Citation
from jxassess.places import County, jiangxi
from jxassess.words import Words

__all__ = ["census_observations"]

NO_CENSUS_FIGURE = FaultKind(
    "no_census_figure",
    Citation(6),
    Words("the census of {year} has no figure for its area on {on}", "{year}年人口普查没有其{on}辖区的数据"),
    Words(
        "give a figure of another source, or another weight; census_of tells why",
        "请改用其他来源的数据或其他权重；原因见census_of",
    ),
)

_POPULATION, _RURAL = "population", "rural_population"
_OFFERED = {base.key: base for base in WEIGHT_BASES if base.key in (_POPULATION, _RURAL)}


def census_observations(
    year: int, indicator: Indicator, counties: Iterable[County], *, on: date
) -> tuple[Observation, ...]:
    """Give the census figures of counties as observations, for a scheme that weighs counties by population.

    Illustrative. The figures are of residents; rural ones live in rural places and are not the people registered as
    rural. The census of November 2020 came after every cycle but that of 2020, so an assessment of an earlier year
    could not have used it.

    Args:
        year: 2010 or 2020.
        indicator: `population` or `rural_population` of `jxassess.indicators.WEIGHT_BASES`, in persons.
        counties: counties of Jiangxi in force on the day.
        on: a day from 2017-01-01 to 2020-12-31; the figures describe the areas of that day.

    Returns:
        An observation for each county, in the order given, of the day of the census. Its document is the source of the
        figure; where the census has the same area under another code and name, the document says which.

    Raises:
        ScopeError: another year, indicator or day.
        EvidenceError: for some counties no figure describes the area of that day; a fault for each, all at once.

    Legal basis:
        Art. 6 asks for a weighted mean and prints no weight.

    Example:
        >>> from datetime import date
        >>> from jxassess.indicators import WEIGHT_BASES
        >>> from jxassess.places import jiangxi
        >>> day = date(2019, 12, 31)
        >>> found, = census_observations(2020, WEIGHT_BASES[1], [jiangxi.find("大余县", on=day)], on=day)
        >>> found.indicator.key, str(found.on), found.source
        ('rural_population', '2020-11-01', 'census')
    """
    if _OFFERED.get(indicator.key) != indicator:
        raise ScopeError(f"the census gives {' and '.join(_OFFERED)} of WEIGHT_BASES, not this {indicator.key!r}")
    # A year or day that the tables do not cover is wrong for every county; below, each county answers for itself.
    jiangxi.census(year)
    jiangxi.counties(on=on)
    found: list[Observation] = []
    faults: list[Fault] = []
    for county in counties:
        try:
            figure = jiangxi.census_of(county, year, on=on)
        except ScopeError:
            faults.append(NO_CENSUS_FIGURE.at(county.label, year=year, on=on))
        else:
            found.append(_observation(county, indicator, figure))
    raise_faults(EvidenceError, faults, Words(f"the observations from the census of {year}", f"{year}年人口普查数据"))
    return tuple(found)


def _observation(county: County, indicator: Indicator, figure: jiangxi.CensusFigure) -> Observation:
    renamed = "" if figure.code == county.code else f", there {figure.code} {figure.name}: the same area, renamed"
    return Observation(
        place=county,
        indicator=indicator,
        value=figure.population if indicator.key == _POPULATION else figure.rural_population,
        source="census",
        # Both censuses counted on the first of November.
        on=date(figure.year, 11, 1),
        document=f"{figure.source}{renamed}",
    )
