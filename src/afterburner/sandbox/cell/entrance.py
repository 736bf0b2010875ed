"""The way into a cell: leave the host's namespaces, build the walls, start the zygote behind its bonds, then serve.

The process that the caller starts makes the control group, goes in, and forks the first process of the new namespaces; it
stays outside itself, waits for the end of the cell, and removes the group.
"""

import _socket
import contextlib
import itertools
import os
import resource
import signal
import sys
import time
from dataclasses import dataclass
from typing import NoReturn

from afterburner.sandbox.cell import compartment, control_group, landlock, linux, wire
from afterburner.sandbox.cell.compartment import Compartment
from afterburner.sandbox.cell.control_group import ControlGroup
from afterburner.sandbox.cell.landlock import Rule
from afterburner.sandbox.cell.network import Network
from afterburner.sandbox.cell.numbering import PROCESS_NUMBERS, opened_switch
from afterburner.sandbox.cell.process_tree import descendants
from afterburner.sandbox.cell.scratch import FolderScratch, MountedScratch
from afterburner.sandbox.cell.warden import SWEEP_S, Warden, socket_pair

_FIXED_LIMITS = {
    resource.RLIMIT_CORE: 1,  # bytes: fewer than any core has, and the one number that keeps the host's crash handler away, too
    resource.RLIMIT_NICE: 0,
    resource.RLIMIT_RTPRIO: 0,
    resource.RLIMIT_MEMLOCK: 0,
    resource.RLIMIT_NOFILE: 1024,
    resource.RLIMIT_STACK: 64 << 20,
    resource.RLIMIT_MSGQUEUE: 0,
}
"""The same for every program; all others come with each request."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the caller wants the cell to be like."""

    cpu: int
    """The processor of the runs."""
    number: int
    """Tells this cell's user from that of other cells."""
    namespaces: bool
    layout: int
    """The seed of the interpreter's hashes of strings; but for 0, addresses are drawn too."""
    folders: list[str]
    """What the programs need to read, beside the interpreter's own folders and the system's."""
    filters: tuple[bytes, bytes]
    """Of system calls: for where no control group counts files in memory, and for where one does; empty: none to be had."""
    listening: bytes
    """The filter that tells of internet sockets that are asked for; empty: none to be had."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What is put on the zygote, and so on every program."""

    rules: list[Rule]
    tcp: bool
    system_call_filter: bytes
    listening: bytes
    """Empty where nobody is to listen."""
    switch: int | None
    """Of process numbers; None where there is none."""


def _start_zygote(root: str, plan: Plan, bonds: Bonds) -> tuple[int, _socket.socket]:
    ours, theirs = socket_pair()
    pid = os.fork()
    if pid == 0:
        _become_zygote(root, plan, theirs, bonds)
    theirs.close()
    return pid, ours


def _become_zygote(root: str, plan: Plan, theirs: _socket.socket, bonds: Bonds) -> NoReturn:
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    os.chdir("/")  # a folder of the host held open as the current one would be a way out of the private root
    if plan.layout == 0:
        with contextlib.suppress(OSError):
            linux.fix_address_layout()
    for kind, value in _FIXED_LIMITS.items():
        hard = resource.getrlimit(kind)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bound, bound))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("700")  # where the machine runs out of memory, programs go first
    os.sched_setaffinity(0, {plan.cpu})
    os.set_inheritable(theirs.fileno(), True)  # noqa: FBT003 - the signature of os
    if bonds.switch is not None and os.geteuid() != 0:
        with contextlib.suppress(OSError):  # a kernel that does not know it says so when the switch is used
            linux.keep_capability(linux.CAP_CHECKPOINT_RESTORE)
    # The filter comes last: it denies what the others need to be put on.
    refused = {"landlock": _restrict_files(bonds.rules, tcp=bonds.tcp)}
    listener = _listen_to_system_calls(bonds.listening)
    refused |= {"seccomp": _filter_system_calls(bonds.system_call_filter)}
    wire.send_fds(theirs, listener)
    code = (
        f"import sys; sys.path.insert(0, {root!r}); "
        f"from afterburner.sandbox.cell.zygote import main; "
        f"main({theirs.fileno()}, shares_user={os.geteuid() != 0}, switch={bonds.switch}, refused={refused!r})"
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "PYTHONHASHSEED": str(plan.layout)}  # noqa: S108
    os.execve(sys.executable, [sys.executable, "-S", "-s", "-P", "-B", "-c", code], environment)  # noqa: S606


def _restrict_files(rules: list[Rule], *, tcp: bool) -> str | None:
    try:
        landlock.restrict(rules, tcp=tcp)
    except OSError as error:
        return error.strerror or str(error)
    return None


def _filter_system_calls(program: bytes) -> str | None:
    """Put the filter on this process; return why that can't be done, or None."""
    if not program:
        return "libseccomp is not installed"
    try:
        linux.filter_system_calls(program)
    except OSError as error:
        return str(error)
    return None


def _listen_to_system_calls(program: bytes) -> list[int]:
    """Put the listening filter on this process; return its listener, or nothing where there can't be one."""
    if not program:
        return []
    try:
        return [linux.filter_system_calls(program, listened_to=True)]
    except OSError:
        return []


def main(caller_fd: int, root: str) -> None:
    """Build a cell around this process's children and serve the caller on the socket ``caller_fd``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # what the caller's thread blocks, programs must not find blocked
    caller = _socket.socket(fileno=caller_fd)
    wishes = wire.receive(caller)
    header = wishes.header
    filters = _cut(wishes.payload, header["filter_bytes"])  # type: ignore[arg-type] # the caller's own numbers
    plan = Plan(
        cpu=int(str(header["cpu"])),
        number=int(str(header["number"])),
        namespaces=bool(header["namespaces"]),
        layout=int(str(header["layout"])),
        folders=[str(path) for path in header["folders"]],  # type: ignore[attr-defined]
        filters=(filters[0], filters[1]),
        listening=filters[2],
    )
    walls = Compartment()
    group = _made_group(plan, walls)
    try:
        _enter(caller, walls, group, root, plan)
    finally:
        if group is not None:
            group.remove()


def _cut(data: bytes, sizes: list[int]) -> list[bytes]:
    """Return the pieces of ``data``, of so many bytes each."""
    ends = list(itertools.accumulate(sizes))
    return [data[end - size : end] for size, end in zip(sizes, ends, strict=True)]


def _made_group(plan: Plan, walls: Compartment) -> ControlGroup | None:
    try:
        group = ControlGroup(control_group.name_for(plan.number), cpu=plan.cpu)
    except OSError as error:
        walls.refused["control-group"] = error.strerror or str(error)
        return None
    walls.layers.append("control-group")
    return group


def _enter(caller: _socket.socket, walls: Compartment, group: ControlGroup | None, root: str, plan: Plan) -> None:
    """Leave the host's namespaces, and serve in the new ones; the process that stays outside waits."""
    if plan.namespaces:
        compartment.enter_namespaces(walls)
    if "pid-namespace" in walls.layers:
        first = os.fork()
        if first:
            caller.close()
            _wait_for(first)
            return
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    try:
        _build_and_serve(caller, walls, group, root, plan)
    except wire.Closed:
        pass
    finally:
        _end_descendants()
    if "pid-namespace" in walls.layers:
        os._exit(0)  # the group is removed from outside, when nobody is in it


def _end_descendants() -> None:
    """Kill and reap whatever is left of the cell: what is not reaped here is left to a process 1 that may not care."""
    give_up_s = time.monotonic() + SWEEP_S
    while time.monotonic() < give_up_s:
        for pid in descendants(os.getpid())[1:]:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.001)


def _build_and_serve(
    caller: _socket.socket, walls: Compartment, group: ControlGroup | None, root: str, plan: Plan
) -> None:
    folders = [*compartment.toolchain_folders(), *plan.folders]
    compartment.build(walls, scratch_bytes=256 << 20, folders=folders, number=plan.number, code=root)
    if walls.uid is not None and not walls.private_root and not compartment.is_readable_by_others(sys.base_prefix):
        # The runs' user could not import a thing, and running programs as root without walls is out of the question.
        wire.send(caller, wire.Frame({"error": f"without a private root, no other user can read {sys.base_prefix}"}))
        return
    scratch = MountedScratch() if walls.private_root else FolderScratch(walls.uid)
    try:
        zygote_pid, zygote, listener = _started_zygote(walls, root, plan, _rules(walls, root, folders, scratch.home))
        network = Network(listener) if "network-namespace" in walls.layers else None
        if group is not None:
            group.station(zygote_pid)
        _stay_off(plan.cpu)
        wire.send(caller, wire.Frame({"layers": walls.layers, "refused": walls.refused}))
        Warden(caller, walls, group, scratch, network, zygote, zygote_pid).serve()
    finally:
        scratch.close()


def _rules(walls: Compartment, root: str, folders: list[str], home: str) -> list[Rule]:
    """Return what Landlock is to allow: to read what is there to be read, to write to the scratch, and nothing else."""
    devices = [Rule(f"/dev/{name}", landlock.WRITE_FILE) for name in compartment.DEVICES]
    if walls.private_root:
        return [Rule("/", landlock.READ), Rule(compartment.SCRATCH_FOLDER, landlock.ALL), *devices]
    package = f"{root}/afterburner"
    code = [f"{package}/__init__.py", f"{package}/core", f"{package}/sandbox"]
    read = [*compartment.SYSTEM_FOLDERS, *folders, "/etc", "/proc", *code]
    return [
        *(Rule(path, landlock.READ) for path in read),
        Rule(root, landlock.LIST),
        Rule(home, landlock.ALL),
        *devices,
    ]


def _switch_of_numbers(walls: Compartment) -> int | None:
    """Open the switch of process numbers; None, and said among what was refused, where there is none."""
    if "pid-namespace" not in walls.layers:
        return None
    try:
        return opened_switch()
    except OSError as error:
        walls.refused[PROCESS_NUMBERS] = str(error)
        return None


def _started_zygote(
    walls: Compartment, root: str, plan: Plan, rules: list[Rule]
) -> tuple[int, _socket.socket, int | None]:
    """Start the zygote behind its own layers, and take note of which are on; return it, its line, and its listener."""
    own_network = "network-namespace" in walls.layers
    system_call_filter = plan.filters["control-group" in walls.layers]
    # Without the other filter, calls of other architectures would get past this one.
    listening = plan.listening if own_network and system_call_filter else b""
    switch = _switch_of_numbers(walls)
    bonds = Bonds(rules, own_network, system_call_filter, listening, switch)
    pid, zygote = _start_zygote(compartment.CODE if walls.private_root else root, plan, bonds)
    if switch is not None:
        os.close(switch)
    listener = next(iter(wire.receive_fds(zygote)), None)
    walls.layers += ["no-new-privileges", "resource-limits"]
    for layer, refusal in dict(wire.receive(zygote).header["refused"]).items():  # type: ignore[call-overload]
        if refusal is None:
            walls.layers.append(layer)
        else:
            walls.refused[layer] = str(refusal)
    if walls.private_root:
        linux.unmount(compartment.CODE)
    return pid, zygote, listener


def _stay_off(cpu: int) -> None:
    """Keep the sampling off the processor of the program, where there is another."""
    others = os.sched_getaffinity(0) - {cpu}
    if others:
        os.sched_setaffinity(0, others)


def _wait_for(pid: int) -> None:
    """Wait for the end of the cell; its status says nothing that the caller does not know."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
