"""Sphinx extension: everything is documented and linked under its public module.

Modules whose name begins with an underscore define many of the names, but users import from the package above. This
extension knows the public name of each object and turns the links that autodoc makes from annotations to it. It also
documents type aliases and enum members, which have no docstring to be found by, and offers the directive
`public-names`, a list of what a module re-exports, for the page of the front door.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from types import ModuleType

from docutils.nodes import Node, Text, document
from sphinx.addnodes import desc_annotation, pending_xref
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective
from sphinx.util.inspect import TypeAliasForwardRef

PACKAGE = "jxassess"


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
    return targets | public


def prepare(app: Sphinx) -> None:
    """Let signatures print the names of public type aliases, and let autodoc see what packages re-export.

    A value has no docstring of its own; autodoc finds it by the text below its definition, and only in the same file.
    """
    # Where autodoc meets a type alias inside another type, it prints the `repr` of its own stand-in.
    TypeAliasForwardRef.__repr__ = lambda self: self.name
    analyzers = {module.__name__: ModuleAnalyzer.for_module(module.__name__) for module in modules()}
    known = {name for module in modules() for name in aliases(module)}
    texts: dict[tuple[str, str], list[str]] = {}
    for module in modules():
        analyzers[module.__name__].analyze()
        texts |= {("", name): [""] for name in aliases(module)}
    for analyzer in analyzers.values():
        texts |= {key: text for key, text in analyzer.attr_docs.items() if not key[0]}
    for module in filter(is_public, modules()):
        found = {("", name): texts["", name] for name in exported(module) if ("", name) in texts}
        analyzers[module.__name__].attr_docs |= found
        app.config.autodoc_type_aliases |= {name: name for _, name in found if name in known}


def turn_links(app: Sphinx, doctree: document) -> None:
    """Turn links to where a name is defined, or to its bare name, into links to where it is documented."""
    targets = link_targets()
    for link in doctree.findall(pending_xref):
        target = link.get("reftarget", "")
        if link.get("refdomain") == "py" and targets.get(target, target) != target:
            link["reftarget"] = targets[target]
            link["reftype"] = "obj"


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


def show_public_bases(app: Sphinx, name: str, value: type, options: object, bases: list[type]) -> None:
    """Show the nearest public class above in place of a private base."""
    for place, base in enumerate(bases):
        bases[place] = next(above for above in base.__mro__ if not above.__name__.startswith("_"))


def shorten_values(app: Sphinx, doctree: document) -> None:
    """Write what a type alias stands for without modules, as in every other signature."""
    for shown in doctree.findall(desc_annotation):
        for text in list(shown.findall(Text)):
            text.parent.replace(text, Text(re.sub(rf"\b{PACKAGE}(\.\w+)*\.(?=\w)", "", text.astext())))


class PublicNames(SphinxDirective):
    """List what a module re-exports, each with a link and the first line of its docstring."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Write the list as Markdown and let the page's parser read it."""
        module = importlib.import_module(self.arguments[0])
        targets = link_targets()
        lines = []
        for name in exported(module):
            summary = (inspect.getdoc(vars(module)[name]) or "").partition("\n")[0]
            lines.append(f"- {{py:obj}}`{name} <{targets[name]}>`: {summary}")
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.add_directive("public-names", PublicNames)
    app.connect("builder-inited", prepare)
    app.connect("autodoc-skip-member", keep_member)
    # Before napoleon, which listens with the priority 500.
    app.connect("autodoc-process-docstring", keep_colons, priority=400)
    app.connect("autodoc-process-bases", show_public_bases)
    app.connect("doctree-read", turn_links)
    app.connect("doctree-read", shorten_values)
    return {"parallel_read_safe": True}
