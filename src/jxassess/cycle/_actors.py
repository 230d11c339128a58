"""Who acts: a body that the measure names, or one that it does not."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from jxassess.comparing import ByFields
from jxassess.cycle._fault_kinds import WRONG_ACTOR, SequenceError
from jxassess.faults import Fault, raise_faults
from jxassess.measure import Body
from jxassess.places import City
from jxassess.words import Words

CITY_BODIES = (Body.CITY_COMMITTEE, Body.CITY_GOVERNMENT)
"""The two bodies of each city to which the measure applies (Art. 2)."""
_UNIT_BODIES = (Body.MEMBER_UNIT, Body.THIRD_PARTY, None)

_OTHER = Words("a body that the measure does not name", "办法未列明的机关")


def body_words(body: Body | None) -> Words:
    """Say a body in words.

    Args:
        body: the body, `None` for one that the measure does not name.

    Returns:
        Its key in English and its Chinese name; of the office, which changed its name, the later one.
    """
    return _OTHER if body is None else Words(body.value.replace("_", " "), _BODY_NAMES[body])


_BODY_NAMES = {
    Body.LEADING_GROUP: "省扶贫开发领导小组",
    Body.OFFICE: "省扶贫办",
    Body.ORGANISATION_DEPARTMENT: "省委组织部",
    Body.PROVINCIAL_COMMITTEE: "省委",
    Body.PROVINCIAL_GOVERNMENT: "省政府",
    Body.CITY_COMMITTEE: "设区市党委",
    Body.CITY_GOVERNMENT: "设区市政府",
    Body.MEMBER_UNIT: "领导小组成员单位",
    Body.THIRD_PARTY: "第三方",
}


@frozen(kw_only=True)
class Actor(ByFields):
    """One body that acts (行为主体).

    Attributes:
        body: the body; `None` for one that the measure does not name, such as that to which a case is referred.
        unit: which unit it is, for a member unit, a third party or a body that the measure does not name; else empty.
        city: the city whose committee or government it is; for those who verify the city that they come from, `None`
            where they come from none.

    Raises:
        SequenceError: a unit or city is missing, or given where there is none.

    Legal basis:
        Art. 2, 4 and 7 name the bodies. Of others nothing is said.

    Example:
        >>> Actor(body=Body.LEADING_GROUP).words.zh
        '省扶贫开发领导小组'
    """

    body: Body | None
    unit: str = ""
    city: City | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an actor that names too much or too little."""
        raise_faults(SequenceError, self._find_faults(), Words("who acts", "行为主体"))

    def _find_faults(self) -> Iterator[Fault]:
        who = body_words(self.body)
        if (self.body in _UNIT_BODIES) != bool(self.unit.strip()):
            problem = Words("a unit is missing or not due", "单位缺失或多余")
            advice = Words(
                "name the unit of a member unit, a third party or another body, and of no other",
                "成员单位、第三方和其他机关须注明单位，其余不填",
            )
            yield WRONG_ACTOR.at("unit", who.en, who=who, problem=problem, advice=advice)
        if (self.city is None and self.body in CITY_BODIES) or (
            self.city is not None and self.body not in (*CITY_BODIES, *_UNIT_BODIES)
        ):
            problem = Words("a city is missing or not due", "设区市缺失或多余")
            advice = Words(
                "name the city of a city's committee or government, or from which a unit comes",
                "设区市党委、政府须注明所在市；单位可注明来自何市",
            )
            yield WRONG_ACTOR.at("city", who.en, who=who, problem=problem, advice=advice)

    @property
    def words(self) -> Words:
        """Who it is, in words."""
        parts = [self.unit, "" if self.city is None else self.city.label]
        details = [part for part in parts if part]
        said = body_words(self.body)
        if not details:
            return said
        return Words(f"{said.en} ({', '.join(details)})", f"{said.zh}（{'，'.join(details)}）")
