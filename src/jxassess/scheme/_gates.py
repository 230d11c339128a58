"""Gates: conditions on measured values that bar the better grades."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import Bound
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator, key_faults, name_faults
from jxassess.measure import Citation
from jxassess.scheme._compared import Compared
from jxassess.scheme._conditions import bound_faults, side_faults
from jxassess.scheme._faults import EMPTY, NO_DOCUMENT, REPEATED
from jxassess.scheme._units import Tier
from jxassess.words import Words


@frozen(kw_only=True)
class Condition(ByFields):
    """What a value must satisfy (达标条件).

    Attributes:
        indicator: what is observed.
        must: the bound that it must satisfy, in the indicator's unit.
        compared: whether the estimate is held against the bound, or an end of its interval.
    """

    indicator: Indicator
    must: Bound
    compared: Compared = Compared.ESTIMATE

    @property
    def words(self) -> Words:
        """The condition in words."""
        return Words("{name} {bound} {unit}", "{name}{bound}{unit}").format(
            name=self.compared.of(self.indicator.name), bound=self.must.words, unit=self.indicator.unit
        )


@frozen(kw_only=True)
class Gate(ByFields):
    """Several conditions of which one failing is enough to bar the grades above one (一票否优).

    What does not apply to a unit does not fail there; what is missing is a fault.

    Attributes:
        key: the identifier, unique among the gates.
        name: what officials call it, in both languages.
        conditions: what must be satisfied, at least one.
        level: whether the city itself must satisfy them, or each of its counties: carried ones too, of a bundle the
            lead, of a sample those drawn.
        grade: the key of the best grade still open.
        allowed_by: the document that allows it.

    Raises:
        SchemeError: no condition, an indicator twice, a bound that decides nothing or asks for worse values, no document.

    Legal basis:
        None: the measure links no value to a grade, so every gate is a departure.
    """

    key: str
    name: Words
    conditions: tuple[Condition, ...] = field(converter=tuple[Condition, ...])
    level: Tier
    grade: str
    allowed_by: str

    def __attrs_post_init__(self) -> None:
        """Refuse a gate that is always open, or always shut."""
        raise_faults(SchemeError, self._find_faults(), Words(f"gate {self.key}", f"否决条件{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if not self.conditions:
            yield EMPTY.at("conditions")
        keys = [condition.indicator.key for condition in self.conditions]
        for i, condition in enumerate(self.conditions):
            yield from bound_faults(condition.indicator, condition.must, f"conditions[{i}].must")
            yield from side_faults(condition.indicator, condition.must, f"conditions[{i}].must", is_good=True)
            if keys[i] in keys[:i]:
                yield REPEATED.at(f"conditions[{i}].indicator", keys[i])
        if not self.allowed_by.strip():
            yield NO_DOCUMENT.at("allowed_by", citation=Citation(6))

    @property
    def words(self) -> Words:
        """The conditions in words."""
        said = [condition.words for condition in self.conditions]
        return Words(" and ".join(words.en for words in said), "，且".join(words.zh for words in said))
