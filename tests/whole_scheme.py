"""A scheme on invented places in which nothing is left out that a scheme can have."""

from __future__ import annotations

from attrs import evolve

from jxassess.exact import Better, Bound, RoundingMode, Side
from jxassess.indicators import CATALOGUE, WEIGHT_BASES, Indicator
from jxassess.measure import Body, Citation, Dimension, Problem, Role
from jxassess.scheme import (
    Among,
    Answered,
    Band,
    Bands,
    Basis,
    BetweenExtremes,
    BlendShare,
    Bonus,
    Bounds,
    Bundle,
    ByClass,
    ByRank,
    Carried,
    Ceiling,
    CityLevel,
    ClassRule,
    ClosedEnd,
    Cohort,
    Compared,
    ComparedOn,
    Condition,
    Counting,
    Criterion,
    Cutoff,
    DayKind,
    Deduction,
    EdgeTies,
    EventPoints,
    Events,
    ExcellentGrade,
    Falsified,
    FindingEffect,
    FollowUp,
    FollowUpKind,
    Gate,
    Given,
    Grade,
    GradeQuota,
    GradeQuotas,
    Grades,
    GradesSetBy,
    Group,
    Incidence,
    Interpretation,
    Interval,
    IntervalMethod,
    LeastHouseholds,
    LeastRate,
    Level,
    Levels,
    Linear,
    LowRate,
    MarkedReduction,
    Measured,
    NothingApplies,
    Part,
    PassFail,
    Penalty,
    PlanLevel,
    PlanMiss,
    PlanRule,
    Precedence,
    Proportion,
    Proportional,
    Quantile,
    Question,
    Ranking,
    RateKind,
    Rectification,
    RelativeToMean,
    RewardRule,
    Rounding,
    RoundingStage,
    Rule,
    SampleRule,
    SampleShares,
    Scheme,
    Share,
    Shortfall,
    SingleVillage,
    SurveyArea,
    SurveyRule,
    SurveyUnit,
    TableWeights,
    TaskStep,
    Tier,
    Ties,
    UnitClass,
    VillageSample,
    VillagesByTask,
    Weight,
    When,
    WhenMissing,
    WhenNotApplicable,
    WhenUnobserved,
    WrongRecords,
)
from jxassess.words import Words


def item(key: str) -> Indicator:
    """Give an indicator of the catalogue."""
    return next(each for each in (*CATALOGUE, *WEIGHT_BASES) if each.key == key)


def own(key: str, better: Better = Better.HIGHER) -> Indicator:
    """Define an indicator from outside the catalogue, a share of 0 to 100."""
    return Indicator(
        key=key,
        name=Words(key.replace("_", " "), f"虚构指标{key}"),
        unit=Words("%", "%"),
        places=2,
        low=0,
        high=100,
        better=better,
        is_additive=False,
        citation=None,
    )


def _criterion(key: str, marks: int, indicator: Indicator, rule: Rule, **more: object) -> Criterion:
    plain = Criterion(
        key=key,
        name=Words(key.replace("_", " "), f"指标{key}"),
        marks=marks,
        indicator=indicator,
        basis=Basis.VALUE,
        rule=PassFail(side=Side.AT_LEAST, value=50) if more else rule,
        when_missing=WhenMissing.FAULT,
        when_not_applicable=WhenNotApplicable.RESCALE_ALL,
    )
    return evolve(plain, rule=rule, **more) if more else plain


def _cohort(among: Among = Among.PROVINCE) -> Cohort:
    return Cohort(among=among, has_carried=False, classes=["hill", "plain"] if among is Among.CLASS else [])


def _reduction() -> Group:
    by_class = ByClass(
        cases=[
            ClassRule(unit_class="hill", rule=PassFail(side=Side.AT_LEAST, value="0.9")),
            ClassRule(unit_class="plain", rule=Proportional(full_at=1)),
        ]
    )
    children = [
        _criterion("people", 15, item("poor_population_reduced"), by_class, basis=Basis.COMPLETION),
        _criterion(
            "ahead",
            5,
            own("own_growth"),
            Linear(zero_at=-2, full_at=2),
            basis=Basis.DIFFERENCE,
            reference=own("growth_of_all"),
        ),
        _criterion(
            "income",
            10,
            item("rural_income_growth"),
            RelativeToMean(base=6, floor=3, cap=10, cohort=_cohort(Among.CLASS)),
        ),
        Group(
            key="villages",
            name=Words("villages", "贫困村"),
            marks=10,
            children=[
                _criterion("roads", 4, own("roads"), ByRank(step=1, floor=1, ties=Ties.DENSE, cohort=_cohort())),
                _criterion(
                    "water", 6, own("water"), BetweenExtremes(floor=2, when_equal=4, cohort=_cohort(Among.CITY))
                ),
            ],
        ),
    ]
    return Group(
        key="reduction",
        name=Dimension.REDUCTION.words,
        marks=40,
        dimension=Dimension.REDUCTION,
        weight=4,
        source="table 1",
        children=children,
    )


def _identification() -> Group:
    levels = Levels(
        levels=[Level(side=Side.AT_LEAST, value=98, points=10), Level(side=Side.ABOVE, value=95, points=6)], otherwise=1
    )
    bands = Bands(
        closed=ClosedEnd.LOW,
        bands=[
            Band(high=90, at_high=0),
            Band(low=90, high=99, at_low=2, at_high=8),
            Band(low=99, at_low=10),
        ],
    )
    blend = [BlendShare(source="survey", share="0.4"), BlendShare(source="register", share="0.6")]
    cutoff = Cutoff(indicator=own("wrong", Better.LOWER), bound=Bound(side=Side.ABOVE, value=5))
    children = [
        _criterion("identified", 10, item("identification_accuracy"), levels, weight=3, blend=blend),
        _criterion("exited", 10, item("exit_accuracy"), bands, weight=1, cutoff=cutoff, source="table 2"),
    ]
    return Group(
        key="identification",
        name=Dimension.IDENTIFICATION.words,
        marks=20,
        dimension=Dimension.IDENTIFICATION,
        weight=3,
        children=children,
    )


def _others() -> list[Group]:
    short = Deduction(start=95, side=Shortfall.BELOW, per=5, points=2, counting=Counting.PROPORTIONAL)
    team = _criterion("team", 100, item("satisfaction_work_team"), Proportional(full_at=100))
    use = _criterion("use", 10, item("funds_use"), short)
    return [
        Group(key=key, name=dimension.words, marks=child.marks, dimension=dimension, weight=weight, children=[child])
        for key, dimension, weight, child in (
            ("assistance", Dimension.ASSISTANCE, 2, team),
            ("funds", Dimension.FUNDS, 1, use),
        )
    ]


def _adjustments() -> list[Bonus | Penalty | Events | Falsified | Bounds]:
    praise = [
        EventPoints(key="praised", name=Words("praise", "表扬"), points=2),
        EventPoints(key="blamed", name=Words("criticism", "批评"), points="-1.5"),
    ]
    none = Deduction(start=0, side=Shortfall.ABOVE, per=1, points=1, counting=Counting.WHOLE)
    return [
        Bonus(
            key="bonus",
            name=Words("bonus", "加分"),
            order=1,
            level=Tier.COUNTY,
            criteria=[_criterion("practice", 3, own("practice"), Given(), when_missing=WhenMissing.ZERO)],
            at_most=2,
        ),
        Penalty(
            key="penalty",
            name=Words("penalty", "扣分"),
            order=2,
            level=Tier.COUNTY,
            criteria=[_criterion("petitions", 5, own("petitions", Better.LOWER), none)],
            at_most=4,
            allowed_by="letter 1",
        ),
        Falsified(
            key="falsified",
            name=Words("falsified data", "数据造假"),
            order=3,
            level=Tier.COUNTY,
            points=3,
            at_most=9,
            allowed_by="letter 2",
        ),
        Bounds(key="bounds", name=Words("bounds", "上下限"), order=4, level=Tier.COUNTY, at_least=0, at_most=105),
        Events(
            key="events",
            name=Words("praise and criticism", "表扬与批评"),
            order=5,
            level=Tier.CITY,
            events=praise,
            most_plus=4,
            most_minus=3,
            allowed_by="letter 3",
        ),
    ]


def _city() -> CityLevel:
    review = _criterion("review", 50, own("review"), Given(), when_missing=WhenMissing.RESCALE_ALL)
    part = Group(key="panel", name=Words("panel", "评议"), marks=50, weight="0.2", children=[review])
    return CityLevel(county_weight="0.8", parts=[part], allowed_by="letter 4")


def _follow_ups() -> list[FollowUp]:
    weak = When(grades=["fair"], gate="rates", has_finding=True, problem=Problem.LOW_RATES)
    return [
        FollowUp(
            key="talk",
            name=Words("talk with weak cities", "约谈后进"),
            any_of=[weak, When(grades=["good", "fair"], has_finding=True)],
            kind=FollowUpKind.TALK,
            text=Words("called in by the leading group", "由领导小组约谈"),
            allowed_by="letter 5",
            role=Role.PRINCIPAL,
        ),
        FollowUp(
            key="notice",
            name=Words("notice", "告知"),
            any_of=[When(grades=["excellent"])],
            kind=FollowUpKind.NOTICE,
            text=Words("told of the grade", "告知等次"),
            allowed_by="letter 6",
            to=Words("the other assessment", "另一项考核"),
        ),
    ]


def _gates() -> list[Gate]:
    conditions = [
        Condition(indicator=item("identification_accuracy"), must=Bound(side=Side.AT_LEAST, value=95)),
        Condition(indicator=item("exit_accuracy"), must=Bound(side=Side.ABOVE, value=96), compared=Compared.LOWER),
    ]
    return [
        Gate(
            key="rates",
            name=Words("rates", "比率"),
            conditions=conditions,
            level=Tier.COUNTY,
            grade="good",
            allowed_by="letter 7",
        ),
        Gate(
            key="city_rate",
            name=Words("rate of the city", "市级比率"),
            conditions=[Condition(indicator=own("city_rate"), must=Bound(side=Side.AT_LEAST, value=60))],
            level=Tier.CITY,
            grade="fair",
            allowed_by="letter 8",
        ),
    ]


def banded() -> Grades:
    """Grades by bands of scores, under the keys of the quotas."""
    return Grades(
        bands=[
            Grade(key="excellent", name=Words("excellent", "优秀"), at_least=90),
            Grade(key="good", name=Words("good", "良好"), at_least=80, below=90),
            Grade(key="fair", name=Words("fair", "一般"), below=80),
        ],
        compared_on=ComparedOn.EXACT,
    )


def quotas() -> GradeQuotas:
    """Grades by quotas."""
    return GradeQuotas(
        bands=[
            GradeQuota(key="excellent", name=Words("excellent", "优秀"), units=1),
            GradeQuota(key="good", name=Words("good", "良好"), units=2),
            GradeQuota(key="fair", name=Words("fair", "一般")),
        ],
        compared_on=ComparedOn.PUBLISHED,
        edge_ties=EdgeTies.UP,
    )


def _low_rates() -> list[LowRate]:
    lines = (
        (RateKind.IDENTIFICATION, "identification_accuracy", WhenUnobserved.FAULT),
        (RateKind.EXIT, "exit_accuracy", WhenUnobserved.FAULT),
        (RateKind.SATISFACTION, "satisfaction_work_team", WhenUnobserved.LIST),
    )
    return [
        LowRate(
            rate=rate,
            indicator=item(key),
            low=Bound(side=Side.BELOW, value=90),
            when_missing=missing,
            compared=Compared.UPPER if rate is RateKind.SATISFACTION else Compared.ESTIMATE,
        )
        for rate, key, missing in lines
    ]


def count(key: str) -> Indicator:
    """Define a count of persons from outside the catalogue, which adds up over counties."""
    persons = Words("persons", "人")
    return evolve(own(key), unit=persons, places=0, high=None, is_additive=True)


def _question(key: str, *answers: str, may_be_blank: bool = False) -> Question:
    return Question(key=key, name=Words(f"{key}, asked", f"问题{key}"), answers=answers, may_be_blank=may_be_blank)


def _poor(register: str) -> Proportion:
    return Proportion(
        unit=SurveyUnit.PERSONS,
        among=[Answered(question="register", answers=[register])],
        counted=[Answered(question="poor", answers=["true"])],
    )


def survey() -> SurveyRule:
    """Rules for a survey of households, with every kind of estimator and of check."""
    satisfied = Proportion(
        unit=SurveyUnit.HOUSEHOLDS,
        among=[
            Answered(question="team", answers=["good", "fair", "bad"]),
            Answered(question="register", answers=["in", "out"]),
        ],
        counted=[Answered(question="team", answers=["good", "fair"])],
    )
    return SurveyRule(
        source="survey",
        questions=[
            _question("register", "in", "out", "no"),
            _question("poor", "true", "false"),
            _question("team", "good", "fair", "bad", may_be_blank=True),
        ],
        estimators=[
            Share(indicator=item("identification_accuracy"), proportion=_poor("in")),
            Share(indicator=item("satisfaction_work_team"), proportion=satisfied),
            Incidence(
                indicator=own("incidence", Better.LOWER),
                remaining=count("remaining"),
                missed=_poor("no"),
                unregistered=count("unregistered"),
                wrong_exits=_poor("out"),
                exited=count("exited"),
                population=item("rural_population"),
            ),
        ],
        wrong_records=WrongRecords.LEAVE_OUT,
        single_villages=SingleVillage.CENTRED,
        interval=Interval(
            method=IntervalMethod.WALD,
            quantiles=[Quantile(degrees=1, quantile="12.706"), Quantile(degrees=30, quantile="1.96")],
        ),
        places=4,
        rounding=RoundingMode.HALF_UP,
        small_cells=5,
        checks=[
            LeastHouseholds(area=SurveyArea.ALL, households=6200),
            LeastRate(area=SurveyArea.COUNTY, base=count("rural_households"), rate="0.01"),
            SampleShares(
                area=SurveyArea.COUNTY,
                question="register",
                parts=[Part(name="in", part=5), Part(name="out", part=3), Part(name="no", part=2)],
                tolerance="0.02",
            ),
            VillagesByTask(
                indicator=item("poor_population_reduced"), steps=[TaskStep(up_to=500, villages=6)], beyond=4
            ),
            VillageSample(among=[Answered(question="register", answers=["no"])], rate="0.2", most=200),
        ],
    )


def whole_scheme() -> Scheme:
    """Make the scheme."""
    reduced = item("poor_population_reduced")
    return Scheme(
        year=2019,
        title=Words("Invented scheme with everything", "虚构的完整方案"),
        document="invented for tests",
        marks=100,
        criteria=[_reduction(), _identification(), *_others()],
        weights=TableWeights(
            weights=[Weight(county="990121", weight="0.6"), Weight(county="990122", weight="0.4")], source="table 9"
        ),
        carried=Carried(counties=["990222", "990223"], full_marks=1000, source="letter 10"),
        when_nothing_applies=NothingApplies.LEAVE_OUT,
        rounding=Rounding(places=2, mode=RoundingMode.HALF_UP, stages=[RoundingStage.CRITERIA, RoundingStage.COUNTIES]),
        grades=quotas(),
        ranking=Ranking(ties=Ties.COMPETITION, compared_on=ComparedOn.PUBLISHED, classes=["large", "small"]),
        plan=PlanRule(items=[reduced, item("poor_villages_exited")], level=PlanLevel.CITY, miss=PlanMiss.ANY),
        low_rates=_low_rates(),
        rectification=Rectification(days=90, day_kind=DayKind.CALENDAR),
        rewards=RewardRule(
            excellent=ExcellentGrade(grade="good"),
            marked=MarkedReduction(indicator=reduced, measured=Measured.TOTAL, at_least=5000),
            with_finding=FindingEffect.BARS,
        ),
        ceilings=[
            Ceiling(problem=Problem.FALSE_EXIT, grade="good", allowed_by="letter 11"),
            Ceiling(problem=Problem.FALSE_EXIT, grade="fair", allowed_by="letter 11", only_serious=True),
        ],
        interpretations=[
            Interpretation(citation=Citation(6), reading=Words("A reading.", "一种解释。"), document="letter 12"),
            Interpretation(citation=Citation(4), reading=Words("Another.", "另一种解释。"), document="letter 13"),
        ],
        classes=[
            UnitClass(key="hill", name=Words("hills", "山区"), units=["990121", "990123"], source="list 1"),
            UnitClass(key="plain", name=Words("plains", "平原"), units=["990122", "990221"], source="list 1"),
            UnitClass(key="large", name=Words("large", "大市"), units=["990100"], source="list 2"),
            UnitClass(key="small", name=Words("small", "小市"), units=["990200"], source="list 2"),
        ],
        adjustments=_adjustments(),
        city=_city(),
        sample=SampleRule(
            counties=2, townships=3, villages=2, households=10, with_carried=True, allowed_by="letter 14"
        ),
        bundles=[Bundle(units=["990122", "990123"], lead="990122", allowed_by="letter 15")],
        grades_set_by=GradesSetBy(body=Body.LEADING_GROUP, document="letter 16"),
        gates=_gates(),
        follow_ups=_follow_ups(),
        precedences=[
            Precedence(indicator=own("water"), sources=["register", "survey"], allowed_by="letter 17"),
            Precedence(
                indicator=item("exit_accuracy"), sources=["verification", "survey", "register"], allowed_by="letter 18"
            ),
        ],
        survey=survey(),
    )
