"""Monolith: the sandbox of this machine, made of warm cells.

with Monolith() as sandbox:
seen = sandbox.execute(Program(source=b"print(input())"), b"hello", limits=Limits())
"""

import logging
import os
import signal
from array import array  # noqa: TC003 - the type of what comes back from the cell
from dataclasses import replace
from types import TracebackType
from typing import Self

from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, MemorySample, Program, Timeline
from afterburner.core.status import Status
from afterburner.sandbox.cell_client import Cell, Run
from afterburner.sandbox.processors import Claim, claim

_log = logging.getLogger(__name__)

_EXCEEDED = {
    "cpu": Status.TIME_LIMIT_EXCEEDED,
    "wall": Status.WALL_LIMIT_EXCEEDED,
    "memory": Status.MEMORY_LIMIT_EXCEEDED,
    "output": Status.OUTPUT_LIMIT_EXCEEDED,
}
"""The one place that names what the warden stopped a run for."""

RETRIES = 2
"""How often a run is made again in a new cell when the machine, not the program, failed."""


class Monolith:
    """The local sandbox: one warm cell, made again when it breaks. Implements ``sandbox.port.Sandbox``."""

    def __init__(self, *, cpu: int | None = None, namespaces: bool = True) -> None:
        """Prepare a sandbox whose programs run on processor ``cpu`` (default: one that no other sandbox uses).

        Without ``namespaces`` it is as where the kernel grants none: for trusted programs, and for looking for faults.
        """
        self._namespaces = namespaces
        self._wanted_cpu = cpu
        self._claim: Claim | None = None
        self._cell: Cell | None = None
        self.faults = 0
        """How often the machine failed so far, and a run was made again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on."""
        return self._ensure_cell().layers

    def refused(self) -> dict[str, str]:
        """Return the layers that the kernel did not grant, each with its reason."""
        return self._ensure_cell().refused

    def execute(self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0) -> Execution:
        """Run ``program`` on ``stdin`` under ``limits``; see ``sandbox.port.Sandbox.execute``."""
        if program.language != "python":
            raise UsageError(f"the language {program.language!r} is not known", hint="this version runs python")
        if not 1 <= sample_hz <= 10_000:  # noqa: PLR2004 - the range that the port promises
            raise UsageError(f"sample_hz is {sample_hz}", hint="give 1 to 10000")
        for attempt in range(RETRIES + 1):
            try:
                return replace(self._execute_once(program, stdin, limits, sample_hz), faults=attempt)
            except SandboxError as error:
                self._end_cell()
                self.faults += 1
                if attempt == RETRIES:
                    raise
                _log.warning("the sandbox failed and is started again: %s", error.message)
        raise AssertionError("unreachable")

    def _execute_once(self, program: Program, stdin: bytes, limits: Limits, sample_hz: float) -> Execution:
        cell = self._ensure_cell()
        refusal = cell.load(program, limits)
        if refusal is not None:
            text = str(refusal["error"])
            reason = str(refusal.get("reason", "syntax_error"))
            return Execution(status=Status.COMPILE_ERROR, reason=reason, stderr=text.encode(), isolation=cell.layers)
        try:
            run = cell.run(program, stdin, limits=limits, sample_hz=sample_hz)
        except BaseException:
            # An answer is outstanding: the line can't be used again.
            self._end_cell()
            raise
        if run.header["lost"]:
            self._end_cell()
        elif not run.header["begun"]:
            self._end_cell()
            raise SandboxError(
                "a run ended before the program was reached", hint="is the machine out of memory or processes?"
            )
        return _named(run, program, limits, cell.layers)

    def close(self) -> None:
        """End the cell and everything in it."""
        self._end_cell()
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._cell.close()
            self._cell = None

    def _ensure_cell(self) -> Cell:
        if self._cell is None:
            self._claim = self._claim or claim(self._wanted_cpu)
            self._cell = Cell(cpu=self._claim.cpu, namespaces=self._namespaces)
            if "pid-namespace" not in self._cell.layers:
                _log.warning("no namespaces: programs can see and harm what this user can; see `afterburner doctor`")
        return self._cell


def _named(run: Run, program: Program, limits: Limits, layers: tuple[str, ...]) -> Execution:
    header = run.header
    code, signal_number = _decoded(int(str(header["status"])))
    cpu_s, wall_s, peak = (float(str(header[name])) for name in ("cpu_s", "wall_s", "peak_bytes"))
    lost = bool(header["lost"])
    answered = program.entry_point is None or bool(run.result)
    exceeded = header["exceeded"] or _late_excess(run, limits, cpu_s=cpu_s, wall_s=wall_s, peak=peak)
    status, reason = _status(exceeded, code, signal_number, lost=lost, answered=answered)
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
        peak_bytes=None if lost else int(peak),
        timeline=_timeline(run.samples),
        isolation=layers,
    )


def _decoded(wait_status: int) -> tuple[int | None, int | None]:
    if os.WIFSIGNALED(wait_status):
        return None, os.WTERMSIG(wait_status)
    return os.WEXITSTATUS(wait_status), None


def _late_excess(run: Run, limits: Limits, *, cpu_s: float, wall_s: float, peak: float) -> str | None:
    """Return the limit that the final, exact numbers show exceeded although no sample did."""
    if cpu_s > limits.cpu_s:
        return "cpu"
    if wall_s > limits.wall_s:
        return "wall"
    if peak > limits.memory_bytes:
        return "memory"
    if max(len(run.stdout), len(run.stderr), len(run.result)) >= limits.output_bytes:
        return "output"
    return None


def _status(
    exceeded: object, code: int | None, signal_number: int | None, *, lost: bool, answered: bool
) -> tuple[Status, str | None]:
    if lost:
        return Status.SECURITY_VIOLATION, "sandbox_attacked"
    if exceeded:
        return _EXCEEDED[str(exceeded)], f"limit:{exceeded}"
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
