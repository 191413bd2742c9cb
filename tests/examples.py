"""On how many examples a property is tried: the same few in each run, many new ones with HYPOTHESIS_PROFILE=explore."""

import os

from hypothesis import HealthCheck, settings

_EXPLORES = os.environ.get("HYPOTHESIS_PROFILE") == "explore"

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=25, database=None)
settings.register_profile("explore", deadline=None, max_examples=10_000)
settings.load_profile("explore" if _EXPLORES else "ci")

# For an example that builds an office.
FEW = settings(max_examples=1_000 if _EXPLORES else 5, suppress_health_check=list(HealthCheck))
# For an example that is months of it.
LEAST = settings(max_examples=500 if _EXPLORES else 2)
