"""The acts of a cycle, as words; what may follow what stands in the tables."""

from __future__ import annotations

from enum import unique

from jxassess.words import Worded


@unique
class Act(Worded):
    """What can happen in a cycle (事项). The clause of each stands in its row of `RULES`."""

    SCHEME_MADE = "scheme_made", "scheme made", "制定实施方案"
    PLAN_APPROVED = "plan_approved", "reduction plan approved", "审定年度减贫计划"
    SUMMARY_SUBMITTED = "summary_submitted", "city summary submitted", "设区市总结上报"
    SUMMARY_RETURNED = "summary_returned", "city summary returned", "设区市总结退回"
    SUMMARY_RESUBMITTED = "summary_resubmitted", "city summary submitted again", "设区市总结重报"
    VERIFIED = "verified", "verification", "核实评估"
    REGISTER_CONSOLIDATED = "register_consolidated", "register data consolidated", "汇总建档立卡监测数据"
    SURVEY_CONSOLIDATED = "survey_consolidated", "poverty survey data consolidated", "汇总贫困监测调查数据"
    VERIFICATION_CONSOLIDATED = "verification_consolidated", "verification data consolidated", "汇总核实评估数据"
    FUNDS_CONSOLIDATED = "funds_consolidated", "funds evaluation data consolidated", "汇总资金绩效评价数据"
    EVALUATED = "evaluated", "comprehensive evaluation", "综合评价"
    DELIBERATED = "deliberated", "deliberation", "审议"
    APPROVED = "approved", "approval", "审定"
    FED_BACK = "fed_back", "feedback", "沟通反馈"
    CIRCULATED = "circulated", "circulation of results", "通报考核结果"
    TRANSMITTED = "transmitted", "transmission for appraisal", "送交用于领导班子和主要领导考核"
    REWARDED = "rewarded", "decision on a reward", "资金奖励决定"
    SANCTION_PROPOSED = "sanction_proposed", "sanction proposed", "建议问责措施"
    SANCTION_DECIDED = "sanction_decided", "sanction decided", "决定问责措施"
    SANCTION_LEFT_OUT = "sanction_left_out", "sanction left out", "不采取问责措施"
    CIRCULAR_ISSUED = "circular_issued", "circular of criticism issued", "印发通报批评"
    TALK_HELD = "talk_held", "talk held", "约谈"
    RECTIFICATION_ORDERED = "rectification_ordered", "rectification ordered", "责令限期整改"
    RECTIFICATION_EXTENDED = "rectification_extended", "time limit extended", "整改延期"
    ITEM_FOUND_OPEN = "item_found_open", "item inspected and found open", "检查认为未整改到位"
    ITEM_FOUND_DONE = "item_found_done", "item inspected and found done", "检查认为整改到位"
    ITEM_CLOSED = "item_closed", "item closed", "销号"
    RECTIFICATION_CLOSED = "rectification_closed", "rectification closed", "整改办结"
    REFERRED = "referred", "referral for holding to account", "移送责任追究"
    REFERRAL_ANSWERED = "referral_answered", "answer to a referral", "责任追究结果回复"
    CONDUCT_RECORDED = "conduct_recorded", "conduct recorded", "记录履职情况"
    DIFFERENCE_EXPLAINED = "difference_explained", "difference explained", "认定数据差异"
    OBJECTION_RAISED = "objection_raised", "objection raised", "提出异议"
    OBJECTION_ANSWERED = "objection_answered", "objection answered", "答复异议"
    WITHDRAWN = "withdrawn", "event withdrawn", "撤回"


@unique
class Thread(Worded):
    """Acts that form one thread, in which each follows another of the same thing (事项主线)."""

    SCHEME = "scheme", "scheme", "实施方案"
    PLAN = "plan", "reduction plan", "减贫计划"
    SUMMARY = "summary", "city summary", "设区市总结"
    VERIFICATION = "verification", "verification", "核实评估"
    REGISTER = "register", "register data", "建档立卡数据"
    SURVEY = "survey", "poverty survey data", "贫困监测数据"
    VERIFIED_DATA = "verified_data", "verification data", "核实数据"
    FUNDS = "funds", "funds evaluation data", "资金绩效评价数据"
    EVALUATION = "evaluation", "comprehensive evaluation", "综合评价"
    DELIBERATION = "deliberation", "deliberation", "审议"
    APPROVAL = "approval", "approval", "审定"
    FEEDBACK = "feedback", "feedback", "沟通反馈"
    CIRCULATION = "circulation", "circulation", "通报"
    TRANSMISSION = "transmission", "transmission", "结果运用"
    REWARD = "reward", "reward", "资金奖励"
    SANCTION = "sanction", "sanction", "问责措施"
    ITEM = "item", "item of a rectification", "整改事项"
    CONDUCT = "conduct", "conduct", "履职情况"
    DIFFERENCE = "difference", "difference", "数据差异"
    OBJECTION = "objection", "objection", "异议"
    RECORD = "record", "record", "登记"


@unique
class Scope(Worded):
    """What an act is of: what its thread runs along (事项对象)."""

    CYCLE = "cycle", "the cycle", "本次考核"
    CITY = "city", "a city", "设区市"
    PLACE = "place", "a city or county", "设区市或县"
    SANCTION = "sanction", "a sanction", "问责措施"
    ITEM = "item", "an item of a rectification", "整改事项"
    NOTE = "note", "what it names itself", "所指事项"


@unique
class Reach(Worded):
    """Where an act needs another one (前置范围)."""

    SAME = "same", "of the same thing", "同一对象"
    CYCLE = "cycle", "in the cycle", "本次考核"
    EVERY_CITY = "every_city", "of every city", "每个设区市"
    SANCTION = "sanction", "of its sanction", "所属问责措施"
    EVERY_ITEM = "every_item", "of every item", "每个整改事项"
