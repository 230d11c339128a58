"""What is to be proposed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from story import CITIES, GROUP, JIA, LATE, OFFICE, conduct, event, new_cycle, recorded
from test_series import finding

from jxassess.accountability import propose_sanctions
from jxassess.cycle import SanctionProposal, Withdrawal, find_unproposed, propose_for_conduct
from jxassess.scheme import Scheme


def test_proposals_from_conduct() -> None:
    """Only irresponsible conduct with a distorted result, on a record in force, is proposed (Art. 10)."""
    cycle = recorded(
        [
            event("c1", LATE, OFFICE, conduct("K1")),
            event("c2", LATE, OFFICE, conduct("K2", has_distorted=False)),
            event("c3", LATE, OFFICE, conduct("K3", is_irresponsible=False)),
            event("c4", LATE, OFFICE, conduct("K4")),
            event("no", LATE, GROUP, Withdrawal(), reason="x", replaces="c4"),
        ]
    )
    (made,) = propose_for_conduct(cycle)
    assert (made.sanction, made.conduct, made.finding, made.city) == ("K1.holding_to_account", "K1", "", JIA)
    assert cycle.record(event("p", LATE, OFFICE, made)).events[-1].key == "p"


def test_what_is_not_in_the_log(make_scheme: Callable[[], Scheme]) -> None:
    """Computed proposals are listed until they are recorded, and again when the record is withdrawn."""
    sanctions = propose_sanctions([finding("F9", 2019, CITIES[0])], make_scheme())
    cycle = new_cycle()
    assert [one.sanction for one in find_unproposed(cycle, sanctions)] == [
        "F9.criticism",
        "F9.talk",
        "F9.rectification",
    ]
    day = date(2020, 4, 1)
    cycle = cycle.record(event("p1", day, OFFICE, SanctionProposal.of(sanctions[1])))
    assert [one.sanction for one in find_unproposed(cycle, sanctions)] == ["F9.criticism", "F9.rectification"]
    cycle = cycle.record(event("no", day, GROUP, Withdrawal(), reason="x", replaces="p1"))
    assert len(find_unproposed(cycle, sanctions)) == 3
