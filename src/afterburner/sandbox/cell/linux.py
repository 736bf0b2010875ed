"""The few Linux calls that Python 3.11's ``os`` lacks, by ctypes. Each raises OSError with the kernel's own number."""

import ctypes
import os
from collections.abc import Callable

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_NOATIME = 1024
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_SET_CHILD_SUBREAPER = 36
CAP_CHECKPOINT_RESTORE = 40
_CAPABILITIES_VERSION = 0x20080522
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
ADDR_NO_RANDOMIZE = 0x0040000

_PIVOT_ROOT_NUMBER = {"x86_64": 155, "aarch64": 41, "riscv64": 41, "ppc64le": 203, "s390x": 217}

_SECCOMP_NUMBER = {"x86_64": 317, "aarch64": 277, "riscv64": 277, "ppc64le": 358, "s390x": 348}
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_SPEC_ALLOW = 4
_SECCOMP_FILTER_FLAG_NEW_LISTENER = 8
_SECCOMP_FILTER_FLAG_TSYNC_ESRCH = 16
"""Known since Linux 5.7, and without effect on one thread: kernels that take it can let a call go on that was listened to."""
_INSTRUCTION_BYTES = 8

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces named by ``flags`` for new ones; children are born into a new PID namespace."""
    _checked(_libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """Mount ``source`` at ``target``."""
    arguments = (source.encode(), target.encode(), kind.encode() if kind else None, ctypes.c_ulong(flags))
    _checked(_libc.mount(*arguments, data.encode() if data else None), f"mount {target}")


def unmount(target: str) -> None:
    """Detach what is mounted at ``target``; it disappears when its last user is gone."""
    _checked(_libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def pivot_root(new_root: str, put_old: str) -> None:
    """Make ``new_root`` the root of every process of this mount namespace."""
    number = _PIVOT_ROOT_NUMBER.get(os.uname().machine)
    if number is None:
        raise OSError(38, f"pivot_root: its number is not known on {os.uname().machine}")
    _checked(_libc.syscall(number, new_root.encode(), put_old.encode()), "pivot_root")


def prctl(option: int, value: int) -> None:
    """Set one process attribute."""
    _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")


_CapabilitySets = ctypes.c_uint32 * 6
"""The effective, permitted and inheritable capabilities below 32, then those of the next 32."""
_INHERITABLE = 2


def _call_on_capabilities(call: Callable[..., int], sets: ctypes.Array[ctypes.c_uint32], what: str) -> None:
    version_and_process = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    _checked(call(ctypes.byref(version_and_process), ctypes.byref(sets)), what)


def keep_capability(number: int) -> None:
    """Have what this process executes keep one of the capabilities that it has, whatever its user."""
    sets = _CapabilitySets()
    _call_on_capabilities(_libc.capget, sets, "capget")
    sets[number // 32 * 3 + _INHERITABLE] |= 1 << number % 32
    _call_on_capabilities(_libc.capset, sets, "capset")
    _checked(_libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, ctypes.c_ulong(number), 0, 0), "prctl")


def drop_capabilities() -> None:
    """Give up all capabilities, for good."""
    _call_on_capabilities(_libc.capset, _CapabilitySets(), "capset")


class _Program(ctypes.Structure):
    """The kernel's ``struct sock_fprog``: a filter and its length in instructions."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def filter_system_calls(program: bytes, *, listened_to: bool = False) -> int:
    """Put the compiled seccomp filter ``program`` on this process, for good; needs ``no_new_privs``.

    Where it is ``listened_to``, return the descriptor on which calls are told that the filter does not decide itself; they wait
    for the answer.
    """
    number = _SECCOMP_NUMBER.get(os.uname().machine)
    if number is None:
        raise OSError(38, f"seccomp: its number is not known on {os.uname().machine}")
    prog = _Program(len(program) // _INSTRUCTION_BYTES, program)
    # Without the flag, some kernels switch on a mitigation that makes the filtered program itself slower.
    flags = _SECCOMP_FILTER_FLAG_SPEC_ALLOW
    if listened_to:
        flags |= _SECCOMP_FILTER_FLAG_NEW_LISTENER | _SECCOMP_FILTER_FLAG_TSYNC_ESRCH
    arguments = ctypes.c_ulong(flags), ctypes.byref(prog)
    return _checked(_libc.syscall(number, _SECCOMP_SET_MODE_FILTER, *arguments), "seccomp")


def fix_address_layout() -> None:
    """Switch address randomisation off for what this process executes, so that runs differ in nothing but the program."""
    _checked(_libc.personality(ADDR_NO_RANDOMIZE), "personality")
