"""What the keys and codes in one file stand for, and that files read at once do not mix."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from attrs import evolve

from jxassess.faults import FaultsError, SchemeError
from jxassess.indicators import CATALOGUE
from jxassess.io import parse_evidence, parse_scheme
from jxassess.io._hooks import hooks
from jxassess.io._references import References, current
from jxassess.places import City, County
from jxassess.scheme import Scheme

Edit = Callable[[str, str, str], str]

ITEM = CATALOGUE[0]
JIA = City(code="990100", name="甲市")
ZI = County(code="990121", name="子县", parent=JIA)


def test_looks_up() -> None:
    """An indicator is found by its key and a unit by its code, each kind of unit only as what it is."""
    references = References([ITEM])
    assert references.add_place(JIA)
    assert references.add_place(ZI)
    assert references.indicator(ITEM.key) is ITEM
    assert (references.city("990100"), references.county("990121")) == (JIA, ZI)
    assert (references.place("990100"), references.place("990121")) == (JIA, ZI)
    for find, code, wanted in (
        (references.city, "990121", "a city"),
        (references.county, "990100", "a county"),
        (references.place, "990200", "a city or county"),
    ):
        with pytest.raises(FaultsError) as caught:
            find(code)
        (fault,) = caught.value.faults
        assert (fault.code, fault.value) == ("unknown_place", code)
        assert fault.problem.en == f"{code} is not the code of {wanted} in the file"


def test_only_a_look_up_is_a_use() -> None:
    """A key counts as used once something refers to it, also where it is not known."""
    references = References([ITEM])
    assert references.known(ITEM.key) is ITEM
    assert references.used == set()
    with pytest.raises(FaultsError):
        references.indicator("roads")
    references.indicator(ITEM.key)
    assert references.used == {ITEM.key, "roads"}


def test_first_unit_stays() -> None:
    """A second unit of one code is not taken."""
    references = References([])
    assert references.add_place(JIA)
    assert not references.add_place(evolve(JIA, name="另市"))
    assert references.city("990100").name == "甲市"


def test_hidden() -> None:
    """What refers to a faulty definition is refused without a fault of its own."""
    references = References([])
    references.hide("roads")
    references.hide("990100")
    for find, name in ((references.indicator, "roads"), (references.city, "990100")):
        with pytest.raises(FaultsError) as caught:
            find(name)
        assert caught.value.faults == ()


def test_outside() -> None:
    """Where no file is read nothing is in force."""
    with pytest.raises(LookupError):
        current()


def test_in_force_until_the_file_is_read() -> None:
    """References are in force while their file is read; then those of the file around it are again."""
    outer, inner = References([]), References([])
    with outer.in_force():
        with inner.in_force():
            assert current() is inner
        assert current() is outer
    with pytest.raises(LookupError):
        current()


def test_not_in_force_after_an_error(scheme_text: str, edit: Edit) -> None:
    """A file that is refused leaves nothing behind, and neither does an error in reading it."""
    with pytest.raises(SchemeError):
        parse_scheme(edit(scheme_text, "days = 30", "days = 0"))
    with pytest.raises(KeyboardInterrupt), References([]).in_force():
        raise KeyboardInterrupt
    with pytest.raises(LookupError):
        current()


def test_tasks() -> None:
    """Tasks that read in turns each keep their own references."""

    async def read(references: References) -> bool:
        with references.in_force():
            await asyncio.sleep(0)
            return current() is references

    async def read_all() -> list[bool]:
        return await asyncio.gather(*(read(References([])) for _ in range(3)))

    assert asyncio.run(read_all()) == [True, True, True]


def test_schemes_at_once(monkeypatch: pytest.MonkeyPatch, scheme_text: str, edit: Edit) -> None:
    """Two threads that read different schemes at once give each the indicators that its own file defines."""
    made, both_in_force = hooks(), Barrier(2, timeout=30)

    def structure(value: object, kind: object) -> Scheme:
        # Only now are keys looked up.
        both_in_force.wait()
        return made.scheme(value, kind)

    monkeypatch.setattr("jxassess.io._scheme.hooks", lambda: made._replace(scheme=structure))
    texts = [edit(scheme_text, "places = 1\n", f"places = {places}\n") for places in (1, 3)]
    with ThreadPoolExecutor(2) as pool:
        schemes = list(pool.map(parse_scheme, texts))
    assert [scheme.criterion("roads").indicator.places for scheme in schemes] == [1, 3]


def test_evidence_at_once(monkeypatch: pytest.MonkeyPatch, evidence_text: str, scheme: Scheme, edit: Edit) -> None:
    """Two threads that read different evidence at once give each the units that its own file lists."""
    made, both_in_force = hooks(), Barrier(2, timeout=30)

    def structure(value: object, kind: object) -> object:
        both_in_force.wait()
        return made.evidence(value, kind)

    monkeypatch.setattr("jxassess.io._evidence.hooks", lambda: made._replace(evidence=structure))
    texts = [evidence_text, edit(evidence_text, '"name": "甲市"', '"name": "丙市"')]
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(parse_evidence, texts, (scheme, scheme))
    for evidence, name in ((first, "甲市"), (second, "丙市")):
        named = [target.place for target in evidence.targets] + [result.city for result in evidence.history]
        assert {place.name for place in named if place.code == "990100"} == {name}
