"""City, county and township: the units that are assessed, or whose leaders are named, by code and name.

Codes are never read for more than what the standard puts into them: which unit lies in which. English names are for
tables and never keys, since several units share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeAlias

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.faults import EvidenceError, Fault, FaultKind, raise_faults
from jxassess.measure import Citation
from jxassess.words import Words

_NAME = re.compile(r"\S+( \S+)*")


@frozen
class _Level(ByFields):
    noun: Words
    code: re.Pattern[str]
    form: Words
    shared: int  # so many leading digits of the code are those of the parent
    citation: Citation


_CITY = _Level(
    Words("city", "设区市"),
    re.compile(r"[0-9]{2}(?!00)[0-9]{2}00"),
    Words("six ASCII digits ending in 00, not in 0000", "六位半角数字，末两位为00，末四位不为0000"),
    0,
    Citation(2),
)
_COUNTY = _Level(
    Words("county", "县"),
    re.compile(r"[0-9]{4}(?!00)[0-9]{2}"),
    Words("six ASCII digits not ending in 00", "六位半角数字，末两位不为00"),
    4,
    Citation(6),
)
_TOWNSHIP = _Level(
    Words("township", "乡镇"),
    re.compile(r"[0-9]{9}"),
    Words("nine ASCII digits", "九位半角数字"),
    6,
    Citation(9, 2),
)

BAD_CODE = FaultKind(
    "bad_code",
    None,
    Words("{value!r} is not the code of a {noun}", "{value!r}不是{noun}代码"),
    Words("give {form}, as text", "请以文本给出{form}"),
)
BAD_NAME = FaultKind(
    "bad_name",
    None,
    Words("{value!r} is not a name", "{value!r}不是名称"),
    Words(
        "give words with single blanks between them and none at the ends",
        "请给出名称，首尾无空格，中间只用单个半角空格",
    ),
)
WRONG_PARENT = FaultKind(
    "wrong_parent",
    None,
    Words("{value} does not hold the code {code!r}", "{value}不包含代码{code!r}"),
    Words("give the {noun} whose code has the same first {digits} digits", "请给出代码前{digits}位相同的{noun}"),
)
BAD_VALIDITY = FaultKind(
    "bad_validity",
    None,
    Words("{value} is not a time in force", "{value}不是有效期"),
    Words(
        "give plain dates, the first day in force before the first day no longer in force",
        "请给出日期，且生效日早于失效日",
    ),
)


@frozen(kw_only=True)
class City(ByFields):
    """A city with counties under it (设区市), the unit that gets a result.

    Attributes:
        code: six digits of GB/T 2260, ending in `00`.
        name: the Chinese name, such as 赣州市.
        english: the name in pinyin, for tables only; may be empty.

    Raises:
        EvidenceError: with every fault: `bad_code`, `bad_name`.

    Legal basis:
        Art. 2: the measure applies to the committees and governments of all 11 cities.

    Example:
        >>> City(code="360700", name="赣州市", english="Ganzhou").label
        '360700 赣州市'
    """

    code: str
    name: str
    english: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a city that contradicts itself."""
        faults = [
            *_code_faults(_CITY, self.code),
            *_name_faults(_CITY, self.name, self.english),
        ]
        raise_faults(EvidenceError, faults, _subject(_CITY, self.label))

    @property
    def label(self) -> str:
        """Code and name with a blank between them, as shown in tables and faults."""
        return f"{self.code} {self.name}"


@frozen(kw_only=True)
class County(ByFields):
    """A county, district or county-level city under a city (县、市、区), the unit that gets a score.

    Attributes:
        code: six digits of GB/T 2260, not ending in `00`, the first four those of its city.
        name: the Chinese name, such as 章贡区.
        english: the name in pinyin, for tables only; may be empty.
        parent: the city it lies in.
        valid_from: the first day on which the unit is in force, `None` where that is open.
        valid_to: the first day on which it is no longer in force, `None` where that is open.

    Raises:
        EvidenceError: with every fault: `bad_code`, `bad_name`, `wrong_parent`, `bad_validity`.

    Legal basis:
        Art. 6: mainly the counties under a city are assessed.

    Example:
        >>> ganzhou = City(code="360700", name="赣州市")
        >>> County(code="360702", name="章贡区", parent=ganzhou).label
        '360702 章贡区'
    """

    code: str
    name: str
    english: str = ""
    parent: City
    valid_from: date | None = None
    valid_to: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a county that contradicts itself."""
        faults = [
            *_code_faults(_COUNTY, self.code),
            *_name_faults(_COUNTY, self.name, self.english),
            *_parent_faults(_COUNTY, self.code, self.parent, City),
            *_validity_faults(self.valid_from, self.valid_to),
        ]
        raise_faults(EvidenceError, faults, _subject(_COUNTY, self.label))

    @property
    def label(self) -> str:
        """Code and name with a blank between them, as shown in tables and faults."""
        return f"{self.code} {self.name}"

    def is_in_force(self, day: date) -> bool:
        """Tell whether the unit is in force on a day.

        Args:
            day: any day.

        Returns:
            Whether it is; on `valid_to` it no longer is.

        Example:
            >>> nanchang = City(code="360100", name="南昌市")
            >>> wanli = County(code="360105", name="湾里区", parent=nanchang, valid_to=date(2019, 11, 6))
            >>> wanli.is_in_force(date(2019, 11, 5)), wanli.is_in_force(date(2019, 11, 6))
            (True, False)
        """
        has_begun = self.valid_from is None or self.valid_from <= day
        return has_begun and (self.valid_to is None or day < self.valid_to)


@frozen(kw_only=True)
class Township(ByFields):
    """A township, town or subdistrict under a county (乡、镇、街道); it is not scored, its leaders can be named.

    Attributes:
        code: the nine digits of the statistical code, of which the first six are the GB/T 2260 code of its county.
        name: the Chinese name.
        english: the name in pinyin, for tables only; may be empty.
        parent: the county it lies in.

    Raises:
        EvidenceError: with every fault: `bad_code`, `bad_name`, `wrong_parent`.

    Legal basis:
        Art. 9 para. 2 reaches the principal leaders of townships too.

    Example:
        >>> county = County(code="990121", name="子县", parent=City(code="990100", name="甲市"))
        >>> Township(code="990121101", name="丁镇", parent=county).label
        '990121101 丁镇'
    """

    code: str
    name: str
    english: str = ""
    parent: County

    def __attrs_post_init__(self) -> None:
        """Refuse a township that contradicts itself."""
        faults = [
            *_code_faults(_TOWNSHIP, self.code),
            *_name_faults(_TOWNSHIP, self.name, self.english),
            *_parent_faults(_TOWNSHIP, self.code, self.parent, County),
        ]
        raise_faults(EvidenceError, faults, _subject(_TOWNSHIP, self.label))

    @property
    def label(self) -> str:
        """Code and name with a blank between them, as shown in tables and faults."""
        return f"{self.code} {self.name}"


Place: TypeAlias = City | County


def _subject(level: _Level, label: str) -> Words:
    return Words("the {noun} {label}", "{noun}{label}").format(noun=level.noun, label=label)


# The functions below take any object: typed callers give what is right, data from files and frames may not.


def _code_faults(level: _Level, code: object) -> Iterator[Fault]:
    if not (isinstance(code, str) and level.code.fullmatch(code)):
        yield BAD_CODE.at("code", code, citation=level.citation, noun=level.noun, form=level.form)


def _name_faults(level: _Level, name: object, english: object) -> Iterator[Fault]:
    if not _is_name(name):
        yield BAD_NAME.at("name", name, citation=level.citation)
    if english != "" and not _is_name(english):
        yield BAD_NAME.at("english", english, citation=level.citation)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def _parent_faults(level: _Level, code: object, parent: object, kind: type[City] | type[County]) -> Iterator[Fault]:
    if not (isinstance(parent, kind) and str(code)[: level.shared] == parent.code[: level.shared]):
        label = parent.label if isinstance(parent, City | County) else repr(parent)
        noun = _CITY.noun if kind is City else _COUNTY.noun
        yield WRONG_PARENT.at("parent", label, citation=level.citation, code=code, noun=noun, digits=level.shared)


def _validity_faults(first: object, end: object) -> Iterator[Fault]:
    # A `datetime` is a `date` to `isinstance`, yet the two cannot be compared.
    plain = [day for day in (first, end) if isinstance(day, date) and not isinstance(day, datetime)]
    given = [day for day in (first, end) if day is not None]
    if len(plain) != len(given) or (len(plain) == 2 and plain[0] >= plain[1]):
        yield BAD_VALIDITY.at("valid_from", f"{first} to {end}", citation=_COUNTY.citation)
