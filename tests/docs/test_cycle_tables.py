"""The page of the cycle shows the tables as they are."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from jxassess.cycle import DUTIES, RULES, Act, rule_of

ROOT = Path(__file__).parents[2]


def load_extension() -> ModuleType:
    """Import the Sphinx extension from the folder of the docs."""
    spec = importlib.util.spec_from_file_location("cycle_tables", ROOT / "docs" / "_ext" / "cycle_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


page = load_extension()
DIAGRAMS = {which: page.acts_of(which) for which in ("path", "sanctions")}


def test_every_act_with_an_order_is_drawn_once() -> None:
    """Path and sanctions together draw every act but those that stand alone: conduct, differences, objections."""
    drawn = [act for acts in DIAGRAMS.values() for act in acts]
    assert sorted(act.value for act in drawn) == sorted(rule.act.value for rule in RULES if rule.scope.value != "note")


@pytest.mark.parametrize("which", DIAGRAMS)
def test_arrows_are_needs_and_follows(which: str) -> None:
    """Each arrow stands in the tables."""
    for before, act in page.edges(DIAGRAMS[which]):
        rule = rule_of(act)
        assert before in rule.follows or any(before in need.acts for need in rule.needs)


@pytest.mark.parametrize("which", DIAGRAMS)
def test_no_need_is_left_out(which: str) -> None:
    """Whatever an act needs is reached along the arrows, one of each group of alternatives at least."""
    acts = DIAGRAMS[which]
    arrows = page.edges(acts)
    for act in acts:
        above, layer = set[Act](), {act}
        while layer:
            layer = {a for a, b in arrows if b in layer and a not in above}
            above |= layer
        for need in rule_of(act).needs:
            assert above & set(need.acts), (act, need)


def test_the_path_by_hand() -> None:
    """The arrows of the year between data and feedback, written by hand."""
    arrows = {(a.value, b.value) for a, b in page.edges(DIAGRAMS["path"])}
    assert {
        ("summary_submitted", "verified"),
        ("summary_resubmitted", "verified"),
        ("verified", "verification_consolidated"),
        ("register_consolidated", "evaluated"),
        ("evaluated", "deliberated"),
        ("deliberated", "approved"),
        ("approved", "fed_back"),
        ("approved", "circulated"),
    } <= arrows
    assert ("scheme_made", "evaluated") not in arrows


@pytest.mark.parametrize("which", DIAGRAMS)
def test_the_drawing(which: str) -> None:
    """It is XML, has a title, a box for each act with its words, and no two boxes in one place."""
    acts = DIAGRAMS[which]
    root = ElementTree.fromstring(page.draw(acts, "a title & more"))
    texts = "".join(root.itertext())
    assert "a title & more" in texts
    assert all(act.words.en in texts and act.words.zh in texts for act in acts)
    assert len([item for item in root if item.tag.endswith("rect")]) == len(acts)
    assert len(set(page.boxes(acts).values())) == len(acts)


@pytest.mark.parametrize("which", DIAGRAMS)
def test_arrows_lead_down(which: str) -> None:
    """What comes later stands lower."""
    acts = DIAGRAMS[which]
    places = page.boxes(acts)
    assert all(places[before][1] < places[act][1] for before, act in page.edges(acts))


def test_tables_have_a_row_each() -> None:
    """The tables of the page have one row for each row of the library."""
    assert len(page.rule_rows()) == len(RULES)
    assert len(page.duty_rows()) == len(DUTIES)
    text = page.markdown(("a", "b"), [("1", "2")])
    assert text == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_row_by_hand() -> None:
    """The row of approval."""
    row = next(row for row in page.rule_rows() if row[0].startswith("`approved`"))
    assert row == (
        "`approved` approval · 审定",
        "Art. 7(4)",
        "the cycle",
        "provincial committee with provincial government",
        "nothing before",
        "deliberation, in the cycle (rests on it)",
        "December to March",
    )
