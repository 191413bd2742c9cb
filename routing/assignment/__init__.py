"""Decisions and who is responsible: asking the rules, keeping their answers, assigning cases."""
