from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from made_surveys import COUNTIES, made_survey

from jxassess.scheme import WrongRecords
from jxassess.surveys import Stratum, Tally, VillageTotals, WrongCount, WrongKind
from jxassess.surveys._structure import find_county_faults, find_structure_faults


def made(places: Iterable[tuple[str, str, str]], sizes: Iterable[tuple[str, str, int]] = ()) -> Tally:
    """Make a tally of villages of one household each."""
    survey = made_survey("weighted")
    strata = [Stratum(county=county, stratum=stratum, villages=villages) for county, stratum, villages in sizes]
    villages = [
        VillageTotals(
            county=county, stratum=stratum, village=village, households=1, persons=1, weight=1, shares=[], groups=[]
        )
        for county, stratum, village in places
    ]
    return Tally(
        rule=survey.rule,
        design=evolve(survey.design, strata=strata),
        counties=COUNTIES[:2],
        villages=villages,
        wrong=[],
        records=len(villages),
        left_out=0,
    )


def found(tally: Tally) -> list[tuple[str, str, str]]:
    """Give code, place and value of each fault."""
    placed = [(village.county, village.stratum, village.village) for village in tally.villages]
    return [(fault.code, fault.where, fault.value) for fault in find_structure_faults(tally, placed)]


PLACES = (("990121", "a", "一"), ("990121", "b", "二"), ("990122", "a", "一"))


def test_villages_of_one_name_in_two_counties_are_two() -> None:
    """A village is told from others by its county."""
    assert found(made(PLACES)) == []


def test_a_village_in_two_strata_is_a_fault() -> None:
    """The fault names both strata, in their order."""
    tally = made([*PLACES, ("990121", "a", "二"), ("990121", "c", "一")])
    assert found(tally) == [
        ("village_in_two_strata", "990121 子县 一", "a, c"),
        ("village_in_two_strata", "990121 子县 二", "a, b"),
    ]


def test_strata_must_have_sizes_where_one_of_the_county_has() -> None:
    """Another county may have none."""
    assert found(made(PLACES, [("990121", "a", 1)])) == [("stratum_without_size", "990121 子县 b", "b")]


def test_a_stratum_cannot_give_more_villages_than_it_has() -> None:
    """Two drawn from one are too many; one from one is not."""
    tally = made([*PLACES, ("990121", "a", "三")], [("990121", "a", 1), ("990121", "b", 1)])
    assert found(tally) == [("too_many_villages", "990121 子县 a", "2")]


def test_a_stratum_with_a_size_must_have_villages() -> None:
    """Without any its villages would be missing in every estimate."""
    tally = made(PLACES[:2], [("990121", "a", 1), ("990121", "b", 1), ("990121", "c", 1), ("990122", "a", 1)])
    assert found(tally) == [
        ("stratum_without_villages", "990121 子县 c", "c"),
        ("no_records_of_county", "990122 丑县", ""),
    ]


def test_villages_of_one_name_are_seen_where_their_records_are_left_out() -> None:
    """Their households look like duplicates, so that none of them counts."""
    faults = find_structure_faults(made(PLACES), [*PLACES, ("990121", "b", "一")])
    assert [(fault.code, fault.where) for fault in faults] == [("village_in_two_strata", "990121 子县 一")]


def test_where_no_record_of_a_county_counts_the_wrong_ones_are_told() -> None:
    """Else the error would hide what is to be mended."""
    wrong = WrongCount(kind=WrongKind.UNKNOWN_COUNTY, county="丑县", column="county", records=180)
    tally = evolve(made(PLACES[:2]), wrong=[wrong])
    assert found(tally) == [
        ("no_records_of_county", "990122 丑县", ""),
        ("wrong_records", "county", "180"),
    ]
    assert found(evolve(made(PLACES), wrong=[wrong])) == []
    refusing = evolve(tally, rule=evolve(tally.rule, wrong_records=WrongRecords.REFUSE))
    assert found(refusing) == [("no_records_of_county", "990122 丑县", "")]


def test_a_county_without_records_is_a_fault() -> None:
    """It is named; without any record at all there is one fault for all."""
    assert found(made(PLACES[:2])) == [("no_records_of_county", "990122 丑县", "")]
    assert found(made([])) == [("no_records", "records", "")]


def test_counties_have_different_codes_and_sizes_are_of_those_surveyed() -> None:
    """A county twice, and the size of a stratum elsewhere."""
    design = evolve(made_survey("weighted").design, strata=[Stratum(county="990199", villages=2)])
    faults = [(fault.code, fault.where) for fault in find_county_faults([*COUNTIES, COUNTIES[1]], design)]
    assert faults == [("same_county", "990122 丑县"), ("size_of_unknown_county", "strata[0]")]
    assert [fault.code for fault in find_county_faults([], evolve(design, strata=[]))] == ["no_counties"]
