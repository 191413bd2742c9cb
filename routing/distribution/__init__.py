"""Giving many cases of a desk to its caseworkers at once: a plan that is looked at, changed, and applied as a whole."""
