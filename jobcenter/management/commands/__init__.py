"""`restrict_role`: what the role that serves pages may not do."""
