"""The values of a review: the prominent problem, the leaders listed, what is not known, and the words of it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Finding
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.measure import Citation
from jxassess.places import Township
from jxassess.tenures._fault_kinds import (
    NO_TEXT,
    NOT_A_DAY,
    NOT_CONFIRMED,
    RECORDED_TOO_EARLY,
    TOWNSHIP_ELSEWHERE,
)
from jxassess.tenures._faults import TenureNote
from jxassess.tenures._places import Relation
from jxassess.tenures._tenures import Succession, Tenure
from jxassess.words import Language, Worded, Words, one_line

NOT_RESPONSIBILITY = Words(
    "Overlap in time is not responsibility. The list is for review: it ranks nobody and divides nothing.",
    "任职时间重合不等于应负责任。本清单仅供核查，不排序，不划分责任。",
)
"""What every list of leaders says first."""


def _by_code(townships: Iterable[Township]) -> tuple[Township, ...]:
    return tuple(sorted(set(townships), key=lambda township: township.code))


@frozen(kw_only=True)
class ProminentFinding(ByFields):
    """That people, at an inspection, recorded a confirmed finding as a prominent problem (突出问题).

    What is prominent is for people: nothing here is computed from how grave a finding is. The inspection may come years
    after the problem, and no result of a year is touched by it.

    Attributes:
        finding: the confirmed finding, whose period is looked at.
        townships: the townships in which the problem lay, where the inspection names any; in the order of codes.
        inspection: which inspection found it.
        recorded_on: the day on which it was recorded as prominent.
        document: where that is recorded.

    Raises:
        EvidenceError: a rejected finding, a township elsewhere, a day before the problem began, no text; all at once.

    Legal basis:
        Art. 9 para. 2: prominent problems in the time in post that a later inspection finds. It sets no time limit.
    """

    finding: Finding
    townships: tuple[Township, ...] = field(converter=_by_code, default=())
    inspection: str
    recorded_on: date
    document: str

    def __attrs_post_init__(self) -> None:
        """Refuse what no inspection can have recorded."""
        raise_faults(EvidenceError, self._find_faults(), Words("a prominent problem", "突出问题记录"))

    def _find_faults(self) -> Iterator[Fault]:
        finding = self.finding
        if not finding.is_confirmed:
            yield NOT_CONFIRMED.at("finding", finding.key)
        for i, township in enumerate(self.townships):
            # Of a county's finding too: a township may have changed its county within the city since.
            if township.parent.parent.code != finding.city.code:
                yield TOWNSHIP_ELSEWHERE.at(f"townships[{i}]", township.label, place=finding.city.label)
        for name, text in (("inspection", self.inspection), ("document", self.document)):
            if not text.strip():
                yield NO_TEXT.at(name)
        if type(self.recorded_on) is not date:
            yield NOT_A_DAY.at("recorded_on", self.recorded_on)
        elif self.recorded_on < finding.begin:
            yield RECORDED_TOO_EARLY.at("recorded_on", self.recorded_on, begin=finding.begin)

    @property
    def citation(self) -> Citation:
        """Art. 9 para. 2."""
        return Citation(9, 2)

    @property
    def words(self) -> Words:
        """The problem, its period, and who recorded it as prominent."""
        finding = self.finding
        return Words(
            "finding {key}: {place}, {clause}, {begin} to {end}; recorded as prominent on {on} by {inspection} "
            "({document})",
            "问题认定{key}：{place}，{clause}，{begin}至{end}；{inspection}于{on}记录为突出问题（{document}）",
        ).format(
            key=finding.key,
            place=finding.place.label,
            clause=finding.problem.citation.words,
            begin=finding.begin,
            end=finding.end,
            on=self.recorded_on,
            inspection=one_line(self.inspection),
            document=one_line(self.document),
        )


@unique
class Unknown(Worded):
    """What a review cannot know, and people must find out (待查明事项)."""

    FIRST_DAY = "first_day", "the first day in post", "任职起始日"
    LAST_DAY = "last_day", "the last day in post", "任职终止日"
    AFTER_RECORD = "after_record", "the time after the day of the record", "记录日之后的情况"
    TRANSFER = "transfer", "whether the person has left the post", "是否已调离该职务"
    ACTING = "acting", "whether the clause reaches an acting leader", "该款是否适用于代理人"
    FORMER_COUNTY = "former_county", "whether the problem lay in the former county", "问题是否发生在原县域"
    DAY_OF_CHANGE = "day_of_change", "the day on which the county changed", "区划变更日"


@frozen(kw_only=True)
class InOffice(ByFields):
    """One tenure that overlaps with the period of a prominent problem, listed for review (待核查任职).

    Overlap is not responsibility.

    Attributes:
        tenure: who held which post when.
        relation: how the place of the post stands to that of the problem.
        begin: the first day that may lie in both.
        end: the last day that may lie in both.
        least_days: the days that certainly lie in both; zero where nothing is certain.
        most_days: the days that may lie in both.
        unknown: what is not known, in a fixed order.

    Legal basis:
        Art. 9 para. 2.
    """

    tenure: Tenure
    relation: Relation
    begin: date
    end: date
    least_days: int
    most_days: int
    unknown: tuple[Unknown, ...] = field(converter=tuple[Unknown, ...])

    @property
    def words(self) -> Words:
        """The tenure, its overlap in days, and what is not known."""
        if self.least_days == self.most_days:
            days = Words(str(self.most_days), str(self.most_days))
        else:
            days = Words(f"{self.least_days} to {self.most_days}", f"{self.least_days}至{self.most_days}")
        unknown = Words("", "")
        if self.unknown:
            unknown = Words(
                "; not known: " + ", ".join(item.words.en for item in self.unknown),
                "；不详：" + "、".join(item.words.zh for item in self.unknown),
            )
        return Words(
            "{tenure} ({document}); {relation}; overlap {days} days, {begin} to {end}{unknown}",
            "{tenure}（{document}）；{relation}；重合{days}天，{begin}至{end}{unknown}",
        ).format(
            tenure=self.tenure.words,
            document=one_line(self.tenure.document),
            relation=self.relation.words,
            days=days,
            begin=self.begin,
            end=self.end,
            unknown=unknown,
        )


@frozen(kw_only=True)
class Review(ByFields):
    """The principal leaders whose time in post overlaps with a prominent problem, for people to look into (核查清单).

    It proposes nothing and decides nothing. There is no share and no score, and the order is that of places, posts and
    days.

    Attributes:
        finding: the prominent problem.
        on: the day for which it was asked who has been transferred.
        recorded: the day on which the record of tenures stands.
        leaders: those since transferred, and those of whom that is not known.
        still_in_post: those in the same post on that day; the clause speaks of leaders since transferred.
        gaps: posts and days of the problem's period in which nobody is recorded.
        successions: changes of the counties looked at, those of a part of their area too.
        is_synthetic: whether the record is made up.
        classification: the classification that the office set.

    Legal basis:
        Art. 9 para. 2. Reading: principal leaders since transferred, whose time in post overlaps the finding's period,
        are listed for review; overlap is not responsibility.
    """

    finding: ProminentFinding
    on: date
    recorded: date
    leaders: tuple[InOffice, ...] = field(converter=tuple[InOffice, ...])
    still_in_post: tuple[InOffice, ...] = field(converter=tuple[InOffice, ...])
    gaps: tuple[TenureNote, ...] = field(converter=tuple[TenureNote, ...])
    successions: tuple[Succession, ...] = field(converter=tuple[Succession, ...])
    is_synthetic: bool
    classification: str

    @property
    def citation(self) -> Citation:
        """Art. 9 para. 2."""
        return Citation(9, 2)

    @property
    def words(self) -> Words:
        """The whole list in words, one line for each thing."""
        head = [
            Words("For review under {clause}", "供核查（{clause}）").format(clause=self.citation.words),
            NOT_RESPONSIBILITY,
            *([Words("Made-up data", "虚构数据")] if self.is_synthetic else []),
            *([Words(self.classification, self.classification)] if self.classification else []),
            self.finding.words,
            Words("asked for {on}; tenures as recorded on {recorded}", "查询日{on}；任职记录截至{recorded}").format(
                on=self.on, recorded=self.recorded
            ),
        ]
        sections = (
            (_LEADERS, [leader.words for leader in self.leaders] or [_NOBODY]),
            (_STILL, [leader.words for leader in self.still_in_post]),
            (_GAPS, [gap.words for gap in self.gaps]),
            (_CHANGES, [change.words for change in self.successions]),
        )
        lines = [*head, *(line for title, listed in sections for line in _section(title, listed))]
        return Words("\n".join(line.en for line in lines), "\n".join(line.zh for line in lines))

    def text(self, language: Language = "en") -> str:
        """Write the list for people.

        Args:
            language: `"en"` or `"zh"`.

        Returns:
            Several lines; the second says that overlap is not responsibility.

        Raises:
            ScopeError: another language.
        """
        return self.words.text(language)


_LEADERS = Words(
    "principal leaders since transferred, or not known to be in the same post:", "已调离或去向不详的主要领导："
)
_NOBODY = Words("nobody is recorded", "无任职记录")
_STILL = Words("in the same post on the day asked for, so not since transferred:", "查询日仍任同一职务，未调离：")
_GAPS = Words("posts and days without any record:", "无任职记录的职务与时段：")
_CHANGES = Words("changes of the counties:", "区划沿革：")


def _section(title: Words, listed: list[Words]) -> Iterator[Words]:
    if listed:
        yield title
        yield from (Words(f"  {line.en}", f"  {line.zh}") for line in listed)
