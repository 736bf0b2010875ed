"""The JSON documents of the replies: written by the service, read by the clients.

What is missing is null, bytes that are not UTF-8 are base64 and a field beside them says so (``service.texts``).
"""

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_json

from afterburner.core.attempt import Judgement
from afterburner.core.execution import Execution
from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Clock, Quantity
from afterburner.core.problem import Visibility
from afterburner.core.status import Status, Verdict
from afterburner.service import texts
from afterburner.service.texts import Encoding

if TYPE_CHECKING:
    from afterburner.service.requests import CallerId


class Reply(BaseModel):
    """Base of all replies: a newer service may say more."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class ExecutionOut(Reply):
    """What the sandbox saw of one run."""

    status: Status
    reason: str | None
    """Machine-readable detail, for instance `signal:SIGSEGV`."""
    exit_code: int | None
    signal: int | None
    stdout: str
    stdout_encoding: Encoding
    stderr: str
    stderr_encoding: Encoding
    result: str | None
    """What the function returned, encoded; null for whole programs."""
    result_encoding: Encoding
    wall_s: float | None
    cpu_s: float | None
    load_cpu_s: float | None
    """CPU seconds of the interpreter's start, no part of `cpu_s`."""
    load_wall_s: float | None
    peak_bytes: int | None
    integral_byte_s: float | None
    """Over CPU time."""
    integral_error_byte_s: float | None
    """How far the integral can be off."""
    samples: int
    largest_gap_s: float | None
    isolation: list[str]
    flags: list[str]
    faults: int
    """How often the machine failed before, and the run was made again."""
    timeline: list[tuple[float, float, int]] | None = None
    """Wall seconds, CPU seconds, resident bytes; only where it was asked for."""


class EstimateOut(Reply):
    """A number and its 95 % interval; from one pass all three are the same."""

    estimate: float
    low: float
    high: float


class MeasurementOut(Reply):
    """What a program took, over all timed tests."""

    cpu_s: EstimateOut | None
    wall_s: EstimateOut | None
    peak_bytes: EstimateOut | None
    integral_byte_s: EstimateOut | None
    repeats: int
    clock: Clock


class FailureOut(Reply):
    """The first test that was not passed."""

    test: str
    verdict: Verdict
    reason: str | None
    detail: str
    visibility: Visibility
    """That of the test; details of `private` ones are not for those who wrote the program."""


class TestOut(Reply):
    """What became of one test."""

    __test__ = False  # pytest collects by name

    test: str
    verdict: Verdict
    reason: str | None


class JudgementOut(Reply):
    """What the judge says."""

    verdict: Verdict
    passed: int
    total: int
    failure: FailureOut | None
    seed: int | None
    """The order of the tests came from it."""
    tests: list[TestOut]
    """Those that were run, in the order of the request."""
    measurement: MeasurementOut | None
    faults: int


class ErrorDetail(Reply):
    """What is wrong, for programs (`code`) and for people."""

    code: str
    message: str
    hint: str | None = None


class ErrorOut(Reply):
    """The body of every answer that is not the result."""

    error: ErrorDetail


class BatchLine(Reply):
    """One line of the reply to a batch: exactly one of the last three is there."""

    id: str | int
    execution: ExecutionOut | None = None
    judgement: JudgementOut | None = None
    error: ErrorDetail | None = None


class JobOut(Reply):
    """A job that nobody waits for."""

    id: str
    state: Literal["waiting", "done"]
    execution: ExecutionOut | None = None
    judgement: JudgementOut | None = None
    error: ErrorDetail | None = None


class FlagOut(Reply):
    """Something that looks like cheating, or like a measurement that is not to be trusted."""

    kind: str
    detail: str


class RewardOut(Reply):
    """What one completion earned."""

    reward: float | None
    """null: the machine failed for it; leave it out, it is no failure of the model."""
    form: float | None
    """The weighted parts: `reward` is their sum."""
    correctness: float | None
    efficiency: float | None
    note: str | None
    """Why efficiency is 0."""
    verdict: Verdict | None
    """null: there was no program to judge, or the machine failed."""
    reason: str | None
    """What was wrong, machine-readable."""
    cost: float | None
    """In the objective's unit: s, byte, byte·s."""
    baseline: float | None
    """What the program in the prompt took beside it."""
    gain: EstimateOut | None
    """Baseline over cost."""
    masked: str | None
    """Why there is no reward."""
    flags: list[FlagOut]


class RewardsOut(Reply):
    """What the completions of a request earned, in their order."""

    group: str
    """The group that they were graded in; with `gather`, that of several requests."""
    signal: str
    """Whether the group teaches anything: `signal`, or why not."""
    rewards: list[RewardOut]


def execution(seen: Execution, *, timeline: bool = False) -> dict[str, object]:
    """Return the document ``ExecutionOut``."""
    document: dict[str, object] = {
        "status": seen.status.value,
        "reason": seen.reason,
        "exit_code": seen.exit_code,
        "signal": seen.signal,
        **texts.written("stdout", seen.stdout),
        **texts.written("stderr", seen.stderr),
        **texts.written("result", seen.result),
        "wall_s": seen.wall_s,
        "cpu_s": seen.cpu_s,
        "load_cpu_s": seen.load_cpu_s,
        "load_wall_s": seen.load_wall_s,
        "peak_bytes": seen.peak_bytes,
        "integral_byte_s": seen.timeline.integral_byte_s(Clock.CPU),
        "integral_error_byte_s": seen.integral_error_byte_s(Clock.CPU),
        "samples": seen.samples,
        "largest_gap_s": seen.largest_gap_s,
        "isolation": seen.isolation,
        "flags": seen.flags,
        "faults": seen.faults,
    }
    if timeline:
        document["timeline"] = [(at.wall_s, at.cpu_s, at.rss_bytes) for at in seen.timeline.samples]
    return document


def judgement(said: Judgement) -> dict[str, object]:
    """Return the document ``JudgementOut``."""
    failure = said.failure
    return {
        "verdict": said.verdict.value,
        "passed": said.passed,
        "total": said.total,
        "failure": failure
        and {
            "test": failure.test,
            "verdict": failure.verdict.value,
            "reason": failure.reason,
            "detail": failure.detail,
            "visibility": failure.visibility.value,
        },
        "seed": said.seed,
        "tests": [{"test": one.test, "verdict": one.verdict.value, "reason": one.reason} for one in said.results],
        "measurement": _measurement(said.measurement),
        "faults": said.faults,
    }


def _measurement(value: Measurement | None) -> dict[str, object] | None:
    if value is None:
        return None
    quantities = {quantity.value: _estimate(value.quantities.get(quantity)) for quantity in Quantity}
    return {**quantities, "repeats": value.repeats, "clock": value.clock.value}


def _estimate(value: Estimate | None) -> dict[str, float] | None:
    return None if value is None else {"estimate": value.estimate, "low": value.low, "high": value.high}


def as_json(document: object) -> bytes:
    """Return ``document`` as JSON."""
    return to_json(document)


def line(caller_id: "CallerId | None", kind: str, document: object) -> bytes:
    """Return one line of the reply to a batch."""
    return to_json({"id": caller_id, kind: document}) + b"\n"
