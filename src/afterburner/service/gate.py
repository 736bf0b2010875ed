"""What every request passes before it is looked at: the token, and whether the service still takes in work. And it counts."""

import hmac
import time

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from afterburner.service import replies
from afterburner.service.answering import JSON, Service
from afterburner.service.refusals import Refusal

OPEN_PATHS = frozenset({"/healthz"})
"""Asked for by load balancers, which have no token; nothing secret is said there."""


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, *, service: Service) -> None:
        self._app = app
        self._service = service
        token = service.config.token
        self._expected = None if token is None else f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start_s, status = time.monotonic(), 0

        async def counting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        refusal = self._refusal(scope)
        try:
            if refusal is None:
                await self._app(scope, receive, counting)
            else:
                await refused(refusal)(scope, receive, counting)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self._service.counters.answered(route, status, time.monotonic() - start_s)

    def _refusal(self, scope: Scope) -> Refusal | None:
        if self._expected is not None and scope["path"] not in OPEN_PATHS:
            given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
            if not hmac.compare_digest(given, self._expected):
                return Refusal(401, "unauthorized", "the token is missing or wrong", hint="Authorization: Bearer TOKEN")
        if self._service.is_ending and scope["method"] == "POST":
            return Refusal(503, "ending", "the service is ending", hint="ask again", retry_after_s=5)
        return None


def refused(refusal: Refusal) -> Response:
    """Return ``refusal`` as a response."""
    return Response(replies.as_json(refusal.body()), refusal.status, refusal.headers(), JSON)
