"""Codes that carry the German word for what they stand for. No Django in it."""

from enum import StrEnum


class LabelledCode(StrEnum):
    """A code with the German word for it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "LabelledCode":
        """A code that shows its German word as ``label``."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
