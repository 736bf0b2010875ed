"""What walls are up on this machine: each layer is tried with a real attack, not asked about.

An attack is a program that tries to get through and says so on its standard output: ``through`` or ``held``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.execution import MIB, Limits, Program
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Monolith


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One attempt to get through one layer."""

    layer: str
    what: str
    source: str
    hint: str
    """How to get the layer."""
    limits: Limits = Limits(cpu_s=5, wall_s=10)  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an attack came to."""

    attack: Attack
    is_on: bool
    """Whether the sandbox says that the layer is on."""
    held: bool
    """Whether the layer stood the attack."""
    detail: str
    """Why the kernel refused the layer, or how the attack ended."""


_ROOT_HINT = "run as root, or where the kernel lets ordinary users make user namespaces"

_BECOME_ROOT = """\
import os
try:
    os.setuid(0)
except OSError:
    pass
print("held" if os.getuid() else "through")
"""

_WRITE_AND_LOOK = """\
import os
held = not os.path.exists("/home") and not os.path.exists("/var")
try:
    open(os.path.join(os.path.dirname(os.__file__), "planted.pth"), "w")
    held = False
except OSError:
    pass
print("held" if held else "through")
"""

_SEE_PROCESSES = """\
import os
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
print("held" if len(pids) < 20 and os.getppid() < 1000 else "through")
"""

_FIND_ROUTE = """\
lines = open("/proc/net/route").read().splitlines()
print("held" if len(lines) <= 1 else "through")
"""

_LEAVE_SEGMENT = """\
import ctypes
segment = ctypes.CDLL(None).shmget(4711, 4096, 0o1666)
print("through" if segment >= 0 else "held")
"""

_READ_HOST_NAME = """\
import os
print("held" if os.uname().nodename == "cell" else "through")
"""

_LOOK_FOR_FLAG = """\
status = open("/proc/thread-self/status").read()
print("held" if "NoNewPrivs:\\t1" in status else "through")
"""

_FORK_WITHOUT_END = """\
import os, time
started = 0
try:
    while started < 3000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        started += 1
except OSError:
    pass
print("through" if started >= 3000 else "held")
"""

_ASK_THE_KERNEL = """\
import ctypes
libc = ctypes.CDLL(None)
new_user_namespace, traceme, ask = 0x10000000, 0, 0xFFFFFFFF
through = [
    libc.unshare(new_user_namespace) == 0,
    libc.ptrace(traceme, 0, 0, 0) == 0,
    libc.personality(ask) != -1,
]
print("through" if any(through) else "held")
"""

_WRITE_TO_PROC = """\
try:
    open("/proc/self/comm", "w").write("other")
    print("through")
except OSError:
    print("held")
"""

_SHARE_MEMORY = """\
import os, time
block = bytearray(os.urandom(1 << 20)) * 100
for _ in range(3):
    if os.fork() == 0:
        time.sleep(0.2)
        os._exit(0)
for _ in range(3):
    os.wait()
print("held")
"""

ATTACKS: Sequence[Attack] = (
    Attack(
        layer="unprivileged-user",
        what="become root again",
        source=_BECOME_ROOT,
        hint="run as root: the sandbox then runs programs as a user that owns nothing",
    ),
    Attack(
        layer="private-root",
        what="write beside the interpreter, see the host's files",
        source=_WRITE_AND_LOOK,
        hint=_ROOT_HINT,
    ),
    Attack(layer="pid-namespace", what="see other processes", source=_SEE_PROCESSES, hint=_ROOT_HINT),
    Attack(layer="network-namespace", what="find a route to anywhere", source=_FIND_ROUTE, hint=_ROOT_HINT),
    Attack(
        layer="ipc-namespace", what="leave a System V memory segment behind", source=_LEAVE_SEGMENT, hint=_ROOT_HINT
    ),
    Attack(layer="uts-namespace", what="read the host's name", source=_READ_HOST_NAME, hint=_ROOT_HINT),
    Attack(
        layer="no-new-privileges",
        what="look for the flag in the kernel's own record",
        source=_LOOK_FOR_FLAG,
        hint="needs Linux 3.5 or newer",
    ),
    Attack(
        layer="seccomp",
        what="make a user namespace, be traced, change personality",
        source=_ASK_THE_KERNEL,
        hint="install libseccomp (Debian: libseccomp2)",
    ),
    Attack(layer="resource-limits", what="start processes without end", source=_FORK_WITHOUT_END, hint="needs Linux"),
    Attack(
        layer="landlock",
        what="write where it may only read",
        source=_WRITE_TO_PROC,
        hint="needs Linux 5.13 or newer with `landlock` among the security modules (`lsm=` on the kernel's command line)",
    ),
    Attack(
        layer="control-group",
        what="share memory with children, and have it counted once",
        source=_SHARE_MEMORY,
        hint="run in a delegated group: `systemd-run --user --scope -p Delegate=yes afterburner ...`, as root without `--user`",
        limits=Limits(cpu_s=5, wall_s=10, memory_bytes=250 * MIB),
    ),
)


def examine() -> list[Finding]:
    """Try every layer; each attack runs in the sandbox as any program does.

    Raises:
        SandboxError: the sandbox does not start.

    """
    with Monolith() as sandbox:
        return [_tried(sandbox, attack) for attack in ATTACKS]


def _tried(sandbox: Monolith, attack: Attack) -> Finding:
    is_on = attack.layer in sandbox.layers()
    seen = sandbox.execute(Program(source=attack.source.encode()), b"", limits=attack.limits)
    held = seen.status is Status.OK and seen.stdout.split() == [b"held"]
    detail = sandbox.refused().get(attack.layer, "") or (
        "" if held else f"{seen.status.value} {seen.reason or ''}".strip()
    )
    return Finding(attack=attack, is_on=is_on, held=held, detail=detail)
