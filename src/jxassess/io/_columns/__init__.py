"""Columns of files and frames, read and written."""
