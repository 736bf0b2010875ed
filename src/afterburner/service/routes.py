"""Routes that hand the request to their function as it is: FastAPI describes them, and does nothing else to a request."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response


class PlainRoute(APIRoute):
    """A route whose function takes ``request`` and the parameters of the path, and returns a response."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function, without FastAPI's resolving of dependencies: it is a third of a short request."""
        endpoint = self.endpoint

        async def handle(request: Request) -> Response:
            response: Response = await endpoint(request=request, **request.path_params)
            return response

        return handle


def router() -> APIRouter:
    """Return a router of such routes."""
    return APIRouter(route_class=PlainRoute)
