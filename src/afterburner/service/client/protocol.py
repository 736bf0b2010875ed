"""What clients say and understand: pure functions that the sync and the async client share.

A request is a path and a body; a reply is a status, headers and a body. Replies become core values or errors: what is the
caller's fault is a ``UsageError``, what is the machine's or the network's a ``SandboxError``; neither is ever a verdict.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from afterburner.core.attempt import Failure, Judgement, TestResult
from afterburner.core.errors import AfterburnerError, CheckerError, SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, MemorySample, Program, Timeline
from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Quantity
from afterburner.core.problem import CheckerSpec, Driver, Problem, Solution, Test
from afterburner.service import replies, texts
from afterburner.service.replies import EstimateOut, ExecutionOut, JudgementOut, MeasurementOut

Model = TypeVar("Model", bound=BaseModel)

EXECUTE, JUDGE, BATCH, JOBS, HEALTH = "/v1/execute", "/v1/judge", "/v1/batch", "/v1/jobs/", "/healthz"

MOST_DELAY_S = 60.0
_OK, _ACCEPTED, _GONE, _TOO_MANY, _UNAVAILABLE = 200, 202, 410, 429, 503
_ASK_AGAIN = frozenset({_TOO_MANY, _UNAVAILABLE})
_FIRST_DELAY_S = 0.1


class ExpiredJobError(UsageError):
    """The result of a job is not kept any more: ask for the work again."""


class ServiceUnreachableError(SandboxError):
    """The service can't be reached, or broke off: nothing is known of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a program is judged on: tests, or the id of a built-in problem."""

    tests: Sequence[Test] = ()
    problem_id: str | None = None
    entry_point: str | None = None
    drivers: Sequence[Driver] = ()
    checker: CheckerSpec | None = None
    limits: Limits | None = None

    @classmethod
    def of(cls, problem: Problem) -> "Task":
        """Return the task that ``problem`` is, its tests included."""
        return cls(
            tests=problem.tests,
            entry_point=problem.entry_point,
            drivers=problem.drivers,
            checker=problem.checker,
            limits=problem.limits,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteJob:
    """One execution of a batch."""

    id: str | int
    program: Program
    stdin: bytes = b""
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    sample_hz: float = 1000.0
    timeline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeJob:
    """One judgement of a batch; without a task, that of the batch."""

    id: str | int
    solution: Solution
    task: Task | None = None
    repeats: int = 1
    all_tests: bool = False
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """The result of one job of a batch, with its id: an execution, a judgement, or the error that came instead."""

    id: str | int
    outcome: Execution | Judgement | AfterburnerError


# What is sent


def execute_body(job: ExecuteJob, *, wait: bool = True) -> bytes:
    """Return the body of ``POST /v1/execute``."""
    return to_json({**_execution(job), "wait": wait})


def judge_body(job: JudgeJob, *, wait: bool = True) -> bytes:
    """Return the body of ``POST /v1/judge``."""
    return to_json({**_judgement(job), "wait": wait})


def submission(job: ExecuteJob | JudgeJob) -> tuple[str, bytes]:
    """Return path and body that hand in ``job`` without waiting."""
    if isinstance(job, ExecuteJob):
        return EXECUTE, execute_body(job, wait=False)
    return JUDGE, judge_body(job, wait=False)


def batch_body(jobs: Iterable[ExecuteJob | JudgeJob], shared: Task | None) -> bytes:
    """Return the body of ``POST /v1/batch``."""
    documents = [
        {"do": "execute", **_execution(job)} if isinstance(job, ExecuteJob) else {"do": "judge", **_judgement(job)}
        for job in jobs
    ]
    return to_json({"jobs": documents, "shared": _task(shared) if shared is not None else {}})


def _execution(job: ExecuteJob) -> dict[str, object]:
    program = job.program
    return {
        "id": job.id,
        **texts.written("code", program.source),
        "language": program.language,
        "entry_point": program.entry_point,
        **texts.written("stdin", job.stdin),
        "limits": _limits(job.limits),
        "sample_hz": job.sample_hz,
        "timeline": job.timeline,
    }


def _judgement(job: JudgeJob) -> dict[str, object]:
    source = job.solution.code.encode(errors="surrogateescape")
    return {
        "id": job.id,
        **texts.written("code", source),
        "language": job.solution.language,
        "repeats": job.repeats,
        "all_tests": job.all_tests,
        "seed": job.seed,
        **(_task(job.task) if job.task is not None else {}),
    }


def _task(task: Task) -> dict[str, object]:
    return {
        "tests": [_test(test) for test in task.tests] if task.problem_id is None else None,
        "problem": task.problem_id,
        "entry_point": task.entry_point,
        "drivers": [{"language": one.language, "template": one.template} for one in task.drivers] or None,
        "checker": None if task.checker is None else _checker(task.checker),
        "limits": task.limits and _limits(task.limits),
    }


def _checker(checker: CheckerSpec) -> dict[str, object]:
    program = checker.program
    shown = (
        None
        if program is None
        else {
            "name": program.name,
            **texts.written("code", program.solution.code.encode(errors="surrogateescape")),
            "language": program.solution.language,
            "limits": _limits(program.limits),
        }
    )
    return {"kind": checker.kind.value, "tolerance": checker.tolerance, "program": shown}


def _test(test: Test) -> dict[str, object]:
    shown = {**texts.written("input", test.input), **texts.written("expected", test.expected)}
    return {"name": test.name, "purpose": test.purpose.value, "visibility": test.visibility.value, **shown}


def _limits(limits: Limits) -> dict[str, object]:
    return {field.name: getattr(limits, field.name) for field in fields(limits)}


# What comes back


def execution_of(status: int, body: bytes) -> Execution:
    """Return the execution in the reply to ``POST /v1/execute``.

    Raises:
        UsageError: the request was refused.
        SandboxError: the machine failed, or the reply is none of this service's.

    """
    return _execution_from(_document(ExecutionOut, status, body))


def judgement_of(status: int, body: bytes) -> Judgement:
    """Return the judgement in the reply to ``POST /v1/judge``; raises as ``execution_of``."""
    return _judgement_from(_document(JudgementOut, status, body))


def job_id_of(status: int, body: bytes) -> str:
    """Return the id of the job that was accepted; raises as ``execution_of``."""
    return _document(replies.JobOut, _OK if status == _ACCEPTED else status, body).id


def job_of(status: int, body: bytes) -> Execution | Judgement | None:
    """Return the result of a job, or None while it is not done.

    Raises:
        ExpiredJobError: the result is not kept any more.
        UsageError: there never was such a job, or its request can't be done as asked.
        SandboxError: the machine failed.

    """
    document = _document(replies.JobOut, status, body)
    if document.state == "waiting":
        return None
    return _raised(_outcome(document))


def line_of(line: bytes) -> BatchResult:
    """Return one result of a batch; an error is a value here, so that the others are not lost.

    Raises:
        SandboxError: the line is none of this service's.

    """
    document = _document(replies.BatchLine, _OK, line)
    return BatchResult(id=document.id, outcome=_outcome(document))


@dataclass(slots=True)
class Results:
    """Takes the reply to a batch as it comes, in parts of any size, and gives the results that are whole."""

    expected: int
    """How many there will be."""
    _rest: bytes = field(default=b"")

    def feed(self, part: bytes) -> list[BatchResult]:
        """Return the results that ``part`` completes."""
        # On newlines alone: text in the results may hold other characters that Python takes for ends of lines.
        *lines, self._rest = (self._rest + part).split(b"\n")
        self.expected -= len(lines)
        return [line_of(line) for line in lines]

    def finish(self) -> None:
        """Check that nothing is missing.

        Raises:
            ServiceUnreachableError: the service broke off.

        """
        if self.expected:
            raise ServiceUnreachableError(
                f"the service broke off: {self.expected} results are missing", hint="ask again"
            )


def health_of(status: int, body: bytes) -> tuple[str, ...]:
    """Return the layers of isolation that the service names; raises as ``execution_of``."""

    class Health(BaseModel):
        isolation: tuple[str, ...]

    return _document(Health, status, body).isolation


def _outcome(document: replies.BatchLine | replies.JobOut) -> Execution | Judgement | AfterburnerError:
    if document.execution is not None:
        return _execution_from(document.execution)
    if document.judgement is not None:
        return _judgement_from(document.judgement)
    if document.error is not None:
        return _error(document.error)
    return SandboxError("the service sent a result without content", hint="is it a newer version?")


def _raised(outcome: Execution | Judgement | AfterburnerError) -> Execution | Judgement:
    if isinstance(outcome, AfterburnerError):
        raise outcome
    return outcome


def _document(model: type[Model], status: int, body: bytes) -> Model:
    if status != _OK:
        raise error_of(status, body)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        message = f"the service sent what is no {model.__name__}: {body[:80]!r} ({error.error_count()} errors)"
        raise SandboxError(message, hint="is it an Afterburner service of this version?") from None


def error_of(status: int, body: bytes) -> AfterburnerError:
    """Return the error that a reply other than the result means."""
    try:
        detail = replies.ErrorOut.model_validate_json(body).error
    except ValidationError:
        detail = replies.ErrorDetail(code="unknown", message=f"the service answered {status}: {body[:200]!r}")
    if status == _GONE:
        return ExpiredJobError(detail.message, hint=detail.hint)
    return _error(detail) if detail.code != "unknown" or status < 500 else SandboxError(detail.message)  # noqa: PLR2004


_FAULTS = frozenset({"machine_fault", "cancelled", "ending", "queue_full"})


def _error(detail: replies.ErrorDetail) -> AfterburnerError:
    if detail.code in _FAULTS:
        return SandboxError(detail.message, hint=detail.hint)
    kind = CheckerError if detail.code == "checker_failed" else UsageError
    return kind(detail.message, hint=detail.hint)


def _execution_from(out: ExecutionOut) -> Execution:
    samples = tuple(MemorySample(wall_s=w, cpu_s=c, rss_bytes=r) for w, c, r in out.timeline or ())
    return Execution(
        status=out.status,
        reason=out.reason,
        exit_code=out.exit_code,
        signal=out.signal,
        stdout=texts.read("stdout", out.stdout, out.stdout_encoding),
        stderr=texts.read("stderr", out.stderr, out.stderr_encoding),
        result=None if out.result is None else texts.read("result", out.result, out.result_encoding),
        wall_s=out.wall_s,
        cpu_s=out.cpu_s,
        load_cpu_s=out.load_cpu_s,
        load_wall_s=out.load_wall_s,
        peak_bytes=out.peak_bytes,
        timeline=Timeline(samples=samples),
        isolation=tuple(out.isolation),
        flags=tuple(out.flags),
        faults=out.faults,
    )


def _judgement_from(out: JudgementOut) -> Judgement:
    return Judgement(
        verdict=out.verdict,
        passed=out.passed,
        total=out.total,
        failure=None if out.failure is None else Failure(**dict(out.failure)),
        measurement=None if out.measurement is None else _measurement_from(out.measurement),
        faults=out.faults,
        seed=out.seed,
        results=tuple(TestResult(**dict(one)) for one in out.tests),
    )


def _measurement_from(out: MeasurementOut) -> Measurement:
    found: dict[Quantity, EstimateOut | None] = {
        Quantity.CPU_S: out.cpu_s,
        Quantity.WALL_S: out.wall_s,
        Quantity.PEAK_BYTES: out.peak_bytes,
        Quantity.INTEGRAL_BYTE_S: out.integral_byte_s,
    }
    quantities = {
        quantity: Estimate(estimate=value.estimate, low=value.low, high=value.high)
        for quantity, value in found.items()
        if value is not None
    }
    return Measurement(quantities=quantities, repeats=out.repeats, clock=out.clock)


# When to ask again


def delay_s(status: int, headers: Mapping[str, str], attempt: int, *, most: int) -> float | None:
    """Return after how many seconds to ask again, or None: this answer is final.

    ``attempt`` counts from 0; after ``most`` the answer stands, whatever it is.
    """
    if attempt >= most or status not in _ASK_AGAIN:
        return None
    wished = headers.get("retry-after", "")
    is_given = wished.isdecimal() and wished.isascii()
    return min(MOST_DELAY_S, float(wished)) if is_given else backing_off_s(attempt)


def backing_off_s(attempt: int) -> float:
    """Return how long to wait where the service did not say."""
    return min(MOST_DELAY_S, _FIRST_DELAY_S * (1 << min(attempt, 20)))


def headers_for(token: str | None) -> dict[str, str]:
    """Return the headers of every request."""
    headers = {"content-type": "application/json"}
    return headers if token is None else {**headers, "authorization": f"Bearer {token}"}
