"""Tags with which screens are composed: breadcrumb, panels, tables, icons, the list of a form's errors."""

from datetime import date

from django import forms, template
from django.forms.boundfield import BoundField
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kit import formparts
from kit.cards import labelled
from kit.days import overdue_words

register = template.Library()

# Drawn on a field of 24 × 24; parts are cut out by the even-odd rule.
ICONS = {
    "info": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.2 4.6h2.4V9h-2.4V6.6Zm0 4h2.4v7h-2.4v-7Z",
    "success": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.6 14.6-4-4 1.5-1.5 2.5 2.5 5.7-5.7 1.5 1.5-7.2 7.2Z",
    "warning": "M12 2.5 1 21.5h22L12 2.5Zm-1.2 7h2.4v6h-2.4v-6Zm0 7.4h2.4v2.3h-2.4v-2.3Z",
    "danger": "M8 2h8l6 6v8l-6 6H8l-6-6V8l6-6Zm2.8 4.6v7.2h2.4V6.6h-2.4Zm0 8.8v2.4h2.4v-2.4h-2.4Z",
    "search": "M10 3a7 7 0 1 0 4.2 12.6l5 5 1.4-1.4-5-5A7 7 0 0 0 10 3Zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10Z",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture for the eye only: what it means is said in words beside it. ``KeyError`` for an unknown name."""
    return format_html(
        '<svg class="icon icon--{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        '<path fill="currentColor" fill-rule="evenodd" d="{}"></path></svg>',
        name,
        ICONS[name],
    )


@register.simple_tag
def error_list(*parts: forms.BaseForm | formparts.RowFormSet) -> list[formparts.FormError]:
    """The errors of forms and rows for ``components/error_summary.html``, in the order of the page."""
    return formparts.error_list(*parts)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    """Whether a field is several radio buttons or check boxes, which are named by a group and not by a label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def overdue(due: date, on: date) -> str:
    """`kit.days.overdue_words`."""
    return overdue_words(due, on)


@register.filter
def at(name: str, key: object) -> str:
    """The address of one thing's page: ``name`` of the address, ``key`` of the thing. ``NoReverseMatch`` if unknown."""
    return reverse(name, args=[key])


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*steps: object) -> dict[str, object]:
    """Where a page lies: an address (or its name) and a label of each page above, from the top, then its own label."""
    *above, current = steps
    trail = [(label, resolve_url(str(to))) for to, label in zip(above[::2], above[1::2], strict=True)]
    return {"trail": trail, "current": current}


@register.simple_block_tag
def panel(content: SafeString, title: str, name: str, tone: str = "") -> str:
    """A framed section. ``name`` is its id on the page; the heading gets ``<name>-title``."""
    context = {"content": content, "title": title, "name": name, "tone": tone}
    return render_to_string("components/panel.html", context)


@register.simple_block_tag
def table_region(content: SafeString, label: str) -> str:
    """A table that scrolls sideways by itself, reachable by keyboard; `kit.cards` where the window is narrow.

    ``label`` names it.
    """
    return render_to_string("components/table_region.html", {"content": labelled(content), "label": label})
