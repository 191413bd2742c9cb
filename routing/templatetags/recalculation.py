"""What a page says while stored answers are decided anew."""

from typing import Any

from django import template

from routing.queries import still_to_decide

register = template.Library()


@register.inclusion_tag("routing/_recalculation.html")
def recalculation() -> dict[str, Any]:
    """The remark that answers are decided anew by new values, and how many are left; nothing where none are."""
    return {"recalculation": still_to_decide()}
