"""Tables of evidence and of results: made, written to files, read back equal."""
