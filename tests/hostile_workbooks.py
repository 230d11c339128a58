"""Makes workbooks in which anything can be wrong: their cells, their XML, the archive around it, byte by byte.

The writers of others refuse to write what is wrong.
"""

from __future__ import annotations

import struct
import zlib
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Case = dict[str, Any]
Parts = dict[str, bytes]

HEAD = ["单位代码", "指标", "数值", "数据来源", "数据日期", "依据文件"]
SHEET = "指标数据"
FIRST = "xl/worksheets/sheet1.xml"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def grid(case: Case) -> list[list[Any]]:
    """Give the cells of a case: its rows, or two observations, the first of them with the cell that it is about."""
    if "rows" in case:
        return case["rows"]
    indicator, day = case.get("indicator", "exit_accuracy"), "2019-12-31"
    head = case.get("head", HEAD)
    first = dict(zip(HEAD, ["990121", indicator, 95, "register", day, "invented"], strict=True))
    second = {**first, "单位代码": "990122", "数值": 90}
    if "cell" in case:
        first[case.get("column", "数值")] = case["cell"]
    return [head, *([row.get(name, "") for name in head] for row in (first, second))]


def noise(case: Case) -> bytes:
    # A linear congruence: the same bytes on every machine.
    state, made = case.get("seed", 1), bytearray()
    for _ in range(case.get("length", 5000)):
        state = (state * 1103515245 + 12345) % 2**31
        made.append(state >> 16 & 255)
    return bytes(made)


class Styles:
    """The number formats of a workbook, each a style, in order of use."""

    def __init__(self) -> None:
        self.used: list[str | int] = ["General"]

    def index(self, form: str | int) -> int:
        """Give the number of the style that shows a format: its code, or the number of one that is built in."""
        if form not in self.used:
            self.used.append(form)
        return self.used.index(form)

    def xml(self) -> str:
        """Write the part of the archive."""
        codes = {form: 164 + i for i, form in enumerate(self.used) if isinstance(form, str)}
        forms = "".join(f"<numFmt numFmtId='{i}' formatCode={quoteattr(form)}/>" for form, i in codes.items())
        styles = "".join(
            f"<xf numFmtId='{codes.get(form, form)}' fontId='0' fillId='0' borderId='0' xfId='0'/>"
            for form in self.used
        )
        return (
            f"{_XML}<styleSheet xmlns='{_MAIN}'><numFmts count='{len(codes)}'>{forms}</numFmts>"
            "<fonts count='1'><font/></fonts><fills count='1'><fill/></fills><borders count='1'><border/></borders>"
            "<cellStyleXfs count='1'><xf/></cellStyleXfs>"
            f"<cellXfs count='{len(self.used)}'>{styles}</cellXfs></styleSheet>"
        )


def letters(column: int) -> str:
    """Name a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _text(text: str) -> str:
    return f"<is><t xml:space='preserve'>{escape(text)}</t></is>"


def _cell_xml(at: str, cell: Any, styles: Styles) -> str:
    if cell == "" and not isinstance(cell, bool):
        return ""
    if isinstance(cell, str):
        return f"<c r='{at}' t='inlineStr'>{_text(cell)}</c>"
    if isinstance(cell, bool):
        return f"<c r='{at}' t='b'><v>{int(cell)}</v></c>"
    if isinstance(cell, date):
        serial = (cell - date(1899, 12, 30)).days
        return f"<c r='{at}' s='{styles.index('yyyy-mm-dd')}'><v>{serial}</v></c>"
    if isinstance(cell, int | float):
        return f"<c r='{at}'><v>{cell!r}</v></c>"
    if "xml" in cell:
        return str(cell["xml"]).replace("AT", at)
    style = cell.get("s", styles.index(cell["form"]) if "form" in cell else 0)
    formula = f"<f>{escape(cell['f'])}</f>" if "f" in cell else ""
    value = f"<v>{escape(cell['v'])}</v>" if "v" in cell else ""
    if "text" in cell:
        return f"<c r='{at}' s='{style}' t='inlineStr'>{_text(cell['text'])}</c>"
    return f"<c r='{at}' s='{style}' t='{cell.get('t', 'n')}'>{formula}{value}</c>"


def _sheet_xml(sheet: Case, styles: Styles) -> str:
    rows = []
    for number, cells in enumerate(grid(sheet), start=1):
        inner = "".join(_cell_xml(f"{letters(i)}{number}", cell, styles) for i, cell in enumerate(cells, start=1))
        rows.append(f"<row r='{number}'{sheet.get('row_attributes', {}).get(str(number), '')}>{inner}</row>")
    return (
        f"{_XML}<worksheet xmlns='{_MAIN}' xmlns:r='{_OFFICE}'>{sheet.get('before', '')}"
        f"<sheetData>{''.join(rows)}</sheetData>{sheet.get('after', '')}</worksheet>"
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f"<Relationship Id='{key}' Type='{_OFFICE}/{kind}' Target={quoteattr(target)}/>"
        for key, (kind, target) in targets.items()
    )
    return f"{_XML}<Relationships xmlns='{_PACKAGE}/relationships'>{inner}</Relationships>"


def _shared_xml(shared: list[str]) -> str:
    inner = "".join(text if text.startswith("<si>") else f"<si><t>{escape(text)}</t></si>" for text in shared)
    return f"{_XML}<sst xmlns='{_MAIN}' count='{len(shared)}' uniqueCount='{len(shared)}'>{inner}</sst>"


def _types_xml(sheets: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {f"/xl/worksheets/sheet{i}.xml": "worksheet" for i in range(1, sheets + 1)}
    inner = "".join(f"<Override PartName='{name}' ContentType='{_TYPE}.{kind}+xml'/>" for name, kind in kinds.items())
    return (
        f"{_XML}<Types xmlns='{_PACKAGE}/content-types'>"
        "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        f"<Default Extension='xml' ContentType='application/xml'/>{inner}</Types>"
    )


def workbook(case: Case) -> Parts:
    """Write the parts of a workbook: the sheets of the case, or its one sheet, and what they need."""
    sheets = case.get("sheets", [case])
    styles = Styles()
    parts = {f"xl/worksheets/sheet{i}.xml": _sheet_xml(sheet, styles) for i, sheet in enumerate(sheets, start=1)}
    listed = "".join(
        f"<sheet name={quoteattr(sheet.get('sheet', SHEET))} sheetId='{i}' r:id='rId{i}'{sheet.get('state', '')}/>"
        for i, sheet in enumerate(sheets, start=1)
    )
    targets = {f"rId{i}": ("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)}
    targets |= {"rId901": ("styles", "styles.xml"), "rId902": ("sharedStrings", "sharedStrings.xml")}
    head = {
        "[Content_Types].xml": _types_xml(len(sheets)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f"{_XML}<workbook xmlns='{_MAIN}' xmlns:r='{_OFFICE}'>{case.get('book', '')}"
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": styles.xml(),
        "xl/sharedStrings.xml": _shared_xml(case.get("shared", [])),
    }
    return {name: text.encode() for name, text in (head | parts).items()}


def _edited(case: Case, parts: Parts) -> Parts:
    for name in case.get("drop", []):
        del parts[name]
    for name, old, new in case.get("edit", []):
        text = parts[name].decode()
        assert old in text, (case["name"], old)
        parts[name] = text.replace(old, new, 1).encode()
    for name, text in case.get("parts", {}).items():
        parts[name] = text.encode()
    for name, encoding in case.get("recode", {}).items():
        parts[name] = parts[name].decode().replace("UTF-8", encoding, 1).encode(encoding)
    return parts


# Archives


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _grown(data: bytes, grow: Case) -> tuple[bytes, int, int]:
    """Pack a part with a text many times over before a place in it; give it packed, its checksum and its size."""
    cut = data.index(grow["at"].encode())
    text = grow["text"].encode()
    per = max(1, min(grow["times"], 100_000 // len(text)))
    # What does not pack keeps an archive below the ratios that give a bomb away.
    block = text * per + grow.get("mix", "").format(noise({"length": 150}).hex()).encode()
    times = grow["times"] // per
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    begin = packer.compress(data[:cut]) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the same bytes are packed into the same bytes, so that each block need not be packed anew.
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(data[cut:]) + packer.flush()
    check = zlib.crc32(data[:cut])
    for _ in range(times):
        check = zlib.crc32(block, check)
    return begin + packed * times + end, zlib.crc32(data[cut:], check), len(data) + len(block) * times


def _member(name: bytes, data: bytes, how: Case) -> tuple[bytes, bytes, bytes]:
    """Write what stands before a member, the member, and its entry in the directory up to the place of the member."""
    method = how.get("method", 8)
    packed, check, size = _deflate(data) if method == 8 else data, zlib.crc32(data), len(data)
    if "grow" in how:
        packed, check, size = _grown(data, how["grow"])
    check, size, length = how.get("check", check), how.get("size", size), how.get("packed", len(packed))
    method = how.get("claim", method)
    flags = how.get("flags", 0x808 if how.get("is_stream") else 0x800)
    head = struct.pack("<HHHHHIII", 20, flags, method, 0, 33, check, length, size)
    extra = how.get("extra", "").encode("latin-1")
    local = how.get("local", "").encode() or name
    before = b"PK\3\4" + head + struct.pack("<HH", len(local), len(extra)) + local + extra
    if how.get("is_stream"):
        before = before[:14] + bytes(12) + before[26:]
        packed += b"PK\7\x08" + struct.pack("<III", check, length, size)
    entry = b"PK\1\2\x14\0" + head + struct.pack("<HHHHHI", len(name), len(extra), 0, 0, 0, 0)
    return before, packed, entry


def archive(parts: list[tuple[str, bytes, Case]]) -> bytes:
    """Write an archive of members, each with what is odd about it."""
    body, directory, at = bytearray(), bytearray(), {}
    for name, data, how in parts:
        raw = how.get("name", name).encode()
        before, packed, entry = _member(raw, data, how)
        if "over" in how:
            place = at[how["over"]]
        else:
            place = len(body)
            body += before + packed
        at[name] = place
        extra = how.get("extra", "").encode("latin-1")
        directory += entry + struct.pack("<I", place) + raw + extra
    end = struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, len(parts) & 65535, len(parts) & 65535, len(directory), len(body), 0
    )
    return bytes(body + directory + end)


def xlsx(case: Case) -> bytes:
    parts = _edited(case, workbook(case))
    how = case.get("zip", {})
    for name, (old, new) in case.get("swap", {}).items():
        assert bytes.fromhex(old) in parts[name]
        parts[name] = parts[name].replace(bytes.fromhex(old), bytes.fromhex(new))
    members = [(name, data, how.get(name, {})) for name, data in parts.items()]
    for more in case.get("members", []):
        # A member more: of its own text, or with that of another one.
        data = parts[more["like"]] if "like" in more else more.get("text", "").encode()
        members += [(more["name"].format(i), data, more.get("how", {})) for i in range(more.get("times", 1))]
    return archive(members)
