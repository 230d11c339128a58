"""Places: cities, counties and townships as values. Jiangxi's own stand in `jxassess.places.jiangxi`."""

from __future__ import annotations

from jxassess.places._places import City, County, Place, Township

__all__ = ["City", "County", "Place", "Township"]
