"""Problems and tests as JSON: the schema of DESIGN 8, checked at the edge and turned into core values at once.

Texts are strings where they are UTF-8, and ``{"base64": "..."}`` where they are not.
"""

import base64
import gzip
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from afterburner.core.errors import DataError
from afterburner.core.execution import Limits
from afterburner.core.problem import (
    CheckerKind,
    CheckerProgram,
    CheckerSpec,
    Difficulty,
    Driver,
    Problem,
    Purpose,
    Reference,
    Solution,
    Test,
    Visibility,
)
from afterburner.core.signature import parse_signature
from afterburner.dataset.drivers import drivers_for

SCHEMA_VERSION = 2
"""1: the first; ``checker_program`` and ``oracle`` of a problem came later, and are optional.
2: ``signature`` and ``drivers`` of a problem, both optional: a record of version 1 is one of version 2."""


class Base64(BaseModel):
    """Bytes that are not UTF-8."""

    model_config = ConfigDict(extra="forbid")
    base64: str


Text = str | Base64


class TestRecord(BaseModel):
    """One test."""

    __test__ = False  # pytest collects by name
    model_config = ConfigDict(extra="forbid")
    name: str
    input: Text
    expected: Text
    purpose: Purpose = Purpose.CORRECTNESS
    visibility: Visibility = Visibility.PRIVATE


class ReferenceRecord(BaseModel):
    """One reference solution."""

    model_config = ConfigDict(extra="forbid")
    name: str
    idea: str
    language: str = "python"
    code: str


class LimitsRecord(BaseModel):
    """What one execution may use: the fields of ``core.execution.Limits``; what is not said is as there."""

    model_config = ConfigDict(extra="forbid")
    cpu_s: float = Limits().cpu_s
    wall_s: float = Limits().wall_s
    memory_bytes: int = Limits().memory_bytes
    output_bytes: int = Limits().output_bytes
    processes: int = Limits().processes
    scratch_bytes: int = Limits().scratch_bytes


class CheckerProgramRecord(BaseModel):
    """A checker's own program: the fields of ``core.problem.CheckerProgram``."""

    model_config = ConfigDict(extra="forbid")
    code: str
    language: str = "python"
    name: str = "checker"
    limits: LimitsRecord = LimitsRecord()


class DriverRecord(BaseModel):
    """What makes a program of a solution in one language: the fields of ``core.problem.Driver``."""

    model_config = ConfigDict(extra="forbid")
    language: str
    template: str
    starter: str = ""


class ProblemRecord(BaseModel):
    """One problem, as it stands in a line of JSONL."""

    model_config = ConfigDict(extra="forbid")
    schema_version: int = SCHEMA_VERSION
    id: str
    title: str
    statement: str
    difficulty: Difficulty | None = None
    tags: list[str] = []
    entry_point: str | None = None
    signature: str | None = None
    drivers: list[DriverRecord] = []
    """Empty for a problem with a signature: its drivers are made from that."""
    checker: CheckerKind = CheckerKind.TOKENS
    tolerance: float = 1e-6
    checker_program: CheckerProgramRecord | None = None
    """For the checker ``program``, and for no other."""
    limits: LimitsRecord = LimitsRecord()
    starter: str = ""
    generator: str | None = None
    performance_sizes: list[int] = []
    oracle: str | None = None
    references: list[ReferenceRecord] = []
    tests: list[TestRecord]


def to_record(problem: Problem) -> ProblemRecord:
    """Return ``problem`` as its record."""
    return ProblemRecord(
        id=problem.id,
        title=problem.title,
        statement=problem.statement,
        difficulty=problem.difficulty,
        tags=list(problem.tags),
        entry_point=problem.entry_point,
        signature=problem.signature,
        drivers=[] if problem.signature else [DriverRecord(**asdict(driver)) for driver in problem.drivers],
        checker=problem.checker.kind,
        tolerance=problem.checker.tolerance,
        checker_program=_program_to_record(problem.checker.program),
        limits=LimitsRecord(**asdict(problem.limits)),
        starter=problem.starter,
        generator=problem.generator,
        performance_sizes=list(problem.performance_sizes),
        oracle=problem.oracle,
        references=[
            ReferenceRecord(name=r.name, idea=r.idea, language=r.solution.language, code=r.solution.code)
            for r in problem.references
        ],
        tests=[test_to_record(test) for test in problem.tests],
    )


def from_record(record: ProblemRecord) -> Problem:
    """Return the problem of a record.

    Raises:
        UsageError: a limit, a tolerance or a signature makes no sense, the checker and its program do not go together, or a
            driver has no placeholder.

    """
    return Problem(
        id=record.id,
        title=record.title,
        statement=record.statement,
        difficulty=record.difficulty,
        tags=tuple(record.tags),
        entry_point=record.entry_point,
        signature=record.signature,
        drivers=_drivers(record),
        checker=CheckerSpec(
            kind=record.checker, tolerance=record.tolerance, program=_program_from_record(record.checker_program)
        ),
        limits=Limits(**record.limits.model_dump()),
        starter=record.starter,
        generator=record.generator,
        performance_sizes=tuple(record.performance_sizes),
        oracle=record.oracle,
        references=tuple(
            Reference(name=r.name, idea=r.idea, solution=Solution(code=r.code, language=r.language))
            for r in record.references
        ),
        tests=tuple(test_from_record(test) for test in record.tests),
    )


def _drivers(record: ProblemRecord) -> tuple[Driver, ...]:
    if record.drivers or record.signature is None:
        return tuple(Driver(**driver.model_dump()) for driver in record.drivers)
    return drivers_for(parse_signature(record.signature))


def _program_to_record(program: CheckerProgram | None) -> CheckerProgramRecord | None:
    if program is None:
        return None
    return CheckerProgramRecord(
        code=program.solution.code,
        language=program.solution.language,
        name=program.name,
        limits=LimitsRecord(**asdict(program.limits)),
    )


def _program_from_record(record: CheckerProgramRecord | None) -> CheckerProgram | None:
    if record is None:
        return None
    return CheckerProgram(
        solution=Solution(code=record.code, language=record.language),
        name=record.name,
        limits=Limits(**record.limits.model_dump()),
    )


def test_to_record(test: Test) -> TestRecord:
    """Return ``test`` as its record."""
    return TestRecord(
        name=test.name,
        input=to_text(test.input),
        expected=to_text(test.expected),
        purpose=test.purpose,
        visibility=test.visibility,
    )


def test_from_record(record: TestRecord) -> Test:
    """Return the test of a record."""
    return Test(
        name=record.name,
        input=from_text(record.input),
        expected=from_text(record.expected),
        purpose=record.purpose,
        visibility=record.visibility,
    )


def to_text(data: bytes) -> Text:
    """Return bytes as JSON can carry them."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return Base64(base64=base64.b64encode(data).decode())


def from_text(text: Text) -> bytes:
    """Return the bytes that a JSON text stands for."""
    return text.encode() if isinstance(text, str) else base64.b64decode(text.base64, validate=True)


def write_tests(path: Path, tests: Iterable[Test]) -> None:
    """Write tests as compressed JSONL, all or nothing: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with gzip.open(partial, "wt", encoding="utf-8", compresslevel=3) as file:
        for test in tests:
            file.write(test_to_record(test).model_dump_json() + "\n")
    partial.replace(path)


def read_tests(path: Path) -> tuple[Test, ...]:
    """Return the tests of a compressed JSONL file.

    Raises:
        DataError: a line is not a test; the message names it.

    """
    tests: list[Test] = []
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                tests.append(test_from_record(TestRecord.model_validate(json.loads(line))))  # noqa: PERF401 - counted
    except (ValueError, ValidationError, OSError, EOFError, zlib.error) as error:
        place = f"{path}, line {len(tests) + 1}"
        raise DataError(f"{place}: {error}", hint="delete the file: it is built again") from error
    return tuple(tests)
