"""Which units a scheme tells apart, samples, or scores as one, and on which level it scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import key_faults, name_faults
from jxassess.measure import Citation
from jxassess.scheme._faults import (
    BAD_CODE,
    BAD_UNIT_CODE,
    BUNDLE_SINGLE,
    EMPTY,
    LEAD_OUTSIDE,
    MIXED_CLASS,
    NO_DOCUMENT,
    NO_SOURCE,
    NOT_POSITIVE,
    REPEATED,
)
from jxassess.words import Worded, Words

_UNIT_CODE = re.compile(r"[0-9]{6}", re.ASCII)


@unique
class Tier(Worded):
    """Whose score something belongs to (计分层级)."""

    COUNTY = "county", "counties", "县级"
    CITY = "city", "cities", "设区市级"


def is_city_code(code: str) -> bool:
    """Tell whether a code is that of a city: its last two digits are 00."""
    return code.endswith("00")


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))


def _code_faults(codes: tuple[str, ...], where: str) -> Iterator[Fault]:
    for i, code in enumerate(codes):
        if not _UNIT_CODE.fullmatch(code):
            yield BAD_UNIT_CODE.at(f"{where}[{i}]", code)
        elif code in codes[:i]:
            yield REPEATED.at(f"{where}[{i}]", code)


@frozen(kw_only=True)
class UnitClass(ByFields):
    """Counties or cities that a scheme treats alike (单位分类), such as mountain counties.

    Attributes:
        key: the identifier, unique among the classes.
        name: what officials call it, in both languages.
        units: the six-digit codes of its counties, or of its cities, kept sorted; at least one.
        source: the document or data that the class comes from.

    Raises:
        SchemeError: no unit, a bad or repeated code, counties and cities in one class, no source.
    """

    key: str
    name: Words
    units: tuple[str, ...] = field(converter=_codes)
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a class that nobody can be in."""
        raise_faults(SchemeError, self._find_faults(), Words(f"class {self.key}", f"分类{self.key}"))

    @property
    def level(self) -> Tier:
        """Whether it holds counties or cities."""
        return Tier.CITY if self.units and is_city_code(self.units[0]) else Tier.COUNTY

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if not self.units:
            yield EMPTY.at("units")
        yield from _code_faults(self.units, "units")
        if len({is_city_code(code) for code in self.units}) > 1:
            yield MIXED_CLASS.at("units", self.key)
        if not self.source.strip():
            yield NO_SOURCE.at("source")


@frozen(kw_only=True)
class SampleRule(ByFields):
    """Cities are judged from sampled counties, with the least numbers that a sample must have (抽样考核).

    Counties that are neither sampled nor carried are not scored and weigh nothing.

    Attributes:
        counties: sampled counties in each city; all that are not carried where a city has fewer.
        townships: townships in each sampled county.
        villages: villages in each sampled township.
        households: households in each sampled village.
        with_carried: whether carried counties enter the mean beside the sampled ones.
        allowed_by: the document that allows it.

    Raises:
        SchemeError: a number that is not above zero, or no document.

    Legal basis:
        None: Art. 6 takes the mean of all counties, so every sample of counties is a departure.
    """

    counties: int
    townships: int
    villages: int
    households: int
    with_carried: bool
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse a sample of nothing."""
        raise_faults(SchemeError, self._find_faults(), Words("the sample", "抽样规定"))

    def _find_faults(self) -> Iterator[Fault]:
        for name, number in self.numbers:
            if number <= 0:
                yield NOT_POSITIVE.at(name, number)
        if not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=Citation(6))

    @property
    def numbers(self) -> tuple[tuple[str, int], ...]:
        """The four least numbers with their names, from counties to households."""
        return (
            ("counties", self.counties),
            ("townships", self.townships),
            ("villages", self.villages),
            ("households", self.households),
        )

    @property
    def words(self) -> Words:
        """The sample in words."""
        carried = Words("with", "含") if self.with_carried else Words("without", "不含")
        return Words(
            "at least {counties} counties a city, {townships} townships a county, {villages} villages a township, "
            "{households} households a village; {carried} carried counties",
            "每市至少{counties}个县，每县至少{townships}个乡镇，每乡镇至少{villages}个村，每村至少{households}户；{carried}贫困县",
        ).format(carried=carried, **dict(self.numbers))


@frozen(kw_only=True)
class Bundle(ByFields):
    """Counties that are scored as one and all receive the score (捆绑考核).

    Observations and targets are given for the lead and hold for all; each member keeps a weight of its own.

    Attributes:
        units: the six-digit codes of the members, the lead among them, kept sorted; at least two.
        lead: the member that the data are given for.
        allowed_by: the document that allows it.

    Raises:
        SchemeError: fewer than two members, a lead outside, a bad or repeated code, no document.

    Legal basis:
        None: Art. 6 speaks of the score of each county, so every bundle is a departure.
    """

    units: tuple[str, ...] = field(converter=_codes)
    lead: str
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no bundle."""
        raise_faults(SchemeError, self._find_faults(), Words("a bundle", "捆绑考核单位"))

    def _find_faults(self) -> Iterator[Fault]:
        if len(self.units) < 2:
            yield BUNDLE_SINGLE.at("units", ", ".join(self.units) or "-")
        yield from _code_faults(self.units, "units")
        for i, code in enumerate(self.units):
            if is_city_code(code):
                yield BAD_CODE.at(f"units[{i}]", code)
        if self.lead not in self.units:
            yield LEAD_OUTSIDE.at("lead", self.lead)
        if not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=Citation(6))
