"""Faults between a scheme's rules for surveys and the rest of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jxassess.faults import Fault
from jxassess.scheme._compared import Compared
from jxassess.scheme._sample_checks import VillagesByTask
from jxassess.scheme._survey import SurveyRule
from jxassess.scheme._survey_fault_kinds import END_OF_BLEND, NO_TASK, SOURCE_LEFT_OUT


def survey_faults(
    survey: SurveyRule, sources: Mapping[str, Iterable[str]], tasks: Iterable[str], where: str = "survey"
) -> Iterator[Fault]:
    """Find what a survey asks for that the rest of the scheme does not have.

    Args:
        survey: the rules.
        sources: the sources that values of an indicator are blended or chosen from, by its key.
        tasks: the keys of indicators that have targets in counties.
        where: the path to the survey.

    Yields:
        Faults: a source that the scheme does not take values from, tasks without targets.
    """
    for each in survey.estimators:
        known = [*sources.get(each.indicator.key, ())]
        if known and survey.source not in known:
            yield SOURCE_LEFT_OUT.at(
                f"{where}.source", survey.source, indicator=each.indicator.called, known=", ".join(known)
            )
    held = {*tasks}
    for i, check in enumerate(survey.checks):
        if isinstance(check, VillagesByTask) and check.indicator.key not in held:
            yield NO_TASK.at(f"{where}.checks[{i}].indicator", check.indicator.key)


def compared_faults(compared: Iterable[tuple[str, str, Compared]], blended: Iterable[str]) -> Iterator[Fault]:
    """Find ends of intervals that are compared where values are blended, which have none.

    Args:
        compared: path, key of the indicator, and what of it is compared.
        blended: the keys of indicators whose values are blended.

    Yields:
        A fault for each.
    """
    mixed = {*blended}
    for path, key, which in compared:
        if which is not Compared.ESTIMATE and key in mixed:
            yield END_OF_BLEND.at(path, key)
