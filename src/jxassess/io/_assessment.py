"""Assessments and explanations in files: `jxassess-assessment/1` and `jxassess-explanation/1`, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jxassess.accountability import Reward, Sanction
from jxassess.assessment import Assessment, Explanation, Reason
from jxassess.evidence import Indication
from jxassess.exact import to_text
from jxassess.io._evidence import evidence_table
from jxassess.io._files import write_text
from jxassess.io._plain import Plain, to_plain, to_table
from jxassess.io._scheme import scheme_table
from jxassess.io._writing import dump
from jxassess.scoring import CityScore, CountyScore, CriterionScore, GroupScore, NodeScore, Part

ASSESSMENT_FORMAT = "jxassess-assessment/1"
EXPLANATION_FORMAT = "jxassess-explanation/1"


def format_assessment(assessment: Assessment) -> str:
    """Write an assessment as JSON: heading, scores with all their parts, indications, proposals, scheme and evidence.

    Args:
        assessment: the assessment.

    Returns:
        The text. Equal assessments give equal text, whatever the order of the input was.
    """
    table: dict[str, Plain] = {
        "format": ASSESSMENT_FORMAT,
        "heading": to_table(assessment.heading),
        "cities": [_city(score) for score in assessment.cities],
        "counties": [_county(score) for score in assessment.counties],
        "indications": [_indication(indication) for indication in assessment.indications],
        "unchecked": [to_table(unchecked) for unchecked in assessment.unchecked],
        "sanctions": [_sanction(sanction) for sanction in assessment.sanctions],
        "rewards": [_reward(reward) for reward in assessment.rewards],
        "departures": [to_table(departure) for departure in assessment.departures],
        "missing": [to_table(fault) for fault in assessment.missing],
        "scheme": scheme_table(assessment.scheme),
        "evidence": evidence_table(assessment.evidence),
    }
    return dump(table, "json")


def write_assessment(assessment: Assessment, path: Path | str) -> None:
    """Write an assessment to a JSON file; the file is replaced as a whole or not at all.

    Args:
        assessment: the assessment.
        path: the file; its folder must be there.

    Raises:
        OSError: the place is not writable.
    """
    write_text(Path(path), format_assessment(assessment))


def format_explanation(explanation: Explanation) -> str:
    """Write an explanation as JSON; amounts are exact, as decimals or as `p/q`.

    Args:
        explanation: the explanation.

    Returns:
        The text: heading, and a tree of reasons with `points`, `contribution`, `citation` and `where`.
    """
    table: dict[str, Plain] = {
        "format": EXPLANATION_FORMAT,
        "heading": to_table(explanation.heading),
        "root": _reason(explanation.root),
    }
    return dump(table, "json")


def _reason(reason: Reason) -> dict[str, Plain]:
    table = to_table(reason)
    table["children"] = [_reason(child) for child in reason.children]
    return {key: value for key, value in table.items() if value not in ("", [])}


def _given(table: Mapping[str, object]) -> dict[str, Plain]:
    return {key: to_plain(value) for key, value in table.items() if value is not None}


def _parts(parts: tuple[Part, ...]) -> list[Plain]:
    return [to_table(part) for part in parts]


def _city(score: CityScore) -> dict[str, Plain]:
    shares: list[Plain] = [
        {
            "county": share.score.county.code,
            "weight": to_text(share.weight),
            "share": to_text(share.share),
            "contribution": to_text(share.contribution),
        }
        for share in score.shares
    ]
    ceilings: list[Plain] = [{"where": item.where, "finding": item.finding.key} for item in score.ceilings]
    return {
        **_given(
            {
                "city": score.city,
                "name": score.city.name,
                "rank": score.rank,
                "grade": None if score.grade is None else score.grade.key,
                "grade_by_score": None if score.grade_by_score is None else score.grade_by_score.key,
                "published": score.published,
                "score": score.score,
            }
        ),
        "ceilings": ceilings,
        "counties": shares,
    }


def _county(score: CountyScore) -> dict[str, Plain]:
    head = {"county": score.county, "name": score.county.name, "published": score.published, "score": score.score}
    table = _given(head)
    table["groups"] = [_node(group) for group in score.groups]
    table["parts"] = _parts(score.parts)
    if score.carried is not None:
        table["carried"] = to_text(score.carried.score)
    return table


def _node(score: NodeScore) -> dict[str, Plain]:
    if isinstance(score, GroupScore):
        return {
            "key": score.group.key,
            "where": score.where,
            "points": to_text(score.points),
            "children": [_node(child) for child in score.children],
            "parts": _parts(score.parts),
        }
    return _criterion(score)


def _criterion(score: CriterionScore) -> dict[str, Plain]:
    found, target = score.observation, score.target
    return _given(
        {
            "key": score.criterion.key,
            "where": score.where,
            "points": score.points,
            "state": score.state,
            "value": None if found is None else found.value,
            "version": None if found is None else found.version,
            "target": None if target is None else target.value,
            "quantity": score.quantity,
            "mean": score.mean,
            "parts": score.parts,
        }
    )


def _indication(indication: Indication) -> dict[str, Plain]:
    return _given(
        {
            "key": indication.key,
            "problem": indication.problem,
            "place": indication.place,
            "indicator": indication.indicator,
            "value": indication.value,
            "bound": indication.bound,
            "where": indication.where,
            "words": indication.words,
        }
    )


def _sanction(sanction: Sanction) -> dict[str, Plain]:
    return _given(
        {
            "kind": sanction.kind,
            "city": sanction.city,
            "finding": sanction.finding.key,
            "citation": sanction.citation,
            "posts": sanction.posts,
            "limit": sanction.limit,
            "where": sanction.where,
        }
    )


def _reward(reward: Reward) -> dict[str, Plain]:
    return _given(
        {
            "city": reward.city,
            "citation": reward.citation,
            "reduction": reward.reduction,
            "target": None if reward.target is None else reward.target.value,
            "findings": [finding.key for finding in reward.findings],
            "is_silent": reward.is_silent,
        }
    )
