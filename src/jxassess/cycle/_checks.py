"""What every class of this package checks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from jxassess.cycle._fault_kinds import BAD_DIGEST, BAD_KEY, NO_TEXT, NOT_A_DAY, NOTHING_LISTED, REPEATED
from jxassess.faults import Fault
from jxassess.words import Words

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_KEY = re.compile(r"[^\s/]+")


def text_faults(*texts: tuple[str, str]) -> Iterator[Fault]:
    """Find texts in which nothing stands; each is given with its path."""
    return (NO_TEXT.at(name) for name, text in texts if not text.strip())


def key_faults(*keys: tuple[str, str]) -> Iterator[Fault]:
    """Find keys that are empty, or that blanks or slashes part; each is given with its path."""
    return (BAD_KEY.at(name, key) for name, key in keys if not _KEY.fullmatch(key))


def digest_faults(name: str, digest: str) -> Iterator[Fault]:
    """Find a digest that is not 64 digits of base 16."""
    if not _DIGEST.fullmatch(digest):
        yield BAD_DIGEST.at(name, digest)


def day_faults(*days: tuple[str, date]) -> Iterator[Fault]:
    """Find days that carry a time; each is given with its path."""
    return (NOT_A_DAY.at(name, day) for name, day in days if type(day) is not date)


def list_faults(name: str, keys: Iterable[str | Words]) -> Iterator[Fault]:
    """Find a list that is empty or names the same twice; what it names is given as a key or in words."""
    seen: list[str | Words] = []
    for key in keys:
        if key in seen:
            yield REPEATED.at(name, key.en if isinstance(key, Words) else key, what=key)
        seen.append(key)
    if not seen:
        yield NOTHING_LISTED.at(name)
