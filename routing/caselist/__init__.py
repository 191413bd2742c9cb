"""Finding cases: the list, the search, the exact number, and the counts of what a list would show."""
