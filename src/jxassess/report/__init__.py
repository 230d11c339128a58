"""Documents for people to read, as text: what stands in the values, said in one language.

Nothing is computed here and nothing decided. A document can be made again from the same values at any time.
"""

from __future__ import annotations

from jxassess.report._page import Style
from jxassess.report._scheme import scheme_text

__all__ = ["Style", "scheme_text"]
