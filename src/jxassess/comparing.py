"""What all values of this library have in common: they are equal, hashed and shown by all of their fields."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter

import attrs


class ByFields:
    """Equal, hashed and shown by all fields: the base of the frozen classes of attrs here.

    attrs writes and compiles these methods for each class anew, which was a fifth of the time of `import jxassess`. It
    leaves alone what a class has of its own, and each class gets these as its own before attrs sees it.

    Example:
        >>> from jxassess import Words
        >>> Words("talk", "约谈") == Words("talk", "约谈"), Words("talk", "约谈")
        (True, Words(en='talk', zh='约谈'))
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Let attrs find the three methods in the class itself."""
        for name in ("__eq__", "__hash__", "__repr__"):
            if name not in vars(cls):
                setattr(cls, name, getattr(ByFields, name))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is of the same class and equal in every field."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        kind: type = self.__class__
        return _getter(kind)(self) == _getter(kind)(other)

    def __hash__(self) -> int:
        """Hash class and fields."""
        kind: type = self.__class__
        return hash(_getter(kind)(self))

    def __repr__(self) -> str:
        """Show the class and every field by name."""
        kind = self.__class__
        shown = [f"{name}={getattr(self, name)!r}" for name in _names(kind)]
        return f"{kind.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind))


@cache
def _getter(kind: type) -> Callable[[object], object]:
    # The class beside the fields, so that there is a tuple even of one field or none.
    return attrgetter("__class__", *_names(kind))
