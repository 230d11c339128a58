"""What is measured: indicators (考核指标), and the catalogue of those that Art. 5 names.

The measure names the items and nothing more. Units, decimal places, ranges and the better direction in the catalogue
are conventions of this library; a scheme that measures otherwise defines indicators of its own in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from attrs import field, frozen
from attrs.converters import optional

from jxassess.comparing import ByFields
from jxassess.exact import Better, exact, is_less, to_text
from jxassess.faults import Fault, FaultKind, SchemeError, raise_faults
from jxassess.measure import Citation
from jxassess.words import Words

_KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_WHOLE = 100
_MOST_PLACES = 10

BAD_KEY = FaultKind(
    "bad_key",
    None,
    Words("{value!r} is no key", "键{value!r}不合规"),
    Words(
        "use lower-case letters, digits and underscores, a letter first", "请用小写字母开头，仅含小写字母、数字和下划线"
    ),
)
BAD_PLACES = FaultKind(
    "bad_places",
    None,
    Words("{value} decimal places", "小数位数{value}不合规"),
    Words("give a whole number from 0 to {most}", "请给出0至{most}的整数"),
)
EMPTY_RANGE = FaultKind(
    "empty_range",
    None,
    Words("a range from {value} that ends before it begins", "取值范围自{value}起为空"),
    Words("let low be at most high", "下限不得大于上限"),
)
OUT_OF_RANGE = FaultKind(
    "out_of_range",
    None,
    Words("{value} lies outside {range} {unit} of {indicator}", "{value}超出{indicator}的范围{range}{unit}"),
    Words("mend the value, or the range in the indicator", "请更正数值或指标的取值范围"),
)
TOO_MANY_PLACES = FaultKind(
    "too_many_places",
    None,
    Words("{value} has more decimal places than the {places} of {indicator}", "{value}超过{indicator}的{places}位小数"),
    Words("give the value as its source publishes it", "请按来源公布的位数填写"),
)


NO_NAME = FaultKind(
    "no_name",
    None,
    Words("nothing stands here in English or in Chinese", "英文或中文为空"),
    Words("give both", "请同时给出中英文"),
)


def name_faults(name: Words, where: str = "name") -> Iterator[Fault]:
    """Find what is wrong with words: a language left empty.

    Args:
        name: the words.
        where: the path to them.

    Yields:
        At most one fault.
    """
    if not (name.en.strip() and name.zh.strip()):
        yield NO_NAME.at(where)


def key_faults(key: str, where: str = "key") -> Iterator[Fault]:
    """Find what is wrong with a key: anything but lower-case ASCII words joined by underscores.

    Args:
        key: the key.
        where: the path to it.

    Yields:
        At most one fault.
    """
    if not _KEY.fullmatch(key):
        yield BAD_KEY.at(where, key)


@frozen(kw_only=True)
class Indicator(ByFields):
    """What is measured (考核指标): a quantity with its unit, precision and range.

    Attributes:
        key: the identifier in files and tables, such as `exit_accuracy`.
        name: the name in English and the term in Chinese.
        unit: the unit in both languages, such as persons and 人.
        places: decimal places that a value may have, 0 to 10.
        low: the least possible value.
        high: the largest possible value, `None` for no bound.
        better: which direction is the better one.
        is_additive: whether the values of counties add up to that of their city, as counts do and rates do not.
        citation: the clause that names the item, `None` for an indicator from outside the measure.

    Raises:
        SchemeError: a bad key, an empty name or unit, an empty range, places outside 0 to 10; all at once.

    Legal basis:
        Art. 5 names what is assessed. It prints no unit, precision or range.

    Example:
        >>> from jxassess import Better, Indicator, Words
        >>> roads = Indicator(key="road_access", name=Words("villages with road access", "通公路村占比"),
        ...                   unit=Words("%", "%"), places=1, low=0, high=100, better=Better.HIGHER,
        ...                   is_additive=False, citation=None)
        >>> roads.term
        '通公路村占比'
    """

    key: str
    name: Words
    unit: Words
    places: int
    low: Fraction = field(converter=exact)
    high: Fraction | None = field(converter=optional(exact))
    better: Better
    is_additive: bool
    citation: Citation | None

    def __attrs_post_init__(self) -> None:
        """Refuse an indicator that contradicts itself."""
        raise_faults(SchemeError, self._find_faults(), Words(f"indicator {self.key}", f"指标{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        yield from name_faults(self.unit, "unit")
        if not 0 <= self.places <= _MOST_PLACES:
            yield BAD_PLACES.at("places", self.places, most=_MOST_PLACES)
        if self.high is not None and self.high < self.low:
            yield EMPTY_RANGE.at("low", to_text(self.low))

    @property
    def term(self) -> str:
        """The Chinese term."""
        return self.name.zh

    @property
    def called(self) -> Words:
        """What faults call it: by its key in English, as files do, and by its term in Chinese, as people do."""
        return Words(self.key, self.term)

    @property
    def is_percent(self) -> bool:
        """Whether it is a rate in per cent, from 0 to 100."""
        return self.unit.en == "%" and self.low == 0 and self.high == _WHOLE

    @property
    def range(self) -> str:
        """The range as text, such as `0..100`."""
        return f"{to_text(self.low)}..{'' if self.high is None else to_text(self.high)}"

    def value_faults(self, value: Fraction, where: str) -> Iterator[Fault]:
        """Find what is wrong with a value of this indicator: outside the range, or too many decimal places.

        Args:
            value: in the indicator's unit.
            where: the place to name.

        Yields:
            At most two faults.
        """
        yield from self.range_faults(value, where)
        if 10**self.places % value.denominator:
            yield TOO_MANY_PLACES.at(
                where, to_text(value), citation=self.citation, places=self.places, indicator=self.called
            )

    def range_faults(self, value: Fraction, where: str) -> Iterator[Fault]:
        """Find that a number, such as the end of an interval, lies outside the range of this indicator.

        Args:
            value: in the indicator's unit, with any number of decimal places.
            where: the place to name.

        Yields:
            At most one fault.
        """
        if is_less(value, self.low) or (self.high is not None and is_less(self.high, value)):
            yield OUT_OF_RANGE.at(
                where, to_text(value), citation=self.citation, range=self.range, unit=self.unit, indicator=self.called
            )


def _item(
    key: str, clause: int, name: Words, unit: Words, *, places: int, high: int | None, is_additive: bool
) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        unit=unit,
        places=places,
        low=Fraction(0),
        high=high,
        better=Better.HIGHER,
        is_additive=is_additive,
        citation=Citation(5, item=clause),
    )


def _count(key: str, english: str, term: str, unit: Words) -> Indicator:
    return _item(key, 1, Words(english, term), unit, places=0, high=None, is_additive=True)


def _rate(key: str, clause: int, english: str, term: str) -> Indicator:
    return _item(key, clause, Words(english, term), Words("%", "%"), places=2, high=100, is_additive=False)


def _points(key: str, clause: int, english: str, term: str) -> Indicator:
    return _item(key, clause, Words(english, term), Words("points", "分"), places=2, high=100, is_additive=False)


PERSONS = Words("persons", "人")

CATALOGUE: tuple[Indicator, ...] = (
    _count("poor_population_reduced", "registered poor people lifted out", "建档立卡贫困人口减少", PERSONS),
    _count("poor_villages_exited", "poor villages exited", "贫困村退出", Words("villages", "个村")),
    _count("poverty_counties_delisted", "poverty counties delisted", "贫困县摘帽", Words("counties", "个县")),
    Indicator(
        key="rural_income_growth",
        name=Words("growth of rural residents' income in poor areas", "贫困地区农村居民收入增长"),
        unit=Words("%", "%"),
        places=2,
        low=Fraction(-100),
        high=None,
        better=Better.HIGHER,
        is_additive=False,
        citation=Citation(5, item=1),
    ),
    _rate("identification_accuracy", 2, "accuracy of identification", "贫困人口识别准确率"),
    _rate("exit_accuracy", 2, "accuracy of exits", "贫困人口退出准确率"),
    _points("procedure_conformity", 2, "conformity of procedure", "程序规范"),
    _rate("register_accuracy", 2, "accuracy of the national register system", "全国扶贫开发信息系统数据准确率"),
    _rate("platform_accuracy", 2, "accuracy of the big-data platform", "精准扶贫大数据平台数据准确率"),
    _points("assistance_measures", 3, "measures of assistance", "帮扶措施"),
    _points("responsibility", 3, "responsibility carried out", "责任落实"),
    _points("organisation", 3, "organisation of the work", "组织领导"),
    _points("village_household_help", 3, "help by village and household", "驻村入户帮扶"),
    _points("social_security", 3, "social security", "社会保障"),
    _rate("satisfaction_work_team", 3, "satisfaction with the work team in the village", "驻村工作队满意度"),
    _rate("satisfaction_first_secretary", 3, "satisfaction with the first secretary", "第一书记满意度"),
    _rate("satisfaction_paired_helper", 3, "satisfaction with the paired helper", "结对帮扶责任人满意度"),
    _points("special_funds_input", 4, "special funds put in", "专项扶贫资金投入"),
    _points("farm_funds_pooled", 4, "farm-related funds pooled", "涉农资金整合"),
    _points("funds_allocation", 4, "allocation of funds", "资金分配"),
    _points("funds_use", 4, "use of funds", "资金使用"),
    _points("funds_supervision", 4, "supervision of funds", "资金监管"),
)
"""The items that Art. 5 names, in its order; both lists that it leaves open (等) can be added to by a scheme."""


def _basis(key: str, english: str, term: str) -> Indicator:
    return Indicator(
        key=key,
        name=Words(english, term),
        unit=PERSONS,
        places=0,
        low=Fraction(0),
        high=None,
        better=Better.HIGHER,
        is_additive=True,
        citation=None,
    )


WEIGHT_BASES: tuple[Indicator, ...] = (
    _basis("population", "population", "常住人口"),
    _basis("rural_population", "rural population", "乡村人口"),
    _basis("registered_poor_population", "registered poor population", "建档立卡贫困人口"),
)
"""Quantities by which a scheme may weigh counties (Art. 6 prints no weight); none of them is scored."""
