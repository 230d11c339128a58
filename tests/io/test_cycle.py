"""Cycles in files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

sys.path.append(str(Path(__file__).parents[1] / "cycle"))

from story import GROUP, JIA, ZI, A, check, event, new_cycle, recorded, start, summaries, whole

from jxassess.cycle import AssessmentCycle, SchemeMade, SequenceError, VerificationRules
from jxassess.io.cycle import format_cycle, format_cycle_schema, parse_cycle, read_cycle, write_cycle
from jxassess.places import County

Table = dict[str, Any]
GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "cycle_1.json"


@pytest.fixture(scope="module")
def cycle() -> AssessmentCycle:
    """The whole story, with rules of verification and a county that is no longer in force."""
    from datetime import date

    rules = VerificationRules(no_own_region=True, no_exchange=False, most_checks=3, source="invented scheme")
    base = new_cycle()
    counties = [*base.counties, County(code="990123", name="旧县", parent=JIA, valid_to=date(2019, 6, 1))]
    return recorded(whole(), evolve(base, rules=rules, counties=counties))


@pytest.fixture(scope="module")
def text(cycle: AssessmentCycle) -> str:
    """Its file."""
    return format_cycle(cycle)


@pytest.fixture
def table(text: str) -> Table:
    """Its file as a table, to be damaged."""
    return json.loads(text)


def refused(table: Table) -> list[tuple[str, str]]:
    """Give code and place of the faults for which a table is refused."""
    with pytest.raises(SequenceError) as caught:
        parse_cycle(json.dumps(table, ensure_ascii=False, indent=2) + "\n")
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_cycle_comes_back(cycle: AssessmentCycle, text: str) -> None:
    """What is read is equal to what was written, and is written as the same bytes."""
    again = parse_cycle(text)
    assert again == cycle
    assert again.head == cycle.head
    assert format_cycle(again) == text


@pytest.mark.parametrize("number", range(0, 42, 5))
def test_every_part_of_the_story_comes_back(number: int) -> None:
    """A log of any length comes back."""
    part = recorded(whole()[:number])
    assert parse_cycle(format_cycle(part)) == part


def test_equal_cycles_have_equal_bytes() -> None:
    """Times in other zones and places in another order make no difference."""
    from datetime import UTC

    one = start()[0]
    other = evolve(one, recorded=one.recorded.astimezone(UTC))
    base = new_cycle()
    turned = AssessmentCycle(year=2019, cities=base.cities[::-1], counties=base.counties[::-1])
    assert format_cycle(base.record(one)) == format_cycle(turned.record(other))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n",
        lambda text: text[:-1],
        lambda text: text.replace('  "year": 2019,', '  "year":  2019,'),
        lambda text: text.replace("甲", "\\u7532"),
        lambda text: json.dumps(json.loads(text), ensure_ascii=False) + "\n",
        lambda text: text.replace(
            '"no_own_region": true,\n    "no_exchange": false,', '"no_exchange": false,\n    "no_own_region": true,'
        ),
        lambda text: text.replace("+08:00", "+0800", 1),
    ],
)
def test_other_bytes_are_refused(text: str, change: Callable[[str], str]) -> None:
    """The same log written in another way is not a cycle file."""
    changed = change(text)
    assert changed != text
    with pytest.raises(SequenceError) as caught:
        parse_cycle(changed)
    assert [fault.code for fault in caught.value.faults] == ["not_canonical"]


def test_every_changed_value_is_refused(text: str) -> None:
    """A changed letter or digit anywhere in the file is found."""
    rng = Random(1)
    for _ in range(400):
        at = rng.randrange(len(text))
        letter = rng.choice([c for c in "0aZ甲 ,}" if c != text[at]])
        with pytest.raises(SequenceError):
            parse_cycle(text[:at] + letter + text[at + 1 :])


def test_every_cut_is_refused(text: str) -> None:
    """No beginning of a file is a file."""
    rng = Random(2)
    for at in [0, 1, *(rng.randrange(len(text)) for _ in range(100))]:
        with pytest.raises(SequenceError):
            parse_cycle(text[:at])


def test_events_cut_off_need_a_deposited_head(table: Table, cycle: AssessmentCycle) -> None:
    """A file that somebody cut and wrote anew is whole in itself; only the deposited head tells."""
    table["events"] = table["events"][:-1]
    shorter = parse_cycle(json.dumps(table, ensure_ascii=False, indent=2) + "\n")
    with pytest.raises(SequenceError):
        shorter.verify(cycle.head)


def test_the_first_wrong_digest_is_named(table: Table) -> None:
    """A change shows at the event in which it was made."""
    table["events"][4]["document"] = "another"
    assert refused(table) == [("wrong_digest", "events[4].digest")]


def test_a_wrong_beginning(table: Table) -> None:
    """The places and the year belong to the chain too."""
    table["cities"][1]["english"] = "Yi"
    assert refused(table) == [("wrong_digest", "beginning")]


def test_events_that_cannot_be(table: Table) -> None:
    """A file is held to the tables as `record` is."""
    del table["events"][2]
    assert refused(table)[0][0] == "wrong_order"


def test_all_faults_of_the_form_at_once(table: Table) -> None:
    """Each wrong value is told with its path."""
    events = table["events"]
    events[0]["by"][0]["body"] = "nobody"
    events[0]["what"]["kind"] = "nothing"
    events[1]["on"] = "2019-02-30"
    events[1]["recorded"] = "noon"
    del events[2]["document"]
    events[2]["extra"] = 1
    events[3]["what"]["city"] = "990900"
    events[4]["what"]["is_true"] = "true"
    events[4]["what"]["places"] = "990121"
    events[5]["what"] = "x"
    events[6]["by"] = [7]
    events[7]["key"] = 7
    events[10]["what"]["computed"][0]["score"] = "many"
    assert refused(table) == [
        ("unknown_value", "events[0].by[0].body"),
        ("unknown_kind", "events[0].what.kind"),
        ("bad_date", "events[1].on"),
        ("wrong_type", "events[1].recorded"),
        ("unknown_key", "events[2].extra"),
        ("missing_key", "events[2].document"),
        ("unknown_place", "events[3].what.city"),
        ("wrong_type", "events[4].what.places"),
        ("wrong_type", "events[4].what.is_true"),
        ("wrong_type", "events[5].what"),
        ("wrong_type", "events[6].by[0]"),
        ("wrong_type", "events[7].key"),
        ("bad_number", "events[10].what.computed[0].score"),
    ]


def test_faults_of_objects_have_their_paths(table: Table) -> None:
    """What a class refuses of itself is told at its place in the file."""
    table["events"][0]["what"]["digest"] = "x"
    table["events"][1]["by"] = []
    assert refused(table) == [("bad_digest", "events[0].what.digest"), ("nothing_listed", "events[1].by")]


@pytest.mark.parametrize(
    ("key", "value", "code", "where"),
    [
        ("events", {}, "wrong_type", "events"),
        ("cities", [{"code": "99", "name": "甲市", "english": ""}], "bad_code", "cities[0].code"),
        ("year", "2019", "wrong_type", "year"),
        ("year", True, "wrong_type", "year"),
        ("year", 2016, "bad_year", "year"),
        ("counties", [{"code": "990121", "name": "子县", "parent": "990900"}], "unknown_place", "counties[0].parent"),
        ("counties", 7, "wrong_type", "counties"),
        ("more", 1, "unknown_key", "more"),
        ("beginning", 1, "wrong_digest", "beginning"),
        ("rules", {"no_own_region": 1}, "wrong_type", "rules.no_own_region"),
    ],
)
def test_the_outermost_table(table: Table, key: str, value: object, code: str, where: str) -> None:
    """What stands at the top is checked as strictly."""
    table[key] = value
    assert refused(table)[0] == (code, where)


def test_year_cities_and_rules_at_once(table: Table) -> None:
    """What is wrong above the events is told together, each at its place."""
    table["year"], table["cities"][0]["code"], table["rules"]["source"] = None, "1", ""
    assert refused(table) == [("wrong_type", "year"), ("bad_code", "cities[0].code"), ("no_text", "rules.source")]


@pytest.mark.parametrize("key", ["year", "cities", "counties", "beginning", "events"])
def test_keys_at_the_top(table: Table, key: str) -> None:
    """Nothing but the rules can be left out."""
    del table[key]
    assert ("missing_key", key) in refused(table)


def test_whole_numbers(table: Table) -> None:
    """An amount is a whole number, not text and not a truth value."""
    reward = next(one for one in table["events"] if one["what"]["kind"] == "reward_decision")
    for value in ("1", True, 1.5):
        reward["what"]["fen"] = value
        assert [code for code, _ in refused(table)] == ["wrong_type"]


def test_a_county_is_no_city(table: Table) -> None:
    """Where a city is due, the code of a county is refused."""
    table["events"][2]["what"]["city"] = "990121"
    assert refused(table) == [("unknown_place", "events[2].what.city")]


def test_a_newer_version(text: str) -> None:
    """A file of a newer version says so, and names what to do."""
    with pytest.raises(SequenceError, match=r"newer than 'jxassess-cycle/1'.*install a newer version of jxassess"):
        parse_cycle(text.replace("jxassess-cycle/1", "jxassess-cycle/2"))


@pytest.mark.parametrize("other", ["jxassess-scheme/1", "jxassess-cycle/0"])
def test_another_format(text: str, other: str) -> None:
    """A file of another kind is refused."""
    with pytest.raises(SequenceError) as caught:
        parse_cycle(text.replace("jxassess-cycle/1", other))
    assert [fault.code for fault in caught.value.faults] == ["wrong_format"]


def test_half_a_character() -> None:
    """Text that cannot be written is refused when it is written."""
    broken = new_cycle().record(evolve(start()[0], document="\ud800"))
    with pytest.raises(SequenceError, match="half a character"):
        format_cycle(broken)


def test_what_would_not_load_back_is_not_written() -> None:
    """A number of more digits than files take is refused when it is written, at its place."""
    from story import COMPUTED, evaluation, path

    long = evolve(COMPUTED[0], score=Fraction(1, 10**31))
    one = evolve(path()[10], what=evaluation(computed=[long, COMPUTED[1]]))
    with pytest.raises(SequenceError) as caught:
        format_cycle(recorded([*path()[:10], one]))
    assert {(fault.code, fault.where) for fault in caught.value.faults} == {
        ("bad_number", "events[10].what.computed[0].score"),
        ("bad_number", "events[10].what.proposed[0].score"),
    }


def test_files(tmp_path: Path, cycle: AssessmentCycle, text: str) -> None:
    """A file is written whole and read back; a byte order mark and other encodings are refused."""
    path = tmp_path / "cycle.json"
    write_cycle(new_cycle(), path)
    write_cycle(cycle, path)
    assert path.read_bytes() == text.encode()
    assert read_cycle(str(path)) == cycle
    assert [entry.name for entry in tmp_path.iterdir()] == ["cycle.json"]
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    with pytest.raises(SequenceError, match="not those that this library writes"):
        read_cycle(path)
    path.write_bytes(text.encode("gb18030"))
    with pytest.raises(SequenceError, match="no UTF-8"):
        read_cycle(path)


def test_nothing_is_written_where_there_is_no_folder(tmp_path: Path, cycle: AssessmentCycle) -> None:
    """The error is that of the system."""
    with pytest.raises(FileNotFoundError):
        write_cycle(cycle, tmp_path / "none" / "cycle.json")


def test_the_golden_file() -> None:
    """A file that was written when version 1 was made loads, has the head of then, and is written as it was."""
    golden = read_cycle(GOLDEN)
    assert golden.head == "0c1f8b9675154ca3aaf1031468dba8959c662dddfe1b2f5680be7286f9e21a42"
    assert format_cycle(golden) == GOLDEN.read_text("utf-8")
    assert len(golden.events) == 44


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_writer(tmp_path: Path) -> None:
    """Killed at random moments, the writer leaves the old or the new file, whole; all of it in benchmarks."""
    path, rng = tmp_path / "cycle.json", Random(3)
    old, new = recorded(start()), recorded([*start(), *summaries()])
    known = {format_cycle(old).encode(), format_cycle(new).encode()}
    write_cycle(old, path)
    for _ in range(25):
        child = os.fork()
        if child == 0:
            while True:
                write_cycle(new, path)
                write_cycle(old, path)
        time.sleep(rng.uniform(0.001, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert path.read_bytes() in known


def test_the_schema_is_shipped() -> None:
    """The schema inside the package is that of the classes as they are now."""
    shipped = files("jxassess.io") / "schemas" / "jxassess-cycle-1.schema.json"
    assert shipped.read_text("utf-8") == format_cycle_schema()


def test_the_schema_knows_cycle_files(table: Table) -> None:
    """The story passes; a file of wrong form does not."""
    schema = json.loads(format_cycle_schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(table)) == []
    assert list(validator.iter_errors(json.loads(GOLDEN.read_text("utf-8")))) == []
    wrong: list[Callable[[Table], object]] = [
        lambda t: t.pop("events"),
        lambda t: t.update(format="jxassess-cycle/2"),
        lambda t: t["events"][0].update(more=1),
        lambda t: t["events"][0].update(recorded="2019-06-03T12:00:00"),
        lambda t: t["events"][0].update(digest="x"),
        lambda t: t["events"][0]["what"].update(kind="nothing"),
        lambda t: t["cities"][0].update(code="1"),
    ]
    for damage in wrong:
        copy = json.loads(json.dumps(table))
        damage(copy)
        assert list(validator.iter_errors(copy))


def test_what_the_story_leaves_out() -> None:
    """Withdrawals and checks of several places come back too."""
    from datetime import date

    from jxassess.cycle import Actor, Withdrawal
    from jxassess.measure import Body

    home = [Actor(body=Body.MEMBER_UNIT, unit="unit 1", city=JIA), Actor(body=Body.THIRD_PARTY, unit="institute 1")]
    cycle = recorded([*start(), *summaries(), event("v", date(2020, 1, 5), home, check(JIA, JIA, ZI))])
    cycle = cycle.record(event("no", date(2020, 1, 6), GROUP, Withdrawal(), reason="x", replaces="v"))
    cycle = cycle.record(
        event(
            "s2",
            date(2019, 6, 3),
            GROUP,
            SchemeMade(digest=A),
            recorded=date(2020, 1, 7),
            reason="x",
            replaces="scheme",
        )
    )
    assert parse_cycle(format_cycle(cycle)) == cycle


def test_other_files_do_not_need_the_cycle() -> None:
    """Whoever reads schemes does not import the cycle with them."""
    program = "import jxassess.io, sys; print('jxassess.cycle' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
