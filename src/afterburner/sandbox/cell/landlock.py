"""Landlock: which files a program may open, whom it may signal, kept by the kernel however the program came by a path.

Own ctypes, since the binding on PyPI (a development release) knows neither scopes nor network rules, and programs' processes
have no site-packages. The kernel says which rights it knows (its ABI); those that it does not know are left out.

Covered: reading, executing and writing by folder; TCP where there is no network namespace (ABI 4); signals and abstract
sockets out of the cell (ABI 6).
Not covered: what other layers are for: memory files, descriptors that are open already, UDP.
"""

import ctypes
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_FIRST_RIGHTS = (1 << 13) - 1
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14
"""Those that make sense for what is not a folder; the kernel refuses others."""
_DEVICE_NODES = 1 << 6 | 1 << 11
_REFER, _TRUNCATE, _DEVICE_CONTROL = 1 << 13, 1 << 14, 1 << 15
_LATER_RIGHTS = {2: _REFER, 3: _TRUNCATE, 5: _DEVICE_CONTROL}
"""The version of the kernel's interface that first knew each."""
_TCP_SINCE, _TCP_BIND_AND_CONNECT = 4, 3
_SCOPES_SINCE, _ABSTRACT_SOCKETS_AND_SIGNALS = 6, 3

READ = _READ_FILE | _READ_DIR | _EXECUTE
"""Read, list and execute."""
LIST = _READ_DIR
WRITE_FILE = _READ_FILE | _WRITE_FILE
"""For a device."""
ALL = _FIRST_RIGHTS & ~_DEVICE_NODES | _REFER | _TRUNCATE
"""Everything but to make devices."""

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be done at ``path`` and below."""

    path: str
    rights: int


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock: {os.strerror(code)}")
    return result


def version() -> int:
    """Return the version of the kernel's interface, 1 or more.

    Raises:
        OSError: this kernel has no Landlock, or it is switched off.

    """
    return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))


def restrict(rules: list[Rule], *, tcp: bool) -> None:
    """Allow this process, and all that descends from it, nothing but what ``rules`` say; needs ``no_new_privs``.

    Without ``tcp``, no TCP port can be bound or connected to, where the kernel knows how.

    Raises:
        OSError: it can't be done.

    """
    known = version()
    handled = _FIRST_RIGHTS | sum(right for since, right in _LATER_RIGHTS.items() if known >= since)
    network = _TCP_BIND_AND_CONNECT if known >= _TCP_SINCE and not tcp else 0
    scopes = _ABSTRACT_SOCKETS_AND_SIGNALS if known >= _SCOPES_SINCE else 0
    wanted = _Ruleset(handled, network, scopes)
    # An older kernel refuses a longer structure only if what it does not know is not zero; then it is zero here.
    ruleset = _call(_CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)), ctypes.c_uint32(0))
    try:
        for rule in rules:
            _allow(ruleset, rule, handled)
        _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def isolate_signals() -> None:
    """Let this process, and all that descends from it, signal nobody but each other.

    Raises:
        OSError: this kernel can't do it.

    """
    if version() < _SCOPES_SINCE:
        raise OSError(errno.ENOSYS, "landlock: this kernel knows no scopes")
    wanted = _Ruleset(0, 0, _ABSTRACT_SOCKETS_AND_SIGNALS)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)), ctypes.c_uint32(0))
    try:
        _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, rule: Rule, handled: int) -> None:
    with _opened(rule.path) as place:
        if place is None:
            return
        mask = handled if stat.S_ISDIR(os.fstat(place).st_mode) else handled & _FILE_RIGHTS
        beneath = _Beneath(rule.rights & mask, place)
        _call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(beneath), ctypes.c_uint32(0))


@contextmanager
def _opened(path: str) -> Iterator[int | None]:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        yield None
        return
    try:
        yield place
    finally:
        os.close(place)
