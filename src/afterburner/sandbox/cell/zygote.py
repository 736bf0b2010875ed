"""The zygote and its templates: processes that hold an interpreter, or a compiled program, ready to be forked.

Neither runs anybody's code: a template compiles its program and forks; only the fork, chained, executes it.
"""

import _socket
import gc
import importlib
import os
import sys
import time
from types import CodeType

from afterburner.sandbox.cell import runner, wire

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


def main(control_fd: int) -> None:
    """Serve the warden: one request is one template. Ends when the warden does."""
    control = _socket.socket(fileno=control_fd)
    for name in USUAL_MODULES:
        importlib.import_module(name)
    sys.path[:] = [path for path in sys.path if not os.path.exists(os.path.join(path, "afterburner"))]
    sys.modules.pop("afterburner", None)
    gc.collect()
    # What lives now lives for good: programs' collections neither visit it nor copy its pages.
    gc.freeze()
    wire.send(control, wire.Frame({"ready": True}))
    while True:
        try:
            frame = wire.receive(control)
        except wire.Closed:
            os._exit(0)
        if "reap" in frame.header:
            os.waitpid(int(str(frame.header["reap"])), 0)
            wire.send(control, wire.Frame({}))
            continue
        pid = os.fork()
        if pid == 0:
            control.close()
            _template(_socket.socket(fileno=frame.fds[0]), frame)
        os.close(frame.fds[0])
        wire.send(control, wire.Frame({"pid": pid}))


def _template(control: _socket.socket, frame: wire.Frame) -> None:
    """Compile one program, then fork it once per request until the warden closes the line."""
    try:
        text = frame.payload.decode("utf-8-sig")
        code = compile(text, runner.FILENAME, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        wire.send(control, wire.Frame({"error": _describe(error)}))
        os._exit(0)
    entry_point = frame.header["entry_point"]
    gc.collect()
    gc.freeze()
    wire.send(control, wire.Frame({"compiled": True}))
    try:
        while True:
            _serve(control, code, text, str(entry_point) if entry_point else None)
    except wire.Closed:
        os._exit(0)


def _serve(control: _socket.socket, code: CodeType, text: str, entry_point: str | None) -> None:
    request = wire.receive(control)
    pid = os.fork()
    if pid == 0:
        report = runner.arrange(request.fds, calls=entry_point is not None)
        runner.chain(request.header)  # type: ignore[arg-type] # the warden's own numbers
        runner.run(code, text, entry_point=entry_point, report=report)
    for fd in request.fds:
        os.close(fd)
    wire.send(control, wire.Frame({"pid": pid}))
    _pid, status, usage = os.wait4(pid, 0)
    ended = {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime, "peak_kib": usage.ru_maxrss}
    wire.send(control, wire.Frame({**ended, "end_s": time.monotonic()}))


def _describe(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {type(error).__name__}: {error.msg}"
    return f"{type(error).__name__}: {error}"
