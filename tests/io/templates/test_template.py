"""Templates: what may be filled in, what is said about it, and that it reads back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

sys.path.extend(str(Path(__file__).parents[3] / folder) for folder in ("tests", "examples"))

import six_schemes
from filled_templates import change, fill, open_cells

from jxassess.errors import ScopeError
from jxassess.evidence import CarriedScore, Evidence, NotApplicable, Observation, Target, find_faults
from jxassess.exact import Better, Bound, Side
from jxassess.faults import EvidenceError, Fault
from jxassess.indicators import Indicator
from jxassess.io import read_evidence, read_scheme
from jxassess.io._reading._needed import asked_cells, needed_cells
from jxassess.io._reading._reading import read_with_origins
from jxassess.io._sheets._progress import Progress
from jxassess.io._tables._table import TableError
from jxassess.io._templates._template import write_template
from jxassess.places import City, County
from jxassess.scheme import Compared, Condition, Gate, Precedence, SampleRule, Scheme, Tier
from jxassess.words import Language, Words

ROOT = Path(__file__).parents[3]
SCHEMES = [
    *sorted((ROOT / "examples" / "schemes").glob("*.toml")),
    *sorted((ROOT / "examples" / "data").glob("*.toml")),
]
SMALL = read_scheme(ROOT / "examples" / "data" / "scheme_small.toml")
BLENDED = read_scheme(ROOT / "examples" / "schemes" / "blended_sources.toml")
SAMPLED = evolve(
    SMALL,
    sample=SampleRule(counties=1, townships=1, villages=1, households=1, with_carried=True, allowed_by="invented"),
)
DAY = date(2019, 12, 31)
CITY = City(code="990200", name="乙市")
COUNTY = County(code="990221", name="卯县", parent=CITY)
CARRIED = County(code="990222", name="辰县", parent=CITY)
UNITS = (CITY, COUNTY, CARRIED)
YELLOW, GREEN = "FFFFF2CC", "FFE2F0D9"


def evidence_of(path: Path, scheme: Scheme) -> Evidence:
    """Give evidence that fits a scheme of the examples."""
    if path.stem == "scheme_2019":
        return read_evidence(path.with_name("evidence_2019.json"), scheme)
    return six_schemes.Maker(scheme).evidence()


def residents(evidence: Evidence) -> Evidence:
    """Give what the province has itself: residents of a census, which are of another day, and what surveys estimated."""
    known = [each for each in evidence.observations if each.source == "census" or each.uncertainty is not None]
    return evolve(evidence, targets=(), carried=(), observations=known)


def make(path: Path, scheme: Scheme = SMALL, language: Language = "zh") -> Path:
    """Write a template of the small scheme, filled in."""
    evidence = six_schemes.Maker(scheme).evidence()
    write_template(
        scheme, evidence.places, path, on=evidence.on, is_synthetic=True, sources=["synthetic"], language=language
    )
    fill(path, evidence, scheme, language)
    return path


def faults_of(path: Path, scheme: Scheme = SMALL) -> tuple[Fault, ...]:
    """Read a template back and give what is wrong."""
    try:
        read_with_origins(path, scheme)
    except EvidenceError as error:
        return error.faults
    return ()


def sheet_of(path: Path, name: str) -> Worksheet:
    """Open a sheet, with everything that is in it."""
    sheet = load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_of(sheet: Worksheet, code: str, heading: str) -> Cell:
    """Find a cell by the code of its unit and the first line of its heading."""
    row = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == code)
    place = next(i for i, cell in enumerate(sheet[3]) if str(cell.value).partition("\n")[0] == heading)
    assert isinstance(row[place], Cell)
    return row[place]


def said_of(sheet: Worksheet, cell: Cell) -> tuple[str, str | None, str | None]:
    """Give what a cell asks of what is typed: the kind of check, its formula, what is said beside the cell."""
    found = [each for each in sheet.data_validations.dataValidation if cell.coordinate in each.sqref]
    assert len(found) == 1
    return found[0].type, found[0].formula1, found[0].prompt


# What comes back


@pytest.mark.parametrize(
    ("path", "language"),
    [*((path, "zh") for path in SCHEMES), *((path, "en") for path in SCHEMES if path.stem != "ranked_levels")],
    ids=lambda value: value if isinstance(value, str) else value.stem,
)
def test_a_template_filled_in_reads_back_as_what_was_filled_in(path: Path, language: Language, tmp_path: Path) -> None:
    """Of every scheme, a workbook filled in as asked is evidence without fault, value by value what was typed."""
    scheme = read_scheme(path)
    evidence = evidence_of(path, scheme)
    given, file = residents(evidence), tmp_path / "甲.xlsx"
    write_template(
        scheme,
        evidence.places,
        file,
        on=evidence.on,
        is_synthetic=True,
        classification="example",
        sources=["synthetic"],
        language=language,
        given=given,
    )
    fill(file, evidence, scheme, language)
    found, _ = read_with_origins(file, scheme, base=given)
    asked = {*asked_cells(scheme, evidence.places)} - {("observations", *of(each)) for each in given.observations}
    wanted = {each for each in values(evidence) if each[:3] in asked}
    assert {each for each in values(found) if each[:3] in asked} == wanted
    assert {key[:3] for key in wanted} >= needed_cells(scheme, evidence.places) & asked
    assert (found.year, found.on, found.is_synthetic, found.classification) == (
        evidence.year,
        evidence.on,
        True,
        "example",
    )
    whole = evolve(found, events=evidence.events, samples=evidence.samples)
    assert find_faults(whole, scheme) == ()


def of(record: Target | Observation) -> tuple[str, str]:
    """Give the unit and the indicator of a record."""
    return record.place.code, record.indicator.key


def values(evidence: Evidence) -> Iterator[tuple[str, str, str, str, Fraction | NotApplicable]]:
    """Give what evidence says, without documents."""
    yield from (("targets", *of(each), "", each.value) for each in evidence.targets)
    yield from (("observations", *of(each), each.source, each.value) for each in evidence.observations)
    yield from (("carried", each.county.code, "", "", each.score) for each in evidence.carried)


@pytest.mark.parametrize(("scheme", "step"), [(SMALL, 2), (BLENDED, 9)], ids=["small", "blended"])
def test_a_yellow_cell_left_empty_is_one_fault_and_a_green_one_none(scheme: Scheme, step: int, tmp_path: Path) -> None:
    """Every cell that has to be filled in is missed by name, once; what may stay empty is not missed."""
    whole = make(tmp_path / "whole.xlsx", scheme)
    cells = [*open_cells(whole)]
    assert {colour for *_, colour in cells} == {YELLOW, GREEN}
    for sheet, cell, colour in cells[::step]:
        path = tmp_path / "甲.xlsx"
        path.write_bytes(whole.read_bytes())
        change(path, lambda book, sheet=sheet, cell=cell: setattr(book[sheet][cell], "value", None))
        wanted = [("blank_cell", f"[甲.xlsx]{sheet}!{cell}")] if colour == YELLOW else []
        assert [(fault.code, fault.where) for fault in faults_of(path, scheme)] == wanted


def test_an_empty_template_reads_as_provisional_evidence(tmp_path: Path) -> None:
    """What nobody filled in yet is evidence of the year without records, where that is allowed."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=False)
    found, _ = read_with_origins(path, SMALL, provisional=True)
    assert (found.cities, found.counties, found.is_synthetic) == ((CITY,), (COUNTY, CARRIED), False)
    assert [*values(found)] == []


def test_a_county_alone_brings_its_city_along_without_asking_it(tmp_path: Path) -> None:
    """The workbook of one county defines its city, and has no row for it."""
    path = tmp_path / "卯县.xlsx"
    write_template(SMALL, [COUNTY], path, on=DAY, is_synthetic=True)
    assert [cell.value for cell in sheet_of(path, "减贫任务")["A"]][3:] == ["990221"]
    found, _ = read_with_origins(path, SMALL, provisional=True)
    assert (found.cities, found.counties) == ((CITY,), (COUNTY,))


def test_days_of_a_county_are_kept(tmp_path: Path) -> None:
    """A county with a first and last day reads back with them."""
    county = evolve(COUNTY, english="Mao", valid_from=date(2019, 11, 6), valid_to=date(2020, 6, 1))
    path = tmp_path / "卯县.xlsx"
    write_template(SMALL, [county], path, on=DAY, is_synthetic=True)
    assert read_with_origins(path, SMALL, provisional=True)[0].counties == (county,)


# What is asked


def test_what_is_given_is_not_asked(tmp_path: Path) -> None:
    """Targets, values and scores that are there already have no cell."""
    item, rate = SMALL.plan.items[0], SMALL.indicator("exit_accuracy")
    given = Evidence(
        year=2019,
        on=DAY,
        cities=[CITY],
        counties=[COUNTY, CARRIED],
        targets=[Target(place=unit, indicator=item, value=5, document="invented") for unit in (CITY, COUNTY)],
        observations=[
            Observation(place=COUNTY, indicator=rate, value=99, source="survey", on=DAY, document="invented")
        ],
        carried=[CarriedScore(county=CARRIED, score=90, on=DAY, document="invented")],
        is_synthetic=True,
    )
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True, given=given)
    assert load_workbook(path).sheetnames == ["说明", "指标数据", "设区市", "县（市、区）"]
    sheet = sheet_of(path, "指标数据")
    assert cell_of(sheet, "990221", "贫困人口退出准确率").protection.locked
    assert not cell_of(sheet, "990222", "贫困人口退出准确率").protection.locked


def test_a_blend_is_asked_again_as_long_as_a_source_is_missing(tmp_path: Path) -> None:
    """What one of several sources gave is not the whole value."""
    evidence = six_schemes.Maker(BLENDED).evidence()
    one = [each for each in evidence.observations if each.source == "third_party"]
    key = next(each.indicator.key for each in one)
    for kept, is_asked in ((one, True), (evidence.observations, False)):
        given = evolve(evidence, observations=kept, carried=())
        path = tmp_path / "甲市.xlsx"
        write_template(BLENDED, evidence.places, path, on=evidence.on, is_synthetic=True, given=given)
        names = [str(cell.value) for sheet in load_workbook(path).worksheets for cell in sheet[3]]
        assert any(name.startswith(BLENDED.indicator(key).term) for name in names) is is_asked


def test_what_comes_with_an_interval_is_not_asked(tmp_path: Path) -> None:
    """A value whose interval the scheme compares comes from a survey: it has no cell, and the first sheet says so."""
    rates = [
        evolve(each, compared=Compared.UPPER) if each.indicator.key == "exit_accuracy" else each
        for each in SMALL.low_rates
    ]
    path = tmp_path / "乙市.xlsx"
    write_template(evolve(SMALL, low_rates=rates), UNITS, path, on=DAY, is_synthetic=True)
    names = [str(cell.value).partition("\n")[0] for cell in sheet_of(path, "指标数据")[3]]
    assert "贫困人口退出准确率" not in names
    assert "贫困人口识别准确率" in names
    about = [cell.value for cell in sheet_of(path, "说明")["A"] if cell.value is not None]
    at = about.index("由抽样调查连同置信区间提供，本表不填")
    assert about[at + 1] == "贫困人口退出准确率"
    # What may be chosen as a source stands where it did.
    choices = next(v.formula1 for v in sheet_of(path, "指标数据").data_validations.dataValidation if v.type == "list")
    first = int(choices.rpartition("$A$")[0].rpartition("$A$")[2].rstrip(":"))
    assert sheet_of(path, "说明").cell(first, 1).value == "register"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True)
    assert "由抽样调查连同置信区间提供，本表不填" not in [cell.value for cell in sheet_of(path, "说明")["A"]]


@pytest.mark.parametrize(("level", "code"), [(Tier.COUNTY, "990221"), (Tier.CITY, "990200")])
def test_a_gate_of_one_level_asks_the_other(level: Tier, code: str, tmp_path: Path) -> None:
    """A gate at an end of the interval takes the cells of its own level away, and leaves the other's."""
    rate = SMALL.indicator("exit_accuracy")
    must = Condition(indicator=rate, must=Bound(side=Side.AT_LEAST, value=90), compared=Compared.LOWER)
    gates = [
        Gate(
            key=tier.value,
            name=Words(tier.value, tier.value),
            conditions=[must if tier is level else evolve(must, compared=Compared.ESTIMATE)],
            level=tier,
            grade=SMALL.grades.bands[-1].key,
            allowed_by="invented",
        )
        for tier in Tier
    ]
    asked = {key[1] for key in asked_cells(evolve(SMALL, gates=gates), UNITS) if key[2] == rate.key}
    every = {
        key[1]
        for key in asked_cells(
            evolve(
                SMALL, gates=[evolve(each, conditions=[evolve(must, compared=Compared.ESTIMATE)]) for each in gates]
            ),
            UNITS,
        )
        if key[2] == rate.key
    }
    assert every == {"990200", "990221", "990222"}
    assert asked == every - ({"990200"} if level is Tier.CITY else {"990221", "990222"})
    assert code not in asked


def test_a_county_not_drawn_is_asked_for_less(tmp_path: Path) -> None:
    """Who was not drawn has open cells for what the plan and low rates need, and grey ones for what is scored."""
    scheme = read_scheme(ROOT / "examples" / "schemes" / "ranked_levels.toml")
    evidence = six_schemes.Maker(scheme).evidence()
    units = [each for each in evidence.counties if each.code not in scheme.carried.counties][:2]
    path = tmp_path / "甲市.xlsx"
    write_template(scheme, units, path, on=evidence.on, is_synthetic=True, drawn=[units[1].code])
    rows = [cell[-1] for sheet, cell, _ in open_cells(path) if sheet == "指标数据"]
    # Four values and where they come from, against all that is scored.
    assert rows.count("4") == 4 + 3
    assert rows.count("5") > 4 + 3


def test_a_city_alone_has_no_sheet_of_counties(tmp_path: Path) -> None:
    """Where only a city fills in, only cities are defined."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, [CITY], path, on=DAY, is_synthetic=True)
    assert load_workbook(path).sheetnames == ["说明", "减贫任务", "设区市"]


def test_what_does_not_concern_a_unit_is_grey_and_locked(tmp_path: Path) -> None:
    """A carried county is asked for its score and what its city's plan needs, and given no points."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True)
    sheet = sheet_of(path, "指标数据")
    grey = cell_of(sheet, "990222", "资金使用")
    assert (grey.protection.locked, grey.value, grey.fill.fgColor.rgb) == (True, None, "FFD9D9D9")
    assert not cell_of(sheet, "990221", "资金使用").protection.locked
    assert not cell_of(sheet_of(path, "贫困县成绩"), "990222", "考核成绩").protection.locked


# What may be typed


def test_a_cell_takes_what_its_indicator_takes(tmp_path: Path) -> None:
    """A rate lies between 0 and 100 with two places, points given between 0 and the marks, persons are whole."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True)
    sheet = sheet_of(path, "指标数据")
    rate, points, persons = (
        cell_of(sheet, "990221", name) for name in ("贫困人口退出准确率", "资金使用", "建档立卡贫困人口减少")
    )
    r, p, n = rate.coordinate, points.coordinate, persons.coordinate
    # What was typed as 95.5% is stored as 0.955.
    places = f"OR(ROUND({r},2)={r},AND(ABS({r})<=1,ROUND({r},4)={r}))"
    nothing = f'IF(ISNUMBER({r}),AND({r}>=0,{r}<=100,{places}),{r}="不适用")'
    assert said_of(sheet, rate) == (
        "custom",
        nothing,
        "单位：%。数字，0至100，最多2位小数。\n填95.5或95.5%，不填0.955；不足1%的带百分号，如0.8%。\n不适用的填：不适用。",
    )
    assert said_of(sheet, points)[1] == f"IF(ISNUMBER({p}),AND({p}>=0,{p}<=15,ROUND({p},2)={p}),FALSE)"
    assert said_of(sheet, persons)[1] == f'IF(ISNUMBER({n}),AND({n}>=0,ROUND({n},0)={n}),{n}="不适用")'


def test_a_weight_must_apply_and_a_target_may_not_be_negative(tmp_path: Path) -> None:
    """What weighs a county is a number; what the plan sets is zero or more."""
    city = City(code="360700", name="赣州市")
    county = County(code="360702", name="章贡区", parent=city)
    scheme = read_scheme(ROOT / "examples" / "data" / "scheme_2019.toml")
    path = tmp_path / "赣州市.xlsx"
    write_template(scheme, [city, county], path, on=DAY, is_synthetic=True)
    weight = cell_of(sheet_of(path, "指标数据"), "360702", "乡村人口")
    assert "不适用" not in str(said_of(sheet_of(path, "指标数据"), weight)[1])
    target = cell_of(sheet_of(path, "减贫任务"), "360700", "贫困村退出")
    assert said_of(sheet_of(path, "减贫任务"), target)[1] == "IF(ISNUMBER(D4),AND(D4>=0,ROUND(D4,0)=D4),FALSE)"


def test_days_lie_in_the_year_and_its_cycle_and_sources_are_chosen(tmp_path: Path) -> None:
    """A day is a whole day from January to March of the next year; a source is one of the list on the first sheet."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True, sources=["register", "省级核查, 二次"])
    sheet = sheet_of(path, "指标数据")
    day, source = cell_of(sheet, "990221", "数据日期"), cell_of(sheet, "990221", "数据来源")
    d = day.coordinate
    wanted = f"IF(ISNUMBER({d}),AND({d}>=DATE(2019,1,1),{d}<=DATE(2020,3,31),INT({d})={d}),FALSE)"
    assert said_of(sheet, day)[:2] == ("custom", wanted)
    kind, cells, prompt = said_of(sheet, source)
    assert (kind, prompt) == ("list", "从下拉列表中选择。\nregister（建档立卡动态监测）\n省级核查, 二次")
    first = load_workbook(path)["说明"]
    assert [row[0].value for row in first[str(cells).partition("!")[2]]] == ["register", "省级核查, 二次"]


def test_sources_that_the_scheme_ranks_can_be_chosen(tmp_path: Path) -> None:
    """What a scheme names as sources stands in the list beside those given, once."""
    order = Precedence(
        indicator=SMALL.indicator("exit_accuracy"), sources=["inspection", "second_check"], allowed_by="invented"
    )
    path = tmp_path / "乙市.xlsx"
    write_template(evolve(SMALL, precedences=[order]), UNITS, path, on=DAY, is_synthetic=True, sources=["second_check"])
    column = [cell.value for cell in load_workbook(path)["说明"]["A"]]
    assert column[-2:] == ["second_check", "inspection"]


def test_every_open_cell_is_checked_and_no_other(tmp_path: Path) -> None:
    """Each cell to be filled in says what it takes, and locked ones say nothing."""
    for path, scheme in ((make(tmp_path / "a.xlsx"), SMALL), (make(tmp_path / "b.xlsx", BLENDED), BLENDED)):
        assert scheme
        opened = [*open_cells(path)]
        for sheet in load_workbook(path).worksheets:
            cells = {cell for name, cell, _ in opened if name == sheet.title}
            checks = sheet.data_validations.dataValidation
            covered = [
                cell.coordinate
                for row in sheet.iter_rows()
                for cell in row
                if any(cell.coordinate in each.sqref for each in checks)
            ]
            assert set(covered) == cells
            assert all(
                len(each.prompt) <= 255 and len(each.promptTitle) <= 32 and len(each.error) <= 255 for each in checks
            )


def test_wrong_numbers_show(tmp_path: Path) -> None:
    """Cells turn red where pasting brought what may not stand there, and orange where a rate may be a ratio."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, [COUNTY], path, on=DAY, is_synthetic=True)
    sheet = sheet_of(path, "指标数据")
    cell = cell_of(sheet, "990221", "贫困人口退出准确率")
    rules = [rule for area in sheet.conditional_formatting if cell.coordinate in area.sqref for rule in area.rules]
    fills = [rule.dxf.fill.bgColor.rgb for rule in sorted(rules, key=lambda rule: rule.priority)]
    assert fills == ["FFFF9999", "FFFFC266", "FFFFFFFF"]
    assert all(rule.stopIfTrue for rule in rules)
    condition = said_of(sheet, cell)[1]
    first = min(rules, key=lambda rule: rule.priority)
    assert first.formula == [f"AND(NOT(ISBLANK({cell.coordinate})),NOT({condition}))"]


# What is said


def test_a_heading_tells_how_its_values_are_scored(tmp_path: Path) -> None:
    """A note says the criterion, its marks and rule, and what becomes of a missing value."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True)
    sheet = sheet_of(path, "指标数据")
    notes = {str(cell.value): "" if cell.comment is None else cell.comment.text for cell in sheet[3]}
    assert notes["贫困人口退出准确率\n（%）"] == (
        "贫困人口退出准确率\n指标项：退出准确率，25分\n评分：90得0分，100得25分，其间按比例计分\n"
        "缺失：视为差错；不适用：不计入，本组内折算\n低于95为较低\n"
        "填报要求：数字，0至100，最多2位小数；单位：%\n办法条款：第五条第(二)项"
    )
    assert "年度减贫计划任务" in notes["建档立卡贫困人口减少\n（人）"]
    assert "用于资金奖励" in notes["建档立卡贫困人口减少\n（人）"]
    target = sheet_of(path, "减贫任务")["C3"]
    assert target.comment is not None
    assert "年度减贫计划任务\n指标项：减贫人口，40分" in target.comment.text
    score = sheet_of(path, "贫困县成绩")["C3"]
    assert score.comment is not None
    assert "满分：100" in score.comment.text


def test_notes_name_every_use(tmp_path: Path) -> None:
    """References, cutoffs, gates, weights, sources of blends and places in the scheme's document are said."""
    said = ""
    for path in SCHEMES:
        scheme = read_scheme(path)
        units = (
            six_schemes.Maker(scheme).evidence().places
            if path.stem != "scheme_2019"
            else [County(code="360702", name="章贡区", parent=City(code="360700", name="赣州市"))]
        )
        write_template(scheme, units, tmp_path / "甲.xlsx", on=date(scheme.year, 12, 31), is_synthetic=True)
        for sheet in load_workbook(tmp_path / "甲.xlsx").worksheets:
            said += "".join(cell.comment.text + "\n" for cell in sheet[3] if cell.comment is not None)
    for words in (
        "的参照",
        "的否决条件：",
        "门槛条件“",
        "用于计算县级成绩的加权平均",
        "本列填来源“third_party”的数值",
        "方案出处：",
    ):
        assert words in said


def test_every_sheet_says_whose_it_is_and_that_data_are_made_up(tmp_path: Path) -> None:
    """The line above every table tells the year, that it is to be filled in, for whom, and first that data are made up."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True, classification="内部 & 试用")
    line = "虚构数据，非真实结果；2019年度；虚构示例方案；待填报；内部 & 试用"
    for sheet in load_workbook(path).worksheets:
        held = [cell.value for cell in sheet[1] if cell.value is not None]
        assert held == [line]
        assert sheet.oddHeader.left.text == line.replace("&", "&&")
        assert sheet.protection.sheet
        assert not sheet.protection.password
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=False, language="en")
    assert load_workbook(path)["About"]["A1"].value == (
        "2019; Small synthetic scheme; to be filled in; classification not set"
    )


def test_the_first_sheet_explains(tmp_path: Path) -> None:
    """The first sheet says what the workbook is, how it is filled in, and what the colours mean."""
    path = tmp_path / "乙市.xlsx"
    write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True, classification="example")
    rows = [[cell.value for cell in row if cell.value is not None] for row in load_workbook(path)["说明"].iter_rows()]
    labels = {row[0]: row[1] for row in rows if len(row) == 2}
    assert labels["格式"] == "jxassess-template/1"
    assert (labels["考核年度"], labels["虚构数据"], labels["使用范围"]) == (2019, "是", "example")
    assert len(labels) == 7
    single = [row[0] for row in rows if len(row) == 1]
    for line in ("填表说明", "黄色：必须填写，填后变白", "灰色：本单位不填", "减贫任务", "register"):
        assert line in single


def test_headings_stay_in_sight_and_on_every_page(tmp_path: Path) -> None:
    """Headings and units are frozen and repeated in print; a table as wide as two pages begins its lines beside them."""
    path = make(tmp_path / "甲市.xlsx", BLENDED)
    sheet = sheet_of(path, "指标数据")
    assert sheet.freeze_panes == "C4"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$3", "$A:$B")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth is not None
    assert sheet.page_setup.fitToWidth > 1
    assert (sheet["A1"].value, sheet["C1"].value is None) == (None, False)
    assert sheet_of(path, "减贫任务")["A1"].value is not None


def own(key: str, name: Words) -> Indicator:
    """Make an indicator."""
    return Indicator(
        key=key,
        name=name,
        unit=Words("(mu)", "（亩）"),
        places=1,
        low=0,
        high=None,
        better=Better.HIGHER,
        is_additive=True,
        citation=None,
    )


def test_a_name_that_tells_nothing_gives_way_to_the_key(tmp_path: Path) -> None:
    """An indicator called as a column, or as another indicator, stands under its key; a unit in brackets is left out."""
    plan = [
        own("land", Words("document", "依据文件")),
        own("forest", Words("green", "绿")),
        own("wood", Words("green", "绿")),
    ]
    scheme = evolve(SMALL, plan=evolve(SMALL.plan, items=[*SMALL.plan.items, *plan]))
    path = tmp_path / "乙市.xlsx"
    write_template(scheme, UNITS, path, on=DAY, is_synthetic=True)
    headings = [cell.value for cell in sheet_of(path, "减贫任务")[3]]
    assert headings[3:6] == ["forest", "land", "wood"]


# What keeps it from being made


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"units": []}, "no_units", "units"),
        ({"units": [COUNTY, COUNTY]}, "unit_twice", "units"),
        ({"units": [COUNTY, evolve(CARRIED, parent=evolve(CITY, english="Yi"))]}, "unit_twice", "units"),
        ({"units": [evolve(COUNTY, valid_to=DAY)]}, "not_in_force", "990221 卯县"),
        ({"on": date(2020, 1, 1)}, "other_year", "on"),
        ({"drawn": ["990221"]}, "no_sample", "drawn"),
        ({"scheme": SAMPLED, "drawn": ["990221", "99022l"]}, "not_drawn", "drawn"),
        ({"scheme": SAMPLED, "drawn": ["990200", "990121"]}, "not_drawn", "drawn"),
        ({"scheme": SAMPLED, "drawn": [990]}, "not_drawn", "drawn"),
        ({"sources": []}, "no_sources", "sources"),
        ({"sources": ["survey", "survey"]}, "bad_source", "sources[1]"),
        ({"sources": ["survey", ""]}, "bad_source", "sources[1]"),
        ({"sources": [" survey"]}, "bad_source", "sources[0]"),
        ({"sources": ["a\nb"]}, "bad_source", "sources[0]"),
        ({"classification": "内部\u200b"}, "bad_title", "classification"),
        ({"scheme": evolve(SMALL, title=Words("a", " 甲"))}, "bad_title", "scheme.title"),
    ],
)
def test_what_would_not_read_back_is_refused(changes: dict[str, object], code: str, where: str, tmp_path: Path) -> None:
    """A template is only written where it can be filled in and read; a fault says why, and there is no file."""
    asked: dict[str, object] = {"scheme": SMALL, "units": UNITS, "on": DAY, "is_synthetic": True} | changes
    scheme, units = asked.pop("scheme"), asked.pop("units")
    path = tmp_path / "乙市.xlsx"
    with pytest.raises(TableError) as caught:
        write_template(scheme, units, path, **asked)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [(code, where)]
    assert not path.exists()


def test_sources_of_a_blend_with_brackets_are_refused(tmp_path: Path) -> None:
    """A source that would break its heading apart is named."""
    criterion = next(each for _, each in BLENDED.walk() if each.blend)
    parts = [evolve(part, source=f"{part.source}〔a〕") for part in criterion.blend]

    def rename(node: object) -> object:
        children = getattr(node, "children", None)
        if children is not None:
            return evolve(node, children=[rename(child) for child in children])
        return evolve(node, blend=parts) if getattr(node, "blend", ()) else node

    scheme = evolve(BLENDED, criteria=[rename(group) for group in BLENDED.criteria])
    with pytest.raises(TableError) as caught:
        write_template(
            scheme,
            six_schemes.Maker(BLENDED).evidence().places,
            tmp_path / "a.xlsx",
            on=date(2017, 12, 31),
            is_synthetic=True,
        )
    assert [fault.code for fault in caught.value.faults] == ["bad_heading"]


def test_units_that_have_given_everything_get_no_template(tmp_path: Path) -> None:
    """Where nothing is left to be asked there is nothing to be written."""
    evidence = six_schemes.Maker(SMALL).evidence()
    with pytest.raises(TableError) as caught:
        write_template(SMALL, evidence.places, tmp_path / "a.xlsx", on=DAY, is_synthetic=True, given=evidence)
    assert [fault.code for fault in caught.value.faults] == ["nothing_asked"]


def test_other_endings_and_languages_are_not_offered(tmp_path: Path) -> None:
    """A template is an .xlsx in Chinese or English."""
    with pytest.raises(ScopeError, match=r"does not end in \.xlsx"):
        write_template(SMALL, UNITS, tmp_path / "a.xls", on=DAY, is_synthetic=True)
    with pytest.raises(ScopeError, match="choose 'en' or 'zh'"):
        write_template(SMALL, UNITS, tmp_path / "a.xlsx", on=DAY, is_synthetic=True, language="fr")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"units": CITY}, "units are given as a list"),
        ({"units": "990200"}, "units are cities and counties, not '9'"),
        ({"units": ["990200"]}, "units are cities and counties, not '990200'"),
        ({"on": "2019-12-31"}, "on is a day"),
        ({"on": datetime(2019, 12, 31)}, "on is a day"),
        ({"sources": "survey"}, r"sources is a list, also of one alone: \['survey'\]"),
        ({"drawn": "990221"}, r"drawn is a list, also of one alone: \['990221'\]"),
    ],
)
def test_what_is_of_another_type_is_named(changes: dict[str, object], words: str, tmp_path: Path) -> None:
    """One unit without a list, a day as text and the like are told in words."""
    asked: dict[str, object] = {"units": UNITS, "on": DAY, "is_synthetic": True} | changes
    with pytest.raises(ScopeError, match=words):
        write_template(SMALL, asked.pop("units"), tmp_path / "a.xlsx", **asked)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Where the folder is missing, the error names it."""
    with pytest.raises(FileNotFoundError) as caught:
        write_template(SMALL, UNITS, tmp_path / "甲" / "a.xlsx", on=DAY, is_synthetic=True)
    assert caught.value.filename == str(tmp_path / "甲")


def test_without_xlsxwriter_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks the package is told what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ScopeError, match=r"pip install 'jxassess\[excel\]'"):
        write_template(SMALL, UNITS, tmp_path / "a.xlsx", on=DAY, is_synthetic=True)


# How it is written


def test_equal_templates_have_equal_bytes(tmp_path: Path) -> None:
    """Nothing in the file tells when it was made."""
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path, units in zip(paths, (UNITS, reversed(UNITS)), strict=True):
        write_template(SMALL, units, path, on=DAY, is_synthetic=True)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_progress_counts_rows(tmp_path: Path) -> None:
    """Who asks is told after each sheet how many rows are written, of how many."""
    told: list[Progress] = []
    write_template(SMALL, UNITS, tmp_path / "a.xlsx", on=DAY, is_synthetic=True, progress=told.append)
    assert [(each.done, each.total, each.what) for each in told] == [
        (2, 5, "targets"),
        (4, 5, "observations"),
        (5, 5, "carried"),
    ]


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    """What the callback raises stops the work, and what was there stays."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_template(SMALL, UNITS, path, on=DAY, is_synthetic=True, progress=stop)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
