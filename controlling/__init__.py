"""Targets, indicators and the performance dialogue (Ziffer 8 and 9). Reads all, writes only its own."""
