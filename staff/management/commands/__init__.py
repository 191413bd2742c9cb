"""`route`: the batch door. `demo`: the demo office."""
