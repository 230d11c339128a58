"""The order of sources of an indicator."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from jxassess.faults import SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.io import digest, format_scheme, parse_scheme
from jxassess.scheme import BlendShare, Group, Precedence, Scheme

ITEMS = {item.key: item for item in CATALOGUE}
MakeScheme = Callable[..., Scheme]


def order(key: str, *sources: str, **changes: Indicator) -> Precedence:
    """Make an order of sources, or of two invented ones."""
    given = sources or ("verification", "register")
    return evolve(Precedence(indicator=ITEMS[key], sources=given, allowed_by="invented"), **changes)


def refused(make: Callable[[], object]) -> list[str]:
    """Give what the refusal says, fault by fault."""
    with pytest.raises(SchemeError) as error:
        make()
    return [str(fault) for fault in error.value.faults]


def test_the_order_is_kept() -> None:
    """The source that is preferred stays first, whatever its name."""
    found = order("exit_accuracy", "verification", "survey", "register")
    assert found.sources == ("verification", "survey", "register")
    assert found != order("exit_accuracy", "survey", "verification", "register")
    assert found.words.text() == "verification before survey before register"
    assert found.words.text("zh") == "verification，其次survey，其次register"


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([], ["sources: no order of two sources or more: -"]),
        (["survey"], ["sources: no order of two sources or more: survey"]),
        (["survey", " "], ["sources[1]: no source is given"]),
        (["survey", "survey"], ["sources[1]: survey stands here twice"]),
        (["", "survey", "survey", ""], [f"sources[{i}]" for i in (0, 2, 3)]),
    ],
)
def test_what_orders_nothing(sources: list[str], said: list[str]) -> None:
    """Fewer than two sources, and sources that are empty or stand twice, are refused, all at once."""
    found = refused(lambda: Precedence(indicator=ITEMS["exit_accuracy"], sources=sources, allowed_by="invented"))
    assert len(found) == len(said)
    assert all(text.startswith(begin) for text, begin in zip(found, said, strict=True))


def test_faults_with_the_document() -> None:
    """A missing document is told beside what is wrong with the sources."""
    found = refused(lambda: Precedence(indicator=ITEMS["exit_accuracy"], sources=["survey"], allowed_by=""))
    assert [text.partition(":")[0] for text in found] == ["sources", "allowed_by"]


def test_orders_stand_by_indicator(make_scheme: MakeScheme) -> None:
    """A scheme keeps orders in the order of keys, so that equal schemes are equal however they are written."""
    given = [order("funds_use"), order("exit_accuracy")]
    assert [each.indicator.key for each in make_scheme(precedences=given).precedences] == ["exit_accuracy", "funds_use"]
    assert make_scheme(precedences=given) == make_scheme(precedences=given[::-1])
    assert make_scheme().precedences == ()


def test_an_order_reads_no_indicator(make_scheme: MakeScheme) -> None:
    """Whether an indicator has an order of sources says nothing of where it is read."""
    plain, ordered = make_scheme(), make_scheme(precedences=[order("funds_use")])
    assert ordered.indicators == plain.indicators
    assert [*ordered.named_indicators()] == [*plain.named_indicators()]


def test_two_orders_of_one_indicator(make_scheme: MakeScheme) -> None:
    """An indicator has one order of sources."""
    given = [order("funds_use"), order("exit_accuracy"), order("funds_use", "audit", "survey")]
    assert refused(lambda: make_scheme(precedences=given)) == [
        "precedences[2].indicator: funds_use stands here twice; keep one of them"
    ]


def test_an_order_and_a_blend(make_scheme: MakeScheme) -> None:
    """What is blended of its sources has no order of them, on whichever level it is blended."""
    scheme = make_scheme()
    shares = [BlendShare(source="verification", share="0.5"), BlendShare(source="register", share="0.5")]
    *others, funds = scheme.criteria
    mixed = evolve(funds, children=[evolve(scheme.criterion("use"), blend=shares)])
    assert isinstance(mixed, Group)
    assert refused(lambda: make_scheme(criteria=[*others, mixed], precedences=[order("funds_use")])) == [
        (
            "precedences[0].indicator: funds_use is blended of its sources and has an order of them too [Art. 7(3)]; "
            "keep the blend or the order"
        )
    ]


def test_an_order_of_something_unused_or_defined_otherwise(make_scheme: MakeScheme) -> None:
    """The indicator of an order is one that the scheme names elsewhere, with the same definition."""
    other = evolve(ITEMS["funds_use"], places=0)
    given = [order("platform_accuracy"), order("funds_use", indicator=other)]
    assert refused(lambda: make_scheme(precedences=given)) == [
        "precedences[0].indicator: two different indicators have the key funds_use; rename one of them",
        (
            "precedences[1].indicator: nothing else in the scheme names platform_accuracy [Art. 7(3)]; "
            "mend the key, or take the entry out"
        ),
    ]


# In files

FILE = """
[[precedences]]
indicator = "funds_use"
sources = ["audit", "funds_evaluation"]
allowed_by = "section 3, invented"

[[precedences]]
indicator = "exit_accuracy"
sources = ["verification", "register"]
allowed_by = "section 3, invented"
"""


def test_a_file(make_scheme: MakeScheme) -> None:
    """Orders are read from a file and written to it; a scheme without any is written without the key."""
    plain = format_scheme(make_scheme())
    assert "precedences" not in plain
    scheme = parse_scheme(plain.replace("\n[title]", FILE + "\n[title]", 1))
    assert [each.sources for each in scheme.precedences] == [
        ("verification", "register"),
        ("audit", "funds_evaluation"),
    ]
    for format in ("toml", "json"):
        assert parse_scheme(format_scheme(scheme, format), format) == scheme
    assert digest(scheme) != digest(make_scheme()) == digest(parse_scheme(plain))


def test_faults_in_a_file(make_scheme: MakeScheme) -> None:
    """Faults stand where the file has the entry, with the clause that asks for the consolidation of data."""
    faulty = FILE.replace("exit_accuracy", "platform_accuracy").replace('["audit", ', '["", 1, ')
    text = format_scheme(make_scheme()).replace("\n[title]", faulty + "\n[title]", 1)
    assert refused(lambda: parse_scheme(text))[0] == "precedences[0].sources[1]: 1 is not text [Art. 7(3)]; give text"
    text = text.replace('["", 1, ', '["", "audit", ')
    said = "precedences[0].sources[0]: no source is given [Art. 7(3)]; "
    assert refused(lambda: parse_scheme(text))[0].startswith(said)
    text = text.replace('["", "audit", ', '["audit", ')
    assert [said.partition(";")[0] for said in refused(lambda: parse_scheme(text))] == [
        "precedences[1].indicator: nothing else in the scheme names platform_accuracy [Art. 7(3)]",
    ]
