"""Questions to households, conditions on their answers, and shares of those who satisfy them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from jxassess.faults import SchemeError
from jxassess.scheme import Answered, Proportion, Question, SurveyUnit
from jxassess.words import Words

NAME = Words("what it is", "是什么")


def question(*answers: str, key: str = "poor", name: Words = NAME, may_be_blank: bool = False) -> Question:
    """Make a question."""
    return Question(key=key, name=name, answers=answers, may_be_blank=may_be_blank)


def on(key: str, *answers: str) -> Answered:
    """Make a condition."""
    return Answered(question=key, answers=answers)


def share(
    counted: Iterable[Answered], among: Iterable[Answered] = (), unit: SurveyUnit = SurveyUnit.PERSONS
) -> Proportion:
    """Make a share."""
    return Proportion(unit=unit, among=among, counted=counted)


def refused(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Give code, place and value of every fault."""
    with pytest.raises(SchemeError) as error:
        make()
    return [(fault.code, fault.where, fault.value) for fault in error.value.faults]


def test_answers_keep_their_order() -> None:
    """The answers stand in the order of the questionnaire."""
    assert question("yes", "no", "unsure").answers == ("yes", "no", "unsure")
    assert question("yes", "no") != question("no", "yes")


@pytest.mark.parametrize(("answers", "number"), [((), "0"), (("yes",), "1")])
def test_a_question_that_tells_nothing_apart(answers: tuple[str, ...], number: str) -> None:
    """A question with fewer than two answers is refused."""
    assert refused(lambda: question(*answers)) == [("few_answers", "answers", number)]


def test_two_answers_are_enough() -> None:
    """Yes and no make a question."""
    assert len(question("yes", "no").answers) == 2


def test_every_fault_of_a_question() -> None:
    """A bad key, a missing name, empty, padded and repeated answers are told all at once, each at its place."""
    bad = lambda: question("yes", "", " no", "yes", " ", "no\u3000", key="Poor?", name=Words("poor", ""))  # noqa: E731
    assert refused(bad) == [
        ("bad_key", "key", "Poor?"),
        ("no_name", "name", ""),
        ("empty", "answers[1]", ""),
        ("padded_answer", "answers[2]", " no"),
        ("empty", "answers[4]", ""),
        ("padded_answer", "answers[5]", "no\u3000"),
        ("repeated", "answers[3]", "yes"),
    ]


def test_answers_differ_by_case() -> None:
    """An answer is told from others as it is written; nothing is folded."""
    assert question("A", "a", "Ａ").answers == ("A", "a", "Ａ")


def test_a_condition_of_nothing() -> None:
    """A condition names at least one answer, and each once."""
    assert refused(lambda: on("poor")) == [("empty", "answers", "")]
    assert refused(lambda: on("poor", "yes", "no", "yes")) == [("repeated", "answers[2]", "yes")]


def test_a_condition_in_words() -> None:
    """A condition names its question and its answers."""
    assert on("poor", "yes", "unsure").words() == Words("poor is yes or unsure", "poor为yes或unsure")


def test_names_of_questions() -> None:
    """With the questions of the survey a condition says their names; what has none here is said by its key."""
    names = Words("sort of household in the register", "建档立卡类别"), Words("poor by the standard", "是否贫困")
    register, poor = (
        Question(key=key, name=name, answers=["yes", "in"], may_be_blank=False)
        for key, name in zip(("register", "poor"), names, strict=True)
    )
    found = share([on("poor", "yes")], [on("register", "in")])
    assert found.words([register, poor]) == Words(
        "persons of households where poor by the standard is yes, among those where sort of household in the register "
        "is in",
        "建档立卡类别为in的住户中是否贫困为yes者所占比例（按人计）",
    )
    assert found.words(iter([register, poor])) == found.words([register, poor])
    assert found.words([poor]).zh == "register为in的住户中是否贫困为yes者所占比例（按人计）"


def test_braces_are_only_text() -> None:
    """An answer that looks like a placeholder is shown as it is."""
    assert share([on("poor", "{unit}")]).words().en == "persons of households where poor is {unit}, among all"


def test_a_share_counts_something() -> None:
    """A share without a condition to count by is refused, whatever its denominator."""
    assert refused(lambda: share([])) == [("empty", "counted", "")]
    assert refused(lambda: share([], [on("register", "in")])) == [("empty", "counted", "")]


def test_a_question_twice() -> None:
    """Two conditions on one question belong into one; in numerator and denominator it may stand once each."""
    twice = [on("poor", "yes"), on("register", "in"), on("poor", "unsure")]
    assert refused(lambda: share(twice)) == [("repeated", "counted[2].question", "poor")]
    assert refused(lambda: share([on("team", "good")], twice)) == [("repeated", "among[2].question", "poor")]
    assert share([on("team", "good")], [on("team", "good", "bad")]).among


def test_answers_outside_of_the_denominator() -> None:
    """Who is counted is among those of whom the share is taken, and not all of them by the same question."""
    among = [on("team", "good", "fair", "bad")]
    assert share([on("team", "fair", "good")], among).counted
    assert refused(lambda: share([on("team", "good", "none", "odd")], among)) == [
        ("answer_left_out", "counted[0].answers", "none"),
        ("answer_left_out", "counted[0].answers", "odd"),
    ]
    assert refused(lambda: share([on("team", "bad", "good", "fair")], among)) == [
        ("every_answer", "counted[0]", "team")
    ]


def test_other_questions_are_free() -> None:
    """Conditions on other questions than those of the denominator restrict nothing."""
    found = share([on("poor", "yes"), on("team", "good")], [on("register", "in"), on("team", "good", "bad")])
    assert len(found.counted) == 2


def test_a_share_in_words() -> None:
    """A share says what it counts, and among whom."""
    found = share([on("poor", "yes")], [on("register", "in", "out"), on("rural", "true")])
    assert (
        found.words().en
        == "persons of households where poor is yes, among those where register is in or out and rural is true"
    )
    assert found.words().zh == "register为in或out且rural为true的住户中poor为yes者所占比例（按人计）"
    plain = share([on("poor", "yes")], unit=SurveyUnit.HOUSEHOLDS).words()
    assert plain == Words("households where poor is yes, among all", "全部住户中poor为yes者所占比例（按户计）")
