"""What events about a rectification say, from the order to the closing: Art. 9."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.cycle._acts import Act
from jxassess.cycle._checks import day_faults, key_faults, list_faults, text_faults
from jxassess.cycle._fault_kinds import SequenceError
from jxassess.faults import raise_faults
from jxassess.scheme import Rectification
from jxassess.words import Words

_SAID = Words("what the event says", "事项内容")


@frozen(kw_only=True)
class Item(ByFields):
    """One thing to put right (整改事项).

    Attributes:
        key: the key within its rectification: no blanks, no `/`.
        text: what is to be done.

    Raises:
        SequenceError: no key, no text.
    """

    key: str
    text: str

    def __attrs_post_init__(self) -> None:
        """Refuse an item that says nothing."""
        faults = [*key_faults(("key", self.key)), *text_faults(("text", self.text))]
        raise_faults(SequenceError, faults, Words("the item", "整改事项"))


@frozen(kw_only=True)
class RectificationOrder(ByFields):
    """Rectification within a time limit was ordered (责令限期整改).

    Attributes:
        sanction: the key of the sanction.
        items: what is to be put right, at least one.
        limit: the time limit, in calendar or working days, as the scheme sets it.
        last_day: the last day of it, as the order states it. Where it is not the day that `jxassess.calendar.deadline`
            counts from the day of the order, the event gives the reason; days that the calendar does not cover are not
            counted.

    Raises:
        SequenceError: no items, or a last day with a time.

    Legal basis:
        Art. 9 asks for a time limit and prints none.
    """

    kind: ClassVar[str] = "rectification_order"
    act: ClassVar[Act] = Act.RECTIFICATION_ORDERED
    sanction: str
    items: tuple[Item, ...] = field(converter=tuple[Item, ...])
    limit: Rectification
    last_day: date

    def __attrs_post_init__(self) -> None:
        """Refuse an order of nothing."""
        faults = [*list_faults("items", [item.key for item in self.items]), *day_faults(("last_day", self.last_day))]
        raise_faults(SequenceError, faults, _SAID)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Extension(ByFields):
    """The time limit of a rectification was extended (整改延期).

    Attributes:
        sanction: the key of the sanction.
        last_day: the new last day, later than the one before.

    Raises:
        SequenceError: a last day with a time.

    Legal basis:
        Art. 9 says nothing of extensions; each needs a reason.
    """

    kind: ClassVar[str] = "extension"
    act: ClassVar[Act] = Act.RECTIFICATION_EXTENDED
    sanction: str
    last_day: date

    def __attrs_post_init__(self) -> None:
        """Refuse a day that does not compare with days."""
        raise_faults(SequenceError, day_faults(("last_day", self.last_day)), _SAID)

    @property
    def subject(self) -> str:
        """The sanction's key."""
        return self.sanction


@frozen(kw_only=True)
class Inspection(ByFields):
    """One item of a rectification was inspected (整改检查).

    Attributes:
        sanction: the key of the sanction.
        item: the key of the item.
        is_done: whether it was found done.

    Legal basis:
        Art. 9: rectification; that items are closed one by one after inspection is practice.
    """

    kind: ClassVar[str] = "inspection"
    sanction: str
    item: str
    is_done: bool

    @property
    def act(self) -> Act:
        """The act that it is."""
        return Act.ITEM_FOUND_DONE if self.is_done else Act.ITEM_FOUND_OPEN

    @property
    def subject(self) -> str:
        """Sanction and item, with a slash between them."""
        return f"{self.sanction}/{self.item}"


@frozen(kw_only=True)
class Closing(ByFields):
    """An item was closed, or with all items closed the whole rectification (销号、办结).

    Attributes:
        sanction: the key of the sanction.
        item: the key of the item, empty for the whole rectification.

    Legal basis:
        Art. 9: rectification; that items are closed one by one after inspection is practice.
    """

    kind: ClassVar[str] = "closing"
    sanction: str
    item: str = ""

    @property
    def act(self) -> Act:
        """The act that it is."""
        return Act.ITEM_CLOSED if self.item else Act.RECTIFICATION_CLOSED

    @property
    def subject(self) -> str:
        """The sanction's key, for an item with a slash and its own."""
        return f"{self.sanction}/{self.item}" if self.item else self.sanction
