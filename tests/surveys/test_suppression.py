"""What is withheld: small counts, and what would tell them.

The attack here knows nothing of how it is decided: it writes every count that is shown as a sum over all combinations of
answers in each stratum of each county, and solves for the small ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest
from made_surveys import COUNTIES
from small_survey import QUESTIONS, SHARES, a_rule, a_tally, estimates_of

from jxassess.scheme import Answered, Proportion, Tier
from jxassess.surveys import Tally
from jxassess.surveys._suppression import Withheld, find_withheld

ZI, CHOU, YIN, MAO, CHEN = (county.code for county in COUNTIES)
JIA, YI = "990100", "990200"
POOR = {"kind": "listed", "poor": "yes"}
LISTED = {"kind": "listed"}


def withheld(
    keys: Iterable[str],
    households: Iterable[tuple[str, str, int, Mapping[str, str]]],
    *tiers: Tier,
    small_cells: int = 5,
) -> set[tuple[str, str]]:
    """Give what is withheld of the estimates and strata of a small survey."""
    tally = a_tally(a_rule(keys, small_cells), households)
    found = find_withheld(tally, estimates_of(tally, *tiers))
    assert not found.estimates & found.strata
    return set(found.estimates | found.strata)


def counties(*numbers: tuple[str, int, int]) -> list[tuple[str, str, int, Mapping[str, str]]]:
    """Make counties of one stratum with so many listed households that are poor, and so many that are not."""
    return [row for code, poor, rest in numbers for row in ((code, "s", poor, POOR), (code, "s", rest, LISTED))]


@pytest.mark.parametrize(
    ("poor", "rest", "is_withheld"),
    [(0, 30, False), (1, 30, True), (4, 30, True), (5, 30, False), (30, 5, False), (30, 4, True), (30, 0, False)],
)
def test_small_counts_and_their_complements_are_withheld(poor: int, rest: int, is_withheld: bool) -> None:
    """With a limit of 5, 1 to 4 households counted or not counted are too few; none and 5 are shown."""
    shown = [(CHOU, 20, 20), (YIN, 20, 20)]
    found = withheld(["accuracy"], counties((ZI, poor, rest), *shown), Tier.COUNTY)
    assert found == ({(ZI, "accuracy")} if is_withheld else set())


@pytest.mark.parametrize(("asked", "is_withheld"), [(4, True), (5, False)])
def test_small_denominators_are_withheld(asked: int, is_withheld: bool) -> None:
    """A share of fewer than 5 households is withheld though it is zero; the stratum has more households and is shown."""
    given = [*counties((ZI, 0, asked), (CHOU, 20, 20)), (ZI, "s", 30, {})]
    assert withheld(["accuracy"], given, Tier.COUNTY) == ({(ZI, "accuracy")} if is_withheld else set())


def test_a_limit_of_one_withholds_nothing() -> None:
    """Where the scheme sets no limit everything is shown."""
    assert withheld(["accuracy", "not_poor"], counties((ZI, 1, 1), (CHOU, 1, 30)), small_cells=1) == set()


def test_a_second_county_goes_where_the_city_is_shown() -> None:
    """City less the other counties is the withheld one: the county with the fewest households goes with it."""
    given = counties((ZI, 3, 40), (CHOU, 20, 20), (YIN, 30, 30))
    assert withheld(["accuracy"], given, Tier.COUNTY) == {(ZI, "accuracy")}
    assert withheld(["accuracy"], given) == {(ZI, "accuracy"), (CHOU, "accuracy")}


def test_a_city_of_one_county_goes_with_it() -> None:
    """A city that has one county in the sample has its numbers."""
    found = withheld(["accuracy"], counties((MAO, 3, 40), (ZI, 20, 20), (CHOU, 20, 20)))
    assert found == {(MAO, "accuracy"), (YI, "accuracy")}


def test_the_sum_of_what_is_withheld_is_no_small_count() -> None:
    """A second county of zero would leave the sum as it was, 3; one of 20 hides it."""
    given = counties((ZI, 3, 40), (CHOU, 0, 30), (YIN, 20, 40))
    assert withheld(["accuracy"], given) == {(ZI, "accuracy"), (YIN, "accuracy")}


def test_a_sum_of_zero_tells_each_count() -> None:
    """Where nobody in the city is counted, so is nobody in the small county: the city's figure goes too."""
    given = [*counties((ZI, 0, 4), (CHOU, 0, 30), (YIN, 0, 40)), (ZI, "s", 30, {})]
    assert withheld(["accuracy"], given) == {(ZI, "accuracy"), (JIA, "accuracy")}


def test_a_city_is_shown_whose_counties_are_not_published() -> None:
    """Without rows of counties nothing is withheld of a large city, not even a zero."""
    given = counties((ZI, 2, 40), (CHOU, 4, 40))
    assert withheld(["accuracy"], given, Tier.CITY) == set()
    assert withheld(["accuracy"], counties((ZI, 0, 4), (CHOU, 0, 40)), Tier.CITY) == {(ZI, "s")}


def test_another_share_of_the_same_households_goes() -> None:
    """Good and fair are not bad: one of the three follows from the two others."""
    given = [(ZI, "s", 4, {"team": "fair"}), (ZI, "s", 30, {"team": "good"}), (ZI, "s", 30, {"team": "bad"})]
    found = withheld(["good", "fair", "not_bad"], given, Tier.COUNTY)
    assert found == {(ZI, "fair"), (ZI, "not_bad")}
    assert withheld(["good", "fair"], given, Tier.COUNTY) == {(ZI, "fair")}


def test_a_blank_answer_keeps_a_rest_unknown() -> None:
    """Of a question that may be blank, all less two answers is not the third."""
    given = [(ZI, "s", 4, {"team": "bad"}), (ZI, "s", 30, {"team": "good"}), (ZI, "s", 30, {"team": "fair"})]
    assert withheld(["good", "fair"], [*given, (ZI, "s", 30, {})], Tier.COUNTY) == set()


def test_an_incidence_goes_with_its_shares() -> None:
    """The incidence is known figures times two shares: with one of them it tells the other."""
    given = [(ZI, "s", 3, {"poor": "yes"}), (ZI, "s", 40, {}), (ZI, "s", 10, {"kind": "exited", "poor": "yes"})]
    given += [(ZI, "s", 30, {"kind": "exited"})]
    assert withheld(["wrong_exit", "incidence"], given, Tier.COUNTY) == {(ZI, "incidence")}
    found = withheld(["missed", "wrong_exit", "incidence"], given, Tier.COUNTY)
    assert found == {(ZI, "missed"), (ZI, "incidence")}


def test_a_small_stratum_goes_with_another() -> None:
    """Strata add up to the county, whose households an estimate tells: the smallest other stratum goes too."""
    given = [(ZI, "a", 3, {"team": "good"}), (ZI, "b", 40, {"team": "good"}), (ZI, "c", 30, {"team": "fair"})]
    assert withheld(["good"], given, Tier.COUNTY) == {(ZI, "a"), (ZI, "c")}
    # Where no estimate tells how many households the county has, the others can stay.
    assert withheld(["accuracy"], [*given, *counties((ZI, 9, 9))], Tier.COUNTY) == {(ZI, "a")}


def test_strata_that_are_small_together_go_with_a_large_one() -> None:
    """Two strata of 2 households each are 4 in sum, which is withheld as well."""
    given = [(ZI, "a", 2, {"team": "good"}), (ZI, "b", 2, {"team": "good"}), (ZI, "c", 30, {"team": "fair"})]
    given.append((ZI, "d", 40, {"team": "good"}))
    assert withheld(["good"], given, Tier.COUNTY) == {(ZI, "a"), (ZI, "b"), (ZI, "c")}


def test_a_county_where_nobody_was_asked_tells_its_zero() -> None:
    """A county without anybody who exited has no row, which says as much as a zero does."""
    given = [(code, "s", *row) for code in (CHOU, YIN) for row in ((40, {"kind": "exited"}), (9, {}))]
    poor = {"kind": "exited", "poor": "yes"}
    found = withheld(["wrong_exit"], [*given, (CHOU, "s", 3, poor), (YIN, "s", 20, poor), (ZI, "s", 90, {})])
    assert found == {(CHOU, "wrong_exit"), (YIN, "wrong_exit")}


# The attack

SEEDS = range(60)
PRIME = 2**61 - 1
Vector = list[int]


def random_tally(random: Random) -> Tally:
    """Make a survey with many small counts: one to five counties, one to three strata."""
    keys = random.sample([*SHARES, "incidence"], random.randint(1, 6))
    codes = random.sample([ZI, CHOU, YIN, MAO, CHEN], random.randint(1, 5))
    households = []
    for code in codes:
        for stratum in "abc"[: random.choice((1, 1, 2, 3))]:
            for kind, poor in product(("listed", "exited", "other"), ("yes", "no")):
                for team in random.sample(("good", "fair", "bad", ""), 2):
                    number = random.choice((0, 0, 1, 2, 3, 6, 9, 15))
                    answers = {"kind": kind, "poor": poor, **({"team": team} if team else {})}
                    households.append((code, stratum, number, answers))
        households.append((code, "a", 1, {}))
    return a_tally(a_rule(keys, random.choice((2, 3, 5, 8))), households)


def holds(conditions: Iterable[Answered], household: Mapping[str, str]) -> bool:
    """Tell whether a household satisfies conditions."""
    return all(household[condition.question] in condition.answers for condition in conditions)


class Attack:
    """All counts of a survey as sums over every combination of answers in every stratum of every county."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        answers = [[*question.answers, *([""] if question.may_be_blank else [])] for question in QUESTIONS]
        self.kinds = [
            dict(zip([question.key for question in QUESTIONS], each, strict=True)) for each in product(*answers)
        ]
        self.strata = sorted({(village.county, village.stratum) for village in tally.villages})
        codes = {code for code, _ in self.strata}
        self.places = sorted(codes | {f"{code[:4]}00" for code in codes})

    def vector(self, strata: Iterable[tuple[str, str]], conditions: Sequence[Answered]) -> Vector:
        """Write the households of some strata who satisfy conditions as a sum."""
        held = set(strata)
        return [int(stratum in held and holds(conditions, kind)) for stratum in self.strata for kind in self.kinds]

    def strata_of(self, code: str) -> list[tuple[str, str]]:
        """Give the strata of a city or county."""
        return [each for each in self.strata if each[0] == code or (code.endswith("00") and each[0][:4] == code[:4])]

    def counts(self, code: str, share: Proportion) -> tuple[int, int]:
        """Count the households of numerator and denominator in a city or county."""
        i = self.tally.rule.proportions.index(share)
        held = [
            village.shares[i]
            for village in self.tally.villages
            if (village.county, village.stratum) in self.strata_of(code)
        ]
        return sum(each.counted_households for each in held), sum(each.households for each in held)

    def published(self, hidden: Withheld) -> Iterator[tuple[tuple[str, str], Vector]]:
        """Give what the rows that are shown tell, with the row."""
        for each in estimates_of(self.tally):
            if (named := (each.place.code, each.indicator.key)) not in hidden.estimates:
                estimator = next(one for one in self.tally.rule.estimators if one.indicator == each.indicator)
                for share in estimator.proportions:
                    yield named, self.vector(self.strata_of(named[0]), share.among)
                    yield named, self.vector(self.strata_of(named[0]), [*share.among, *share.counted])
                if len(estimator.proportions) > 1:
                    yield named, self.vector(self.strata_of(named[0]), [])
        for stratum in self.strata:
            if stratum not in hidden.strata:
                yield stratum, self.vector([stratum], [])

    def known(self) -> Iterator[Vector]:
        """Give the counts that are zero because nobody could be asked."""
        for code, share in product(self.places, self.tally.rule.proportions):
            if not self.counts(code, share)[1]:
                yield self.vector(self.strata_of(code), share.among)
                yield self.vector(self.strata_of(code), [*share.among, *share.counted])

    def small_together(self, hidden: Withheld) -> Iterator[Vector]:
        """Give the small sums, zero among them, of counties of a city whose every estimate of a share is withheld."""
        limit = self.tally.rule.small_cells
        for code, share in product(self.places, self.tally.rule.proportions):
            keys = [each.indicator.key for each in self.tally.rule.estimators if share in each.proportions]
            inner = {name for name, _ in self.strata_of(code)} if code.endswith("00") else set()
            gone = [
                name
                for name in inner
                if self.counts(name, share)[1] and all((name, key) in hidden.estimates for key in keys)
            ]
            counted, among = (
                sum(each) for each in zip((0, 0), *(self.counts(name, share) for name in gone), strict=True)
            )
            strata = [each for name in gone for each in self.strata_of(name)]
            whole, part = self.vector(strata, share.among), self.vector(strata, [*share.among, *share.counted])
            if any(self.few(name, share) for name in gone):
                if counted < limit:
                    yield part
                if among - counted < limit:
                    yield [a - b for a, b in zip(whole, part, strict=True)]

    def few(self, code: str, share: Proportion) -> list[int]:
        """Give the counts of a share in a place that are above zero and below the limit."""
        counted, among = self.counts(code, share)
        return [number for number in (counted, among - counted, among) if 0 < number < self.tally.rule.small_cells]

    def small(self) -> Iterator[Vector]:
        """Give the counts that nobody may learn."""
        limit = self.tally.rule.small_cells
        for code, share in product(self.places, self.tally.rule.proportions):
            counted, among = self.counts(code, share)
            strata = self.strata_of(code)
            whole, part = self.vector(strata, share.among), self.vector(strata, [*share.among, *share.counted])
            if 0 < counted < limit:
                yield part
            if 0 < among - counted < limit:
                yield [a - b for a, b in zip(whole, part, strict=True)]
            if 0 < among < limit:
                yield whole
        for stratum in self.strata:
            held = [each.households for each in self.tally.villages if (each.county, each.stratum) == stratum]
            if 0 < sum(held) < limit:
                yield self.vector([stratum], [])


def solve(rows: Iterable[Vector]) -> dict[int, Vector]:
    """Bring rows into echelon form, modulo a large prime."""
    echelon: dict[int, Vector] = {}
    for row in rows:
        rest = reduce(row, echelon)
        first = next((i for i, each in enumerate(rest) if each), None)
        if first is not None:
            inverse = pow(rest[first], -1, PRIME)
            echelon[first] = [each * inverse % PRIME for each in rest]
    return echelon


def reduce(row: Vector, echelon: Mapping[int, Vector]) -> Vector:
    """Take rows in echelon form from a row."""
    rest = [each % PRIME for each in row]
    for first, other in sorted(echelon.items()):
        if factor := rest[first]:
            rest = [(a - factor * b) % PRIME for a, b in zip(rest, other, strict=True)]
    return rest


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_count_can_be_computed(seed: int) -> None:
    """No sum of shown counts, with any factors, is a small count, nor a small sum of what is withheld in a city."""
    tally = random_tally(Random(seed))
    attack, hidden = Attack(tally), find_withheld(tally, estimates_of(tally))
    known = list(attack.known())
    echelon = solve([*known, *(vector for _, vector in attack.published(hidden))])
    assert all(any(reduce(small, echelon)) for small in attack.small())
    # A sum of zero that is known without the tables is no secret.
    anyway = solve(known)
    together = [each for each in attack.small_together(hidden) if any(reduce(each, anyway))]
    assert all(any(reduce(each, echelon)) for each in together)


def test_the_attack_succeeds_on_rows_that_withhold_small_counts_alone() -> None:
    """Withholding only what is small itself lets the attack compute some in most of the random surveys."""
    told = 0
    for seed in SEEDS:
        attack = Attack(random_tally(Random(seed)))
        small = solve(attack.small())
        everything = Withheld(estimates=frozenset(), strata=frozenset())
        rows = list(attack.published(everything))
        own = {named for named, vector in rows if not any(reduce(vector, small))}
        echelon = solve(vector for named, vector in rows if named not in own)
        told += any(not any(reduce(each, echelon)) for each in attack.small())
    assert told > len(SEEDS) // 2
