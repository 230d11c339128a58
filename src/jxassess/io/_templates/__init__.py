"""Templates: the workbooks that cities and counties fill in."""
