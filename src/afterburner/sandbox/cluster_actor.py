"""What runs on the nodes of a cluster: an actor that holds one warm cell, and the report of a node on itself.

It knows nothing of Ray, which calls it: ``cluster`` makes an actor of ``CellActor``, whose ``cancel`` has a thread of its own.
Expected answers and checkers never come here.
"""

import hashlib
import os
import platform
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterburner import __version__
from afterburner.core.errors import AfterburnerError, CancelledRunError, UsageError
from afterburner.core.execution import Execution
from afterburner.core.status import Status
from afterburner.sandbox import host
from afterburner.sandbox.cluster_wire import Batch, Reply, SentExecution, Store
from afterburner.sandbox.languages import languages
from afterburner.sandbox.monolith import Isolation, Monolith
from afterburner.sandbox.port import Call
from afterburner.sandbox.processors import claim
from afterburner.sandbox.toolchains import toolchain_version

LONG_S = 0.1
"""Seconds after which a batch goes back as far as it came: its runs take longer than the ones before them."""

_AGAIN_S = 0.02
"""A run that is just being started can't be cancelled yet: it is told again after this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeReport:
    """What a node says of itself."""

    python: str
    """Its version, major and minor."""
    afterburner: str
    sandbox: str
    """The digest of the code that runs and measures programs."""
    facts: Mapping[str, object]
    """As ``sandbox.host.facts``."""
    toolchains: Mapping[str, str | None]
    """What the toolchains that were asked say of themselves; None where one is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Where a cell is."""

    pid: int
    """Of the actor, on its node."""
    cpu: int
    is_shared: bool
    """Whether another cell measures on this processor, too."""
    layers: tuple[str, ...]


class CellActor:
    """One warm cell on a processor of its own.

    ``execute_each`` is called from several threads: while the replies of one batch are packed and sent, the programs of the
    next one run. Batches are executed in the order of their tickets, which are 1, 2, 3 and so on.
    """

    def __init__(self, isolation: Isolation) -> None:
        """Prepare a cell on a processor that no other cell of this node has, if there is one."""
        self._claim = claim()  # Ray counts processors, and gives nobody one of his own
        self._monolith = Monolith(cpu=self._claim.cpu, isolation=isolation)
        self._store = Store()
        self._turn = threading.Condition()
        self._next = 1
        """The ticket of the batch whose turn it is."""
        self._running = 0
        """The ticket of the batch under way; 0 where there is none."""
        self._cancelled = 0
        """The highest ticket that was cancelled."""

    def start(self) -> Seated | AfterburnerError:
        """Start the cell."""
        try:
            layers = self._monolith.layers()
        except AfterburnerError as error:
            return error
        return Seated(pid=os.getpid(), cpu=self._claim.cpu, is_shared=self._claim.is_shared, layers=layers)

    def execute_each(self, batch: Batch) -> Reply:
        """Execute the calls of ``batch``, up to the first that does not end well, or as long as there is time.

        Whoever asked decides whether the rest is worth running, and sends it again.
        """
        with self._turn:
            while self._next != batch.ticket:
                self._turn.wait()
        try:
            self._store.add(batch.texts)
            missing = self._store.missing(batch.calls)
            seen, took_s = ([], 0.0) if missing else self._executed(batch)
            faults = self._monolith.faults
        finally:
            self._store.trim()
            with self._turn:
                self._next += 1
                self._turn.notify_all()
        outcomes = tuple(one if isinstance(one, AfterburnerError) else SentExecution.of(one) for one in seen)
        return Reply(outcomes=outcomes, missing=missing, took_s=took_s, faults=faults)

    def _executed(self, batch: Batch) -> tuple[list[Execution | AfterburnerError], float]:
        """Return what became of the calls that were made, and how many seconds they took."""
        begun_s = time.monotonic()
        seen: list[Execution | AfterburnerError] = []
        self._running = batch.ticket
        try:
            for call in batch.calls:
                outcome = self._outcome(self._store.call(call), batch.ticket)
                seen.append(outcome)
                took_s = time.monotonic() - begun_s
                if isinstance(outcome, AfterburnerError) or outcome.status is not Status.OK or took_s > LONG_S:
                    break
        finally:
            self._running = 0
        return seen, time.monotonic() - begun_s

    def cancel(self, ticket: int) -> None:
        """End the batches up to ``ticket``, the one under way and those that wait."""
        self._cancelled = max(self._cancelled, ticket)
        while 0 < self._running <= ticket:
            self._monolith.cancel()
            time.sleep(_AGAIN_S)

    def _outcome(self, call: Call, ticket: int) -> Execution | AfterburnerError:
        if ticket <= self._cancelled:
            return CancelledRunError("the run was cancelled")
        try:
            return self._monolith.execute(
                call.program, call.stdin, limits=call.limits, sample_hz=call.sample_hz, layout=call.layout
            )
        except AfterburnerError as error:
            return error


def report(needs: Collection[str] | None = None) -> NodeReport:
    """Return what this node is; only the toolchains of the languages ``needs`` are asked for their versions (None: all)."""
    return NodeReport(
        python=".".join(platform.python_version_tuple()[:2]),
        afterburner=__version__,
        sandbox=code_digest(),
        facts=host.facts(),
        toolchains={name: _version(name) for name in languages() if needs is None or name in needs},
    )


def _version(language: str) -> str | None:
    try:
        return toolchain_version(language)
    except UsageError:
        return None


@cache
def code_digest() -> str:
    """Return the digest of the code that figures depend on: ``core`` and ``sandbox``, as they are installed here."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for folder in ("core", "sandbox"):
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                digest.update(f"{path.relative_to(package)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
