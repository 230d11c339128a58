"""The chain of digests."""

from __future__ import annotations

import sys
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parent))

from story import GROUP, A, B, event, new_cycle, recorded, start, whole

from jxassess.cycle import CHAIN_VERSION, CHINA, AssessmentCycle, SchemeMade, SequenceError
from jxassess.cycle._chain import link
from jxassess.places import City


def netstrings(*texts: str) -> bytes:
    """Write texts as the documentation says."""
    return b"".join(str(len(text.encode())).encode() + b":" + text.encode() + b"," for text in texts)


def test_the_digest_of_an_event_by_hand() -> None:
    """The digest is the SHA-256 of version, digest before, and every field in the order of paths."""
    one = event("k", start()[0].on, GROUP, SchemeMade(digest=A))
    fields = [
        ("by.#", "1"),
        ("by.0.body", "leading_group"),
        ("by.0.unit", ""),
        ("document", "doc k"),
        ("key", "k"),
        ("on", "2019-06-03"),
        ("reason", ""),
        ("recorded", "2019-06-03T12:00:00+08:00"),
        ("replaces", ""),
        ("what.digest", A),
        ("what.kind", "scheme_made"),
    ]
    texts = [CHAIN_VERSION, B, *(text for field in fields for text in field)]
    assert link(B, one) == sha256(netstrings(*texts)).hexdigest()


def test_the_beginning_by_hand() -> None:
    """The chain begins with the year, the places in full, and the rules."""
    cycle = AssessmentCycle(year=2020, cities=[City(code="990100", name="甲市", english="Jia")])
    fields = [
        ("cities.#", "1"),
        ("cities.0.#", "3"),
        ("cities.0.0", "990100"),
        ("cities.0.1", "甲市"),
        ("cities.0.2", "Jia"),
        ("counties.#", "0"),
        ("year", "2020"),
    ]
    texts = ["jxassess-chain/1", "", *(text for field in sorted(fields) for text in field)]
    assert cycle.head == sha256(netstrings(*texts)).hexdigest()


def test_the_head_of_the_story_is_for_ever() -> None:
    """This digest was written down when version 1 of the chain was made; it never changes."""
    assert recorded(whole()).head == "677b2928647edff38f1a020730dbdd8d92d3d05147e56011320df83cf65e6131"


def test_one_digest_for_each_event() -> None:
    """The chain has the digest of the beginning and one for each event, all different."""
    cycle = recorded(whole())
    assert len({*cycle.digests}) == len(cycle.events) + 1
    assert cycle.head == cycle.digests[-1]


def test_a_deposited_head_stands_for_what_was_before() -> None:
    """A head tells for how many events it stands, also after the log has grown."""
    cycle = recorded(whole())
    shorter = recorded(whole()[:5])
    assert cycle.verify(shorter.head) == 5
    assert cycle.verify(cycle.head) == len(cycle.events)
    assert cycle.verify(new_cycle().head) == 0


def test_a_cut_log_does_not_verify() -> None:
    """A log that lost its end does not lead through the head that was deposited."""
    with pytest.raises(SequenceError, match="does not lead through") as caught:
        recorded(whole()[:-1]).verify(recorded(whole()).head)
    assert [fault.code for fault in caught.value.faults] == ["broken_chain"]


def test_a_changed_log_does_not_verify() -> None:
    """A change of any field of any event, of a place or of the year is found."""
    cycle = recorded(whole())
    for i, one in enumerate(cycle.events):
        changed = (*cycle.events[:i], evolve(one, document=f"{one.document} "), *cycle.events[i + 1 :])
        with pytest.raises(SequenceError):
            evolve(cycle, events=changed).verify(cycle.head)
    other = evolve(cycle, counties=[*cycle.counties[:-1], evolve(cycle.counties[-1], english="Mao")])
    with pytest.raises(SequenceError):
        other.verify(cycle.head)
    with pytest.raises(SequenceError):
        evolve(cycle, year=2018).verify(cycle.head)


def test_a_reordered_log_does_not_verify() -> None:
    """Two events of one moment that change places are found."""
    scheme, plan = start()
    moment = datetime(2019, 7, 1, tzinfo=CHINA)
    scheme, plan = evolve(scheme, recorded=moment), evolve(plan, recorded=moment)
    with pytest.raises(SequenceError):
        recorded([plan, scheme]).verify(recorded([scheme, plan]).head)


def test_what_has_no_form() -> None:
    """A value that files do not know has no digest."""
    with pytest.raises(TypeError, match="float has no form"):
        link("", 0.5)


def test_texts_cannot_run_into_each_other() -> None:
    """What is moved from one field to the next gives another digest."""
    one = start()[0]
    assert link("", evolve(one, document="ab", reason="c")) != link("", evolve(one, document="a", reason="bc"))
    assert link("", evolve(one, document="a,1:b")) != link("", evolve(one, document="a", reason="b"))
