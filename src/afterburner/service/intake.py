"""From the body of a request to work: here whatever is the caller's fault is found, before anything waits or runs."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache, partial
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.execution import Limits, Program
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Driver, Problem, Solution, Test
from afterburner.core.signature import parse_signature
from afterburner.dataset import builtin
from afterburner.dataset.drivers import drivers_for
from afterburner.judge.judge import Effort
from afterburner.sandbox.languages import language_named
from afterburner.service import texts
from afterburner.service.config import ServiceConfig
from afterburner.service.refusals import Refusal, invalid, too_large
from afterburner.service.requests import (
    BatchRequest,
    CallerId,
    CheckerIn,
    CheckerProgramIn,
    ExecuteIn,
    ExecuteJob,
    JudgeIn,
    LimitsIn,
    ProgramIn,
    RewardsRequest,
    Shared,
    TaskIn,
    TestIn,
)
from afterburner.service.rewarding import Ask, Gather
from afterburner.service.work import ExecuteWork, FindProblem, JudgeWork, Problems, Work

Model = TypeVar("Model", bound=BaseModel)

_MOST_SHOWN = 3
_NOTHING_SHARED = Shared()


def parsed(model: type[Model], body: bytes) -> Model:
    """Return the document in ``body``.

    Raises:
        Refusal: it is not JSON (400), or not such a document (422); says which field and why.

    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _refusal(model, error) from None


def _refusal(model: type[BaseModel], error: ValidationError) -> Refusal:
    found = error.errors(include_url=False, include_context=False)
    if found[0]["type"] == "json_invalid":
        return Refusal(400, "not_json", f"the body is not JSON that can be read: {found[0]['msg']}", hint="send JSON")
    said = [f"{'.'.join(map(str, one['loc'])) or 'the body'}: {one['msg']} ({one['input']!r:.60})" for one in found]
    more = f" and {len(said) - _MOST_SHOWN} more" if len(said) > _MOST_SHOWN else ""
    return invalid(
        "; ".join(said[:_MOST_SHOWN]) + more, hint=f"known keys are {', '.join(model.model_fields)}; see /docs"
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work, and the caller's id for it."""

    id: CallerId | None
    work: Work
    timeline: bool = False
    """Whether the reply is to hold every memory sample."""


class Intake:
    """Turns requests into work, within what the service allows."""

    def __init__(self, config: ServiceConfig) -> None:
        self._config = config
        self._problems = Problems()
        # Most requests of one client ask for the same limits.
        self._limits = lru_cache(maxsize=1024)(self._limits_of)

    def execution(self, asked: ExecuteIn, shared: Shared = _NOTHING_SHARED) -> Piece:
        """Return the work of one execution.

        Raises:
            Refusal: something in it can't be used.

        """
        source = self._source(asked)
        entry_point = asked.entry_point or shared.entry_point
        program = Program(source=source, language=asked.language, entry_point=entry_point)
        stdin = _bytes("stdin", asked.stdin, asked.stdin_encoding)
        limits = self._limits(asked.limits or shared.limits) or Limits()
        work = ExecuteWork(program=program, stdin=stdin, limits=limits, sample_hz=asked.sample_hz)
        return Piece(asked.id, work, asked.timeline)

    def judgement(self, asked: JudgeIn, shared: Shared = _NOTHING_SHARED) -> Piece:
        """Return the work of one judgement.

        Raises:
            Refusal: something in it can't be used.

        """
        code = self._source(asked).decode(errors="surrogateescape")
        task = asked if (asked.tests is not None or asked.problem is not None) else shared
        entry_point = asked.entry_point or shared.entry_point
        work = JudgeWork(
            solution=Solution(code=code, language=asked.language),
            find=self._finder(task, asked.checker or shared.checker, entry_point, _drivers(asked) or _drivers(shared)),
            effort=Effort(repeats=asked.repeats, seed=asked.seed),
            limits=self._limits(asked.limits or shared.limits),
            all_tests=asked.all_tests,
            fresh=self._problems.fresh,
            entry_point=entry_point,
        )
        return Piece(asked.id, work)

    def batch(self, asked: BatchRequest) -> Sequence[Piece]:
        """Return the work of all jobs of a batch.

        Raises:
            Refusal: something in it can't be used, or two jobs have the same id.

        """
        if len(asked.jobs) > self._config.queue:
            hint = f"at most {self._config.queue} at a time"
            raise too_large(f"a batch of {len(asked.jobs)} jobs does not fit the queue", hint=hint)
        (first, count), *_ = Counter((type(job.id), job.id) for job in asked.jobs).most_common(1)
        if count > 1:
            raise invalid(f"the id {first[1]!r:.80} stands for {count} jobs", hint="give each job an id of its own")
        return [self._job(job, asked.shared) for job in asked.jobs]

    @staticmethod
    def rewards(asked: RewardsRequest) -> tuple[Ask, Gather | None]:
        """Return what is to be rewarded, and with whom.

        Raises:
            Refusal: something in it can't be used.

        """
        if asked.was_cut is not None and len(asked.was_cut) != len(asked.completions):
            what = f"was_cut has {len(asked.was_cut)} values, and there are {len(asked.completions)} completions"
            raise invalid(what, hint="give one for each, or none")
        if (asked.gather is None) != (asked.of is None):
            raise invalid("gather and of belong together", hint='"gather": "a prompt\'s id", "of": 8')
        truth = asked.ground_truth
        ask = Ask(
            ground_truth=truth if isinstance(truth, str) else json.dumps(truth, sort_keys=True),
            prompt=asked.prompt,
            completions=tuple(asked.completions),
            was_cut=None if asked.was_cut is None else tuple(asked.was_cut),
            step=asked.step,
            progress=asked.progress,
            efficiency=asked.efficiency,
        )
        if asked.gather is None or asked.of is None:
            return ask, None
        return ask, Gather(key=asked.gather, of=asked.of, gather_s=asked.gather_s)

    def _job(self, job: ExecuteJob | JudgeIn, shared: Shared) -> Piece:
        try:
            return self.execution(job, shared) if isinstance(job, ExecuteJob) else self.judgement(job, shared)
        except Refusal as refusal:
            refusal.message = f"job {job.id!r:.80}: {refusal.message}"
            raise

    @staticmethod
    def _source(asked: ProgramIn | CheckerProgramIn) -> bytes:
        try:
            language_named(asked.language)
        except UsageError as error:
            raise invalid(error.message, hint=error.hint) from None
        return _bytes("code", asked.code, asked.code_encoding)

    def _limits_of(self, asked: LimitsIn | None) -> Limits | None:
        if asked is None:
            return None
        wanted = asked.model_dump(exclude_none=True)
        if "cpu_s" in wanted:
            wanted.setdefault("wall_s", min(3 * wanted["cpu_s"] + 1, max(self._config.most.wall_s, wanted["cpu_s"])))
        return self.within(wanted)

    def within(self, wanted: dict[str, float]) -> Limits:
        """Return the default limits with ``wanted`` in them.

        Raises:
            Refusal: one of them is beyond what the service allows, or not a positive number.

        """
        for name, value in wanted.items():
            most = getattr(self._config.most, name)
            if not 0 < value <= most or math.isnan(value):
                raise invalid(f"the limit {name} is {value}", hint=f"this service allows 0 to {most}")
        return replace(_within(Limits(), self._config.most), **wanted)  # type: ignore[arg-type] # checked by the message

    def _finder(
        self,
        task: TaskIn,
        checker: CheckerIn | CheckerKind | None,
        entry_point: str | None,
        drivers: tuple[Driver, ...],
    ) -> FindProblem:
        if (task.tests is None) == (task.problem is None):
            raise invalid("there must be either tests or a problem", hint='"tests": [{"input": ..., "expected": ...}]')
        if task.problem is not None:
            if entry_point is not None or checker is not None or drivers:
                raise invalid("a problem brings its own checker, entry point and drivers", hint="leave them out")
            if task.problem not in builtin.problem_ids():
                raise invalid(f"there is no problem {task.problem!r:.80}", hint="see `afterburner dataset list`")
            return partial(self._problems.find, task.problem)
        problem = self._own_problem(task.tests or [], checker, entry_point, drivers)
        return lambda _sandbox: problem

    def _own_problem(
        self,
        tests: list[TestIn],
        checker: CheckerIn | CheckerKind | None,
        entry_point: str | None,
        drivers: tuple[Driver, ...],
    ) -> Problem:
        if not tests:
            raise invalid("there are no tests", hint="a verdict needs one at least")
        if len(tests) > self._config.tests:
            raise too_large(f"{len(tests)} tests are too many", hint=f"at most {self._config.tests} a judgement")
        made = tuple(_test(number, test, calls=entry_point is not None) for number, test in enumerate(tests, start=1))
        return Problem(
            id="request",
            title="",
            statement="",
            tests=made,
            entry_point=entry_point,
            drivers=drivers,
            checker=self._checker(checker),
            limits=_within(Limits(), self._config.most),
        )

    def _checker(self, asked: CheckerIn | CheckerKind | None) -> CheckerSpec:
        if not isinstance(asked, CheckerIn):
            asked = CheckerIn(kind=asked or CheckerKind.TOKENS)
        program = None if asked.program is None else self._checker_program(asked.program)
        try:
            return CheckerSpec(
                kind=asked.kind,
                tolerance=asked.tolerance,
                program=program,
            )
        except UsageError as error:
            raise invalid(error.message, hint=error.hint) from None

    def _checker_program(self, asked: CheckerProgramIn) -> CheckerProgram:
        code = self._source(asked).decode(errors="surrogateescape")
        limits = self._limits(asked.limits) or _within(Limits(), self._config.most)
        return CheckerProgram(solution=Solution(code=code, language=asked.language), name=asked.name, limits=limits)


def _drivers(asked: TaskIn) -> tuple[Driver, ...]:
    if asked.signature is not None and asked.drivers is not None:
        raise invalid(
            "there are both a signature and drivers", hint="drivers are made from a signature: give one of them"
        )
    try:
        if asked.signature is not None:
            return drivers_for(parse_signature(asked.signature))
        drivers = tuple(Driver(language=one.language, template=one.template) for one in asked.drivers or ())
    except UsageError as error:
        raise invalid(error.message, hint=error.hint) from None
    if len({driver.language for driver in drivers}) < len(drivers):
        raise invalid("two drivers are for one language", hint="leave one of them out")
    return drivers


def _within(limits: Limits, most: Limits) -> Limits:
    return Limits(
        **{field.name: min(getattr(limits, field.name), getattr(most, field.name)) for field in fields(Limits)}
    )


def _bytes(name: str, text: str, how: texts.Encoding) -> bytes:
    try:
        return texts.read(name, text, how)
    except ValueError as error:
        raise invalid(str(error)) from None


def _test(number: int, test: TestIn, *, calls: bool) -> Test:
    name = test.name or f"test-{number}"
    given = _value(f"{name}: input", test.input, test.input_encoding, calls=calls)
    wanted = _value(f"{name}: expected", test.expected, test.expected_encoding, calls=calls)
    if calls and not isinstance(encoding.decode(given), list | dict):
        raise invalid(f"{name}: the input must be a list of arguments, or an object by name")
    return Test(name=name, input=given, expected=wanted, purpose=test.purpose, visibility=test.visibility)


def _value(what: str, value: object, how: str | None, *, calls: bool) -> bytes:
    if calls and how in {None, "json"}:
        try:
            return encoding.encode(value)
        except ValueError as error:
            raise invalid(f"{what} can't be used: {error}") from None
    if how == "json":
        raise invalid(f"{what}: json is for functions only", hint="name an entry_point, or give text")
    if not isinstance(value, str):
        raise invalid(f"{what} is {value!r:.60}", hint="give a string, or name an entry_point")
    data = _bytes(what, value, "base64" if how == "base64" else "utf-8")
    return _encoded(what, data) if calls else data


def _encoded(what: str, data: bytes) -> bytes:
    try:
        encoding.decode(data)
    except encoding.EncodingError as error:
        raise invalid(f"{what} is {error}") from None
    return data
