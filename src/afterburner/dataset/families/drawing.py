"""The stream of problems of one seed: which family, which parameters, which words. Pure: nothing runs.

    for candidate in candidates(Knobs(seed=7)): candidate.problem()

A problem is known by its meaning (family, parameters and steps) and by its statement; what was there before is drawn anew, so
a stream never repeats itself.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from afterburner.core.errors import DataError, UsageError
from afterburner.core.execution import MIB, Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Difficulty, Problem, Purpose
from afterburner.dataset.families.assembly import generator_source
from afterburner.dataset.families.catalogue import families_named
from afterburner.dataset.families.family import Family, Phrase
from afterburner.dataset.families.steps import draw_steps
from afterburner.dataset.families.variants import Task, oracle_name, solutions
from afterburner.dataset.families.vocabulary import Vocabulary
from afterburner.dataset.families.wording import draw_names, short_statement, signature_of, story

LIMITS = Limits(cpu_s=5.0, wall_s=20.0, memory_bytes=512 * MIB)
"""Ten times and more what the slowest solutions need, and little enough that a wrong one is cheap."""

_TRIES = 40
"""Draws of one problem, until its meaning is new."""
_MOST_BARREN = 20
"""Problems in a row for which nothing new was found: then the families are exhausted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """What shapes a stream of problems.

    Raises:
        UsageError: a family is not known, or ``solutions`` is below 2.

    """

    seed: int = 0
    families: tuple[str, ...] = ()
    """Their names; none: all."""
    difficulty: Difficulty | None = None
    """None: each in turn, by chance."""
    vocabulary: Vocabulary = Vocabulary.FULL
    solutions: int = 8
    """The most solutions of a problem."""

    def __post_init__(self) -> None:
        families_named(self.families)
        if self.solutions < 2:  # noqa: PLR2004 - a slow and a fast one
            raise UsageError(f"{self.solutions} solutions are too few", hint="give 2 or more: a slow and a fast one")

    def digest(self) -> str:
        """Return 8 characters that other knobs, other versions of the families, and other Pythons do not share."""
        said = [self.seed, sorted(self.families), self.difficulty, self.vocabulary, self.solutions]
        text = json.dumps([said, _sources(), sys.version_info[:2]])
        return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def _sources() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One drawn problem, not yet tried."""

    number: int
    """Its place in the stream, from 0."""
    id: str
    task: Task
    difficulty: Difficulty
    statement: str
    signature: str
    knobs: Knobs

    @property
    def meaning(self) -> str:
        """What the problem asks, whatever its words: equal for equal problems."""
        values = {name: value.code if isinstance(value, Phrase) else value for name, value in self.task.drawn.items()}
        finish = self.task.finish and self.task.finish.code
        steps = [step.code for step in self.task.steps]
        return json.dumps([self.task.family.name, values, steps, finish], sort_keys=True)

    def problem(self) -> Problem:
        """Return the problem with its solutions, and without tests."""
        family, task = self.task.family, self.task
        return Problem(
            id=self.id,
            title=family.title,
            statement=self.statement,
            tests=(),
            difficulty=self.difficulty,
            tags=family.tags,
            entry_point=task.names.entry,
            signature=self.signature,
            checker=CheckerSpec(kind=CheckerKind.EXACT),
            limits=LIMITS,
            starter=f"def {self.signature}:\n    pass\n",
            references=solutions(task, self.rng("solutions"), self.knobs.solutions),
            generator=generator_source(family, task.drawn),
            performance_sizes=family.sizes,
            oracle=oracle_name(family),
        )

    def tests(self) -> tuple[tuple[Purpose, int, int], ...]:
        """Return purpose, seed and size of each test."""
        rng = self.rng("tests")
        sizes = [(Purpose.CORRECTNESS, size) for size in self.task.family.small]
        sizes += [(Purpose.PERFORMANCE, size) for size in self.task.family.sizes]
        return tuple((purpose, rng.randrange(1 << 31), size) for purpose, size in sizes)

    def rng(self, what: str) -> Random:
        """Return the source of chance for one part of this problem."""
        # A text as seed: its digest is the same in every process, where a tuple's hash is not.
        return Random(f"{self.knobs.seed} {self.number} {what}")  # noqa: S311 - problems, no keys


def candidates(knobs: Knobs) -> Iterator[Candidate]:
    """Yield the problems of ``knobs`` without end, no two with the same meaning or statement.

    The same knobs give the same stream. Numbers for which nothing new was found are left out.

    Raises:
        DataError: the families have no more different problems.

    """
    known: set[str] = set()
    number = barren = 0
    while True:
        candidate = _new(knobs, number, known)
        if candidate is not None:
            known |= _marks(candidate)
            yield candidate
        barren = 0 if candidate is not None else barren + 1
        if barren == _MOST_BARREN:
            raise DataError(
                f"these families have no more different problems after {number + 1}",
                hint="name more families, or make the difficulty mixed",
            )
        number += 1


def _new(knobs: Knobs, number: int, known: set[str]) -> Candidate | None:
    drawn = (_drawn(knobs, number, attempt) for attempt in range(_TRIES))
    return next((candidate for candidate in drawn if not _marks(candidate) & known), None)


def _marks(candidate: Candidate) -> set[str]:
    return {candidate.meaning, " ".join(candidate.statement.lower().split())}


def _drawn(knobs: Knobs, number: int, attempt: int) -> Candidate:
    rng = Random(f"{knobs.seed} {number} {attempt}")  # noqa: S311 - problems, no keys
    family = _family_at(number, knobs)
    difficulty = knobs.difficulty or rng.choice(list(Difficulty))
    drawn = family.draw(rng, difficulty)
    steps, finish = draw_steps(rng, family, difficulty)
    names = draw_names(rng, family, knobs.vocabulary)
    signature = signature_of(family, names, finish.result if finish else family.result)
    if knobs.vocabulary is Vocabulary.SMALL:
        statement = short_statement(family, drawn, steps, finish, signature)
    else:
        statement = story(family, drawn, steps, finish, signature, names=names, rng=rng)
    task = Task(family=family, drawn=drawn, steps=steps, finish=finish, names=names, vocabulary=knobs.vocabulary)
    return Candidate(
        number=number,
        id=f"{family.name}-{knobs.digest()}-{number}",
        task=task,
        difficulty=difficulty,
        statement=statement,
        signature=signature,
        knobs=knobs,
    )


def _family_at(number: int, knobs: Knobs) -> Family:
    """Return the family of the problem ``number``: each has its turn once in a round, in an order that is drawn."""
    families: Sequence[Family] = families_named(knobs.families)
    cycle, place = divmod(number, len(families))
    order = list(families)
    Random(f"{knobs.seed} cycle {cycle}").shuffle(order)  # noqa: S311 - problems, no keys
    return order[place]
