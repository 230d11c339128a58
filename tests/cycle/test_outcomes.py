"""Results stage by stage, and departures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import (
    COMPUTED,
    GROUP,
    JIA,
    LATE,
    PROVINCE,
    YI,
    A,
    D,
    decisions,
    evaluation,
    event,
    new_cycle,
    path,
    recorded,
    result,
    sanctions,
)

from jxassess.assessment import Stage, assess
from jxassess.cycle import (
    Act,
    Approval,
    AssessmentCycle,
    Content,
    Deliberation,
    SanctionDecision,
    Summary,
    Verification,
    results_of,
)
from jxassess.evidence import Evidence
from jxassess.io import digest
from jxassess.scheme import Scheme


def stages(number: int) -> list[tuple[object, object, object]]:
    """Give computed, proposed and approved results after so many events of the path."""
    return [(one.computed, one.proposed, one.approved) for one in recorded(path()[:number]).results()]


def test_results_stage_by_stage() -> None:
    """Nothing before the evaluation, then what was computed and proposed, then what was approved."""
    jia, yi = COMPUTED
    assert stages(10) == [(None, None, None)] * 2
    assert stages(11) == [(jia, jia, None), (yi, yi, None)]
    assert stages(12) == stages(11)
    assert stages(13) == [(jia, jia, jia), (yi, yi, yi)]
    assert [one.city for one in new_cycle().results()] == [JIA, YI]


def test_an_approved_result_that_differs_is_a_departure() -> None:
    """Who set it, from what to what, and why, with the document."""
    other = result(JIA, "79", "fair", "falsified exits (invented)")
    approval = event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=[other, COMPUTED[1]]))
    (departure,) = recorded([*path()[:12], approval]).departures()
    assert (str(departure.citation), departure.where, departure.document) == ("Art. 6", "990100 甲市", "doc appr")
    assert departure.what.en == (
        "approved as 990100 甲市: 79 fair, computed as 990100 甲市: 80.47 good; set by provincial committee, "
        "provincial government: falsified exits (invented)"
    )
    assert departure.what.zh.startswith("审定为990100 甲市: 79 fair，测算为")


def test_a_result_as_computed_is_none() -> None:
    """An approval of what was computed departs from nothing."""
    assert recorded(path()).departures() == ()


def test_a_measure_left_out_is_a_departure() -> None:
    """Leaving out one of the three measures of Art. 9 is shown with its reason; deciding on it is not."""
    out = event("out", LATE, GROUP, SanctionDecision(sanction="crit", is_taken=False), reason="a first case")
    (departure,) = recorded([sanctions()[0], out]).departures()
    assert (str(departure.citation), departure.where, departure.document) == ("Art. 9", "crit", "doc out")
    assert departure.what.en == "crit was left out: a first case"
    assert recorded(sanctions()).departures() == ()


def test_an_overtaken_approval_is_no_departure() -> None:
    """What is not in force departs from nothing."""
    other = result(JIA, "79", "fair", "x")
    approval = event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=[other, COMPUTED[1]]))
    again = evolve(
        event("eval.2", date(2020, 4, 1), decisions()[0].by, decisions()[0].what, reason="x"), replaces="eval"
    )
    cycle = recorded([*path()[:12], approval, again])
    assert cycle.departures() == ()
    assert cycle.results()[0].approved is None


def test_results_of_an_assessment(make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence]) -> None:
    """Published scores and grades are taken as they are computed."""
    results = results_of(assess(make_evidence(), make_scheme()))
    assert [(one.city.code, str(one.score), one.grade, one.reason) for one in results] == [
        ("990100", "8047/100", "good", ""),
        ("990200", "461/5", "excellent", ""),
    ]


def test_stages_of_an_assessment() -> None:
    """Computed before the evaluation, then proposed, deliberated, approved; another assessment stays computed."""
    stages = [recorded(path()[:number]).stage(D) for number in (10, 11, 12, 13, 16)]
    assert stages == [Stage.COMPUTED, Stage.PROPOSED, Stage.DELIBERATED, Stage.APPROVED, Stage.APPROVED]
    assert recorded(path()).stage(A) is Stage.COMPUTED


def test_an_overtaken_assessment_is_computed_again() -> None:
    """What has to be done anew was neither proposed, deliberated nor approved any more; its successor goes the same way."""
    fix = event("eval.2", date(2020, 4, 1), decisions()[0].by, evaluation(A), reason="x", replaces="eval")
    cycle = recorded([*path(), fix])
    assert (cycle.stage(D), cycle.stage(A)) == (Stage.COMPUTED, Stage.PROPOSED)


def test_results_that_differ_do_not_bring_an_assessment_further() -> None:
    """Where another result was approved or proposed than computed, the computed one has not come to that stage."""
    other = (result(JIA, "79", "fair", "falsified exits (invented)"), COMPUTED[1])
    approval = event("appr", date(2020, 3, 12), PROVINCE, Approval(digest=D, results=other))
    assert recorded([*path()[:12], approval]).stage(D) is Stage.DELIBERATED
    proposed = event("eval", date(2020, 2, 20), decisions()[0].by, evolve(evaluation(), proposed=other))
    before, delib, appr = recorded([*path()[:10], proposed]), *decisions()[1:]
    assert before.stage(D) is Stage.COMPUTED
    assert before.record(delib).stage(D) is Stage.COMPUTED
    assert before.record(delib).record(appr).stage(D) is Stage.APPROVED


def test_the_heading_of_an_assessment(make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence]) -> None:
    """An assessment that was approved says so above everything made from it; the digest is that of the computed one."""
    assessment = assess(make_evidence(), make_scheme())
    mark, results = digest(assessment), results_of(assessment)
    cycle = AssessmentCycle(year=2019, cities=assessment.evidence.cities)
    steps: dict[Act, Content] = {
        Act.EVALUATED: evaluation(mark, results),
        Act.DELIBERATED: Deliberation(digest=mark),
        Act.APPROVED: Approval(digest=mark, results=results),
    }
    cities = {city.code: city for city in cycle.cities}
    for one in path()[:13]:
        by = [actor if actor.city is None else evolve(actor, city=cities[actor.city.code]) for actor in one.by]
        what = steps.get(one.act, one.what)
        match what:
            case Summary(city=city):
                what = evolve(what, city=cities[city.code])
            case Verification(city=city):
                what = evolve(what, city=cities[city.code], places=[cities[city.code]])
            case _:
                pass
        cycle = cycle.record(evolve(one, by=by, what=what))
    staged = assessment.staged(cycle.stage(mark))
    assert digest(staged) == digest(assessment)
    assert staged.heading.words.en.startswith("2019; approved; ")
    assert staged.explain("990100").text("zh").startswith("2019年度；已经审定；")
    assert staged.ranking().startswith("2019; approved; ")
    assert assessment.heading.words.en.startswith("2019; computed, not approved; ")
