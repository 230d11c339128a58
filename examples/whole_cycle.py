"""The whole cycle of 2019 on invented places: to its feedback, through a correction, through sanctions, and years later.

Everything here is made up: 甲市 and 乙市 do not exist, nobody issued the scheme, and no person stands behind an id. The
example goes on where `findings_and_proposals.py` ends: that script makes the evidence and decides on indications.

Run it with `python examples/whole_cycle.py`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from findings_and_proposals import CHOU, JIA, MAO, SCHEME, YI, ZI, decide, make_evidence

from jxassess import Assessment, Body, Evidence, Fact, FactKind, Finding, Problem, Scheme, Verdict, assess
from jxassess.calendar import deadline
from jxassess.cycle import (
    CHINA,
    Actor,
    Appraised,
    Approval,
    AssessmentCycle,
    Circular,
    Circulation,
    Closing,
    Consolidation,
    Content,
    CycleEvent,
    DataKind,
    Deliberation,
    Evaluation,
    Feedback,
    Inspection,
    Item,
    Method,
    PlanApproved,
    RectificationOrder,
    Report,
    SanctionDecision,
    SanctionProposal,
    SchemeMade,
    SequenceError,
    Summary,
    SummaryStep,
    Verification,
    extract_of,
    results_of,
)
from jxassess.io import digest, read_scheme
from jxassess.io.cycle import read_cycle, write_cycle
from jxassess.tenures import PrincipalPost, ProminentFinding, Tenure, Tenures, in_office

GROUP = [Actor(body=Body.LEADING_GROUP)]
OFFICE = [Actor(body=Body.OFFICE)]
PROVINCE = [Actor(body=Body.PROVINCIAL_COMMITTEE), Actor(body=Body.PROVINCIAL_GOVERNMENT)]
INSTITUTE = [Actor(body=Body.THIRD_PARTY, unit="institute 1")]
JIA_BODIES = [Actor(body=Body.CITY_COMMITTEE, city=JIA), Actor(body=Body.CITY_GOVERNMENT, city=JIA)]
YI_BODIES = [Actor(body=Body.CITY_COMMITTEE, city=YI), Actor(body=Body.CITY_GOVERNMENT, city=YI)]

PLAN = "1" * 64  # the SHA-256 of the plan as approved; here only its form matters
DATA = "2" * 64  # that of the data of one kind
REPORT = Report(
    situation="section 1", analysis="section 2", problems="section 3", overall="section 4", proposals="section 5"
)


def event(key: str, on: date, by: list[Actor], what: Content, *, reason: str = "", replaces: str = "") -> CycleEvent:
    """Make an event that is recorded on the evening of its day."""
    return CycleEvent(
        key=key,
        by=by,
        on=on,
        recorded=datetime.combine(on, time(18), tzinfo=CHINA),
        document=f"invented document {key}",
        what=what,
        reason=reason,
        replaces=replaces,
    )


def prepare(scheme: Scheme, evidence: Evidence) -> AssessmentCycle:
    """Go from the scheme to the consolidated data; one summary comes back for revision."""
    cycle = AssessmentCycle(year=2019, cities=evidence.cities, counties=evidence.counties)
    figures = "the figures of 丑县 are missing"
    events = [
        event("scheme", date(2019, 5, 20), GROUP, SchemeMade(digest=digest(scheme))),
        event("plan", date(2019, 5, 21), GROUP, PlanApproved(digest=PLAN)),
        event("summary-jia", date(2019, 12, 9), JIA_BODIES, Summary(city=JIA, step=SummaryStep.SUBMITTED)),
        event("summary-yi", date(2019, 12, 10), YI_BODIES, Summary(city=YI, step=SummaryStep.SUBMITTED)),
        event("returned", date(2019, 12, 13), GROUP, Summary(city=JIA, step=SummaryStep.RETURNED), reason=figures),
        event("summary-jia-2", date(2019, 12, 18), JIA_BODIES, Summary(city=JIA, step=SummaryStep.RESUBMITTED)),
        *(
            event(
                f"check-{city.code}",
                date(2020, 1, 7),
                INSTITUTE,
                Verification(
                    city=city,
                    method=Method.SAMPLE_SURVEY,
                    places=places,
                    is_true=True,
                    is_accurate=True,
                    verdict="the results are true and accurate (invented)",
                ),
            )
            for city, places in ((JIA, [ZI, CHOU]), (YI, [MAO]))
        ),
        *(
            event(f"data-{data.value}", date(2020, 2, 10), OFFICE, Consolidation(data=data, digest=DATA))
            for data in DataKind
        ),
    ]
    for one in events:
        cycle = cycle.record(one)
    return cycle


def conclude(cycle: AssessmentCycle, assessment: Assessment, days: list[date], version: str) -> AssessmentCycle:
    """Evaluate, deliberate, approve, feed back, circulate, on the days given."""
    results, mark = results_of(assessment), digest(assessment)
    evaluation = Evaluation(
        digest=mark,
        report=REPORT,
        inspection="invented report on inspection",
        supervision="none",
        audit="invented audit report",
        computed=results,
        proposed=results,
    )
    steps: list[tuple[str, list[Actor], Content]] = [
        ("evaluation", OFFICE, evaluation),
        ("deliberation", GROUP, Deliberation(digest=mark)),
        ("approval", PROVINCE, Approval(digest=mark, results=results)),
        ("feedback-jia", GROUP, Feedback(city=JIA, advice="check exits before they are announced")),
        ("feedback-yi", GROUP, Feedback(city=YI, advice="keep the records of visits")),
        ("circulation", GROUP, Circulation()),
    ]
    for (key, by, what), day in zip(steps, days, strict=True):
        cycle = cycle.record(event(f"{key}{version}", day, by, what))
    return cycle


def correct(evidence: Evidence) -> Evidence:
    """Correct the accuracy of exits of 丑县, which had been read off the wrong line."""
    old = next(o for o in evidence.observations if o.place == CHOU and o.indicator.key == "exit_accuracy")
    new = old.corrected(
        value="94.7",
        on=date(2020, 3, 30),
        document="invented correction",
        submitter="institute 1 (invented)",
        reason="read off the wrong line",
    )
    return evidence.adding(observations=[new])


def carry_out(cycle: AssessmentCycle, assessment: Assessment, scheme: Scheme) -> AssessmentCycle:
    """Decide on four of the proposed measures, and carry them as far as they came."""
    for sanction in assessment.sanctions:
        made = SanctionProposal.of(sanction)
        cycle = cycle.record(event(f"proposed-{made.sanction}", date(2020, 5, 6), OFFICE, made))
    first_time = "the city acted before it was told (invented)"
    ordered = date(2020, 5, 13)
    items = [Item(key="1", text="visit every household again"), Item(key="2", text="publish the lists")]

    def order(sanction: str) -> RectificationOrder:
        last = deadline(ordered, scheme.rectification)
        return RectificationOrder(sanction=sanction, items=items, limit=scheme.rectification, last_day=last)

    steps: list[tuple[date, list[Actor], Content]] = [
        *(
            (date(2020, 5, 11), GROUP, SanctionDecision(sanction=key, is_taken=key != "F1.talk"))
            for key in ("F1.criticism", "F1.talk", "F1.rectification", "G1.rectification")
        ),
        (date(2020, 5, 12), GROUP, Circular(sanction="F1.criticism")),
        (ordered, GROUP, order("F1.rectification")),
        (ordered, GROUP, order("G1.rectification")),
        (date(2020, 6, 22), OFFICE, Inspection(sanction="F1.rectification", item="1", is_done=False)),
        (date(2020, 6, 22), OFFICE, Inspection(sanction="F1.rectification", item="2", is_done=True)),
        (date(2020, 6, 23), OFFICE, Closing(sanction="F1.rectification", item="2")),
        (date(2020, 7, 20), OFFICE, Inspection(sanction="F1.rectification", item="1", is_done=True)),
        (date(2020, 7, 21), OFFICE, Closing(sanction="F1.rectification", item="1")),
        (date(2020, 7, 28), GROUP, Closing(sanction="F1.rectification")),
        (date(2020, 7, 29), OFFICE, Inspection(sanction="G1.rectification", item="2", is_done=True)),
        (date(2020, 7, 30), OFFICE, Closing(sanction="G1.rectification", item="2")),
    ]
    for number, (day, by, what) in enumerate(steps, start=1):
        cycle = cycle.record(event(f"measure-{number}", day, by, what, reason=first_time))
    return cycle


def hand_on(cycle: AssessmentCycle, assessment: Assessment) -> AssessmentCycle:
    """Hand the results of 甲市 and of 丑县 on for appraisal, each alone."""
    for place in (JIA, CHOU):
        extract = extract_of(cycle, assessment, place)
        print(f"\n{extract.text()}")
        said = extract.transmission([Appraised.TEAM, Appraised.PRINCIPAL_LEADERS])
        cycle = cycle.record(event(f"extract-{place.code}", date(2020, 9, 3), OFFICE, said))
    return cycle


def two_years_later() -> None:
    """An inspection of 2022 finds a problem of 2019: list for review who was in post then."""
    finding = Finding(
        key="L1",
        place=CHOU,
        problem=Problem.FALSE_EXIT,
        verdict=Verdict.CONFIRMED,
        begin=date(2019, 3, 1),
        end=date(2019, 11, 30),
        facts=[Fact(FactKind.RULE, "rules on exits"), Fact(FactKind.ACT, "households struck off without a visit")],
        document="invented inspection report of 2022",
        reply="the city was heard (invented)",
        decided_by=Body.LEADING_GROUP,
        decided_on=date(2022, 4, 20),
        is_serious=True,
        has_adverse_effect=False,
    )
    prominent = ProminentFinding(
        finding=finding,
        inspection="the inspection of spring 2022 (invented)",
        recorded_on=date(2022, 5, 5),
        document="invented minutes",
    )
    post, document = PrincipalPost.COMMITTEE, "invented"
    leaders = [
        Tenure(
            person="p-0001",
            post=post,
            place=CHOU,
            since=date(2016, 8, 1),
            until=date(2019, 6, 30),
            document=document,
        ),
        Tenure(person="p-0002", post=post, place=CHOU, since=date(2019, 7, 15), is_ongoing=True, document=document),
    ]
    tenures = Tenures(on=date(2022, 5, 31), tenures=leaders, is_synthetic=True, classification="example")
    print(in_office(prominent, tenures, on=date(2022, 5, 31)).text())


def refuse_what_cannot_be(cycle: AssessmentCycle, assessment: Assessment) -> None:
    """Try to approve what was not deliberated."""
    approval = Approval(digest=digest(assessment), results=results_of(assessment))
    try:
        cycle.record(event("too-early", date(2020, 3, 3), PROVINCE, approval))
    except SequenceError as error:
        print(error)


def main() -> None:
    """Run the year."""
    scheme = read_scheme(SCHEME)
    evidence = make_evidence(scheme)
    evidence = evidence.adding(findings=decide(assess(evidence, scheme)))
    assessment = assess(evidence, scheme)

    cycle = prepare(scheme, evidence)
    print("outstanding on 2020-02-20:")
    for task in cycle.outstanding(date(2020, 2, 20)):
        print(f"  {task.words.en}, due {task.due}")
    refuse_what_cannot_be(cycle, assessment)

    days = [date(2020, 2, 24), date(2020, 3, 9), date(2020, 3, 20), *[date(2020, 3, 26)] * 2, date(2020, 3, 27)]
    cycle = conclude(cycle, assessment, days, "")
    deposited = cycle.head
    approved = assessment.staged(cycle.stage(digest(assessment)))
    print(f"\n{approved.ranking()}")
    print(f"\noutstanding after circulation: {len(cycle.outstanding(date(2020, 3, 31)))}; head deposited")

    evidence = correct(evidence)
    assessment = assess(evidence, scheme)
    fix = Consolidation(data=DataKind.VERIFICATION, digest=digest(evidence))
    reason = "a figure of 丑县 was read off the wrong line"
    cycle = cycle.record(
        event("data-corrected", date(2020, 4, 8), OFFICE, fix, reason=reason, replaces="data-verification")
    )
    print("\nafter the correction:")
    for moment in cycle.timeline()[-7:]:
        print(f"  {moment.event.key}: {moment.status.words.en}")
    days = [date(2020, 4, 9), date(2020, 4, 14), date(2020, 4, 21), *[date(2020, 4, 24)] * 2, date(2020, 4, 27)]
    cycle = conclude(cycle, assessment, days, "-2")
    print("\nsecond round:")
    for moment in cycle.timeline()[-6:]:
        print(f"  {moment.words.en}")

    cycle = carry_out(cycle, assessment, scheme)
    print("\noverdue on 2020-09-01:")
    for task in cycle.overdue(date(2020, 9, 1)):
        print(f"  {task.words.en}, due {task.due} [{task.citation}]")
    for departure in cycle.departures():
        print(f"departure [{departure.citation}]: {departure.what.en}")
    cycle = hand_on(cycle, assessment)

    with TemporaryDirectory() as folder:
        path = Path(folder) / "cycle_2019.json"
        write_cycle(cycle, path)
        again = read_cycle(path)
    print(f"\nread back equal: {again == cycle}; the deposited head stands for {again.verify(deposited)} events\n")
    two_years_later()


if __name__ == "__main__":
    main()
