"""Errors of Afterburner: what is nobody's program's fault.

The tree, each error named after the boundary that was crossed::

    AfterburnerError
    ├── UsageError        the caller's input is off: exit code 2
    │   └── DataError     a file, record or archive is off: says which and where
    ├── CheckerError      a problem's own checker failed: nobody is judged; exit code 2
    ├── SandboxError      the machine or the sandbox failed: retried, counted, never scored; exit code 3
    │   └── IsolationError layers are missing that were asked for: trying again is of no use
    └── CancelledRunError somebody asked for the end of a run: nobody is to blame, nothing is scored

A program that fails is not an error here: it is a :class:`~afterburner.core.status.Status`.
"""


class AfterburnerError(Exception):
    """Base of all errors; ``hint`` says what to do next."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AfterburnerError):
    """The caller asked for something that can't be done as asked."""


class DataError(UsageError):
    """A file or a record can't be read; the message names the file and the place in it."""


class CheckerError(AfterburnerError):
    """A checker's program crashed, or broke its limits: it said nothing about the answer."""


class SandboxError(AfterburnerError):
    """The machine or the sandbox failed; the program under test is not to blame."""


class IsolationError(SandboxError):
    """Layers of isolation were asked for that this machine lacks."""


class CancelledRunError(AfterburnerError):
    """A run was ended because whoever asked for it wants no more of it."""
