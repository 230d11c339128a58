"""What type checkers say of indicators; checked by mypy and pyright, never run."""

from fractions import Fraction
from typing import assert_type

from jxassess.exact import Better
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.measure import Citation
from jxassess.words import Words


def an_indicator_takes_plain_numbers_and_keeps_fractions() -> None:
    indicator = Indicator(
        key="road_access",
        name=Words("villages with road access", "通公路村占比"),
        unit=Words("%", "%"),
        places=1,
        low=0,
        high="100",
        better=Better.HIGHER,
        is_additive=False,
        citation=None,
    )
    assert_type(indicator.low, Fraction)
    assert_type(indicator.high, Fraction | None)
    assert_type(indicator.citation, Citation | None)


def the_catalogue_is_a_tuple() -> None:
    assert_type(CATALOGUE, tuple[Indicator, ...])
