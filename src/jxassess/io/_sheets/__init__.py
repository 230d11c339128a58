"""Tables as offices have them: what stands in cells of workbooks and other files, read into evidence and written out."""
