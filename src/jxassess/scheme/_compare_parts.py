"""Two values of two schemes held against each other, attribute by attribute and member by member."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from jxassess.comparing import ByFields
from jxassess.indicators import Indicator
from jxassess.scheme._compare_labels import label
from jxassess.scheme._compare_words import (
    NOTHING,
    Speaker,
    attributes,
    holds_nodes,
    identity,
    is_ordered,
    is_tuple,
    is_whole,
    joined,
    precisely,
)
from jxassess.scheme._criteria import Criterion
from jxassess.words import Language, Words, one_line


@frozen(kw_only=True)
class SchemeChange(ByFields):
    """One thing that a scheme says otherwise than another one (方案变动).

    Attributes:
        where: the path in the new scheme, or in the old one where the new one no longer has it.
        name: what is meant.
        old: what the old scheme says, empty where it says nothing.
        new: what the new scheme says, empty where it says nothing.

    Example:
        >>> from jxassess import Words
        >>> from jxassess.scheme import SchemeChange
        >>> change = SchemeChange(where="rectification.days", name=Words("time limit, days", "整改期限，天数"),
        ...                       old=Words("90", "90"), new=Words("60", "60"))
        >>> print(change.text("zh"))
        整改期限，天数：90 -> 60 <rectification.days>
    """

    where: str
    name: Words
    old: Words
    new: Words

    def text(self, language: Language = "en") -> str:
        """Say the change in one line.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            What is meant, the old, the new, and the path.
        """
        nothing = Words("(none)", "（无）")
        old, new = (said.text(language) or nothing.text(language) for said in (self.old, self.new))
        colon = Words(": ", "：").text(language)
        return one_line(f"{self.name.text(language)}{colon}{old} -> {new} <{self.where}>")


@frozen(kw_only=True)
class Spot(ByFields):
    """A value of a scheme, where it stands.

    Attributes:
        value: the value.
        where: its path.
        attribute: the attribute that it is, or is a member of.
        speaker: what says it in words.
        marks: the marks of the criterion around it, zero outside of any.
    """

    value: object
    where: str
    attribute: str
    speaker: Speaker
    marks: Fraction = Fraction(0)

    @property
    def words(self) -> Words:
        """The value in words."""
        return self.speaker.words(self.value, self.attribute, self.marks)

    def inner(self) -> Iterator[Spot]:
        """Give its attributes, where it is made of some."""
        prefix = f"{self.where}." if self.where else ""
        marks = self.value.marks if isinstance(self.value, Criterion) else self.marks
        for name, value in attributes(self.value):
            yield evolve(self, value=value, where=f"{prefix}{name}", attribute=name, marks=marks)

    def members(self) -> dict[str, tuple[Spot, Words]]:
        """Give the members of a sequence by what they are told apart by, each with how that is said."""
        found: dict[str, tuple[Spot, Words]] = {}
        for i, value in enumerate(self.value if is_tuple(self.value) else ()):
            key, said = identity(value, i)
            # A clause may be interpreted more than once.
            while key in found:
                key += "+"
            found[key] = (evolve(self, value=value, where=f"{self.where}[{i}]"), said)
        return found


def part_name(whole: Words, part: Words) -> Words:
    """Name a part of something."""
    separator = "" if whole.zh.endswith("”") else "，"
    return Words(f"{whole.en}, {part.en}", f"{whole.zh}{separator}{part.zh}")


def changes(old: Spot, new: Spot, name: Words) -> Iterator[SchemeChange]:
    """Find what differs between two values that stand in the same place of two schemes.

    Args:
        old: the earlier value.
        new: the later one.
        name: what is meant.

    Yields:
        The changes, as deep down as both have the same parts.
    """
    if old.value == new.value or _is_same_indicator(old.value, new.value):
        return
    if is_tuple(old.value) and is_tuple(new.value):
        yield from _member_changes(old, new, name)
    elif type(old.value) is type(new.value) and is_whole(new.value):
        for first, second in zip(old.inner(), new.inner(), strict=True):
            if not holds_nodes(new.value, second.attribute):
                part = label(type(new.value), second.attribute)
                yield from changes(first, second, part_name(name, part))
    else:
        yield SchemeChange(where=new.where, name=name, old=_told(old, new), new=_told(new, old))


def _is_same_indicator(old: object, new: object) -> bool:
    # How an indicator is defined is compared once, and not wherever it is named.
    return isinstance(old, Indicator) and isinstance(new, Indicator) and old.key == new.key


def _told(spot: Spot, other: Spot) -> Words:
    return apart(spot.words, other.words, precisely(spot.value))


def apart(said: Words, beside: Words, precise: str) -> Words:
    """Add to words what tells them from others, in each language in which nothing else would.

    Args:
        said: the words.
        beside: the others.
        precise: a key, or both languages: a new name in one of them would not show in the other.

    Returns:
        The words, with what was added in brackets.
    """
    return Words(
        f"{said.en} ({precise})" if said.en == beside.en else said.en,
        f"{said.zh}（{precise}）" if said.zh == beside.zh else said.zh,
    )


def _member_changes(old: Spot, new: Spot, name: Words) -> Iterator[SchemeChange]:
    before, after = old.members(), new.members()
    for key in {**after, **before}:
        first, second = before.get(key), after.get(key)
        spot, said = second or before[key]
        member = _member_name(name, said, key) if is_whole(spot.value) else name
        if first is not None and second is not None:
            yield from changes(first[0], second[0], member)
        else:
            yield came_or_went(spot, member, is_new=first is None)
    if is_ordered(new.attribute):
        said_before, said_after = ({key: said for key, (_, said) in each.items()} for each in (before, after))
        yield from order_changes(said_before, said_after, new.where, name)


def _member_name(name: Words, said: Words, key: str) -> Words:
    if not said.en:
        return Words(f"{name.en} {int(key) + 1}", f"{name.zh}{int(key) + 1}")
    return Words(f"{name.en} {said.en}", f"{name.zh}“{said.zh}”")


def came_or_went(spot: Spot, name: Words, *, is_new: bool) -> SchemeChange:
    """Tell of something that only one of two schemes has.

    Args:
        spot: what it is, in the scheme that has it.
        name: what it is called.
        is_new: whether the later scheme has it.

    Returns:
        The change.
    """
    old, new = (NOTHING, spot.words) if is_new else (spot.words, NOTHING)
    return SchemeChange(where=spot.where, name=name, old=old, new=new)


def order_changes(old: dict[str, Words], new: dict[str, Words], where: str, name: Words) -> Iterator[SchemeChange]:
    """Find whether what two sequences have in common stands in another order.

    Args:
        old: the members of the earlier one, by what they are told apart by, and how they are called.
        new: those of the later one.
        where: the path of the later one.
        name: what the members are.

    Yields:
        At most one change.
    """
    first, second = [key for key in old if key in new], [key for key in new if key in old]
    if first != second:
        yield SchemeChange(
            where=where,
            name=part_name(name, Words("order", "排列顺序")),
            old=joined(old[key] for key in first),
            new=joined(new[key] for key in second),
        )
