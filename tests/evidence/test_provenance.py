"""Where every value came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from jxassess import NOT_APPLICABLE, Evidence, Indicator, Observation, Scheme
from jxassess.evidence import NotApplicable, Provenance, Settled, Uncertainty, find_provenance
from jxassess.exact import Exactable
from jxassess.scheme import BlendShare, Precedence

FUNDS, ZI = "funds_use", "990121"
SHARES = [BlendShare(source="audit", share="0.25"), BlendShare(source="survey", share="0.75")]


@pytest.fixture
def ordered(scheme: Scheme, item: Callable[[str], Indicator]) -> Scheme:
    """The scheme in which the survey comes before the audit."""
    order = Precedence(indicator=item(FUNDS), sources=["survey", "audit"], allowed_by="section 3, invented")
    return evolve(scheme, precedences=[order])


@pytest.fixture
def blended(scheme: Scheme, with_criterion: Callable[..., Scheme]) -> Scheme:
    """The scheme in which survey and audit are blended."""
    return with_criterion(scheme, "use", blend=SHARES)


@pytest.fixture
def summary(evidence: Evidence, observe: Callable[..., Observation]) -> Callable[..., Provenance]:
    """Give where the value of 子县 comes from under a scheme, of sources with their values, version by version."""

    def make(rules: Scheme, **values: Exactable | NotApplicable | list[Exactable]) -> Provenance:
        rest = [o for o in evidence.observations if (o.place.code, o.indicator.key) != (ZI, FUNDS)]
        found = [
            observe(
                *(ZI, FUNDS, value),
                source=source,
                version=i,
                document=f"{source} {i}",
                **({"submitter": "甲市", "reason": "a slip"} if i > 1 else {}),
            )
            for source, given in values.items()
            for i, value in enumerate(given if isinstance(given, list) else [given], start=1)
        ]
        summary = find_provenance(evolve(evidence, observations=[*rest, *found]), rules)
        (one,) = [each for each in summary if (each.place.code, each.indicator.key) == (ZI, FUNDS)]
        return one

    return make


def documents(found: tuple[Observation, ...]) -> list[str]:
    return [each.document for each in found]


def states(one: Provenance) -> tuple[list[str], list[str], list[str]]:
    """Give the documents of what is in force, superseded and set aside."""
    return documents(one.in_force), documents(one.superseded), documents(one.set_aside)


def test_one_source(scheme: Scheme, summary: Callable[..., Provenance]) -> None:
    """The last version of the one source is in force, and earlier ones are kept as superseded."""
    one = summary(scheme, survey=[80, 81, 82])
    assert (one.settled, one.value) == (Settled.SINGLE, 82)
    assert states(one) == (["survey 3"], ["survey 1", "survey 2"], [])


def test_an_order(ordered: Scheme, summary: Callable[..., Provenance]) -> None:
    """The first source of the order is in force, the last version of the other is set aside."""
    one = summary(ordered, audit=[70, 71], survey=[80, 81], press=1)
    assert (one.settled, one.value) == (Settled.PRECEDENCE, 81)
    # What no order names is a fault and stands behind all others.
    assert states(one) == (["survey 2"], ["audit 1", "survey 1"], ["audit 2", "press 1"])


def test_what_is_set_aside_stands_in_the_order_of_the_scheme(
    scheme: Scheme, item: Callable[[str], Indicator], summary: Callable[..., Provenance]
) -> None:
    """What does not count stands in the order of the scheme, not in that of names."""
    order = Precedence(indicator=item(FUNDS), sources=["survey", "register", "audit"], allowed_by="invented")
    one = summary(evolve(scheme, precedences=[order]), audit=1, register=2, survey=3)
    assert states(one) == (["survey 1"], [], ["register 1", "audit 1"])


def test_a_blend(blended: Scheme, summary: Callable[..., Provenance]) -> None:
    """Of a blend each source is in force: 0.25 of 60 and 0.75 of 81 are 75.75."""
    one = summary(blended, audit=60, survey=[80, 81], press=1)
    assert (one.settled, one.value) == (Settled.BLEND, Fraction("75.75"))
    assert states(one) == (["audit 1", "survey 2"], ["survey 1"], ["press 1"])


def test_a_blend_that_lacks_a_source(blended: Scheme, summary: Callable[..., Provenance]) -> None:
    """Without one of its sources a blend has no value, and says which observations there are."""
    one = summary(blended, audit=60)
    assert (one.settled, one.value, states(one)) == (Settled.BLEND, None, (["audit 1"], [], []))
    assert one.text().splitlines()[0] == "990121 子县, use of funds: no value (blended of its sources)"


def test_what_no_source_of_the_scheme_gives(
    ordered: Scheme, blended: Scheme, summary: Callable[..., Provenance]
) -> None:
    """Where no source of the scheme speaks, nothing is in force."""
    for rules in (ordered, blended):
        one = summary(rules, press=1)
        assert (one.value, states(one)) == (None, ([], [], ["press 1"]))


def test_several_sources_that_nothing_settles(scheme: Scheme, summary: Callable[..., Provenance]) -> None:
    """Where the scheme does not say which source counts, none does."""
    one = summary(scheme, audit=[1, 2], survey=3)
    assert (one.settled, one.value) == (Settled.UNSETTLED, None)
    assert states(one) == ([], ["audit 1"], ["audit 2", "survey 1"])
    assert "未定" not in one.text("en")
    assert one.text("zh").splitlines()[0] == "990121 子县 资金使用：无数值（多个来源，方案未规定，视为差错）"


def test_what_does_not_apply(ordered: Scheme, summary: Callable[..., Provenance]) -> None:
    """That an indicator does not apply is a value, and stands in words."""
    one = summary(ordered, survey=NOT_APPLICABLE, audit=7)
    assert one.value is NOT_APPLICABLE
    assert one.text().splitlines()[:2] == [
        "990121 子县, use of funds: not applicable (by the order of sources)",
        "- in force: not applicable (survey, 2019-12-31, survey 1)",
    ]


def test_the_lines(ordered: Scheme, summary: Callable[..., Provenance]) -> None:
    """A line for the value, and below it every observation with its state, source, day, document and correction."""
    one = summary(ordered, audit=70, survey=["80", "80.5"])
    assert one.text() == (
        "990121 子县, use of funds: 80.5 points (by the order of sources)\n"
        "- in force: 80.5 points (survey, 2019-12-31, survey 2); version 2, by 甲市: a slip\n"
        "- set aside: 70 points (audit, 2019-12-31, audit 1)\n"
        "- superseded: 80 points (survey, 2019-12-31, survey 1)"
    )
    assert one.text("zh") == (
        "990121 子县 资金使用：80.5分（按来源优先顺序）\n"
        "- 采用：80.5分（survey，2019-12-31，survey 2）；第2版，甲市提交：a slip\n"
        "- 未采用：70分（audit，2019-12-31，audit 1）\n"
        "- 已被替代：80分（survey，2019-12-31，survey 1）"
    )


def test_the_sample_behind_a_value(
    scheme: Scheme, summary: Callable[..., Provenance], sampled: Callable[..., Uncertainty]
) -> None:
    """A value that was estimated is told with its sample, behind who corrected it."""
    made = sampled(70, 90)
    one = summary(scheme, survey=[79, 80])
    one = evolve(one, in_force=[evolve(one.in_force[0], uncertainty=made)])
    assert one.text().splitlines()[1] == (
        f"- in force: 80 points (survey, 2019-12-31, survey 2); version 2, by 甲市: a slip; {made.words.en}"
    )
    assert one.text("zh").splitlines()[1] == (
        f"- 采用：80分（survey，2019-12-31，survey 2）；第2版，甲市提交：a slip；{made.words.zh}"
    )
    first = evolve(one, in_force=[evolve(one.superseded[0], uncertainty=made)])
    assert first.text().splitlines()[1] == f"- in force: 79 points (survey, 2019-12-31, survey 1); {made.words.en}"


def test_a_third(scheme: Scheme, with_criterion: Callable[..., Scheme], summary: Callable[..., Provenance]) -> None:
    """A blend without a finite decimal is kept exactly and shown rounded: a third of 10 and two thirds of 0."""
    thirds = [BlendShare(source="audit", share=Fraction(1, 3)), BlendShare(source="survey", share=Fraction(2, 3))]
    one = summary(with_criterion(scheme, "use", blend=thirds), audit=10, survey=0)
    assert one.value == Fraction(10, 3)
    assert "≈3.333333 points" in one.text()


def test_a_document_stays_in_its_line(ordered: Scheme, summary: Callable[..., Provenance]) -> None:
    """Line ends in what people wrote do not make lines of their own."""
    one = summary(ordered, survey=1)
    found = evolve(one, in_force=[evolve(one.in_force[0], document="a\nb")])
    assert len(found.text().splitlines()) == 2


def test_every_observation_stands_once(evidence: Evidence, scheme: Scheme, ordered: Scheme, blended: Scheme) -> None:
    """Every observation stands in one entry and one state, also where it was given twice; entries go by code and key."""
    second = evolve(evidence.observations[3], source="audit", on=date(2019, 12, 1))
    given = evidence.adding(observations=[second, *evidence.observations[:2], evidence.observations[0]])
    for rules in (scheme, ordered, blended):
        found = find_provenance(given, rules)
        told = [each for one in found for each in (*one.in_force, *one.superseded, *one.set_aside)]
        assert Counter(told) == Counter(given.observations)
        assert len(told) == len(given.observations)
        keys = [(one.place.code, one.indicator.key) for one in found]
        assert keys == sorted({*keys})
