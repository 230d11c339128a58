"""What a scheme makes of scores: grades, ranks, what bars a grade, and what follows from one."""

from __future__ import annotations

from typing import TypeAlias

from jxassess.report._page import Section
from jxassess.report._said import (
    ALLOWED_BY,
    NONE,
    body,
    cited,
    grade,
    joined,
    line,
    listed,
    number,
    same,
    unit_class,
)
from jxassess.scheme import (
    Ceiling,
    GradeQuotas,
    Grades,
    Scheme,
    When,
)
from jxassess.words import Words

_BEST = Words("best grade", "最高等次")
_GRADE = Words("grade", "等次")

_Row: TypeAlias = tuple[Words, ...]


def grades(scheme: Scheme) -> Section:
    """Show the grades, by bands or quotas, and who sets them."""
    grades, set_by = scheme.grades, scheme.grades_set_by
    lines = [grades.compared_on.words]
    columns, rows = _quotas(grades) if isinstance(grades, GradeQuotas) else _bands(grades)
    if isinstance(grades, GradeQuotas):
        in_classes = [Words("the quotas hold in each class", "名额按分类分别计算")] if scheme.ranking.classes else []
        lines += [*in_classes, grades.edge_ties.words]
    if set_by is not None:
        said = Words(
            "set by the {body} ({document}); the computed grade stands beside it",
            "由{body}评定（{document}），计算等次并列",
        )
        lines.append(said.format(body=body(set_by.body, scheme.year), document=set_by.document))
    return Section(title=Words("Grades", "等次"), lines=lines, columns=columns, rows=rows)


def _bands(grades: Grades) -> tuple[_Row, list[_Row]]:
    columns = (_GRADE, Words("at least", "不低于"), Words("below", "低于"))
    return columns, [(band.name, number(band.at_least), number(band.below)) for band in grades.bands]


def _quotas(grades: GradeQuotas) -> tuple[_Row, list[_Row]]:
    rest = Words("the rest", "其余")
    columns = (_GRADE, Words("number of cities", "名额"))
    return columns, [(band.name, rest if band.units is None else same(str(band.units))) for band in grades.bands]


def ranking(scheme: Scheme) -> Section:
    """Show how cities are ranked."""
    ranking = scheme.ranking
    lines = [ranking.ties.words, ranking.compared_on.words]
    if ranking.classes:
        names = listed(unit_class(scheme, key) for key in ranking.classes)
        lines.append(line(Words("ranked inside each class", "分类排名"), names))
    return Section(title=Words("Ranking", "排名"), lines=lines)


def ceilings(scheme: Scheme) -> Section:
    """Show which confirmed problems bar which grades."""
    return Section(
        title=Words("Ceilings of grades", "等次上限"),
        lines=[] if scheme.ceilings else [NONE],
        columns=[Words("confirmed problem", "已认定问题"), _BEST, ALLOWED_BY],
        rows=[(_problem(each), grade(scheme, each.grade), same(each.allowed_by)) for each in scheme.ceilings],
    )


def _problem(ceiling: Ceiling) -> Words:
    problem = cited(ceiling.problem.words, ceiling.problem.citation)
    if not ceiling.only_serious:
        return problem
    return Words("{problem}, only where serious", "{problem}，仅限情节严重").format(problem=problem)


def gates(scheme: Scheme) -> Section:
    """Show which measured conditions bar which grades."""
    return Section(
        title=Words("Gates", "否决条件"),
        lines=[] if scheme.gates else [NONE],
        columns=[
            Words("gate", "否决条件"),
            Words("held against", "考核对象"),
            Words("must", "须达到"),
            _BEST,
            ALLOWED_BY,
        ],
        rows=[
            (gate.name, gate.level.words, gate.words, grade(scheme, gate.grade), same(gate.allowed_by))
            for gate in scheme.gates
        ],
    )


def follow_ups(scheme: Scheme) -> Section:
    """Show what follows beside Art. 8 and 9."""
    # Art. 8 and 9 stay as they are: what follows here comes on top.
    return Section(
        title=Words("What follows beside the measure", "办法之外的结果运用"),
        lines=[] if scheme.follow_ups else [NONE],
        columns=[Words("follow-up", "结果运用"), Words("when", "触发条件"), Words("what follows", "措施"), ALLOWED_BY],
        rows=[
            (
                each.name,
                joined((_when(scheme, when) for when in each.any_of), "; or ", "；或"),
                each.words,
                same(each.allowed_by),
            )
            for each in scheme.follow_ups
        ],
    )


def _when(scheme: Scheme, when: When) -> Words:
    parts: list[Words] = []
    if when.grades:
        names = joined((grade(scheme, key) for key in when.grades), " or ", "、")
        parts.append(Words("grade {names}", "等次为{names}").format(names=names))
    if when.gate:
        name = next(gate.name for gate in scheme.gates if gate.key == when.gate)
        parts.append(Words("gate {name} failed", "未达到“{name}”").format(name=name))
    if when.problem is not None:
        problem = cited(when.problem.words, when.problem.citation)
        parts.append(Words("confirmed: {problem}", "已认定：{problem}").format(problem=problem))
    elif when.has_finding:
        parts.append(Words("a confirmed problem", "有已认定问题"))
    return joined(parts, " and ", "且")
