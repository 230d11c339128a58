"""Assessments read back from files."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

from jxassess import Assessment, assess
from jxassess.accountability import SanctionKind
from jxassess.assessment import Stage
from jxassess.errors import JxAssessError
from jxassess.evidence import EarlierResult, Evidence
from jxassess.io import (
    AssessmentError,
    digest,
    format_assessment,
    format_evidence,
    format_scheme,
    parse_assessment,
    read_assessment,
    read_evidence,
    read_scheme,
    write_assessment,
)
from jxassess.scheme import Scheme
from jxassess.words import Words

Table = dict[str, Any]
DATA = Path(__file__).parents[1] / "data"
GOLDEN = DATA / "golden"


def assessed(name: str, *, provisional: bool = False) -> Assessment:
    """Assess one of the years in the test data."""
    scheme = read_scheme(DATA / f"scheme_{name}.toml")
    return assess(read_evidence(DATA / f"evidence_{name}.json", scheme), scheme, provisional=provisional)


def incomplete() -> Assessment:
    """Assess the full year provisionally, with observations of one source missing."""
    whole = assessed("full")
    rest = [found for found in whole.evidence.observations if found.indicator.key != "panel_points"]
    return assess(evolve(whole.evidence, observations=rest), whole.scheme, provisional=True)


@pytest.fixture(scope="module")
def small() -> Assessment:
    """The small year: a confirmed finding with its sanctions, a ceiling, five indications."""
    return assessed("small")


@pytest.fixture(scope="module")
def text(small: Assessment) -> str:
    """Its file."""
    return format_assessment(small)


@pytest.fixture
def table(text: str) -> Table:
    """Its file as a table, to be damaged."""
    return json.loads(text)


def written(table: Table) -> str:
    """Write a table as the library would."""
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def refused(text: str) -> list[tuple[str, str]]:
    """Give code and place of the faults for which a text is refused."""
    with pytest.raises(AssessmentError) as caught:
        parse_assessment(text)
    return [(fault.code, fault.where) for fault in caught.value.faults]


# What comes back


@pytest.mark.parametrize(
    "make",
    [
        lambda: assessed("full"),
        lambda: assessed("small"),
        lambda: assessed("small", provisional=True),
        incomplete,
    ],
    ids=["full", "small", "provisional", "incomplete"],
)
def test_an_assessment_comes_back(make: Callable[[], Assessment]) -> None:
    """What is read is equal to what was written, and is written as the same bytes."""
    assessment = make()
    text = format_assessment(assessment)
    again = parse_assessment(text)
    assert again == assessment
    assert format_assessment(again) == text


def test_the_year_of_the_fixtures_comes_back(
    make_scheme: Callable[..., Scheme], make_evidence: Callable[..., Evidence]
) -> None:
    """A carried county and a reward come back too."""
    assessment = assess(make_evidence(), make_scheme())
    again = parse_assessment(format_assessment(assessment))
    assert again == assessment
    assert [reward.city.code for reward in again.rewards] == ["990200"]


def test_the_stage_comes_back() -> None:
    """A provisional file stays provisional, with what is missing and without ranks."""
    again = parse_assessment(format_assessment(incomplete()))
    assert again.stage is Stage.PROVISIONAL
    assert [fault.code for fault in again.missing] == ["missing_observation"] * 2
    assert parse_assessment(format_assessment(assessed("small", provisional=True))).missing == ()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.PROVISIONAL])
def test_every_later_stage_comes_back(stage: Stage, small: Assessment) -> None:
    """How far a result has come stands in the heading, and is taken from there."""
    later = evolve(small, stage=stage)
    again = parse_assessment(format_assessment(later))
    assert again == later
    assert again.heading.stage is stage


def test_sanctions_come_back(small: Assessment, text: str) -> None:
    """Proposed sanctions are again whole objects, with the finding behind them, posts and time limit."""
    again = parse_assessment(text).sanctions
    assert again == small.sanctions
    assert [sanction.kind for sanction in again] == [
        SanctionKind.CRITICISM,
        SanctionKind.TALK,
        SanctionKind.RECTIFICATION,
    ]
    assert {sanction.finding.key for sanction in again} == {"f1"}
    assert (len(again[1].posts), again[2].limit) == (4, small.scheme.rectification)


def test_from_a_file(small: Assessment, tmp_path: Path) -> None:
    """The file that was written is read, from a path or its name."""
    path = tmp_path / "a.json"
    write_assessment(small, path)
    assert read_assessment(path) == small
    assert read_assessment(str(path)) == small


# Golden files: made when version 1 was made, never made anew


def test_golden_schemes() -> None:
    """The scheme files of the first version are read as ever, and written to the same bytes."""
    scheme = read_scheme(GOLDEN / "scheme_1.toml")
    assert read_scheme(GOLDEN / "scheme_1.json") == scheme == read_scheme(DATA / "scheme_full.toml")
    assert format_scheme(scheme).encode() == (GOLDEN / "scheme_1.toml").read_bytes()
    assert format_scheme(scheme, "json").encode() == (GOLDEN / "scheme_1.json").read_bytes()


def test_golden_evidence() -> None:
    """The evidence file of the first version is read as ever, and written to the same bytes."""
    path = GOLDEN / "evidence_1.json"
    evidence = read_evidence(path, read_scheme(GOLDEN / "scheme_1.toml"))
    assert evidence == assessed("full").evidence
    assert format_evidence(evidence).encode() == path.read_bytes()


@pytest.mark.parametrize(("name", "year"), [("assessment_1", "full"), ("assessment_small_1", "small")])
def test_golden_assessments(name: str, year: str) -> None:
    """The assessment files of the first version are read as ever, and written to the same bytes."""
    path = GOLDEN / f"{name}.json"
    assessment = read_assessment(path)
    assert assessment == assessed(year)
    assert format_assessment(assessment).encode() == path.read_bytes()


def test_golden_figures() -> None:
    """By hand: 0.8 of 194.5 / 3, 18 points of the city's own and 0.5 for an event are 70.37; people set a grade."""
    first, second = read_assessment(GOLDEN / "assessment_1.json").cities
    assert (first.score, first.published) == (
        Fraction("0.8") * Fraction("194.5") / 3 + Fraction("18.5"),
        Fraction("70.37"),
    )
    assert (second.grade is not None and second.grade.key, second.final_grade) == ("second", "first")


# What is refused


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("heading", "year"), 2018),
        (("heading", "is_synthetic"), False),
        (("heading", "classification"), "another"),
        (("cities", 0, "published"), "99"),
        (("cities", 0, "rank"), True),
        (("cities", 1, "grade"), "excellent"),
        (("cities", 1, "ceilings", 0, "finding"), "f2"),
        (("cities", 0, "counties", 0, "weight"), "2"),
        (("counties", 0, "groups", 0, "points"), "1"),
        (("counties", 0, "groups", 0, "children", 0, "observations", 0, "version"), "1"),
        (("counties", 0, "groups", 0, "children", 0, "parts", 0, "points"), 20),
        (("counties", 0, "parts"), {}),
        (("indications", 0, "words", "zh"), "无"),
        (("sanctions", 2, "limit", "days"), 1),
        (("sanctions", 1, "posts", 3, "role"), "principal"),
        (("departures", 0, "what"), "nothing"),
        (("unchecked", 0, "place"), "990121"),
    ],
)
def test_a_changed_record_is_refused(path: tuple[str | int, ...], value: object, table: Table) -> None:
    """Whatever is recorded must follow from scheme and evidence; what does not is named by its path."""
    *way, last = path
    holder: Any = table
    for key in way:
        holder = holder[key]
    assert holder[last] != value or value is True
    holder[last] = value
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")
    assert refused(written(table)) == [("different", where)]


def test_every_difference_is_told_at_once(table: Table) -> None:
    """Values, keys too many or missing and lists of another length are told together, in the order of the file."""
    table["heading"]["year"] = 2020
    del table["cities"][0]["score"]
    table["cities"][1]["extra"] = 1
    table["sanctions"].pop()
    table["more"] = []
    del table["rewards"]
    assert refused(written(table)) == [
        ("different", "heading.year"),
        ("missing_key", "cities[0].score"),
        ("unknown_key", "cities[1].extra"),
        ("other_length", "sanctions"),
        ("missing_key", "rewards"),
        ("unknown_key", "more"),
    ]


def test_a_difference_in_words(table: Table) -> None:
    """A fault says what stands there, what follows instead and what to do, in both languages."""
    table["cities"][0]["rank"] = 2
    table["sanctions"].pop()
    with pytest.raises(AssessmentError) as caught:
        parse_assessment(written(table))
    assert str(caught.value) == (
        "2 faults in the assessment\n"
        "  cities[0].rank: 2 stands here, but 1 follows from scheme and evidence; "
        "restore the file from a copy, or assess its scheme and evidence anew\n"
        "  sanctions: the list has length 2, but 3 follows from scheme and evidence; "
        "restore the file from a copy, or assess its scheme and evidence anew"
    )
    assert caught.value.text("zh").splitlines()[1] == (
        "  cities[0].rank：此处为2，按方案和数据应为1；请用副本恢复，或据其方案和数据重新测算"
    )
    assert isinstance(caught.value, JxAssessError)


def test_not_more_than_fifty(table: Table) -> None:
    """Of very many differences the first 50 are told and the rest are counted."""
    changed = 0
    for county in table["counties"]:
        for group in county["groups"]:
            for child in group["children"]:
                child["points"], child["where"] = "0.123", "nowhere"
                changed += 2
    assert changed > 60
    with pytest.raises(AssessmentError) as caught:
        parse_assessment(written(table))
    *first, last = caught.value.faults
    assert ({fault.code for fault in first}, len(first)) == ({"different"}, 50)
    assert (last.code, last.value) == ("more_faults", str(changed - 50))


def test_changed_evidence_shows_in_the_scores(table: Table) -> None:
    """A figure changed in the evidence no longer gives the scores that are recorded."""
    carried = table["evidence"]["carried"][0]
    carried["score"] = "1"
    found = refused(written(table))
    place = next(i for i, county in enumerate(table["counties"]) if county["county"] == carried["county"])
    assert {code for code, _ in found} == {"different"}
    assert ("different", f"counties[{place}].score") in found


def test_a_changed_stage(table: Table) -> None:
    """A computed file that calls itself provisional records more than follows."""
    table["heading"]["stage"] = "provisional"
    found = refused(written(table))
    assert ("unknown_key", "cities[0].rank") in found
    assert ("other_length", "sanctions") in found


def test_incomplete_evidence_is_not_computed() -> None:
    """A provisional file that calls itself computed is refused for what is missing."""
    table = json.loads(format_assessment(incomplete()))
    table["heading"]["stage"] = "computed"
    assert {code for code, _ in refused(written(table))} == {"missing_observation"}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("heading", [], ("unknown_value", "heading.stage")),
        ("heading", {"stage": "final"}, ("unknown_value", "heading.stage")),
        ("heading", {"stage": ["computed"]}, ("unknown_value", "heading.stage")),
        ("scheme", [], ("wrong_type", "scheme")),
        ("evidence", None, ("wrong_type", "evidence")),
    ],
)
def test_parts_of_another_form(key: str, value: object, fault: tuple[str, str], table: Table) -> None:
    """Without stage, scheme and evidence nothing can be assessed, so other faults are not looked for."""
    table[key] = value
    table["cities"] = []
    assert refused(written(table)) == [fault]


def test_faults_of_scheme_and_evidence_have_their_paths(table: Table) -> None:
    """What is wrong with the scheme or the evidence is told as for files of their own, from the outermost table."""
    evidence = dict(table["evidence"])
    table["evidence"] = {**evidence, "year": "2019", "extra": 1}
    assert {("wrong_type", "evidence.year"), ("unknown_key", "evidence.extra")} <= set(refused(written(table)))
    table["scheme"]["marks"] = "many"
    assert ("bad_number", "scheme.marks") in refused(written(table))


@pytest.mark.parametrize("key", ["heading", "scheme", "evidence"])
def test_keys_without_which_nothing_is_assessed(key: str, table: Table) -> None:
    """Heading, scheme and evidence must be there."""
    del table[key]
    assert refused(written(table)) == [("missing_key", key)]


@pytest.mark.parametrize("part", ["", "scheme", "evidence"])
def test_a_newer_version_is_refused(part: str, table: Table) -> None:
    """A newer version, of the file or of what is in it, is refused with the advice to install a newer library."""
    holder = table[part] if part else table
    known = holder["format"]
    newer = known.replace("/1", "/2")
    holder["format"] = newer
    with pytest.raises(AssessmentError) as caught:
        parse_assessment(written(table))
    assert str(caught.value).splitlines()[1] == (
        f"  {part + '.' if part else ''}format: the format '{newer}' is newer than '{known}', which this version reads; "
        "install a newer version of jxassess"
    )


def test_other_files_are_refused(table: Table, small: Assessment) -> None:
    """A scheme is no assessment, and a file must say what it is."""
    assert refused(format_scheme(small.scheme, "json")) == [("wrong_format", "format")]
    del table["format"]
    assert refused(written(table)) == [("wrong_format", "format")]
    assert refused("[]") == [("wrong_type", "file")]
    assert refused("") == [("not_json", "line 1, column 1")]


# One form only


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n",
        lambda text: text[:-1],
        lambda text: text.replace('"year": 2019,', '"year":  2019,', 1),
        lambda text: text.replace("甲", "\\u7532", 1),
        lambda text: json.dumps(json.loads(text), ensure_ascii=False) + "\n",
        lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n",
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_other_bytes_are_refused(text: str, change: Callable[[str], str]) -> None:
    """The same assessment written in another way is not an assessment file."""
    changed = change(text)
    assert changed != text
    assert refused(changed) == [("not_canonical", "file")]


def test_scheme_and_evidence_in_another_form(table: Table) -> None:
    """Where scheme or evidence stand in another form than the library's, the places are named."""
    scheme, evidence = table["scheme"], table["evidence"]
    scheme["marks"] = "100.0"
    evidence["targets"][0], evidence["targets"][1] = evidence["targets"][1], evidence["targets"][0]
    found = refused(written(table))
    assert {code for code, _ in found} == {"not_canonical"}
    assert found[0] == ("not_canonical", "scheme.marks")
    assert {where.partition(".")[2].partition(".")[0] for _, where in found[1:]} <= {"targets[0]", "targets[1]"}
    assert len(found) > 1


def test_a_key_twice(text: str) -> None:
    """A key that stands twice is a fault, whichever of them is right."""
    assert refused(text.replace('  "cities": [', '  "unchecked": [],\n  "cities": [', 1)) == [
        ("duplicate_key", "unchecked")
    ]


def test_a_changed_letter(text: str, small: Assessment) -> None:
    """A changed letter or digit is found, or what is read is another assessment, of which these are the bytes."""
    rng, found = Random(5), 0
    for _ in range(150):
        at = rng.randrange(len(text))
        letter = rng.choice([c for c in "0aZ甲 ,}" if c != text[at]])
        changed = text[:at] + letter + text[at + 1 :]
        try:
            other = parse_assessment(changed)
        except AssessmentError:
            found += 1
        else:
            assert (other.scheme, other.evidence) != (small.scheme, small.evidence)
            assert format_assessment(other) == changed
    assert found > 130


def test_another_document_needs_a_digest(table: Table, small: Assessment) -> None:
    """Another text in the evidence that moves nothing else makes another assessment, which only a digest tells."""
    table["evidence"]["observations"][0]["document"] = "another"
    assert digest(parse_assessment(written(table))) != digest(small)


def test_a_mark_at_the_beginning(text: str, tmp_path: Path) -> None:
    """A byte order mark and bytes that are no UTF-8 are refused, and the file is named."""
    path = tmp_path / "a.json"
    for data, code in ((b"\xef\xbb\xbf" + text.encode(), "not_canonical"), (b"\xff", "not_utf8")):
        path.write_bytes(data)
        with pytest.raises(AssessmentError, match=r"1 fault in the assessment a\.json") as caught:
            read_assessment(path)
        assert [(fault.code, fault.where) for fault in caught.value.faults] == [(code, "file")]


def test_a_fault_names_the_file(table: Table, tmp_path: Path) -> None:
    """Whatever is wrong, the error says with which file."""
    path = tmp_path / "a.json"
    for damage in ({"format": "jxassess-assessment/2"}, {"scheme": []}, {"cities": []}):
        path.write_text(written({**table, **damage}), "utf-8", newline="")
        with pytest.raises(AssessmentError, match=r"1 fault in the assessment a\.json"):
            read_assessment(path)


# What is not written


def test_what_does_not_follow_is_not_written(small: Assessment, tmp_path: Path) -> None:
    """An assessment that was changed by hand would not load back, so it is not written, and the old file stays."""
    path = tmp_path / "a.json"
    write_assessment(small, path)
    before = path.read_bytes()
    with pytest.raises(AssessmentError, match="in the assessment of 2019 as a file") as caught:
        write_assessment(evolve(small, sanctions=small.sanctions[:1]), path)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("other_length", "sanctions")]
    assert path.read_bytes() == before


def test_what_the_text_does_not_show_is_not_written(small: Assessment) -> None:
    """A city with two definitions would come back with one."""
    city = evolve(small.evidence.cities[0], english="Other")
    earlier = EarlierResult(year=2018, city=city, score=90, document="invented for tests")
    evidence = evolve(small.evidence, history=[earlier])
    with pytest.raises(AssessmentError) as caught:
        format_assessment(evolve(small, evidence=evidence))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("not_loadable", "file")]


def test_what_a_scheme_cannot_hold_is_not_written(small: Assessment) -> None:
    """Half a character in a title has no bytes; sums of the scheme are then not checked, which is said too."""
    scheme = evolve(small.scheme, title=Words("\ud800", "方案"))
    with pytest.raises(AssessmentError) as caught:
        format_assessment(evolve(small, scheme=scheme))
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("bad_text", "scheme.title.en"),
        ("unchecked", "scheme"),
    ]
