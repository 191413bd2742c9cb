"""Taking in: forms, files, search."""
