"""What is to be proposed in a cycle: what was computed and is not in its log, and what recorded conduct leads to."""

from __future__ import annotations

from collections.abc import Iterable

from jxassess.accountability import Sanction, SanctionKind
from jxassess.cycle._cycle import AssessmentCycle
from jxassess.cycle._notes import Conduct
from jxassess.cycle._sanctions import SanctionProposal


def find_unproposed(cycle: AssessmentCycle, sanctions: Iterable[Sanction]) -> tuple[SanctionProposal, ...]:
    """List the computed proposals that nobody took into the log, so that none is left out in silence.

    Args:
        cycle: the cycle.
        sanctions: what `propose_sanctions` proposed.

    Returns:
        A proposal for each measure of a finding that is not in force in the log, ready to be recorded.

    Legal basis:
        Art. 9. Reading: the three measures follow once a problem is confirmed; leaving one out is a decision.
    """
    taken = [event.what for event in cycle.in_force if isinstance(event.what, SanctionProposal)]
    known = {(proposal.finding, proposal.measure) for proposal in taken}
    return tuple(SanctionProposal.of(one) for one in sanctions if (one.finding.key, one.kind) not in known)


def propose_for_conduct(cycle: AssessmentCycle) -> tuple[SanctionProposal, ...]:
    """Propose holding to account where people recorded irresponsible conduct and a distorted result.

    Args:
        cycle: the cycle with its records of conduct.

    Returns:
        One proposal for each such record in force, in the order of their days. A breach alone leads to none.

    Legal basis:
        Art. 10: both together, on either side.
    """
    records = [event.what for event in cycle.in_force if isinstance(event.what, Conduct)]
    return tuple(
        SanctionProposal(
            sanction=f"{record.record}.{SanctionKind.HOLDING_TO_ACCOUNT.value}",
            measure=SanctionKind.HOLDING_TO_ACCOUNT,
            city=record.city,
            finding="",
            is_serious=False,
            has_adverse_effect=False,
            conduct=record.record,
        )
        for record in records
        if record.is_grave
    )
