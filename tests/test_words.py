"""Words in two languages, enums that have them, and tables of words."""

from __future__ import annotations

import copy
import pickle
from enum import unique
from importlib import import_module
from pkgutil import walk_packages

import pytest

import jxassess
from jxassess.errors import ScopeError
from jxassess.exact import RoundingMode, Side
from jxassess.words import Language, Worded, Words, one_line, table

TALK = Words("summoned talk", "约谈")

for found in walk_packages(jxassess.__path__, "jxassess."):
    import_module(found.name)
WORDED = sorted(
    (kind for kind in Worded.__subclasses__() if kind.__module__.startswith("jxassess.")),
    key=lambda kind: kind.__name__,
)


@unique
class Light(Worded):
    """A traffic light."""

    RED = "red", "stop", "停"
    GREEN = "green", "go", "行"


def test_words() -> None:
    """Words are said in the language asked for, in English without asking."""
    assert TALK.text() == "summoned talk"
    assert TALK.text("en") == "summoned talk"
    assert TALK.text("zh") == "约谈"


@pytest.mark.parametrize("language", ["", "EN", "fr", "zh-CN", None])
def test_another_language(language: Language) -> None:
    """A language that is not offered is refused, not answered in English."""
    with pytest.raises(ScopeError, match="choose 'en' or 'zh'"):
        TALK.text(language)


def test_format() -> None:
    """Details are filled into both languages."""
    assert Words("{n} cities of {m}", "{m}个设区市中的{n}个").format(n=3, m=11) == Words(
        "3 cities of 11", "11个设区市中的3个"
    )


def test_format_words() -> None:
    """A detail that is itself words is filled in per language."""
    assert Words("hold a {what}", "进行{what}").format(what=TALK) == Words("hold a summoned talk", "进行约谈")


def test_format_keeps_braces_of_details() -> None:
    """Braces in a detail stay what they are; only the braces of the words themselves are filled."""
    assert Words("{a}", "{a}").format(a="{b}") == Words("{b}", "{b}")


def test_format_without_a_detail() -> None:
    """A name in the words that nobody fills is a mistake of the program and shows as one."""
    with pytest.raises(KeyError):
        Words("{n}", "{n}").format(m=1)


def test_worded() -> None:
    """A member has its value as plain text and its words in both languages, and is found by its value."""
    assert [(light.name, light.value, light.words) for light in Light] == [
        ("RED", "red", Words("stop", "停")),
        ("GREEN", "green", Words("go", "行")),
    ]
    assert Light("green") is Light.GREEN


@pytest.mark.parametrize("value", ["blue", "stop", "停", "RED"])
def test_no_such_member(value: str) -> None:
    """A member is found by its value alone, not by its words or its name."""
    with pytest.raises(ValueError, match="is not a valid Light"):
        Light(value)


def test_one_value_twice() -> None:
    """Two members of one value are noticed, though they are said differently."""
    with pytest.raises(ValueError, match="STOP -> RED"):

        @unique
        class Twice(Worded):
            RED = "red", "stop", "停"
            STOP = "red", "halt", "止"


def test_members_travel() -> None:
    """A member stays the same one when it is pickled or copied, as processes that share work need."""
    for member in (RoundingMode.HALF_EVEN, Side.BELOW, Light.RED):
        assert pickle.loads(pickle.dumps(member)) is member
        assert copy.deepcopy(member) is member


def test_enums_are_found() -> None:
    """The enums that the next tests look at are those of all floors."""
    assert {"RoundingMode", "Basis", "RateKind", "FactKind", "PartKind", "SanctionKind", "Stage"} <= {
        kind.__name__ for kind in WORDED
    }


@pytest.mark.parametrize("kind", WORDED, ids=lambda kind: kind.__name__)
def test_values_in_files(kind: type[Worded]) -> None:
    """Each member is written in files as a key of its own, from which it is read back."""
    for member in kind:
        assert type(member.value) is str
        assert member.value == member.name.lower()
        assert kind(member.value) is member
    assert len(kind.__members__) == len(kind)


@pytest.mark.parametrize("kind", WORDED, ids=lambda kind: kind.__name__)
def test_said_in_both_languages(kind: type[Worded]) -> None:
    """Each member is said in English and in Chinese, and no two members of an enum are said alike."""
    for member in kind:
        assert member.words.en.strip(), member
        assert member.words.en.isascii(), member
        assert any("\u4e00" <= character <= "\u9fff" for character in member.words.zh), member
    assert len({member.words.en for member in kind}) == len(kind)
    assert len({member.words.zh for member in kind}) == len(kind)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("甲市", "甲市"),
        ("a\nb", "a b"),
        ("a\r\nb\rc", "a b c"),
        ("a\n\nb", "a  b"),
        ("a\u2028b\x0bc", "a b c"),
        ("a\n", "a"),
        (" a ", " a "),
    ],
)
def test_one_line(text: str, line: str) -> None:
    """Text with line ends of any kind is written in one line, with a blank for each end inside it."""
    assert one_line(text) == line


def test_table() -> None:
    """Columns are as wide as their widest cell, where a Chinese character takes the room of two letters."""
    assert table(["code", "名称"], [["990100", "甲市"], ["1", "b"]]) == (
        "| code   | 名称 |\n|--------|------|\n| 990100 | 甲市 |\n| 1      | b    |"
    )


def test_table_without_rows() -> None:
    """A table without rows is its head."""
    assert table(["a", "丙"], []) == "| a | 丙 |\n|---|----|"


def test_bar_in_a_cell() -> None:
    """A bar inside a cell does not begin another cell, and the columns still align."""
    assert table(["a"], [["x|y"], ["z"]]) == "| a    |\n|------|\n| x\\|y |\n| z    |"


@pytest.mark.parametrize("row", [["1"], ["1", "2", "3"]])
def test_row_of_another_length(row: list[str]) -> None:
    """A row that has not a cell for each head is a mistake of the program and shows as one."""
    with pytest.raises(ValueError, match="zip"):
        table(["a", "b"], [row])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end(end: str) -> None:
    """Every kind of line end becomes one blank, so that nothing splits the line again."""
    assert one_line(f"甲市{end}Jia") == "甲市 Jia"


def test_latin_cells() -> None:
    """Each column has a width of its own, that of its head or of its widest cell."""
    assert table(["rank", "city"], [["1", "Jia"], ["10", "Yi and others"]]) == (
        "| rank | city          |\n|------|---------------|\n| 1    | Jia           |\n| 10   | Yi and others |"
    )


def test_full_width_cells() -> None:
    """A full-width mark takes the room of two letters as a Chinese character does, and an empty cell is filled up."""
    # 名次 and 甲市 are four columns wide, （a） is five: two full-width brackets and one letter.
    assert table(["名次", "x"], [["1", "甲市"], ["（a）", ""]]) == (
        "| 名次  | x    |\n|-------|------|\n| 1     | 甲市 |\n| （a） |      |"
    )


def test_bars_in_heads_and_cells() -> None:
    """Every bar is escaped, in a head as in a cell, and counts with its mark in the width."""
    # a\\|b is four columns wide, \\|甲\\|\\| is eight.
    assert table(["a|b", "c"], [["1", "|甲||"], ["2", "3"]]) == (
        "| a\\|b | c        |\n|------|----------|\n| 1    | \\|甲\\|\\| |\n| 2    | 3        |"
    )


def test_a_line_end_in_a_cell_makes_no_row() -> None:
    """A cell whose text has a line end stays one row of its table."""
    assert table(["a"], [["x\ny"]]) == "| a   |\n|-----|\n| x y |"
