"""Lists of an office (CSV, XLSX) read without guessing, whatever they are about.

An app says the columns of its list (`layouts.Layout`), opens a file as such a table (`table.open_table`) and reads its
lines (`table.read_lines`). What cannot be read becomes a `problems.Problem` with its place, never with its content,
because that is social data. No Django and no database in it.
"""
