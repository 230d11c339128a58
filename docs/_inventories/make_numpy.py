"""Write `numpy.inv`, a small intersphinx inventory: the few names of numpy that our pages may link to.

Run it after changing the list: `python docs/_inventories/make_numpy.py`.
"""

import zlib
from pathlib import Path

# Name, role in Sphinx's Python domain, page below https://numpy.org/doc/stable/.
NAMES = [
    ("numpy.bool", "attribute", "reference/arrays.scalars.html#$"),
    ("numpy.float64", "attribute", "reference/arrays.scalars.html#$"),
    ("numpy.int32", "attribute", "reference/arrays.scalars.html#$"),
    ("numpy.int64", "attribute", "reference/arrays.scalars.html#$"),
    ("numpy.uint8", "attribute", "reference/arrays.scalars.html#$"),
    ("numpy.generic", "class", "reference/arrays.scalars.html#$"),
    ("numpy.integer", "class", "reference/arrays.scalars.html#$"),
    ("numpy.object_", "class", "reference/arrays.scalars.html#$"),
    ("numpy.str_", "class", "reference/arrays.scalars.html#$"),
    ("numpy.dtype", "class", "reference/generated/numpy.dtype.html#$"),
    ("numpy.ndarray", "class", "reference/generated/numpy.ndarray.html#$"),
    ("numpy.random.Generator", "class", "reference/random/generator.html#$"),
    ("numpy.typing.ArrayLike", "data", "reference/typing.html#$"),
    ("numpy.typing.NDArray", "data", "reference/typing.html#$"),
]

HEADER = """\
# Sphinx inventory version 2
# Project: NumPy
# Version: stable
# The remainder of this file is compressed using zlib.
"""


def main() -> None:
    """Write the inventory beside this file."""
    rows = "".join(f"{name} py:{role} 1 {page} -\n" for name, role, page in NAMES)
    path = Path(__file__).with_name("numpy.inv")
    path.write_bytes(HEADER.encode() + zlib.compress(rows.encode(), 9))


if __name__ == "__main__":
    main()
