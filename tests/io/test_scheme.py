"""Schemes in files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from jxassess.errors import ScopeError
from jxassess.exact import RoundingMode
from jxassess.faults import Fault, SchemeError
from jxassess.indicators import CATALOGUE, Indicator
from jxassess.io import format_scheme, parse_scheme, read_scheme, write_scheme
from jxassess.measure import Citation, Dimension
from jxassess.scheme import (
    ComparedOn,
    EqualWeights,
    ExcellentRank,
    ExcellentScore,
    Grade,
    Group,
    Linear,
    Rounding,
    RoundingStage,
    Scheme,
    TableWeights,
    Weight,
)

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_assessments import make

Faults = tuple[Fault, ...]
Edit = Callable[[str, str, str], str]

TABLE = 'kind = "table"\nsource = "invented"\nweights = [{{ county = "990121", weight = {} }}]'
EQUAL = 'kind = "indicator"\nindicator = "rural_population"'


def seen(faults: Faults) -> list[tuple[str, str, str]]:
    """Say the faults in short, without what could not be checked because of them."""
    return [(fault.code, fault.where, fault.value) for fault in faults if fault.code != "unchecked"]


def test_reads(scheme: Scheme) -> None:
    """A scheme in a file has the values that stand there, numbers exactly."""
    assert (scheme.year, scheme.title.zh, scheme.marks) == (2019, "测试用虚构方案", Fraction(100))
    assert [group.dimension for group in scheme.criteria] == list(Dimension)
    assert scheme.criterion("satisfied").rule == Linear(zero_at=80, full_at=98)
    assert scheme.rounding == Rounding(places=2, mode=RoundingMode.HALF_UP, stages=[RoundingStage.CRITERIA])
    assert scheme.interpretations[0].citation == Citation(6)
    assert scheme.criterion("exited").rule.words(Fraction(12)).en.count("0.5") == 1
    assert scheme.criterion("roads").indicator.high == 100
    assert scheme.criterion("roads").indicator.citation is None


def test_has_every_kind_of_rule(scheme: Scheme) -> None:
    """The small scheme uses seven kinds of rule, and the full one all the others."""
    kinds = {criterion.rule.kind for _, criterion in scheme.walk()}
    assert kinds == {"linear", "proportional", "levels", "pass_fail", "deduction", "given", "relative_to_mean"}


@pytest.mark.parametrize("format", ["toml", "json"])
def test_round_trip(scheme: Scheme, format: str) -> None:
    """What is written loads back equal, and writes the same text again."""
    text = format_scheme(scheme, format)
    assert parse_scheme(text, format) == scheme
    assert format_scheme(parse_scheme(text, format), format) == text


@pytest.mark.parametrize("seed", range(20))
def test_random_round_trip(seed: int) -> None:
    """Random schemes load back equal from TOML and from JSON."""
    text, format, _ = make(seed)
    scheme = parse_scheme(text, format)
    assert parse_scheme(format_scheme(scheme, "toml"), "toml") == scheme
    assert parse_scheme(format_scheme(scheme, "json"), "json") == scheme


def test_rare_parts_round_trip(scheme: Scheme) -> None:
    """Each kind of weights and of excellence is written with its kind, and a ratio as p/q."""
    weights = TableWeights(weights=[Weight(county="990121", weight=Fraction(1, 3))], source="invented")
    for other in (weights, EqualWeights()):
        for excellent in (ExcellentScore(at_least="89.5", compared_on=ComparedOn.EXACT), ExcellentRank(at_most=3)):
            changed = evolve(scheme, weights=other, rewards=evolve(scheme.rewards, excellent=excellent))
            assert parse_scheme(format_scheme(changed)) == changed
    assert 'weight = "1/3"' in format_scheme(evolve(scheme, weights=weights)).replace("\n", " ")


def test_without_own_indicators(make_scheme: Callable[..., Scheme]) -> None:
    """A scheme that keeps to the catalogue defines no indicators in its file."""
    text = format_scheme(make_scheme(), "json")
    assert "indicators" not in json.loads(text)
    assert parse_scheme(text, "json") == make_scheme()


def test_equal_values_give_equal_text(scheme_text: str, edit: Edit) -> None:
    """A number may be written in several ways and is always written in one."""
    other = edit(scheme_text, 'base = "7.5"', "base = 7.50")
    assert format_scheme(parse_scheme(other)) == format_scheme(parse_scheme(scheme_text))


def test_numbers_are_not_floats(scheme_text: str, edit: Edit) -> None:
    """A number without quotes is taken digit by digit, where a binary float would lose some."""
    text = edit(scheme_text, "start = 95", "start = 95.00000000000000000001")
    rule = parse_scheme(text).criterion("use").rule
    assert rule.lower(Fraction(10)).at(Fraction(95)) < 10


def test_json_says_kind_first(scheme: Scheme) -> None:
    """In JSON the keys stand in the order of the fields, the format first and `kind` before the rest."""
    table = json.loads(format_scheme(scheme, "json"))
    assert list(table)[:4] == ["format", "year", "title", "document"]
    assert list(table["criteria"][0]["children"][1]["rule"]) == ["kind", "side", "value"]
    assert table["indicators"][0]["key"] == "road_access"
    assert "high" in table["indicators"][0]
    assert "citation" not in table["indicators"][0]


@pytest.mark.parametrize("name", ["scheme.toml", "scheme.json", "SCHEME.JSON"])
def test_files(scheme: Scheme, tmp_path: Path, name: str) -> None:
    """The end of a file's name says its format; an older file is replaced and nothing stays beside it."""
    for _ in range(2):
        write_scheme(scheme, tmp_path / name)
        assert read_scheme(str(tmp_path / name)) == scheme
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_byte_order_mark(scheme: Scheme, scheme_text: str, tmp_path: Path) -> None:
    """A byte order mark and line ends of Windows are taken."""
    path = tmp_path / "scheme.toml"
    path.write_bytes(b"\xef\xbb\xbf" + scheme_text.replace("\n", "\r\n").encode())
    assert read_scheme(path) == scheme


def test_not_utf8(scheme_text: str, tmp_path: Path) -> None:
    """A file in another encoding is refused with its name and the byte."""
    path = tmp_path / "scheme.toml"
    path.write_bytes(scheme_text.encode("gb18030"))
    with pytest.raises(
        SchemeError, match=r"1 fault in the scheme scheme\.toml\n  file: byte \d+ is no UTF-8"
    ) as caught:
        read_scheme(path)
    assert seen(caught.value.faults)[0][:2] == ("not_utf8", "file")


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there stays the error of the system."""
    with pytest.raises(FileNotFoundError):
        read_scheme(tmp_path / "scheme.toml")


def test_other_ending(scheme: Scheme, tmp_path: Path) -> None:
    """A name that says no format is refused in reading and writing."""
    with pytest.raises(ScopeError, match=r"'scheme\.yaml' ends in neither"):
        read_scheme(tmp_path / "scheme.yaml")
    with pytest.raises(ScopeError, match="ends in neither"):
        write_scheme(scheme, tmp_path / "scheme")
    assert list(tmp_path.iterdir()) == []


BAD = [
    ("marks = 20\n", "marks = nan\n", "bad_number", "criteria[0].children[0].marks", "'nan'", 5),
    ("marks = 20\n", "marks = -inf\n", "bad_number", "criteria[0].children[0].marks", "'-inf'", 5),
    ("marks = 20\n", "marks = true\n", "bad_number", "criteria[0].children[0].marks", "true", 5),
    ("marks = 20\n", "marks = 2e1\n", "bad_number", "criteria[0].children[0].marks", "'2e1'", 5),
    ("marks = 20\n", 'marks = "2e1"\n', "bad_number", "criteria[0].children[0].marks", "'2e1'", 5),
    ("marks = 20\n", 'marks = "２０"\n', "bad_number", "criteria[0].children[0].marks", "'２０'", 5),
    ("marks = 20\n", 'marks = "1_0"\n', "bad_number", "criteria[0].children[0].marks", "'1_0'", 5),
    ("marks = 20\n", "marks = 2_0.0\n", "bad_number", "criteria[0].children[0].marks", "'2_0.0'", 5),
    ("marks = 20\n", 'marks = "20%"\n', "bad_number", "criteria[0].children[0].marks", "'20%'", 5),
    ("marks = 20\n", 'marks = "twenty"\n', "bad_number", "criteria[0].children[0].marks", "'twenty'", 5),
    ("marks = 20\n", 'marks = ""\n', "bad_number", "criteria[0].children[0].marks", "''", 5),
    ("marks = 20\n", "marks = [20]\n", "wrong_type", "criteria[0].children[0].marks", "[...]", 5),
    ("marks = 20\n", "marks = 2019-01-01\n", "wrong_type", "criteria[0].children[0].marks", "2019-01-01", 5),
    ("marks = 20\n", f"marks = {'1' * 31}\n", "bad_number", "criteria[0].children[0].marks", "1" * 31, 5),
    ("year = 2019", "year = 2016", "bad_year", "year", "2016", 4),
    ("year = 2019", "year = 2021", "bad_year", "year", "2021", 4),
    ("year = 2019", 'year = "2019"', "wrong_type", "year", "'2019'", 4),
    ("year = 2019", "year = 2019.0", "wrong_type", "year", "'2019.0'", 4),
    ("year = 2019", "year = true", "wrong_type", "year", "true", 4),
    ("year = 2019", "", "missing_key", "year", "year", 4),
    ('document = "invented', 'documents = 1\ndocument = "invented', "unknown_key", "documents", "documents", 4),
    ('source = "table 1"', 'sauce = "x"', "unknown_key", "criteria[0].sauce", "sauce", 5),
    ('source = "table 1"', "source = 1", "wrong_type", "criteria[0].source", "1", 5),
    ('kind = "given"', 'kind = "gift"', "unknown_kind", "criteria[1].children[1].rule.kind", "'gift'", 5),
    ('kind = "given"', "kind = 1", "unknown_kind", "criteria[1].children[1].rule.kind", "1", 5),
    ('kind = "given"', "", "missing_key", "criteria[1].children[1].rule.kind", "kind", 5),
    ('rule = { kind = "given" }', "rule = 1", "wrong_type", "criteria[1].children[1].rule", "1", 5),
    ('name = { en = "Funds", zh = "扶贫资金" }', 'name = "Funds"', "wrong_type", "criteria[3].name", "'Funds'", 5),
    ('"given" }', '"given", marks = 1 }', "unknown_key", "criteria[1].children[1].rule.marks", "marks", 5),
    ('when_missing = "list"', 'when_missing = "x"', "unknown_value", "low_rates[2].when_missing", "'x'", 95),
    (
        "has_carried = false",
        'has_carried = "no"',
        "wrong_type",
        "criteria[0].children[2].rule.cohort.has_carried",
        "'no'",
        5,
    ),
    ('"funds_use"', '"funds"', "unknown_indicator", "criteria[3].children[0].indicator", "funds", 5),
    ('"第六条"', '"第六章"', "bad_citation", "interpretations[0].citation", "'第六章'", 11),
    ('"第六条"', "6", "wrong_type", "interpretations[0].citation", "6", 11),
    ("days = 30", "days = 0", "not_positive", "rectification.days", "0", 9),
    (EQUAL, TABLE.format(0), "no_weight", "weights.weights", "0", 6),
    (EQUAL, TABLE.format(-1), "negative_county_weight", "weights.weights[0].weight", "-1", 6),
    ("marks = 20\n", "marks = 19\n", "marks_differ", "criteria[0].marks", "40", 5),
    ("marks = 100\n", "marks = 101\n", "marks_differ", "marks", "101", 5),
    ('stages = ["criteria"]', 'stages = "criteria"', "wrong_type", "rounding.stages", "'criteria'", 4),
    ('stages = ["criteria"]', 'stages = ["criteria", "x"]', "unknown_value", "rounding.stages[1]", "'x'", 4),
    ('key = "road_access"', 'key = "road_access"\nx = 1', "unknown_key", "indicators[0].x", "x", 5),
    ('zh = "测试用虚构方案"', 'zh = ""', "no_name", "title", "", 4),
    ('en = "An invented reading."', 'en = " "', "no_name", "interpretations[0].reading", "", 11),
    (
        'road access", zh = "通公路村占比" }\nunit',
        'road access", zh = "" }\nunit',
        "no_name",
        "indicators[0].name",
        "",
        5,
    ),
    ('unit = { en = "%"', 'unit = { en = ""', "no_name", "indicators[0].unit", "", 5),
    ('"below", value = 95', '"above", value = 95', "wrong_side", "low_rates[0].low.side", "above", 95),
    ('"below", value = 95', '"below", value = 101', "outside_range", "low_rates[0].low.value", "101", 95),
    ("at_least = 1 }", "at_least = 0 }", "not_positive", "rewards.marked.at_least", "0", 8),
    ("floor = 0,", "floor = -1,", "negative", "criteria[0].children[2].rule.floor", "-1", 5),
    ("floor = 0,", "floor = 10,", "same_values", "criteria[0].children[2].rule.cap", "10", 5),
    ("at_least = 75, below", "at_least = 90, below", "grade_empty", "grades.bands[1]", "90", 4),
    ('source = "invented for tests"', 'source = ""', "no_source", "carried.source", "", 6),
    ('better = "higher"', 'better = "more"', "unknown_value", "indicators[0].better", "'more'", 5),
]


@pytest.mark.parametrize(("old", "new", "code", "where", "value", "clause"), BAD)
def test_refuses(
    scheme_text: str,
    scheme_faults: Callable[[str], Faults],
    edit: Edit,
    old: str,
    new: str,
    code: str,
    where: str,
    value: str,
    clause: int,
) -> None:
    """Bad input is refused with its place, its value, the clause that asks for it, and what to do."""
    faults = scheme_faults(edit(scheme_text, old, new))
    assert seen(faults)[0] == (code, where, value)
    assert faults[0].citation == (Citation(9, item=5) if clause == 95 else Citation(clause))
    assert faults[0].remedy.en
    assert faults[0].remedy.zh


def test_separators(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """Whole numbers that TOML would take with separators or in another base are refused with their line."""
    text = edit(edit(scheme_text, "marks = 100\n", "marks = 1_00 # 1_0\n"), "days = 30", "days = 0x1e")
    text = edit(text, 'document = "invented', 'document = """1_0 \\" 0x1""" # \'\'\'\n# \'invented')
    first, second = scheme_faults(text)
    assert (first.code, first.where, first.value) == ("bad_number", "line 6", "1_00")
    assert (second.where, second.value, second.citation) == ("line 188", "0x1e", None)


def test_finds_all_at_once(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """Faults of every part come back together, and the sums that could not be made are named once."""
    text = edit(scheme_text, "marks = 20\n", 'marks = "x"\n')
    text = edit(text, "zero_at = 80", "zero_at = 98")
    text = edit(text, 'mode = "half_up"', 'mode = "up"\nplace = 3')
    text = edit(text, "days = 30", "days = -1")
    faults = scheme_faults(text)
    assert [(fault.code, fault.where) for fault in faults] == [
        ("bad_number", "criteria[0].children[0].marks"),
        ("same_values", "criteria[2].children[0].rule.full_at"),
        ("unknown_value", "rounding.mode"),
        ("unknown_key", "rounding.place"),
        ("not_positive", "rectification.days"),
        ("unchecked", "file"),
    ]
    assert faults[-1].problem.en == (
        "sums and other checks were not made for the whole file, criteria[0], criteria[0].children[0], criteria[2], "
        "criteria[2].children[0] and 1 more, because parts of it are faulty"
    )
    assert faults[-1].problem.zh.endswith(
        "全文、criteria[0]、criteria[0].children[0]、criteria[2]、criteria[2].children[0]等（另有1处）"
    )
    assert [fault.remedy.en for fault in faults if fault.where == "rounding.place"] == [
        "use one of places, mode, stages"
    ]


def test_counts_as_the_file_does(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """A fault names the place in the file, also where a class keeps its items in another order."""
    weights = """kind = "table"
source = "invented"
weights = [{ county = "990222", weight = 1 }, { county = "990121", weight = -1 }, { county = "990123", weight = 1 }]"""
    text = edit(edit(scheme_text, EQUAL, weights), '["990122"]', '["990222", "990122", "990222", "990100"]')
    text = edit(text, '["poor_population_reduced", "poor', '["poor_villages_exited", "poor_population_reduced", "poor')
    assert seen(scheme_faults(text)) == [
        ("negative_county_weight", "weights.weights[1].weight", "-1"),
        ("bad_county_code", "carried.counties[3]", "990100"),
        ("repeated", "carried.counties[2]", "990222"),
        ("repeated", "plan.items[2]", "poor_villages_exited"),
    ]


LEVELS = """levels = [
    { side = "at_least", value = 98, points = 10 },
    { side = "at_least", value = 95, points = 6 },
    { side = "at_least", value = "92.5", points = 3 },
]"""


def test_levels_in_any_order(scheme: Scheme, scheme_text: str, edit: Edit) -> None:
    """Levels may be written in any order, and are written strictest first."""
    head, first, second, third, end = LEVELS.splitlines()
    for lines in ((third, second, first), (second, first, third)):
        changed = parse_scheme(edit(scheme_text, LEVELS, "\n".join((head, *lines, end))))
        assert changed == scheme
        assert format_scheme(changed) == format_scheme(scheme)


def test_levels_count_as_the_file_does(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """A fault of a level names its place in the file, not its place among the levels by strictness."""
    levels = """levels = [
    { side = "at_least", value = 95, points = 6 },
    { side = "at_least", value = "92.5", points = 7 },
    { side = "at_least", value = 98, points = 10 },
]"""
    rule = "criteria[1].children[0].children[0].rule"
    assert seen(scheme_faults(edit(scheme_text, LEVELS, levels))) == [
        ("unordered_points", f"{rule}.levels[1].points", "7")
    ]


def test_nobody_carried(scheme_text: str, edit: Edit) -> None:
    """Where no county is carried, the source may be left empty."""
    named = 'counties = ["990122"]\nfull_marks = 120\nsource = "invented for tests"'
    text = edit(scheme_text, named, 'counties = []\nfull_marks = 100\nsource = ""')
    scheme = parse_scheme(text)
    assert (scheme.carried.counties, scheme.carried.source) == ((), "")
    assert parse_scheme(format_scheme(scheme)) == scheme


def test_whole_scheme_counts_as_the_file_does(
    scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit
) -> None:
    """So do faults that only the whole scheme shows."""
    first = scheme_text.index("[[low_rates]]")
    text = edit(scheme_text, 'rate = "identification"', 'rate = "satisfaction"')
    text = f"{text[:first]}{text[first:].replace('satisfaction_work_team', 'identification_accuracy')}"
    assert [(fault.code, fault.where) for fault in scheme_faults(text)] == [
        ("rate_missing", "low_rates"),
        ("repeated", "low_rates[2].indicator"),
    ]


def test_unchecked_inside_is_named(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """Up to five places that could not be checked are all named."""
    faults = scheme_faults(edit(scheme_text, "places = 2", "places = 2.5"))
    assert faults[-1].problem.en.startswith("sums and other checks were not made for the whole file, rounding, because")


def test_null(scheme: Scheme, scheme_faults: Callable[..., Faults], edit: Edit) -> None:
    """Nothing is said by leaving a key out, not by null."""
    text = edit(format_scheme(scheme, "json"), '"below": "90"', '"below": null')
    (fault, _) = scheme_faults(text, format="json")
    assert (fault.code, fault.where, fault.value) == ("wrong_type", "grades.bands[1].below", "null")
    assert fault.remedy.en == "leave the key out where nothing is given"


def test_redefined_indicator(
    scheme: Scheme, scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit
) -> None:
    """A file gives no other meaning to a key of the catalogue, read or written; the same meaning is taken."""
    (fault,) = scheme_faults(
        edit(scheme_text.replace("road_access", "funds_allocation"), "places = 1\n", "places = 3\n")
    )
    assert (fault.code, fault.where, fault.value) == ("redefined_indicator", "indicators[0]", "funds_allocation")
    assert fault.problem.en == "funds_allocation is defined otherwise than in the catalogue of this library"
    other = evolve(scheme, criteria=[_renamed(group) for group in scheme.criteria])
    with pytest.raises(SchemeError, match="the scheme of 2019 as a file\n  indicators"):
        format_scheme(other)


def _renamed(group: Group) -> Group:
    children = [
        evolve(child, indicator=evolve(child.indicator, key="funds_supervision")) if child.key == "roads" else child
        for child in group.children
    ]
    return evolve(group, children=children)


def test_same_definition_again(scheme: Scheme, scheme_text: str) -> None:
    """A definition that repeats the catalogue's is taken."""
    item = next(item for item in CATALOGUE if item.key == "rural_income_growth")
    again = f"""
[[indicators]]
key = "{item.key}"
name = {{ en = "{item.name.en}", zh = "{item.name.zh}" }}
unit = {{ en = "%", zh = "%" }}
places = 2
low = -100
better = "higher"
is_additive = false
citation = "第五条第(一)项"
"""
    assert parse_scheme(scheme_text + again) == scheme


def test_unused_indicator(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """A definition that nothing uses is a fault; one that is used in a faulty part is none."""
    (fault,) = scheme_faults(edit(scheme_text, 'indicator = "road_access"', 'indicator = "funds_allocation"'))
    assert (fault.code, fault.where, fault.value) == ("unused_indicator", "indicators", "road_access")
    weights = 'kind = "x"\nindicator = "road_access"'
    text = edit(edit(scheme_text, 'indicator = "road_access"', 'indicator = "funds_allocation"'), EQUAL, weights)
    assert [fault.code for fault in scheme_faults(text)] == ["unknown_kind", "unchecked"]


def test_indicator_defined_twice(scheme_text: str, scheme_faults: Callable[[str], Faults]) -> None:
    """An indicator is defined once."""
    again = scheme_text[scheme_text.index("[[indicators]]") :]
    (fault,) = scheme_faults(f"{scheme_text}\n{again}")
    assert (fault.code, fault.where) == ("duplicate_indicator", "indicators[1].key")


def test_faulty_definition(scheme_text: str, scheme_faults: Callable[[str], Faults], edit: Edit) -> None:
    """What refers to a faulty definition is not called unknown."""
    faults = scheme_faults(edit(scheme_text, "places = 1\n", "places = 99\n"))
    assert seen(faults) == [("bad_places", "indicators[0].places", "99")]


@pytest.mark.parametrize("definitions", ["indicators = 1", "indicators = [1]"])
def test_definitions_of_another_type(
    scheme_text: str, scheme_faults: Callable[[str], Faults], definitions: str
) -> None:
    """A list of definitions that is none, or holds none, is a fault of its own."""
    text = f"{definitions}\n{scheme_text[: scheme_text.index('[[indicators]]')]}"
    assert ("wrong_type", definitions.partition(" ")[0]) in [
        (fault.code, fault.where.partition("[")[0]) for fault in scheme_faults(text)
    ]


def test_too_many_digits_to_write(scheme: Scheme) -> None:
    """A number that could not be read again is refused when it is written, with its path."""
    carried = evolve(scheme.carried, full_marks=Fraction(10**40))
    with pytest.raises(SchemeError, match=r"carried\.full_marks: '10*': more than 30 digits"):
        format_scheme(evolve(scheme, carried=carried))


def test_indicator_by_value(scheme: Scheme) -> None:
    """Own definitions keep open bounds and clauses through a file."""
    own = Indicator(
        key="own",
        name=evolve(scheme.title),
        unit=scheme.title,
        places=0,
        low=Fraction(1),
        high=None,
        better=scheme.criterion("roads").indicator.better,
        is_additive=True,
        citation=Citation(9, 2),
    )
    changed = evolve(scheme, plan=evolve(scheme.plan, items=[own]))
    assert parse_scheme(format_scheme(changed)).plan.items == (own,)


def test_grade_bounds(scheme: Scheme) -> None:
    """Bounds that a grade does not have stay absent through a file."""
    bands = parse_scheme(format_scheme(scheme, "json"), "json").grades.bands
    assert bands[0] == Grade(key="excellent", name=bands[0].name, at_least=90)
