"""The lines of an evaluation's journal: finished runs, distributions, measured programs."""

import hashlib
import json
import math
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from afterburner.experiment.condition import Condition
from afterburner.experiment.results import Program, ReferenceCosts, Score

SCHEMA_VERSION = 1
"""Of a line. 1: the first."""

_LIKE_NOTHING = ("concurrency", "timeout_s", "prices", "cache", "key_variable")
"""Of a policy: what shapes no proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRun:
    """A run of the loop that is over, as a line keeps it."""

    key: str
    problem_digest: str
    solution: int
    scores: tuple[Score, ...]
    """One an iteration; their condition is the name that it had then."""
    proposals: int
    lost: int
    tokens: int
    usd: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A distribution of references, as a line keeps it."""

    place: str
    problem_digest: str
    language: str
    references: tuple[ReferenceCosts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredProgram:
    """A measured program, as a line keeps it."""

    place: str
    problem_digest: str
    ranking_digest: str
    """Of the distribution beside which it was measured."""
    measurements: int
    """How many were asked for."""
    program: Program


RUN, RANKING, PROGRAM = TypeAdapter(FinishedRun), TypeAdapter(Ranking), TypeAdapter(MeasuredProgram)


def check_spending(run: FinishedRun) -> None:
    """Check that what ``run`` took can be added up.

    Raises:
        ValueError: a number is negative, or none; the message names it.

    """
    for name in ("proposals", "lost", "tokens", "usd", "seconds"):
        value = getattr(run, name)
        if not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{name} is {value}")


def condition_key(condition: Condition) -> str:
    """Return the digest of all of a condition that shapes its runs: not its name, nor how many iterations there are."""
    parts = asdict(condition)
    for name in ("name", "iterations"):
        parts.pop(name)
    for name in _LIKE_NOTHING:
        parts["policy"].pop(name)
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def ranking_digest(references: tuple[ReferenceCosts, ...]) -> str:
    """Return the digest of a distribution: what is measured beside another one is measured again."""
    return hashlib.sha256(repr(sorted(references, key=lambda one: one.name)).encode()).hexdigest()[:16]
