"""Taking lists out of the application: with a purpose, logged, and gone after a day."""
