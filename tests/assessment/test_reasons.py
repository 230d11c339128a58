"""Reasons and headings as text and Markdown, from trees made by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jxassess.assessment import Explanation, Heading, Reason, Stage
from jxassess.errors import ScopeError
from jxassess.measure import Citation
from jxassess.words import Language, Words

F = Fraction


def _words(text: str) -> Words:
    return Words(f"{text} en", f"{text} zh")


@pytest.mark.parametrize(
    ("stage", "english", "chinese"),
    [
        (Stage.PROVISIONAL, "provisional, incomplete", "暂算，数据不全"),
        (Stage.COMPUTED, "computed, not approved", "测算结果，未经审定"),
        (Stage.PROPOSED, "proposed, not deliberated", "综合评价提出，未经审议"),
        (Stage.DELIBERATED, "deliberated, not approved", "已经审议，未经审定"),
        (Stage.APPROVED, "approved", "已经审定"),
    ],
)
def test_stages(stage: Stage, english: str, chinese: str) -> None:
    """Each stage is said in both languages, and only the last claims approval."""
    assert (stage.words.en, stage.words.zh) == (english, chinese)


@pytest.mark.parametrize(
    ("is_synthetic", "classification", "english", "chinese"),
    [
        (
            False,
            "",
            "2018; computed, not approved; classification not set",
            "2018年度；测算结果，未经审定；未注明使用范围",
        ),
        (
            True,
            "",
            "2018; computed, not approved; classification not set; SYNTHETIC DATA, no real result",
            "2018年度；测算结果，未经审定；未注明使用范围；虚构数据，非真实结果",
        ),
        (False, "内部资料", "2018; computed, not approved; 内部资料", "2018年度；测算结果，未经审定；内部资料"),
        (
            True,
            "for {office} use",
            "2018; computed, not approved; for {office} use; SYNTHETIC DATA, no real result",
            "2018年度；测算结果，未经审定；for {office} use；虚构数据，非真实结果",
        ),
    ],
)
def test_headings(is_synthetic: bool, classification: str, english: str, chinese: str) -> None:
    """A heading shows year, stage and classification, and says whether data are made up."""
    heading = Heading(year=2018, stage=Stage.COMPUTED, is_synthetic=is_synthetic, classification=classification)
    assert (heading.words.en, heading.words.zh) == (english, chinese)


TREE = Reason(
    label=_words("place"),
    points=F(10),
    contribution=F(10),
    citation=Citation(6),
    facts=[_words("fact")],
    children=(
        Reason(
            label=_words("half"),
            points=F(20),
            contribution=F(20, 3),
            where="criteria[0]",
            children=(Reason(label=_words("deep"), points=F(20), contribution=F(20)),),
        ),
        Reason(label=_words("rest"), points=F(10, 3), contribution=F(10, 3)),
        Reason(label=_words("record"), citation=Citation(7, item=3)),
    ),
)
HEADING = Heading(year=2018, stage=Stage.COMPUTED, is_synthetic=False, classification="")


def test_text() -> None:
    """Text shows each step indented, its amount, what it contributes where that differs, its clause and path."""
    assert Explanation(heading=HEADING, root=TREE).text() == "\n".join(
        [
            "2018; computed, not approved; classification not set",
            "place en: 10 [Art. 6]",
            "  · fact en",
            "  half en: 20 (contributes ≈6.666667) <criteria[0]>",
            "    deep en: 20",
            "  rest en: ≈3.333333",
            "  record en [Art. 7(3)]",
        ]
    )


def test_chinese_text() -> None:
    """The same in Chinese, clauses too, with full-width marks."""
    assert Explanation(heading=HEADING, root=TREE).text("zh") == "\n".join(
        [
            "2018年度；测算结果，未经审定；未注明使用范围",
            "place zh：10〔第六条〕",
            "  · fact zh",
            "  half zh：20（计入≈6.666667） <criteria[0]>",
            "    deep zh：20",
            "  rest zh：≈3.333333",
            "  record zh〔第七条第(三)项〕",
        ]
    )


@pytest.mark.parametrize(("depth", "lines"), [(0, 3), (1, 6), (2, 7), (9, 7), (None, 7)])
def test_depth(depth: int | None, lines: int) -> None:
    """Depth says how many levels below the place are shown; the facts of a step shown are shown with it."""
    explanation = Explanation(heading=HEADING, root=TREE)
    assert len(explanation.text(depth=depth).split("\n")) == lines
    # A blank line stands between the heading and the list.
    assert len(explanation.markdown(depth=depth).split("\n")) == lines + 1


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "**2018; computed, not approved; classification not set**",
                "",
                "- place en: 10 [Art. 6]",
                "  - *fact en*",
                "  - half en: 20 (contributes ≈6.666667) \\<criteria[0]>",
                "    - deep en: 20",
                "  - rest en: ≈3.333333",
                "  - record en [Art. 7(3)]",
            ],
        ),
        (
            "zh",
            [
                "**2018年度；测算结果，未经审定；未注明使用范围**",
                "",
                "- place zh：10〔第六条〕",
                "  - *fact zh*",
                "  - half zh：20（计入≈6.666667） \\<criteria[0]>",
                "    - deep zh：20",
                "  - rest zh：≈3.333333",
                "  - record zh〔第七条第(三)项〕",
            ],
        ),
    ],
)
def test_markdown(language: Language, lines: list[str]) -> None:
    """Markdown is a nested list with the heading in bold, in either language."""
    assert Explanation(heading=HEADING, root=TREE).markdown(language).split("\n") == lines


def test_markdown_escapes() -> None:
    """Characters that Markdown would read as its own are escaped, a backslash first."""
    text = "a\\b *c* _d_ <e> |f| `g`"
    escaped = "a\\\\b \\*c\\* \\_d\\_ \\<e> \\|f\\| \\`g\\`"
    reason = Reason(label=Words(text, "x"), where="`w`", facts=[Words(text, "x")])
    heading = Heading(year=2018, stage=Stage.COMPUTED, is_synthetic=False, classification=text)
    assert Explanation(heading=heading, root=reason).markdown().split("\n") == [
        f"**2018; computed, not approved; {escaped}**",
        "",
        f"- {escaped} \\<\\`w\\`>",
        f"  - *{escaped}*",
    ]
    # Plain text is no Markdown, and shows the characters as they are.
    assert Explanation(heading=heading, root=reason).text().split("\n")[1:] == [f"{text} <`w`>", f"  · {text}"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_step_is_one_line(language: Language, end: str) -> None:
    """A step is one line, and each of its facts is, though the text of a record has line ends."""
    text = f"first{end}# second"
    child = Reason(label=Words(text, text), where=text)
    root = Reason(label=Words(text, text), points=F(1), facts=[Words(text, text)], children=(child,))
    explanation = Explanation(heading=HEADING, root=root)
    one = "first # second"
    colon = {"en": ": ", "zh": "："}[language]
    assert explanation.text(language).splitlines()[1:] == [f"{one}{colon}1", f"  · {one}", f"  {one} <{one}>"]
    assert explanation.markdown(language).splitlines()[2:] == [
        f"- {one}{colon}1",
        f"  - *{one}*",
        f"  - {one} \\<{one}>",
    ]


def test_a_heading_is_one_line() -> None:
    """A heading is one line, though the classification has line ends."""
    heading = Heading(year=2018, stage=Stage.COMPUTED, is_synthetic=False, classification="for the office\nonly")
    assert Explanation(heading=heading, root=Reason(label=_words("place"))).text().splitlines() == [
        "2018; computed, not approved; for the office only",
        "place en",
    ]
    assert heading.words.zh == "2018年度；测算结果，未经审定；for the office only"


@pytest.mark.parametrize(
    ("points", "contribution", "line"),
    [
        (None, None, "x"),
        (F(0), F(0), "x: 0"),
        (F(20), None, "x: 20"),
        (F(20), F(0), "x: 20 (contributes 0)"),
        (F(20), F(20), "x: 20"),
        (F(0), F(-1, 2), "x: 0 (contributes -0.5)"),
    ],
)
def test_what_a_step_contributes(points: Fraction | None, contribution: Fraction | None, line: str) -> None:
    """A step says what it contributes only where that is known and differs from its amount; zero is said too."""
    reason = Reason(label=Words("x", "x"), points=points, contribution=contribution)
    assert Explanation(heading=HEADING, root=reason).text().split("\n")[1] == line


@pytest.mark.parametrize("language", ["de"])
def test_another_language_is_refused(language: Language) -> None:
    """A language that is not offered is refused by name."""
    with pytest.raises(ScopeError, match="'de'"):
        Explanation(heading=HEADING, root=TREE).text(language)
