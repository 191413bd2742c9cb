"""Reading pages as a browser does."""

import re
from html.parser import HTMLParser

_TOKENS = re.compile(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"[^"]*"')


def without_tokens(page: bytes) -> str:
    """The page without the tokens that are new in every answer."""
    return _TOKENS.sub(r"\1…", page.decode())


def entered(page: bytes) -> dict[str, str]:
    """What the form of the page's main part would send if it was sent as it stands, without pressing a button."""
    reader = _FormReader()
    reader.feed(page.decode())
    return reader.fields


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._in_main = False
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._in_main = True
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "textarea" and self._in_main:
            self._textarea = given.get("name", "")
            self.fields[self._textarea] = ""
        elif tag == "option" and self._in_main and ("selected" in given or self._select not in self.fields):
            self.fields[self._select] = given.get("value", "")
        elif tag == "input" and self._in_main and _is_sent(given):
            ticked = "on" if given.get("type") == "checkbox" else ""
            self.fields[given["name"]] = given.get("value", ticked)

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        if tag == "main":
            self._in_main = False


def _is_sent(given: dict[str, str]) -> bool:
    return "name" in given and (given.get("type") not in {"radio", "checkbox"} or "checked" in given)
