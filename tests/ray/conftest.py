"""A real cluster of several nodes on this machine: Ray's own processes for each, and clients that talk to them."""

import importlib.util
import os
import signal
import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from afterburner.sandbox.cluster import Cluster
from afterburner.sandbox.cluster_pool import ClusterPool
from afterburner.sandbox.port import Workers

if TYPE_CHECKING:
    from ray.cluster_utils import Cluster as Nodes

IS_INSTALLED = importlib.util.find_spec("ray") is not None
REASON = "Ray is not installed: pip install 'afterburner[ray]'"
_STORE_BYTES = 80 << 20
_SETTINGS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these take seconds, and need Ray, which warns of much that is not ours."""
    for item in items:
        if "tests/ray/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.skipif(not IS_INSTALLED, reason=REASON))
            item.add_marker(pytest.mark.filterwarnings("ignore"))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def add_node(nodes: "Nodes", cpus: int, **options: object) -> object:
    return nodes.add_node(num_cpus=cpus, object_store_memory=_STORE_BYTES, include_dashboard=False, **options)


@pytest.fixture(scope="session")
def nodes() -> Iterator["Nodes"]:
    """A head without processors, and two nodes with two each; this process is connected to them."""
    if not IS_INSTALLED:
        pytest.skip(REASON)
    os.environ.update(_SETTINGS)
    import ray  # noqa: PLC0415 - an extra
    from ray.cluster_utils import Cluster as Nodes  # noqa: PLC0415 - an extra

    started = Nodes()
    started.client_port = free_port()
    add_node(started, 0, ray_client_server_port=started.client_port)
    for _ in range(2):
        add_node(started, 2)
    ray.init(address=started.address, log_to_driver=False, logging_level="ERROR")
    yield started
    ray.shutdown()
    started.shutdown()


@pytest.fixture(scope="session")
def open_pool(nodes: "Nodes") -> Callable[..., ClusterPool]:  # noqa: ARG001 - it must be up
    def opened(workers: int | None = None, **options: object) -> ClusterPool:
        return ClusterPool(Cluster(), **{"most": workers, "needs": {"python"}, **options})

    return opened


@pytest.fixture(scope="module")
def pool(open_pool: Callable[..., ClusterPool]) -> Iterator[Workers]:
    with open_pool(2) as started:
        yield started


def actor_pids(pool: ClusterPool) -> list[int]:
    """Return the processes of the workers of ``pool``: all are on this machine."""
    return [cell.seated.pid for cell in pool._lender.things]


def kill_one(pool: ClusterPool) -> None:
    os.kill(actor_pids(pool)[0], signal.SIGKILL)
