"""Small tallies by hand: villages of which counted and asked are given, in a rule with one share or an incidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve
from survey_rule import EXITED, INCIDENCE, REMAINING, RURAL, SHARES, UNREGISTERED, make_rule

from jxassess import City, County, Indicator, Observation
from jxassess.evidence import NotApplicable
from jxassess.exact import Exactable
from jxassess.places import Place
from jxassess.scheme import Estimator, Interval, IntervalMethod, Quantile, SingleVillage, SurveyRule
from jxassess.surveys import ShareTotals, Stratum, SurveyDesign, Tally, VillageTotals

JIA, YI = City(code="990100", name="甲市"), City(code="990200", name="乙市")
ZI = County(code="990121", name="子县", parent=JIA)
CHOU = County(code="990122", name="丑县", parent=JIA)
MAO = County(code="990221", name="卯县", parent=YI)

WRONG_EXITS, APPROVAL = SHARES[2], SHARES[3]
FIGURES = (REMAINING, UNREGISTERED, EXITED, RURAL)


def simple_rule(
    *estimators: Estimator,
    method: IntervalMethod = IntervalMethod.WALD,
    single: SingleVillage = SingleVillage.REFUSE,
    quantile: Exactable = "1.96",
) -> SurveyRule:
    """Make a rule with one quantile, of the estimators given, or of one share of households."""
    used = estimators or (APPROVAL,)
    asked = {each.question for one in used for share in one.proportions for each in (*share.among, *share.counted)}
    rule = make_rule(with_incidence=False, checks=())
    return evolve(
        rule,
        questions=[question for question in rule.questions if question.key in asked],
        estimators=used,
        single_villages=single,
        interval=Interval(method=method, quantiles=[Quantile(degrees=1, quantile=quantile)]),
    )


def totals(counted: int, among: int) -> ShareTotals:
    """Give the totals of a share of households that all have one person and the weight one."""
    return ShareTotals(
        counted=counted,
        among=among,
        weight=among,
        squares_counted=counted,
        squares_among=among,
        households=among,
        persons=among,
        counted_households=counted,
        counted_persons=counted,
    )


def village(name: str, *shares: tuple[int, int], county: County = ZI, stratum: str = "") -> VillageTotals:
    """Give a village with counted and asked of each share."""
    households = max(1, sum(among for _, among in shares))
    return VillageTotals(
        county=county.code,
        stratum=stratum,
        village=name,
        households=households,
        persons=households,
        weight=households,
        shares=[totals(*share) for share in shares],
        groups=(),
    )


def tally_of(
    *villages: VillageTotals,
    rule: SurveyRule | None = None,
    strata: Iterable[Stratum] = (),
    counties: Iterable[County] = (ZI,),
) -> Tally:
    """Make a tally of villages."""
    records = sum(each.households for each in villages)
    return Tally(
        rule=rule or simple_rule(),
        design=SurveyDesign(county="county", village="village", persons="persons", stratum="stratum", strata=strata),
        counties=counties,
        villages=villages,
        wrong=(),
        records=records,
        left_out=0,
    )


def figure(place: Place, indicator: Indicator, value: Exactable | NotApplicable) -> Observation:
    """Make an observation of a known figure."""
    return Observation(
        place=place,
        indicator=indicator,
        value=value,
        source="register",
        on=date(2019, 12, 31),
        document="invented for tests",
    )


def figures(place: Place, *values: int) -> list[Observation]:
    """Make the four figures of an incidence: remaining, unregistered, exited, population."""
    return [figure(place, indicator, value) for indicator, value in zip(FIGURES, values, strict=True)]


def incidence_rule() -> SurveyRule:
    """Make a rule with an incidence and nothing else; its shares are the missed and the wrong exits."""
    return simple_rule(INCIDENCE)
