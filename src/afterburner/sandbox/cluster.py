"""A connection to a Ray cluster: its nodes, and actors on them. The only module that knows Ray.

    cluster = Cluster("ray://10.0.0.5:10001")       "10.0.0.5:6379", or None: a cluster that this machine is a node of
    nodes = cluster.nodes()
    cell = cluster.start(place, isolation=Isolation.BEST)

Ray is an extra, and imported when a connection is made.
"""

import importlib.util
import itertools
import logging
import os
import socket
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from afterburner.core.errors import AfterburnerError, SandboxError, UsageError
from afterburner.core.execution import Program
from afterburner.sandbox.cell_client import MOST_TEMPLATES
from afterburner.sandbox.cluster_actor import CellActor, NodeReport, Seated
from afterburner.sandbox.cluster_nodes import Node
from afterburner.sandbox.cluster_pace import AHEAD
from afterburner.sandbox.cluster_wire import Batch, Digest, Reply, digest_of, sent
from afterburner.sandbox.lending import Recent
from afterburner.sandbox.monolith import RETRIES, Isolation
from afterburner.sandbox.port import Call

_log = logging.getLogger(__name__)

REACH_S = 10.0
"""Seconds for a first connection: a cluster that takes longer is not there."""
REPORT_S = 120.0
"""Seconds in which a node has to say what it is: Ray starts a process for it, and toolchains are asked for their versions."""
HANG_S = 120.0
"""Seconds beyond all limits of a batch, after which its worker is taken to hang."""
_MOST_KNOWN = 100_000

_THREADS = 4 * AHEAD
"""Of an actor: more than batches can be there at one time (those under way, cancelled ones before them, and a checker's run), so
that one that waits for its turn never keeps out the one whose turn it is."""

_EXTRA = "pip install 'afterburner[ray]'"
_CLIENT = "ray://"
_USUAL_PORTS = {True: 10001, False: 6379}
"""Of the head, by whether it is the one for clients."""


class LostError(SandboxError):
    """A worker of a cluster is gone: its process or its node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One processor of a node."""

    node: Node
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A batch under way."""

    calls: Sequence[Call]
    ticket: int
    reply: Any
    """Ray's reference to it."""
    most_s: float
    """Seconds after which there ought to be a reply."""


@dataclass(slots=True, eq=False)
class RemoteCell:
    """The near end of an actor that holds a warm cell; for one borrower at a time."""

    ray: Any
    handle: Any
    place: Place
    seated: Seated
    faults: int = 0
    """How often its machine failed so far."""
    recent: Recent[Program] = field(default_factory=lambda: Recent(MOST_TEMPLATES))
    _known: set[Digest] = field(default_factory=set)
    """Texts that the actor was sent."""
    _tickets: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _last: int = 0

    def has(self, text: bytes) -> bool:
        """Tell whether ``text`` was sent there."""
        return digest_of(text) in self._known

    def send(self, calls: Sequence[Call]) -> Sending:
        """Have ``calls`` executed after those that were sent before.

        Raises:
            LostError: the actor is gone.

        """
        pairs = [sent(call) for call in calls]
        texts = {digest: text for _call, own in pairs for digest, text in own.items() if digest not in self._known}
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known |= texts.keys()
        self._last = next(self._tickets)
        batch = Batch(ticket=self._last, calls=tuple(call for call, _texts in pairs), texts=texts)
        try:
            reply = self.handle.execute_each.remote(batch)
        except (self.ray.exceptions.RayError, ConnectionError) as error:
            raise self._lost(error) from error
        most_s = (RETRIES + 1) * sum(call.limits.wall_s for call in calls) + HANG_S
        return Sending(calls=calls, ticket=self._last, reply=reply, most_s=most_s)

    def receive(self, sending: Sending) -> Reply:
        """Return what became of a batch.

        Raises:
            LostError: the actor is gone, or does not answer.

        """
        while True:
            reply = self._reply(sending)
            if not reply.missing:
                self.faults = max(self.faults, reply.faults)
                return reply
            self._known -= reply.missing  # it threw them away: others were used more
            sending = self.send(sending.calls)

    def cancel(self, ticket: int | None = None) -> None:
        """End the batches up to ``ticket``; None: all that were sent."""
        upto = self._last if ticket is None else ticket
        try:
            self.handle.cancel.options(concurrency_group="control").remote(upto)
        except (self.ray.exceptions.RayError, ConnectionError):
            _log.debug("a worker that is to be cancelled is gone: %s", self.place.node.name)

    def end(self) -> None:
        """End the actor, its cell and everything in it."""
        try:
            self.ray.kill(self.handle, no_restart=True)
        except (self.ray.exceptions.RayError, ConnectionError, ValueError):
            _log.debug("a worker that is to be ended is gone: %s", self.place.node.name)

    def _reply(self, sending: Sending) -> Reply:
        try:
            reply = self.ray.get(sending.reply, timeout=sending.most_s)
        except (self.ray.exceptions.RayError, ConnectionError) as error:
            raise self._lost(error) from error
        assert isinstance(reply, Reply)
        return reply

    def _lost(self, error: Exception) -> LostError:
        first = str(error).strip().partition("\n")[0]
        return LostError(
            f"a worker on {self.place.node.name} is lost: {type(error).__name__}: {first}",
            hint="`ray status` says what became of the node",
        )


@dataclass(slots=True)
class Starting:
    """An actor that is on its way."""

    place: Place
    handle: Any
    seated: Any
    """Ray's reference to what it says when it is there."""


class Cluster:
    """A connection to the cluster at ``address``: ``ray://HOST:PORT``, or ``HOST:PORT`` where this machine is a node of it.

    By default it is the one that this machine is found to be a node of.

    Raises:
        UsageError: Ray is not installed, the address is none, or nobody answers there.

    """

    def __init__(self, address: str | None = None) -> None:
        address = None if address in {"", "auto"} else address
        _check_installed(address)
        if address is not None:
            _check_reachable(address)
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # what Ray does from 2.60 on anyway, unwarned
        import ray  # noqa: PLC0415 - an extra

        _keep_stdout_for_data()
        self._ray = ray
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            _connect(ray, address)
        self._actor = ray.remote(concurrency_groups={"control": 1})(CellActor)

    def close(self) -> None:
        """End the connection, unless somebody else made it."""
        if self._is_ours:
            self._ray.shutdown()

    def nodes(self, needs: Collection[str] | None = None) -> list[Node]:
        """Return the nodes that are alive and have processors, each with its report on the toolchains that are needed."""
        alive = [one for one in self._ray.nodes() if one["Alive"] and one["Resources"].get("CPU", 0) >= 1]
        question = self._ray.remote(num_cpus=0, max_retries=0)(_question(needs))
        asked = [question.options(scheduling_strategy=self._on(one["NodeID"])).remote() for one in alive]
        self._ray.wait(asked, num_returns=len(asked), timeout=REPORT_S) if asked else None
        found = [self._node(one, reply) for one, reply in zip(alive, asked, strict=True)]
        return [node for node in found if node is not None]

    def start(self, place: Place, *, isolation: Isolation) -> Starting:
        """Start an actor at ``place``, as soon as its processor is free."""
        made = self._actor.options(
            num_cpus=1, max_restarts=0, max_concurrency=_THREADS, scheduling_strategy=self._on(place.node.id)
        )
        handle = made.remote(isolation)
        return Starting(place=place, handle=handle, seated=handle.start.remote())

    def started(self, starting: Iterable[Starting], *, within_s: float) -> tuple[list[Starting], list[Starting]]:
        """Wait until one is there, or can't be; return those that are, and those that are not yet."""
        by_reply = {one.seated: one for one in starting}
        done, pending = self._ray.wait(list(by_reply), num_returns=1, timeout=within_s)
        return [by_reply[reply] for reply in done], [by_reply[reply] for reply in pending]

    def seated(self, starting: Starting) -> RemoteCell:
        """Return the worker that ``starting`` has become.

        Raises:
            LostError: it could not be started.
            SandboxError: programs can't be run there.

        """
        try:
            seated = self._ray.get(starting.seated)
        except self._ray.exceptions.RayError as error:
            said = str(error).strip().splitlines()
            what = f"no worker could be started on {starting.place.node.name}: {said[-1] if said else error!r}"
            raise LostError(what, hint="`ray status` says what became of the node") from error
        if isinstance(seated, AfterburnerError):
            raise seated
        return RemoteCell(ray=self._ray, handle=starting.handle, place=starting.place, seated=seated)

    def give_up(self, starting: Starting) -> None:
        """Start it no more."""
        self._ray.kill(starting.handle, no_restart=True)

    def _on(self, node_id: str) -> object:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy  # noqa: PLC0415 - an extra

        return NodeAffinitySchedulingStrategy(node_id, soft=False)

    def _node(self, known: dict[str, Any], reply: object) -> Node | None:
        """Return a node with its report; None for one that is gone meanwhile."""
        name = f"node {known['NodeID'][:8]} ({known['NodeManagerHostname']}, {known['NodeManagerAddress']})"
        node_id, cpus = str(known["NodeID"]), int(known["Resources"]["CPU"])
        try:
            said = self._ray.get(reply, timeout=0.1)
        except self._ray.exceptions.GetTimeoutError:
            return Node(id=node_id, name=name, cpus=cpus, failure=f"it does not answer within {REPORT_S:.0f} s")
        except (self._ray.exceptions.TaskUnschedulableError, self._ray.exceptions.NodeDiedError):
            return None
        except self._ray.exceptions.RayError as error:
            text = (str(error).strip().splitlines() or [repr(error)])[-1]
            return Node(id=node_id, name=name, cpus=cpus, failure=text)
        try:
            return Node(id=node_id, name=name, cpus=cpus, report=NodeReport(**said))
        except TypeError:
            failure = said if isinstance(said, str) else "it has another version of Afterburner"
            return Node(id=node_id, name=name, cpus=cpus, failure=failure)


def _question(needs: Collection[str] | None) -> Callable[[], dict[str, Any] | str]:
    """Return what a node is asked: a function that goes there as a whole, since what is installed there may be older."""

    def look() -> dict[str, Any] | str:
        import dataclasses  # noqa: PLC0415 - on the node

        try:
            from afterburner.sandbox import cluster_actor as there  # noqa: PLC0415 - on the node
        except ImportError as error:
            return f"it has no Afterburner that knows of clusters: {error}"
        return dataclasses.asdict(there.report(needs))

    return look


def _check_installed(address: str | None) -> None:
    if importlib.util.find_spec("ray") is None:
        raise UsageError("workers on a cluster need Ray, which is not installed", hint=_EXTRA)
    if address is not None and address.startswith(_CLIENT) and importlib.util.find_spec("grpc") is None:
        raise UsageError(f"{address} needs grpcio, which is not installed", hint=_EXTRA)


def _check_reachable(address: str) -> None:
    is_client = address.startswith(_CLIENT)
    parts = urlsplit(address if is_client else f"//{address}")
    try:
        host, port = parts.hostname, parts.port or _USUAL_PORTS[is_client]
    except ValueError:
        host, port = None, 0
    if host is None:
        raise UsageError(f"{address!r} is no address of a cluster", hint="give ray://HOST:PORT")
    try:
        socket.create_connection((host, port), timeout=REACH_S).close()
    except OSError as error:
        hint = "is its head up (`ray start --head --ray-client-server-port 10001`), and this port open?"
        raise UsageError(f"the cluster {address} can't be reached: {error}", hint=hint) from error


def _keep_stdout_for_data() -> None:
    """Log what Ray's daemons say of lost workers: Ray prints it on stdout, and has no setting against that (2.60)."""
    from ray._private import worker  # noqa: PLC0415 - an extra

    def log(said: dict[str, Any], **_options: object) -> None:
        _log.info("Ray: %s", " ".join(map(str, said.get("lines", ()))))

    if hasattr(worker, "print_to_stdstream"):
        worker.print_to_stdstream = log


def _connect(ray: Any, address: str | None) -> None:  # noqa: ANN401 - a module without types
    try:
        ray.init(address=address or "auto", log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        text = " ".join(str(error).split())
        if address is None and isinstance(error, ConnectionError):
            hint = "start one (`ray start --head`), join one (`ray start --address=HOST:PORT`), or give ray://HOST:PORT"
            raise UsageError(f"this machine belongs to no Ray cluster: {text}", hint=hint) from error
        hint = "the same versions of Ray and Python are needed on all sides; `ray status` on a node says how it is"
        raise UsageError(f"the cluster can't be used: {text}", hint=hint) from error
