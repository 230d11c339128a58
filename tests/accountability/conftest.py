"""Findings on invented places, and scores of cities as they come from scoring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from jxassess.evidence import Fact, FactKind, Finder, Finding, Verdict
from jxassess.measure import Body, Problem
from jxassess.places import City, County, Place
from jxassess.scheme import Scheme
from jxassess.scoring import CityScore, CountyScore, Part, PartKind, Share


@pytest.fixture
def places(cities: tuple[City, ...], counties: tuple[County, ...]) -> dict[str, Place]:
    """The units of the shared fixtures, by code."""
    units: list[Place] = [*cities, *counties]
    return {place.code: place for place in units}


@pytest.fixture
def finding_of(places: dict[str, Place]) -> Callable[..., Finding]:
    """Make a finding in a place; a false exit, confirmed, not grave, unless said otherwise; it states every kind of fact."""

    def make(
        code: str,
        verdict: Verdict = Verdict.CONFIRMED,
        *,
        key: str = "f1",
        problem: Problem = Problem.FALSE_EXIT,
        is_serious: bool = False,
        has_adverse_effect: bool = False,
    ) -> Finding:
        texts = {FactKind.FOUND_BY: Finder.AUDIT.value}
        return Finding(
            key=key,
            place=places[code],
            problem=problem,
            verdict=verdict,
            begin=date(2019, 3, 1),
            end=date(2019, 6, 30),
            facts=[Fact(kind, texts.get(kind, "invented")) for kind in FactKind],
            document="invented for tests",
            reply="none",
            decided_by=Body.LEADING_GROUP,
            decided_on=date(2020, 1, 15),
            is_serious=is_serious,
            has_adverse_effect=has_adverse_effect,
        )

    return make


@pytest.fixture
def city_score(places: dict[str, Place], counties: tuple[County, ...]) -> Callable[..., CityScore]:
    """Make the score of a city with a rank and the grade that the scheme gives to the score, from one county."""

    def make(code: str, score: str, scheme: Scheme, *, rank: int | None = 1, grade: str | None = None) -> CityScore:
        city = places[code]
        assert isinstance(city, City)
        points, published = Fraction(score), scheme.rounding.published(Fraction(score))
        county = next(county for county in counties if county.parent == city)
        part = Part(kind=PartKind.CARRIED, points=points)
        whole = CountyScore(county=county, groups=(), carried=None, parts=[part], published=published)
        band = None if grade is None else scheme.grades.bands[scheme.grades.index(grade)]
        return CityScore(
            city=city,
            shares=[Share(score=whole, weight=Fraction(1), share=Fraction(1))],
            published=published,
            grade_by_score=band,
            grade=band,
            rank=rank,
            ceilings=(),
        )

    return make
