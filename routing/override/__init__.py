"""Setting an answer of the rules aside for a time: asked for by one person, decided by another."""
