"""The files of the batch door and the import: reading lists without guessing, answering them, writing the answers.

No Django and no database in it. What cannot be read becomes a `problems.Problem` with its place, never with its
content, because that is social data.
"""
