"""The built-in problems: one folder each under ``venus/``, turned into a :class:`Problem` on first use.

A folder holds ``problem.toml`` (what it is, which tests, what each reference solution is), ``statement.md``,
``starter.py``, ``generate.py`` (``generate(seed, size)`` makes an input) and ``solutions/*``, Python's and other languages'.
Inputs are generated and expected answers computed in the sandbox, by the reference solution that ``problem.toml`` calls the
oracle, and kept in the user's cache folder under a digest of everything that shaped them.
"""

import hashlib
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from afterburner.core.errors import UsageError
from afterburner.core.execution import MIB, Limits
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
from afterburner.core.signature import parse_signature
from afterburner.dataset.drivers import drivers_for
from afterburner.dataset.records import SCHEMA_VERSION, read_tests, write_tests
from afterburner.judge.generated import answered, made_test
from afterburner.sandbox.languages import language_named
from afterburner.sandbox.port import Sandbox

FOLDER = Path(__file__).parent / "venus"
PUBLIC_TESTS = 3
"""How many of a problem's correctness tests anybody may see."""

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
    signature = config.get("signature")
    return Problem(
        id=problem_id,
        title=config["title"],
        statement=(folder / "statement.md").read_text("utf-8"),
        tests=(),
        difficulty=Difficulty(config["difficulty"]),
        tags=tuple(config["tags"]),
        entry_point=config.get("entry_point"),
        signature=signature,
        drivers=drivers_for(parse_signature(signature)) if signature else (),
        checker=CheckerSpec(kind=CheckerKind(config["checker"]), tolerance=config.get("tolerance", 1e-6)),
        limits=Limits(cpu_s=limits.get("cpu_s", 10.0), memory_bytes=limits.get("memory_mib", 1024) * MIB),
        starter=(folder / "starter.py").read_text("utf-8"),
        references=_references(folder / "solutions", config["solutions"]),
        generator=(folder / "generate.py").read_text("utf-8"),
        performance_sizes=tuple(size for _seed, size in config["tests"]["performance"]),
        oracle=config["oracle"],
    )


def _references(folder: Path, ideas: dict[str, Any]) -> tuple[Reference, ...]:
    """Return the solutions that ``problem.toml`` lists: Python's by their names, those of a language below it by their files."""
    found = []
    for name, idea in sorted(ideas.items(), key=lambda item: (isinstance(item[1], dict), item[0])):
        if isinstance(idea, str):
            found.append(_read_reference(folder / f"{name}.py", name, idea, "python"))
            continue
        suffix = language_named(name).suffixes[0]
        files = [(f"{stem}{suffix}", said) for stem, said in sorted(idea.items())]
        found += [_read_reference(folder / file, file, said, name) for file, said in files]
    return tuple(found)


def _read_reference(path: Path, name: str, idea: str, language: str) -> Reference:
    return Reference(name=name, idea=idea, solution=Solution(code=path.read_text("utf-8"), language=language))


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


def _config(problem_id: str) -> dict[str, Any]:
    path = FOLDER / problem_id / "problem.toml"
    if not path.is_file():
        raise UsageError(f"there is no problem {problem_id!r}", hint="`afterburner dataset list` shows all of them")
    return tomllib.loads(path.read_text("utf-8"))


def _cache_path(problem_id: str) -> Path:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {sys.version_info[:2]}".encode())
    for path in sorted((FOLDER / problem_id).rglob("*")):
        if path.is_file() and path.suffix in {".py", ".toml"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return user_cache_path("afterburner") / "venus" / f"{problem_id}-{digest.hexdigest()[:16]}.jsonl.gz"


def _build_tests(problem: Problem, config: dict[str, Any], sandbox: Sandbox) -> tuple[Test, ...]:
    tests = config["tests"]
    sizes = Sizes(
        correctness=tuple((seed, size) for seed, size in tests["correctness"]),
        performance=tuple((seed, size) for seed, size in tests["performance"]),
    )
    by_hand = [
        answered(problem, text.encode(), sandbox, name=f"case-{index + 1}")
        for index, text in enumerate(tests.get("cases", []))
    ]
    made = [*by_hand, *_generated(problem, sizes, sandbox)]
    shown = [replace(test, visibility=Visibility.PUBLIC) for test in made[:PUBLIC_TESTS]]
    return (*shown, *made[PUBLIC_TESTS:])


def _generated(problem: Problem, sizes: Sizes, sandbox: Sandbox) -> tuple[Test, ...]:
    return tuple(
        made_test(problem, seed, size, sandbox, name=f"{purpose.value}-{seed}-{size}", purpose=purpose)
        for purpose, pairs in ((Purpose.CORRECTNESS, sizes.correctness), (Purpose.PERFORMANCE, sizes.performance))
        for seed, size in pairs
    )
