"""The rules of responsibility: pure Python over frozen facts. No clock, no database, no user, no Django."""
