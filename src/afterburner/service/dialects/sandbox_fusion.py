"""The protocol of SandboxFusion's ``POST /run_code``, which verl's and others' reward functions call.

Source: bytedance/SandboxFusion, ``sandbox/server/sandbox_api.py`` and ``sandbox/runners/types.py`` as of commit 53a6341, and the
client in volcengine/verl, ``verl/utils/reward_score/sandbox_fusion/utils.py``, commit 9c523b5.

Deliberate differences:

1. A fault of the machine is a 503 whose body has the status ``SandboxError``; there, it is a 200.
2. Where the queue is full or the service ends, the status is 504: verl asks again after that one and after no other.
3. ``files`` and ``fetch_files`` are refused when there are any, and so are languages that the sandbox does not know.
   Compilers have limits of their own, not ``compile_timeout``.
4. ``run_timeout`` bounds CPU time and time on the wall; ``message`` names the limit that was exceeded.
"""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from afterburner.core.errors import AfterburnerError
from afterburner.core.execution import MIB, Execution, Program
from afterburner.core.status import Status
from afterburner.service import replies
from afterburner.service.answering import JSON, Answer, Service
from afterburner.service.intake import Piece, parsed
from afterburner.service.refusals import Refusal, invalid, refusal_of
from afterburner.service.scheduler import Outcome
from afterburner.service.work import ExecuteWork

LANGUAGES = {
    "python": "python",
    "cpp": "cpp",
    "nodejs": "javascript",
    "go": "go",
    "java": "java",
    "rust": "rust",
    "ruby": "ruby",
}
"""Their names, and ours. The others there are not run here."""

_COMPILED = frozenset({"cpp", "go", "java", "rust"})
"""Languages whose replies have a ``compile_result`` there."""

_TIMEOUTS = frozenset({Status.TIME_LIMIT_EXCEEDED, Status.WALL_LIMIT_EXCEEDED})
_KILLED = -9
_ASK_AGAIN = frozenset({429, 503})
_GATEWAY_TIMEOUT = 504


class Asked(BaseModel):
    """The body of ``POST /run_code``. Unknown keys are ignored, as there."""

    model_config = ConfigDict(frozen=True)

    code: str
    language: str
    stdin: str | None = None
    compile_timeout: float = Field(default=10, gt=0, allow_inf_nan=False)
    run_timeout: float = Field(default=10, gt=0, allow_inf_nan=False)
    memory_limit_MB: int = Field(default=-1, ge=-1)  # noqa: N815 - its name there
    files: dict[str, str | None] = Field(default_factory=dict)
    fetch_files: list[str] = Field(default_factory=list)
    args: list[str] = Field(default_factory=list)


def add_routes(routes: APIRouter, service: Service) -> None:
    """Add the route of this protocol."""

    @routes.post("/run_code", tags=["SandboxFusion"], summary="Run a program, as SandboxFusion does")
    async def run_code(request: Request) -> Response:
        try:
            body = await service.body(request)
            asked = parsed(Asked, body)
            piece = Piece(None, _work(service, asked))
            return await service.answer(request, piece, lambda outcome: _answer(asked, outcome), size_bytes=len(body))
        except Refusal as refusal:
            return _refused(refusal)


def _work(service: Service, asked: Asked) -> ExecuteWork:
    if asked.language not in LANGUAGES:
        raise invalid(f"the language {asked.language!r:.80} is not run here", hint=f"known are {', '.join(LANGUAGES)}")
    if asked.files or asked.fetch_files or asked.args:
        raise invalid("files, fetch_files and args are not supported", hint="put what is needed into code and stdin")
    wanted: dict[str, float] = {"cpu_s": asked.run_timeout, "wall_s": asked.run_timeout}
    if asked.memory_limit_MB > 0:
        wanted["memory_bytes"] = asked.memory_limit_MB * MIB
    program = Program(source=asked.code.encode(), language=LANGUAGES[asked.language])
    stdin = (asked.stdin or "").encode()
    return ExecuteWork(program=program, stdin=stdin, limits=service.intake.within(wanted))


def _answer(asked: Asked, outcome: Outcome) -> Answer:
    if isinstance(outcome, AfterburnerError):
        refusal = refusal_of(outcome)
        return Answer(_error(refusal), refusal.status, refusal.retry_after_s)
    assert isinstance(outcome, Execution)
    is_ok = outcome.status is Status.OK
    shows_compiler = asked.language in _COMPILED
    compile_failed = outcome.status is Status.COMPILE_ERROR and shows_compiler
    compiled = _result(0, None, b"", b"") if shows_compiler else None
    document = {
        "status": "Success" if is_ok else "Failed",
        "message": "" if is_ok or outcome.status is Status.RUNTIME_ERROR else outcome.status.value,
        "compile_result": _compile_result(outcome) if compile_failed else compiled,
        "run_result": None if compile_failed else _run_result(outcome),
        "executor_pod_name": None,
        "files": {},
    }
    return Answer(replies.as_json(document))


def _run_result(seen: Execution) -> dict[str, object]:
    if seen.status in _TIMEOUTS:
        return {**_result(None, seen.wall_s, seen.stdout, seen.stderr), "status": "TimeLimitExceeded"}
    return _result(_return_code(seen), seen.wall_s, seen.stdout, seen.stderr)


def _return_code(seen: Execution) -> int:
    if seen.status is Status.COMPILE_ERROR:
        return 1  # there, an interpreter that can't read the program ends so
    if seen.signal is not None:
        return -seen.signal
    # A limit that was exceeded must not look like a good end.
    return seen.exit_code or (0 if seen.status is Status.OK else _KILLED)


def _compile_result(seen: Execution) -> dict[str, object]:
    is_late = seen.reason in {"compile_time_limit", "compile_wall_limit"}
    result = _result(None if is_late else 1, None, b"", seen.stderr)
    return {**result, "status": "TimeLimitExceeded"} if is_late else result


def _result(code: int | None, wall_s: float | None, stdout: bytes, stderr: bytes) -> dict[str, object]:
    return {
        "status": "Finished",
        "execution_time": wall_s,
        "return_code": code,
        "stdout": stdout.decode(errors="replace"),
        "stderr": stderr.decode(errors="replace"),
    }


def _error(refusal: Refusal) -> bytes:
    return replies.as_json(
        {
            "status": "SandboxError",
            "message": f"{refusal.code}: {refusal.message}",
            "compile_result": None,
            "run_result": None,
            "executor_pod_name": None,
            "files": {},
            "detail": [{"loc": ["body"], "msg": refusal.message, "type": refusal.code}],
        }
    )


def _refused(refusal: Refusal) -> Response:
    status = _GATEWAY_TIMEOUT if refusal.status in _ASK_AGAIN else refusal.status
    return Response(_error(refusal), status, refusal.headers(), JSON)
