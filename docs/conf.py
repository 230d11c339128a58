"""How the documentation is built. The build needs no network: every inventory it links through lies in `_inventories`."""

from __future__ import annotations

import logging
import sys
import tomllib
from pathlib import Path

# Sphinx's search for Chinese covers English too, but without jieba it leaves every Chinese word out in silence.
# Importing it here makes its absence an error.
import jieba

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

project = "jxassess"
author = "The jxassess contributors"
project_copyright = "2026, The jxassess contributors"
version = release = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"]
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.doctest",
    "sphinx.ext.intersphinx",
    "public_names",
    "coverage_page",
    "cycle_tables",
    "rule_sheets",
    "table_kinds",
]
# The table is written by a benchmark, and included in a page.
exclude_patterns = ["_build", "_ext", "_inventories", "explanation/array_speed_table.md"]
# A section of index.md may wait for its first page; `suppress_warnings` does not reach this warning.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(lambda record: "toctree glob" not in str(record.msg))

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"jxassess {release}"
html_search_language = "zh"
jieba.setLogLevel(logging.WARNING)

nitpicky = True
intersphinx_mapping = {
    "python": ("https://docs.python.org/3.11", "_inventories/python.inv"),
    "attrs": ("https://www.attrs.org/en/stable", "_inventories/attrs.inv"),
    "cattrs": ("https://catt.rs/en/stable", "_inventories/cattrs.inv"),
    "numpy": ("https://numpy.org/doc/stable", "_inventories/numpy.inv"),
}
intersphinx_disabled_reftypes = ["std:*"]

# In docstrings, text between single backticks is code.
default_role = "code"

# Docstrings run with pytest. The builder doctest runs what pages write with the directives doctest and testcode.
doctest_test_doctest_blocks = ""

# Types in signatures are written without their modules; public_names links them to the modules that users import from.
python_use_unqualified_type_names = True
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_numpy_docstring = False
# Fields stand in the docstring's section Attributes; as a list they do not clash with documented properties.
napoleon_use_ivar = True
napoleon_custom_sections = ["Legal basis"]
