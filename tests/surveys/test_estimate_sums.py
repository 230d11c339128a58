"""Incidences, known figures, and what stands in the way of an estimate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from small_tallies import CHOU, JIA, ZI, figure, figures, incidence_rule, simple_rule, tally_of, village
from survey_rule import EXITED, INCIDENCE, REMAINING, RURAL, SHARES, UNREGISTERED

from jxassess import EvidenceError
from jxassess.evidence import NOT_APPLICABLE
from jxassess.scheme import Tier
from jxassess.surveys import Estimate, Tally, VillageTotals, estimate

# Missed 0.5 %, wrong exits 3.1 %.
VILLAGES = village("1", (0, 200), (20, 500)), village("2", (2, 200), (11, 500))
KNOWN = (1_000, 80_000, 10_000, 100_000)


def incidence(*villages: VillageTotals) -> Tally:
    """Make a tally whose rule has nothing but the incidence."""
    return tally_of(*villages, rule=incidence_rule())


def faults(error: EvidenceError) -> list[tuple[str, str, str]]:
    """Give code, place and value of each fault."""
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def only(tally: Tally, *known: int) -> Estimate:
    """Give the one estimate of a county."""
    (found,) = estimate(tally, figures=figures(ZI, *known))
    return found


def test_the_incidence_adds_the_remaining_the_missed_and_the_wrong_exits() -> None:
    """1,000 remain, 400 of 80,000 are missed and 310 of 10,000 exited wrongly: 1.71 % of 100,000."""
    found = only(incidence(*VILLAGES), *KNOWN)
    assert found.value == Fraction("1.71")
    assert (found.counted_households, found.counted_persons) == (33, 33)
    sure = found.uncertainty
    assert (sure.households, sure.villages, found.strata, sure.degrees) == (1_400, 2, 1, 1)
    assert found.design_effect is None
    assert sure.design_effect is None


def test_where_nobody_exited_nobody_need_be_asked_about_it() -> None:
    """With no exits the share of wrong ones is not needed, and 1,000 and 400 of 90,000 remain or are missed."""
    found = only(incidence(village("1", (0, 200), (0, 0)), village("2", (2, 200), (0, 0))), 1_000, 80_000, 0, 90_000)
    assert found.exact == Fraction(140_000, 90_000)
    assert found.counted_households == 2


def test_an_incidence_of_known_figures_alone_has_no_error() -> None:
    """Where everybody is in the register and nobody exited, the sample changes nothing."""
    found = only(incidence(*VILLAGES), 1_000, 0, 0, 100_000)
    assert (found.value, found.variance, found.counted_households) == (1, 0, 0)
    assert (found.uncertainty.lower, found.uncertainty.upper) == (1, 1)


def test_a_city_has_its_own_figures_or_the_sum_of_its_counties() -> None:
    """Half of the city's people in each of two counties give the same incidence as figures of the city itself."""
    shares = (1, 200), (31, 1_000)
    villages = [village(name, *shares, county=county) for county in (ZI, CHOU) for name in "12"]
    tally = tally_of(*villages, rule=incidence_rule(), counties=[ZI, CHOU])
    halves = [*figures(ZI, 500, 40_000, 5_000, 50_000), *figures(CHOU, 500, 40_000, 5_000, 50_000)]
    (summed,) = estimate(tally, of=Tier.CITY, figures=halves)
    (own,) = estimate(tally, of=Tier.CITY, figures=figures(JIA, *KNOWN))
    (both,) = estimate(tally, of=Tier.CITY, figures=[*halves, *figures(JIA, 2_000, 80_000, 10_000, 100_000)])
    assert summed == own
    assert (summed.value, both.value) == (Fraction("1.71"), Fraction("2.71"))


def test_nobody_in_a_denominator_is_a_fault() -> None:
    """A county without households of the kind asked for cannot be estimated, and the fault says which they are."""
    villages = village("1", (0, 0)), village("2", (0, 0))
    with pytest.raises(EvidenceError) as caught:
        estimate(tally_of(*villages, rule=simple_rule(SHARES[2])))
    assert faults(caught.value) == [("nobody_asked", "990121 子县 wrong_exit_rate", "")]
    (fault,) = caught.value.faults
    assert "where in the register is out" in fault.text()
    assert "建档立卡情况为out" in fault.text("zh")


def test_every_share_of_an_incidence_without_households_is_a_fault() -> None:
    """Both shares are named where nobody was asked for either."""
    tally = incidence(village("1", (0, 0), (0, 0)), village("2", (0, 0), (0, 0)))
    with pytest.raises(EvidenceError) as caught:
        estimate(tally, figures=figures(ZI, *KNOWN))
    assert faults(caught.value) == [("nobody_asked", "990121 子县 poverty_incidence", "")] * 2
    first, second = caught.value.faults
    assert first.text() == (
        "990121 子县 poverty_incidence: the sample holds no household for a share that poverty_incidence is made of: "
        "persons of households where poor by the standard is yes, among those where in the register is no [Art. 7(2)]; "
        "draw households of this kind; where there is nobody, give unregistered_population as 0, or name place and indicator in "
        "not_applicable"
    )
    assert second.remedy.en.partition("nobody, ")[2].startswith("give exited_population as 0, or name place")
    assert second.remedy.zh == (
        f"请抽取此类住户；确实没有的，请将{EXITED.term}填为零，或在not_applicable中列明该单位和指标"
    )


def test_a_share_and_the_incidence_of_a_county_without_exits() -> None:
    """Naming the share of wrong exits is enough where the figure of the exited is zero; otherwise both are named."""
    rule = evolve(incidence_rule(), estimators=[SHARES[2], *incidence_rule().estimators])
    number = rule.proportions.index(SHARES[2].proportion)
    one, two = ((0, 200), (0, 0)), ((2, 200), (0, 0))
    villages = [village(name, *(each[::-1] if number == 0 else each)) for name, each in (("1", one), ("2", two))]
    tally, waived = tally_of(*villages, rule=rule), (ZI.code, SHARES[2].indicator.key)
    (found,) = estimate(tally, figures=figures(ZI, 1_000, 80_000, 0, 90_000), not_applicable=[waived])
    assert found.exact == Fraction(140_000, 90_000)
    with pytest.raises(EvidenceError) as caught:
        estimate(tally, figures=figures(ZI, *KNOWN), not_applicable=[waived])
    assert faults(caught.value) == [("nobody_asked", "990121 子县 poverty_incidence", "")]
    both = [waived, (ZI.code, INCIDENCE.indicator.key)]
    assert estimate(tally, figures=figures(ZI, *KNOWN), not_applicable=both) == ()


def test_a_county_without_villages_is_a_fault_even_where_figures_are_known() -> None:
    """Known figures alone are no survey."""
    with pytest.raises(EvidenceError) as caught:
        estimate(incidence(), figures=figures(ZI, 1_000, 0, 0, 100_000))
    assert faults(caught.value) == [("nobody_asked", "990121 子县 poverty_incidence", "")] * 2


def test_known_figures_that_are_missing_are_named_all_at_once() -> None:
    """Each missing figure is a fault, beside a share of which nobody was asked; what does not apply is no number."""
    villages = village("1", (0, 200), (0, 0)), village("2", (2, 200), (0, 0))
    twice = [figure(ZI, EXITED, 1), figure(ZI, EXITED, 2)]
    known = [figure(ZI, REMAINING, 5), figure(ZI, UNREGISTERED, NOT_APPLICABLE), *twice, figure(CHOU, RURAL, 9)]
    with pytest.raises(EvidenceError) as caught:
        estimate(incidence(*villages), figures=known)
    assert faults(caught.value) == [
        ("no_figure", "990121 子县", ""),
        ("two_figures", "990121 子县", "2"),
        ("no_figure", "990121 子县", ""),
        ("nobody_asked", "990121 子县 poverty_incidence", ""),
    ]


def test_figures_of_counties_that_a_city_lacks_are_named() -> None:
    """Where the city has none of its own, the county without a figure is named."""
    villages = [village(i, (1, 200), (31, 1_000), county=county) for county in (ZI, CHOU) for i in "12"]
    tally = tally_of(*villages, rule=incidence_rule(), counties=[ZI, CHOU])
    with pytest.raises(EvidenceError) as caught:
        estimate(tally, of=Tier.CITY, figures=[*figures(ZI, *KNOWN), *figures(CHOU, *KNOWN)[:3]])
    assert faults(caught.value) == [("no_figure", "990122 丑县", "")]


def test_nothing_is_a_share_of_no_population() -> None:
    """A population of zero is a fault."""
    with pytest.raises(EvidenceError) as caught:
        only(incidence(*VILLAGES), 0, 0, 0, 0)
    assert faults(caught.value) == [("no_population", "990121 子县 poverty_incidence", "")]


def test_parts_above_the_whole_population_are_a_fault() -> None:
    """10,000 remaining, 80,000 unregistered and 10,000 exited are all of 100,000; one more contradicts it."""
    assert only(incidence(*VILLAGES), 10_000, *KNOWN[1:]).exact == Fraction("10.71")
    with pytest.raises(EvidenceError) as caught:
        only(incidence(*VILLAGES), 10_001, *KNOWN[1:])
    assert faults(caught.value) == [("parts_exceed", "990121 子县 poverty_incidence", "100001")]
    (fault,) = caught.value.faults
    assert fault.problem.en == (
        f"100001 people in all of {REMAINING.key} and {UNREGISTERED.key} and {EXITED.key}, which are parts of {RURAL.key}, "
        "100000"
    )
    assert fault.problem.zh.endswith(f"合计100001，超过所属的{RURAL.term}100000")
