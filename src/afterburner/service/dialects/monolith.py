"""The protocol of the published Monolith: ``POST /execute``, ``GET /results/{id}``, ``GET /status``.

Source: Elfsong/Monolith, ``src/sync_backend.py`` and ``src/async_backend.py`` as of commit 3f8f906 (April 2025), and the client
in Elfsong/Afterburner, ``evaluation/venus/venus_evaluator.py``. There are two kinds of clients, told apart by what they send:

* with ``run_profiling``, or neither: the reply is the result: ``status`` (``success``, ``timeout``) and ``output_dict``;
* with ``run_memory_profile``: the reply is a ``task_id``, and ``/results/{id}`` says ``processing``, ``done`` or ``timeout``.

Deliberate differences:

1. ``integral`` is memory over wall time in kB·ms; there, a sum of running peaks that grows with the sampling rate.
2. ``duration`` (ms), ``peak_memory`` (kB) and ``integral`` are there without profiling too; it only adds the samples in ``log``,
   whose times are nanoseconds since the start.
3. A fault of the machine is a 503 and not a result. ``libraries`` can't be installed and are refused.
4. A result is kept until newer ones push it out, and then is 410 (``expired``) and not 404.
"""

import os
import uuid
from collections.abc import Mapping

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from afterburner.core.errors import AfterburnerError, UsageError
from afterburner.core.execution import MIB, Execution, Program
from afterburner.core.objective import Clock
from afterburner.core.status import Status
from afterburner.sandbox.languages import language_named
from afterburner.service import replies, texts
from afterburner.service.answering import JSON, Answer, Service
from afterburner.service.intake import Piece, parsed
from afterburner.service.refusals import Refusal, invalid, refusal_of
from afterburner.service.scheduler import Outcome
from afterburner.service.work import ExecuteWork

MOST_TIMEOUT_S = 120.0
"""What the published service cuts every timeout down to."""

_MEMORY_BYTES = 1024 * MIB
_LANGUAGES = {"python3": "python", "golang": "go", "c++": "cpp", "js": "javascript"}
_TIMEOUTS = frozenset({Status.TIME_LIMIT_EXCEEDED, Status.WALL_LIMIT_EXCEEDED})


class Asked(BaseModel):
    """The body of ``POST /execute``. Unknown keys are ignored, as there."""

    model_config = ConfigDict(frozen=True, strict=True)

    code: str = Field(min_length=1)
    language: str = Field(min_length=1)
    libraries: list[str] | None = None
    timeout: float = Field(default=30, gt=0, allow_inf_nan=False)
    run_profiling: bool = False
    run_memory_profile: bool | None = None
    stdin: str | None = None


def add_routes(routes: APIRouter, service: Service) -> None:
    """Add the routes of this protocol."""

    @routes.post("/execute", tags=["published Monolith"], summary="Run a program, as the published Monolith does")
    async def execute(request: Request) -> Response:
        try:
            body = await service.body(request)
            asked = parsed(Asked, body)
            piece = Piece(None, _work(service, asked))
            if asked.run_memory_profile is not None:
                return Response(_accepted(service, piece, asked, len(body)), media_type=JSON)
            return await service.answer(request, piece, lambda outcome: _answer(asked, outcome), size_bytes=len(body))
        except Refusal as refusal:
            return _refused(refusal)

    @routes.get("/results/{task_id}", tags=["published Monolith"], summary="The result of a task")
    async def results(request: Request, task_id: str) -> Response:
        del request
        try:
            body = service.jobs.find(task_id)
        except Refusal as refusal:
            return _refused(refusal)
        waiting = {"task_id": task_id, "status": "processing", "output_dict": None}
        return Response(body or replies.as_json(waiting), media_type=JSON)

    @routes.get("/status", tags=["published Monolith"], summary="Queue and workers")
    async def status(request: Request) -> Response:
        del request
        return Response(replies.as_json(_status(service)), media_type=JSON)


def _work(service: Service, asked: Asked) -> ExecuteWork:
    name = _LANGUAGES.get(asked.language.lower(), asked.language.lower())
    try:
        language_named(name)
    except UsageError as error:
        raise invalid(error.message, hint=error.hint) from None
    if asked.libraries:
        raise invalid(f"libraries can't be installed: {asked.libraries!r:.80}", hint="programs have no network")
    timeout_s = min(asked.timeout, MOST_TIMEOUT_S)
    memory = min(_MEMORY_BYTES, service.config.most.memory_bytes)
    limits = service.intake.within({"cpu_s": timeout_s, "wall_s": timeout_s, "memory_bytes": memory})
    program = Program(source=asked.code.encode(), language=name)
    return ExecuteWork(program=program, stdin=(asked.stdin or "").encode(), limits=limits)


def _accepted(service: Service, piece: Piece, asked: Asked, size_bytes: int) -> bytes:
    def kept(task_id: str, outcome: Outcome) -> bytes:
        if isinstance(outcome, AfterburnerError):
            return replies.as_json({"task_id": task_id, "status": "error", "output_dict": {"error": outcome.message}})
        assert isinstance(outcome, Execution)
        status = "timeout" if outcome.status in _TIMEOUTS else "done"
        return replies.as_json({"task_id": task_id, "status": status, "output_dict": _output(asked, outcome)})

    task_id = service.answer_later(piece, kept, size_bytes=size_bytes)
    return replies.as_json({"task_id": task_id, "status": "processing", "error": None})


def _answer(asked: Asked, outcome: Outcome) -> Answer:
    if isinstance(outcome, AfterburnerError):
        refusal = refusal_of(outcome)
        return Answer(replies.as_json(_error(refusal)), refusal.status, refusal.retry_after_s)
    assert isinstance(outcome, Execution)
    is_late = outcome.status in _TIMEOUTS
    document = {
        "task_id": str(uuid.uuid4()),
        "status": "timeout" if is_late else "success",
        "error": "Task timed out." if is_late else None,
        "output_dict": None if is_late else _output(asked, outcome),
    }
    return Answer(replies.as_json(document))


def _output(asked: Asked, seen: Execution) -> dict[str, object]:
    integral = seen.timeline.integral_byte_s(Clock.WALL)
    profiling = asked.run_profiling or bool(asked.run_memory_profile)
    samples = seen.timeline.samples if profiling else ()
    return {
        **_text("stdout", seen.stdout),
        **_text("stderr", seen.stderr),
        "duration": None if seen.wall_s is None else seen.wall_s * 1000,
        "peak_memory": None if seen.peak_bytes is None else round(seen.peak_bytes / 1024),
        "integral": None if integral is None else integral / 1024 * 1000,
        "log": [(round(at.wall_s * 1e9), round(at.rss_bytes / 1024)) for at in samples],
        "exit_code": seen.exit_code,
        "reason": seen.reason,
    }


def _text(name: str, data: bytes) -> Mapping[str, object]:
    """Return output as there: null where there is none; what is not UTF-8 as well as it can be shown, and whole beside it."""
    shown: dict[str, object] = {name: data.decode(errors="replace") or None}
    fields = texts.written(name, data)
    return shown if fields[f"{name}_encoding"] == "utf-8" else {**shown, f"{name}_base64": fields[name]}


def _status(service: Service) -> dict[str, object]:
    page = os.sysconf("SC_PAGE_SIZE")
    total, free = os.sysconf("SC_PHYS_PAGES") * page, os.sysconf("SC_AVPHYS_PAGES") * page
    health = service.health()
    workers, running = int(str(health["workers"])), service.scheduler.running
    return {
        "max_queue_size": service.config.queue,
        "current_queue_size": service.scheduler.waiting,
        "max_result_cache_size": service.config.kept_jobs,
        "current_result_cache_size": len(service.jobs),
        "number_of_worker": workers,
        "worker_status": [number >= running for number in range(workers)],
        "memory_usage": {
            "total": total / 2**30,
            "used_gb": (total - free) / 2**30,
            "available": free / 2**30,
            "percent": 100 * (total - free) / total,
        },
    }


def _error(refusal: Refusal) -> dict[str, object]:
    return {"task_id": None, "status": "error", "error": refusal.message, "output_dict": None, **_detail(refusal)}


def _detail(refusal: Refusal) -> dict[str, object]:
    return {"code": refusal.code, "hint": refusal.hint}


def _refused(refusal: Refusal) -> Response:
    status = 400 if refusal.status == 422 else refusal.status  # noqa: PLR2004 - it knows no 422
    return Response(replies.as_json(_error(refusal)), status, refusal.headers(), JSON)
