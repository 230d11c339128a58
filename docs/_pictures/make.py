"""Make the pictures of workbooks: write the files that the pages write, and let LibreOffice show them.

Needs LibreOffice (`soffice`), `pdftoppm` of Poppler and Pillow; it is run by hand, not with the documentation:
`python docs/_pictures/make.py`. Letters and numbers of columns and rows are printed beside the cells, as on the screen.
"""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from PIL import Image, ImageChops

from jxassess import City, County, assess
from jxassess.io import read_scheme
from jxassess.io.excel import read_evidence, write_assessment, write_template

HERE = Path(__file__).parent
SCHEME = HERE.parents[1] / "examples" / "data" / "scheme_small.toml"
RESOLUTION = 130
MARGIN = 12
COLOURS = 64

LAST_DAY = date(2019, 12, 31)
JIA, YI = City(code="990100", name="甲市"), City(code="990200", name="乙市")
COUNTIES = (
    County(code="990121", name="子县", parent=JIA),
    County(code="990122", name="丑县", parent=JIA),
    County(code="990221", name="卯县", parent=YI),
    County(code="990222", name="辰县", parent=YI),
)
TOLD = ("verification", LAST_DAY, "虚构汇总表1")
TARGETS = {"990100": 1850, "990121": 1000, "990122": 850, "990200": 1500, "990221": 600}
VALUES = {
    "990121": (950, 98.5, 96, 13),
    "990122": (861, 97.2, 93.4, 12.5),
    "990221": (630, 99.3, 94.99, 14.5),
    "990222": (930, 97, 95),
}
MISTAKES = {"990221": ("630人", 0.993, 94.99)}


def fill_in(path: Path, values: dict[str, tuple[object, ...]]) -> None:
    """Fill in a template of the small scheme."""
    book = load_workbook(path)
    for row in book["减贫任务"].iter_rows(min_row=4):
        row[2].value, row[3].value = TARGETS[str(row[0].value)], "虚构计划"
    keys = [str(cell.value).partition("\n")[0] for cell in book["指标数据"][3]]
    order = ["建档立卡贫困人口减少", "贫困人口退出准确率", "驻村工作队满意度", "资金使用"]
    for row in book["指标数据"].iter_rows(min_row=4):
        for name, value in zip(order, values[str(row[0].value)], strict=False):
            row[keys.index(name)].value = value
        for cell, value in zip(row[-3:], TOLD, strict=True):
            cell.value = value
    for row in book["贫困县成绩"].iter_rows(min_row=4) if "贫困县成绩" in book.sheetnames else ():
        row[2].value, row[3].value, row[4].value = 95.5, LAST_DAY, "虚构通报"
    book.save(path)


def picture(path: Path, sheet: str, name: str, last_row: int | None = None) -> None:
    """Show one sheet of a workbook, and keep what it looks like."""
    book = load_workbook(path)
    for other in book.sheetnames:
        if other != sheet:
            del book[other]
    shown = book[sheet]
    shown.print_options.headings = True
    shown.oddHeader.left.text = shown.oddHeader.right.text = shown.oddFooter.center.text = ""
    shown.page_setup.fitToWidth, shown.page_setup.fitToHeight = 1, 0
    if last_row is not None:
        shown.delete_rows(last_row + 1, shown.max_row)
    with TemporaryDirectory() as folder:
        copy = Path(folder, "sheet.xlsx")
        book.save(copy)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(copy)],
            check=True,
            capture_output=True,
        )
        shot = ["pdftoppm", "-r", str(RESOLUTION), "-l", "1", "-singlefile", "-png"]
        subprocess.run([*shot, str(copy.with_suffix(".pdf")), str(Path(folder, "page"))], check=True)
        crop(Path(folder, "page.png"), HERE / f"{name}.png")


def crop(source: Path, target: Path) -> None:
    """Cut off the white paper around a table, and write few colours, which keeps the file small."""
    image = Image.open(source).convert("RGB")
    white = Image.new("RGB", image.size, "white")
    box = ImageChops.difference(image, white).getbbox()
    assert box is not None
    left, top, right, bottom = box
    cut = image.crop((max(left - MARGIN, 0), max(top - MARGIN, 0), right + MARGIN, bottom + MARGIN))
    cut.quantize(COLOURS).save(target, optimize=True)
    print(f"{target.name}: {cut.size[0]} x {cut.size[1]}, {target.stat().st_size // 1024} KB")


def main() -> None:
    """Make all pictures."""
    scheme = read_scheme(SCHEME)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for city in (JIA, YI):
            path = folder / f"{city.name}.xlsx"
            units = [city, *(county for county in COUNTIES if county.parent == city)]
            write_template(scheme, units, path, on=LAST_DAY, is_synthetic=True, classification="内部")
        picture(folder / "乙市.xlsx", "说明", "template_about")
        fill_in(folder / "乙市.xlsx", VALUES | MISTAKES)
        picture(folder / "乙市.xlsx", "指标数据", "template")
        for city in (JIA, YI):
            fill_in(folder / f"{city.name}.xlsx", VALUES)
        evidence = read_evidence([folder / "甲市.xlsx", folder / "乙市.xlsx"], scheme)
        write_assessment(assess(evidence, scheme), folder / "results.xlsx")
        picture(folder / "results.xlsx", "县级成绩", "results")


if __name__ == "__main__":
    main()
