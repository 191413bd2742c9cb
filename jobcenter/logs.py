"""Log lines without personal data."""

import logging
import re

_REDACTIONS = [
    # What follows "?" in an address: filters, tokens, anything a person may have typed.
    (re.compile(r"(?<=[^\s\"'?])\?[^\s\"']+"), "?…"),
    # PostgreSQL quotes the offending row in the detail of an error.
    (re.compile(r"^(\s*(?:DETAIL|KONTEXT|CONTEXT|LINE \d+)):.*$", re.MULTILINE), r"\1: …"),
    (re.compile(r"\b\d{3}[A-Za-z]\d{6}\b"), "[Kundennummer]"),
    (re.compile(r"\b\d{5}//\d{7}\b"), "[BG-Nummer]"),
]


class RedactingFormatter(logging.Formatter):
    """Formats a record, its traceback included, and takes out query strings, row contents and file numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished lines."""
        text = super().format(record)
        for pattern, replacement in _REDACTIONS:
            text = pattern.sub(replacement, text)
        return text
