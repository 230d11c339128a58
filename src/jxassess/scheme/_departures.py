"""Where a scheme leaves the letter of the measure."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.exact import to_text
from jxassess.measure import Citation
from jxassess.scheme._adjustments import Falsified
from jxassess.scheme._scheme import Scheme
from jxassess.scheme._units import Tier
from jxassess.scheme._weights import NothingApplies
from jxassess.words import Words

_MEAN = Citation(6)
_PROBLEMS = Citation(9)
_SAMPLED = Words("cities are judged from sampled counties", "以抽样县的成绩确定设区市成绩")
_SAMPLED_WITHOUT = Words(
    "cities are judged from sampled counties, and poverty counties do not enter the mean",
    "以抽样县的成绩确定设区市成绩，贫困县成绩不计入",
)


@frozen(kw_only=True)
class Departure(ByFields):
    """A point at which a scheme or a result leaves the letter of the measure (与办法不一致之处).

    Attributes:
        citation: the clause that is left.
        where: the path in the scheme, or the place.
        what: in which way.
        document: the document that allows it, empty where none is needed or known.
    """

    citation: Citation
    where: str
    what: Words
    document: str


def find_departures(scheme: Scheme) -> tuple[Departure, ...]:
    """Find where a scheme leaves the letter of the measure.

    Args:
        scheme: the year's scheme.

    Returns:
        The departures, in the order of the scheme's parts; empty where there is none.

    Legal basis:
        Art. 6 takes the mean of all counties and nothing else; Art. 8 and 9 attach no consequence to a grade, and no
        points or grade to a problem.
    """
    return tuple(_departures(scheme))


def _departures(scheme: Scheme) -> Iterator[Departure]:
    yield from _of_units(scheme)
    yield from _of_scores(scheme)
    yield from _of_grades(scheme)
    for i, follow_up in enumerate(scheme.follow_ups):
        yield Departure(
            citation=follow_up.kind.citation,
            where=f"follow_ups[{i}]",
            what=Words("beside the measure: {words}", "办法之外另作规定：{words}").format(words=follow_up.words),
            document=follow_up.allowed_by,
        )


def _of_units(scheme: Scheme) -> Iterator[Departure]:
    if scheme.when_nothing_applies is NothingApplies.LEAVE_OUT:
        yield Departure(
            citation=_MEAN,
            where="when_nothing_applies",
            what=Words(
                "a county to which nothing applies is left out of its city's mean",
                "全部指标不适用的县不计入所在市的加权平均",
            ),
            document="",
        )
    if scheme.sample is not None:
        yield Departure(
            citation=_MEAN,
            where="sample",
            what=_SAMPLED if scheme.sample.with_carried else _SAMPLED_WITHOUT,
            document=scheme.sample.allowed_by,
        )
    for i, bundle in enumerate(scheme.bundles):
        yield Departure(
            citation=_MEAN,
            where=f"bundles[{i}]",
            what=Words(
                f"counties are scored as one: {', '.join(bundle.units)}", f"捆绑考核：{'、'.join(bundle.units)}"
            ),
            document=bundle.allowed_by,
        )


def _of_scores(scheme: Scheme) -> Iterator[Departure]:
    if scheme.city is not None:
        yield Departure(
            citation=_MEAN,
            where="city",
            what=Words(
                "the mean of its counties makes up only {share} of a city's score",
                "县级成绩加权平均仅占设区市成绩的{share}",
            ).format(share=to_text(scheme.city.county_weight)),
            document=scheme.city.allowed_by,
        )
    for i, adjustment in enumerate(scheme.adjustments):
        if adjustment.level is Tier.CITY:
            what = Words("the score of a city is adjusted: {name}", "对设区市成绩加减分：{name}")
        elif isinstance(adjustment, Falsified):
            what = Words("a problem takes points: {name}", "因问题扣分：{name}")
        else:
            continue
        yield Departure(
            citation=_MEAN if adjustment.level is Tier.CITY else _PROBLEMS,
            where=f"adjustments[{i}]",
            what=what.format(name=adjustment.name),
            document=adjustment.allowed_by,
        )


def _of_grades(scheme: Scheme) -> Iterator[Departure]:
    for i, ceiling in enumerate(scheme.ceilings):
        said = Words("a confirmed problem bars every grade above {grade}", "认定该问题后，等次不得高于{grade}")
        if ceiling.only_serious:
            said = Words(
                "a confirmed serious problem bars every grade above {grade}",
                "认定该问题且情节严重的，等次不得高于{grade}",
            )
        yield Departure(
            citation=ceiling.problem.citation,
            where=f"ceilings[{i}]",
            what=said.format(grade=_grade_name(scheme, ceiling.grade)),
            document=ceiling.allowed_by,
        )
    for i, gate in enumerate(scheme.gates):
        said = Words(
            "{name}: no grade above {grade} unless {conditions}",
            "{name}：未达到{conditions}的，等次不得高于{grade}",
        )
        yield Departure(
            citation=_MEAN,
            where=f"gates[{i}]",
            what=said.format(name=gate.name, grade=_grade_name(scheme, gate.grade), conditions=gate.words),
            document=gate.allowed_by,
        )


def _grade_name(scheme: Scheme, key: str) -> Words:
    return scheme.grades.bands[scheme.grades.index(key)].name
