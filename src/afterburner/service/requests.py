"""What clients may ask for: the JSON documents of the requests. What becomes of them stands in ``intake``."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from afterburner.core.problem import CheckerKind, Purpose, Visibility
from afterburner.service.texts import Encoding

CallerId = str | int
Positive = Field(default=None, gt=0, allow_inf_nan=False)


class Message(BaseModel):
    """Base of all requests: an unknown key and a value of another type are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class LimitsIn(Message):
    """Limits of each run; what is missing is as by default."""

    cpu_s: float | None = Positive
    """CPU seconds of all processes together."""
    wall_s: float | None = Positive
    """Seconds on the wall; where only `cpu_s` is given, three times that and one more."""
    memory_bytes: int | None = Positive
    """Resident memory of all processes together."""
    output_bytes: int | None = Positive
    """Standard output, standard error and a result, each."""
    processes: int | None = Positive
    """Processes and threads at one time."""
    scratch_bytes: int | None = Positive
    """All files that the program may write, together."""


class ProgramIn(Message):
    """A program."""

    id: CallerId | None = None
    """The caller's own; comes back with the result."""
    code: str
    """Source code."""
    code_encoding: Encoding = "utf-8"
    """`base64`: the code is base64 of bytes that are not UTF-8."""
    language: str = "python"
    """One of the languages that `afterburner doctor` shows."""
    limits: LimitsIn | None = None


class ExecuteIn(ProgramIn):
    """One run of a program on one input."""

    stdin: str = ""
    """Standard input; with an entry point the encoded arguments."""
    stdin_encoding: Encoding = "utf-8"
    entry_point: str | None = None
    """Call this function (`name` or `Class.method`) instead of running the whole program."""
    sample_hz: float = Field(default=1000.0, ge=1, le=10_000, allow_inf_nan=False)
    """Wished memory samples a second."""
    timeline: bool = False
    """Whether the reply holds every memory sample."""


class TestIn(Message):
    """One input and the answer that is right for it."""

    __test__ = False  # pytest collects by name

    name: str | None = None
    input: Any
    """Standard input as text; with an entry point the arguments: a list, or an object by name."""
    expected: Any
    """Standard output as text; with an entry point the result, any JSON value."""
    input_encoding: Encoding | Literal["json"] | None = None
    """With an entry point `json` by default; `utf-8` and `base64` then mean bytes in the strict encoding of values."""
    expected_encoding: Encoding | Literal["json"] | None = None
    purpose: Purpose = Purpose.CORRECTNESS
    """Where there are tests for `performance`, those are the timed ones."""
    visibility: Visibility = Visibility.PUBLIC
    """Comes back with a failure: details of `private` tests are not for those who wrote the program."""


class CheckerProgramIn(Message):
    """A program that says whether an answer is right: docs/reference/checkers.md has the protocol."""

    name: str = "checker"
    code: str
    code_encoding: Encoding = "utf-8"
    language: str = "python"
    limits: LimitsIn | None = None


class CheckerIn(Message):
    """How an answer is compared."""

    kind: CheckerKind = CheckerKind.TOKENS
    tolerance: float = Field(default=1e-6, ge=0, le=1, allow_inf_nan=False)
    """For `float`: the largest absolute or relative difference."""
    program: CheckerProgramIn | None = None
    """For `program`."""


class DriverIn(Message):
    """What makes a whole program of a solution in one language: it reads stdin, calls the solution, prints the answer."""

    language: str
    template: str
    """A program with `==Code Submission==` in it, once."""


class TaskIn(Message):
    """What a program is judged on: tests, or a built-in problem."""

    tests: list[TestIn] | None = None
    problem: str | None = None
    """A built-in problem: brings its tests, checker, entry point and limits."""
    entry_point: str | None = None
    signature: str | None = None
    """With an entry point: its type, such as `f(a: list[int]) -> int`; the function may then be in any language."""
    drivers: list[DriverIn] | None = None
    """Instead of a signature: drivers of one's own, one a language."""
    checker: CheckerIn | CheckerKind | None = None
    """By tokens where nothing is said."""


class JudgeIn(ProgramIn, TaskIn):
    """A program and what it is judged on."""

    all_tests: bool = False
    """Go on after the first failure."""
    repeats: int = Field(default=1, ge=0, le=1000)
    """Passes over the timed tests; 0: the verdict alone; an interval needs 2 or more."""
    seed: int | None = None
    """Of the order of the tests; drawn anew where nothing is said, and told in the reply."""


class Waiting(Message):
    """Whether the client waits for the reply."""

    wait: bool = True
    """False: the reply is a job, to be asked for at `/v1/jobs/{id}`."""


class ExecuteRequest(ExecuteIn, Waiting):
    """The body of `POST /v1/execute`."""


class JudgeRequest(JudgeIn, Waiting):
    """The body of `POST /v1/judge`."""


class ExecuteJob(ExecuteIn):
    """One execution of a batch."""

    id: CallerId
    do: Literal["execute"]


class JudgeJob(JudgeIn):
    """One judgement of a batch."""

    id: CallerId
    do: Literal["judge"]


class Shared(TaskIn):
    """What holds for every job of a batch that says nothing else."""

    limits: LimitsIn | None = None


class BatchRequest(Message):
    """The body of `POST /v1/batch`."""

    jobs: list[ExecuteJob | JudgeJob] = Field(min_length=1)
    """Each with an id of its own; the results come as they are ready, not in this order."""
    shared: Shared = Shared()


class RewardsRequest(Message):
    """The body of `POST /v1/rewards`: completions of one prompt."""

    ground_truth: str | dict[str, Any]
    """What training data has in this column: `problem`, `language`, `objective`, `baseline_code`; as an object or as JSON."""
    completions: list[str] = Field(min_length=1)
    """What the model said, with thoughts and tags, whole."""
    was_cut: list[bool] | None = None
    """Of each completion, whether the model was stopped before its end."""
    prompt: str = ""
    """For the record alone."""
    step: int = Field(default=0, ge=0)
    """The trainer's, for the record alone."""
    progress: float = Field(default=0.0, ge=0, le=1)
    """The share of the training that is over: the weight of efficiency depends on it."""
    efficiency: str | None = None
    """`paper` (the default), `log-speedup`, `rank`; `beyond` where this machine is calibrated."""
    gather: str | None = None
    """Requests with the same one wait for each other, and are graded as one group."""
    of: int | None = Field(default=None, ge=1, le=4096)
    """With `gather`: as many completions as the group has."""
    gather_s: float = Field(default=20.0, ge=0, le=600)
    """With `gather`: seconds after which those that are there are graded."""
