"""The cities as one table."""

from __future__ import annotations

from collections.abc import Iterable

from jxassess.exact import to_text
from jxassess.scheme import Scheme
from jxassess.scoring import CityScore
from jxassess.words import Language, Words, table

_CLASS = Words("class", "分类")
_SET = Words("grade set", "评定等次")
_COLUMNS = (Words("rank", "名次"), Words("city", "设区市"), Words("score", "成绩"), Words("grade", "等次"))


def ranking_table(scores: Iterable[CityScore], scheme: Scheme, language: Language) -> str:
    """Give cities as a Markdown table, best first: class by class where the scheme ranks classes.

    Args:
        scores: the cities' scores, by code.
        scheme: the year's scheme.
        language: `"en"` or `"zh"`.

    Returns:
        The table, with a column of classes where there are such, and one of grades set by people where any was.
    """
    given = list(scores)
    has_classes, has_set = bool(scheme.ranking.classes), any(score.set_grade is not None for score in given)
    columns = (*((_CLASS,) if has_classes else ()), *_COLUMNS, *((_SET,) if has_set else ()))
    # Ties keep the order of city codes, so that a table is the same on every machine.
    given.sort(key=lambda score: (scheme.class_of(score.city.code, scheme.ranking.classes), score.rank or 0))
    rows = [_row(score, scheme, language) for score in given]
    shown = [[*(row[:1] if has_classes else []), *row[1:5], *(row[5:] if has_set else [])] for row in rows]
    return table([column.text(language) for column in columns], shown)


def _row(score: CityScore, scheme: Scheme, language: Language) -> list[str]:
    ranked = scheme.class_of(score.city.code, scheme.ranking.classes)
    names = [each.name.text(language) for each in scheme.classes if each.key in ranked]
    name = score.city.name if language == "zh" else score.city.english or score.city.name
    return [
        ", ".join(names),
        "" if score.rank is None else str(score.rank),
        f"{score.city.code} {name}",
        to_text(score.published, scheme.rounding.places),
        "" if score.grade is None else score.grade.name.text(language),
        "" if score.set_grade is None else _grade(scheme, score.set_grade.grade).text(language),
    ]


def _grade(scheme: Scheme, key: str) -> Words:
    return scheme.grades.bands[scheme.grades.index(key)].name
