"""Which figures of a survey are withheld because few households stand behind them, or because they would tell others.

Withheld for their own sake are figures whose numerator, the rest of whose denominator, or whose denominator is above
zero and below the scheme's limit: a threshold rule, primary suppression. Others are withheld so that these cannot be
computed from what is shown: secondary suppression. For both see A. Hundepool and others, Statistical Disclosure
Control, Wiley 2012, chapter 4, and the handbook of that name at https://sdctools.github.io/HandbookSDC/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.scheme import Incidence, SurveyRule
from jxassess.surveys._combinations import EVERYONE, Area, Combination, Count, Published, combine, count_where, less
from jxassess.surveys._estimate import Estimate
from jxassess.surveys._tally import Tally, VillageTotals


@frozen(kw_only=True)
class Withheld(ByFields):
    """What is not shown.

    Attributes:
        estimates: estimates, by code of the place and key of the indicator.
        strata: numbers of households of strata, by code of the county and stratum.
    """

    estimates: frozenset[tuple[str, str]]
    strata: frozenset[tuple[str, str]]


def find_withheld(tally: Tally, estimates: Iterable[Estimate]) -> Withheld:
    """Find what must not be shown where estimates and numbers of households by stratum are published together.

    A row is shown if no withheld count can be computed from it and the rows before it by adding and subtracting, given
    that the counts of a city are those of its counties, those of a county those of its strata, and that households who
    gave one of several answers are those who gave each of them. Estimates of cities come first, then those of counties,
    then the strata, those with many households first. Counts of several counties or strata that are withheld together are
    kept from being computed as well, where they are as small.

    Args:
        tally: what the records add up to.
        estimates: what is to be published, made of this tally.

    Returns:
        What is withheld.
    """
    villages: dict[str, list[VillageTotals]] = {county.code: [] for county in tally.counties}
    for village in tally.villages:
        villages[village.county].append(village)
    cities: dict[str, dict[str, list[VillageTotals]]] = {}
    for county in tally.counties:
        cities.setdefault(county.parent.code, {})[county.code] = villages[county.code]
    named = {(each.place.code, each.indicator.key) for each in estimates}
    rows = [row for code, held in cities.items() for row in _City(tally.rule, code, held, named).withheld()]
    return Withheld(
        estimates=frozenset((row.code, row.name) for row in rows if row.shares),
        strata=frozenset((row.code, row.name) for row in rows if not row.shares),
    )


@frozen(kw_only=True)
class _Row(ByFields):
    """A row to be published: an estimate by place and indicator, with its shares; a stratum by county and name."""

    code: str
    name: str
    shares: tuple[int, ...] = ()


class _City:
    """The counts of a city, its counties and their strata, and which of them are to be published."""

    def __init__(
        self, rule: SurveyRule, city: str, counties: dict[str, list[VillageTotals]], estimates: set[tuple[str, str]]
    ) -> None:
        self._rule, self._limit, self._city, self._villages = rule, rule.small_cells, city, counties
        among = [count_where(share.among, rule.questions) for share in rule.proportions]
        counted = [count_where((*share.among, *share.counted), rule.questions) for share in rule.proportions]
        self._counts = tuple(zip(counted, among, strict=True))
        # What has to go goes where few households are: those counties come last.
        self._counties = sorted(self._villages, key=lambda code: (-_households(self._villages[code]), code))
        self._villages[city] = [each for code in self._counties for each in self._villages[code]]
        self._areas = self._independent()
        self._rows = dict(self._to_publish(estimates))

    def withheld(self) -> tuple[_Row, ...]:
        """Give the rows that must not be shown."""
        known = [combination for code in self._villages for combination in self._nobody(code)]
        secrets = dict(self._small())
        while secrets:
            published = Published(secrets.values(), known)
            shown = {row for row, combinations in self._rows.items() if published.add(combinations)}
            more = {key: each for key, each in self._small_together(shown) if key not in secrets}
            if not more:
                return tuple(row for row in self._rows if row not in shown)
            secrets |= more
        return ()

    def _independent(self) -> dict[tuple[str, ...], Area]:
        """Write the places as sums of independent ones: the last county is its city less the others, and so on."""
        areas: dict[tuple[str, ...], Area] = {(self._city,): {(self._city,): 1}}
        _divide(areas, (self._city,), [(code,) for code in self._counties])
        for code in self._counties:
            _divide(areas, (code,), [(code, stratum) for stratum in self._strata(code)])
        return areas

    def _strata(self, code: str) -> list[str]:
        strata = {village.stratum for village in self._villages[code]}
        return sorted(strata, key=lambda stratum: (-self._in_strata(code, [stratum]), stratum))

    def _to_publish(self, estimates: set[tuple[str, str]]) -> Iterator[tuple[_Row, tuple[Combination, ...]]]:
        for code in (self._city, *self._counties):
            yield from self._estimates(code, estimates)
        for code in self._counties:
            for stratum in self._strata(code):
                yield _Row(code=code, name=stratum), (combine(self._areas[code, stratum], EVERYONE),)

    def _estimates(self, code: str, estimates: set[tuple[str, str]]) -> Iterator[tuple[_Row, tuple[Combination, ...]]]:
        area, rule = self._areas[code,], self._rule
        for each in rule.estimators:
            if (code, each.indicator.key) in estimates:
                shares = tuple(rule.proportions.index(share) for share in each.proportions)
                # An incidence is taken to tell both of its shares.
                counts = [count for share in shares for count in self._counts[share]]
                counts += [EVERYONE] if isinstance(each, Incidence) else []
                row = _Row(code=code, name=each.indicator.key, shares=shares)
                yield row, tuple(combine(area, count) for count in counts)

    def _nobody(self, code: str) -> Iterator[Combination]:
        """Give the counts of a place that are zero because nobody could be asked, which has no estimate."""
        for share, counts in enumerate(self._counts):
            if not self._numbers([code], share)[1]:
                yield from (combine(self._areas[code,], count) for count in counts)

    def _small(self) -> Iterator[tuple[tuple[object, ...], Combination]]:
        """Give the counts that are withheld for their own sake."""
        for code in self._villages:
            area = self._areas[code,]
            if 0 < _households(self._villages[code]) < self._limit:
                yield (code,), combine(area, EVERYONE)
            for share in range(len(self._counts)):
                for kind, count in self._small_counts([code], share, least=1):
                    yield (code, share, kind), combine(area, count)
        for code in self._counties:
            for stratum in self._strata(code):
                if self._in_strata(code, [stratum]) < self._limit:
                    yield (code, stratum), combine(self._areas[code, stratum], EVERYONE)

    def _small_together(self, shown: set[_Row]) -> Iterator[tuple[tuple[object, ...], Combination]]:
        """Give the counts of counties or strata withheld together that are small as well."""
        for share in range(len(self._counts)):
            has_row = {row.code for row in self._rows if share in row.shares}
            has_shown = {row.code for row in shown if share in row.shares}
            codes = [code for code in self._counties if code not in has_shown and self._numbers([code], share)[1]]
            # Where the count of all of them is zero, so is that of each.
            is_kept = any(code in has_row and [*self._small_counts([code], share, least=1)] for code in codes)
            least = 0 if is_kept else 1
            for kind, count in self._small_counts(codes, share, least=least):
                yield (share, kind, *codes), combine(_sum(self._areas[code,] for code in codes), count)
        for code in self._counties:
            strata = [stratum for stratum in self._strata(code) if _Row(code=code, name=stratum) not in shown]
            if 0 < self._in_strata(code, strata) < self._limit:
                area = _sum(self._areas[code, stratum] for stratum in strata)
                yield (code, tuple(strata)), combine(area, EVERYONE)

    def _small_counts(self, codes: list[str], share: int, *, least: int) -> Iterator[tuple[str, Count]]:
        numbers, (counted, among) = self._numbers(codes, share), self._counts[share]
        if not numbers[1]:
            return
        is_few = numbers[1] < self._limit
        if is_few:
            yield "among", among
        if is_few or least <= numbers[0] < self._limit:
            yield "counted", counted
        if is_few or least <= numbers[1] - numbers[0] < self._limit:
            yield "rest", less(among, counted)

    def _numbers(self, codes: list[str], share: int) -> tuple[int, int]:
        totals = [village.shares[share] for code in codes for village in self._villages[code]]
        return sum(each.counted_households for each in totals), sum(each.households for each in totals)

    def _in_strata(self, code: str, strata: list[str]) -> int:
        return _households(village for village in self._villages[code] if village.stratum in strata)


def _households(villages: Iterable[VillageTotals]) -> int:
    return sum(village.households for village in villages)


def _divide(areas: dict[tuple[str, ...], Area], whole: tuple[str, ...], parts: list[tuple[str, ...]]) -> None:
    for part in parts[:-1]:
        areas[part] = {part: 1}
    # The last one is what the others leave of the whole.
    for part in parts[-1:]:
        areas[part] = _sum([areas[whole], *({other: -1} for other in parts[:-1])])


def _sum(areas: Iterable[Area]) -> Area:
    total: dict[tuple[str, ...], int] = {}
    for area in areas:
        for place, factor in area.items():
            total[place] = total.get(place, 0) + factor
    return {place: factor for place, factor in total.items() if factor}
