"""What a survey asks of households, and shares of those who answered in some way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import Fault, SchemeError, raise_faults
from jxassess.indicators import key_faults, name_faults
from jxassess.scheme._faults import EMPTY, REPEATED
from jxassess.scheme._survey_fault_kinds import ANSWER_LEFT_OUT, EVERY_ANSWER, FEW_ANSWERS, PADDED_ANSWER
from jxassess.words import Worded, Words


@unique
class SurveyUnit(Worded):
    """What a rate counts (统计单位)."""

    PERSONS = "persons", "persons", "人"
    """Every household counts as often as it has persons."""
    HOUSEHOLDS = "households", "households", "户"
    """Every household counts once."""


@frozen(kw_only=True)
class Question(ByFields):
    """A question to households, or a finding about them, with the list of its answers (调查问题).

    Attributes:
        key: the identifier.
        name: what it asks, in both languages.
        answers: the codes that records may hold, as text; at least two, in the order of the questionnaire. Whole
            numbers in records are read as their digits, truth values as `true` and `false`.
        may_be_blank: whether a record may hold none, as where the question is not asked of every household. A blank
            satisfies no condition.

    Raises:
        SchemeError: fewer than two answers, an empty or repeated one, one with blanks around it, a bad key or name.
    """

    key: str
    name: Words
    answers: tuple[str, ...] = field(converter=tuple[str, ...])
    may_be_blank: bool

    def __attrs_post_init__(self) -> None:
        """Refuse a question that tells nothing apart."""
        raise_faults(SchemeError, self._find_faults(), Words(f"question {self.key}", f"调查问题{self.key}"))

    def _find_faults(self) -> Iterator[Fault]:
        yield from key_faults(self.key)
        yield from name_faults(self.name)
        if len(self.answers) < 2:
            yield FEW_ANSWERS.at("answers", len(self.answers))
        for i, answer in enumerate(self.answers):
            if not answer.strip():
                yield EMPTY.at(f"answers[{i}]")
            elif answer != answer.strip():
                yield PADDED_ANSWER.at(f"answers[{i}]", answer)
        yield from _repeated(self.answers, "answers[{}]")


@frozen(kw_only=True)
class Answered(ByFields):
    """A condition on a household: a question was answered with one of some answers (答案条件).

    Attributes:
        question: the key of the question.
        answers: the answers that satisfy it, at least one.

    Raises:
        SchemeError: no answer, or one twice.
    """

    question: str
    answers: tuple[str, ...] = field(converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a condition that nobody satisfies."""
        raise_faults(SchemeError, self._find_faults(), Words("a condition on answers", "答案条件"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.answers:
            yield EMPTY.at("answers")
        yield from _repeated(self.answers, "answers[{}]")

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the condition.

        Args:
            questions: the survey's, by whose names it is said; a question that is not among them is said by its key.

        Returns:
            The question, and the answers as records hold them.
        """
        return Words("{name} is {answers}", "{name}为{answers}").format(
            name=name_of(self.question, questions), answers=Words(" or ".join(self.answers), "或".join(self.answers))
        )


@frozen(kw_only=True)
class Proportion(ByFields):
    """The share of some households, or of their persons, that satisfies more conditions (比例).

    Attributes:
        unit: whether persons or households are counted.
        among: the conditions of the denominator, all to hold, each on another question; none for every household.
        counted: the further conditions of the numerator, all to hold, each on another question; at least one. Answers
            to a question that `among` names too are some of those named there.

    Raises:
        SchemeError: nothing is counted, or nobody or everybody of the denominator by one of the conditions; a question
            twice.
    """

    unit: SurveyUnit
    among: tuple[Answered, ...] = field(converter=tuple[Answered, ...])
    counted: tuple[Answered, ...] = field(converter=tuple[Answered, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse a share that is known without asking."""
        raise_faults(SchemeError, self._find_faults(), Words("a proportion", "比例"))

    def _find_faults(self) -> Iterator[Fault]:
        if not self.counted:
            yield EMPTY.at("counted")
        yield from condition_faults(self.among, "among")
        yield from condition_faults(self.counted, "counted")
        asked = {condition.question: condition.answers for condition in self.among}
        for i, condition in enumerate(self.counted):
            answers = asked.get(condition.question, ())
            outside = [answer for answer in condition.answers if answer not in answers] if answers else []
            yield from (ANSWER_LEFT_OUT.at(f"counted[{i}].answers", answer) for answer in outside)
            if answers and not outside and len(condition.answers) == len(answers):
                yield EVERY_ANSWER.at(f"counted[{i}]", condition.question)

    def words(self, questions: Iterable[Question] = ()) -> Words:
        """Say the share.

        Args:
            questions: the survey's, by whose names it is said; a question that is not among them is said by its key.

        Returns:
            Who is counted, among whom.
        """
        asked = tuple(questions)
        counted, among = all_of(self.counted, asked), all_of(self.among, asked)
        en = f"those where {among.en}" if self.among else "all"
        zh = f"{among.zh}的住户" if self.among else "全部住户"
        who = "persons of households" if self.unit is SurveyUnit.PERSONS else "households"
        return Words("{who} where {counted}, among {among}", "{among}中{counted}者所占比例（按{unit}计）").format(
            who=who, unit=self.unit.words, counted=counted, among=Words(en, zh)
        )


def name_of(key: str, questions: Iterable[Question]) -> Words:
    """Give the name of a question.

    Args:
        key: its key.
        questions: those whose names are known.

    Returns:
        The name, or the key where the question is not among them.
    """
    return next((question.name for question in questions if question.key == key), Words(key, key))


def all_of(conditions: Iterable[Answered], questions: Iterable[Question] = ()) -> Words:
    """Join conditions that must all hold.

    Args:
        conditions: the conditions.
        questions: the survey's, by whose names they are said.

    Returns:
        All of them, one after another.
    """
    asked = tuple(questions)
    said = [condition.words(asked) for condition in conditions]
    return Words(" and ".join(words.en for words in said), "且".join(words.zh for words in said))


def condition_faults(conditions: Iterable[Answered], where: str) -> Iterator[Fault]:
    """Find questions that several conditions of one list are on.

    Args:
        conditions: conditions that must all hold.
        where: the path to the list.

    Yields:
        A fault for each condition on a question that stood before.
    """
    yield from _repeated([condition.question for condition in conditions], where + "[{}].question")


def _repeated(texts: Iterable[str], where: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, text in enumerate(texts):
        if text.strip() and text in seen:
            yield REPEATED.at(where.format(i), text)
        seen.add(text)
