"""Template tags of the staff app."""
