"""What can go wrong on the way to a running application."""


class LocalError(Exception):
    """A problem to be told to the person at the terminal, in one German sentence that says what to do."""
