"""What walls are up on this machine: each layer is tried with a real attack, not asked about.

An attack is a program that tries to get through and says so on its standard output: ``through`` or ``held``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core.execution import Limits, Program
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

ATTACKS: Sequence[Attack] = (
    Attack(
        layer="unprivileged-user",
        what="become root again",
        source="import os\ntry:\n    os.setuid(0)\nexcept OSError:\n    pass\nprint('held' if os.getuid() else 'through')",
        hint="run as root: the sandbox then runs programs as a user that owns nothing",
    ),
    Attack(
        layer="private-root",
        what="write beside the interpreter, and see the host's files",
        source="import os, sys\nok = not os.path.exists('/home') and not os.path.exists('/var')\n"
        "try:\n    open(os.path.join(os.path.dirname(os.__file__), 'x.pth'), 'w')\n    ok = False\nexcept OSError:\n    pass\n"
        "print('held' if ok else 'through')",
        hint=_ROOT_HINT,
    ),
    Attack(
        layer="pid-namespace",
        what="see other processes",
        source="import os\npids = [int(n) for n in os.listdir('/proc') if n.isdigit()]\n"
        "print('held' if len(pids) < 20 and os.getppid() < 1000 else 'through')",
        hint=_ROOT_HINT,
    ),
    Attack(
        layer="network-namespace",
        what="find a route to anywhere",
        source="lines = open('/proc/net/route').read().splitlines()
print('held' if len(lines) <= 1 else 'through')",
        hint=_ROOT_HINT,
    ),
    Attack(
        layer="ipc-namespace",
        what="leave a System V memory segment behind",
        source="import ctypes\nlibc = ctypes.CDLL(None)\nprint('through' if libc.shmget(4711, 4096, 0o1666) >= 0 else 'held')",
        hint=_ROOT_HINT,
    ),
    Attack(
        layer="uts-namespace",
        what="read the host's name",
        source="import os\nprint('held' if os.uname().nodename == 'cell' else 'through')",
        hint=_ROOT_HINT,
    ),
    Attack(
        layer="no-new-privileges",
        what="look for the flag in the kernel's own record",
        source="print('held' if 'NoNewPrivs:\\t1' in open('/proc/thread-self/status').read() else 'through')",
        hint="needs Linux 3.5 or newer",
    ),
    Attack(
        layer="resource-limits",
        what="start processes without end",
        source="import os, time\nn = 0\ntry:\n    while n < 3000:\n        if os.fork() == 0:\n"
        "            time.sleep(60)\n            os._exit(0)\n        n += 1\n"
        "except OSError:\n    pass\nprint('through' if n >= 3000 else 'held')",
        hint="needs Linux",
    ),
)

MISSING_HERE = {
    "seccomp": "system calls are not filtered in this version",
    "landlock": "file access is bounded by the private root alone in this version",
    "control-group": "memory is bounded by sampling, not by the kernel, in this version",
}
"""Layers that this version does not have, said aloud."""


def examine() -> list[Finding]:
    """Try every layer; each attack runs in the sandbox as any program does.

    Raises:
        SandboxError: the sandbox does not start.

    """
    with Monolith() as sandbox:
        return [_tried(sandbox, attack) for attack in ATTACKS]


def _tried(sandbox: Monolith, attack: Attack) -> Finding:
    is_on = attack.layer in sandbox.layers()
    limits = Limits(cpu_s=5, wall_s=10)
    seen = sandbox.execute(Program(source=attack.source.encode()), b"", limits=limits)
    held = seen.status is Status.OK and seen.stdout.split() == [b"held"]
    detail = sandbox.refused().get(attack.layer, "") or (
        "" if held else f"{seen.status.value} {seen.reason or ''}".strip()
    )
    return Finding(attack=attack, is_on=is_on, held=held, detail=detail)
