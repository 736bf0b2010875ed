"""What both clients do with httpx alike."""

import ssl
from typing import Any

import httpx

from afterburner.service.client import protocol
from afterburner.service.client.protocol import ServiceUnreachableError

DEFAULT_TIMEOUT_S = 600.0
"""Seconds that a reply may take: a full queue and a long judgement together."""

RETRIES = 8
"""How often to ask again where the service is busy or away: about half a minute, more if it says so itself."""

_HOPELESS = (httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Asking again would only do the same work once more."""


CONNECTIONS = 64
"""Requests under way at one time; further ones wait their turn in the client."""


def settings(url: str, token: str | None, timeout_s: float) -> dict[str, Any]:
    """Return the arguments of an ``httpx.Client`` or ``httpx.AsyncClient`` for one connection.

    A client here has one of those for each connection: httpx looks at all of its idle connections for every request, which
    with dozens of them costs more than the request.
    """
    return {
        "base_url": url,
        "headers": protocol.headers_for(token),
        "timeout": timeout_s,
        "limits": httpx.Limits(max_connections=1, max_keepalive_connections=1),
        "trust_env": False,
        "verify": ssl.create_default_context() if url.startswith("https") else False,
    }


def unreachable(error: httpx.TransportError) -> ServiceUnreachableError:
    """Return what is raised where the service can't be reached or broke off."""
    hint = "is `afterburner serve` running, and the address right?"
    return ServiceUnreachableError(f"the service can't be reached: {type(error).__name__}: {error}", hint=hint)


def delay_after(error: httpx.TransportError, attempt: int, *, most: int) -> float:
    """Return after how many seconds to try again to reach the service.

    Raises:
        ServiceUnreachableError: often enough tried, or there is no hope.

    """
    if attempt >= most or isinstance(error, _HOPELESS):
        raise unreachable(error) from error
    return protocol.backing_off_s(attempt)
