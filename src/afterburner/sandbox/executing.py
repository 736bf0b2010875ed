"""One run in a cell, and the name of how it ended: the only place where what a cell saw becomes an ``Execution``."""

import os
import re
import signal
from array import array  # noqa: TC003 - the type of what comes back from the cell

from afterburner.core.errors import CancelledRunError, SandboxError
from afterburner.core.execution import Execution, Limits, MemorySample, Timeline
from afterburner.core.status import Status
from afterburner.sandbox.cell_client import Cell, Run
from afterburner.sandbox.startable import Job, Startable

_EXCEEDED = {
    "cpu": Status.TIME_LIMIT_EXCEEDED,
    "wall": Status.WALL_LIMIT_EXCEEDED,
    "memory": Status.MEMORY_LIMIT_EXCEEDED,
    "output": Status.OUTPUT_LIMIT_EXCEEDED,
}
"""The one place that names what the warden stopped a run for."""

_LAST_WORDS_BYTES = 64 << 10


def execute_in(cell: Cell, job: Job, stdin: bytes, *, sample_hz: float) -> Execution:
    """Run ``job`` once in ``cell``; afterwards the cell may be unusable, and says so.

    Raises:
        SandboxError: the machine failed.
        CancelledRunError: another thread asked for the end of the run.

    """
    if job.startable.static_bytes > job.limits.memory_bytes:
        reason = "limit:memory"  # what it needs before its first instruction can't be had
        return Execution(status=Status.MEMORY_LIMIT_EXCEEDED, reason=reason, isolation=cell.layers)
    refusal = cell.load(job)
    if refusal is not None:
        text, reason = str(refusal["error"]), str(refusal.get("reason", "syntax_error"))
        return Execution(status=Status.COMPILE_ERROR, reason=reason, stderr=text.encode(), isolation=cell.layers)
    try:
        run = cell.run(job, stdin, sample_hz=sample_hz)
    except BaseException:
        cell.close()  # an answer is outstanding: the line can't be used again
        raise
    if run.header["lost"]:
        cell.close()
    elif not run.header["begun"] and run.header["exceeded"] is None:
        cell.close()
        raise SandboxError(
            "a run ended before the program was reached", hint="is the machine out of memory or processes?"
        )
    if run.header["exceeded"] == "cancelled":
        raise CancelledRunError("the run was cancelled")
    return _named(run, job, cell.layers)


def _named(run: Run, job: Job, layers: tuple[str, ...]) -> Execution:
    header, limits = run.header, job.limits
    code, signal_number = _decoded(int(str(header["status"])))
    cpu_s, wall_s, peak = (float(str(header[name])) for name in ("cpu_s", "wall_s", "peak_bytes"))
    lost = bool(header["lost"])
    files = bool(job.startable.fetch)
    exceeded = header["exceeded"] or _late_excess(run, limits, cpu_s=cpu_s, wall_s=wall_s, peak=peak, files=files)
    answered = _has_answered(run, job.startable)
    status, reason = _status(exceeded, code, signal_number, lost=lost, answered=answered)
    if status is Status.RUNTIME_ERROR and _says_out_of_memory(run, job.startable):
        status, reason = Status.MEMORY_LIMIT_EXCEEDED, "runtime:memory"
    if header.get("refused"):
        status, reason = Status.RUNTIME_ERROR, f"artefact:{header['refused']}"
    return Execution(
        status=status,
        reason=reason,
        exit_code=code,
        signal=signal_number,
        stdout=run.stdout,
        stderr=run.stderr,
        result=run.result or None,
        wall_s=None if lost else wall_s,
        cpu_s=None if lost else cpu_s,
        load_cpu_s=_number(header["load_cpu_s"]),
        load_wall_s=_number(header["load_wall_s"]),
        peak_bytes=None if lost else int(peak),
        timeline=_timeline(run.samples),
        isolation=layers,
        flags=tuple(header["flags"]),  # type: ignore[arg-type] # the warden's own list of words
    )


def _has_answered(run: Run, startable: Startable) -> bool:
    return startable.entry_point is None or bool(run.result)


def _says_out_of_memory(run: Run, startable: Startable) -> bool:
    """Tell whether the runtime of the language gave up before the limit was reached, as one that knows its limit does.

    A program can say the same; it failed all the same.
    """
    pattern, last_words = startable.out_of_memory, run.stderr[-_LAST_WORDS_BYTES:]
    return pattern is not None and re.search(pattern.encode(), last_words) is not None


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _decoded(wait_status: int) -> tuple[int | None, int | None]:
    if os.WIFSIGNALED(wait_status):
        return None, os.WTERMSIG(wait_status)
    return os.WEXITSTATUS(wait_status), None


def _late_excess(run: Run, limits: Limits, *, cpu_s: float, wall_s: float, peak: float, files: bool) -> str | None:
    """Return the limit that the final, exact numbers show exceeded although no sample did."""
    if cpu_s > limits.cpu_s:
        return "cpu"
    if wall_s > limits.wall_s:
        return "wall"
    if peak > limits.memory_bytes:
        return "memory"
    result_bytes = 0 if files else len(run.result)
    if max(len(run.stdout), len(run.stderr), result_bytes) >= limits.output_bytes:
        return "output"
    return None


def _status(
    exceeded: object, code: int | None, signal_number: int | None, *, lost: bool, answered: bool
) -> tuple[Status, str | None]:
    if lost:
        return Status.SECURITY_VIOLATION, "sandbox_attacked"
    if exceeded:
        return _EXCEEDED[str(exceeded)], f"limit:{exceeded}"
    if (
        signal_number == signal.SIGSYS
    ):  # what the filter of system calls sends to those that call for another architecture
        return Status.SECURITY_VIOLATION, "signal:SIGSYS"
    if signal_number is not None:
        return Status.RUNTIME_ERROR, f"signal:{_signal_name(signal_number)}"
    if code:
        return Status.RUNTIME_ERROR, f"exit_code:{code}"
    if not answered:
        return Status.RUNTIME_ERROR, "no_result"
    return Status.OK, None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # the real-time signals between the first and the last have no names
        return f"SIG{number}"


def _timeline(samples: "array[float]") -> Timeline:
    triples = zip(samples[0::3], samples[1::3], samples[2::3], strict=True)
    return Timeline(samples=tuple(MemorySample(wall_s=w, cpu_s=c, rss_bytes=int(r)) for w, c, r in triples))
