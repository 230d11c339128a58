"""Results of surveys as tables: what they hold, what they withhold, and that they read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from made_surveys import COUNTIES, made_survey
from small_survey import a_rule, a_tally, estimates_of

from jxassess.assessment import Stage
from jxassess.errors import ScopeError
from jxassess.io import digest
from jxassess.io.tables import SURVEY_KINDS, Table, read_tables, write_tables
from jxassess.scheme import IntervalMethod, Scheme, Tier
from jxassess.surveys import Estimate, Tally, WrongCount, WrongKind, survey_tables
from jxassess.words import Language

ZI, CHOU, YIN = (county.code for county in COUNTIES[:3])
POOR = {"kind": "listed", "poor": "yes"}
LISTED = {"kind": "listed"}
WRONG = [
    WrongCount(kind=WrongKind.NO_WEIGHT, county=ZI, column="weight", records=5),
    WrongCount(kind=WrongKind.NO_ANSWER, county=ZI, column="poor", records=4),
    WrongCount(kind=WrongKind.NO_COUNTY, county="", column="county", records=6),
    WrongCount(kind=WrongKind.UNKNOWN_COUNTY, county="990199", column="county", records=7),
]


def a_survey() -> tuple[Tally, tuple[Estimate, ...]]:
    """Make two counties: in the first 3 of 43 listed households are poor, in the other 20 of 40."""
    given = [(ZI, "山区", 3, POOR), (ZI, "平原", 40, LISTED), (CHOU, "山区", 20, POOR), (CHOU, "平原", 20, LISTED)]
    tally = a_tally(a_rule(["accuracy", "good"], 5), [*given, (YIN, "山区", 30, POOR), (YIN, "平原", 30, LISTED)])
    tally = evolve(tally, wrong=WRONG, records=len(WRONG) + tally.records)
    return tally, estimates_of(tally)


def tables_of(**changes: object) -> dict[str, Table]:
    """Make the tables of that survey, by key."""
    tally, estimates = a_survey()
    arguments = {"year": 2019, "is_synthetic": True, **changes}
    return {table.kind.key: table for table in survey_tables(tally, estimates, **arguments)}


def cells(table: Table) -> list[dict[str, object]]:
    """Give the rows by key of the column."""
    return [dict(zip((column.key for column in table.kind.columns), row, strict=True)) for row in table.rows]


def test_estimates_are_shown_with_their_error_and_sample() -> None:
    """A row holds the estimate, its error, the sample and what was counted, as the estimate has them."""
    _, estimates = a_survey()
    shown = {(row["place"], row["indicator"]): row for row in cells(tables_of()["estimates"])}
    assert [*shown] == [(each.place.code, each.indicator.key) for each in estimates]
    each = next(one for one in estimates if one.place.code == YIN and one.indicator.key == "accuracy")
    sample = each.uncertainty
    assert shown[YIN, "accuracy"] == {
        "place": YIN,
        "name": "寅县",
        "indicator": "accuracy",
        "shown": "shown",
        "value": Fraction(50),
        "unit": "%",
        "standard_error": sample.standard_error,
        "lower": sample.lower,
        "upper": sample.upper,
        "method": IntervalMethod.WALD.value,
        "quantile": Fraction(49, 25),
        "design_effect": sample.design_effect,
        "households": 60,
        "persons": 120,
        "counted_households": 30,
        "counted_persons": 60,
        "villages": 4,
        "strata": 2,
        "source": "verification",
    }


def test_what_is_withheld_says_so_and_nothing_more() -> None:
    """The small county and the one that would tell it hold no number, and nothing tells them apart."""
    rows = [row for row in cells(tables_of()["estimates"]) if row["shown"] == "withheld"]
    assert [(row["place"], row["indicator"]) for row in rows] == [(ZI, "accuracy"), (CHOU, "accuracy")]
    for row in rows:
        assert [key for key, cell in row.items() if cell is not None] == [
            "place",
            "name",
            "indicator",
            "shown",
            "source",
        ]


def test_the_sample_is_shown_by_stratum() -> None:
    """A stratum of 3 households shows how many villages were drawn, and no number of households."""
    rows = [tuple(row.values()) for row in cells(tables_of()["survey_sample"])]
    assert rows == [
        (ZI, "子县", "山区", "withheld", 2, None, None),
        (ZI, "子县", "平原", "withheld", 2, None, None),
        (CHOU, "丑县", "山区", "shown", 2, 20, 40),
        (CHOU, "丑县", "平原", "shown", 2, 20, 40),
        (YIN, "寅县", "山区", "shown", 2, 30, 60),
        (YIN, "寅县", "平原", "shown", 2, 30, 60),
    ]


@pytest.mark.parametrize(("language", "words"), [("en", "no weight"), ("zh", "缺少权重")])
def test_wrong_records_are_counted_by_kind(language: Language, words: str) -> None:
    """Fewer than the limit are withheld; the county stands as it was recorded."""
    rows = [tuple(row.values()) for row in cells(tables_of(language=language)["wrong_records"])]
    assert [row[:3] + row[4:] for row in rows] == [
        (None, None, "no_county", "county", "shown", 6),
        (ZI, "子县", "no_answer", "poor", "withheld", None),
        (ZI, "子县", "no_weight", "weight", "shown", 5),
        ("990199", None, "unknown_county", "county", "shown", 7),
    ]
    assert rows[2][3] == words


@pytest.mark.parametrize(("language", "other"), [("en", "other"), ("zh", "其他")])
def test_what_is_no_code_is_not_shown(language: Language, other: str) -> None:
    """A name or an address as county is counted as other, with all that is no six digits of 0 to 9 or is not named."""
    tally, estimates = a_survey()
    wrong = [
        *(
            WrongCount(kind=WrongKind.UNKNOWN_COUNTY, county=recorded, column="county", records=number)
            for recorded, number in (
                ("张三", 2),
                ("李四 东村3号", 1),
                ("99012x", 1),
                ("9901210", 1),
                ("９９０１２１", 1),
                ("", 1),
            )
        ),
        WrongCount(kind=WrongKind.NO_ANSWER, county="张三", column="poor", records=2),
        WrongCount(kind=WrongKind.NO_ANSWER, county="李四 东村3号", column="poor", records=2),
    ]
    tables = survey_tables(evolve(tally, wrong=wrong), estimates, year=2019, is_synthetic=True, language=language)
    rows = [(row["county"], row["name"], row["column"], row["shown"], row["records"]) for row in cells(tables[2])]
    assert sorted(rows, key=repr) == [
        (other, None, "county", "shown", 7),
        (other, None, "poor", "withheld", None),
    ]


def test_indicators_are_defined_beside() -> None:
    """Indicators that the library does not know are defined, so that people read names."""
    assert [row["name_zh"] for row in cells(tables_of()["indicators"])] == ["accuracy名称", "good名称"]


@pytest.fixture
def scheme(make_scheme: Callable[[], Scheme]) -> Scheme:
    """A scheme that asks for the survey; what else it says does not matter here."""
    return evolve(make_scheme(), survey=a_survey()[0].rule)


def test_the_head_says_what_it_is_told(scheme: Scheme) -> None:
    """Year, day, classification, made-up data and scheme stand in the head; estimates are computed."""
    head = tables_of(on=date(2019, 12, 31), classification="内部")["estimates"].head
    assert (head.year, head.on, head.stage, head.is_synthetic) == (2019, date(2019, 12, 31), Stage.COMPUTED, True)
    assert (head.classification, head.scheme, head.digest) == ("内部", "", "")
    head = tables_of(scheme=scheme, year=scheme.year, language="en")["estimates"].head
    assert (head.scheme, head.digest) == (scheme.title.en, digest(scheme))


def test_another_scheme_is_refused(scheme: Scheme, make_scheme: Callable[[], Scheme]) -> None:
    """The head names no scheme of another year, and none that asks for another survey or for none."""
    with pytest.raises(ScopeError, match=f"the scheme is of {scheme.year}, and the tables are of {scheme.year - 1}"):
        tables_of(year=scheme.year - 1, scheme=scheme)
    with pytest.raises(ScopeError, match="the survey of the scheme is not the one that the tally was made by"):
        tables_of(year=scheme.year, scheme=make_scheme())


def test_a_limit_of_one_shows_everything() -> None:
    """Where the scheme sets no limit nothing is withheld, and tables without rows are left out."""
    tally, estimates = a_survey()
    tables = survey_tables(
        evolve(tally, rule=evolve(tally.rule, small_cells=1), wrong=[]), estimates, year=2019, is_synthetic=True
    )
    assert [table.kind.key for table in tables] == ["estimates", "survey_sample", "indicators"]
    assert {row["shown"] for table in tables[:2] for row in cells(table)} == {"shown"}


def test_estimates_of_another_tally_are_refused() -> None:
    """An estimate of a place, an indicator or households that the tally does not know is refused, and one given twice."""
    tally, estimates = a_survey()
    for given, words in (
        ([evolve(estimates[0], place=COUNTIES[4])], "accuracy for 990222 辰县 is not made of this tally"),
        ([evolve(estimates[0], indicator=evolve(estimates[0].indicator, key="other"))], "other for 990100 甲市 is not"),
        ([evolve(estimates[0], counted_households=1)], "accuracy for 990100 甲市 is not made of this tally"),
        ([estimates[0], estimates[1], estimates[0]], "accuracy for 990100 甲市 is given twice"),
    ):
        with pytest.raises(ScopeError, match=words):
            survey_tables(tally, given, year=2019, is_synthetic=True)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["out.xlsx", "out.json", "csv", "parquet"])
def test_tables_read_back_equal(name: str, language: Language, tmp_path: Path) -> None:
    """What is written in any format and language reads back as the same tables."""
    tables = tuple(tables_of(language=language, on=date(2019, 12, 31), classification="内部").values())
    write_tables(tables, tmp_path / name, language=language, format="parquet" if name == "parquet" else "csv")
    assert read_tables(tmp_path / name) == tables


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_whole_survey_reads_back(language: Language, tmp_path: Path) -> None:
    """The tables of a survey with wrong records of every kind read back as well."""
    tally = made_survey("faulty").tally()
    tables = survey_tables(tally, [], year=2019, is_synthetic=True, language=language)
    assert [table.kind.key for table in tables] == ["survey_sample", "wrong_records"]
    write_tables(tables, tmp_path / "out.xlsx", language=language)
    assert read_tables(tmp_path / "out.xlsx") == tables


def test_people_read_that_figures_are_withheld(tmp_path: Path) -> None:
    """In files for people the state stands in words."""
    tables = tuple(tables_of(language="zh").values())
    write_tables(tables, tmp_path / "zh", language="zh")
    text = next(path for path in (tmp_path / "zh").iterdir() if "estimates" in path.name).read_text("utf-8-sig")
    assert "990121,子县,accuracy名称,户数过少，不予公布," in text
    assert text.splitlines()[0].startswith("单位代码,单位名称,指标,公布情况,估计值")


def test_keys_of_the_tables_are_their_own() -> None:
    """No table of a survey is taken for one of evidence or of results."""
    assert [kind.key for kind in SURVEY_KINDS] == ["estimates", "survey_sample", "wrong_records"]


def test_an_incidence_is_of_all_households() -> None:
    """Its row counts everybody as asked, and those missed and those wrongly exited as counted."""
    given = [(ZI, "s", 6, {"poor": "yes"}), (ZI, "s", 40, {}), (ZI, "s", 30, {"kind": "exited"})]
    tally = a_tally(a_rule(["incidence"], 5), [*given, (ZI, "s", 7, {"kind": "exited", "poor": "yes"})])
    (row,) = cells(survey_tables(tally, estimates_of(tally, Tier.COUNTY), year=2019, is_synthetic=True)[0])
    assert (row["shown"], row["households"], row["counted_households"]) == ("shown", 83, 13)
