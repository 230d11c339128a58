"""How the records of a survey are laid out, and how its sample was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from jxassess.comparing import ByFields
from jxassess.faults import EvidenceError, Fault, raise_faults
from jxassess.personal import is_personal
from jxassess.surveys._fault_kinds import (
    BAD_WEIGHT_PLACES,
    NO_COLUMN,
    NO_STRATUM_COLUMN,
    NO_VILLAGES,
    NO_WEIGHT_PLACES,
    NOT_A_CODE,
    NOT_A_NAME,
    PERSONAL_COLUMN,
    REPEATED_QUESTION,
    REPEATED_STRATUM,
    SAME_COLUMN,
)
from jxassess.words import Words

_CODE = 6
_MOST_PLACES = 10


@frozen(kw_only=True)
class Stratum(ByFields):
    """A stratum of villages with its size (层): the finite population of first-stage units.

    Attributes:
        county: the six-digit code of the county.
        stratum: the stratum, as records name it; empty where the design has none.
        villages: how many villages it has in all, sampled or not; above zero.

    Raises:
        EvidenceError: a county that is not six digits of text, a stratum that is not text, no village or no whole number
            of them.
    """

    county: str
    stratum: str = ""
    villages: int

    def __attrs_post_init__(self) -> None:
        """Refuse a stratum of nothing."""
        raise_faults(EvidenceError, self._find_faults(), Words("a stratum", "层"))

    def _find_faults(self) -> Iterator[Fault]:
        if not _is_code(self.county):
            yield NOT_A_CODE.at("county", repr(self.county))
        if not isinstance(self.stratum, str):
            yield NOT_A_NAME.at("stratum", repr(self.stratum))
        if type(self.villages) is not int or self.villages <= 0:
            yield NO_VILLAGES.at("villages", self.villages)


def _is_code(given: object) -> bool:
    return isinstance(given, str) and len(given) == _CODE and given.isascii() and given.isdecimal()


def _by_place(strata: Iterable[Stratum]) -> tuple[Stratum, ...]:
    return tuple(sorted(strata, key=lambda each: (each.county, each.stratum)))


def _pairs(answers: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if isinstance(answers, tuple | list):
        return tuple(sorted(answers))
    return tuple(sorted(dict(answers).items()))


@frozen(kw_only=True)
class SurveyDesign(ByFields):
    """Which columns of the records hold what, and how the sample was drawn (抽样设计).

    A record is a household. Villages are the first-stage units: they are drawn, with or without replacement, inside
    strata of a county, and households inside villages in any way that the weights account for. No other column of the
    records is read.

    Attributes:
        county: the column of counties, by six-digit code.
        village: the column of villages; a village is told from others by county and this value.
        persons: the column of the number of persons, whole and above zero.
        stratum: the column of strata of villages; empty where a county is one stratum.
        weight: the column of weights, above zero; empty where every household weighs the same.
        weight_places: the decimal places that weights have at most, 0 to 10; to be given where weights are named.
        household: the column of the household's number in its village, by which a household recorded twice is found;
            empty where it is not looked for.
        answers: the column of each question, by its key; a question that is not named here has a column of its key.
        strata: the number of villages in each stratum, where villages were drawn without replacement and all of their
            households were surveyed; none where strata are taken as without end, which is right where households were
            drawn inside villages. Given for one stratum of a county, they are given for all of it.

    Raises:
        EvidenceError: a column without a name or named twice, one whose name says that it is personal, a question with two
            columns, weights without places, places that are no whole number from 0 to 10, a stratum twice, strata with
            names where no column of strata is named.

    Legal basis:
        Art. 7(2). It says nothing of how samples are drawn.

    Example:
        >>> from jxassess.surveys import SurveyDesign
        >>> SurveyDesign(county="county", village="village", persons="persons", weight="w", weight_places=2).stratum
        ''
    """

    county: str
    village: str
    persons: str
    stratum: str = ""
    weight: str = ""
    weight_places: int | None = None
    household: str = ""
    answers: tuple[tuple[str, str], ...] = field(converter=_pairs, default=())
    strata: tuple[Stratum, ...] = field(converter=_by_place, default=())

    def __attrs_post_init__(self) -> None:
        """Refuse a layout that cannot be read."""
        raise_faults(EvidenceError, self._find_faults(), Words("the design of the survey", "抽样设计"))

    def column(self, question: str) -> str:
        """Give the column of a question."""
        return next((column for key, column in self.answers if key == question), question)

    @property
    def scale_places(self) -> int:
        """The decimal places in which weights are added up; 0 where every household weighs the same."""
        return self.weight_places or 0

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The columns that are named here, each with the path to its name; without those that are left empty."""
        names = ("county", "village", "persons", "stratum", "weight", "household")
        own = [(name, str(getattr(self, name))) for name in names]
        optional = ("stratum", "weight", "household")
        answers = [(f"answers[{key!r}]", column) for key, column in self.answers]
        return tuple((where, column) for where, column in (*own, *answers) if column or where not in optional)

    def _find_faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for where, column in self.columns:
            if not column.strip():
                yield NO_COLUMN.at(where)
            elif column in seen:
                yield SAME_COLUMN.at(where, column)
            elif is_personal(column.casefold()):
                yield PERSONAL_COLUMN.at(where, column)
            seen.add(column)
        keys = [key for key, _ in self.answers]
        for i, key in enumerate(keys):
            if key in keys[:i]:
                yield REPEATED_QUESTION.at(f"answers[{key!r}]", self.answers[i][1], other=self.column(key))
        # A float or a truth value may equal a whole number, and says that something else was meant.
        places = self.weight_places
        if places is None and self.weight:
            yield NO_WEIGHT_PLACES.at("weight_places", self.weight)
        elif places is not None and (type(places) is not int or not 0 <= places <= _MOST_PLACES):
            yield BAD_WEIGHT_PLACES.at("weight_places", places)
        yield from self._stratum_faults()

    def _stratum_faults(self) -> Iterator[Fault]:
        named = [(each.county, each.stratum) for each in self.strata]
        for i, place in enumerate(named):
            if place in named[:i]:
                yield REPEATED_STRATUM.at(f"strata[{i}]", " ".join(place).strip())
            elif place[1] and not self.stratum:
                yield NO_STRATUM_COLUMN.at(f"strata[{i}]", place[1])
