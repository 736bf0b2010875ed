"""The server process: a listening socket, uvicorn, and an orderly end.

The first SIGTERM or SIGINT ends the service in order: new work is refused with 503, accepted work is finished, results of jobs
can still be fetched. A second one, or the end of the grace, cancels what is left.
"""

import gc
import resource
import socket
from types import FrameType

import uvicorn

from afterburner.core.errors import UsageError
from afterburner.service.answering import Service
from afterburner.service.app import application

KEEP_ALIVE_S = 75
"""Seconds that an idle connection is kept: longer than clients keep theirs, so that they never write into a closed one."""

_BACKLOG = 4096
_LAST_WORDS_S = 5
"""Seconds for answers to reach their clients once the work is over."""


class _Server(uvicorn.Server):
    """Uvicorn with an end that waits for accepted work."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; the second time at once."""
        del sig, frame
        if self._service.is_ending:
            self.should_exit = True
        self._service.end()

    async def on_tick(self, counter: int) -> bool:
        """Look ten times a second whether the end has come."""
        if self._service.has_ended or self.should_exit:
            self._service.cancel()
            self.should_exit = True
        return await super().on_tick(counter)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes one that is free.

    Raises:
        UsageError: the address can't be had.

    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port} can't be listened on: {error}", hint="--port 0 takes a free one") from error
    return made


def address_of(listening: socket.socket) -> str:
    """Return the URL of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server_of(service: Service) -> uvicorn.Server:
    """Return the server of ``service``; ``run(sockets=[...])`` runs it."""
    config = uvicorn.Config(
        application(service),
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=_LAST_WORDS_S,
        ws="none",
    )
    return _Server(config, service)


def serve(service: Service, listening: socket.socket) -> None:
    """Serve until the process is asked to end."""
    _allow_many_connections()
    gc.freeze()  # what lives now lives as long as the service: collections need not look at it
    server_of(service).run(sockets=[listening])


def _allow_many_connections() -> None:
    """Raise the soft limit on open files: a thousand waiting clients are a thousand connections."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
