"""Benchmarks beside baselines: ``python -m bench`` runs them all, ``python -m bench rules`` one of them."""
