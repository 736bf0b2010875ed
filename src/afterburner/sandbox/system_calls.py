"""The system calls that no program under test needs: a deny list, compiled by libseccomp into a filter for the kernel.

The filter is put on the zygote, before it knows any program, and is inherited by everything that is forked from it; nothing
can take it off again. What is denied answers with an error, as on a kernel that lacks it; a foreign architecture's calls
(``int 0x80`` on x86-64, say) end the process.

Covered: tracing and other processes' memory, mounting, new namespaces, io_uring, keys, BPF, performance events, modules, time
and host settings, all sockets but Unix, TCP, UDP and routing ones.
Not covered: which files, addresses or processes the allowed calls are used on; the other layers do that.
"""

import errno
import fcntl
import logging
import socket
import tempfile
from functools import cache
from types import ModuleType
from typing import Any

_log = logging.getLogger(__name__)

_DENIED = (
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "kcmp",
    "pidfd_getfd",
    "process_madvise",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "mount_setattr",
    "unshare",
    "setns",
    "add_key",
    "keyctl",
    "request_key",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "fanotify_init",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "reboot",
    "swapon",
    "swapoff",
    "quotactl",
    "quotactl_fd",
    "acct",
    "open_by_handle_at",
    "name_to_handle_at",
    "personality",
    "lookup_dcookie",
    "vhangup",
    "uselib",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "stime",
    "sethostname",
    "setdomainname",
    "syslog",
    "iopl",
    "ioperm",
    "migrate_pages",
    "move_pages",
    "mbind",
    "set_mempolicy",
    "set_mempolicy_home_node",
)

_MISSING = [
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "clone3",
    "shmget",
    "msgget",
    "semget",
    "statx",
]
"""Answered as by a kernel without them, so that libraries fall back: the flags of ``clone3`` can't be seen by a filter, System
V's objects outlive their maker, where nobody has the right to forbid them otherwise, and the last one tells when the scratch
was last replaced, and so whether the run before had left anything there."""

_MISSING_NUMBERS = (457, 458)
"""``statmount`` and ``listmount``, which tell the same: the same numbers everywhere, and names that few libraries know yet."""

_OWN_ONLY = (
    ("setpriority", 0),
    ("setpriority", 1),
    ("sched_setaffinity", 0),
    ("sched_setscheduler", 0),
    ("sched_setparam", 0),
    ("sched_setattr", 0),
    ("ioprio_set", 1),
)
"""Calls, and which of their arguments is 0 where they are about the caller."""

_NAMESPACE_FLAGS = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
_FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
"""Those of sockets that there are. Asking for another one, or for another protocol, can make the kernel load a module, which
the whole machine sees, and for good."""
_PROTOCOLS = (0, socket.IPPROTO_TCP, socket.IPPROTO_UDP)
"""Of internet sockets; 0 chooses the usual one."""
_TYPE_MASK = 0xF
_OPEN_FILE_LOCKS = (37, 38)  # F_OFD_SETLK and F_OFD_SETLKW, which Python has no names for
_LOCKING = (fcntl.F_SETLK, fcntl.F_SETLKW, *_OPEN_FILE_LOCKS, fcntl.F_SETLEASE, fcntl.F_NOTIFY)


@cache
def compiled_filter(*, locks: bool, memory_files: bool) -> bytes:
    """Return the filter as the kernel takes it; empty, and said so in the log, where libseccomp is not installed.

    With ``memory_files``, files in memory can be made that have no name: only a control group can count them.

    With ``locks``, files can be locked: compilers do, programs under test have no use for it but to leave word to each
    other, since every file that they share can be locked by those who may only read it.
    """
    try:
        import pyseccomp  # noqa: PLC0415 - it fails to import where the system library is missing
    except (ImportError, RuntimeError, OSError) as error:
        _log.info("no seccomp filter: %s", error)
        return b""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    _deny_calls(rules, pyseccomp)
    _deny_arguments(rules, pyseccomp)
    _deny_others(rules, pyseccomp)
    if not locks:
        _deny_locks(rules, pyseccomp)
    if not memory_files:
        for name in ("memfd_create", "memfd_secret"):
            rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), name)
    return _exported(rules)


def _exported(rules: Any) -> bytes:  # noqa: ANN401 - pyseccomp has no types
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


@cache
def compiled_listening() -> bytes:
    """Return the filter that tells of internet sockets that are asked for; empty where libseccomp can't make it."""
    try:
        import pyseccomp  # noqa: PLC0415 - as above

        rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
        for family in (socket.AF_INET, socket.AF_INET6):
            rules.add_rule(pyseccomp.NOTIFY, "socket", _equal(pyseccomp, 0, family))
    except (ImportError, RuntimeError, OSError) as error:  # libseccomp before 2.5 knows no such thing
        _log.info("nobody listens to system calls: %s", error)
        return b""
    return _exported(rules)


def _deny_calls(rules: Any, seccomp: ModuleType) -> None:  # noqa: ANN401 - pyseccomp has no types
    for names, number in ((_DENIED, errno.EPERM), (_MISSING, errno.ENOSYS)):
        for name in names:
            if seccomp.resolve_syscall(seccomp.system_arch(), name) >= 0:
                rules.add_rule(seccomp.ERRNO(number), name)
    for number in _MISSING_NUMBERS:
        rules.add_rule(seccomp.ERRNO(errno.ENOSYS), number)


def _deny_arguments(rules: Any, seccomp: ModuleType) -> None:  # noqa: ANN401 - as above
    for flag in _NAMESPACE_FLAGS:
        rules.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flag, flag))
    _deny_all_but(rules, seccomp, errno.EAFNOSUPPORT, 0, _FAMILIES)
    for family in (socket.AF_INET, socket.AF_INET6):
        _deny_all_but(rules, seccomp, errno.EPROTONOSUPPORT, 2, _PROTOCOLS, _equal(seccomp, 0, family))
    _deny_all_but(rules, seccomp, errno.EPROTONOSUPPORT, 2, (0,), _equal(seccomp, 0, socket.AF_NETLINK))
    rules.add_rule(seccomp.ERRNO(errno.EAFNOSUPPORT), "socketpair", seccomp.Arg(0, seccomp.NE, socket.AF_UNIX))
    raw = seccomp.Arg(1, seccomp.MASKED_EQ, _TYPE_MASK, socket.SOCK_RAW)
    rules.add_rule(seccomp.ERRNO(errno.EPERM), "socket", raw)


def _deny_all_but(
    rules: Any,  # noqa: ANN401 - as above
    seccomp: ModuleType,
    number: int,
    argument: int,
    allowed: tuple[int, ...],
    *conditions: Any,  # noqa: ANN401 - as above
) -> None:
    """Answer ``socket`` with the error ``number`` where its ``argument`` is none of ``allowed``."""
    denied = seccomp.ERRNO(number)
    # Compared as 64 bits: with anything in the upper half it is larger, too.
    rules.add_rule(denied, "socket", seccomp.Arg(argument, seccomp.GT, max(allowed)), *conditions)
    for value in set(range(max(allowed))) - set(allowed):
        rules.add_rule(denied, "socket", seccomp.Arg(argument, seccomp.EQ, value), *conditions)


def _deny_locks(rules: Any, seccomp: ModuleType) -> None:  # noqa: ANN401 - as above
    denied = seccomp.ERRNO(errno.ENOLCK)
    rules.add_rule(denied, "flock")
    for command in _LOCKING:
        rules.add_rule(denied, "fcntl", _equal(seccomp, 1, command))


def _deny_others(rules: Any, seccomp: ModuleType) -> None:  # noqa: ANN401 - as above
    """Allow a process to change its own priority, processor and limits only: others may belong to the same user."""
    denied = seccomp.ERRNO(errno.EPERM)
    for name, argument in _OWN_ONLY:
        rules.add_rule(denied, name, seccomp.Arg(argument, seccomp.NE, 0))
    rules.add_rule(denied, "ioprio_set", seccomp.Arg(0, seccomp.NE, 1))
    rules.add_rule(denied, "prlimit64", seccomp.Arg(0, seccomp.NE, 0), seccomp.Arg(2, seccomp.NE, 0))


def _equal(seccomp: ModuleType, argument: int, value: int) -> Any:  # noqa: ANN401 - as above
    """Return the test for a 32-bit argument: the kernel drops the upper half of the register, whatever it holds."""
    return seccomp.Arg(argument, seccomp.MASKED_EQ, 0xFFFFFFFF, value)
