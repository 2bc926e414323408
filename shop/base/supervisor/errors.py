"""Why the shop cannot be run."""


class CannotRun(Exception):
    """The group cannot be started. The message is for the person at the terminal."""
