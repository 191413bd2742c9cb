"""Who serves which desk with how much of a caseload, who is absent, and who stands in for whom."""
