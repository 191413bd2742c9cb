"""Screens about those who work here (Ziffer 7): who serves a desk, who is away, and who stands in then."""
