"""The tables of Jiangxi as they are shipped, read once."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypedDict

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.errors import ScopeError
from jxassess.places._figures import CensusFigure, ChangeKind
from jxassess.places._places import City, County

CENSUS_SOURCE = "https://github.com/leiii/census"


class PlanEntry(TypedDict):
    """A published plan as it is written in the file."""

    year: int
    persons: int
    villages: int
    national_counties: int
    provincial_counties: int
    source: str


class Series(TypedDict):
    """The part of the file of provincial figures that is read."""

    annual_plan: list[PlanEntry]


ChangeEntry = TypedDict(
    "ChangeEntry",
    {"year": int, "from": list[str], "to": list[str], "area_same": bool, "doc": str, "date": str | None, "kind": str},
)


class CodeChanges(TypedDict):
    """The file of changes of codes."""

    changes: list[ChangeEntry]


@frozen(kw_only=True)
class Change(ByFields):
    """A change of code or area: from which codes, to which, how, and when."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: ChangeKind
    area_same: bool
    document: str
    # The change happened on one of these days; they are equal where the day is known.
    first: date
    last: date

    def __str__(self) -> str:
        """Say the change in words."""

        def labels(codes: tuple[str, ...]) -> str:
            return " and ".join(all_counties()[code].label for code in codes)

        way = f"{labels(self.before)}{' to ' if self.after else ''}{labels(self.after)}"
        when = self.known_day or f"a day of {self.first.year} that is not known"
        return f"{said(self.kind)} on {when}: {way}{self.document and f' ({self.document})'}"

    @property
    def known_day(self) -> date | None:
        """The day of the change, `None` where only the year is known."""
        return self.first if self.first == self.last else None

    def has_happened(self, day: date) -> bool:
        """Tell whether it has happened by a day; a day on which nobody can tell is refused."""
        if self.first <= day < self.last:
            raise ScopeError(f"{self}; ask for a day before {self.first} or from {self.last} on")
        return self.last <= day

    def may_lie_between(self, one: date, other: date) -> bool:
        """Tell whether it happened, or may have, between two days."""
        return min(one, other) < self.last and self.first <= max(one, other)


def said(kind: ChangeKind) -> str:
    """Say a kind of change in English."""
    return kind.value.replace("_", " ")


def text_of(name: str) -> str:
    """Read a file of the tables."""
    return (files("jxassess.places") / "data" / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read the rows of a table."""
    return tuple(csv.DictReader(text_of(name).splitlines()))


@cache
def all_cities() -> dict[str, City]:
    """Give the cities by code."""
    return {
        row["code"]: City(code=row["code"], name=row["name_zh"], english=row["name_en"]) for row in rows("cities.csv")
    }


@cache
def all_counties() -> dict[str, County]:
    """Give all counties of 2017 to 2020 by code."""
    return {
        row["code"]: County(
            code=row["code"],
            name=row["name_zh"],
            english=row["name_en"],
            parent=all_cities()[row["city_code"]],
            valid_from=_first_certain_day(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in rows("counties.csv")
    }


def _first_certain_day(text: str) -> date:
    # A year in the source means the state on its 31 December.
    return date(int(text), 12, 31) if len(text) == 4 else date.fromisoformat(text)


@cache
def all_figures() -> tuple[CensusFigure, ...]:
    """Give the figures of both censuses."""
    return tuple(
        CensusFigure(
            year=int(row["census_year"]),
            code=row["code"],
            name=row["name_zh"],
            population=int(row["population"]),
            urban_population=int(row["urban_population"]),
            rural_population=int(row["rural_population"]),
            family_households=int(row["family_households"]),
            source=CENSUS_SOURCE,
        )
        for row in rows("census_population.csv")
    )


@cache
def changes() -> tuple[Change, ...]:
    """Give all changes by their days."""
    listed: CodeChanges = json.loads(text_of("code_changes.json"))
    earlier = [
        Change(
            before=(row["code"],),
            after=(),
            kind=ChangeKind.BOUNDARY,
            area_same=False,
            document=row["document"],
            first=date(int(row["year"]), 1, 1),
            last=date(int(row["year"]), 12, 31),
        )
        for row in rows("area_changes_2010_2016.csv")
    ]
    found = [*earlier, *(_change(entry) for entry in listed["changes"])]
    return tuple(sorted(found, key=lambda change: (change.first, change.after)))


def _change(entry: ChangeEntry) -> Change:
    day = None if entry["date"] is None else date.fromisoformat(entry["date"])
    return Change(
        before=tuple(entry["from"]),
        after=tuple(entry["to"]),
        kind=ChangeKind(entry["kind"]),
        area_same=entry["area_same"],
        document=entry["doc"],
        first=day or date(entry["year"], 1, 1),
        last=day or date(entry["year"], 12, 31),
    )
