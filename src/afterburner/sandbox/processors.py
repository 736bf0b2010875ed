"""Which processor a cell measures on: one that no other cell of this user measures on, if there is one.

Two programs that are measured on one processor take turns on it: their CPU times get noisier and their wall times double.
The claim is a file lock, so that it ends with the process that holds it, however it ends.
"""

import contextlib
import fcntl
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A processor, and the lock that says so; None: all of them were taken, or locks can't be had here."""

    cpu: int
    lock_fd: int | None

    def release(self) -> None:
        """Let others have it."""
        if self.lock_fd is not None:
            os.close(self.lock_fd)


def claim(wanted: int | None = None) -> Claim:
    """Claim the processor ``wanted``, or any that is free, the last one first; if none is, share the last one."""
    usable = sorted(os.sched_getaffinity(0), reverse=True)
    for cpu in usable if wanted is None else [wanted]:
        lock_fd = _locked(cpu)
        if lock_fd is not None:
            return Claim(cpu=cpu, lock_fd=lock_fd)
    return Claim(cpu=usable[0] if wanted is None else wanted, lock_fd=None)


def _locked(cpu: int) -> int | None:
    folder = Path(tempfile.gettempdir()) / f"afterburner-{os.getuid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        lock_fd = os.open(folder / f"cpu-{cpu}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock_fd)
            return None
        return lock_fd
    return None
