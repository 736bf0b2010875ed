"""Workers of a pool, lent for one piece of grading: what is run on them is counted, and can be ended from outside.

    lending = Lending(pool)
    with lending.lend(program) as lent:
        lent.execute(program, b"42", limits=Limits())
        lent.cpu_s[program]
    lending.close()          # ends what runs; whoever has a worker gets CancelledRunError at his next run

A pool may serve others too: it is never closed here.
"""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from afterburner.core.errors import CancelledRunError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.problem import Problem, Test
from afterburner.judge.generated import FreshTests
from afterburner.sandbox.port import Worker, Workers

_CANCEL_AGAIN_S = 0.02
"""Between two runs there is nothing to cancel: it is said again after this time."""
_CLOSING_S = 10.0


@dataclass(slots=True, eq=False)
class Lent:
    """One worker, while it is ours. Implements ``sandbox.port.Sandbox``."""

    worker: Worker
    lending: "Lending"
    cpu_s: dict[Program, float] = field(default_factory=dict)
    """CPU seconds that each program has used in it."""
    wall_s: dict[Program, float] = field(default_factory=dict)
    """Wall seconds that its runs took in all: what is around a run is in them."""
    last: Execution | None = None
    """The run that was made last."""
    runs: int = 0
    inputs_s: float = 0.0
    """Wall seconds that fresh inputs took."""

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program``; see ``sandbox.port.Sandbox.execute``.

        Raises:
            SandboxError, UsageError: as there.
            CancelledRunError: the lending was closed.

        """
        self.lending.check()
        began_s = time.monotonic()
        seen = self.worker.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        self.wall_s[program] = self.wall_s.get(program, 0.0) + time.monotonic() - began_s
        self.cpu_s[program] = self.cpu_s.get(program, 0.0) + (seen.cpu_s or 0.0)
        self.last = seen
        self.runs += 1
        return seen

    def fresh_tests(self, fresh: FreshTests, problem: Problem, number: int) -> tuple[Test, ...]:
        """Return set ``number`` of fresh tests; the generator and the oracle are not counted among the programs.

        Raises:
            SandboxError, DataError: as ``judge.generated.FreshTests``.

        """
        began_s = time.monotonic()
        try:
            return fresh(problem, number, self.worker)
        finally:
            self.inputs_s += time.monotonic() - began_s

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on."""
        return self.worker.layers()

    def close(self) -> None:
        """Do nothing: it is lent, and the pool's to end."""


class Lending:
    """Lends workers of ``pool``, and keeps count; every method is safe in every thread."""

    def __init__(self, pool: Workers) -> None:
        self._pool = pool
        self._lent: set[Lent] = set()
        self._lock = threading.Lock()
        self._closed = False
        self.busy_s = 0.0
        """Wall seconds in which workers were lent, added up; so are the next three."""
        self.runs_s = 0.0
        """Those in which programs were run: started, watched and cleaned up after."""
        self.inputs_s = 0.0
        """Those in which fresh inputs were made."""
        self.runs = 0
        """How many runs of programs there were."""

    @contextlib.contextmanager
    def lend(self, program: Program | None = None) -> Iterator[Lent]:
        """Lend a worker, if it can be chosen one that has ``program`` ready.

        Raises:
            CancelledRunError: the lending is closed.
            SandboxError: the pool is closed.

        """
        self.check()
        with self._pool.worker(program) as worker:
            lent = Lent(worker, self)
            began_s = time.monotonic()
            with self._lock:
                self._lent.add(lent)
            try:
                yield lent
            finally:
                # Before it goes to somebody else, whose runs are not ours to cancel.
                with self._lock:
                    self._lent.remove(lent)
                    self.busy_s += time.monotonic() - began_s
                    self.runs_s += sum(lent.wall_s.values())
                    self.inputs_s += lent.inputs_s
                    self.runs += lent.runs

    def check(self) -> None:
        """Go on only if it is not closed.

        Raises:
            CancelledRunError: it is.

        """
        if self._closed:
            raise CancelledRunError("the grader was closed")

    def close(self) -> None:
        """End the runs that are under way, and refuse further ones."""
        self._closed = True
        until_s = time.monotonic() + _CLOSING_S
        while time.monotonic() < until_s:
            with self._lock:
                for lent in self._lent:
                    lent.worker.cancel()
                if not self._lent:
                    return
            time.sleep(_CANCEL_AGAIN_S)
