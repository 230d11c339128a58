"""The pages on clusters: their code runs as it stands, after that of the page that they continue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from engine_frames import spark_session

DOCS = Path(__file__).parents[1] / "docs"


def blocks(page: str, fence: str) -> list[str]:
    """Give the blocks of code of a page."""
    return re.findall(
        rf"^```{re.escape(fence)}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


# narwhals says that Dask will need a package of its own; Dask asks pandas for what pandas will drop.
@pytest.mark.filterwarnings("ignore:The inplace keyword in:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning")
def test_the_page_on_clusters_does_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Spark and Dask print what the page says, among it the digest of the page on one machine."""
    monkeypatch.chdir(DOCS.parent)
    spark_session()
    space: dict[str, object] = {"__name__": "page"}
    for block in blocks("how-to/household_surveys.md", "{testcode}"):
        exec(block, space)
    capsys.readouterr()
    for block in blocks("how-to/surveys_on_a_cluster.md", "python"):
        exec(block, space)
    page = (DOCS / "how-to" / "surveys_on_a_cluster.md").read_text("utf-8")
    printed = capsys.readouterr().out.splitlines()
    assert re.findall(r"^It prints `(.*?)`", page, re.MULTILINE) == printed


def test_the_chinese_page_has_the_same_code() -> None:
    """What runs for one page runs for both."""
    english, chinese = (
        [re.sub(r" *#.*", "", block) for block in blocks(f"{folder}/surveys_on_a_cluster.md", "python")]
        for folder in ("how-to", "zh")
    )
    assert english == chinese
    assert len(english) > 3
