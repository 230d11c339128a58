"""Explanations: every amount is the sum of what its steps contribute, and every source is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve

from jxassess.assessment import Assessment, Reason, assess
from jxassess.evidence import NOT_APPLICABLE, EarlierResult, Evidence, Finding, Observation, Uncertainty, Verdict
from jxassess.exact import Bound, RoundingMode, Side
from jxassess.measure import Citation, Problem
from jxassess.scheme import (
    Bonus,
    Carried,
    Ceiling,
    Compared,
    Condition,
    Criterion,
    EqualWeights,
    FindingEffect,
    Gate,
    Interpretation,
    NothingApplies,
    Precedence,
    Rounding,
    RoundingStage,
    Scheme,
    TableWeights,
    Tier,
    Weight,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
)
from jxassess.scoring import PartKind
from jxassess.words import Language, Words

F = Fraction

SchemeOf = Callable[..., Scheme]
EvidenceOf = Callable[..., Evidence]
FindingOf = Callable[..., Finding]

CODES = ("990121", "990122", "990123", "990221")


def _walk(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from _walk(child)


def _assert_adds_up(root: Reason) -> int:
    """Hold the amount of every step against what the steps below contribute; give how many were held."""
    held = 0
    for reason in _walk(root):
        contributions = [child.contribution for child in reason.children if child.contribution is not None]
        if contributions:
            assert reason.points is not None
            assert sum(contributions) == reason.points, reason.label.en
            held += 1
    return held


def test_the_small_year_adds_up(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """In the small year every step of every city and county adds up."""
    result = assess(make_evidence(), make_scheme())
    # A scored county: itself, 4 dimensions, 1 inner group, 10 criteria.
    assert [_assert_adds_up(result.explain(code).root) for code in CODES] == [16] * 4
    assert _assert_adds_up(result.explain("990222").root) == 1
    # A city: itself and its counties.
    assert _assert_adds_up(result.explain("990100").root) == 1 + 3 * 16
    assert _assert_adds_up(result.explain("990200").root) == 1 + 16 + 1


class _Variant:
    """One variant of the small year, drawn from a seed."""

    def __init__(self, seed: int, scheme: Scheme, evidence: Evidence, changing: Callable[..., Scheme]) -> None:
        self.rng = Random(seed)
        self.evidence = self._evidence(evidence)
        self.scheme = changing(self._scheme(scheme), self._criterion)

    def _scheme(self, scheme: Scheme) -> Scheme:
        stages = [stage for stage in RoundingStage if self.rng.random() < 0.5]
        mode = self.rng.choice(list(RoundingMode))
        table = TableWeights(
            weights=[Weight(county=code, weight=self.rng.randint(0, 3)) for code in ("990121", "990122", "990221")]
            + [Weight(county=code, weight=1) for code in ("990123", "990222")],
            source="invented",
        )
        low_rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in scheme.low_rates]
        return evolve(
            scheme,
            rounding=Rounding(places=self.rng.randint(0, 3), mode=mode, stages=stages),
            weights=table if self.rng.random() < 0.5 else EqualWeights(),
            carried=Carried(counties=["990222"], full_marks=self.rng.choice([930, 1000, 1100]), source="invented"),
            when_nothing_applies=NothingApplies.LEAVE_OUT,
            low_rates=low_rates,
        )

    def _criterion(self, criterion: Criterion) -> Criterion:
        missing = self.rng.choice([WhenMissing.ZERO, WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL])
        if self.blank:
            missing = self.rng.choice([WhenMissing.RESCALE_GROUP, WhenMissing.RESCALE_ALL])
        absent = self.rng.choice([WhenNotApplicable.RESCALE_GROUP, WhenNotApplicable.RESCALE_ALL])
        return evolve(criterion, when_missing=missing, when_not_applicable=absent)

    def _evidence(self, evidence: Evidence) -> Evidence:
        share = self.rng.choice([0.0, 0.1, 0.3, 0.6, 0.9])
        # The plan needs every county's total, so that people are left out by a target of zero only.
        self.blank = self.rng.choice(["", "", "990122"])
        observations, nothing_to_do = [], set()
        for found in evidence.observations:
            code, key = found.place.code, found.indicator.key
            # 寅县 keeps one criterion, so that 甲市 always has a mean.
            is_kept = code not in CODES or (code, key) == ("990123", "funds_use")
            is_gone = not is_kept and (code == self.blank or self.rng.random() < share)
            is_dropped = key != "poor_population_reduced" and self.rng.random() < 0.5
            if is_gone and not is_dropped:
                observations.append(evolve(found, value=NOT_APPLICABLE))
                nothing_to_do.add((code, key))
            elif not is_gone:
                observations.append(found)
        targets = [
            evolve(target, value=0) if (target.place.code, target.indicator.key) in nothing_to_do else target
            for target in evidence.targets
        ]
        return evolve(evidence, observations=observations, targets=targets)


def test_variants_add_up(make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]) -> None:
    """In a hundred variants with gaps, policies, stages, weights and scales every step adds up, for every place."""
    kinds: set[PartKind] = set()
    left_out = held = zero_weights = 0
    for seed in range(100):
        variant = _Variant(seed, make_scheme(), make_evidence(), changing)
        result = assess(variant.evidence, variant.scheme)
        for city in result.cities:
            root = result.explain(city.city.code).root
            held += _assert_adds_up(root)
            assert root.points == city.published
            zero_weights += sum(share.weight == 0 for share in city.shares)
        for county in result.counties:
            root = result.explain(county.county.code).root
            held += _assert_adds_up(root)
            assert root.points == (county.score or 0)
            left_out += county.is_left_out
            kinds |= {part.kind for part in county.parts}
    # The variants do reach what they are meant to reach.
    assert kinds == {PartKind.CARRIED, PartKind.CONVERSION, PartKind.RESCALING, PartKind.ROUNDING}
    assert min(left_out, zero_weights) > 10
    assert held > 10_000


def _lines(result: Assessment, code: str, language: Language = "en", depth: int | None = None) -> list[str]:
    return result.explain(code).text(language, depth).split("\n")


def test_a_county_in_words(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A county's explanation goes from the score down to the observation and the target, each with clause and path."""
    lines = _lines(assess(make_evidence(), make_scheme()), "990121")
    assert lines[:8] == [
        "2019; computed, not approved; classification not set; SYNTHETIC DATA, no real result",
        "990121 子县: 88 [Art. 6]",
        "  · published 88.00",
        "  poverty reduction (40 marks): 36 [Art. 5(1)] <criteria[0]>",
        "    people lifted out (20 marks): 20 [Art. 5(1)] <criteria[0].children[0]>",
        "      · rule: completion (value / target): in proportion, 20 at 1 and above",
        "      · completion (value / target): 1.05",
        "      points by the rule: 20",
    ]
    assert lines[8] == (
        "      observed 990121 子县: registered poor people lifted out 2100 persons "
        "(register, 2019-12-31, invented for tests) [Art. 7(3)]"
    )
    assert lines[9] == "      target 990121 子县: 2000 persons (invented for tests) [Art. 7(1)]"
    assert "      · mean of the units compared: 10" in lines
    assert "    helpers (12 marks): 7.5 <criteria[2].children[1]>" in lines


def test_a_county_in_chinese(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """The same in Chinese, with full-width marks."""
    assert _lines(assess(make_evidence(), make_scheme()), "990121", "zh")[:10] == [
        "2019年度；测算结果，未经审定；未注明使用范围；虚构数据，非真实结果",
        "990121 子县：88〔第六条〕",
        "  · 公布值88.00",
        "  减贫成效（40分）：36〔第五条第(一)项〕 <criteria[0]>",
        "    减贫人口（20分）：20〔第五条第(一)项〕 <criteria[0].children[0]>",
        "      · 规则：完成率（实际值/目标值）：按比例计分，达到1得20分，最高20分",
        "      · 完成率（实际值/目标值）：1.05",
        "      按规则得分：20",
        "      数据 990121 子县：建档立卡贫困人口减少2100人（register，2019-12-31，invented for tests）〔第七条第(三)项〕",
        "      计划任务 990121 子县：2000人（invented for tests）〔第七条第(一)项〕",
    ]


def test_a_city_in_words(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A city's explanation tells what each county contributes and what the rounding adds."""
    # 241.4 / 3 = 80.4666..., published 80.47: 1/300 more.
    result = assess(make_evidence(), make_scheme())
    assert _lines(result, "990100", depth=1)[1:] == [
        "990100 甲市: 80.47 [Art. 6]",
        "  · published 80.47, exact score ≈80.466667",
        "  · rank 2, grade good",
        "  990121 子县: 88 (contributes ≈29.333333) [Art. 6]",
        "    · weight 1, share ≈0.333333",
        "    · published 88.00",
        "  990122 丑县: 88.2 (contributes 29.4) [Art. 6]",
        "    · weight 1, share ≈0.333333",
        "    · published 88.20",
        "  990123 寅县: 65.2 (contributes ≈21.733333) [Art. 6]",
        "    · weight 1, share ≈0.333333",
        "    · published 65.20",
        "  rounding (2 decimal places, half up): ≈0.003333 <rounding>",
    ]
    assert _lines(result, "990200", "zh", depth=1)[1:] == [
        "990200 乙市：92.2〔第六条〕",
        "  · 公布值92.20，精确成绩92.2",
        "  · 第1名，等次“优秀”",
        "  990221 卯县：91.4（计入45.7）〔第六条〕",
        "    · 权重1，占比0.5",
        "    · 公布值91.40",
        "  990222 辰县：93（计入46.5）〔第六条〕",
        "    · 权重1，占比0.5",
        "    · 公布值93.00",
        "  修约（保留2位小数，四舍五入）：0 <rounding>",
        "  建议：资金奖励：成绩92.2，减贫成效≈1.024390（建档立卡贫困人口减少完成率不低于1）〔第八条〕 <rewards>",
    ]


def test_a_carried_county_in_words(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A carried county shows whose score it brings and how it was converted."""
    # 930 of 1000 is 93 of 100.
    assert _lines(assess(make_evidence(), make_scheme()), "990222")[1:] == [
        "990222 辰县: 93 [Art. 6]",
        "  · published 93.00",
        "  a poverty county brings its own score (2019-12-31, invented for tests) [Art. 6] <carried>",
        "  carried score: 930 [Art. 6]",
        "  conversion to the scale of the scheme: -837 [Art. 6] <carried>",
        "    · factor 0.1",
    ]


def test_markdown_of_a_city(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Markdown says the same as a nested list, in both languages."""
    explanation = assess(make_evidence(), make_scheme()).explain("990200")
    assert explanation.markdown(depth=0).split("\n") == [
        "**2019; computed, not approved; classification not set; SYNTHETIC DATA, no real result**",
        "",
        "- 990200 乙市: 92.2 [Art. 6]",
        "  - *published 92.20, exact score 92.2*",
        "  - *rank 1, grade excellent*",
    ]
    assert explanation.markdown("zh", 1).split("\n")[5] == "  - 990221 卯县：91.4（计入45.7）〔第六条〕"
    assert "\\<criteria[0]>" in explanation.markdown()


@pytest.mark.parametrize(
    ("provisional", "is_synthetic", "classification", "heading"),
    [
        (False, True, "", "2019; computed, not approved; classification not set; SYNTHETIC DATA, no real result"),
        (True, True, "", "2019; provisional, incomplete; classification not set; SYNTHETIC DATA, no real result"),
        (False, False, "internal", "2019; computed, not approved; internal"),
        (True, False, "internal", "2019; provisional, incomplete; internal"),
    ],
)
def test_the_heading(
    provisional: bool,
    is_synthetic: bool,
    classification: str,
    heading: str,
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
) -> None:
    """Above every explanation, in text and Markdown, stand stage, classification and whether data are made up."""
    evidence = make_evidence(is_synthetic=is_synthetic, classification=classification)
    result = assess(evidence, make_scheme(), provisional=provisional)
    for code in ("990100", "990121", "990222"):
        assert result.explain(code).text().split("\n")[0] == heading
        assert result.explain(code).markdown().split("\n")[0] == f"**{heading}**"
    assert result.ranking().split("\n")[0] == heading


def test_no_rank_while_provisional(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A provisional city's explanation shows neither rank nor grade nor proposals."""
    result = assess(make_evidence(), make_scheme(), provisional=True)
    assert _lines(result, "990200", depth=1)[2:] == [
        "  · published 92.20, exact score 92.2",
        "  990221 卯县: 91.4 (contributes 45.7) [Art. 6]",
        "    · weight 1, share 0.5",
        "    · published 91.40",
        "  990222 辰县: 93 (contributes 46.5) [Art. 6]",
        "    · weight 1, share 0.5",
        "    · published 93.00",
        "  rounding (2 decimal places, half up): 0 <rounding>",
    ]


def test_a_published_zero_is_shown(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A published value of zero is shown as zero."""
    carried = [evolve(entry, score="0.04") for entry in make_evidence().carried]
    # 0.04 of 1000 is 0.004 of 100, published 0.00.
    lines = _lines(assess(make_evidence(carried=carried), make_scheme()), "990222")
    assert lines[1:3] == ["990222 辰县: 0.004 [Art. 6]", "  · published 0.00"]


def test_states_and_sources(
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    observing: Callable[..., Evidence],
    changing: Callable[..., Scheme],
) -> None:
    """A criterion without points says why, a rescaling gives its factor, and a source in the scheme is named."""
    scheme = changing(make_scheme(), lambda c: evolve(c, source="table 3"), "procedure")
    evidence = observing(make_evidence(), "990121", "procedure_conformity", None)
    evidence = observing(evidence, "990121", "exit_accuracy", NOT_APPLICABLE)
    evidence = observing(evidence, "990121", "satisfaction_first_secretary", None)
    lines = _lines(assess(evidence, scheme), "990121")
    at = lines.index("    conformity of procedure (10 marks): 0 [Art. 5(2)] <criteria[1].children[2]>")
    assert lines[at + 1 : at + 5] == [
        "      · rule: points given, 0 to 10",
        "      · missing, counted zero",
        "      · source in the scheme: table 3",
        "      points by the rule: 0",
    ]
    assert (
        "      数据 990121 子县：贫困人口退出准确率不适用（verification，2019-12-31，invented for tests）〔第七条第(三)项〕"
    ) in _lines(assess(evidence, scheme), "990121", "zh")
    # Accuracy of exits leaves 10 of 30: 10 * 30/20 = 15, 5 more.
    at = lines.index("    accuracy of exits (10 marks): 0 [Art. 5(2)] <criteria[1].children[1]>")
    assert lines[at + 2 : at + 4] == [
        "      · not applicable, left out",
        "      observed 990121 子县: accuracy of exits not applicable (verification, 2019-12-31, invented for tests) [Art. 7(3)]",
    ]
    at = lines.index("    rescaling for what was left out: 5")
    assert lines[at + 1] == "      · factor 1.5"
    at = lines.index("      first secretary (6 marks): 0 [Art. 5(3)] <criteria[2].children[1].children[0]>")
    assert lines[at + 2] == "        · missing, left out"


def test_a_county_left_out_in_words(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, changing: Callable[..., Scheme]
) -> None:
    """A county left out of the mean says so, and contributes zero."""

    def lenient(criterion: Criterion) -> Criterion:
        leaves = WhenMissing.RESCALE_GROUP if criterion.key != "people" else WhenMissing.ZERO
        return evolve(criterion, when_missing=leaves, when_not_applicable=WhenNotApplicable.RESCALE_GROUP)

    low_rates = [evolve(low, when_missing=WhenUnobserved.LIST) for low in make_scheme().low_rates]
    scheme = changing(make_scheme(when_nothing_applies=NothingApplies.LEAVE_OUT, low_rates=low_rates), lenient)
    full = make_evidence()
    people = "poor_population_reduced"
    evidence = evolve(
        full,
        observations=[
            evolve(o, value=NOT_APPLICABLE) if o.place.code == "990122" else o
            for o in full.observations
            if o.place.code != "990122" or o.indicator.key == people
        ],
        targets=[evolve(t, value=0) if t.place.code == "990122" else t for t in full.targets],
    )
    result = assess(evidence, scheme)
    assert _lines(result, "990122", depth=0)[1:] == [
        "990122 丑县: 0 [Art. 6]",
        "  · nothing applies here; left out of its city's mean",
    ]
    lines = _lines(result, "990100", "zh", depth=1)
    at = lines.index("  990122 丑县：0〔第六条〕")
    assert lines[at + 1 : at + 3] == ["    · 权重0，占比0", "    · 全部指标不适用，不计入所在市加权平均"]


def test_a_correction_is_told(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A corrected value names version, submitter and reason."""
    evidence = make_evidence()
    old = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == ("990121", "funds_use"))
    new = old.corrected(90, on=date(2020, 2, 1), document="letter 5", submitter="甲市", reason="one project twice")
    lines = _lines(assess(make_evidence(observations=[*evidence.observations, new]), make_scheme()), "990121")
    # 10 - 2 * 5/5 = 8
    assert "    use of funds (10 marks): 8 [Art. 5(4)] <criteria[3].children[0]>" in lines
    assert lines[-2:] == [
        "      observed 990121 子县: use of funds 90 points (funds_evaluation, 2020-02-01, letter 5) [Art. 7(3)]",
        "        · version 2, by 甲市: one project twice",
    ]


def test_an_estimate_is_told_with_its_sample(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, sampled: Callable[..., Uncertainty]
) -> None:
    """Under an estimate stands its sample; a gate and a sign say which end of the interval they compare."""
    item = make_scheme().criterion("exited").indicator
    must = Condition(indicator=item, must=Bound(side=Side.AT_LEAST, value=99), compared=Compared.LOWER)
    gate = Gate(
        key="rate",
        name=Words("rate", "比率"),
        conditions=[must],
        level=Tier.COUNTY,
        grade="fair",
        allowed_by="letter 7",
    )
    low = [
        evolve(each, compared=Compared.LOWER, low=evolve(each.low, value=99)) if each.indicator == item else each
        for each in make_scheme().low_rates
    ]
    found = [
        evolve(o, uncertainty=sampled(98 if o.place.code == "990221" else o.value, o.value))
        if o.indicator == item
        else o
        for o in make_evidence().observations
    ]
    result = assess(make_evidence(observations=found), make_scheme(gates=[gate], low_rates=low))
    lines, zh = _lines(result, "990200"), _lines(result, "990200", "zh")
    sample = sampled(98, 99).words
    told = "observed 990221 卯县: accuracy of exits 99 % (verification, 2019-12-31, invented for tests) [Art. 7(3)]"
    places = [i for i, line in enumerate(lines) if line.strip() == told]
    # For the criterion, the failed gate and the sign.
    assert [lines[i + 1].strip() for i in places] == [f"· {sample.en}"] * 3
    assert [line.strip() for line in zh].count(f"· {sample.zh}") == 3
    assert "    · the lower bound of the interval of accuracy of exits at least 99 %" in lines
    assert "    · 贫困人口退出准确率的置信区间下限不低于99%" in zh
    assert (
        "  indication 990221 卯县: accuracy of exits: 99 %, the lower bound of the interval 98 %, low when that is below "
        "99 % [Art. 9(5)] <low_rates[1]>"
    ) in lines
    assert _assert_adds_up(result.explain("990200").root) > 10


def test_a_sample_that_was_set_aside_is_told(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, sampled: Callable[..., Uncertainty]
) -> None:
    """What was set aside is told with its sample too."""
    result = _ordered(make_scheme, make_evidence)
    made = sampled(60, 61)
    found = [evolve(o, uncertainty=made) if o.document == "audit 2" else o for o in result.evidence.observations]
    text = assess(evolve(result.evidence, observations=found), result.scheme).explain("990123").text()
    assert f"set aside, by the order of sources: 60.5 % ({made.words.en}) (audit, 2019-12-31, audit 2)" in text


def test_problems_and_consequences(
    make_scheme: SchemeOf,
    make_evidence: EvidenceOf,
    finding_of: FindingOf,
    observing: Callable[..., Evidence],
) -> None:
    """A city's explanation tells ceilings, indications, findings, proposals and earlier results, none of which adds."""
    ceilings = [Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="letter 9")]
    scheme = make_scheme(ceilings=ceilings)
    findings = [
        finding_of("990121", reply="we agree"),
        finding_of("990122", Verdict.REJECTED, key="f2"),
        finding_of("990200", key="f3"),
    ]
    history = [
        EarlierResult(year=2018, city=make_evidence().cities[0], score="78.5", document="circular 2"),
        EarlierResult(year=2018, city=make_evidence().cities[1], score="70", document="circular 2"),
    ]
    evidence = observing(make_evidence(findings=findings, history=history), "990123", "exit_accuracy", "95.5")
    evidence = observing(evidence, "990123", "poor_population_reduced", 1400)
    evidence = observing(evidence, "990221", "exit_accuracy", 95)
    result = assess(evidence, scheme)
    root = result.explain("990100").root
    facts = [child for child in root.children if child.contribution is None]
    assert [child.label.en for child in facts] == [
        "ceiling: with finding f1, no grade above fair (allowed by letter 9)",
        "indication 990100 甲市: registered poor people lifted out: 4400 persons, target 4500 persons",
        "indication 990123 寅县: accuracy of exits: 95.5 %, low when below 96 %",
        f"finding f1 990121 子县: {Problem.FALSE_EXIT.words.en}, confirmed",
        f"finding f2 990122 丑县: {Problem.FALSE_EXIT.words.en}, rejected",
        "proposed: criticism by circular (finding f1)",
        f"proposed: {result.sanctions[1].words.en} (finding f1)",
        "proposed: rectification within a time limit: 90 calendar days (finding f1)",
        "2018: 78.5 (circular 2)",
    ]
    assert facts[0].label.zh == "等次上限：有问题认定f1，等次不得高于“一般”（依据letter 9）"
    assert [child.where for child in facts[:3]] == ["ceilings[0]", "plan", "low_rates[1]"]
    assert [str(child.citation) for child in facts[:5]] == [
        "Art. 9(4)",
        "Art. 9(1)",
        "Art. 9(5)",
        "Art. 9(4)",
        "Art. 9(4)",
    ]
    assert facts[7].where == "rectification"
    assert [fact.en for fact in facts[1].facts] == ["to be confirmed or rejected by people"]
    # The missed line of the plan, and the three counties behind the total.
    assert [child.citation for child in facts[1].children] == [Citation(7, item=1), *[Citation(7, item=3)] * 3]
    assert len(facts[2].children) == 1
    said = [fact.en for fact in facts[3].facts]
    assert "rule broken: invented" in said
    assert said[-2:] == ["reply of the city: we agree", "decided 2020-01-15, decision 1"]
    assert [fact.zh for fact in facts[3].facts][-2:] == ["设区市答复：we agree", "2020-01-15认定，decision 1"]
    assert _assert_adds_up(root) > 40
    # An explanation of one city holds that city alone.
    assert "990200" not in result.explain("990100").text()
    assert "f3" not in result.explain("990100").text()


@pytest.mark.parametrize(
    ("effect", "facts"),
    [
        (FindingEffect.ALLOWS, []),
        (
            FindingEffect.SILENT,
            ["there are confirmed findings, and neither measure nor scheme says what they mean for a reward"],
        ),
    ],
)
def test_silence_on_rewards_is_told(
    effect: FindingEffect, facts: list[str], make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """Where the scheme is silent on findings, the proposed reward says so."""
    scheme = make_scheme(rewards=evolve(make_scheme().rewards, with_finding=effect))
    root = assess(make_evidence(findings=[finding_of("990221")]), scheme).explain("990200").root
    (reward,) = [child for child in root.children if child.where == "rewards"]
    assert [fact.en for fact in reward.facts] == facts
    assert reward.label == Words(
        "proposed: reward: score 92.2, reduction ≈1.024390 "
        "(registered poor people lifted out (share of the plan) at least 1)",
        "建议：资金奖励：成绩92.2，减贫成效≈1.024390（建档立卡贫困人口减少完成率不低于1）",
    )


def test_a_ceiling_that_limits_nothing_is_not_told_as_a_limit(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """A ceiling at the grade that the score earns is told as what it allows, and not said to limit the grade."""
    scheme = make_scheme(ceilings=[Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="letter 9")])
    result = assess(make_evidence(findings=[finding_of("990121")]), scheme)
    assert result.city("990100").grade == result.city("990100").grade_by_score
    explanation = result.explain("990100")
    (ceiling,) = [child for child in explanation.root.children if child.where == "ceilings[0]"]
    assert ceiling.label == Words(
        "ceiling: with finding f1, no grade above good (allowed by letter 9)",
        "等次上限：有问题认定f1，等次不得高于“良好”（依据letter 9）",
    )
    assert (ceiling.points, ceiling.contribution, ceiling.citation) == (None, None, Citation(9, item=4))
    assert "grade limited" not in explanation.text()


def test_interpretations_are_told(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Each interpretation that the scheme cites stands in the explanation of every city, after all else, and adds nothing."""
    readings = [
        Interpretation(citation=Citation(8), reading=Words("both are needed", "两者均须具备"), document="letter 4"),
        Interpretation(
            citation=Citation(9, item=1), reading=Words("one line is enough", "一项即可"), document="letter 5"
        ),
    ]
    result = assess(make_evidence(), make_scheme(interpretations=readings))
    for code in ("990100", "990200"):
        root = result.explain(code).root
        assert [child.label for child in root.children[-2:]] == [
            Words("interpretation: both are needed (letter 4)", "解释：两者均须具备（letter 4）"),
            Words("interpretation: one line is enough (letter 5)", "解释：一项即可（letter 5）"),
        ]
        told = [child for child in root.children if child.where == "interpretations"]
        assert [(child.points, child.contribution, child.citation) for child in told] == [
            (None, None, Citation(8)),
            (None, None, Citation(9, item=1)),
        ]
        _assert_adds_up(root)
    assert _lines(result, "990200", depth=1)[-1] == (
        "  interpretation: one line is enough (letter 5) [Art. 9(1)] <interpretations>"
    )
    assert (
        _lines(result, "990200", "zh", depth=1)[-1]
        == "  解释：一项即可（letter 5）〔第九条第(一)项〕 <interpretations>"
    )
    # They read the scheme and not a county.
    assert "letter 4" not in result.explain("990221").text()


def test_no_interpretation_is_told_where_none_is_cited(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """A scheme that cites no interpretation shows none."""
    root = assess(make_evidence(), make_scheme()).explain("990100").root
    assert "interpretations" not in [child.where for child in root.children]


def test_line_ends_in_records_break_no_line(
    make_scheme: SchemeOf, make_evidence: EvidenceOf, finding_of: FindingOf
) -> None:
    """Line ends in replies, documents and reasons change the number of lines of an explanation nowhere."""

    def explained(blank: str) -> list[str]:
        evidence = make_evidence(findings=[finding_of("990121", reply=f"we{blank}agree")])
        old = next(o for o in evidence.observations if (o.place.code, o.indicator.key) == ("990121", "funds_use"))
        new = old.corrected(
            90, on=date(2020, 2, 1), document=f"letter{blank}5", submitter="甲市", reason=f"one{blank}project"
        )
        result = assess(evolve(evidence, observations=[*evidence.observations, new]), make_scheme())
        explanation = result.explain("990100")
        return [*explanation.text().splitlines(), *explanation.markdown().splitlines()]

    assert explained("\n") == explained(" ")
    assert "    · reply of the city: we agree" in explained("\r\n")


def _ordered(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> Assessment:
    """Assess the small year with two orders of sources, an audit behind the source in force in each county."""
    items = {c.indicator.key: c.indicator for _, c in make_scheme().walk()}
    orders = [
        Precedence(indicator=items["exit_accuracy"], sources=["verification", "audit"], allowed_by="section 3"),
        Precedence(
            indicator=items["funds_use"], sources=["funds_evaluation", "audit", "press"], allowed_by="section 3"
        ),
    ]
    gate = Gate(
        key="rates",
        name=Words("rates", "比率"),
        conditions=[Condition(indicator=items["exit_accuracy"], must=Bound(side=Side.AT_LEAST, value=99))],
        level=Tier.COUNTY,
        grade="good",
        allowed_by="letter 7",
    )
    low = [evolve(each, low=evolve(each.low, value=99)) for each in make_scheme().low_rates]
    bonus = Bonus(
        key="more",
        name=Words("more", "加分"),
        order=1,
        level=Tier.COUNTY,
        criteria=[evolve(make_scheme().criterion("use"), key="use_again")],
        at_most=1,
    )
    base, given = make_evidence(), list[Observation]()
    for found in base.observations:
        if found.indicator.key == "exit_accuracy":
            found = evolve(found, source="verification")
            given.append(evolve(found, value="60.5", source="audit", document="audit 2"))
        if found.indicator.key == "funds_use":
            given.append(evolve(found, value=NOT_APPLICABLE, source="press", document="paper 9"))
            given.append(evolve(found, value=1, source="audit", document="audit 1"))
        given.append(found)
    scheme = make_scheme(precedences=orders, gates=[gate], low_rates=low, adjustments=[bonus])
    return assess(evolve(base, observations=given), scheme)


def test_what_was_set_aside_is_told(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """Under an observation in force stands what other sources said, in their order, wherever it is told."""
    result = _ordered(make_scheme, make_evidence)
    reasons = [r for r in _walk(result.explain("990123").root) if r.label.en.startswith("observed 990123 寅县: use of")]
    funds = [
        "set aside, by the order of sources: 1 points (audit, 2019-12-31, audit 1)",
        "set aside, by the order of sources: not applicable (press, 2019-12-31, paper 9)",
    ]
    # Once for the criterion, once for the bonus.
    assert [[fact.en for fact in reason.facts] for reason in reasons] == [funds, funds]
    assert [fact.zh for fact in reasons[0].facts] == [
        "按来源优先顺序未采用：1分（audit，2019-12-31，audit 1）",
        "按来源优先顺序未采用：不适用（press，2019-12-31，paper 9）",
    ]
    city = [
        r
        for r in _walk(result.explain("990100").root)
        if "accuracy of exits" in r.label.en and "observed 990123" in r.label.en
    ]
    exits = ["set aside, by the order of sources: 60.5 % (audit, 2019-12-31, audit 2)"]
    # For the criterion, the failed gate and the low rate.
    assert [[fact.en for fact in reason.facts] for reason in city] == [exits] * 3


def test_what_was_set_aside_adds_nothing(make_scheme: SchemeOf, make_evidence: EvidenceOf) -> None:
    """An explanation is that of the values in force alone, but for what it tells of those set aside."""
    result = _ordered(make_scheme, make_evidence)
    found = [o for o in result.evidence.observations if o.source not in ("audit", "press")]
    plain = assess(evolve(result.evidence, observations=found), evolve(result.scheme, precedences=[]))
    for code in (*CODES, "990222", "990100", "990200"):
        _assert_adds_up(result.explain(code).root)
        told = [line for line in result.explain(code).text().split("\n") if "set aside" not in line]
        assert told == plain.explain(code).text().split("\n")
