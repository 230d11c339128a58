"""The JSON Schema of files of tenures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from jxassess.io._plain import Plain
from jxassess.io._schema import Form, Walker
from jxassess.io._tenure_hooks import TENURES_FORMAT, TenuresFile
from jxassess.io._writing import dump
from jxassess.places import Township
from jxassess.tenures import PostPlace, Tenure

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')
_PATTERNS: dict[type, tuple[tuple[str, str], ...]] = {
    Tenure: (("person", "^([A-Za-z]-?[0-9]{1,7}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"),),
    Township: (("code", "^[0-9]{9}$"),),
}


class _TenuresWalker(Walker):
    """Knows what only tenures hold: places at three levels, named by code."""

    def form(self, kind: object) -> Form:
        if kind == PostPlace:
            self.definitions["PlaceCode"] = {
                "description": "The code of a city, county or township in the file.",
                "type": "string",
                "pattern": "^([0-9]{6}|[0-9]{9})$",
            }
            return {"$ref": "#/$defs/PlaceCode"}
        return super().form(kind)

    def _fields(self, kind: type, form: Callable[[object], Form]) -> Form:
        fields = super()._fields(kind, form)
        for name, pattern in _PATTERNS.get(kind, ()):
            fields[name] = {**_table(fields[name]), "pattern": pattern}
        return fields


def format_tenures_schema() -> str:
    """Write the JSON Schema of files of tenures, `jxassess-tenures/1`.

    It states the form of the file and no more, like the schemas of schemes and evidence.

    Returns:
        The text of the schema, in draft 2020-12. A file of it lies beside this module under `schemas`.

    Example:
        >>> import json
        >>> json.loads(format_tenures_schema())["title"]
        'jxassess-tenures/1'
    """
    schema = _TenuresWalker().file(TenuresFile, TENURES_FORMAT)
    # Tenures name no indicator, so neither the list of a file's own ones nor what only it refers to stands here.
    properties = {name: form for name, form in _table(schema["properties"]).items() if name != "indicators"}
    definitions = _table(schema["$defs"])
    used = _used(properties, definitions)
    kept: Form = {name: form for name, form in definitions.items() if name in used}
    return dump({**schema, "properties": properties, "$defs": kept}, "json")


def _table(form: Plain) -> Form:
    return form if isinstance(form, dict) else {}


def _used(form: Plain, definitions: Form) -> set[str]:
    """Name the definitions that a form refers to, directly or through others; none refers to itself."""
    names = _REFERENCE.findall(json.dumps(form))
    return {*names, *(inner for name in names for inner in _used(definitions[name], definitions))}
