"""Whether a run left a trace in the cell's network: its counters can't be set back, so that they would tell the next run.

Theory of operation. A program that asks for an internet socket waits until the warden has taken note and lets it go on
(seccomp's user notification). Only after a run that asked are the network's counters compared with what they were: most such
programs, Java's runtime among them, never send anything. If they differ, the cell is not used again. Where nobody can
listen, the counters are compared after every run.

Covered: what this network counts or lists, on every protocol that the filter of system calls lets a program use.
Not covered: ``softnet_stat`` and ``stat/rt_cache`` belong to the whole machine, and are seen in every network of it.
"""

import contextlib
import fcntl
import os
import struct

_RECEIVE, _SEND = 0xC0502100, 0xC0182101
"""The requests of ``ioctl``: take a notification, answer it."""
_NOTIFICATION_BYTES = 80
_ID = struct.Struct("=Q")
_ANSWER = struct.Struct("=QqiI")
"""Id, result, error, flags."""
_CONTINUE = 1

_COUNTERS = ("dev", "snmp", "netstat", "snmp6", "ip6_flowlabel")
"""Whatever is sent, refused or kept for later by internet sockets shows up in one of these; other files list what is open."""
_MOST_BYTES = 1 << 16


class Network:
    """The network of a cell, seen by its warden."""

    def __init__(self, listener: int | None) -> None:
        """Watch the network that this process is in; ``listener``: tells of sockets that are asked for, where that can be had."""
        self.listener = listener
        self._counters = [fd for name in _COUNTERS if (fd := _opened(f"/proc/self/net/{name}")) is not None]
        self._before: list[bytes] | None = None
        self._is_asked_for = False
        if listener is None:
            self._take_note()

    def let_go_on(self) -> None:
        """Take note of one socket that is asked for, and let whoever asks for it go on."""
        assert self.listener is not None
        self._take_note()
        notification = bytearray(_NOTIFICATION_BYTES)
        with contextlib.suppress(FileNotFoundError):  # who asked was killed meanwhile
            fcntl.ioctl(self.listener, _RECEIVE, notification)
            fcntl.ioctl(self.listener, _SEND, _ANSWER.pack(*_ID.unpack_from(notification), 0, 0, _CONTINUE))

    def has_trace(self) -> bool:
        """Tell whether the run that has just ended left a trace."""
        was_asked_for, self._is_asked_for = self._is_asked_for, self.listener is None
        return was_asked_for and self._read() != self._before

    def _take_note(self) -> None:
        self._is_asked_for = True
        if self._before is None:
            self._before = self._read()

    def _read(self) -> list[bytes]:
        return [os.pread(fd, _MOST_BYTES, 0) for fd in self._counters]


def _opened(path: str) -> int | None:
    """Open ``path``; None where this kernel has no such file."""
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
