"""Taking in the lists of the whole office: dry run, questions, applying, and who sits where."""
