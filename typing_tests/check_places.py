"""What type checkers say of places; checked by mypy and pyright, never run."""

from datetime import date
from typing import assert_type

from jxassess.places import City, County, Place, Township


def a_place_knows_its_parent() -> None:
    city = City(code="990100", name="甲市")
    county = County(code="990121", name="子县", parent=city, valid_from=date(2019, 11, 6))
    township = Township(code="990121101", name="丁镇", parent=county)
    assert_type(township.parent.parent, City)
    assert_type(county.code, str)
    assert_type(county.valid_to, date | None)
    assert_type(county.is_in_force(date(2020, 12, 31)), bool)


def a_place_is_a_city_or_a_county(place: Place) -> City:
    match place:
        case City():
            return place
        case County():
            return place.parent
