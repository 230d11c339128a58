"""Events, samples and grades that people set, each checked by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import permutations

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from jxassess import City, County, Evidence, EvidenceError
from jxassess.evidence import Event, SampledCounty, SampledTownship, SampledVillage, SetGrade
from jxassess.measure import Body

DAY = date(2019, 12, 31)


@pytest.fixture
def event(counties: tuple[County, ...]) -> Event:
    """An event in 子县."""
    return Event(key="e1", kind="praise", place=counties[0], on=DAY, document="letter 7")


@pytest.fixture
def entry(cities: tuple[City, ...]) -> SetGrade:
    """A grade set for 甲市."""
    return SetGrade(
        city=cities[0], grade="good", body=Body.LEADING_GROUP, on=DAY, document="minutes 3", reason="so it is"
    )


@pytest.fixture
def sample(counties: tuple[County, ...]) -> Callable[..., SampledCounty]:
    """Make a sample of 子县 from township, village and households."""

    def make(*lines: tuple[str, str, int]) -> SampledCounty:
        names = list(dict.fromkeys(township for township, _, _ in lines))
        townships = [
            SampledTownship(
                name=name,
                villages=[SampledVillage(name=village, households=n) for town, village, n in lines if town == name],
            )
            for name in names
        ]
        return SampledCounty(county=counties[0], townships=townships)

    return make


def refused(make: Callable[[], object]) -> str:
    """Give the whole text of a refusal."""
    with pytest.raises(EvidenceError) as error:
        make()
    return str(error.value)


def test_an_event_is_proved(event: Event) -> None:
    """An event without a key, a document or a plain day is refused, with all of it at once."""
    assert event.criterion == ""
    said = refused(lambda: evolve(event, key="E 1", document=" ", on=datetime(2019, 12, 31, 8)))
    assert said.split("\n") == [
        "3 faults in event E 1",
        "  key: 'E 1' is no key; use lower-case letters, digits and underscores, a letter first",
        "  document: nothing stands here; fill it in",
        "  on: datetime.datetime(2019, 12, 31, 8, 0) is not a plain day; give a date without a time",
    ]


def test_a_set_grade_is_answered_for(entry: SetGrade) -> None:
    """A grade that people set has a document, a reason and a plain day."""
    said = refused(lambda: evolve(entry, document="", reason="\t", on=datetime(2019, 12, 31, 8)))
    assert said.split("\n") == [
        "3 faults in the grade of 990100 甲市",
        "  document: nothing stands here; fill it in",
        "  reason: nothing stands here; fill it in",
        "  on: datetime.datetime(2019, 12, 31, 8, 0) is not a plain day; give a date without a time",
    ]


def test_a_sample_counts_nothing_twice(sample: Callable[..., SampledCounty]) -> None:
    """Names are given, and once in each place; the same name in two townships is two villages."""
    assert len(sample(("east", "hill", 5), ("west", "hill", 5)).townships) == 2
    said = refused(lambda: sample(("", "a", 5), ("east", "a", 5), ("east", "a", 6), ("west", " ", -1)))
    assert said.split("\n") == [
        "4 faults in the sample of 990121 子县",
        "  townships[0].name: nothing stands here; fill it in",
        "  townships[1].villages[1].name: a stands here twice; keep one of them",
        "  townships[2].villages[0].name: nothing stands here; fill it in",
        "  townships[2].villages[0].households: -1 households; give zero or more",
    ]
    twice = [SampledTownship(name="east", villages=[]), SampledTownship(name="east", villages=[])]
    assert "townships[1].name: east stands here twice" in refused(lambda: evolve(sample(), townships=twice))


def test_faults_of_further_records_in_chinese(
    event: Event, entry: SetGrade, sample: Callable[..., SampledCounty]
) -> None:
    """The same is said in Chinese, with what it is about."""
    found = []
    for make in (
        lambda: evolve(event, document=""),
        lambda: evolve(entry, reason=""),
        lambda: sample(("east", "a", -1), ("east", "a", 0)),
    ):
        with pytest.raises(EvidenceError) as error:
            make()
        found.append((error.value.subject.zh, [fault.text("zh") for fault in error.value.faults]))
    assert found == [
        ("事项e1", ["document：内容为空；请填写"]),
        ("990100 甲市评定等次", ["reason：内容为空；请填写"]),
        (
            "990121 子县抽样",
            [
                "townships[0].villages[1].name：a重复；请只保留一个",
                "townships[0].villages[0].households：户数为-1；请给出不小于零的数",
            ],
        ),
    ]


def test_samples_are_in_order_whatever_the_input(sample: Callable[..., SampledCounty]) -> None:
    """Townships and villages stand in the order of names."""
    lines = [("west", "a", 1), ("east", "b", 2), ("east", "a", 3)]
    made = {sample(*turned) for turned in permutations(lines)}
    (only,) = made
    assert [(t.name, [(v.name, v.households) for v in t.villages]) for t in only.townships] == [
        ("east", [("a", 3), ("b", 2)]),
        ("west", [("a", 1)]),
    ]


def test_no_households_are_a_number(sample: Callable[..., SampledCounty]) -> None:
    """A village in which nobody was met is recorded with zero."""
    assert sample(("east", "a", 0)).townships[0].villages[0].households == 0


def test_further_records_cannot_be_changed(event: Event, entry: SetGrade) -> None:
    """Records are values."""
    for record in (event, entry):
        with pytest.raises(FrozenInstanceError):
            setattr(record, "document", "another")  # noqa: B010


def test_evidence_keeps_them_in_order(
    evidence: Evidence, event: Event, entry: SetGrade, sample: Callable[..., SampledCounty], cities: tuple[City, ...]
) -> None:
    """Events stand by key, grades by city and samples by county, whatever the order of input."""
    events = [evolve(event, key=key) for key in ("e3", "e1", "e2")]
    grades = [evolve(entry, city=city) for city in cities[::-1]]
    samples = [sample(("east", "a", 1))]
    given = evolve(evidence, events=events, set_grades=grades, samples=samples)
    assert [each.key for each in given.events] == ["e1", "e2", "e3"]
    assert [each.city.code for each in given.set_grades] == ["990100", "990200"]
    added = evolve(evidence, samples=samples).adding(events=events[::-1], set_grades=grades[::-1])
    assert added == given
    assert len(added.adding(events=[evolve(event, key="e9")]).events) == 4
