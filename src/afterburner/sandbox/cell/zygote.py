"""The zygote and its templates: processes that hold an interpreter, or a compiled program, ready to be forked.

Neither runs anybody's code: a template compiles its program and forks; only the fork, chained, executes it. The fork is made
ahead, and waits for the descriptors of its run.
"""

import _socket
import contextlib
import errno
import fcntl
import gc
import importlib
import os
import resource
import signal
import site
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import NoReturn

from afterburner.sandbox.cell import runner, wire
from afterburner.sandbox.cell.numbering import PROCESS_NUMBERS, Numbering

USUAL_MODULES = (
    "array",
    "bisect",
    "collections.abc",
    "contextlib",
    "copy",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "io",
    "itertools",
    "json",
    "math",
    "operator",
    "random",
    "re",
    "statistics",
    "string",
    "time",
    "typing",
)
"""Imported once, before any program: their import is part of no measurement, and their memory part of every one."""


_TOO_MUCH = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENAMETOOLONG}
"""What a program is to blame for whose files can't be put where it starts: its limits are too small for it."""

COMPILE_BYTES = 2 << 30
"""Address space for a compilation, the interpreter's own few dozen MiB included."""


def main(control_fd: int, *, shares_user: bool, switch: int | None, refused: dict[str, str | None]) -> None:
    """Serve the warden: one request is one template. Ends when the warden does.

    ``switch``: the kernel's, of process numbers; None where it has none.
    ``shares_user``: the runs belong to this process's own user, since there is no right to change it.
    ``refused``: the layers that were to be put on this process, each with why it could not be; handed back to the warden.
    """
    separate = _separation() if shares_user else _stay
    control = _socket.socket(fileno=_out_of_the_way(control_fd))
    numbering = None
    if switch is not None:
        try:
            numbering = Numbering(_out_of_the_way(switch))
        except OSError as error:
            refused[PROCESS_NUMBERS] = str(error)
    for number in range(3, runner.RESULT_FD + 2):
        os.dup2(0, number)  # held, since runs need them for their own descriptors
    # The warden ignores it, and what is ignored stays so over exec: programs expect KeyboardInterrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _import_usual_modules()
    # Without ``site`` the interpreter starts faster, but programs expect ``exit()`` to be there.
    site.setquit()
    sys.path[:] = [path for path in sys.path if not os.path.exists(os.path.join(path, "afterburner"))]
    sys.modules.pop("afterburner", None)
    gc.collect()
    # What lives now lives for good: programs' collections neither visit it nor copy its pages.
    gc.freeze()
    wire.send(control, wire.Frame({"refused": refused}))
    while True:
        try:
            frame = wire.receive(control)
        except wire.Closed:
            os._exit(0)
        if "reap" in frame.header:
            os.waitpid(int(str(frame.header["reap"])), 0)
            wire.send(control, wire.Frame({}))
            continue
        if numbering is not None:
            numbering.before_a_template()
        pid = os.fork()
        if pid == 0:
            control.close()
            _template(_socket.socket(fileno=frame.fds[0]), frame, separate, numbering)
        for fd in frame.fds:
            os.close(fd)
        wire.send(control, wire.Frame({"pid": pid}))


def _separation() -> Callable[[], None]:
    """Keep runs, of the same user as this process and its templates, from their memory; return what keeps signals from them.

    Imported here, since both bring ``ctypes``: a megabyte in every program's memory.
    """
    from afterburner.sandbox.cell import landlock, linux  # noqa: PLC0415 - as said above

    linux.prctl(linux.PR_SET_DUMPABLE, 0)

    def separate() -> None:
        linux.drop_capabilities()
        with contextlib.suppress(OSError):  # without it, the watch ends a run that stops or kills what it should not
            landlock.isolate_signals()

    return separate


def _stay() -> None:
    """Do nothing: the runs' user can't reach the cell's."""


def _out_of_the_way(fd: int) -> int:
    """Move a descriptor to a high number."""
    moved = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 16)
    os.close(fd)
    return moved


def _import_usual_modules() -> None:
    """Import them without their fork hooks: reseeding ``random`` costs every fork, and most programs never ask it."""
    register = os.register_at_fork
    os.register_at_fork = lambda **_hooks: None
    try:
        for name in USUAL_MODULES:
            importlib.import_module(name)
    finally:
        os.register_at_fork = register


def _template(
    control: _socket.socket, frame: wire.Frame, separate: Callable[[], None], numbering: Numbering | None
) -> None:
    """Compile one program, then fork it once per request until the warden closes the line."""
    try:
        start = _command_start(frame) if frame.header["command"] else _python_start(frame)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        wire.send(control, wire.Frame({"error": _describe(error)}))
        os._exit(0)
    os.environ["HOME"] = os.environ["TMPDIR"] = str(frame.header["home"])
    gc.collect()
    gc.freeze()
    wire.send(control, wire.Frame({"compiled": True}))
    order = Order(
        start=start,
        home=str(frame.header["home"]),
        uid=None if frame.header["uid"] is None else int(str(frame.header["uid"])),
        chains=dict(frame.header["chains"]),  # type: ignore[call-overload] # the warden's own numbers
        separate=separate,
        numbering=numbering,
    )
    try:
        while True:
            _serve(control, order)
    except wire.Closed:
        os._exit(0)


def _compiled(text: str) -> CodeType:
    """Compile ``text``, with memory bounded: the compiler doubles nested ``finally`` blocks, for instance."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (COMPILE_BYTES, hard))
    try:
        # Warnings would go to the cell's own standard error, which nobody reads while it lives.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(text, runner.FILENAME, "exec", dont_inherit=True)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _python_start(frame: wire.Frame) -> "PythonStart":
    text = frame.payload.decode("utf-8-sig")
    entry_point = frame.header["entry_point"]
    return PythonStart(code=_compiled(text), text=text, entry_point=str(entry_point) if entry_point else None)


def _command_start(frame: wire.Frame) -> "CommandStart":
    header, files, at = frame.header, [], 0
    for name, size in header["files"]:  # type: ignore[attr-defined] # pairs, as the caller's side made them
        files.append((str(name), frame.payload[at : at + size]))
        at += size
    return CommandStart(
        command=[str(word) for word in header["command"]],  # type: ignore[attr-defined] # as above
        environment=dict(header["environment"]),  # type: ignore[call-overload] # as above
        folders=[str(name) for name in header["folders"]],  # type: ignore[attr-defined] # as above
        files=files,
        binary=frame.fds[1] if len(frame.fds) > 1 else None,
        announces=bool(header["announces"]),
    )


@dataclass(slots=True)
class PythonStart:
    """A program that runs in this very interpreter."""

    code: CodeType
    text: str
    entry_point: str | None


@dataclass(slots=True)
class CommandStart:
    """A program that is executed."""

    command: list[str]
    environment: dict[str, str]
    folders: list[str]
    files: list[tuple[str, bytes]]
    binary: int | None
    """Descriptor of what is executed, if it is not ``command[0]``."""
    announces: bool
    """Whether it keeps the report's line, to say when user code begins."""


@dataclass(slots=True)
class Order:
    """What all runs of one template have in common."""

    start: PythonStart | CommandStart
    home: str
    uid: int | None
    chains: dict[str, int]
    separate: Callable[[], None]
    """What a run does to keep itself from the cell's own processes."""
    numbering: Numbering | None


def _serve(control: _socket.socket, order: Order) -> None:
    """Make one run: fork ahead of the request, so that the fork is no part of its latency; then wait for its end."""
    try:
        if order.numbering is not None:
            order.numbering.before_a_run()
        pid = os.fork()
    except OSError as error:  # no process or no memory to be had: the machine's fault, not the program's
        wire.send(control, wire.Frame({"fault": str(error)}))
        wire.receive(control)  # until the warden ends the cell
        return
    if pid == 0:
        _run(control, order)
    status, usage = _waited(pid)
    end_s = time.monotonic()
    strays_cpu_s, strays_peak_kib = _end_strays(order.uid)
    cpu_s, peak_kib = usage.ru_utime + usage.ru_stime + strays_cpu_s, max(usage.ru_maxrss, strays_peak_kib)
    wire.send(control, wire.Frame({"status": status, "cpu_s": cpu_s, "peak_kib": peak_kib, "end_s": end_s}))


def _waited(pid: int) -> tuple[int, "resource.struct_rusage"]:
    """Wait for the end of the child ``pid``; return its status and what it used."""
    while True:
        _pid, status, usage = os.wait4(pid, 0)
        if not os.WIFSTOPPED(status):
            return status, usage
        # It made this process its tracer (PTRACE_TRACEME) and stopped: nobody here will let it go on.
        os.kill(pid, signal.SIGKILL)


def _end_strays(uid: int | None) -> tuple[float, int]:
    """End and reap what a run started as its own sibling (CLONE_PARENT); return its CPU seconds and peak in KiB."""
    cpu_s, peak_kib = 0.0, 0
    while True:
        try:
            pid, _status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return cpu_s, peak_kib
        if pid:
            cpu_s, peak_kib = cpu_s + usage.ru_utime + usage.ru_stime, max(peak_kib, usage.ru_maxrss)
        else:
            _kill_strays(uid)
            time.sleep(0.001)


def _kill_strays(uid: int | None) -> None:
    if uid is None:
        for name in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{name}/children", encoding="ascii") as file:
                for child in file.read().split():
                    os.kill(int(child), signal.SIGKILL)
    elif os.fork() == 0:
        # As the runs' user, one call reaches all of them at once, and nobody else.
        os.setresuid(uid, uid, uid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        os._exit(0)


def _run(control: _socket.socket, order: Order) -> NoReturn:
    start = order.start
    if isinstance(start, PythonStart):
        runner.prepare(start.text)
    order.separate()
    runner.chain(order.chains)
    try:
        # Said only when nothing more is to be done ahead: two templates must not work at the same time.
        wire.send(control, wire.Frame({"pid": os.getpid()}))
        fds = wire.receive_fds(control)
    except wire.Closed:
        os._exit(0)
    if not fds:
        os._exit(0)  # another fork is to be made
    if isinstance(start, PythonStart):
        report = runner.arrange(fds, calls=start.entry_point is not None)
        os.chdir(order.home)
        runner.give_up_rights(order.uid)
        runner.run(start.code, start.text, entry_point=start.entry_point, report=report)
    _execute(start, order, fds)


def _execute(start: CommandStart, order: Order, fds: list[int]) -> NoReturn:
    report = runner.arrange(fds, calls=False, kept=start.binary)
    os.chdir(order.home)
    try:
        runner.place(start.folders, start.files, uid=order.uid)
    except OSError as error:
        if error.errno in _TOO_MUCH:
            runner.refuse(f"the program's own files don't fit: {error.strerror}", report=report)
        os._exit(1)  # without a report: the machine's fault
    runner.give_up_rights(order.uid)
    usual = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG")}
    runner.execute(
        start.command, {**usual, **start.environment}, binary=start.binary, report=report, announces=start.announces
    )


def _describe(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {type(error).__name__}: {error.msg}"
    return f"{type(error).__name__}: {error}"
