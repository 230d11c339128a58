"""Sphinx extension: everything is documented and linked under its public module.

Modules whose name begins with an underscore define many of the names, but users import from the package above. This
extension knows the public name of each object and turns the links that autodoc makes from annotations to it. It also
documents type aliases and enum members: what has no text takes its own words or those of the glossary, and a public name
without any text is a warning. Two directives write lists: `public-names`, what a module re-exports, for the page of the
front door; `indicator-table`, a table of indicators that a module holds.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import get_args, get_origin

import attrs
from docutils.nodes import Node, Text, document, paragraph
from sphinx.addnodes import desc_annotation, desc_content, pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.pycode import ModuleAnalyzer
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import TypeAliasForwardRef

from jxassess.comparing import ByFields
from jxassess.indicators import Indicator
from jxassess.words import Words

PACKAGE = "jxassess"
GLOSSARY = Path(__file__).parents[1] / "glossary.md"
# What Sphinx prints of a value; the repr of a longer table says nothing to a reader.
LONGEST_VALUE = 160

# What `NDArray[...]` stands for, as autodoc prints it, and where the names of numpy's aliases are documented.
ARRAY = re.compile(r"~?(?:numpy\.)?ndarray\[tuple\[~?(?:typing\.)?Any, \.\.\.\], ~?(?:numpy\.)?dtype\[~?([\w.]+)\]\]")
NUMPY = {name: f"numpy.typing.{name}" for name in ("ArrayLike", "NDArray")}

logger = logging.getLogger(__name__)


def modules() -> Iterator[ModuleType]:
    """Import every module of the package, the front door last, so that it owns no name that another module has."""
    package = importlib.import_module(PACKAGE)
    for info in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        yield importlib.import_module(info.name)
    yield package


def is_public(module: ModuleType) -> bool:
    """Tell whether users import from the module."""
    return not any(part.startswith("_") for part in module.__name__.split("."))


def exported(module: ModuleType) -> list[str]:
    """Name what a module offers: its `__all__`, or else what it defines itself."""
    if hasattr(module, "__all__"):
        return list(module.__all__)
    own, values = inspect.getmodule, {*aliases(module), *described(module)}
    return [n for n, v in vars(module).items() if not n.startswith("_") and (own(v) is module or n in values)]


def aliases(module: ModuleType) -> list[str]:
    """Name the type aliases that a module defines."""
    return [name for name, kind in inspect.get_annotations(module).items() if kind == "TypeAlias"]


def described(module: ModuleType) -> list[str]:
    """Name the values of a module that have a text below their definition."""
    analyzer = ModuleAnalyzer.for_module(module.__name__)
    analyzer.analyze()
    return [name for inside, name in analyzer.attr_docs if not inside]


def values_with_text() -> dict[str, list[str]]:
    """Map the values of all modules to the text below their definition."""
    texts: dict[str, list[str]] = {}
    for module in modules():
        analyzer = ModuleAnalyzer.for_module(module.__name__)
        analyzer.analyze()
        texts |= {name: text for (inside, name), text in analyzer.attr_docs.items() if not inside}
    return texts


@cache
def glossary() -> dict[str, str]:
    """Map names of the glossary, such as `Verdict.CONFIRMED`, to what it says of them."""
    words: dict[str, str] = {}
    rows = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("|")]
    for row in rows:
        english, chinese, names, rest, *_ = [*(cell.strip() for cell in row.strip("|").split("|")), "", ""]
        meaning = f": {rest}" if rest else ""
        words |= dict.fromkeys(re.findall(r"`([\w.]+)`", names), f"{english} · {chinese}{meaning}")
    return words


def link_targets() -> dict[str, str]:
    """Map every name that an annotation may use to the name under which it is documented, here or elsewhere."""
    targets: dict[str, str] = {}
    # Names from elsewhere, such as `date`, come first: our own names win over them.
    for module in modules():
        for name, value in vars(module).items():
            if inspect.isclass(value) and not value.__module__.startswith(PACKAGE):
                targets[name] = f"{value.__module__}.{value.__qualname__}"
    public: dict[str, str] = {}
    for module in filter(is_public, modules()):
        for name in exported(module):
            value = vars(module)[name]
            defined_in = getattr(value, "__module__", module.__name__)
            documented = public.setdefault(name, f"{module.__name__}.{name}")
            public.setdefault(f"{defined_in}.{name}", documented)
            public.setdefault(f"{module.__name__}.{name}", documented)
    return targets | NUMPY | public


def prepare(app: Sphinx) -> None:
    """Let signatures print the names of public type aliases, and let autodoc see what packages re-export.

    A value has no docstring of its own; autodoc finds it by the text below its definition, and only in the same file.
    """
    # Where autodoc meets a type alias inside another type, it prints the `repr` of its own stand-in.
    TypeAliasForwardRef.__repr__ = lambda self: self.name
    app.config.autodoc_type_aliases["ArrayLike"] = "ArrayLike"
    analyzers = {module.__name__: ModuleAnalyzer.for_module(module.__name__) for module in modules()}
    known = {name for module in modules() for name in aliases(module)}
    texts: dict[tuple[str, str], list[str]] = {}
    for module in modules():
        analyzers[module.__name__].analyze()
        texts |= {("", name): [""] for name in aliases(module)}
    for analyzer in analyzers.values():
        texts |= {key: text for key, text in analyzer.attr_docs.items() if not key[0]}
    for module in filter(is_public, modules()):
        # A class may have the name that an alias has elsewhere.
        named = [name for name in exported(module) if getattr(vars(module)[name], "__name__", "") != name]
        found = {("", name): texts["", name] for name in named if ("", name) in texts}
        analyzers[module.__name__].attr_docs |= found
        app.config.autodoc_type_aliases |= {name: name for _, name in found if name in known}
        for value in (vars(module)[name] for name in exported(module)):
            say_what_is_accepted(value)
            for member in members(value):
                analyzers[type(member).__module__].attr_docs.setdefault((type(member).__qualname__, member.name), [""])


def members(value: object) -> Iterable[Enum]:
    """List the members of an enum."""
    return value if inspect.isclass(value) and issubclass(value, Enum) else ()


def say_what_is_accepted(value: object) -> None:
    """Annotate the arguments that a class of attrs converts to a tuple: any iterable will do."""
    for field in attrs.fields(value) if inspect.isclass(value) and attrs.has(value) else ():
        if get_origin(field.converter) is tuple and field.init:
            value.__init__.__annotations__.setdefault(field.alias, Iterable[get_args(field.converter)[0]])


def take_words(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:
    """Give to what has no text its own words, or those of the glossary, and warn where there are none either."""
    if any(line.strip() for line in lines):
        return
    member, alone = ".".join(name.split(".")[-2:]), name.rpartition(".")[2]
    said = getattr(pkgutil.resolve_name(name), "words", None)
    text = f"{said.en} · {said.zh}" if isinstance(said, Words) else glossary().get(member) or glossary().get(alone)
    if text:
        lines[:] = [f"{text[0].upper()}{text[1:]}.", ""]
    else:
        logger.warning("no text for %s: write a docstring, or a row of the glossary", name)


def turn_links(app: Sphinx, doctree: document) -> None:
    """Turn links to where a name is defined, or to its bare name, into links to where it is documented."""
    targets = link_targets()
    for link in list(doctree.findall(pending_xref)):
        target = targets.get(link.get("reftarget", ""), link.get("reftarget", ""))
        if link.get("refdomain") == "py" and (target != link["reftarget"] or target.startswith("numpy.")):
            link["reftarget"] = target
            link["reftype"] = "obj"
        if target.startswith(f"{PACKAGE}.") and "._" in target:
            # What is private has no page; its name stands there without a link.
            link.replace_self(Text(target.rpartition(".")[2]))


def shorten_arrays(
    app: Sphinx, what: str, name: str, value: object, options: object, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """Write types of arrays as the source does, `NDArray[int64]`."""
    return tuple(text and ARRAY.sub(r"~numpy.typing.NDArray[~\1]", text) for text in (signature, returned))


def keep_member(app: Sphinx, what: str, name: str, value: object, skip: bool, options: object) -> bool | None:
    """Document enum members and type aliases although they may have no docstring."""
    is_member = isinstance(value, Enum) and getattr(type(value), name, None) is value
    is_alias = what == "module" and name in app.config.autodoc_type_aliases
    return False if is_member or is_alias else None


def keep_colons(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:
    """Mark text as text where napoleon would take what stands before a colon for a type."""
    inline = [0] if what in ("attribute", "data", "property") and lines else []
    sections = [n + 1 for n, line in enumerate(lines[:-1]) if line.strip() in ("Returns:", "Yields:")]
    for number in inline + sections:
        text = lines[number].lstrip()
        if ":" in text:
            lines[number] = lines[number].removesuffix(text) + ": " + text


def shorten_fields(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:
    """Write types of arrays in fields like those in signatures, and keep the underscore of `str_` from being markup."""
    for number, line in enumerate(lines):
        if line.startswith(":vartype "):
            lines[number] = re.sub(r"_(?=[\],]|$)", r"\\_", ARRAY.sub(r"~numpy.typing.NDArray[\1]", line))


def show_public_bases(app: Sphinx, name: str, value: type, options: object, bases: list[type]) -> None:
    """Show the nearest public class above in place of a private base, and of what all values have in common."""
    for place, base in enumerate(bases):
        shown = (above for above in base.__mro__ if not above.__name__.startswith("_") and above is not ByFields)
        bases[place] = next(shown)


def shorten_values(app: Sphinx, doctree: document) -> None:
    """Write what a type alias stands for without modules, as in every other signature, and leave out long tables."""
    for shown in list(doctree.findall(desc_annotation)):
        text = shown.astext()
        is_long = text.startswith(" = ") and len(text) > LONGEST_VALUE
        if is_long or text.endswith("TypeAlias"):
            shown.parent.remove(shown)
        for part in list(shown.findall(Text)):
            part.parent.replace(part, Text(re.sub(r"\b([a-z_]\w*\.)+(?=[A-Z]\w)", "", part.astext())))


def drop_plain_bases(app: Sphinx, doctree: document) -> None:
    """Leave out the line that says of nearly every class that it is an object."""
    for content in doctree.findall(desc_content):
        for line in [child for child in content.children if isinstance(child, paragraph)]:
            if line.astext() == "Bases: object":
                content.remove(line)


class PublicNames(SphinxDirective):
    """List what a module re-exports, each with a link and the first line of its docstring."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Write the list as Markdown and let the page's parser read it."""
        module = importlib.import_module(self.arguments[0])
        targets, texts = link_targets(), values_with_text()
        lines = []
        for name in exported(module):
            # A value shows the docstring of its class; its own text stands below its definition.
            summary = texts[name][0] if name in texts else (inspect.getdoc(vars(module)[name]) or "").partition("\n")[0]
            lines.append(f"- {{py:obj}}`{name} <{targets[name]}>`: {summary}")
        return self.parse_text_to_nodes("\n".join(lines))


class IndicatorTable(SphinxDirective):
    """Write a tuple of indicators as a table; the argument is its dotted name."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Write the table as Markdown and let the page's parser read it."""
        indicators = pkgutil.resolve_name(self.arguments[0])
        columns = ("key", "name", "values", "counties add up", "clause")
        rows = [
            (
                f"`{item.key}`",
                f"{item.name.en} · {item.name.zh}",
                values_in_words(item),
                "yes" if item.is_additive else "no",
                str(item.citation or "none"),
            )
            for item in indicators
        ]
        lines = ["| " + " | ".join(row) + " |" for row in (columns, ["---"] * len(columns), *rows)]
        return self.parse_text_to_nodes("\n".join(lines))


def values_in_words(item: Indicator) -> str:
    """Say which values an indicator may have."""
    upper = "" if item.high is None else f" to {item.high}"
    kind = f"up to {item.places} decimals" if item.places else "whole"
    return f"{item.low}{upper or ' or more'} {item.unit.en}, {kind}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.add_directive("public-names", PublicNames)
    app.add_directive("indicator-table", IndicatorTable)
    for kind in PyObject.doc_field_types:
        if kind.name == "variable":
            # Napoleon calls a section "Attributes" so; under its own name a reader knows what it lists.
            kind.label = "Attributes"
    app.connect("builder-inited", prepare)
    app.connect("autodoc-skip-member", keep_member)
    app.connect("autodoc-process-docstring", take_words, priority=300)
    # Before napoleon, which listens with the priority 500.
    app.connect("autodoc-process-docstring", keep_colons, priority=400)
    # After napoleon, which writes these fields.
    app.connect("autodoc-process-docstring", shorten_fields, priority=600)
    app.connect("autodoc-process-signature", shorten_arrays)
    app.connect("autodoc-process-bases", show_public_bases)
    app.connect("doctree-read", turn_links)
    app.connect("doctree-read", shorten_values)
    app.connect("doctree-read", drop_plain_bases)
    return {"parallel_read_safe": True}
