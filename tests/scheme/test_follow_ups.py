"""What a scheme lets follow within the year, beside Art. 9."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from jxassess.faults import SchemeError
from jxassess.measure import Citation, Problem, Role
from jxassess.scheme import FollowUp, FollowUpKind, When
from jxassess.words import Words

NAME = Words("talk", "约谈安排")
TEXT = Words("called in within a month", "一个月内约谈")
TO = Words("those who assess party building", "党建考核部门")


def follow_up(
    kind: FollowUpKind = FollowUpKind.PRAISE,
    any_of: Iterable[When] = (When(grades=["excellent"]),),
    *,
    key: str = "follows",
    name: Words = NAME,
    text: Words = TEXT,
    allowed_by: str = "invented",
    role: Role | None = None,
    to: Words | None = None,
) -> FollowUp:
    return FollowUp(key=key, name=name, any_of=any_of, kind=kind, text=text, allowed_by=allowed_by, role=role, to=to)


def kinds(error: SchemeError) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.where, fault.value) for fault in error.faults]


def texts(error: SchemeError) -> list[str]:
    return [fault.text() for fault in error.faults]


def test_kinds() -> None:
    """What can follow is known to files by these values, and said in both languages."""
    assert {kind.value: kind.words for kind in FollowUpKind} == {
        "praise": Words("praise", "表扬"),
        "reward": Words("reward", "奖励"),
        "talk": Words("summoned talk", "约谈"),
        "rectification": Words("rectification", "整改"),
        "notice": Words("notice", "告知"),
        "other": Words("other", "其他"),
    }


def test_clauses() -> None:
    """Praise, rewards and notices stand beside Art. 8, the rest beside Art. 9."""
    assert {kind for kind in FollowUpKind if kind.citation == Citation(8)} == {
        FollowUpKind.PRAISE,
        FollowUpKind.REWARD,
        FollowUpKind.NOTICE,
    }
    assert {kind.citation for kind in FollowUpKind} == {Citation(8), Citation(9)}


@pytest.mark.parametrize(
    ("when", "is_empty"),
    [
        (When(), True),
        (When(grades=[], gate="", has_finding=False, problem=None), True),
        (When(grades=["good"]), False),
        (When(gate="accuracy"), False),
        (When(has_finding=True), False),
        (When(problem=Problem.FALSE_EXIT), False),
    ],
)
def test_empty_condition(when: When, is_empty: bool) -> None:
    """A condition that names nothing would hold for every city."""
    assert when.is_empty is is_empty


@pytest.mark.parametrize(
    ("kind", "role", "to", "words"),
    [
        (FollowUpKind.PRAISE, None, None, Words("praise: called in within a month", "表扬：一个月内约谈")),
        (
            FollowUpKind.TALK,
            Role.PRINCIPAL,
            None,
            Words(
                f"summoned talk ({Role.PRINCIPAL.words.en}): called in within a month",
                f"约谈（{Role.PRINCIPAL.words.zh}）：一个月内约谈",
            ),
        ),
        (
            FollowUpKind.NOTICE,
            None,
            TO,
            Words(
                "notice to those who assess party building: called in within a month",
                "告知（党建考核部门）：一个月内约谈",
            ),
        ),
    ],
)
def test_words(kind: FollowUpKind, role: Role | None, to: Words | None, words: Words) -> None:
    """A follow-up says what is done, and to whom, in both languages."""
    assert follow_up(kind, role=role, to=to).words == words


def test_no_condition() -> None:
    """What follows from nothing is refused."""
    with pytest.raises(SchemeError) as error:
        follow_up(any_of=[])
    assert str(error.value) == (
        "1 fault in follow-up follows\n  any_of: nothing stands here; give at least one entry, or leave the whole out"
    )
    assert error.value.text("zh") == "结果运用follows有1处差错\n  any_of：内容为空；请至少给出一项，或整体删除"


def test_condition_that_names_nothing() -> None:
    """Each condition names something, or is refused at its path."""
    with pytest.raises(SchemeError) as error:
        follow_up(any_of=[When(has_finding=True), When()])
    assert kinds(error.value) == [("empty", "any_of[1]", "")]


def test_condition_twice() -> None:
    """A condition, and a grade in a condition, stands once."""
    with pytest.raises(SchemeError) as error:
        follow_up(any_of=[When(grades=["good", "fair", "good"]), When(gate="a"), When(gate="a")])
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("repeated", "any_of[0].grades[2]"),
        ("repeated", "any_of[2]"),
    ]
    assert error.value.faults[0].text() == "any_of[0].grades[2]: good stands here twice; keep one of them"


def test_talk_with_nobody() -> None:
    """A talk says whether principal leaders or leaders in charge are called in."""
    with pytest.raises(SchemeError) as error:
        follow_up(FollowUpKind.TALK)
    assert texts(error.value) == [
        ("role: a talk with nobody [Art. 9]; say in role whether principal leaders or leaders in charge are called in")
    ]
    assert error.value.faults[0].text("zh") == "role：约谈未注明对象〔第九条〕；请在role中注明主要领导或分管领导"


@pytest.mark.parametrize(
    "kind", [kind for kind in FollowUpKind if kind not in (FollowUpKind.TALK, FollowUpKind.NOTICE)]
)
def test_person_where_nobody_is_concerned(kind: FollowUpKind) -> None:
    """A role belongs to a talk and a recipient to a notice; elsewhere both are refused."""
    with pytest.raises(SchemeError) as error:
        follow_up(kind, role=Role.PRINCIPAL, to=TO)
    value = Role.PRINCIPAL.value
    assert texts(error.value) == [
        f"role: a role of {value} where nobody is called in; leave role out",
        "to: a recipient (those who assess party building) where no notice is sent; leave `to` out",
    ]
    assert [fault.text("zh") for fault in error.value.faults] == [
        f"role：此处不约谈，却注明{value}；请删除role",
        "to：此处不告知，却注明对象（党建考核部门）；请删除to",
    ]


def test_talk_and_notice_apart() -> None:
    """A talk has no recipient, and a notice calls nobody in."""
    with pytest.raises(SchemeError) as error:
        follow_up(FollowUpKind.TALK, role=Role.PRINCIPAL, to=TO)
    assert [fault.code for fault in error.value.faults] == ["recipient_unused"]
    with pytest.raises(SchemeError) as error:
        follow_up(FollowUpKind.NOTICE, role=Role.PRINCIPAL, to=TO)
    assert [fault.code for fault in error.value.faults] == ["role_unused"]


def test_notice_to_nobody() -> None:
    """A notice says who receives it."""
    with pytest.raises(SchemeError) as error:
        follow_up(FollowUpKind.NOTICE)
    assert texts(error.value) == ["to: a notice to nobody; say in `to` who receives it"]
    assert error.value.faults[0].text("zh") == "to：告知未注明对象；请在to中注明告知对象"


def test_recipient_in_both_languages() -> None:
    """A recipient is named in both languages."""
    with pytest.raises(SchemeError) as error:
        follow_up(FollowUpKind.NOTICE, to=Words("them", ""))
    assert kinds(error.value) == [("no_name", "to", "")]


@pytest.mark.parametrize("kind", list(FollowUpKind))
def test_no_document(kind: FollowUpKind) -> None:
    """The measure ties consequences to problems, so each follow-up needs a document, by the clause it stands beside."""
    with pytest.raises(SchemeError) as error:
        follow_up(
            kind,
            allowed_by=" ",
            role=Role.PRINCIPAL if kind is FollowUpKind.TALK else None,
            to=TO if kind is FollowUpKind.NOTICE else None,
        )
    assert texts(error.value) == [
        (
            f"allowed_by: no document allows this departure from the measure [{kind.citation}]; "
            "name the document in allowed_by"
        )
    ]


def test_all_faults_at_once() -> None:
    """A follow-up reports everything that is wrong with it together."""
    with pytest.raises(SchemeError) as error:
        follow_up(
            FollowUpKind.TALK, [When()], key="1", name=Words("", ""), text=Words("", "约谈"), allowed_by="", to=TO
        )
    assert [(fault.code, fault.where) for fault in error.value.faults] == [
        ("bad_key", "key"),
        ("no_name", "name"),
        ("no_name", "text"),
        ("empty", "any_of[0]"),
        ("no_role", "role"),
        ("recipient_unused", "to"),
        ("no_document", "allowed_by"),
    ]
