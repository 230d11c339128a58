"""Clauses of the measure and the lists that it writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from jxassess.errors import ScopeError
from jxassess.measure import FIRST_YEAR, LAST_YEAR, Body, Citation, Dimension, Problem, Step

# Every clause of the measure, as (article, paragraph, item), in the order of the text.
CLAUSES = [
    *[(article, None, None) for article in (1, 2, 3, 4, 5)],
    *[(5, None, item) for item in (1, 2, 3, 4)],
    (6, None, None),
    (7, None, None),
    *[(7, None, item) for item in (1, 2, 3, 4, 5)],
    (8, None, None),
    (9, None, None),
    (9, 1, None),
    *[(9, None, item) for item in (1, 2, 3, 4, 5, 6, 7)],
    (9, 2, None),
    (10, None, None),
    (11, None, None),
    (12, None, None),
]


def test_years() -> None:
    """The measure covers the assessments of 2017 to 2020 (Art. 4)."""
    assert (FIRST_YEAR, LAST_YEAR) == (2017, 2020)


@pytest.mark.parametrize("clause", CLAUSES)
def test_citation_round_trip(clause: tuple[int, int | None, int | None]) -> None:
    """A clause is read back from what is printed, in English and in Chinese."""
    citation = Citation(*clause)
    assert Citation.parse(str(citation)) == citation
    assert Citation.parse(citation.chinese) == citation
    assert (citation.words.en, citation.words.zh) == (str(citation), citation.chinese)


def test_citations_sort_as_in_the_text() -> None:
    """Citations sort in the order of the text; the items of Art. 9 stand before its second paragraph."""
    citations = [Citation(*clause) for clause in CLAUSES]
    shuffled = citations[1::2] + citations[::2]
    assert sorted(shuffled) == citations
    assert Citation(9, item=7) < Citation(9, 2) < Citation(10)
    assert Citation(10) >= Citation(9, 2)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Art. 9(1)", (9, None, 1)),
        ("Art. 9 para. 2", (9, 2, None)),
        ("Art. 12", (12, None, None)),
        ("第九条第(一)项", (9, None, 1)),
        ("第九条第（一）项", (9, None, 1)),
        ("第九条第一项", (9, None, 1)),
        ("第九条第二款", (9, 2, None)),
        ("第九条第一款第(七)项", (9, None, 7)),
        ("Art. 9 para. 1(7)", (9, None, 7)),
        ("第十二条", (12, None, None)),
    ],
)
def test_parse(text: str, clause: tuple[int, int | None, int | None]) -> None:
    """Both ways of citing are read, with half-width or full-width brackets."""
    assert Citation.parse(text) == Citation(*clause)


@pytest.mark.parametrize(
    "text", ["", "9(1)", "Art.9(1)", "Art. 9(1) ", "Art. 9 (1)", "Art. ９", "art. 9", "第9条", "九条", "第九条(一)"]
)
def test_not_a_citation(text: str) -> None:
    """Text in another form is no citation, and the error shows the form."""
    with pytest.raises(ScopeError, match=r"is no clause of the measure; write such as 'Art. 9\(1\)'"):
        Citation.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "Art. 0",
        "Art. 13",
        "Art. 5(5)",
        "Art. 5(0)",
        "Art. 6(1)",
        "Art. 7(6)",
        "Art. 8 para. 1",
        "Art. 9(8)",
        "Art. 9 para. 3",
        "Art. 9 para. 0",
        "Art. 9 para. 2(1)",
        "第十三条",
        "第二十条",
        "第五条第(五)项",
        "第九条第三款",
        "第九条第二款第(一)项",
    ],
)
def test_no_such_clause(text: str) -> None:
    """A clause that the measure does not have cannot be cited."""
    with pytest.raises(ScopeError, match="no clause"):
        Citation.parse(text)


@pytest.mark.parametrize("clause", [(0, None, None), (13, None, None), (5, 1, None), (9, 2, 1), (-1, None, None)])
def test_no_such_clause_made(clause: tuple[int, int | None, int | None]) -> None:
    """Nor can it be made."""
    with pytest.raises(ScopeError):
        Citation(*clause)


def test_a_clause_has_one_citation() -> None:
    """An item is cited without its paragraph, so that equal clauses are equal citations."""
    with pytest.raises(ScopeError, match=r"no clause Art. 9 para. 1\(3\)"):
        Citation(9, 1, 3)
    assert Citation.parse("第九条第一款第(三)项") == Citation(9, item=3)


@pytest.mark.parametrize(
    ("members", "article", "terms"),
    [
        (list(Dimension), 5, ["减贫成效", "精准识别", "精准帮扶", "扶贫资金"]),
        (list(Step), 7, ["设区市总结", "核实评估", "数据汇总", "综合评价", "沟通反馈"]),
    ],
)
def test_lists(members: list[Dimension | Step], article: int, terms: list[str]) -> None:
    """Dimensions and steps are those of Art. 5 and Art. 7, in their order and under their terms."""
    assert [member.term for member in members] == terms
    assert [member.citation for member in members] == [Citation(article, item=n + 1) for n in range(len(terms))]


def test_problems() -> None:
    """The problems are the seven of Art. 9, in their order."""
    assert [problem.citation for problem in Problem] == [Citation(9, item=n) for n in range(1, 8)]


@pytest.mark.parametrize("member", [*Dimension, *Step, *Problem])
def test_entries(member: Dimension | Step | Problem) -> None:
    """An entry is found by its citation, which is its value, and says itself in both languages."""
    kind: Callable[[str], Dimension | Step | Problem] = type(member)
    assert kind(str(member.citation)) is member
    assert member.value == str(member.citation)
    assert (member.words.en, member.words.zh) == (member.summary, member.term)
    assert member.summary_zh


def test_entries_are_told_apart() -> None:
    """No two entries share a term or a summary."""
    members = [*Dimension, *Step, *Problem]
    assert len({member.term for member in members}) == len({member.summary for member in members}) == 16


def test_the_office_changed_its_name() -> None:
    """The office is 省扶贫和移民办 until 2018-09-12 and 省扶贫办 from 2018-12-07 on."""
    assert Body.OFFICE.name_on(date(2017, 1, 1)) == "省扶贫和移民办"
    assert Body.OFFICE.name_on(date(2018, 9, 12)) == "省扶贫和移民办"
    assert Body.OFFICE.name_on(date(2018, 12, 7)) == "省扶贫办"
    assert Body.OFFICE.name_on(date(2021, 3, 31)) == "省扶贫办"


def test_the_office_between_its_names() -> None:
    """On none of the days between is the office's name known, and none is guessed."""
    day = date(2018, 9, 13)
    while day <= date(2018, 12, 6):
        with pytest.raises(ScopeError, match=f"the name of office on {day} is not known"):
            Body.OFFICE.name_on(day)
        day += timedelta(1)


def test_the_known_names_are_told() -> None:
    """The error tells the names that are known and from when until when."""
    with pytest.raises(ScopeError) as error:
        Body.OFFICE.name_on(date(2018, 10, 1))
    assert str(error.value).endswith(
        "known are 省扶贫和移民办 2017-01-01 to 2018-09-12, 省扶贫办 2018-12-07 to 2021-03-31"
    )


@pytest.mark.parametrize("body", list(Body))
def test_no_name_before_the_measure(body: Body) -> None:
    """Before 2017 and after the last cycle no body has a name here; on the first day each has one."""
    assert body.name_on(date(2017, 1, 1))
    for day in (date(2016, 12, 31), date(2021, 4, 1)):
        with pytest.raises(ScopeError):
            body.name_on(day)


def test_bodies_are_cited() -> None:
    """Each body is cited by the clause that lets it act."""
    cited = {body: str(body.citation) for body in Body}
    assert cited == {
        Body.LEADING_GROUP: "Art. 4",
        Body.OFFICE: "Art. 4",
        Body.ORGANISATION_DEPARTMENT: "Art. 4",
        Body.PROVINCIAL_COMMITTEE: "Art. 7(4)",
        Body.PROVINCIAL_GOVERNMENT: "Art. 7(4)",
        Body.CITY_COMMITTEE: "Art. 2",
        Body.CITY_GOVERNMENT: "Art. 2",
        Body.MEMBER_UNIT: "Art. 7(2)",
        Body.THIRD_PARTY: "Art. 7(2)",
    }
    assert Body.LEADING_GROUP.name_on(date(2019, 1, 1)) == "省扶贫开发领导小组"
