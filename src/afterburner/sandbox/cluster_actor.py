"""What runs on the nodes of a cluster: an actor that holds one warm cell, and the report of a node on itself.

It knows nothing of Ray, which calls it: ``cluster`` makes an actor of ``CellActor``, whose ``cancel`` has a thread of its own.
Expected answers and checkers never come here.
"""

import hashlib
import os
import platform
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterburner import __version__
from afterburner.core.errors import AfterburnerError, CancelledRunError, UsageError
from afterburner.sandbox import host
from afterburner.sandbox.cluster_wire import Batch, Reply, SentExecution, Store
from afterburner.sandbox.languages import languages
from afterburner.sandbox.monolith import Isolation, Monolith
from afterburner.sandbox.port import Call
from afterburner.sandbox.processors import claim
from afterburner.sandbox.toolchains import toolchain_version

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
    """One warm cell on a processor of its own; the methods but ``cancel`` are called one at a time."""

    def __init__(self, isolation: Isolation, slot: int) -> None:
        """Prepare a cell; ``slot`` is the number of this actor on its node."""
        self._claim = claim()
        if self._claim.lock_fd is None:
            usable = sorted(os.sched_getaffinity(0), reverse=True)
            self._claim = claim(usable[slot % len(usable)])  # all are taken: share evenly
        self._monolith = Monolith(cpu=self._claim.cpu, isolation=isolation)
        self._store = Store()
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
        return Seated(pid=os.getpid(), cpu=self._claim.cpu, is_shared=self._claim.lock_fd is None, layers=layers)

    def execute_each(self, batch: Batch) -> Reply:
        """Execute the calls of ``batch`` up to the first error."""
        self._store.add(batch.texts)
        missing = self._store.missing(batch.calls)
        if missing:
            return Reply(missing=missing)
        begun_s = time.monotonic()
        outcomes: list[SentExecution | AfterburnerError] = []
        self._running = batch.ticket
        try:
            for call in batch.calls:
                outcomes.append(self._outcome(self._store.call(call), batch.ticket))
                if isinstance(outcomes[-1], AfterburnerError):
                    break
        finally:
            self._running = 0
            self._store.trim()
        return Reply(outcomes=tuple(outcomes), took_s=time.monotonic() - begun_s, faults=self._monolith.faults)

    def cancel(self, ticket: int) -> None:
        """End the batches up to ``ticket``, the one under way and those that wait."""
        self._cancelled = max(self._cancelled, ticket)
        while 0 < self._running <= ticket:
            self._monolith.cancel()
            time.sleep(_AGAIN_S)

    def _outcome(self, call: Call, ticket: int) -> SentExecution | AfterburnerError:
        if ticket <= self._cancelled:
            return CancelledRunError("the run was cancelled")
        try:
            seen = self._monolith.execute(
                call.program, call.stdin, limits=call.limits, sample_hz=call.sample_hz, layout=call.layout
            )
        except AfterburnerError as error:
            return error
        return SentExecution.of(seen)


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
