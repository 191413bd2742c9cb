"""A template of this project names nothing that is not there.

Not there is a name that nobody gave to the template, and an attribute that a thing does not have. A condition and a
`firstof` may ask whether a name was given (components have parameters that may be left out), a form has the field, or
there is anything to have the attribute; a `default` filter says what stands in place of it. Templates of libraries keep
their customs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.forms import BaseForm
from django.template import Variable, VariableDoesNotExist
from django.template.base import FilterExpression, Parser
from django.template.context import BaseContext
from django.template.defaultfilters import default
from django.template.defaulttags import FirstOfNode, TemplateIfParser

from tests.nets.findings import is_ours, report

_MAY_LACK = (BaseContext, BaseForm, dict, type(None))

_compile = FilterExpression.__init__
_condition = TemplateIfParser.create_var
_choose: Any = FirstOfNode.__init__


class WatchedVariable(Variable):
    """A variable that reports what it does not find."""

    def __init__(self, name: str, template: str, *, may_be_missing: bool) -> None:
        super().__init__(name)
        self.template = template
        self.may_be_missing = may_be_missing

    def resolve(self, context: Any) -> Any:
        """Find the value, as ever."""
        try:
            return super().resolve(context)
        except VariableDoesNotExist as missing:
            searched: Any = missing.params[-1]
            if not (self.may_be_missing and isinstance(searched, _MAY_LACK)):
                report(f"{self.template}: unknown variable {self.var}")
            raise


def _compile_watched(expression: FilterExpression, token: str, parser: Parser) -> None:
    _compile(expression, token, parser)
    if isinstance(expression.var, Variable) and parser.origin and is_ours(parser.origin.name):
        template = str(Path(parser.origin.name).relative_to(settings.BASE_DIR))
        has_default = any(function is default for function, _ in expression.filters)
        expression.var = WatchedVariable(str(expression.var), template, may_be_missing=has_default)


def _watched_condition(parser: TemplateIfParser, value: str) -> Any:
    literal: Any = _condition(parser, value)
    _let_be_missing(literal.value)
    return literal


def _watched_choice(node: FirstOfNode, choices: list[FilterExpression], *rest: Any) -> None:
    for choice in choices:
        _let_be_missing(choice)
    _choose(node, choices, *rest)


def _let_be_missing(expression: FilterExpression) -> None:
    if isinstance(expression.var, WatchedVariable):
        expression.var.may_be_missing = True


@pytest.fixture(scope="session", autouse=True)
def _templates_name_what_is_there() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FilterExpression, "__init__", _compile_watched)
        patch.setattr(TemplateIfParser, "create_var", _watched_condition)
        patch.setattr(FirstOfNode, "__init__", _watched_choice)
        yield
