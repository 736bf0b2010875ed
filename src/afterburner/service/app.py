"""The routes of the service, and their description for OpenAPI."""

from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from afterburner import __version__
from afterburner.service import examples, replies
from afterburner.service.answering import JSON, NDJSON, Service
from afterburner.service.dialects import monolith, sandbox_fusion
from afterburner.service.gate import Gate, refused
from afterburner.service.intake import Piece, parsed
from afterburner.service.refusals import Refusal
from afterburner.service.replies import BatchLine, ErrorOut, ExecutionOut, JobOut, JudgementOut, RewardsOut
from afterburner.service.requests import BatchRequest, ExecuteRequest, JudgeRequest, RewardsRequest
from afterburner.service.routes import router
from afterburner.service.scheduler import Outcome

_REQUESTS = (ExecuteRequest, JudgeRequest, BatchRequest, RewardsRequest)
_REFERENCE = "#/components/schemas/{model}"

Responses = dict[int | str, dict[str, Any]]

_REFUSALS: Responses = {
    400: {"model": ErrorOut, "description": "The body is not JSON."},
    401: {"model": ErrorOut, "description": "The token is missing or wrong."},
    413: {"model": ErrorOut, "description": "The request is larger than this service allows."},
    422: {"model": ErrorOut, "description": "Something in the request can't be used; the message names it."},
    429: {"model": ErrorOut, "description": "The queue is full; `Retry-After` says when to ask again."},
    503: {
        "model": ErrorOut,
        "description": "The machine failed (`machine_fault`), or the service is ending (`ending`).",
    },
}
_LATER: Responses = {202: {"model": JobOut, "description": "With `wait: false`: ask for it at `/v1/jobs/{id}`."}}


def application(service: Service) -> FastAPI:
    """Return the ASGI application of ``service``, which must have been started."""
    app = FastAPI(title="Afterburner", version=__version__, summary="Runs, measures and judges programs in a sandbox.")
    app.add_middleware(Gate, service=service)
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(HTTPException, _on_http_exception)
    ours = (_add_work, _add_batch, _add_rewards, _add_jobs, _add_state)
    for add_routes in (*ours, monolith.add_routes, sandbox_fusion.add_routes):
        routes = router()
        add_routes(routes, service)
        app.include_router(routes)
    app.openapi = partial(_openapi, app)  # type: ignore[method-assign] # how FastAPI wants it replaced
    return app


async def _on_refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refused(error)


async def _on_http_exception(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http_error")
    response = refused(Refusal(error.status_code, code, str(error.detail), hint="the routes stand at /docs"))
    response.headers.update(error.headers or {})
    return response


def _add_work(routes: APIRouter, service: Service) -> None:
    @routes.post(
        "/v1/execute",
        summary="Run a program once",
        responses={200: {"model": ExecutionOut}, **_LATER, **_REFUSALS},
        openapi_extra=_body("ExecuteRequest", examples.EXECUTE),
    )
    async def execute(request: Request) -> Response:
        body = await service.body(request)
        asked = parsed(ExecuteRequest, body)
        return await _answer(service, request, service.intake.execution(asked), wait=asked.wait, size_bytes=len(body))

    @routes.post(
        "/v1/judge",
        summary="Judge a program",
        responses={200: {"model": JudgementOut}, **_LATER, **_REFUSALS},
        openapi_extra=_body("JudgeRequest", examples.JUDGE),
    )
    async def judge(request: Request) -> Response:
        body = await service.body(request)
        asked = parsed(JudgeRequest, body)
        return await _answer(service, request, service.intake.judgement(asked), wait=asked.wait, size_bytes=len(body))


async def _answer(service: Service, request: Request, piece: Piece, *, wait: bool, size_bytes: int) -> Response:
    if wait:
        return await service.answer(request, piece, partial(service.rendered, piece), size_bytes=size_bytes)

    def kept(job_id: str, outcome: Outcome) -> bytes:
        kind, document = service.document(piece, outcome)
        return replies.as_json({"id": job_id, "state": "done", kind: document})

    job_id = service.answer_later(piece, kept, size_bytes=size_bytes)
    headers = {"location": f"/v1/jobs/{job_id}"}
    return Response(replies.as_json({"id": job_id, "state": "waiting"}), 202, headers, JSON)


def _add_batch(routes: APIRouter, service: Service) -> None:
    lines = {"description": "One `BatchLine` a line, when it is ready.", "content": {NDJSON: {}}, "model": BatchLine}

    @routes.post(
        "/v1/batch",
        summary="Many runs and judgements, the results streamed as they are ready",
        responses={200: lines, **_REFUSALS},
        openapi_extra=_body("BatchRequest", examples.BATCH),
    )
    async def batch(request: Request) -> Response:
        body = await service.body(request)
        pieces = service.intake.batch(parsed(BatchRequest, body))
        return service.stream(pieces, size_bytes=len(body))


def _add_rewards(routes: APIRouter, service: Service) -> None:
    @routes.post(
        "/v1/rewards",
        summary="What completions of one prompt earn, measured beside each other",
        responses={200: {"model": RewardsOut}, **_REFUSALS},
        openapi_extra=_body("RewardsRequest", examples.REWARDS),
    )
    async def rewards(request: Request) -> Response:
        ask, gather = service.intake.rewards(parsed(RewardsRequest, await service.body(request)))
        return Response(replies.as_json(await service.rewards.answer(ask, gather)), media_type=JSON)


def _add_jobs(routes: APIRouter, service: Service) -> None:
    gone: Responses = {
        404: {"model": ErrorOut, "description": "There never was such a job."},
        410: {"model": ErrorOut, "description": "It was there, and its result is not kept any more (`expired`)."},
    }

    @routes.get("/v1/jobs/{job_id}", summary="The result of a job", responses={200: {"model": JobOut}, **gone})
    async def job(request: Request, job_id: str) -> Response:
        del request
        body = service.jobs.find(job_id)
        return Response(body or replies.as_json({"id": job_id, "state": "waiting"}), media_type=JSON)


def _add_state(routes: APIRouter, service: Service) -> None:
    @routes.get("/healthz", summary="Whether the service takes in work; 503 while it ends")
    async def healthz(request: Request) -> Response:
        del request
        document = {**service.health(), "version": __version__}
        return Response(replies.as_json(document), 503 if service.is_ending else 200, media_type=JSON)

    @routes.get("/metrics", summary="Counters for Prometheus")
    async def metrics(request: Request) -> Response:
        del request
        return Response(service.counters.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _body(model: str, shown: dict[str, Any]) -> dict[str, Any]:
    """Describe the body by hand: it is read by pydantic itself, with errors of the service's own form."""
    schema = {"$ref": _REFERENCE.format(model=model)}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema, "examples": shown}}}}


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        _, schemas = models_json_schema([(model, "validation") for model in _REQUESTS], ref_template=_REFERENCE)
        document.setdefault("components", {}).setdefault("schemas", {}).update(schemas["$defs"])
        app.openapi_schema = document
    return app.openapi_schema
