"""A sandbox that starts nothing and knows every answer: for tests of what stands on a sandbox, without waiting.

    sandbox = FakeSandbox({"slow": ran(b"42", cpu_s=2.0), "fast": ran(b"42", cpu_s=0.5)})
    sandbox.execute(Program(source=b"slow"), b"", limits=Limits()).cpu_s        2.0

Programs are recognised by their source, which need not be code. For behaviour that depends on the input, or on how often
a program ran before, give a function. It enforces no limits: say what an execution under them looks like.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.errors import SandboxError
from afterburner.core.execution import MIB, Execution, Limits, MemorySample, Program, Timeline
from afterburner.core.status import Status

Behaviour = Callable[[Program, bytes], Execution]
"""What a program does on an input; it may raise ``SandboxError``, as a machine at fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of ``execute``."""

    program: Program
    stdin: bytes
    limits: Limits
    layout: int = 0


class FakeSandbox:
    """Implements the port ``Sandbox`` from a table of executions by source, or from a function.

    ``faults`` are the numbers, from 0, of the calls that fail as if by the machine's fault.
    """

    def __init__(self, programs: Mapping[str, Execution] | Behaviour, *, faults: Sequence[int] = ()) -> None:
        self._behaviour = programs if callable(programs) else _from_table(programs)
        self._faults = frozenset(faults)
        self.calls: list[Call] = []
        """Every call so far, the failed ones among them."""
        self.closed = False

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Return what was said of ``program``; the sampling rate changes nothing.

        Raises:
            SandboxError: this call is among the faults, the sandbox is closed, or nothing was said of the program.

        """
        del sample_hz
        number = len(self.calls)
        self.calls.append(Call(program=program, stdin=stdin, limits=limits, layout=layout))
        if self.closed:
            raise SandboxError("the sandbox is closed")
        if number in self._faults:
            raise SandboxError(f"the machine failed in call {number}, as it was told to")
        return self._behaviour(program, stdin)

    def layers(self) -> tuple[str, ...]:
        """Return no layers: nothing runs, nothing is isolated."""
        return ()

    def close(self) -> None:
        """Refuse everything from now on."""
        self.closed = True


def ran(
    stdout: bytes = b"", *, result: bytes | None = None, cpu_s: float = 0.1, peak_bytes: int = 10 * MIB
) -> Execution:
    """Return an execution that went well, alone on its core, with ``peak_bytes`` resident all the time."""
    ends = (0.0, cpu_s)
    course = tuple(MemorySample(wall_s=at, cpu_s=at, rss_bytes=peak_bytes) for at in ends)
    return Execution(
        status=Status.OK,
        exit_code=0,
        stdout=stdout,
        result=result,
        wall_s=cpu_s,
        cpu_s=cpu_s,
        peak_bytes=peak_bytes,
        timeline=Timeline(samples=course),
    )


def _from_table(programs: Mapping[str, Execution]) -> Behaviour:
    def behave(program: Program, stdin: bytes) -> Execution:
        del stdin
        source = program.source.decode(errors="surrogateescape")
        if source not in programs:
            raise SandboxError(f"nothing was said of the program {source!r}", hint="add it to the table")
        return programs[source]

    return behave
