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

_MOST_SHARING = 256
"""Cells that may share one processor before nobody counts them any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A processor, and the lock that says so; None: locks can't be had here, or the one that was wanted is taken."""

    cpu: int
    lock_fd: int | None
    is_shared: bool = False
    """Whether another cell measures there, too."""

    def release(self) -> None:
        """Let others have it."""
        if self.lock_fd is not None:
            os.close(self.lock_fd)


def claim(wanted: int | None = None) -> Claim:
    """Claim the processor ``wanted``, or any that is free, the last one first; if none is, share one that the fewest share."""
    usable = sorted(os.sched_getaffinity(0), reverse=True)
    if wanted is not None:
        lock_fd = _locked(wanted, 0)
        return Claim(cpu=wanted, lock_fd=lock_fd, is_shared=lock_fd is None)
    for sharing in range(_MOST_SHARING):
        for cpu in usable:
            lock_fd = _locked(cpu, sharing)
            if lock_fd is not None:
                return Claim(cpu=cpu, lock_fd=lock_fd, is_shared=sharing > 0)
    return Claim(cpu=usable[0], lock_fd=None, is_shared=True)


def _locked(cpu: int, sharing: int) -> int | None:
    """Return the lock of the first cell on ``cpu``, or of the one that is there beside ``sharing`` others; None: it is taken."""
    folder = Path(tempfile.gettempdir()) / f"afterburner-{os.getuid()}"
    name = f"cpu-{cpu}.lock" if sharing == 0 else f"cpu-{cpu}-{sharing}.lock"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        lock_fd = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock_fd)
            return None
        return lock_fd
    return None
