"""JSON Schemas of the files, walked off the classes that files are read into."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from fractions import Fraction
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Literal, TypeAlias, TypeGuard, Union, get_args, get_origin

import attrs

from jxassess.errors import ScopeError
from jxassess.evidence import Evidence
from jxassess.indicators import Indicator
from jxassess.io._assessment import ASSESSMENT_FORMAT
from jxassess.io._assessment_form import AssessmentEntries
from jxassess.io._classes import kind_name, required_names
from jxassess.io._evidence import EVIDENCE_FORMAT
from jxassess.io._plain import Plain, to_plain
from jxassess.io._scheme import SCHEME_FORMAT
from jxassess.io._writing import dump
from jxassess.measure import Citation
from jxassess.places import City, County
from jxassess.scheme import Scheme

Form: TypeAlias = dict[str, Plain]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The files that people write, by kind; an assessment holds one of each.
_FILES: dict[str, tuple[type, str]] = {
    "scheme": (Scheme, SCHEME_FORMAT),
    "evidence": (Evidence, EVIDENCE_FORMAT),
}

# Editors read patterns by several engines, so none of these looks ahead.
_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?|-?[0-9]+/[0-9]*[1-9][0-9]*"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMERAL = "(十[一二]|[一二三四五六七八九十])"
_ENGLISH = r"Art\. (1[0-2]|[1-9])( para\. [1-9])?(\([1-9]\))?"
_CHINESE = rf"第{_NUMERAL}条(第{_NUMERAL}款)?(第[(（]?{_NUMERAL}[)）]?项)?"
_KEY = "[a-z][a-z0-9_]*"
_NOT_00 = "([0-9][1-9]|[1-9][0-9])"


def _text(description: str, pattern: str) -> Form:
    return {"description": description, "type": "string", "pattern": f"^({pattern})$"}


_BASIC: dict[object, str] = {str: "string", int: "integer", bool: "boolean"}
_SINGLE: dict[object, tuple[str, Form]] = {
    Fraction: (
        "Number",
        {**_text("A number, or text such as 95.5 or 1/3; taken as written.", _NUMBER), "type": ["number", "string"]},
    ),
    date: ("Day", {**_text("A day, such as 2019-12-31.", _DAY), "format": "date"}),
    Citation: (
        "Clause",
        _text("A clause of the measure, such as Art. 9(1) or 第九条第(一)项.", f"{_ENGLISH}|{_CHINESE}"),
    ),
    Indicator: (
        "IndicatorKey",
        _text("The key of an indicator: one of the library's catalogue, or one that is defined in a file.", _KEY),
    ),
    City: ("CityCode", _text("The six-digit code of a city.", f"[0-9]{{2}}{_NOT_00}00")),
    County: ("CountyCode", _text("The six-digit code of a county.", f"[0-9]{{4}}{_NOT_00}")),
}
# What a file defines in one place and names in others, with the field that is its name.
_NAMES: dict[object, str] = {Indicator: "key", City: "code", County: "code"}

_OWN = "Definitions of indicators that are not in the library's catalogue."

_ENTRY = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_MEMBER = re.compile(r"`([A-Z][A-Z_]+)`")


def format_json_schema(kind: Literal["scheme", "evidence", "assessment"]) -> str:
    """Write the JSON Schema of a kind of file, by which editors complete and check what is typed.

    It states the form of the file and no more: sums, references and what a scheme requires of evidence are checked when
    the file is read, and so is whether an assessment follows from both.

    Args:
        kind: `"scheme"` for `jxassess-scheme/1` as TOML or JSON, `"evidence"` for `jxassess-evidence/1` as one JSON
            file, `"assessment"` for `jxassess-assessment/1`.

    Returns:
        The text of the schema, in draft 2020-12. Files of it lie beside this module under `schemas`.

    Raises:
        ScopeError: another kind.

    Example:
        >>> import json
        >>> json.loads(format_json_schema("scheme"))["properties"]["year"]["type"]
        'integer'
    """
    if kind == "assessment":
        return dump(Walker().assessment(), "json")
    if kind not in _FILES:
        raise ScopeError(f"kind {kind!r} has no schema; choose 'scheme', 'evidence' or 'assessment'")
    root, format = _FILES[kind]
    return dump(Walker().file(root, format), "json")


class Walker:
    """Turns types into forms, each class once.

    Attributes:
        definitions: the forms by name, in the order in which the walk came to them.
    """

    def __init__(self) -> None:
        self.definitions: Form = {}

    def file(self, root: type, format: str) -> Form:
        """Give the schema of a file.

        Args:
            root: the class of the outermost table.
            format: what stands under `format`.

        Returns:
            The schema.
        """
        return self._whole(format, self._root(root, format))

    def assessment(self) -> Form:
        """Give the schema of a file of an assessment.

        Returns:
            The schema.
        """
        fields = self._fields(AssessmentEntries, self.form)
        inner = {kind: self._inner(root, format) for kind, (root, format) in _FILES.items()}
        properties: Form = {"format": {"const": ASSESSMENT_FORMAT}, **fields, **inner}
        return self._whole(ASSESSMENT_FORMAT, _table(AssessmentEntries, properties, ["format", *inner]))

    def _inner(self, root: type, format: str) -> Form:
        return self._named(root.__name__, lambda: self._root(root, format))

    def _whole(self, format: str, table: Form) -> Form:
        return {"$schema": _DIALECT, "title": format, **table, "$defs": self.definitions}

    def _root(self, root: type, format: str) -> Form:
        fields = self._fields(root, self._at_root)
        own: Form = {**_list(self._definition(Indicator)), "description": _OWN}
        return _table(root, {"format": {"const": format}, **fields, "indicators": own}, ["format"])

    def form(self, kind: object) -> Form:
        """Give the form of a value inside a file.

        Args:
            kind: the type that a field is annotated with.

        Returns:
            The form, a reference to `definitions` where it has a name.

        Raises:
            TypeError: files have no form for such values.
        """
        if kind in _BASIC:
            return {"type": _BASIC[kind]}
        if kind in _SINGLE:
            name, form = _SINGLE[kind]
            return self._named(name, lambda: form)
        if get_origin(kind) is tuple:
            return _list(self.form(get_args(kind)[0]))
        if get_origin(kind) in (Union, UnionType):
            return self._union(get_args(kind))
        if _is_enum(kind):
            return self._named(kind.__name__, lambda: _members(kind))
        if _is_object(kind):
            return self._definition(kind)
        raise TypeError(f"{kind!r} has no form in files")

    def _named(self, name: str, make: Callable[[], Form]) -> Form:
        if name not in self.definitions:
            # Taken before it is made, since a group holds groups.
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _union(self, members: tuple[object, ...]) -> Form:
        # What may be `None` is left out of files, and has the form of its one other type.
        forms = [self.form(member) for member in members if member is not NoneType]
        return {"oneOf": [*forms]} if len(forms) > 1 else forms[0]

    def _definition(self, kind: type) -> Form:
        name = kind_name(kind)
        head: Form = {} if name is None else {"kind": {"const": name}}
        return self._named(kind.__name__, lambda: _table(kind, {**head, **self._fields(kind, self.form)}, [*head]))

    def _at_root(self, kind: object) -> Form:
        # Lists of units in the outermost table define them; everywhere else units are named.
        if get_origin(kind) is tuple and (item := get_args(kind)[0]) in _NAMES:
            return _list(self._definition(item))
        return self.form(kind)

    def _fields(self, kind: type, form: Callable[[object], Form]) -> Form:
        described = _described(kind)
        fields: Form = {}
        for field in attrs.fields(attrs.resolve_types(kind)):
            # A definition gives its name in the form in which the rest of the file does.
            is_name = field.name == _NAMES.get(kind)
            fields[field.name] = {**form(kind if is_name else field.type), "description": described.get(field.name, "")}
        return fields


def _list(items: Form) -> Form:
    return {"type": "array", "items": items}


def _table(kind: type, properties: Form, head: list[str]) -> Form:
    return {
        "description": _summary(kind),
        "type": "object",
        "properties": properties,
        "required": [*head, *required_names(kind)],
        "additionalProperties": False,
    }


def _is_enum(kind: object) -> TypeGuard[type[Enum]]:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_object(kind: object) -> TypeGuard[type]:
    return isinstance(kind, type) and attrs.has(kind)


def _members(kind: type[Enum]) -> Form:
    return {"description": _summary(kind), "enum": [to_plain(member) for member in kind]}


def _summary(kind: type) -> str:
    return cleandoc(kind.__doc__ or "").partition("\n")[0]


def _described(kind: type) -> dict[str, str]:
    """Read the section of a docstring that describes the fields, in the words of files."""
    section = cleandoc(kind.__doc__ or "").partition("\nAttributes:\n")[2].partition("\n\n")[0]
    return {name: _in_files(said) for name, said in _ENTRY.findall(section)}


def _in_files(text: str) -> str:
    # In files nothing is said by leaving a key out, and members of enums are their names in small letters.
    plain = " ".join(text.split()).replace("`None`", "left out")
    return _MEMBER.sub(lambda match: f"`{match[1].lower()}`", plain)
