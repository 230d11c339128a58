"""What a scheme says about sample surveys of households: questions, estimators, checks of the sample, intervals."""

from __future__ import annotations

from collections.abc import Iterator
from enum import unique
from typing import assert_never

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.exact import RoundingMode
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import Indicator
from jxassess.scheme._estimators import Estimator
from jxassess.scheme._faults import EMPTY, NOT_POSITIVE, REPEATED
from jxassess.scheme._intervals import Interval
from jxassess.scheme._sample_checks import (
    LeastHouseholds,
    LeastRate,
    SampleCheck,
    SampleShares,
    VillageSample,
    VillagesByTask,
)
from jxassess.scheme._survey_fault_kinds import (
    BAD_SURVEY_PLACES,
    COARSE_PLACES,
    EVERY_ANSWER,
    NO_ESTIMATOR,
    NO_EXERCISE,
    SAME_CHECK,
    UNKNOWN_ANSWER,
    UNKNOWN_QUESTION,
    UNUSED_QUESTION,
)
from jxassess.scheme._survey_questions import Answered, Proportion, Question
from jxassess.words import Worded, Words

_MOST_PLACES = 10


@unique
class WrongRecords(Worded):
    """What becomes of household records that are wrong (问题记录的处理)."""

    REFUSE = "refuse", "the survey is refused", "退回更正"
    """Nothing is estimated until they are mended."""
    LEAVE_OUT = "leave_out", "left out and counted", "剔除并计数"
    """They count nowhere; how many there were, of which kind and in which county, stands beside the estimates."""


@unique
class SingleVillage(Worded):
    """What becomes of a stratum with a single village, which shows no variation (单村层的处理)."""

    REFUSE = "refuse", "is refused", "视为差错"
    """Nothing is estimated for the place until strata are joined; nor where a denominator lies in one village."""
    CERTAIN = "certain", "adds no variance", "按必选层处理，方差计零"
    """It counts as drawn with certainty and adds nothing; understates the variance where it was not."""
    CENTRED = "centred", "varies about the mean of all strata", "以全部层的均值为中心"
    """Its deviation is taken from the mean over all villages of the place, which errs on the large side. Where a
    denominator lies in one village of the place, there is none to be compared with, and it is refused."""


@frozen(kw_only=True)
class SurveyRule(ByFields):
    """What a scheme says about the sample survey of households (入户抽样调查规定).

    Attributes:
        source: the key of the exercise that the estimates are observations of, such as `verification`.
        questions: the questions; at least one, each read by an estimator or a check.
        estimators: how indicators are estimated; at least one, each indicator once.
        wrong_records: what becomes of wrong records.
        single_villages: what becomes of a stratum with a single village.
        interval: how intervals are made.
        places: decimal places of standard errors and bounds, in the indicator's unit, and of design effects; 0 to 10, no
            fewer than those of any estimated indicator.
        rounding: how estimates are rounded to the indicator's places, and standard errors, bounds and design effects to
            `places`.
        small_cells: figures from fewer households than this are not shown in exports; 1 for no limit.
        checks: what is asked of the sample.

    Raises:
        SchemeError: every contradiction between the parts, with its path.

    Legal basis:
        Art. 7(2): indicators are checked by sample survey. It prints no estimator, no sample size and no level.
    """

    source: str
    questions: tuple[Question, ...] = field(converter=tuple[Question, ...])
    estimators: tuple[Estimator, ...] = field(converter=tuple[Estimator, ...])
    wrong_records: WrongRecords
    single_villages: SingleVillage
    interval: Interval
    places: int
    rounding: RoundingMode
    small_cells: int
    checks: tuple[SampleCheck, ...] = field(converter=tuple[SampleCheck, ...], default=())

    def __attrs_post_init__(self) -> None:
        """Refuse rules that contradict each other."""
        raise_faults(SchemeError, self._find_faults(), Words("the survey", "抽样调查规定"))

    @property
    def proportions(self) -> tuple[Proportion, ...]:
        """The different shares that the estimators need, in their order."""
        return tuple(dict.fromkeys(share for each in self.estimators for share in each.proportions))

    @property
    def groups(self) -> tuple[tuple[Answered, ...], ...]:
        """The different groups of households that the checks count, in their order; each a tuple of conditions."""
        return tuple(dict.fromkeys(group for check in self.checks for group in _groups(check)))

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """The known figures that estimators and checks need as observations, by key."""
        found = {figure.key: figure for each in self.estimators for figure in each.figures}
        found |= {check.base.key: check.base for check in self.checks if isinstance(check, LeastRate)}
        return tuple(found[key] for key in sorted(found))

    def named_indicators(self) -> Iterator[tuple[str, Indicator]]:
        """Give every place that names an indicator: what is estimated, figures, and tasks.

        Yields:
            Path inside the survey, such as `estimators[0].indicator`, and indicator.
        """
        for i, each in enumerate(self.estimators):
            for name, indicator in (("indicator", each.indicator), *each.named_figures):
                yield f"estimators[{i}].{name}", indicator
        for i, check in enumerate(self.checks):
            if isinstance(check, LeastRate):
                yield f"checks[{i}].base", check.base
            elif isinstance(check, VillagesByTask):
                yield f"checks[{i}].indicator", check.indicator

    def _find_faults(self) -> Iterator[Fault]:
        if not self.source.strip():
            yield NO_EXERCISE.at("source")
        if not self.questions:
            yield EMPTY.at("questions")
        if not self.estimators:
            yield NO_ESTIMATOR.at("estimators")
        yield from self._place_faults()
        if self.small_cells < 1:
            yield NOT_POSITIVE.at("small_cells", self.small_cells)
        yield from self._repeated()
        yield from self._question_faults()

    def _place_faults(self) -> Iterator[Fault]:
        if not 0 <= self.places <= _MOST_PLACES:
            yield BAD_SURVEY_PLACES.at("places", self.places)
            return
        finest = max((each.indicator for each in self.estimators), key=lambda item: item.places, default=None)
        # Coarser bounds than the estimate could leave the estimate outside of them.
        if finest is not None and self.places < finest.places:
            yield COARSE_PLACES.at("places", self.places, places=finest.places, indicator=finest.called)

    def _repeated(self) -> Iterator[Fault]:
        keys = [question.key for question in self.questions]
        estimated = [each.indicator.key for each in self.estimators]
        asked = [_asked(check) for check in self.checks]
        for i, key in enumerate(keys):
            if key in keys[:i]:
                yield REPEATED.at(f"questions[{i}].key", key)
        for i, key in enumerate(estimated):
            if key in estimated[:i]:
                yield REPEATED.at(f"estimators[{i}].indicator", key)
        for i, check in enumerate(self.checks):
            if asked[i] in asked[:i]:
                yield SAME_CHECK.at(f"checks[{i}]", check.kind)

    def _question_faults(self) -> Iterator[Fault]:
        questions = {question.key: question for question in self.questions}
        used: set[str] = set()
        for where, condition in self._conditions():
            used.add(condition.question)
            question = questions.get(condition.question)
            if question is None:
                yield UNKNOWN_QUESTION.at(f"{where}.question", condition.question)
            else:
                yield from _answer_faults(f"{where}.answers", question, condition.answers)
                if not question.may_be_blank and {*question.answers} <= {*condition.answers}:
                    yield EVERY_ANSWER.at(where, question.key)
        for i, check in enumerate(self.checks):
            if isinstance(check, SampleShares) and check.question:
                used.add(check.question)
                yield from _part_faults(f"checks[{i}]", check, questions.get(check.question))
        for i, question in enumerate(self.questions):
            if question.key not in used:
                yield UNUSED_QUESTION.at(f"questions[{i}]", question.key)

    def _conditions(self) -> Iterator[tuple[str, Answered]]:
        for i, each in enumerate(self.estimators):
            for name, share in each.named_proportions:
                yield from _listed(f"estimators[{i}].{name}.among", share.among)
                yield from _listed(f"estimators[{i}].{name}.counted", share.counted)
        for i, check in enumerate(self.checks):
            if isinstance(check, VillageSample):
                yield from _listed(f"checks[{i}].among", check.among)


def _listed(where: str, conditions: tuple[Answered, ...]) -> Iterator[tuple[str, Answered]]:
    yield from ((f"{where}[{i}]", condition) for i, condition in enumerate(conditions))


def _answer_faults(where: str, question: Question, answers: tuple[str, ...]) -> Iterator[Fault]:
    for answer in answers:
        if answer not in question.answers:
            yield UNKNOWN_ANSWER.at(where, answer, question=question.key)


def _part_faults(where: str, check: SampleShares, question: Question | None) -> Iterator[Fault]:
    if question is None:
        yield UNKNOWN_QUESTION.at(f"{where}.question", check.question)
        return
    for i, part in enumerate(check.parts):
        yield from _answer_faults(f"{where}.parts[{i}].name", question, (part.name,))


def _groups(check: SampleCheck) -> Iterator[tuple[Answered, ...]]:
    if isinstance(check, VillageSample):
        yield check.among
    elif isinstance(check, SampleShares) and check.question:
        for part in check.parts:
            yield (Answered(question=check.question, answers=[part.name]),)


def _asked(check: SampleCheck) -> tuple[object, ...]:
    """Give what a check asks about, whatever number it asks for."""
    match check:
        case LeastHouseholds():
            return check.kind, check.area
        case LeastRate():
            return check.kind, check.area, check.base.key
        case SampleShares():
            return check.kind, check.area, check.question
        case VillagesByTask():
            return check.kind, check.indicator.key
        case VillageSample():
            return check.kind, check.among
        case unknown:
            assert_never(unknown)
