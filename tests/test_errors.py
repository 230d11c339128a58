"""Words in two languages and the lowest errors."""

from __future__ import annotations

import pickle

import pytest

from jxassess.errors import JxAssessError, ScopeError
from jxassess.exact import NumberError
from jxassess.words import Language, Words

TALK = Words("summoned talk", "约谈")


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


def test_number_error() -> None:
    """A number error shows the value and the reason, and keeps both."""
    error = NumberError("'x'", Words("no number", "不是数"))
    assert str(error) == "'x': no number"
    assert (error.value, error.reason.zh) == ("'x'", "不是数")


def test_number_error_travels() -> None:
    """A number error survives pickling, as processes that share work need."""
    error = pickle.loads(pickle.dumps(NumberError("'x'", Words("no number", "不是数"))))
    assert isinstance(error, NumberError)
    assert (str(error), error.reason) == ("'x': no number", Words("no number", "不是数"))


def test_families() -> None:
    """One `except` catches all errors, and the built-in families are kept for those who know them."""
    assert issubclass(ScopeError, JxAssessError)
    assert issubclass(ScopeError, LookupError)
    assert issubclass(NumberError, JxAssessError)
    assert issubclass(NumberError, ValueError)
