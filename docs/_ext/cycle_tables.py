"""Sphinx extension: the tables of `jxassess.cycle` as tables, and the diagrams that are drawn from them.

Directives: `cycle-rules` writes the table of rules, `cycle-duties` that of what is owed, and `cycle-diagram` draws which
act follows which; its argument is `path` for the year or `sanctions` for Art. 9. All of it comes from `RULES` and
`DUTIES`, so that page and library cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from jxassess.cycle import DUTIES, RULES, Act, ActRule, Need, Scope, body_words, rule_of

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 188, 58, 16, 40, 10
# Only where a box stands from left to right; what leads to what comes from the tables.
LANES = {
    Act.SUMMARY_RETURNED: 0,
    Act.SUMMARY_RESUBMITTED: 0,
    Act.SUMMARY_SUBMITTED: 1,
    Act.VERIFIED: 1,
    Act.VERIFICATION_CONSOLIDATED: 1,
    Act.SCHEME_MADE: 2,
    Act.PLAN_APPROVED: 3,
    Act.REGISTER_CONSOLIDATED: 2,
    Act.SURVEY_CONSOLIDATED: 3,
    Act.FUNDS_CONSOLIDATED: 4,
    Act.EVALUATED: 2,
    Act.DELIBERATED: 2,
    Act.APPROVED: 2,
    Act.FED_BACK: 1,
    Act.CIRCULATED: 2,
    Act.TRANSMITTED: 3,
    Act.REWARDED: 4,
    Act.SANCTION_PROPOSED: 1,
    Act.SANCTION_DECIDED: 1,
    Act.SANCTION_LEFT_OUT: 2,
    Act.TALK_HELD: 1,
    Act.RECTIFICATION_ORDERED: 2,
    Act.REFERRED: 4,
    Act.REFERRAL_ANSWERED: 4,
    Act.RECTIFICATION_EXTENDED: 1,
    Act.ITEM_FOUND_OPEN: 3,
    Act.ITEM_FOUND_DONE: 2,
    Act.ITEM_CLOSED: 2,
    Act.RECTIFICATION_CLOSED: 2,
}
BY_CITY = (Scope.CITY, Scope.PLACE)
SANCTIONS = (Scope.SANCTION, Scope.ITEM)


def needs_in_words(need: Need) -> str:
    """Say what has to come before."""
    acts = " or ".join(act.words.en for act in need.acts)
    return f"{acts}, {need.reach.words.en}{' (rests on it)' if need.is_basis else ''}"


def bodies_in_words(rule: ActRule) -> str:
    """Say who may act."""
    return "; ".join(" with ".join(body_words(body).en for body in bodies) for bodies in rule.bodies)


def follows_in_words(rule: ActRule) -> str:
    """Say what it may follow in its own thread."""
    return "; ".join("nothing before" if act is None else act.words.en for act in rule.follows)


def rule_rows() -> list[tuple[str, ...]]:
    """Give the cells of the table of rules."""
    return [
        (
            f"`{rule.act.value}` {rule.act.words.en} · {rule.act.words.zh}",
            str(rule.citation or "outside the measure"),
            rule.scope.words.en if rule.measure is None else f"{rule.scope.words.en}: {rule.measure.words.en}",
            bodies_in_words(rule),
            follows_in_words(rule),
            "<br>".join(needs_in_words(need) for need in rule.needs) or "none",
            ", ".join(
                word
                for word, holds in (("a reason", rule.needs_reason), ("December to March", rule.is_in_window))
                if holds
            )
            or "none",
        )
        for rule in RULES
    ]


def duty_rows() -> list[tuple[str, ...]]:
    """Give the cells of the table of duties."""
    rows: list[tuple[str, ...]] = []
    for duty in DUTIES:
        rule = rule_of(duty.acts[0])
        after = "; ".join(act.words.en for act in duty.after) or "the beginning"
        limit = "none"
        if duty.has_limit:
            limit = "the last of March" if rule.is_in_window else "the last day of the rectification"
        of = rule.scope.words.en if duty.measure is None else f"{rule.scope.words.en}: {duty.measure.words.en}"
        rows.append((" or ".join(act.words.en for act in duty.acts), of, after, limit, str(rule.citation or "none")))
    return rows


def markdown(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    heads = list(columns)
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows))


Group = tuple[Act, ...]


def groups(act: Act) -> list[Group]:
    """Give what has to come before an act: of each group one. What it may follow but need not is no group."""
    rule = rule_of(act)
    thread = () if None in rule.follows else tuple(before for before in rule.follows if before and before is not act)
    return [group for group in (thread, *(need.acts for need in rule.needs)) if group]


def behind(act: Act, seen: frozenset[Act] = frozenset()) -> set[Group]:
    """Give the groups of an act and of everything that has to come before it."""
    found = set(groups(act))
    for before in (before for group in groups(act) for before in group if before not in seen):
        found |= behind(before, seen | {act})
    return found


def edges(acts: list[Act]) -> list[tuple[Act, Act]]:
    """Give what comes directly before what, without ways back and without what other edges say already."""
    place = {act: i for i, act in enumerate(acts)}
    found: list[tuple[Act, Act]] = []
    for act in acts:
        others = {group: [one for one in groups(act) if one != group] for group in groups(act)}
        direct = [g for g, rest in others.items() if not any(g in behind(before) for one in rest for before in one)]
        may_follow = [(before,) for before in rule_of(act).follows if before and None in rule_of(act).follows]
        found += [(before, act) for group in (*direct, *may_follow) for before in group if place[before] < place[act]]
    return found


def layers(acts: list[Act]) -> dict[Act, int]:
    """Put every act below all that comes before it, and right above what first comes after it."""
    arrows, depth = edges(acts), dict.fromkeys(acts, 0)
    for act in acts:
        depth[act] = 1 + max((depth[a] for a, b in arrows if b is act), default=-1)
    for act in reversed(acts):
        below = [depth[b] for a, b in arrows if a is act]
        if below and any(b is act for _, b in arrows):
            depth[act] = min(below) - 1
    return depth


def boxes(acts: list[Act]) -> dict[Act, tuple[int, int]]:
    """Give the upper left corner of the box of each act."""
    depth = layers(acts)
    return {act: (MARGIN + LANES.get(act, 0) * (WIDTH + GAP_X), MARGIN + depth[act] * (HEIGHT + GAP_Y)) for act in acts}


def draw(acts: list[Act], title: str) -> str:
    """Draw acts and arrows as SVG."""
    places = boxes(acts)
    width = max(x for x, _ in places.values()) + WIDTH + MARGIN
    height = max(y for _, y in places.values()) + HEIGHT + MARGIN
    arrows = "".join(arrow(places[a], places[b]) for a, b in edges(acts))
    shapes = "".join(box(act, *places[act]) for act in acts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'style="max-width:100%;height:auto" font-family="sans-serif"><title>{escape(title)}</title>'
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="3" orient="auto">'
        '<path d="M0,0 L7,3 L0,6 z" fill="currentColor"/></marker></defs>'
        f"{arrows}{shapes}</svg>"
    )


def arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Draw an arrow from the lower edge of one box to the upper edge of another."""
    x1, y1, x2, y2 = start[0] + WIDTH // 2, start[1] + HEIGHT, end[0] + WIDTH // 2, end[1]
    middle = (y1 + y2) // 2
    way = f"M{x1},{y1} C{x1},{middle} {x2},{middle} {x2},{y2}"
    return f'<path d="{way}" fill="none" stroke="currentColor" opacity="0.6" marker-end="url(#tip)"/>'


def box(act: Act, x: int, y: int) -> str:
    """Draw a box; what there is for each city has a broken edge."""
    rule, middle = rule_of(act), x + WIDTH // 2
    broken = ' stroke-dasharray="5 3"' if rule.scope in (*BY_CITY, Scope.ITEM) else ""
    lines = (act.words.en, act.words.zh, str(rule.citation or ""))
    texts = "".join(
        f'<text x="{middle}" y="{y + 17 + 16 * i}" text-anchor="middle" font-size="10" fill="currentColor">'
        f"{escape(line)}</text>"
        for i, line in enumerate(lines)
    )
    return f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5" fill="none" stroke="currentColor"{broken}/>{texts}'


def acts_of(which: str) -> list[Act]:
    """Give the acts of a diagram, in the order of the table."""
    if which == "sanctions":
        return [rule.act for rule in RULES if rule.scope in SANCTIONS]
    return [rule.act for rule in RULES if rule.scope not in (*SANCTIONS, Scope.NOTE)]


class CycleRules(SphinxDirective):
    """Write the table of rules."""

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown and let the page's parser read it."""
        columns = ("act", "clause", "of", "who", "follows, in its thread", "needs", "asks for")
        return self.parse_text_to_nodes(markdown(columns, rule_rows()))


class CycleDuties(SphinxDirective):
    """Write the table of duties."""

    def run(self) -> list[nodes.Node]:
        """Write it as Markdown and let the page's parser read it."""
        return self.parse_text_to_nodes(markdown(("owed", "of", "from", "by", "clause"), duty_rows()))


class CycleDiagram(SphinxDirective):
    """Draw which act follows which."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the drawing into the page; the table beside it says the same in words."""
        titles = {"path": "The acts of a year, in order", "sanctions": "From a proposed sanction to its end"}
        which = self.arguments[0]
        return [nodes.raw("", draw(acts_of(which), titles[which]), format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.add_directive("cycle-rules", CycleRules)
    app.add_directive("cycle-duties", CycleDuties)
    app.add_directive("cycle-diagram", CycleDiagram)
    return {"parallel_read_safe": True}
