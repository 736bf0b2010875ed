"""``--workers``: where programs run, said in one way by all commands: on this machine, or on a Ray cluster.

4                                  four workers of this machine
ray                                the cluster that this machine is a node of
ray://HOST:PORT                    another one, through its client port
ray://HOST:PORT?host-class=ab12&most=64
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

import typer

from afterburner.cli import console
from afterburner.core.errors import UsageError
from afterburner.sandbox.monolith import Isolation
from afterburner.sandbox.pool import Pool
from afterburner.sandbox.port import Workers

MOST_WORKERS = 256
_HINT = "give a number, 1 to 256, or `ray`, or `ray://HOST:PORT`"
_HOST_CLASS, _MOST = "host-class", "most"

WorkersOption = Annotated[
    str | None,
    typer.Option(
        "--workers",
        metavar="N|ray|ray://HOST:PORT",
        help="Programs that run at once, or the cluster that they run on. [default: one a processor]",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Workers of this machine."""

    count: int | None = None
    """None: one a processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCluster:
    """Workers of a Ray cluster."""

    address: str | None = None
    """None: the cluster that this machine is a node of."""
    host_class: str | None = None
    """The beginning of the digest of the class of machines; None: the largest one."""
    most: int | None = None
    """None: one a free processor."""


def parse_workers(text: str | None) -> Local | OnCluster:
    """Return what ``--workers text`` says.

    Raises:
        UsageError: it says nothing that is known.

    """
    if text is None:
        return Local()
    head, _mark, options = text.partition("?")
    if head == "ray" or head.startswith("ray://"):
        return _on_cluster(text, head, options)
    try:
        count = int(text)
    except ValueError:
        raise UsageError(f"--workers is {text!r}", hint=_HINT) from None
    if not 1 <= count <= MOST_WORKERS:
        raise UsageError(f"--workers is {count}", hint=_HINT)
    return Local(count=count)


def _on_cluster(text: str, head: str, options: str) -> OnCluster:
    try:
        given = dict(parse_qsl(options, keep_blank_values=True, strict_parsing=True)) if options else {}
        has_host = head == "ray" or (urlsplit(head).hostname is not None and urlsplit(head).port != 0)
        most = None if _MOST not in given else int(given[_MOST])
    except ValueError:
        has_host, given, most = False, {}, None
    unknown = sorted(given.keys() - {_HOST_CLASS, _MOST})
    if not has_host or unknown or (most is not None and most < 1) or given.get(_HOST_CLASS) == "":
        known = f"ray://HOST:PORT, with ?{_HOST_CLASS}=DIGEST or &{_MOST}=N where needed"
        raise UsageError(f"--workers is {text!r}", hint=known)
    return OnCluster(address=None if head == "ray" else head, host_class=given.get(_HOST_CLASS), most=most)


def opened_workers(
    text: str | None, *, isolation: Isolation = Isolation.BEST, needs: Collection[str] | None = None
) -> Workers:
    """Return the workers of ``--workers text``; close them.

    ``needs`` are the languages that programs will be in, where that is known: toolchains of others may be missing on nodes.

    Raises:
        UsageError: the text says nothing that is known, Ray is missing, or the cluster can't be reached or used.
        SandboxError: programs can't be run there.

    """
    asked = parse_workers(text)
    if isinstance(asked, Local):
        return Pool(workers=asked.count, isolation=isolation)
    from afterburner.sandbox.cluster import Cluster  # noqa: PLC0415 - only where there is one
    from afterburner.sandbox.cluster_pool import ClusterPool  # noqa: PLC0415 - as above

    with console.progress("asking the nodes of the cluster"):
        pool = ClusterPool(
            Cluster(asked.address or os.environ.get("RAY_ADDRESS")),
            host_class=asked.host_class,
            most=asked.most,
            isolation=isolation,
            needs=needs,
        )
    console.say(f"{pool.workers} workers on {pool.nodes} nodes of the cluster, host class {pool.host_class}")
    return pool
