"""The ports: what every sandbox, and every set of several, offers to the floors above.

    seen = sandbox.execute(program, b"42", limits=Limits())
    for seen in execute_each(sandbox, calls): ...       several runs, in their order; the rest is dropped where one stops early
    with workers.worker(program) as sandbox: ...        one of several for oneself

Whether the programs run here, behind a service or on a cluster is nobody's business above.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from afterburner.core.execution import Execution, Limits, Program


class Sandbox(Protocol):
    """Runs one program on one input, in a fresh process that leaves nothing behind.

    Every implementation passes the conformance suite in ``tests/sandbox/test_conformance.py``.
    """

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on ``stdin`` under ``limits``.

        A program that does not compile gives an execution with the status ``compile_error``. ``sample_hz`` is the wished
        rate of memory samples, 1 to 10,000 a second; the execution says how many there were. ``layout``, 0 or more, is how
        an interpreter lays out its memory: the same number, the same hashes of strings; another one, others. 0 is the usual
        one. What has no such thing takes no notice.

        Raises:
            SandboxError: the machine failed; the program is not to blame.
            UsageError: the language is not known here, or a limit makes no sense.

        """
        ...

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on."""
        ...

    def close(self) -> None:
        """End everything that the sandbox started; it can't be used afterwards."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The arguments of one ``execute``."""

    program: Program
    stdin: bytes
    limits: Limits
    sample_hz: float = 1000.0
    layout: int = 0


@runtime_checkable
class Batching(Protocol):
    """What a sandbox offers besides, to which the way is long: to be told of several runs at one time."""

    def execute_each(self, calls: Sequence[Call]) -> Generator[Execution, None, None]:
        """Yield the executions of ``calls``, in their order; some may be made before they are asked for.

        When the generator is closed, those that nobody asked for are ended and forgotten.

        Raises:
            SandboxError, UsageError: as in ``Sandbox.execute``, when the execution at fault is asked for.

        """
        ...


def execute_each(sandbox: Sandbox, calls: Sequence[Call]) -> Generator[Execution, None, None]:
    """Yield the executions of ``calls``, in their order, each made when it is asked for, or before.

    Close the generator (``contextlib.closing``) where no more are wanted.

    Raises:
        SandboxError, UsageError: as in ``Sandbox.execute``.

    """
    if isinstance(sandbox, Batching):
        with closing(sandbox.execute_each(calls)) as executions:
            yield from executions
        return
    for call in calls:
        yield sandbox.execute(
            call.program, call.stdin, limits=call.limits, sample_hz=call.sample_hz, layout=call.layout
        )


class Worker(Sandbox, Protocol):
    """One of several sandboxes, lent: all its runs are made on one processor."""

    def cancel(self) -> None:
        """End the run that another thread waits for: there, ``execute`` raises ``CancelledRunError``."""
        ...


class Workers(Sandbox, Protocol):
    """Several sandboxes on one class of machines; every method is safe in every thread.

    Whoever waits is served in the order of asking. ``execute`` is a run on any of them. Every implementation passes the
    conformance suite in ``tests/sandbox/pool_conformance.py``.
    """

    @property
    def workers(self) -> int:
        """How many programs run at one time."""
        ...

    @property
    def faults(self) -> int:
        """How often a machine failed so far, and a run was made again."""
        ...

    @property
    def host(self) -> Mapping[str, object]:
        """The facts of the machines that the programs run on (``sandbox.host``): all are of one class."""
        ...

    def toolchain(self, language: str) -> str:
        """Return what the toolchain of ``language`` says of itself on these machines; empty where the interpreter is Python.

        Raises:
            UsageError: it is not installed there, or the language is not known.

        """
        ...

    def worker(self, program: Program | None = None, stdin: bytes | None = None) -> AbstractContextManager[Worker]:
        """Lend one worker exclusively, if it can be chosen one that has ``program`` or ``stdin`` ready.

        Raises:
            SandboxError: the workers are closed, or none is left.

        """
        ...
