"""What the tables of a province tell: changes of units, census figures, published plans."""

from __future__ import annotations

import datetime
from enum import Enum, unique

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.places._places import County


@unique
class ChangeKind(Enum):
    """What became of a county (区划变更)."""

    RENAMED = "renamed"
    """A new code and name for the same area (撤县设区, 撤县设市)."""
    MERGED = "merged"
    """The whole of it went into another county (并入)."""
    SPLIT_OFF = "split_off"
    """A part of it went into a new county (析置)."""
    BOUNDARY = "boundary"
    """A part of it went to another county that existed before (划归)."""


@frozen(kw_only=True)
class Successor(ByFields):
    """A county to which the whole or a part of another one went.

    Attributes:
        county: the county that received it.
        kind: what happened.
        area_same: whether the area is the same, so that a figure may be carried across.
        document: number of the document that approved it.
        date: the day of that document, `None` where only the year is known.
    """

    county: County
    kind: ChangeKind
    area_same: bool
    document: str
    date: datetime.date | None


@frozen(kw_only=True)
class CensusFigure(ByFields):
    """The figures of one county in one census, as published, under the code and name of that census.

    Attributes:
        year: 2010 or 2020.
        code: the county's code at the census.
        name: its Chinese name at the census.
        population: residents, in persons.
        urban_population: residents of urban places, in persons.
        rural_population: residents of rural places, in persons; not the people registered as rural.
        family_households: family households (家庭户).
        source: where the table comes from.
    """

    year: int
    code: str
    name: str
    population: int
    urban_population: int
    rural_population: int
    family_households: int
    source: str


@frozen(kw_only=True)
class PlanFigure(ByFields):
    """What the province published of its plan for one year; it is not the plan that was approved for a city.

    Attributes:
        year: the year of the plan.
        persons: registered poor people to be lifted out of poverty.
        villages: poor villages to exit.
        national_counties: national poverty counties to be delisted.
        provincial_counties: provincial poverty counties to be delisted.
        source: where it was read.
    """

    year: int
    persons: int
    villages: int
    national_counties: int
    provincial_counties: int
    source: str
