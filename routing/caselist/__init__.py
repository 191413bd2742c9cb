"""Finding cases: the list, its saved views, the search, the exact number, and the counts of what a list would show."""
