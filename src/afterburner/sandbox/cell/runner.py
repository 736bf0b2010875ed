"""What happens in the process of a run: put on the chains, then let the program go.

Everything up to the report is trusted code; from the call of the program on nothing is. The runner holds no secret: the
program's own code and its one input are all there is in this process. Nothing that it prints or returns is a verdict.
"""

import atexit
import builtins
import gc
import io
import os
import random
import resource
import signal
import struct
import sys
import time
import traceback
from types import CodeType, ModuleType
from typing import NoReturn

from afterburner.core import encoding

REPORT = struct.Struct("<ddq")
"""What a run reports once, before user code: CPU seconds used so far, the monotonic clock, and the KiB of resident memory
that the kernel's high-water mark will keep from before (it outlives an exec; 0 where there is none)."""

ANNOUNCEMENT = b"."
"""What an interpreter, started by a command, writes after the report when user code is about to begin; the same comes back
when its clocks have been read, and only then may it begin."""

INPUT_FD, RESULT_FD = 3, 4
BINARY_FD = 4
"""Where a command is, if it is not a file that can be named."""
FILENAME = "solution.py"


def chain(chains: dict[str, int]) -> None:
    """Accept the limits, for good: ``fsize``, ``nproc`` and ``as``, as ``setrlimit`` counts them."""
    os.setsid()
    for name, value in chains.items():
        kind = getattr(resource, f"RLIMIT_{name.upper()}")
        hard = resource.getrlimit(kind)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bound, bound))


def give_up_rights(uid: int | None) -> None:
    """Become the user of the runs, for good."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def arrange(fds: list[int], *, calls: bool, kept: int | None = None) -> int:
    """Put the descriptors of a run in their places, close all others but ``kept``, and return that of the report.

    The zygote holds the low numbers, so that what arrives here never lies in the way of where it has to go.
    """
    source, stdout, stderr, result, report = fds
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    last = INPUT_FD
    if calls:
        # Opened anew: what the cell holds there is shared with every other run, flags that any of them sets included.
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        os.dup2(source, INPUT_FD)
        os.dup2(result, RESULT_FD)
        last = RESULT_FD + 1
    else:
        os.dup2(source, 0)
    os.dup2(report, last)
    os.closerange(last + 1, 1 << 20 if kept is None else kept)
    if kept is not None:
        os.closerange(kept + 1, 1 << 20)
    return last


def place(folders: list[str], files: list[tuple[str, bytes]], *, uid: int | None) -> None:
    """Put folders and files into the current folder: folders are the program's to write into, files are not."""
    for name in folders:
        os.mkdir(name)
        if uid is not None:
            os.chown(name, uid, uid)
    for name, data in files:
        with open(name, "xb") as file:
            file.write(data)


def refuse(reason: str, *, report: int) -> NoReturn:
    """End the run, by the program's own fault, before it begins."""
    os.write(report, REPORT.pack(time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID), time.monotonic(), 0))
    os.write(2, f"{reason}\n".encode())
    os._exit(1)


def execute(
    command: list[str], environment: dict[str, str], *, binary: int | None, report: int, announces: bool
) -> NoReturn:
    """Become ``command``; one that ``announces`` when user code begins keeps the report, no other does."""
    os.set_inheritable(report, announces)
    # Python ignores both, and what is ignored stays so over exec.
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    target: str | int = command[0]
    if binary is not None:
        target = BINARY_FD
        os.dup2(binary, BINARY_FD, inheritable=False)
    floor_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    os.write(report, REPORT.pack(time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID), time.monotonic(), floor_kib))
    try:
        os.execve(target, command, environment)  # noqa: S606 - this is what a sandbox is for
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
        os._exit(126)


def prepare(text: str) -> None:
    """Make this process look like one that was started as ``python solution.py``, but for the descriptors."""
    sys.setrecursionlimit(sys.getrecursionlimit() + _depth())
    main = ModuleType("__main__")
    main.__dict__.update(__file__=FILENAME, __builtins__=builtins)
    sys.modules["__main__"] = main
    sys.argv = [FILENAME]
    if "random" in text:
        random.seed()
        os.register_at_fork(after_in_child=random.seed)


def run(code: CodeType, source: str, *, entry_point: str | None, report: int) -> NoReturn:
    """Run the compiled program to its end, as ``python solution.py`` would, and leave the process."""
    leave = os._exit
    main = sys.modules["__main__"]
    # Read before the clock starts: what the input costs to decode is not the program's.
    arguments = _arguments() if entry_point is not None else None
    os.write(report, REPORT.pack(time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID), time.monotonic(), 0))
    os.close(report)
    status = 1
    try:
        exec(code, main.__dict__)  # noqa: S102 - this is what a sandbox is for
        if entry_point is not None:
            _call(main, entry_point, arguments)
        status = 0
    except SystemExit as end:
        status = _exit_status(end)
    except BaseException as error:  # noqa: BLE001 - whatever the program raises is its own end, told as Python does
        _print_traceback(error, source)
    del main
    leave(_finish(status))


def _depth() -> int:
    depth = 1
    while True:
        try:
            sys._getframe(depth)
        except ValueError:
            return depth
        depth += 1


def _arguments() -> object:
    with open(INPUT_FD, "rb") as file:
        return encoding.decode(file.read())


def _call(main: ModuleType, entry_point: str, arguments: object) -> None:
    owner, _, method = entry_point.partition(".")
    function = getattr(main, owner)
    if method:
        function = getattr(function(), method)
    named = arguments if isinstance(arguments, dict) else {}
    unnamed = arguments if isinstance(arguments, list) else []
    result = encoding.encode(function(*unnamed, **named))
    with open(RESULT_FD, "wb") as file:
        file.write(result)


def _exit_status(end: SystemExit) -> int:
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return end.code & 0xFF
    sys.stderr.write(f"{end.code}\n")
    return 1


def _print_traceback(error: BaseException, source: str) -> None:
    import linecache  # noqa: PLC0415 - only failing programs need it

    lines = source.splitlines(keepends=True)
    linecache.cache[FILENAME] = (len(source), None, lines, FILENAME)
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    try:
        text = "".join(traceback.format_exception(type(error), error, trace, limit=-20))
        os.write(2, text[-20_000:].encode(errors="backslashreplace"))
    except BaseException:  # noqa: BLE001 - an exception whose own str() fails must not keep the process alive
        os.write(2, b"(the exception can't be printed)\n")


def _finish(status: int) -> int:
    """End as the interpreter does: threads, exit functions, flushing, and the program's own objects."""
    try:
        # Not imported here: its hook would touch some 130 pages in every fork, a quarter of what a run costs.
        threads = sys.modules.get("threading")
        if threads is not None:
            threads._shutdown()
        atexit._run_exitfuncs()
        _flush()
        # Nothing else holds the program's module: its objects are finalised while they still see each other.
        sys.modules.pop("__main__", None)
        gc.collect()
        _flush()
    except BaseException:  # noqa: BLE001 - user code runs here too; its failure is the program's
        return status or 120
    return status


def _flush() -> None:
    for stream in (sys.stdout, sys.__stdout__, sys.stderr, sys.__stderr__):
        if isinstance(stream, io.TextIOBase) and not stream.closed:
            stream.flush()
