"""What a cell can start: source for a warm interpreter, or a command with the files that it needs."""

from dataclasses import dataclass

from afterburner.core.execution import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Startable:
    """A program, ready to be handed to a cell."""

    source: bytes = b""
    """Python source; unused where there is a command."""
    entry_point: str | None = None
    command: tuple[str, ...] = ()
    """Empty: ``source`` runs in a warm interpreter."""
    environment: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    """Names and contents, put where the program starts, anew for each run."""
    folders: tuple[str, ...] = ()
    """Made there beforehand."""
    binary: bytes | None = None
    """What is executed itself; ``command`` then holds its arguments, the name it goes by first."""
    announces: bool = False
    """Whether a byte on descriptor 3, and one that comes back, say that user code begins; else it begins with the command."""
    out_of_memory: str | None = None
    """A pattern in the standard error of a program that failed, which says that its runtime ran out of memory."""
    static_bytes: int = 0
    """Memory that the binary asks for when it is loaded."""
    fetch: tuple[str, ...] = ()
    """Files and folders that are wanted back after a run, as a tar archive."""

    @property
    def start(self) -> str:
        """When user code begins: ``warm``, ``announced``, or ``executed``."""
        if not self.command:
            return "warm"
        return "announced" if self.announces else "executed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A program with the limits that it is made ready for."""

    startable: Startable
    limits: Limits
