"""The shared, domain-free kit: days and ages, form parts, template tags. Imports nothing of ours."""
