"""Made-up household surveys on invented places, and random ones from a seed, as records of plain values.

Each comes with its design, a scheme's rule and the counties; `tally_oracle` adds them up, `survey_frames` makes frames of
them, and `survey_rule` is what the scheme says. Households of a village resemble each other, as they do.

| survey | holds |
|---|---|
| `plain` | no strata, no weights, no number of the household |
| `weighted` | strata with their numbers of villages, weights of two places, numbers of households |
| `fine` | weights of four places, columns named in Chinese, answers as whole numbers and truth values, some blank |
| `single` | a stratum with a single village, weights that are whole numbers |
| `faulty` | as `weighted`, with wrong records of every kind |
| `printed` | 2,076 households, of which 10 with 28 of 6,829 persons exited wrongly |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from attrs import evolve
from survey_frames import (
    BUILDERS,
    Record,
    as_arrow,
    as_duckdb,
    as_pandas_default,
    as_pandas_nullable,
    as_pandas_numpy,
    as_pandas_pyarrow,
    as_polars,
    as_polars_lazy,
)
from survey_rule import make_rule
from tally_oracle import oracle_tally

from jxassess import City, County
from jxassess.scheme import SurveyRule
from jxassess.surveys import Stratum, SurveyDesign, Tally

__all__ = [
    "BUILDERS",
    "CITIES",
    "COUNTIES",
    "NAMES",
    "Survey",
    "as_arrow",
    "as_duckdb",
    "as_pandas_default",
    "as_pandas_nullable",
    "as_pandas_numpy",
    "as_pandas_pyarrow",
    "as_polars",
    "as_polars_lazy",
    "make_rule",
    "made_survey",
    "oracle_tally",
    "random_survey",
    "spoilt",
]

CITIES = (City(code="990100", name="甲市"), City(code="990200", name="乙市"))
COUNTIES = (
    County(code="990121", name="子县", parent=CITIES[0]),
    County(code="990122", name="丑县", parent=CITIES[0]),
    County(code="990123", name="寅县", parent=CITIES[0]),
    County(code="990221", name="卯县", parent=CITIES[1]),
    County(code="990222", name="辰县", parent=CITIES[1]),
)


@dataclass(frozen=True)
class Survey:
    """A made-up survey: its records, and what they are tallied by."""

    records: tuple[Record, ...]
    design: SurveyDesign
    rule: SurveyRule
    counties: tuple[County, ...]

    def tally(self) -> Tally:
        """Give the tally of the oracle."""
        return oracle_tally(self.records, self.design, self.rule, self.counties)


# The records


@dataclass(frozen=True)
class _Sample:
    """How a sample is drawn: what a random survey varies."""

    counties: tuple[County, ...] = COUNTIES
    strata: tuple[str, ...] = ("",)
    villages: tuple[int, int] = (3, 6)
    households: tuple[int, int] = (8, 25)
    places: int | None = None
    is_numbered: bool = False
    has_sizes: bool = False
    has_single: bool = False


_TEXT = SurveyDesign(county="county", village="village", persons="persons")


def _household(random: Random, poor: float, content: float) -> Record:
    register = random.choices(("in", "out", "no"), (5, 3, 2))[0]
    helped = register != "no"
    chance = 1 - poor if register == "in" else poor
    marks = ("a", "b", "c", "d", None)
    weights = (content * 6, content * 4, 1 - content, 0.05, 0.1)
    opinions = {key: random.choices(marks, weights)[0] if helped else None for key in ("team", "secretary", "helper")}
    return {
        "persons": random.choice((1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7)),
        "register": register,
        "poor": "yes" if random.random() < chance else "no",
        "approval": random.choices((5, 4, 3, 2, 1), (content * 7, content * 3, 0.3, 0.1, 0.05))[0],
        "helped": helped,
        **opinions,
    }


def _villages(random: Random, sample: _Sample) -> Iterable[tuple[County, str, int]]:
    for i, county in enumerate(sample.counties):
        for stratum in sample.strata:
            is_single = sample.has_single and i == 0 and stratum == sample.strata[-1]
            yield county, stratum, 1 if is_single else random.randint(*sample.villages)


def _make(random: Random, sample: _Sample, design: SurveyDesign) -> Survey:
    records: list[Record] = []
    sizes: list[Stratum] = []
    for county, stratum, drawn in _villages(random, sample):
        extent = drawn + random.randint(0, 3 * drawn)
        sizes.append(Stratum(county=county.code, stratum=stratum, villages=extent))
        for village in range(1, drawn + 1):
            poor, content = random.betavariate(1, 12), random.betavariate(9, 2)
            taken = random.randint(*sample.households)
            weight = round(extent / drawn * random.randint(20, 200) / taken + 1, sample.places or 0)
            for number in range(1, taken + 1):
                place = {"county": county.code, "stratum": stratum or "x", "village": f"{stratum}村{village}"}
                made = {**place, "household": number, "weight": weight, **_household(random, poor, content)}
                # Nobody asked for this column: it is not read.
                records.append({**made, "remark": f"made up {len(records)}"})
    # In any order: a tally does not depend on it.
    random.shuffle(records)
    with_sizes = evolve(design, strata=tuple(sizes) if sample.has_sizes else ())
    return Survey(tuple(records), with_sizes, make_rule(), sample.counties)


def _design(sample: _Sample) -> SurveyDesign:
    return evolve(
        _TEXT,
        stratum="stratum" if sample.strata != ("",) else "",
        weight="weight" if sample.places is not None else "",
        weight_places=sample.places,
        household="household" if sample.is_numbered else "",
    )


def _fine(random: Random) -> Survey:
    """Rename columns, and hold counties, villages and approval as whole numbers."""
    made = _make(random, sample := _Sample(counties=COUNTIES[:3], places=4), _design(sample))
    names = {
        "county": "县",
        "village": "村",
        "persons": "人口数",
        "weight": "权重",
        "poor": "是否贫困",
        "team": "工作队",
    }
    records = [
        {
            names.get(name, name): int(value.strip("村")) if name in ("county", "village") else value
            for name, value in row
        }
        for row in (record.items() for record in made.records)
    ]
    design = evolve(
        made.design,
        county="县",
        village="村",
        persons="人口数",
        weight="权重",
        answers={"poor": "是否贫困", "team": "工作队"},
    )
    return replace(made, records=tuple(records), design=design)


_WRONG: tuple[tuple[str, object], ...] = (
    *(("county", value) for value in (None, "", " ", "990124", "990121 0", "九九")),
    *(("village", value) for value in (None, "")),
    *(("stratum", value) for value in (None, "")),
    ("household", None),
    *(
        ("weight", value)
        for value in (None, float("nan"), 0.0, -1.5, float("inf"), float("-inf"), 1.234, 0.1 + 0.2, 1e14)
    ),
    *(("persons", value) for value in (None, float("nan"), 0.0, -2.0, 2.5, float("inf"))),
    *(("register", value) for value in (None, "", "IN", "ｉｎ", "other")),
    *(("approval", value) for value in (None, 0, 9, -5)),
    ("helped", None),
    *(("team", value) for value in ("e", "A", "a,b")),
)


def spoilt(random: Random, survey: Survey, share: float) -> Survey:
    """Give the survey with wrong records among its own: cells of other kinds, and households that stand there twice."""
    columns = {column for _, column in survey.design.columns} | {question.key for question in survey.rule.questions}
    cells = [(column, value) for column, value in _WRONG if column in columns]
    records = []
    for row in survey.records:
        made = {**row, "persons": float(row["persons"])}
        while random.random() < share:
            column, value = random.choice(cells)
            made[column] = value
        records += [made] * random.choice((1, 1, 1, 2, 3)) if random.random() < share else [made]
    random.shuffle(records)
    return replace(survey, records=tuple(records))


def _printed() -> Survey:
    """Make the survey of one county whose numbers were published: 28 of 6,829 persons are 0.41 %."""
    persons = [3] * 8 + [2] * 2 + [4] * 603 + [3] * 1463
    records = [
        {
            "county": "990121",
            "village": f"村{i % 20}",
            "persons": persons[i],
            "register": "out",
            "poor": "yes" if i < 10 else "no",
            "approval": 5 if i % 72 else 2,
            "helped": True,
            **dict.fromkeys(("team", "secretary", "helper"), "a"),
        }
        for i in range(len(persons))
    ]
    return Survey(tuple(records), _TEXT, make_rule(with_incidence=False), COUNTIES[:1])


# The surveys by name

_ZONED = _Sample(strata=("山区", "平原"), places=2, is_numbered=True, has_sizes=True)
_SINGLE = _Sample(counties=COUNTIES[:2], strata=("a", "b", "c"), villages=(2, 4), places=0, has_single=True)


def _weighted() -> Survey:
    return _make(Random(2), _ZONED, _design(_ZONED))


_MADE: dict[str, Callable[[], Survey]] = {
    "plain": lambda: _make(Random(1), _Sample(), _design(_Sample())),
    "weighted": _weighted,
    "fine": lambda: _fine(Random(3)),
    "single": lambda: _make(Random(4), _SINGLE, _design(_SINGLE)),
    "faulty": lambda: spoilt(Random(5), _weighted(), 0.1),
    "printed": _printed,
}
NAMES = tuple(_MADE)


def made_survey(name: str) -> Survey:
    """Make a survey by its name."""
    return _MADE[name]()


def random_survey(seed: int, *, is_faulty: bool = False) -> Survey:
    """Make a survey from a seed: any number of counties and strata, weights or none, sizes of strata or none."""
    random = Random(seed)
    sample = _Sample(
        counties=tuple(sorted(random.sample(COUNTIES, random.randint(1, 5)), key=lambda county: county.code)),
        strata=random.choice((("",), ("山区", "平原"), ("1", "2", "3"))),
        villages=(2, random.randint(2, 6)),
        households=(1, random.randint(2, 15)),
        places=random.choice((None, 0, 1, 2, 4, 6)),
        is_numbered=random.random() < 0.5,
        has_sizes=random.random() < 0.5,
        has_single=random.random() < 0.3,
    )
    made = _make(random, sample, _design(sample))
    return spoilt(random, made, 0.1) if is_faulty else made
