"""Makes the surveys of the cases in `data/surveys/wrong_records.toml`: records that are wrong, or odd and right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from made_surveys import COUNTIES
from survey_frames import Record
from survey_rule import CATALOGUED, make_rule
from tally_oracle import oracle_tally

from jxassess import County, EvidenceError
from jxassess.scheme import Answered, Proportion, Question, Share, SurveyRule, SurveyUnit, WrongRecords
from jxassess.surveys import Stratum, SurveyDesign, Tally, WrongCount, WrongKind, tally
from jxassess.words import Words

CASES = Path(__file__).parent / "data" / "surveys" / "wrong_records.toml"
NOTHING = "<null>"

DESIGN = SurveyDesign(
    county="county",
    stratum="stratum",
    village="village",
    household="household",
    weight="weight",
    weight_places=2,
    persons="persons",
)
QUESTIONS = (
    Question(key="register", name=Words("in the register", "建档立卡"), answers=["in", "out"], may_be_blank=False),
    Question(key="pleased", name=Words("pleased", "是否满意"), answers=["1", "2", "3"], may_be_blank=True),
    Question(key="helped", name=Words("helped", "是否帮扶"), answers=["true", "false"], may_be_blank=False),
)
SHARES = (
    Share(
        indicator=CATALOGUED["identification_accuracy"],
        proportion=Proportion(
            unit=SurveyUnit.PERSONS,
            among=[Answered(question="register", answers=["in"])],
            counted=[Answered(question="helped", answers=["true"])],
        ),
    ),
    Share(
        indicator=CATALOGUED["satisfaction_work_team"],
        proportion=Proportion(
            unit=SurveyUnit.HOUSEHOLDS, among=[], counted=[Answered(question="pleased", answers=["1", "2"])]
        ),
    ),
)
_FIRST = ((3, "in", 1, True), (4, "in", 3, True), (1, "out", 2, False), (2, "in", 2, False))
_SECOND = ((5, "in", 1, True), (2, "out", 1, True), (6, "in", 3, False), (3, "out", 1, True))
_WEIGHTS = (1.5, 2.25, 0.75, 10.0, 3.0, 1.25, 2.5, 0.01)


def base() -> list[dict[str, object]]:
    """Give the eight records that lie under each case."""
    made = []
    for i, (persons, register, pleased, helped) in enumerate((*_FIRST, *_SECOND)):
        county, place = ("990121", "990122")[i // 4], i // 2 % 2
        made.append(
            {
                "county": county,
                "stratum": "ab"[place],
                "village": "一二"[place],
                "household": i % 2 + 1,
                "weight": _WEIGHTS[i],
                "persons": persons,
                "register": register,
                "pleased": pleased,
                "helped": helped,
            }
        )
    return made


@dataclass(frozen=True)
class Case:
    """A case: records as a frame is made of them, how they are read, and what comes of it."""

    name: str
    records: Sequence[Record]
    types: dict[str, str]
    design: SurveyDesign
    counties: tuple[County, ...]
    wrong: tuple[WrongCount, ...]
    left_out: int
    faults: tuple[str, ...]
    is_other: bool
    not_on: tuple[str, ...]

    @property
    def is_about_types(self) -> bool:
        """Whether it may come out differently for another type of column: one is named, or a number is not finite."""
        cells = (cell for row in self.records for cell in row.values())
        return bool(self.types) or any(isinstance(cell, float) and not isfinite(cell) for cell in cells)

    def rule(self, wrong_records: WrongRecords) -> SurveyRule:
        """Give the scheme's rule."""
        made = make_rule(wrong_records=wrong_records, checks=[])
        return evolve(made, questions=QUESTIONS, estimators=SHARES)

    def oracle(self) -> Tally:
        """Add the records up apart from the library."""
        return oracle_tally(self.records, self.design, self.rule(WrongRecords.LEAVE_OUT), self.counties)


@cache
def cases() -> tuple[Case, ...]:
    """Give all cases, in the order of the file."""
    return tuple(_case(entry) for entry in tomllib.loads(CASES.read_text("utf-8"))["cases"])


def _case(entry: dict[str, Any]) -> Case:
    rows = base()
    first = [[i, entry["column"], entry["value"]] for i in (range(8) if entry.get("all") else [0]) if "column" in entry]
    for i, column, value in (*first, *entry.get("cells", [])):
        rows[i][column] = value
    rows = [rows[i] for i in entry.get("only", range(8))]
    rows += [rows[i] for i in entry.get("copies", [])] + [{**base()[0], **more} for more in entry.get("more", [])]
    types, renamed = entry.get("types", {}), entry.get("rename", {})
    made = [
        {
            renamed.get(name, name): _cell(value, types.get(name))
            for name, value in (row | entry.get("extra", {})).items()
        }
        for row in rows
    ]
    dropped = entry.get("without", [])
    strata = [Stratum(county=county, stratum=name, villages=many) for county, name, many in entry.get("strata", [])]
    return Case(
        name=entry["name"],
        records=[{name: value for name, value in row.items() if name not in dropped} for row in made],
        types={name: kind for name, kind in types.items() if name not in dropped},
        design=evolve(DESIGN, strata=strata, **entry.get("design", {})),
        counties=tuple(_counties(entry.get("counties", ["990121", "990122"]))),
        wrong=tuple(_wrong(line) for line in entry.get("wrong", [])),
        left_out=entry.get("left_out", 0),
        faults=tuple(entry.get("faults", [])),
        is_other=entry.get("other", False),
        not_on=tuple(entry.get("not_on", [])),
    )


def _counties(codes: Sequence[str]) -> Iterator[County]:
    by_code = {county.code: county for county in COUNTIES}
    for i, code in enumerate(codes):
        yield evolve(by_code[code], name=f"{by_code[code].name}{i}") if code in codes[:i] else by_code[code]


def _cell(value: object, kind: str | None) -> object:
    """Give a cell the type of its column."""
    if value == NOTHING:
        return None
    if isinstance(value, datetime | date | list) or kind is None:
        return value
    if kind in ("text", "large_text", "dictionary"):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if kind.startswith("decimal"):
        return Decimal(str(value))
    if kind.startswith("float"):
        return float(np.dtype(kind).type(str(value)))
    return int(str(value)) if "int" in kind else value


def _wrong(line: str) -> WrongCount:
    county, column, kind, number = line.rsplit(" ", 3)
    return WrongCount(kind=WrongKind(kind), county="" if county == "-" else county, column=column, records=int(number))


# What is held of a case on every engine


def hold(case: Case, frame: object) -> None:
    """Hold what comes of a frame, wrong records left out, against what the case says."""
    if case.faults:
        # Where no record of a county counts, the wrong ones are told beside.
        told = ["wrong_records"] * len(case.wrong) * ("no_records_of_county" in case.faults)
        assert _refused(case, frame, WrongRecords.LEAVE_OUT) == sorted([*case.faults, *told])
        return
    made = tally(frame, case.design, case.rule(WrongRecords.LEAVE_OUT), counties=case.counties)
    assert sorted(made.wrong, key=repr) == sorted(case.wrong, key=repr)
    assert (made.records, made.left_out) == (len(case.records), case.left_out)
    assert made == case.oracle()
    if not case.wrong:
        assert (made.digest == _undisturbed(case)) is not case.is_other


def hold_refused(case: Case, frame: object) -> None:
    """Hold that wrong records are refused, each kind in a county and column by a fault, beside what else is wrong."""
    expected = sorted([*case.faults, *["wrong_records"] * len(case.wrong)])
    assert _refused(case, frame, WrongRecords.REFUSE) == expected


def _refused(case: Case, frame: object, wrong_records: WrongRecords) -> list[str]:
    with pytest.raises(EvidenceError) as caught:
        tally(frame, case.design, case.rule(wrong_records), counties=case.counties)
    return sorted(fault.code for fault in caught.value.faults)


def _undisturbed(case: Case) -> str:
    return oracle_tally(base(), DESIGN, case.rule(WrongRecords.LEAVE_OUT), case.counties).digest
