"""Sheets read into evidence: every cell by a stated rule, or a fault at its place."""
