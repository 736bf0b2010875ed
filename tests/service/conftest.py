"""A real server, in a thread of this process, and clients that talk to it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest

from afterburner.core.execution import MIB
from afterburner.sandbox.pool import Pool
from afterburner.service.answering import Service
from afterburner.service.client import Client
from afterburner.service.config import ServiceConfig
from afterburner.service.rewarding import Rewarder
from afterburner.service.server import address_of, listen, server_of

ENOUGH_S = 60


@dataclass(frozen=True)
class Running:
    """A server that takes requests."""

    service: Service
    url: str
    http: httpx.Client


@contextlib.contextmanager
def running(config: ServiceConfig, *, pool: Pool | None = None, rewarder: Rewarder | None = None) -> Iterator[Running]:
    service = Service(config, pool=pool, rewarder=rewarder)
    service.start()
    listening = listen("127.0.0.1", 0)
    server = server_of(service)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    url = address_of(listening)
    with httpx.Client(base_url=url, timeout=ENOUGH_S, trust_env=False) as http:
        try:
            yield Running(service, url, http)
        finally:
            server.should_exit = True
            thread.join()
            service.close()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENOUGH_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """One for all tests that leave it as it is."""
    with running(ServiceConfig(workers=2, body_bytes=12 * MIB)) as started:
        yield started


@pytest.fixture
def http(server: Running) -> httpx.Client:
    return server.http


@pytest.fixture(scope="session")
def client(server: Running) -> Iterator[Client]:
    with Client(server.url) as opened:
        yield opened
