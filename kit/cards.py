"""Tables whose rows become cards on a narrow screen (static/css/cards.css).

Shown as blocks, the parts of a table mean nothing to screen readers any more, and a cell stands without its heading.
So each part says its role, and each cell the heading of its column, which a template writes once, in the head.
"""

import re

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

_HEADING = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.DOTALL)
_UNSEEN = re.compile(r'<span class="visually-hidden">.*?</span>')
_PART = re.compile(r"<(table|tr|th|td)\b([^>]*)>")
_WIDTH = re.compile(r'colspan="(\d+)"')
_ROLES = {"table": "table", "tr": "row", "td": "cell"}


def labelled(table: str) -> SafeString:
    """The rendered table with the roles of its parts, and with ``data-label`` where a cell has a heading that is seen.

    ``IndexError`` if a row has more cells than the head.
    """
    seen = (strip_tags(_UNSEEN.sub("", heading)) for heading in _HEADING.findall(table))
    labels = [" ".join(text.replace('"', "&quot;").split()) for text in seen]
    column = 0

    def describe(part: re.Match[str]) -> str:
        nonlocal column
        name, attributes = part.groups()
        role = _ROLES.get(name) or ("columnheader" if 'scope="col"' in attributes else "rowheader")
        label = f' data-label="{labels[column]}"' if name == "td" and labels[column] else ""
        if name == "tr":
            column = 0
        elif name in {"th", "td"}:
            width = _WIDTH.search(attributes)
            column += int(width[1]) if width else 1
        return f'<{name}{attributes}{label} role="{role}">'

    return mark_safe(_PART.sub(describe, table))  # noqa: S308 -- the template has rendered it
