"""Later observations against the evidence: what is new, and what becomes a next version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from attrs import evolve

from jxassess import NOT_APPLICABLE, Evidence, EvidenceError, Observation, Scheme, find_faults
from jxassess.evidence import NotApplicable, Uncertainty
from jxassess.exact import to_text

FUNDS, EXITS, ZI, CHOU = "funds_use", "exit_accuracy", "990121", "990122"
LATER, LAST = date(2020, 1, 10), date(2020, 2, 1)
Current = Callable[[str, str], Observation]


def revised(evidence: Evidence, *sent: Observation) -> Evidence:
    return evidence.revised(sent, submitter="甲市", reason="counted again")


def history(evidence: Evidence, code: str, key: str) -> list[tuple[str, int, str]]:
    """Give the versions of a value: number, version and day."""
    return [
        ("-" if isinstance(o.value, NotApplicable) else to_text(o.value), o.version, o.on.isoformat())
        for o in evidence.observations
        if (o.place.code, o.indicator.key) == (code, key)
    ]


def refused(
    evidence: Evidence, *sent: Observation, submitter: str = "甲市", reason: str = "counted again"
) -> list[str]:
    with pytest.raises(EvidenceError) as error:
        evidence.revised(sent, submitter=submitter, reason=reason)
    return [fault.text() for fault in error.value.faults]


def test_another_value_is_the_next_version(evidence: Evidence, scheme: Scheme, current: Current) -> None:
    """What was in force is kept; the next version has day and document of the later one, who sent it and why."""
    first = current(ZI, FUNDS)
    sent = evolve(first, value="71.5", on=LATER, document="letter 4", unit="points")
    found = revised(evidence, sent)
    (old, new) = [o for o in found.observations if (o.place.code, o.indicator.key) == (ZI, FUNDS)]
    assert old == first
    assert new == evolve(sent, version=2, submitter="甲市", reason="counted again")
    assert len(found.observations) == len(evidence.observations) + 1
    assert find_faults(found, scheme) == ()


def test_versions_count_on(evidence: Evidence, scheme: Scheme, current: Current) -> None:
    """A second revision supersedes the first, whichever version the later observation carries itself."""
    once = revised(evidence, evolve(current(ZI, FUNDS), value=71, on=LATER))
    twice = revised(once, evolve(current(ZI, FUNDS), value=72, on=LAST))
    assert [version for _, version, _ in history(twice, ZI, FUNDS)] == [1, 2, 3]
    assert find_faults(twice, scheme) == ()
    # Back to the first value is a change too.
    back = revised(twice, evolve(current(ZI, FUNDS), on=LAST))
    assert [text for text, _, _ in history(back, ZI, FUNDS)] == [*("95", "71", "72"), "95"]


def test_the_value_in_force_changes_nothing(evidence: Evidence, current: Current) -> None:
    """The same value again is no correction, whatever its day and document; then the evidence is the same."""
    sent = [evolve(o, on=day) for o in evidence.observations for day in (date(2019, 1, 1), LAST)]
    assert revised(evidence, *sent) is evidence
    assert revised(evidence, *evidence.observations) is evidence
    assert revised(evidence) is evidence
    assert revised(evidence, evolve(current(ZI, FUNDS), document="letter 5")) is evidence


def test_what_was_not_observed_is_added(evidence: Evidence, current: Current) -> None:
    """A first observation of a place, an indicator or a source is added as a first version."""
    first = current(ZI, FUNDS)
    rest = evolve(evidence, observations=[o for o in evidence.observations if o != first])
    assert revised(rest, first) == evidence
    other = evolve(first, source="audit", value=1, version=4, submitter="乙市", reason="a slip")
    found = revised(evidence, other)
    assert {*found.observations} - {*evidence.observations} == {evolve(other, version=1)}


def test_not_applicable_is_a_value(evidence: Evidence, current: Current) -> None:
    """From a number to not applicable and back are corrections."""
    none = revised(evidence, evolve(current(ZI, FUNDS), value=NOT_APPLICABLE, on=LATER))
    assert history(none, ZI, FUNDS)[-1] == ("-", 2, "2020-01-10")
    assert revised(none, evolve(current(ZI, FUNDS), value=NOT_APPLICABLE, on=LAST)) is none
    assert history(revised(none, evolve(current(ZI, FUNDS), value=0, on=LAST)), ZI, FUNDS)[-1] == ("0", 3, "2020-02-01")


def test_several_of_one_source_go_day_by_day(evidence: Evidence, scheme: Scheme, current: Current) -> None:
    """A history that comes in at once is taken in the order of its days, in whichever order it is given."""
    first = current(ZI, FUNDS)
    sent = [
        first,
        evolve(first, value=71, on=LATER),
        evolve(first, value=71, on=date(2020, 1, 20)),
        evolve(first, value=72, on=LAST),
    ]
    for seed in range(5):
        Random(seed).shuffle(sent)
        found = revised(evidence, *sent)
        assert history(found, ZI, FUNDS) == [("95", 1, "2019-12-31"), ("71", 2, "2020-01-10"), ("72", 3, "2020-02-01")]
        assert find_faults(found, scheme) == ()


def test_versions_of_one_day_go_by_number(evidence: Evidence, current: Current) -> None:
    """Of one day the versions that the later ones carry tell which came first; the same one twice is one."""
    first = current(ZI, FUNDS)
    second = first.corrected(71, on=first.on, document="d", submitter="乙市", reason="a slip")
    third = second.corrected(70, on=first.on, document="d", submitter="乙市", reason="a slip")
    found = revised(evidence, third, first, second, third, second)
    assert [(text, version) for text, version, _ in history(found, ZI, FUNDS)] == [("95", 1), ("71", 2), ("70", 3)]


def test_an_earlier_day(evidence: Evidence, current: Current) -> None:
    """Another value of a day before the one in force is refused: it may be what was corrected already."""
    once = revised(evidence, evolve(current(ZI, FUNDS), value=71, on=LATER))
    assert refused(once, current(ZI, FUNDS)) == [
        (
            "990121 子县 observations.funds_use: version 3 of funds_use is dated before the one it supersedes; "
            "mend one of the days"
        )
    ]


def test_two_values_of_one_day(evidence: Evidence, current: Current) -> None:
    """Two values of one source and day contradict each other, whether or not one of them is in force."""
    first = current(ZI, FUNDS)
    said = (
        "990121 子县 observations.funds_use: funds_use from {source} has two values of {on}: {values} [Art. 10]; "
        "keep the right one, or mend the day"
    )
    source = first.source
    assert refused(evidence, first, evolve(first, value=71)) == [
        said.format(source=source, on="2019-12-31", values="95 points, 71 points")
    ]
    new = evolve(first, source="audit", on=LATER)
    assert refused(evidence, new, evolve(new, value=NOT_APPLICABLE), evolve(new, value=3), new) == [
        said.format(source="audit", on="2020-01-10", values="95 points, not applicable, 3 points")
    ]


def test_another_uncertainty_is_the_next_version(
    evidence: Evidence, scheme: Scheme, current: Current, sampled: Callable[..., Uncertainty]
) -> None:
    """The same value with another sample behind it supersedes; with the same one, or none, it changes nothing."""
    first = current(ZI, EXITS)
    once = revised(evidence, evolve(first, uncertainty=sampled(99, 100), on=LATER))
    assert [
        (o.version, o.uncertainty)
        for o in once.observations
        if o.place == first.place and o.indicator == first.indicator
    ] == [
        (1, None),
        (2, sampled(99, 100)),
    ]
    assert find_faults(once, scheme) == ()
    assert revised(once, evolve(first, on=LAST)) is once
    assert revised(once, evolve(first, uncertainty=sampled(99, 100), on=LAST)) is once
    twice = revised(once, evolve(first, uncertainty=sampled(98, 100), on=LAST))
    assert [version for _, version, _ in history(twice, ZI, EXITS)] == [1, 2, 3]
    # Another value brings its own sample, or none.
    other = revised(once, evolve(first, value=98, on=LAST))
    (last,) = [o for o in other.observations if (o.place, o.indicator, o.version) == (first.place, first.indicator, 3)]
    assert (last.value, last.uncertainty) == (98, None)


def test_two_samples_of_one_day(evidence: Evidence, current: Current, sampled: Callable[..., Uncertainty]) -> None:
    """Two samples behind one value of one source and day contradict each other, and both are told."""
    first = evolve(current(ZI, EXITS), on=LATER)
    pair = [evolve(first, uncertainty=sampled(lower, 100)) for lower in (98, 99)]
    (said,) = refused(evidence, *pair)
    assert "interval 98 to 100" in said
    assert "interval 99 to 100" in said


def test_every_fault_at_once(evidence: Evidence, current: Current) -> None:
    """Faults of all observations come back together, with a missing submitter and reason, and nothing is changed."""
    early = [evolve(current(code, FUNDS), value=1, on=date(2019, 1, 1)) for code in (ZI, CHOU)]
    twice = [evolve(current(ZI, EXITS), value=value, on=LAST) for value in (1, 2)]
    good = evolve(current(CHOU, EXITS), value=1, on=LAST)
    found = refused(evidence, *early, *twice, good, submitter=" ", reason="")
    assert [text.partition(":")[0] for text in found] == [
        *("submitter", "reason"),
        "990121 子县 observations.exit_accuracy",
        "990121 子县 observations.funds_use",
        "990122 丑县 observations.funds_use",
    ]


@pytest.mark.parametrize("missing", ["submitter", "reason"])
def test_who_and_why(evidence: Evidence, missing: str) -> None:
    """A revision names who sent it and why, even where nothing changed."""
    assert refused(evidence, **{missing: " "}) == [f"{missing}: nothing stands here; fill it in"]


def test_the_subject_is_named(evidence: Evidence) -> None:
    """The refusal says in both languages what was looked at."""
    with pytest.raises(EvidenceError, match="2 faults in the later observations") as error:
        evidence.revised([], submitter="", reason="")
    assert error.value.text("zh").startswith("更正数据有2处差错")
