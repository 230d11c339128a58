"""Changes of the counties of Jiangxi, for following posts through them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jxassess.places import County
from jxassess.places.jiangxi import successors
from jxassess.tenures._tenures import Succession, SuccessionKind

__all__ = ["successions_of"]


def successions_of(counties: Iterable[County], *, on: date) -> tuple[Succession, ...]:
    """Give what the tables of Jiangxi tell of the changes of some counties by a day.

    Args:
        counties: counties of Jiangxi, old and new ones.
        on: a day from 2017-01-01 to 2020-12-31.

    Returns:
        The changes of 2017 to 2020 that began from one of the counties, in the order given.

    Raises:
        ScopeError: a county that the tables do not have, a day that they do not cover, or one on which nobody can tell.

    Example:
        >>> from jxassess.places.jiangxi import find
        >>> wanli = find("湾里区", on=date(2018, 12, 31))
        >>> successions_of([wanli], on=date(2019, 12, 31))[0].words.en
        '360105 湾里区 to 360112 新建区, merged on 2019-11-06'
    """
    return tuple(
        Succession(
            before=county,
            after=found.county,
            kind=SuccessionKind(found.kind.value),
            on=found.date,
            document=found.document,
        )
        for county in counties
        for found in successors(county.code, on=on)
    )
