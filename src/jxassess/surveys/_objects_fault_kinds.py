"""The kind of fault that only columns of Python's own objects can have."""

from __future__ import annotations

from jxassess.faults import FaultKind
from jxassess.words import Words

BROKEN_TEXT = FaultKind(
    "broken_text",
    None,
    Words(
        "text with halves of characters, that is lone surrogates (records: {value})",
        "文本含有不完整的字符，即孤立代理码位（{value}条记录）",
    ),
    Words("read the records again with their own encoding, such as GB18030", "请按其编码（如GB18030）重新读入记录"),
)
