"""How values are said to people."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from jxassess.io._sheets._kinds import FINDINGS, INDICATOR, INDICATORS, OBSERVATIONS
from jxassess.io._tables._spelling import Spelling, plain
from jxassess.io._tables._table import Table, TableHead


def test_what_is_said_in_words(head: TableHead) -> None:
    """Members, truth values, clauses and indicators are said in words of the language; the rest stays."""
    zh, en = Spelling("zh", []), Spelling("en", [])
    problem, serious, key = (FINDINGS.column(name) for name in ("problem", "is_serious", "key"))
    assert zh.said("Art. 9(4)", problem) == "违反退出规定弄虚作假"
    assert en.said("Art. 9(4)", problem) == "exit rules were broken by falsification or reduction on paper"
    assert (zh.said(True, serious), en.said(False, serious)) == ("是", "no")
    assert (zh.said("f1", key), zh.said(None, key)) == ("f1", None)
    citation = INDICATORS.column("citation")
    assert (zh.said("Art. 9(4)", citation), en.said("Art. 9(4)", citation)) == ("第九条第(四)项", "Art. 9(4)")
    value = OBSERVATIONS.column("value")
    assert (zh.said("not_applicable", value), zh.said(Fraction(1), value)) == ("不适用", 1)
    assert (zh.said("exit_accuracy", INDICATOR), zh.key("贫困人口退出准确率")) == (
        "贫困人口退出准确率",
        "exit_accuracy",
    )
    assert (zh.said("unheard_of", INDICATOR), zh.key("unheard_of")) == ("unheard_of", "unheard_of")
    assert (zh.places("exit_accuracy"), zh.places("unheard_of")) == (2, None)


def test_names_that_say_neither(head: TableHead) -> None:
    """A name that two indicators share, or that is the key of one, is not used; a redefined one has its new name."""
    rest = ["%", "%", 1, Fraction(0), None, "higher", False, None]
    names = [
        ("a", "same", "同名"),
        ("b", "same", "同名二"),
        ("c", "a", "同名"),
        ("exit_accuracy", "exits", "退出准确率"),
    ]
    rows = [[key, en, zh, *rest] for key, en, zh in names]
    table = Table(kind=INDICATORS, head=head, rows=rows)
    said = {
        language: [Spelling(language, [table]).said(key, INDICATOR) for key in ("a", "b", "c", "exit_accuracy")]
        for language in ("en", "zh")
    }
    assert said == {"en": ["a", "b", "c", "exits"], "zh": ["a", "同名二", "c", "退出准确率"]}
    assert Spelling("en", [table]).places("exit_accuracy") == 1


def test_without_types() -> None:
    """Where a file has no types, numbers and days are text."""
    assert [plain(each) for each in (Fraction(1, 3), date(2019, 1, 2), 7, True, None, "x")] == [
        "1/3",
        "2019-01-02",
        7,
        True,
        None,
        "x",
    ]
