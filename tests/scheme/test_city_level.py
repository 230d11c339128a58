"""A part of a city's score beside the mean of its counties."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from jxassess.exact import Exactable
from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE
from jxassess.measure import Dimension
from jxassess.scheme import Basis, CityLevel, Criterion, Given, Group, WhenMissing, WhenNotApplicable
from jxassess.words import Words

NAME = Words("panel", "综合评议")
PANEL = next(item for item in CATALOGUE if item.key == "procedure_conformity")


def part(key: str = "panel", weight: Exactable | None = "0.2", dimension: Dimension | None = None) -> Group:
    criterion = Criterion(
        key=f"{key}_points",
        name=NAME,
        marks=10,
        indicator=PANEL,
        basis=Basis.VALUE,
        rule=Given(),
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.FAULT,
    )
    return Group(key=key, name=NAME, marks=10, children=[criterion], weight=weight, dimension=dimension)


def refused(*parts: Group, county_weight: Exactable = "0.8", allowed_by: str = "invented") -> SchemeError:
    with pytest.raises(SchemeError) as error:
        CityLevel(county_weight=county_weight, parts=parts, allowed_by=allowed_by)
    return error.value


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def test_shares() -> None:
    """The mean of the counties and the parts share the city's score exactly."""
    made = CityLevel(
        county_weight=Fraction(1, 3),
        parts=[part(weight=Fraction(1, 3)), part("other", Fraction(1, 3))],
        allowed_by="invented",
    )
    assert made.county_weight + sum(each.weight or 0 for each in made.parts) == 1


@pytest.mark.parametrize(("county_weight", "total"), [("0.85", "1.05"), ("0.79", "0.99"), (80, "80.2")])
def test_shares_not_one(county_weight: Exactable, total: str) -> None:
    """Shares that do not add up to one are refused with their sum."""
    error = refused(part(), county_weight=county_weight)
    assert kinds(error) == [("shares_not_one", "county_weight", total)]
    assert str(error) == (
        f"1 fault in the level of cities\n  county_weight: the shares add up to {total} [Art. 6]; "
        "let county_weight and the weights of the parts add up to 1"
    )
    assert error.text("zh") == (
        f"市级成绩构成有1处差错\n  county_weight：各部分份额合计为{total}〔第六条〕；"
        "county_weight与各部分weight之和应为1"
    )


def test_share_missing() -> None:
    """A part without its share is refused, and the sum is then not held against it."""
    error = refused(part(), part("other", None))
    assert kinds(error) == [("share_missing", "parts[1].weight", "other")]
    assert error.faults[0].text() == (
        "parts[1].weight: the part other has no weight [Art. 6]; give its share of the city's score in weight"
    )
    assert error.faults[0].text("zh") == (
        "parts[1].weight：组成部分other未设权重〔第六条〕；请在weight中注明其占市级成绩的份额"
    )


@pytest.mark.parametrize(("county_weight", "weight"), [(0, 1), ("-0.5", "1.5")])
def test_counties_without_weight(county_weight: Exactable, weight: Exactable) -> None:
    """The mean of the counties always has a share, since Art. 6 determines the result by it."""
    error = refused(part(weight=weight), county_weight=county_weight)
    assert kinds(error) == [("not_positive", "county_weight", str(county_weight))]
    assert error.faults[0].text() == (
        f"county_weight: {county_weight} is not above zero [Art. 6]; give a number above zero"
    )
    assert error.faults[0].text("zh") == f"county_weight：{county_weight}不大于零〔第六条〕；请给出大于零的数"


def test_no_part() -> None:
    """Without a part there is nothing to blend."""
    error = refused(county_weight=1)
    assert [fault.text() for fault in error.faults] == [
        "parts: nothing stands here; give at least one entry, or leave the whole out"
    ]


def test_dimension_of_a_part() -> None:
    """The dimensions of Art. 5 belong to counties; a part has none."""
    error = refused(part(), evolve(part("other", "0.1"), dimension=Dimension.FUNDS), county_weight="0.7")
    assert kinds(error) == [("inner_dimension", "parts[1].dimension", "Art. 5(4)")]
    assert error.faults[0].text() == (
        "parts[1].dimension: a dimension (Art. 5(4)) inside another group [Art. 5]; give dimensions to top groups only"
    )


def test_no_document() -> None:
    """A part beside the mean departs from Art. 6 and needs a document."""
    error = refused(part(), allowed_by=" ")
    assert [fault.text() for fault in error.faults] == [
        "allowed_by: no document allows this departure from the measure [Art. 6]; name the document in allowed_by"
    ]
    assert error.faults[0].text("zh") == (
        "allowed_by：此处与办法不一致，未注明依据文件〔第六条〕；请在allowed_by中注明文件"
    )


def test_all_faults_at_once() -> None:
    """The level of cities reports everything that is wrong with it together."""
    error = refused(part(weight=None, dimension=Dimension.FUNDS), county_weight=0, allowed_by="")
    assert [(fault.code, fault.where) for fault in error.faults] == [
        ("not_positive", "county_weight"),
        ("share_missing", "parts[0].weight"),
        ("inner_dimension", "parts[0].dimension"),
        ("no_document", "allowed_by"),
    ]
    assert [fault.code for fault in refused(part(), county_weight=-1, allowed_by="").faults] == [
        "not_positive",
        "shares_not_one",
        "no_document",
    ]
