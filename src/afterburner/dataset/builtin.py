"""The built-in problems: one folder each under ``venus/``, turned into a :class:`Problem` on first use.

A folder holds ``problem.toml`` (what it is, which tests, what each reference solution is), ``statement.md``,
``starter.py``, ``generate.py`` (``generate(seed, size)`` makes an input) and ``solutions/*.py``. Inputs are generated and
expected answers computed in the sandbox, by the reference solution that ``problem.toml`` calls the oracle, and kept in the
user's cache folder under a digest of everything that shaped them.
"""

import hashlib
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from afterburner.core import encoding
from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import MIB, Limits, Program
from afterburner.core.problem import (
    CheckerKind,
    CheckerSpec,
    Difficulty,
    Problem,
    Purpose,
    Reference,
    Solution,
    Test,
    Visibility,
)
from afterburner.core.status import Status
from afterburner.dataset.records import SCHEMA_VERSION, read_tests, write_tests
from afterburner.sandbox.port import Sandbox

FOLDER = Path(__file__).parent / "venus"
PUBLIC_TESTS = 3
"""How many of a problem's correctness tests anybody may see."""

_GENERATOR_LIMITS = Limits(cpu_s=30.0, wall_s=60.0, memory_bytes=2048 * MIB)
_SEEDS_APART = 1_000_003
"""Held-out seeds start beyond all seeds that the problems use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Which inputs the generator makes: (seed, size) pairs."""

    correctness: tuple[tuple[int, int], ...]
    performance: tuple[tuple[int, int], ...]


def problem_ids() -> list[str]:
    """Return the ids of all built-in problems, sorted."""
    return sorted(path.parent.name for path in FOLDER.glob("*/problem.toml"))


def describe(problem_id: str) -> Problem:
    """Return the problem without its tests: nothing is run.

    Raises:
        UsageError: there is no such problem.

    """
    config = _config(problem_id)
    folder = FOLDER / problem_id
    limits = config.get("limits", {})
    references = tuple(
        Reference(
            name=name, idea=idea, solution=Solution(code=(folder / "solutions" / f"{name}.py").read_text("utf-8"))
        )
        for name, idea in sorted(config["solutions"].items())
    )
    return Problem(
        id=problem_id,
        title=config["title"],
        statement=(folder / "statement.md").read_text("utf-8"),
        tests=(),
        difficulty=Difficulty(config["difficulty"]),
        tags=tuple(config["tags"]),
        entry_point=config.get("entry_point"),
        checker=CheckerSpec(kind=CheckerKind(config["checker"]), tolerance=config.get("tolerance", 1e-6)),
        limits=Limits(cpu_s=limits.get("cpu_s", 10.0), memory_bytes=limits.get("memory_mib", 1024) * MIB),
        starter=(folder / "starter.py").read_text("utf-8"),
        references=references,
        generator=(folder / "generate.py").read_text("utf-8"),
        performance_sizes=tuple(size for _seed, size in config["tests"]["performance"]),
    )


def reference(problem_id: str, name: str) -> Reference:
    """Return one reference solution.

    Raises:
        UsageError: there is no such problem, or no such solution of it.

    """
    found = {reference.name: reference for reference in describe(problem_id).references}
    if name not in found:
        raise UsageError(f"{problem_id} has no solution {name!r}", hint=f"it has {', '.join(found)}")
    return found[name]


def load(problem_id: str, sandbox: Sandbox) -> Problem:
    """Return the problem with its tests, from the cache or built now.

    Raises:
        UsageError: there is no such problem.
        DataError: its generator or its oracle fails.
        SandboxError: the machine failed.

    """
    problem = describe(problem_id)
    cached = _cache_path(problem_id)
    tests = read_tests(cached) if cached.exists() else ()
    if not tests:
        tests = _build_tests(problem, _config(problem_id), sandbox)
        write_tests(cached, tests)
    return replace(problem, tests=tests)


def held_out(problem: Problem, sandbox: Sandbox, *, seed: int = 0, scale: float = 1.0) -> Problem:
    """Return the problem with fresh tests that no optimisation has seen; ``scale`` multiplies the performance sizes.

    Raises:
        UsageError: the problem has no generator.
        DataError: the generator or the oracle fails at these sizes.

    """
    if problem.generator is None:
        raise UsageError(f"the problem {problem.id} has no generator", hint="held-out tests need one")
    config = _config(problem.id)
    fresh = [_SEEDS_APART + seed * 1000 + index for index in range(100)]
    sizes = Sizes(
        correctness=tuple((fresh[i], size) for i, (_s, size) in enumerate(config["tests"]["correctness"])),
        performance=tuple((fresh[50 + i], max(1, int(n * scale))) for i, n in enumerate(problem.performance_sizes)),
    )
    return replace(problem, tests=_generated(problem, sizes, _oracle(config, problem), sandbox))


def _config(problem_id: str) -> dict[str, Any]:
    path = FOLDER / problem_id / "problem.toml"
    if not path.is_file():
        raise UsageError(f"there is no problem {problem_id!r}", hint="`afterburner dataset list` shows all of them")
    return tomllib.loads(path.read_text("utf-8"))


def _oracle(config: dict[str, Any], problem: Problem) -> Solution:
    return next(reference.solution for reference in problem.references if reference.name == config["oracle"])


def _cache_path(problem_id: str) -> Path:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {sys.version_info[:2]}".encode())
    for path in sorted((FOLDER / problem_id).rglob("*")):
        if path.is_file() and path.suffix in {".py", ".toml"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return user_cache_path("afterburner") / "venus" / f"{problem_id}-{digest.hexdigest()[:16]}.jsonl.gz"


def _build_tests(problem: Problem, config: dict[str, Any], sandbox: Sandbox) -> tuple[Test, ...]:
    tests = config["tests"]
    oracle = _oracle(config, problem)
    sizes = Sizes(
        correctness=tuple((seed, size) for seed, size in tests["correctness"]),
        performance=tuple((seed, size) for seed, size in tests["performance"]),
    )
    by_hand = [
        _answered(problem, oracle, text.encode(), sandbox, name=f"case-{index + 1}")
        for index, text in enumerate(tests.get("cases", []))
    ]
    made = [*by_hand, *_generated(problem, sizes, oracle, sandbox)]
    shown = [replace(test, visibility=Visibility.PUBLIC) for test in made[:PUBLIC_TESTS]]
    return (*shown, *made[PUBLIC_TESTS:])


def _generated(problem: Problem, sizes: Sizes, oracle: Solution, sandbox: Sandbox) -> tuple[Test, ...]:
    tests = []
    for purpose, pairs in ((Purpose.CORRECTNESS, sizes.correctness), (Purpose.PERFORMANCE, sizes.performance)):
        for seed, size in pairs:
            data = generate(problem, seed, size, sandbox)
            name = f"{purpose.value}-{seed}-{size}"
            tests.append(_answered(problem, oracle, data, sandbox, name=name, purpose=purpose))
    return tuple(tests)


def generate(problem: Problem, seed: int, size: int, sandbox: Sandbox) -> bytes:
    """Return the input that the problem's generator makes of ``seed`` and ``size``.

    Raises:
        DataError: the generator fails, or returns no text.

    """
    assert problem.generator is not None
    program = Program(source=problem.generator.encode(), entry_point="generate")
    seen = sandbox.execute(program, encoding.encode([seed, size]), limits=_GENERATOR_LIMITS)
    if seen.status is not Status.OK or seen.result is None:
        raise DataError(f"the generator of {problem.id} fails on seed {seed}, size {size}: {seen.reason}")
    value = encoding.decode(seen.result)
    return value.encode() if isinstance(value, str) and problem.entry_point is None else seen.result


def _answered(
    problem: Problem,
    oracle: Solution,
    data: bytes,
    sandbox: Sandbox,
    *,
    name: str,
    purpose: Purpose = Purpose.CORRECTNESS,
) -> Test:
    seen = sandbox.execute(oracle.program(problem.entry_point), data, limits=_GENERATOR_LIMITS)
    answer = seen.result if problem.entry_point else seen.stdout
    if seen.status is not Status.OK or answer is None:
        said = seen.stderr.decode(errors="replace")[-300:]
        raise DataError(f"the oracle of {problem.id} fails on test {name}: {seen.reason} {said}")
    return Test(name=name, input=data, expected=answer, purpose=purpose)
