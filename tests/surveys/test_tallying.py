from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from attrs import evolve
from made_surveys import BUILDERS, COUNTIES, NAMES, Survey, as_duckdb, as_polars, made_survey, random_survey

from jxassess import EvidenceError, ScopeError
from jxassess.scheme import Answered, Proportion, Question, Share, SurveyUnit, WrongRecords
from jxassess.surveys import Stratum, SurveyDesign, Tally, WrongCount, WrongKind, tally
from jxassess.words import Words

EAGER = [name for name in BUILDERS if name.startswith(("pandas", "arrow", "polars")) and name != "polars_lazy"]


def of(survey: Survey, frame: Any) -> Tally:
    """Add a frame up as its survey says."""
    return tally(frame, survey.design, survey.rule, counties=survey.counties)


def codes(survey: Survey, frame: Any) -> list[tuple[str, str, str]]:
    """Give code, place and value of the faults that a frame is refused for."""
    with pytest.raises(EvidenceError) as caught:
        of(survey, frame)
    return [(fault.code, fault.where, fault.value) for fault in caught.value.faults]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", BUILDERS)
def test_every_engine_gives_the_tally_of_one_record_after_the_other(engine: str, name: str) -> None:
    """Every number is that of the oracle, and with it the digest."""
    survey = made_survey(name)
    made = of(survey, BUILDERS[engine](survey.records))
    assert made == survey.tally()
    assert made.digest == survey.tally().digest


@pytest.mark.parametrize("seed", range(24))
def test_random_surveys_with_wrong_records_give_the_tally_of_the_oracle(seed: int) -> None:
    """Any strata, weights, sizes and wrong records, on an engine that the seed chooses."""
    survey = random_survey(seed, is_faulty=True)
    engine = list(BUILDERS)[seed % len(BUILDERS)]
    assert of(survey, BUILDERS[engine](survey.records)) == survey.tally()


def test_the_order_of_the_records_does_not_matter() -> None:
    """Records in another order are the same tally."""
    survey = made_survey("faulty")
    records = list(survey.records)
    Random(1).shuffle(records)
    assert of(survey, as_polars(records)) == of(survey, as_polars(survey.records))


@pytest.mark.parametrize("engine", EAGER)
def test_rows_in_memory_are_added_up_block_by_block(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of seven rows, which cut villages in pieces, give the same tally."""
    monkeypatch.setattr("jxassess.surveys._running._BLOCK", 7)
    survey = made_survey("faulty")
    assert of(survey, BUILDERS[engine](survey.records)) == survey.tally()


def test_only_the_named_columns_are_read() -> None:
    """A column that cannot be computed stands in nobody's way."""
    import duckdb

    survey = made_survey("plain")
    table = as_duckdb(survey.records)
    with_trap = table.project("*, error('read') as trap")
    assert of(survey, with_trap) == survey.tally()
    with pytest.raises(duckdb.Error, match="read"):
        with_trap.fetchall()


@pytest.mark.parametrize(("name", "times"), [("plain", 1), ("weighted", 2)])
def test_lazy_frames_stay_lazy_until_the_one_aggregation(
    name: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polars computes once, and once more where households are numbered."""
    import polars as pl

    original, computed = pl.LazyFrame.collect, []

    def collect(self: pl.LazyFrame, *arguments: Any, **named: Any) -> Any:
        computed.append(self)
        return original(self, *arguments, **named)

    survey = made_survey(name)
    frame = as_polars(survey.records).lazy()
    monkeypatch.setattr(pl.LazyFrame, "collect", collect)
    of(survey, frame)
    assert len(computed) == times


# Wrong records


def test_wrong_records_are_refused_with_a_fault_for_each_kind_and_county() -> None:
    """The fault names county and column and says how many records there are."""
    survey = made_survey("plain")
    records = [dict(row) for row in survey.records]
    records[0] |= {"county": "990121", "persons": 0}
    records[1] |= {"county": None}
    records[2] |= {"county": "990199", "persons": None}
    refused = evolve(survey.rule, wrong_records=WrongRecords.REFUSE)
    found = codes(Survey(tuple(records), survey.design, refused, survey.counties), as_polars(records))
    assert found == [
        ("wrong_records", "county", "1"),
        ("wrong_records", "990121 子县 persons", "1"),
        ("wrong_records", "990199 persons", "1"),
        ("wrong_records", "990199 county", "1"),
    ]


def test_wrong_records_that_are_left_out_are_counted() -> None:
    """A record that is wrong in two ways counts for each of them and is left out once."""
    survey = made_survey("plain")
    records = [{**survey.records[0], "county": "990121", "persons": 0, "poor": "maybe"}, *survey.records]
    made = of(survey, as_polars(records))
    assert (made.records, made.left_out) == (len(records), 1)
    assert made.wrong == (
        WrongCount(kind=WrongKind.BAD_PERSONS, county="990121", column="persons", records=1),
        WrongCount(kind=WrongKind.UNKNOWN_ANSWER, county="990121", column="poor", records=1),
    )


# What the frame is refused for


def test_what_stands_for_a_county_is_not_shown_unless_it_is_a_code() -> None:
    """It may be a name; all of them are one fault."""
    survey = made_survey("plain")
    refused = evolve(survey.rule, wrong_records=WrongRecords.REFUSE)
    records = [{**survey.records[i], "county": name} for i, name in enumerate(("张三", "李四", "990199"))]
    refusing = Survey(survey.records, survey.design, refused, survey.counties)
    found = codes(refusing, as_polars([*survey.records, *records]))
    assert found == [("wrong_records", "990199 county", "1"), ("wrong_records", "county", "2")]


def test_names_of_columns_that_are_numbers_of_persons_are_not_shown() -> None:
    """A file that was read without its heading has the first household as names."""
    survey = made_survey("plain")
    with pytest.raises(EvidenceError) as caught:
        of(survey, as_polars([{"990121198001010029": 1, "13800000000": 2, "x": 3}]))
    assert "'x'" in str(caught.value)
    assert "1980" not in str(caught.value)
    assert "138" not in str(caught.value)


def test_numbers_of_persons_are_never_shown() -> None:
    """The fault of a telephone number names the column and no cell; what else is wrong waits, as it might show one."""
    survey = made_survey("plain")
    telephone = "13800000000"
    records = [{**survey.records[0], "village": telephone, "county": "990121"}, *survey.records]
    frame = as_polars([{**row, "persons": 10**6, "weight": 1e12} for row in records])
    weighted = evolve(survey.design, weight="weight", weight_places=0)
    with pytest.raises(EvidenceError) as caught:
        tally(frame, weighted, survey.rule, counties=survey.counties)
    assert [fault.code for fault in caught.value.faults] == ["personal_value"]
    assert telephone not in str(caught.value)


@pytest.mark.parametrize("engine", ["polars", "duckdb", "arrow", "pandas_numpy", "pandas_pyarrow"])
def test_sums_that_might_not_fit_are_refused_in_every_village(engine: str) -> None:
    """Engines that wrap, widen or raise give the same faults; wrong weights and villages without a place count as well."""
    survey = made_survey("plain")
    records: list[Mapping[str, object]] = [{**row, "weight": 1e9, "persons": 999_999} for row in survey.records]
    records[0] = {**records[0], "village": None}
    weighted = Survey(
        tuple(records), evolve(survey.design, weight="weight", weight_places=0), survey.rule, survey.counties
    )
    found = codes(weighted, BUILDERS[engine](records))
    labels = {county.code: county.label for county in survey.counties}
    places = {f"{labels[str(row['county'])]} {row['village'] or ''}".rstrip() for row in records}
    assert {where for _, where, _ in found} == places
    assert {code for code, _, _ in found} == {"too_large"}


def test_without_shares_of_persons_squares_of_persons_need_not_fit() -> None:
    """Where only households are counted, weights and persons are added up, and no product of them."""
    survey = made_survey("plain")
    of_households = evolve(
        survey.rule, estimators=survey.rule.estimators[3:4], checks=[], questions=survey.rule.questions[2:3]
    )
    records = [{**row, "weight": 1e9, "persons": 999_999} for row in survey.records]
    design = evolve(survey.design, weight="weight", weight_places=0)
    made = tally(as_polars(records), design, of_households, counties=survey.counties)
    assert sum(village.weight for village in made.villages) == len(records) * 10**9


def test_an_error_of_the_engine_reaches_the_caller() -> None:
    """What has nothing to do with sums is raised as the engine raised it."""
    import duckdb

    survey = made_survey("plain")
    frame = as_duckdb(survey.records).project("* exclude (persons), error('broken')::bigint as persons")
    with pytest.raises(duckdb.Error, match="broken"):
        of(survey, frame)


def test_an_error_that_sums_do_not_explain_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where counts and largest terms show that all sums fit, the engine's first error is the one to be told."""
    from jxassess.surveys import _tallying

    survey, original, times = made_survey("plain"), _tallying.computed, iter([True, False])

    def computed(*arguments: Any) -> Any:
        if next(times):
            raise OSError("the disk is full")
        return original(*arguments)

    monkeypatch.setattr(_tallying, "computed", computed)
    with pytest.raises(OSError, match="the disk is full"):
        of(survey, as_polars(survey.records))


def test_values_of_a_type_without_a_name_are_refused() -> None:
    """A column whose type narwhals does not know is read where it holds nothing, and refused where it holds something."""
    survey = made_survey("plain")
    table = as_duckdb(survey.records)
    empty = table.project("* exclude (team), null as team")
    assert of(survey, empty).villages
    full = table.project("* exclude (team), uuid() as team")
    assert codes(survey, full) == [("bad_type", "team", "Unknown")]


@pytest.mark.parametrize("frame", [[1, 2], {"county": ["990121"]}, None, "records"])
def test_what_is_no_frame_is_refused(frame: object) -> None:
    """Lists, dicts, nothing and text are no frames."""
    survey = made_survey("plain")
    with pytest.raises(ScopeError, match="is no frame"):
        of(survey, frame)


def test_two_columns_of_one_name_are_refused() -> None:
    """Nobody could tell which of them is meant."""
    import pyarrow as pa

    survey = made_survey("plain")
    table = pa.table([pa.array(["990121"]), pa.array(["990122"])], names=["county", "county"])
    assert [code for code, _, _ in codes(survey, table)] == ["column_twice"]


def test_without_narwhals_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the extra."""
    survey = made_survey("plain")
    monkeypatch.setattr(builtins, "__import__", without("narwhals"))
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[frames\]'"):
        of(survey, None)


def without(package: str) -> Callable[..., Any]:
    """Give an import that does not find a package."""
    original = builtins.__import__

    def load(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith(package):
            raise ModuleNotFoundError(name)
        return original(name, *arguments, **named)

    return load


# What design, rule and counties say


def test_faults_of_the_design_are_found_together() -> None:
    """A question nobody asks, columns that serve twice, personal names, strata and counties: one error."""
    survey = made_survey("plain")
    asked = [
        *survey.rule.questions,
        Question(key="phone", name=Words("telephone", "电话"), answers=["yes", "no"], may_be_blank=True),
    ]
    share = Share(
        indicator=evolve(survey.rule.estimators[3].indicator, key="has_phone"),
        proportion=Proportion(
            unit=SurveyUnit.HOUSEHOLDS, among=[], counted=[Answered(question="phone", answers=["yes"])]
        ),
    )
    rule = evolve(survey.rule, questions=asked, estimators=[*survey.rule.estimators, share])
    design = SurveyDesign(
        county="county",
        village="village",
        persons="poor",
        answers={"wealth": "w"},
        strata=[Stratum(county="990299", villages=3)],
    )
    with pytest.raises(EvidenceError) as caught:
        tally(as_polars(survey.records), design, rule, counties=[*COUNTIES, COUNTIES[0]])
    found = [(fault.code, fault.where) for fault in caught.value.faults]
    assert found == [
        ("same_county", "990121 子县"),
        ("size_of_unknown_county", "strata[0]"),
        ("unknown_question", "answers['wealth']"),
        ("same_column", "answers['poor']"),
        ("personal_column", "answers['phone']"),
        ("bad_type", "poor"),
        ("missing_column", "answers['phone']"),
    ]
    assert "'county', 'stratum', 'village'" in str(caught.value)
    assert "'county'、'stratum'、'village'" in caught.value.text("zh")


@pytest.mark.parametrize("name", ["*", "^人.*$", "^\n$"])
def test_names_that_stand_for_several_columns_are_refused(name: str) -> None:
    """Polars and DuckDB would read other columns."""
    survey = made_survey("plain")
    frame = as_polars([{**row, name: row["persons"]} for row in survey.records])
    with pytest.raises(EvidenceError) as caught:
        tally(frame, evolve(survey.design, persons=name), survey.rule, counties=survey.counties)
    assert [fault.code for fault in caught.value.faults] == ["unreadable_name"]


@pytest.mark.parametrize("engine", BUILDERS)
def test_other_names_are_read_as_they_are(engine: str) -> None:
    """Full stops, quotes, blanks, ends of lines and words of query languages."""
    survey = made_survey("plain")
    names = {"persons": "1.2 人数", "county": 'a"b', "village": "select\n", "poor": "p`q", "team": " "}
    records = [{names.get(name, name): value for name, value in row.items()} for row in survey.records]
    design = evolve(
        survey.design,
        county=names["county"],
        village=names["village"],
        persons=names["persons"],
        answers={"poor": names["poor"]},
    )
    records = [{**row, "team": row[" "]} for row in records]
    made = tally(BUILDERS[engine](records), design, survey.rule, counties=survey.counties)
    assert made.villages == survey.tally().villages


@pytest.mark.parametrize(
    ("rule", "counties", "said"),
    [
        (None, COUNTIES, "the scheme says nothing of a survey"),
        ("rule", COUNTIES, "str is no SurveyRule; give the survey of a scheme"),
        (made_survey("plain").rule, ["990121"], "'990121' is no County"),
    ],
)
def test_what_is_no_survey_and_no_county_is_said(rule: Any, counties: Any, said: str) -> None:
    """A scheme without a survey, another thing, codes in place of counties."""
    survey = made_survey("plain")
    with pytest.raises(ScopeError, match=said):
        tally(as_polars(survey.records), survey.design, rule, counties=counties)


def test_only_some_unknown_counties_are_named() -> None:
    """Where the column of counties holds something else, the first fifty values are named, the others counted together."""
    survey = made_survey("plain")
    strange = [{**survey.records[0], "county": f"戸{i:03}"} for i in range(60)]
    made = of(survey, as_polars([*survey.records, *strange]))
    unknown = [(each.county, each.records) for each in made.wrong if each.kind is WrongKind.UNKNOWN_COUNTY]
    assert unknown == [("other", 10), *((f"戸{i:03}", 1) for i in range(50))]
    assert made.left_out == 60


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["990121", 990121, None], None),
        ([990121.0, "990121", float("nan")], None),
        ([Decimal("990121"), 990124, "990121"], ("990124", WrongKind.UNKNOWN_COUNTY)),
    ],
)
def test_pandas_may_mix_types_in_a_column(cells: Sequence[object], kind: tuple[str, WrongKind] | None) -> None:
    """Text beside numbers beside nothing is read cell by cell."""
    import pandas as pd

    survey = made_survey("plain")
    records = [{**survey.records[i], "county": None} for i in range(3)]
    frame = BUILDERS["pandas_numpy"](records)
    frame["county"] = pd.Series(cells, dtype=object)
    made = tally(frame, survey.design, survey.rule, counties=survey.counties[:1])
    expected = kind or ("", WrongKind.NO_COUNTY)
    assert [(each.county, each.kind, each.records) for each in made.wrong] == [(*expected, 1)]
    assert sum(village.households for village in made.villages) == 2


def test_pandas_may_hold_numbers_as_objects() -> None:
    """Whole numbers, floats, decimals and nothing in one column of weights; text among them is refused."""
    import pandas as pd

    survey = made_survey("plain")
    records = [{**row, "county": "990121", "village": "一村", "weight": None} for row in survey.records[:4]]
    frame = BUILDERS["pandas_numpy"](records)
    design = evolve(survey.design, weight="weight", weight_places=2)
    frame["weight"] = pd.Series([1, 2.5, Decimal("0.25"), None], dtype=object)
    made = tally(frame, design, survey.rule, counties=survey.counties[:1])
    assert [village.weight for village in made.villages] == [375]
    assert [each.kind for each in made.wrong] == [WrongKind.NO_WEIGHT]
    for wrong in ("2", True):
        frame["weight"] = pd.Series([1, 2.5, wrong, None], dtype=object)
        with pytest.raises(EvidenceError) as caught:
            tally(frame, design, survey.rule, counties=survey.counties[:1])
        assert [fault.code for fault in caught.value.faults] == ["bad_type"]
