"""Settings: base, and on top of it dev, test, production."""
