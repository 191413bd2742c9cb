"""The tag that lets a form survive the end of a session: `{% load resume %}` and `{% form_owner %}` inside the form."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from staff.models import User
from staff.resume import OWNER_FIELD, owner_token

register = template.Library()


@register.simple_tag(takes_context=True)
def form_owner(context: RequestContext) -> SafeString:
    """A hidden input that says, signed, who opened this form: only to her is handed back what was typed into it."""
    user = context["user"]
    if not isinstance(user, User):
        return SafeString()
    return format_html('<input type="hidden" name="{}" value="{}">', OWNER_FIELD, owner_token(user))
