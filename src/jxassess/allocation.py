"""Allocation: a sum of money divided among the rewarded cities, to the fen and without remainder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor
from typing import ClassVar, TypeAlias, assert_never

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import exact, shown, to_text
from jxassess.faults import EvidenceError, Fault, FaultKind, raise_faults
from jxassess.measure import Citation
from jxassess.places import City
from jxassess.scheme import ComparedOn
from jxassess.scoring import CityScore
from jxassess.words import Words

_FEN = 100  # of one yuan

BAD_POOL = FaultKind(
    "bad_pool",
    Citation(8),
    Words("{value} is not a sum of money in fen", "{value}不是以分计的金额"),
    Words("give a whole number of fen, zero or more; 1 yuan is 100 fen", "请给出不小于零的整数，单位为分"),
)
NO_CITY = FaultKind(
    "no_city",
    Citation(8),
    Words("no city is rewarded", "没有受奖励的设区市"),
    Words("give at least one", "请至少给出一个"),
)
CITY_TWICE = FaultKind(
    "city_twice",
    Citation(8),
    Words("the city stands here {value} times", "该市重复{value}次"),
    Words("give each city once", "每市只给出一次"),
)
NEGATIVE_WEIGHT = FaultKind(
    "negative_weight",
    Citation(8),
    Words("{value} is below zero, so nothing can be divided by it", "{value}小于零，无法据以分配"),
    Words("mend the number, or divide by another rule", "请更正该数，或改用其他分配规则"),
)
ALL_ZERO = FaultKind(
    "all_zero",
    Citation(8),
    Words("all cities have zero, so the rule divides nothing", "各市均为零，无法按此规则分配"),
    Words("divide by another rule", "请改用其他分配规则"),
)
NO_NUMBER = FaultKind(
    "no_number",
    Citation(8),
    Words("the rule has no number for the rewarded city", "分配规则中没有该受奖励市的数据"),
    Words("give its score or task, zero where it had none", "请给出其成绩或任务量；没有任务的填零"),
)
NO_DOCUMENT = FaultKind(
    "no_document",
    Citation(8),
    Words("no document is named for the task", "未注明任务量的依据文件"),
    Words("name where the number is written down", "请注明该数的出处"),
)


@frozen
class EqualParts(ByFields):
    """Every rewarded city gets the same (平均分配)."""

    kind: ClassVar[str] = "equal"

    @property
    def words(self) -> Words:
        """The rule in words."""
        return Words("in equal parts", "平均分配")


def _by_city(scores: Iterable[CityScore]) -> tuple[CityScore, ...]:
    return tuple(sorted(scores, key=lambda score: score.city.code))


@frozen(kw_only=True)
class PartsByScore(ByFields):
    """Money goes by score (按成绩分配).

    Attributes:
        scores: one for each rewarded city; those of other cities are left aside. Kept in the order of codes.
        compared_on: whether the exact score divides or the published one.
    """

    kind: ClassVar[str] = "score"

    scores: tuple[CityScore, ...] = field(converter=_by_city)
    compared_on: ComparedOn

    @property
    def words(self) -> Words:
        """The rule in words."""
        return Words("by score, {on}", "按成绩分配，{on}").format(on=self.compared_on.words)


@frozen(kw_only=True)
class CityTask(ByFields):
    """How much a city had to do, as a number to divide by (任务量).

    Attributes:
        city: the city.
        amount: zero or more, in a unit that all tasks of one rule share, such as persons lifted out of poverty.
        document: where the number is written down.

    Raises:
        EvidenceError: an amount below zero, no document; both at once.
    """

    city: City
    amount: Fraction = field(converter=exact)
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse a number that cannot divide or that nobody wrote down."""
        faults = [
            *([NEGATIVE_WEIGHT.at("amount", to_text(self.amount))] if self.amount < 0 else []),
            *([] if self.document.strip() else [NO_DOCUMENT.at("document")]),
        ]
        raise_faults(EvidenceError, faults, Words(f"the task of {self.city.label}", f"{self.city.label}的任务量"))


def _tasks_by_city(tasks: Iterable[CityTask]) -> tuple[CityTask, ...]:
    return tuple(sorted(tasks, key=lambda task: task.city.code))


@frozen(kw_only=True)
class PartsByTask(ByFields):
    """Money goes by what the cities had to do (按任务量分配).

    Attributes:
        tasks: one for each rewarded city; those of other cities are left aside. Kept in the order of codes.
    """

    kind: ClassVar[str] = "task"

    tasks: tuple[CityTask, ...] = field(converter=_tasks_by_city)

    @property
    def words(self) -> Words:
        """The rule in words."""
        return Words("by tasks", "按任务量分配")


AllocationRule: TypeAlias = EqualParts | PartsByScore | PartsByTask
"""How money is divided among the rewarded cities (分配规则)."""


@frozen(kw_only=True)
class Allocation(ByFields):
    """What one city would get (分配建议). The amount is for people to decide.

    Attributes:
        city: the city.
        quota: its exact part of the sum, in fen.
        fen: the part in whole fen: the quota rounded down or up.

    Legal basis:
        Art. 8 speaks of a reward in money and leaves its amount and its division open.
    """

    city: City
    quota: Fraction = field(converter=exact)
    fen: int

    @property
    def citation(self) -> Citation:
        """Art. 8."""
        return Citation(8)

    @property
    def words(self) -> Words:
        """The part in words, in yuan."""
        yuan, fen = divmod(self.fen, _FEN)
        return Words(
            "{city}: {yuan}.{fen} yuan proposed (exact quota {quota} fen)",
            "{city}：建议{yuan}.{fen}元（精确份额{quota}分）",
        ).format(city=self.city.label, yuan=yuan, fen=f"{fen:02}", quota=shown(self.quota))


def allocate(pool: int, cities: Iterable[City], rule: AllocationRule) -> tuple[Allocation, ...]:
    """Divide a sum of money among the rewarded cities by largest remainder (最大余数法).

    Each city's quota is its exact part of the sum. Every city first gets the whole fen of its quota. What is left over
    goes out in single fen to the largest remainders, equal remainders in the order of codes. So every part is the floor
    or the ceiling of its quota, and the parts add up to the sum.

    Args:
        pool: the sum in fen, zero or more.
        cities: the cities that people decided to reward, in any order.
        rule: how it is divided, with the numbers that it divides by.

    Returns:
        One part for each city, in the order of codes.

    Raises:
        EvidenceError: a sum below zero or not whole, no city, a city twice, a rewarded city without a number or with
            two, a number below zero, all numbers zero; all at once.

    Legal basis:
        Art. 8. It prints no amount and no way of dividing it: both are for people, and the rule is their input.

    Example:
        >>> jia, yi = City(code="990100", name="甲市"), City(code="990200", name="乙市")
        >>> [(part.city.name, part.fen) for part in allocate(100_01, [yi, jia], EqualParts())]
        [('甲市', 5001), ('乙市', 5000)]
    """
    rewarded = sorted(cities, key=lambda city: city.code)
    raise_faults(EvidenceError, _find_faults(pool, rewarded, rule), Words("the allocation", "资金分配"))
    weights = {city: _numbers(rule, city)[0] for city in rewarded}
    whole = sum(weights.values())
    quotas = {city: pool * weight / whole for city, weight in weights.items()}
    parts = {city: floor(quota) for city, quota in quotas.items()}
    # The largest remainder comes first; sorting keeps the order of codes among equal ones.
    by_remainder = sorted(rewarded, key=lambda city: parts[city] - quotas[city])
    for city in by_remainder[: pool - sum(parts.values())]:
        parts[city] += 1
    return tuple(Allocation(city=city, quota=quotas[city], fen=parts[city]) for city in rewarded)


def _numbers(rule: AllocationRule, city: City) -> list[Fraction]:
    match rule:
        case EqualParts():
            return [Fraction(1)]
        case PartsByScore(scores=scores, compared_on=on):
            return [on.choose(score.score, score.published) for score in scores if score.city.code == city.code]
        case PartsByTask(tasks=tasks):
            return [task.amount for task in tasks if task.city.code == city.code]
        case unknown:
            assert_never(unknown)


def _find_faults(pool: int, rewarded: list[City], rule: AllocationRule) -> Iterator[Fault]:
    # A truth value is an `int` to type checkers, and a float may come from a frame.
    if type(pool) is not int or pool < 0:
        yield BAD_POOL.at("pool", pool)
    if not rewarded:
        yield NO_CITY.at("cities")
    # By code: a city that is written in two ways is still one.
    counted = Counter(city.code for city in rewarded)
    yield from (CITY_TWICE.at(f"cities: {code}", number) for code, number in counted.items() if number > 1)
    numbers = {city.label: _numbers(rule, city) for city in rewarded}
    for label, given in numbers.items():
        yield from _number_faults(label, given)
    if rewarded and all(numbers.values()) and not any(map(any, numbers.values())):
        yield ALL_ZERO.at("rule")


def _number_faults(label: str, given: list[Fraction]) -> Iterator[Fault]:
    if not given:
        yield NO_NUMBER.at(label)
    if len(given) > 1:
        yield CITY_TWICE.at(f"rule: {label}", len(given))
    for number in given:
        if number < 0:
            yield NEGATIVE_WEIGHT.at(label, shown(number))
