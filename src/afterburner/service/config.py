"""What can be set about a service, and what it is by default."""

import os
from dataclasses import dataclass, field

from afterburner.core.errors import UsageError
from afterburner.core.execution import MIB, Limits
from afterburner.sandbox.monolith import Isolation


def largest_limits() -> Limits:
    """Return the limits beyond which a request is refused by default: memory is that of the machine."""
    machine_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Limits(
        cpu_s=600.0,
        wall_s=1800.0,
        memory_bytes=machine_bytes,
        output_bytes=256 * MIB,
        processes=4096,
        scratch_bytes=4096 * MIB,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceConfig:
    """Settings of one service.

    Raises:
        UsageError: a number is not positive, or the token is empty or not ASCII.

    """

    workers: int | None = None
    """Programs that run at one time; None: one a processor."""
    isolation: Isolation = Isolation.BEST
    """What is to be done about layers that this machine lacks."""
    token: str | None = None
    """What clients have to bring as ``Authorization: Bearer``; None: anybody may ask."""
    queue: int = 4096
    """Pieces of work that may wait; further ones are refused with 429."""
    queue_bytes: int = 1024 * MIB
    """Bytes of requests that may wait."""
    body_bytes: int = 16 * MIB
    """Largest body of a request; larger ones are refused with 413."""
    tests: int = 10_000
    """Most tests of one judgement."""
    most: Limits = field(default_factory=largest_limits)
    """What a request may ask for."""
    kept_jobs: int = 4096
    """Results of jobs that nobody waits for, kept until others push them out."""
    kept_bytes: int = 256 * MIB
    """The same in bytes."""
    unread_bytes: int = 64 * MIB
    """Results of one batch that its client has not read yet; beyond, the batch pauses."""
    grace_s: float = 60.0
    """Seconds that accepted work has to finish when the service is asked to end."""

    def __post_init__(self) -> None:
        for name in (
            "queue",
            "queue_bytes",
            "body_bytes",
            "tests",
            "kept_jobs",
            "kept_bytes",
            "unread_bytes",
            "grace_s",
        ):
            value = getattr(self, name)
            if not 0 < value <= 1e15:  # noqa: PLR2004 - as in Limits
                raise UsageError(f"the setting {name} is {value}", hint="give a positive number")
        if self.workers is not None and self.workers < 1:
            raise UsageError(
                f"the setting workers is {self.workers}", hint="give 1 or more, or none for all processors"
            )
        if self.token is not None and not (self.token and self.token.isascii() and self.token.isprintable()):
            raise UsageError(
                "the token is empty or has characters that a header can't carry", hint="use ASCII characters"
            )
