"""Tags of the templates of routing."""
