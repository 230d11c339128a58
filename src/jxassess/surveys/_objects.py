"""Columns of pandas that hold objects or categories: text beside numbers, truth values beside nothing, decimals.

narwhals takes a column of objects for text where the first hundred are, and every category and every dictionary of Arrow
for text. Here all cells count, so that it does not matter in what order the records stand: a column whose objects are all
of one type is given that type, and where types are mixed each cell is read by itself, by the rules of the typed columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from types import NoneType

from attrs import evolve

from jxassess.faults import Fault
from jxassess.surveys._cells import has_lost_digits, is_number, is_truth, is_unicode, read_answer, read_key, read_number
from jxassess.surveys._fault_kinds import BAD_TYPE, KEY_DIGITS_LOST, KEY_NOT_WHOLE
from jxassess.surveys._frames import NativeSeries, Series
from jxassess.surveys._layout import Column, Role
from jxassess.surveys._narwhals import Records
from jxassess.surveys._objects_fault_kinds import BROKEN_TEXT

# What pandas calls objects of one type, and its own type for them, which knows missing cells.
_TYPED = {"boolean": "boolean", "integer": "Int64", "floating": "Float64"}


def without_objects(records: Records, columns: Sequence[Column]) -> tuple[Records, dict[str, Fault]]:
    """Give columns of objects and of categories a type that the engine can compare and add up.

    Args:
        records: the records.
        columns: the columns that are read; no other is looked at.

    Returns:
        The records, and what is wrong with columns that cannot be read, by name.
    """
    faults: dict[str, Fault] = {}
    if records.is_lazy:
        return records, faults
    types = records.frame.collect_schema()
    for column in columns:
        made = _typed(records, column, str(types[column.name])) if column.name in types else None
        if isinstance(made, Fault):
            faults[column.name] = made
        elif made is not None:
            records = evolve(records, frame=records.frame.with_columns(made.alias(column.name)))
    return records, faults


def _typed(records: Records, column: Column, dtype: str) -> Series | Fault | None:
    """Give a column of another type, or `None` where it may stay as it is."""
    series, implementation = records.frame.get_column(column.name), records.frame.implementation
    if implementation.is_pandas():
        return _of_pandas(records, column, series)
    if implementation.is_pyarrow() and dtype.startswith("Categorical"):
        return _of_arrow(records, series)
    return _cell_by_cell(records, column, series, dtype) if dtype == "Object" else None


def _of_arrow(records: Records, series: Series) -> Series | None:
    native = series.to_native()
    return records.narwhals.column(native.cast(_value_type(native.type))) if _holds_others(native.type) else None


def _value_type(dictionary: object) -> object:
    return getattr(dictionary, "value_type", None)


def _holds_others(dictionary: object) -> bool:
    """Tell whether a type of Arrow is a dictionary of other values than text."""
    return _value_type(dictionary) is not None and "string" not in str(_value_type(dictionary))


def _of_pandas(records: Records, column: Column, series: Series) -> Series | Fault | None:
    native = series.to_native()
    dtype: object = native.dtype
    categories: Iterable[str] | None = getattr(dtype, "categories", None)
    if categories is not None and _sort_of(categories) == "string":
        return None if is_unicode("".join(categories)) else _broken_text(column, series.to_list())
    if getattr(dtype, "storage", "") == "python":
        return _as_text(records, column, series)
    if categories is None and str(dtype) != "object" and not _holds_others(getattr(dtype, "pyarrow_dtype", None)):
        return None
    return _of_objects(records, column, native.astype(object), str(dtype))


def _of_objects(records: Records, column: Column, native: NativeSeries, dtype: str) -> Series | Fault:
    nw, sort = records.narwhals, _sort_of(native)
    if sort == "empty":
        sort = "floating" if column.role is Role.NUMBER else "string"
    if sort == "string":
        return _as_text(records, column, nw.column(native))
    if sort in _TYPED:
        # Whole numbers of more than 64 bits are read one by one.
        with suppress(OverflowError, TypeError, ValueError):
            return nw.column(native.astype(_TYPED[sort]))
    return _cell_by_cell(records, column, nw.column(native), dtype)


def _sort_of(values: object) -> str:
    """Let pandas, which is there since the frame is its own, name the one type of objects."""
    infer: Callable[..., str] = import_module("pandas.api.types").infer_dtype
    return infer(values, skipna=True)


def _as_text(records: Records, column: Column, series: Series) -> Series | Fault:
    try:
        made = series.cast(records.narwhals.text)
        if getattr(made.to_native().dtype, "storage", "") != "pyarrow":
            # Arrow has encoded the text by now; else nothing has.
            "".join(made.to_native().dropna().tolist()).encode()
    except UnicodeEncodeError:
        return _broken_text(column, series.to_list())
    return made


def _cell_by_cell(records: Records, column: Column, series: Series, dtype: str) -> Series | Fault:
    nw, implementation = records.narwhals, records.frame.implementation
    cells = [None if null else cell for null, cell in zip(series.is_null().to_list(), series.to_list(), strict=True)]
    foreign = sorted(kind.__name__ for kind in set(map(type, cells)) if not _is_read(kind, column.role))
    if foreign:
        return BAD_TYPE.at(column.name, f"{dtype} ({foreign[0]})", wanted=column.role.value)
    if column.role is Role.NUMBER:
        return nw.series(column.name, list(map(read_number, cells)), nw.double, backend=implementation)
    # Equal cells of one type are read once.
    read = lru_cache(1 << 16, typed=True)(read_key if column.role is Role.KEY else read_answer)
    texts = [read(cell) for cell in cells]
    if None in texts:
        return KEY_NOT_WHOLE.at(column.name, texts.count(None))
    if column.role is Role.KEY and (lost := sum(map(has_lost_digits, cells))):
        return KEY_DIGITS_LOST.at(column.name, lost)
    if not is_unicode("".join(text for text in texts if text)):
        return _broken_text(column, texts)
    return nw.series(column.name, texts, nw.text, backend=implementation)


def _is_read(kind: type, role: Role) -> bool:
    if is_truth(kind):
        return role is Role.ANSWER
    return is_number(kind) or issubclass(kind, NoneType) or (role is not Role.NUMBER and issubclass(kind, str))


def _broken_text(column: Column, cells: Iterable[object]) -> Fault:
    return BROKEN_TEXT.at(column.name, sum(isinstance(cell, str) and not is_unicode(cell) for cell in cells))
