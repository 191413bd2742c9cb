"""Tests of `kit.lists`."""
