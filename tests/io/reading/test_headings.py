"""Headings of columns."""

from __future__ import annotations

import pytest
from attrs import evolve

from jxassess.faults import Fault
from jxassess.indicators import CATALOGUE, WEIGHT_BASES
from jxassess.io._reading._headings import SKIPPED, Heading, Headings, Terms
from jxassess.io._reading._rules import TableRules
from jxassess.io._sheets._kinds import EVIDENCE_KINDS, HISTORY, OBSERVATIONS, TableKind
from jxassess.io._sheets._sheet import CellError, NoResult, Raw
from jxassess.words import Words

KNOWN = {indicator.key: indicator for indicator in CATALOGUE}
ACCURACY = KNOWN["exit_accuracy"]


def match(
    raw: Raw, kind: TableKind = OBSERVATIONS, terms: Terms | None = None, **rules: dict[str, str]
) -> Heading | str:
    """Match a heading; a fault as its code."""
    terms = terms or Terms(CATALOGUE[:10], (*CATALOGUE, *WEIGHT_BASES))
    found = Headings(kind, terms, TableRules(**rules)).match(raw)
    return found.code if isinstance(found, Fault) else found


def test_own_columns() -> None:
    """Every column of every table is known by key and by its words in both languages."""
    for kind in EVIDENCE_KINDS:
        headings = Headings(kind, None, TableRules())
        for column in kind.columns:
            for name in (column.key, column.words.zh):
                assert headings.match(name) == Heading(column=column)


@pytest.mark.parametrize(
    "heading",
    [
        "exit_accuracy",
        "贫困人口退出准确率",
        "accuracy of exits",
        " 贫困人口\n退出准确率\u3000",
        "EXIT_ACCURACY",
        "贫困人口退出\xa0准确率",
    ],
)
def test_indicators(heading: str) -> None:
    """An indicator is known by key, term or English name; blanks, line ends, width and case do not count."""
    assert match(heading) == Heading(indicator=ACCURACY)


@pytest.mark.parametrize(
    ("heading", "source"),
    [
        ("贫困人口退出准确率（%）", ""),
        ("贫困人口退出准确率(％)", ""),
        ("贫困人口退出准确率〔抽样调查〕", "抽样调查"),
        ("贫困人口退出准确率（%）〔survey〕", "survey"),
        ("exit_accuracy (%) [Survey 2]", "Survey 2"),
        ("exit_accuracy［survey］", "survey"),
        ("贫困人口退出准确率\n（%）\n【survey】", "survey"),
    ],
)
def test_units_and_sources(heading: str, source: str) -> None:
    """Brackets behind the name state the unit, which has to be the indicator's, and the source."""
    assert match(heading) == Heading(indicator=ACCURACY, source=source)


def test_brackets_in_names() -> None:
    """An indicator may have brackets in its own name."""
    own = evolve(ACCURACY, key="own", name=Words("own (checked)", "准确率（抽查）"))
    terms = Terms([own], CATALOGUE)
    assert match("准确率（抽查）", terms=terms) == Heading(indicator=own)
    assert match("准确率（抽查）（%）", terms=terms) == Heading(indicator=own)
    assert match("准确率（抽查）〔survey〕", terms=terms) == Heading(indicator=own, source="survey")


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("贫困人口退出准确率（‰）", "other_unit"),
        ("建档立卡贫困人口减少（万人）", "other_unit"),
        ("建档立卡贫困人口减少（）", "other_unit"),
        ("贫困人口退出准确率〔a\u200bb〕", "hidden_character"),
        ("退出准确率", "unknown_column"),
        ("备注", "unknown_column"),
        ("贫困人口退出准确率2019", "unknown_column"),
        ("x" * 30_000, "unknown_column"),
        ("贫困人口退出准确率" + " (" * 3_000, "unknown_column"),
        (2019, "unknown_column"),
        (True, "unknown_column"),
        ("户主姓名", "personal_column"),
        ("身份证号码", "personal_column"),
        ("联系电话", "personal_column"),
        (NoResult.NO_RESULT, "formula_without_result"),
        (CellError("#REF!"), "error_cell"),
    ],
)
def test_faults(heading: Raw, code: str) -> None:
    """A heading that is not known, or states another unit, is refused; one of persons says that."""
    assert match(heading) == code


def test_indicators_only_where_they_are() -> None:
    """A table that is not of values knows no indicators."""
    found = Headings(HISTORY, None, TableRules()).match("贫困人口退出准确率")
    assert isinstance(found, Fault)
    assert "名次" in found.remedy.zh


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("退出准确率", "贫困人口退出准确率"),
        ("accuracy of exit", "贫困人口退出准确率"),
        ("依据\n文件号", "依据文件"),
        ("zzz", "单位代码、单位名称"),
    ],
)
def test_near_headings(heading: str, near: str) -> None:
    """A heading that is not known comes with those that are most like it, or with those of the table."""
    found = Headings(OBSERVATIONS, Terms(CATALOGUE, ()), TableRules()).match(heading)
    assert isinstance(found, Fault)
    assert near in found.remedy.zh
    assert "\\n" not in found.problem.zh


def test_serial_numbers() -> None:
    """Running numbers are passed over."""
    assert [match(each) for each in ("序号", "No.", "#")] == [SKIPPED] * 3


def test_columns_of_samples_give_way() -> None:
    """A column that tells of a sample is known, unless an indicator of the scheme or of the library is called so."""
    households = OBSERVATIONS.column("households")
    assert households.is_rare
    for name in ("households", "样本户数", "households in the sample"):
        assert match(name) == Heading(column=households)
    for changes in ({"key": "households"}, {"name": Words("households", "样本户数")}):
        own = evolve(ACCURACY, key="own") if "name" in changes else ACCURACY
        own = evolve(own, **changes)
        assert match("households", terms=Terms([own], CATALOGUE)) == Heading(indicator=own)
        assert match("households", terms=Terms([], [own])) == Heading(indicator=own)
    # What every such table has keeps its own name.
    document = evolve(ACCURACY, key="document")
    assert match("document", terms=Terms([document], ())) == Heading(column=OBSERVATIONS.column("document"))


def test_rules() -> None:
    """Rules say what a heading means, or that its column is not read."""
    headings = {
        "县名": "name",
        "备注": "",
        "退出（%）": "exit_accuracy",
        "识别〔一〕": "识别准确率〔survey〕",
        "错": "exit",
    }
    assert match("备 注", headings=headings) == SKIPPED
    assert match("县名", headings=headings) == Heading(column=OBSERVATIONS.column("name"))
    assert match("退出(%)", headings=headings) == Heading(indicator=ACCURACY)
    assert match("识别〔一〕", headings=headings) == "unknown_column"
    assert match("错", headings=headings) == "unknown_column"


def test_rules_and_persons() -> None:
    """No rule lets data of persons be passed over or read as text; a rate that is named so may be read as a number."""
    for key in ("", "document", "name"):
        assert match("户主姓名", headings={"户主姓名": key}) == "personal_column"
    assert match("户主满意度", headings={"户主满意度": "exit_accuracy"}) == Heading(indicator=ACCURACY)
    assert match("联系人数", headings={"联系人数": "value"}) == Heading(column=OBSERVATIONS.column("value"))
    assert match("单位名称", headings={"单位名称": "name"}) == Heading(column=OBSERVATIONS.column("name"))


def test_shared_terms() -> None:
    """A term of two indicators is refused; those of the scheme come before all others."""
    twin = evolve(ACCURACY, key="twin")
    assert match("贫困人口退出准确率", terms=Terms([ACCURACY, twin], ())) == "ambiguous_heading"
    assert match("twin", terms=Terms([ACCURACY, twin], ())) == Heading(indicator=twin)
    assert match("贫困人口退出准确率", terms=Terms([twin], CATALOGUE)) == Heading(indicator=twin)
