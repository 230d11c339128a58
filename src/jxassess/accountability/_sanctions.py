"""Sanctions: what Art. 9 attaches to a confirmed problem, as proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import unique

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.evidence import Finding
from jxassess.measure import Body, Citation, Role
from jxassess.places import City
from jxassess.scheme import Rectification, Scheme
from jxassess.words import Worded, Words


@unique
class SanctionKind(Worded):
    """The four measures of Art. 9 (问责措施)."""

    CRITICISM = "criticism", "criticism by circular", "通报批评"
    TALK = "talk", "summoned talk", "约谈"
    RECTIFICATION = "rectification", "rectification within a time limit", "限期整改"
    HOLDING_TO_ACCOUNT = "holding_to_account", "holding to account", "责任追究"

    @property
    def citation(self) -> Citation:
        """Art. 9, which lists all four."""
        return Citation(9)


@frozen
class Post(ByFields):
    """A post that a talk can summon (职务): a role in the committee or the government of a city.

    Attributes:
        body: `CITY_COMMITTEE` or `CITY_GOVERNMENT`.
        role: principal leader or leader in charge.
    """

    body: Body
    role: Role

    @property
    def words(self) -> Words:
        """The post in words."""
        return _POST_WORDS[self.body, self.role]


_POST_WORDS = {
    (Body.CITY_COMMITTEE, Role.PRINCIPAL): Words("principal leader of the city committee", "市委主要领导"),
    (Body.CITY_COMMITTEE, Role.IN_CHARGE): Words("leader in charge of the city committee", "市委分管领导"),
    (Body.CITY_GOVERNMENT, Role.PRINCIPAL): Words("principal leader of the city government", "市政府主要领导"),
    (Body.CITY_GOVERNMENT, Role.IN_CHARGE): Words("leader in charge of the city government", "市政府分管领导"),
}

POSTS: tuple[Post, ...] = tuple(Post(body, role) for body, role in _POST_WORDS)
"""The four posts that Art. 9 lets a talk summon; people choose among them."""


@frozen(kw_only=True)
class Sanction(ByFields):
    """A measure of Art. 9, proposed for one city because of one confirmed finding (问责措施建议).

    A proposal, not a decision: nothing here says that it was taken.

    Attributes:
        kind: which measure.
        city: the city whose committee and government answer.
        finding: the confirmed finding behind it.
        posts: for a talk, the posts to choose from; else empty.
        limit: for a rectification, the time limit of the scheme; else `None`.
        where: the path in the scheme of the limit; else empty.

    Legal basis:
        Art. 9. Reading: the three measures follow once a problem is confirmed; holding to account only where people
        recorded it as serious and of adverse effect.
    """

    kind: SanctionKind
    city: City
    finding: Finding
    posts: tuple[Post, ...] = field(converter=tuple[Post, ...], default=())
    limit: Rectification | None = None
    where: str = ""

    @property
    def citation(self) -> Citation:
        """The clause of the problem."""
        return self.finding.problem.citation

    @property
    def words(self) -> Words:
        """The proposal in words."""
        if self.limit is not None:
            return Words("{kind}: {days} {unit}", "{kind}：{days}{unit}").format(
                kind=self.kind.words, days=self.limit.days, unit=self.limit.day_kind.words
            )
        if self.posts:
            posts = [post.words for post in self.posts]
            chosen = Words(", ".join(post.en for post in posts), "、".join(post.zh for post in posts))
            return Words("{kind}: to choose from {posts}", "{kind}：对象在{posts}中选定").format(
                kind=self.kind.words, posts=chosen
            )
        return self.kind.words


def propose_sanctions(findings: Iterable[Finding], scheme: Scheme) -> tuple[Sanction, ...]:
    """Propose the measures that follow from confirmed findings.

    Args:
        findings: what people decided; rejected ones lead to nothing.
        scheme: the year's scheme, for the time limit.

    Returns:
        For each confirmed finding, by key: criticism, talk, rectification, and holding to account where people recorded
        both gravity and adverse effect.

    Legal basis:
        Art. 9.
    """
    confirmed = sorted((finding for finding in findings if finding.is_confirmed), key=lambda finding: finding.key)
    return tuple(sanction for finding in confirmed for sanction in _of(finding, scheme))


def _of(finding: Finding, scheme: Scheme) -> Iterator[Sanction]:
    city = finding.city
    yield Sanction(kind=SanctionKind.CRITICISM, city=city, finding=finding)
    yield Sanction(kind=SanctionKind.TALK, city=city, finding=finding, posts=POSTS)
    yield Sanction(
        kind=SanctionKind.RECTIFICATION,
        city=city,
        finding=finding,
        limit=scheme.rectification,
        where="rectification",
    )
    # Art. 9: serious, and with an adverse effect: both, and both recorded by people.
    if finding.is_serious and finding.has_adverse_effect:
        yield Sanction(kind=SanctionKind.HOLDING_TO_ACCOUNT, city=city, finding=finding)
