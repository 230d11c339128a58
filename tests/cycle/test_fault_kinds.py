"""What each kind of fault says: where, which value, by which clause, and what to do, in both languages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from faulty import CASES
from story import new_cycle

from jxassess.assessment import assess
from jxassess.cycle import SequenceError, Year, _fault_kinds
from jxassess.evidence import Evidence
from jxassess.faults import FaultKind
from jxassess.scheme import Scheme

MESSAGES: dict[str, tuple[str, str]] = {
    "no_text": (
        "1 fault in event scheme\n  document: nothing stands here; fill it in",
        "事项scheme有1处差错\n  document：内容为空；请填写",
    ),
    "nothing_listed": (
        "1 fault in event scheme\n  by: the list is empty; name at least one",
        "事项scheme有1处差错\n  by：列表为空；请至少列出一项",
    ),
    "repeated": (
        "1 fault in event scheme\n  by: leading group stands here twice; keep one of them",
        "事项scheme有1处差错\n  by：省扶贫开发领导小组重复；请只保留一个",
    ),
    "bad_digest": (
        (
            "1 fault in what the event says"
            "\n  digest: 'abc' is no digest; give the 64 digits that jxassess.io.digest gives"
        ),
        "事项内容有1处差错\n  digest：'abc'不是摘要值；请给出jxassess.io.digest所得的64位摘要",
    ),
    "bad_key": (
        "1 fault in event a b\n  key: 'a b' is no key; give text without blanks and without '/'",
        "事项a b有1处差错\n  key：'a b'不能作键；请给出不含空格和“/”的文本",
    ),
    "not_a_day": (
        (
            "1 fault in what the event says"
            "\n  last_day: 2020-07-01 12:00:00 is not a plain day; give a date without a time"
        ),
        "事项内容有1处差错\n  last_day：2020-07-01 12:00:00不是日期；请给出不带时刻的日期",
    ),
    "no_zone": (
        (
            "1 fault in event scheme"
            "\n  recorded: 2019-06-04 09:00:00 has no time zone; give the time with its zone, such as +08:00"
        ),
        "事项scheme有1处差错\n  recorded：时刻2019-06-04 09:00:00没有时区；请给出带时区的时刻，如+08:00",
    ),
    "not_yet": (
        (
            "1 fault in event scheme"
            "\n  recorded: recorded 2019-06-02 09:00:00+08:00, before its effective day 2019-06-03; record "
            "it on that day or after it"
        ),
        "事项scheme有1处差错\n  recorded：登记于2019-06-02 09:00:00+08:00，早于生效日2019-06-03；请在当日或以后登记",
    ),
    "recorded_backwards": (
        (
            "1 fault in event scheme"
            "\n  recorded: recorded 2019-06-03 12:00:00+08:00, before the event above it, 2019-06-04 12:00:00+08:00"
            "; give the time at which it is recorded now"
        ),
        (
            "事项scheme有1处差错"
            "\n  recorded：登记时刻2019-06-03 12:00:00+08:00早于上一事项的2019-06-04 12:00:00+08:00；请给出实际登记"
            "时刻"
        ),
    ),
    "duplicate_event": (
        (
            "1 fault in event scheme"
            "\n  key: an event with the key scheme is in the log already; give the event a key of its own"
        ),
        "事项scheme有1处差错\n  key：日志中已有键为scheme的事项；请使用不同的键",
    ),
    "bad_year": (
        "1 fault in the cycle\n  year: 2021 is not a year that is assessed [Art. 4]; give a year from 2017 to 2020",
        "考核周期有1处差错\n  year：2021不是考核年度〔第四条〕；请给出2017至2020年之一",
    ),
    "stray_county": (
        (
            "1 fault in the cycle"
            "\n  counties[0]: 990121 子县 lies in 990100 甲市, which is not among the cities [Art. 6]; add "
            "the city, or leave the county out"
        ),
        (
            "考核周期有1处差错"
            "\n  counties[0]：990121 子县所属的990100 甲市不在设区市之列〔第六条〕；请增列该市，或删去该县"
        ),
    ),
    "unknown_event": (
        "1 fault in the event\n  key: no event has the key 'x'; name one of the log",
        "事项有1处差错\n  key：没有键为'x'的事项；请填写日志中的事项",
    ),
    "wrong_actor": (
        (
            "1 fault in who acts"
            "\n  unit: third party: a unit is missing or not due; name the unit of a member unit, a third party "
            "or another body, and of no other"
        ),
        "行为主体有1处差错\n  unit：第三方：单位缺失或多余；成员单位、第三方和其他机关须注明单位，其余不填",
    ),
    "wrong_body": (
        "1 fault in event scheme\n  by: office cannot record 'scheme made' [Art. 4]; it is for leading group",
        "事项scheme有1处差错\n  by：“制定实施方案”不能由省扶贫办作出〔第四条〕；应由省扶贫开发领导小组作出",
    ),
    "not_theirs": (
        (
            "2 faults in event no"
            "\n  by[0]: sum.jia was not recorded by city committee (990200 乙市) [Art. 7(1)]; let those correct or "
            "withdraw it who acted then"
            "\n  by[1]: sum.jia was not recorded by city government (990200 乙市) [Art. 7(1)]; let those correct or "
            "withdraw it who acted then"
        ),
        (
            "事项no有2处差错"
            "\n  by[0]：sum.jia不是由设区市党委（990200 乙市）作出的〔第七条第(一)项〕；请由原作出机关更正或撤回"
            "\n  by[1]：sum.jia不是由设区市政府（990200 乙市）作出的〔第七条第(一)项〕；请由原作出机关更正或撤回"
        ),
    ),
    "other_city": (
        (
            "2 faults in event x"
            "\n  by[0]: city committee (990200 乙市) cannot act for 990100 甲市 [Art. 2]; let the city's own "
            "committee and government act"
            "\n  by[1]: city government (990200 乙市) cannot act for 990100 甲市 [Art. 2]; let the city's own "
            "committee and government act"
        ),
        (
            "事项x有2处差错"
            "\n  by[0]：设区市党委（990200 乙市）不能代表990100 甲市〔第二条〕；请由本市党委、政府作出"
            "\n  by[1]：设区市政府（990200 乙市）不能代表990100 甲市〔第二条〕；请由本市党委、政府作出"
        ),
    ),
    "not_assessed": (
        (
            "1 fault in event x"
            "\n  what: 990300 丙市 is not assessed in this cycle [Art. 2]; name one of the cycle's cities or "
            "counties"
        ),
        "事项x有1处差错\n  what：990300 丙市不在本次考核之内〔第二条〕；请填写本次考核的设区市或县",
    ),
    "other_definition": (
        (
            "1 fault in event x"
            "\n  what: 990100 假市 is defined otherwise than in the cycle [Art. 2]; use the cycle's own city "
            "or county"
        ),
        "事项x有1处差错\n  what：990100 假市的定义与本次考核中的不同〔第二条〕；请使用本次考核中的设区市或县",
    ),
    "elsewhere": (
        (
            "1 fault in what the event says"
            "\n  places[0]: 990221 寅县 does not lie in 990100 甲市 [Art. 7(2)]; record one event for each "
            "city"
        ),
        "事项内容有1处差错\n  places[0]：990221 寅县不在990100 甲市辖内〔第七条第(二)项〕；请按设区市分别登记",
    ),
    "wrong_order": (
        (
            "1 fault in event delib"
            "\n  on: 'deliberation' on 2020-03-02 has no 'comprehensive evaluation' before it [Art. 7(4)]; "
            "record that first, with a day no later"
        ),
        (
            "事项delib有1处差错"
            "\n  on：2020-03-02的“审议”之前没有“综合评价”〔第七条第(四)项〕；请先登记该事项，且日期不晚于此"
        ),
    ),
    "wrong_state": (
        (
            "1 fault in event x"
            "\n  what: 'sanction left out' on 2020-12-01 cannot follow 'circular of criticism issued' of x.crit "
            "[Art. 9]; nothing follows there; withdraw x.crit if it is wrong"
        ),
        (
            "事项x有1处差错"
            "\n  what：2020-12-01的“不采取问责措施”不能接在x.crit的“印发通报批评”之后〔第九条〕；其后再无事项；"
            "如有错误，请撤回x.crit"
        ),
    ),
    "twice": (
        (
            "1 fault in event plan.2"
            "\n  what: 'reduction plan approved' is recorded already, as plan [Art. 7(1)]; correct or withdraw "
            "plan"
        ),
        "事项plan.2有1处差错\n  what：“审定年度减贫计划”已经登记，键为plan〔第七条第(一)项〕；请更正或撤回plan",
    ),
    "breaks_other": (
        (
            "1 fault in event no"
            "\n  on: ver.jia ('verification' on 2020-01-08) could not stand any more: 'verification' on 2020-01-08 "
            "has no 'city summary submitted or city summary submitted again' before it for 990100 [Art. 7(2)]; "
            "withdraw ver.jia first, or choose another day"
        ),
        (
            "事项no有1处差错"
            "\n  on：ver.jia（2020-01-08的“核实评估”）将不能成立：2020-01-08的“核实评估”之前没有“设区市总结上报或设"
            "区市总结重报”（990100）〔第七条第(二)项〕；请先撤回ver.jia，或改用其他日期"
        ),
    ),
    "not_in_force": (
        (
            "1 fault in event x"
            "\n  replaces: no event 'z' is in force [Art. 4]; name an event that was neither withdrawn, replaced "
            "nor overtaken"
        ),
        "事项x有1处差错\n  replaces：没有仍然有效的事项'z'〔第四条〕；请指明未被撤回、替换或失效的事项",
    ),
    "other_act": (
        (
            "1 fault in event x"
            "\n  replaces: scheme is 'scheme made', not 'reduction plan approved' of the same thing [Art. 7(1)]; "
            "withdraw it and record the other event"
        ),
        (
            "事项x有1处差错"
            "\n  replaces：scheme是“制定实施方案”，不是同一对象的“审定年度减贫计划”〔第七条第(一)项〕；请撤回后另行"
            "登记"
        ),
    ),
    "no_reason": (
        "1 fault in event x\n  reason: 'city summary returned' comes without a reason [Art. 7(1)]; give the reason",
        "事项x有1处差错\n  reason：“设区市总结退回”没有说明理由〔第七条第(一)项〕；请说明理由",
    ),
    "other_digest": (
        (
            "1 fault in event x"
            "\n  what.digest: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa is not the assessmen"
            "t that came before, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd [Art. 7(4)]; "
            "deliberate and approve the assessment of the evaluation in force"
        ),
        (
            "事项x有1处差错"
            "\n  what.digest：aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa不是此前的考核测算结果"
            "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd〔第七条第(四)项〕；请对现行综合评价的"
            "测算结果审议、审定"
        ),
    ),
    "no_result": (
        (
            "2 faults in event eval"
            "\n  what.computed: 990200 乙市 has no result [Art. 2]; give every city of the cycle one result"
            "\n  what.proposed: 990200 乙市 has no result [Art. 2]; give every city of the cycle one result"
        ),
        (
            "事项eval有2处差错"
            "\n  what.computed：990200 乙市没有结果〔第二条〕；请为每个设区市给出一个结果"
            "\n  what.proposed：990200 乙市没有结果〔第二条〕；请为每个设区市给出一个结果"
        ),
    ),
    "unexplained": (
        (
            "1 fault in event appr"
            "\n  what.results[0]: 990100 甲市: 81 good differs from what was computed, 990100 甲市: 80.47 good, "
            "without a reason [Art. 6]; give the reason with the result"
        ),
        (
            "事项appr有1处差错"
            "\n  what.results[0]：990100 甲市: 81 good与测算结果990100 甲市: 80.47 good不同而无理由〔第六条〕；"
            "请随结果说明理由"
        ),
    ),
    "bad_amount": (
        (
            "1 fault in what the event says"
            "\n  fen: an amount of 100 fen [Art. 8]; give zero or more, and zero where no reward is granted"
        ),
        "事项内容有1处差错\n  fen：金额为100分〔第八条〕；请给出不小于零的数；不予奖励时为零",
    ),
    "wrong_measure": (
        (
            "1 fault in event x"
            "\n  what: sanction crit is criticism by circular, not summoned talk [Art. 9]; name a sanction "
            "of that kind"
        ),
        "事项x有1处差错\n  what：问责措施crit是通报批评，不是约谈〔第九条〕；请指明该类措施",
    ),
    "unknown_item": (
        "1 fault in event x\n  what.item: the rectification has no item 3 [Art. 9]; name one of 1, 2",
        "事项x有1处差错\n  what.item：整改清单没有3项〔第九条〕；请填写1, 2之一",
    ),
    "no_posts": (
        "1 fault in event x\n  what.posts: the talk has nobody to talk with [Art. 9]; choose among the four posts",
        "事项x有1处差错\n  what.posts：约谈没有对象〔第九条〕；请在四个职务中选定",
    ),
    "stray_posts": (
        "1 fault in event x\n  what.posts: posts are chosen, but crit is no talk [Art. 9]; leave the posts out",
        "事项x有1处差错\n  what.posts：crit不是约谈却选定了职务〔第九条〕；请删去职务",
    ),
    "unchosen_post": (
        (
            "1 fault in event x"
            "\n  what.posts[0]: the principal leader of the city government was not chosen for the talk [Art. "
            "9]; talk with the posts that the leading group chose"
        ),
        "事项x有1处差错\n  what.posts[0]：市政府主要领导不是选定的约谈对象〔第九条〕；请与领导小组选定的对象约谈",
    ),
    "limit_passed": (
        (
            "1 fault in event x"
            "\n  what.last_day: the last day 2020-06-16 lies before the order of 2020-06-17 [Art. 9]; mend "
            "one of the days"
        ),
        "事项x有1处差错\n  what.last_day：最后一日2020-06-16早于责令日2020-06-17〔第九条〕；请更正日期",
    ),
    "miscounted": (
        (
            "1 fault in event x"
            "\n  what.last_day: the last day 2020-06-16 is not that of 60 calendar days from 2020-04-18, which "
            "is 2020-06-17 [Art. 9]; give 2020-06-17, or the reason with the event"
        ),
        (
            "事项x有1处差错"
            "\n  what.last_day：最后一日2020-06-16与自2020-04-18起60日的届满日2020-06-17不符〔第九条〕；请改为2020-"
            "06-17，或随事项说明理由"
        ),
    ),
    "no_extension": (
        (
            "1 fault in event x"
            "\n  what.last_day: the new last day 2020-06-16 is no later than the one before, 2020-06-16 [Art. "
            "9]; give a later day"
        ),
        "事项x有1处差错\n  what.last_day：新的最后一日2020-06-16不晚于原定的2020-06-16〔第九条〕；请给出更晚的日期",
    ),
    "proposed_twice": (
        (
            "1 fault in event x"
            "\n  what: criticism by circular is proposed already for F1, as crit [Art. 9]; go on with crit, "
            "or withdraw it"
        ),
        "事项x有1处差错\n  what：对F1已建议通报批评，键为crit〔第九条〕；请继续办理crit，或将其撤回",
    ),
    "other_objection": (
        (
            "1 fault in event o2"
            "\n  what.city: objection O1 is of 990100 甲市, not of 990200 乙市; name the city that objected"
        ),
        "事项o2有1处差错\n  what.city：异议O1由990100 甲市提出，不是990200 乙市；请填写提出异议的设区市",
    ),
    "bad_basis": (
        (
            "1 fault in what the event says"
            "\n  finding: a measure has one finding or one record of conduct behind it [Art. 9]; name the one "
            "or the other"
        ),
        "事项内容有1处差错\n  finding：措施应以一项问题或一项履职记录为据〔第九条〕；请填写其一",
    ),
    "only_account": (
        (
            "1 fault in what the event says"
            "\n  measure: summoned talk does not follow from conduct [Art. 10]; propose holding to account, "
            "or name a finding"
        ),
        "事项内容有1处差错\n  measure：约谈不由履职情况引起〔第十条〕；请建议责任追究，或指明问题",
    ),
    "not_grave": (
        (
            "1 fault in what the event says"
            "\n  measure: holding to account is proposed without gravity and adverse effect on record [Art. "
            "9]; propose it only where people recorded both"
        ),
        "事项内容有1处差错\n  measure：未记录情节严重和造成不良影响而建议责任追究〔第九条〕；仅在两者均有记录时提出",
    ),
    "no_distortion": (
        (
            "1 fault in event p"
            "\n  what.conduct: K does not record irresponsible conduct that distorted results in 990100 甲市 "
            "[Art. 10]; propose it only where people recorded both"
        ),
        (
            "事项p有1处差错"
            "\n  what.conduct：K没有记录涉及990100 甲市且致使结果失真的不负责任行为〔第十条〕；仅在两者均有记录时提"
            "出"
        ),
    ),
    "wrong_answerer": (
        (
            "1 fault in event x"
            "\n  by: body 2 answers what was referred to body 1 [Art. 9]; record the answer of the body that "
            "was asked"
        ),
        "事项x有1处差错\n  by：body 2答复了移送body 1的事项〔第九条〕；请登记受移送机关的答复",
    ),
    "bad_limit": (
        (
            "1 fault in the rules of verification"
            "\n  most_checks: at most 0 checks [Art. 7(2)]; give 1 or more, or nothing where any number is "
            "allowed"
        ),
        "核实回避规则有1处差错\n  most_checks：最多0次〔第七条第(二)项〕；请给出不小于1的数；不限次数时不填",
    ),
    "own_region": (
        (
            "1 fault in event x"
            "\n  by[0]: member unit (unit 1, 990100 甲市) verifies its own region [Art. 7(2)]; have another "
            "team do it; the rule is invented scheme"
        ),
        (
            "事项x有1处差错"
            "\n  by[0]：领导小组成员单位（unit 1，990100 甲市）核实的是本市〔第七条第(二)项〕；请另行安排核实；"
            "依据为invented scheme"
        ),
    ),
    "mutual": (
        (
            "1 fault in event v2"
            "\n  by[0]: 990100 甲市 and 990200 乙市 verify each other [Art. 7(2)]; have another team do it; "
            "the rule is invented scheme"
        ),
        (
            "事项v2有1处差错"
            "\n  by[0]：990100 甲市与990200 乙市互相核实〔第七条第(二)项〕；请另行安排核实；依据为invented "
            "scheme"
        ),
    ),
    "too_many_checks": (
        (
            "1 fault in event b"
            "\n  what.places[0]: 990121 子县 would be checked 2 times [Art. 7(2)]; no more than 1 a year; the "
            "rule is invented scheme"
        ),
        (
            "事项b有1处差错"
            "\n  what.places[0]：990121 子县将被核实2次〔第七条第(二)项〕；每年不超过1次；依据为invented scheme"
        ),
    ),
    "broken_chain": (
        (
            "1 fault in the log"
            "\n  head: the log does not lead through aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            "aa; compare it with the copy that was kept beside the deposited head"
        ),
        (
            "日志有1处差错"
            "\n  head：日志链中没有aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa；请与存证时保留"
            "的副本核对"
        ),
    ),
    "negative": (
        "1 fault in the tolerance\n  at_most: a tolerance of -0.5 [Art. 10]; give zero or more",
        "允许误差有1处差错\n  at_most：允许误差为-0.5〔第十条〕；请给出不小于零的数",
    ),
    "unordered": (
        "1 fault in the series\n  years[1]: 2018 comes after 2019 [Art. 4]; give each year once, the earlier first",
        "多年度序列有1处差错\n  years[1]：2018排在2019之后〔第四条〕；请按年度先后各给一次",
    ),
    "bad_rule": (
        (
            "1 fault in rule r"
            "\n  years: a rule over 1 years lacks years, a condition or its source; give two years or more, "
            "grades or a number of places from 1, and the document"
        ),
        (
            "规则r有1处差错"
            "\n  years：连续1年的规则缺少年数、条件或依据；请给出不少于两年、等次或不小于1的名次数，以及依据文件"
        ),
    ),
}

KINDS = {kind.code: kind for kind in vars(_fault_kinds).values() if isinstance(kind, FaultKind)}


@pytest.mark.parametrize("code", CASES)
def test_the_whole_message(code: str) -> None:
    """A refused input says what is wrong and what to do, word for word, in English and in Chinese."""
    with pytest.raises(SequenceError) as caught:
        CASES[code]()
    assert {fault.code for fault in caught.value.faults} == {code}
    assert (caught.value.text("en"), caught.value.text("zh")) == MESSAGES[code]


def test_the_year_of_another_cycle(make_scheme: Callable[[], Scheme], make_evidence: Callable[[], Evidence]) -> None:
    """An assessment and a cycle of different years make no year."""
    with pytest.raises(SequenceError) as caught:
        Year.of(assess(make_evidence(), make_scheme()), new_cycle(2018))
    assert str(caught.value) == (
        "1 fault in the event\n  cycle: the cycle is of 2018, the assessment of 2019 [Art. 4]; give both of one year"
    )


def test_every_kind_is_shown() -> None:
    """No kind of fault is without its message here; that of an extract stands with the extracts."""
    assert {*CASES, "other_year", "not_approved"} == {*KINDS}


@pytest.mark.parametrize("code", KINDS)
def test_no_code_is_used_twice(code: str) -> None:
    """Each kind of fault has a code of its own."""
    assert [kind.code for kind in vars(_fault_kinds).values() if isinstance(kind, FaultKind)].count(code) == 1


@pytest.mark.parametrize("code", CASES)
def test_chinese_messages_are_chinese(code: str) -> None:
    """No English word stands in a Chinese message but keys, paths and what the input itself holds."""
    with pytest.raises(SequenceError) as caught:
        CASES[code]()
    words = {"leading", "group", "office", "committee", "government", "unit is", "party", "summary", "approval"}
    assert not [word for word in words if word in caught.value.text("zh")]
