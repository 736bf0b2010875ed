"""The problems: two steps and a last part, each written in one of its ways; some compositions are never trained on.

    split = splits(Sizes(), seed=0)
    problem = problem_of(split.train[0])        a problem as any other: statement, tests, references
    program(task, ways)                         its program with these ways

A problem is left out where a step can be left out, or the steps exchanged, without changing an answer: else programs that do not
do what is asked would be right.
"""

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterburner.core.encoding import encode
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Reference, Solution, Test, Visibility
from afterburner.train.miniature.lasts import LASTS
from afterburner.train.miniature.part import BASE, Ints, body
from afterburner.train.miniature.steps import STEPS

LENGTHS = (2, 7, 16, 40, 41)
"""Of the lists in the tests for correctness."""
TIMED_LENGTH = 400
"""Of the list that is timed: quadratic parts take some milliseconds, and running a program at all takes half a one."""
REFERENCES = 10
"""Of the 64 programs that a problem's ways make, as many are its reference solutions."""
QUALITY = (0.35, 0.3, 0.2, 0.15)
"""How likely each way is, from the slow to the fast: people write more slow programs than fast ones."""

Ways = tuple[str, str, str]
"""One way for each part."""


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """A composition, by the names of its parts."""

    first: str
    second: str
    last: str

    @property
    def name(self) -> str:
        """The id of its problem."""
        return f"{self.first}, {self.second}, {self.last}".replace(", ", "/").replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many problems are for what."""

    train: int = 120
    """Problems whose references are measured, for all that is learned."""
    tune: int = 20
    """Problems for choosing how to train; nothing is reported of them."""
    held_out: int = 60
    """Problems for the comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Compositions by what they are for; no composition is in two, whatever the order of its steps."""

    train: tuple[Task, ...]
    tune: tuple[Task, ...]
    held_out: tuple[Task, ...]
    text: tuple[Task, ...]
    """More compositions for the first training alone: their programs are read, and not measured."""


def splits(sizes: Sizes, *, seed: int) -> Split:
    """Return the compositions, drawn with ``seed``; every part is in ``train`` where there are enough."""
    by_parts: dict[tuple[frozenset[str], str], list[Task]] = {}
    for task in _all_tasks():
        by_parts.setdefault((frozenset((task.first, task.second)), task.last), []).append(task)
    groups = list(by_parts.values())
    _drawing(seed, "splits").shuffle(groups)
    tasks = iter(group for group in groups if any(is_sound(task) for task in group))

    def take(count: int) -> tuple[Task, ...]:
        return tuple(next(task for task in group if is_sound(task)) for group in itertools.islice(tasks, count))

    held_out, tune, train = take(sizes.held_out), take(sizes.tune), take(sizes.train)
    rest = tuple(task for group in tasks for task in group if is_sound(task))
    return Split(train=train, tune=tune, held_out=held_out, text=rest)


def _all_tasks() -> Iterator[Task]:
    for first, second in itertools.permutations(STEPS, 2):
        for last in LASTS:
            yield Task(first, second, last)


def ways_of(task: Task) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Return the names of each part's ways, from the slow to the fast."""
    return tuple(STEPS[task.first].ways), tuple(STEPS[task.second].ways), tuple(LASTS[task.last].ways)


def program(task: Task, ways: Ways) -> str:
    """Return the program of ``task`` in which the parts are written in ``ways``."""
    first, second, last = ways
    parts = (STEPS[task.first].ways[first], STEPS[task.second].ways[second], LASTS[task.last].ways[last])
    return "def f(xs):\n" + "".join(map(body, parts))


def drawn_ways(task: Task, draw: random.Random) -> Ways:
    """Return a way for each part, as likely as ``QUALITY`` says."""
    first, second, last = (draw.choices(names, QUALITY)[0] for names in ways_of(task))
    return first, second, last


def references(task: Task, *, seed: int) -> tuple[Ways, ...]:
    """Return the ways of the reference solutions: ``REFERENCES`` different ones."""
    draw = _drawing(seed, f"references {task.name}")
    found: dict[Ways, None] = {}
    while len(found) < REFERENCES:
        found[drawn_ways(task, draw)] = None
    return tuple(found)


def problem_of(task: Task, *, seed: int) -> Problem:
    """Return the problem: its tests and its references are drawn with ``seed``."""
    solutions = [
        Reference(name="+".join(ways), idea=", ".join(ways), solution=Solution(code=program(task, ways)))
        for ways in references(task, seed=seed)
    ]
    return Problem(
        id=task.name,
        title=f"{task.first}, {task.second}, {task.last}",
        statement=statement(task),
        tests=tuple(_tests(task, seed)),
        tags=(task.last,),
        entry_point="f",
        signature="f(xs: list[int]) -> int",
        checker=CheckerSpec(kind=CheckerKind.EXACT),
        references=tuple(solutions),
    )


def statement(task: Task) -> str:
    """Return what is asked for, a line a part."""
    return f"{STEPS[task.first].words}\n{STEPS[task.second].words}\n{LASTS[task.last].words}"


def expected(task: Task, xs: Ints) -> int:
    """Return the answer."""
    return LASTS[task.last].meaning(STEPS[task.second].meaning(STEPS[task.first].meaning(list(xs))))


def _tests(task: Task, seed: int) -> Iterator[Test]:
    inputs = _inputs(task, seed)
    for place, xs in enumerate(inputs):
        is_timed = len(xs) == TIMED_LENGTH
        yield Test(
            name=f"timed-{place}" if is_timed else f"small-{place}",
            input=encode([xs]),
            expected=encode(expected(task, xs)),
            purpose=Purpose.PERFORMANCE if is_timed else Purpose.CORRECTNESS,
            visibility=Visibility.PRIVATE if place else Visibility.PUBLIC,
        )


def _inputs(task: Task, seed: int) -> list[Ints]:
    draw = _drawing(seed, f"tests {task.name}")
    few = [draw.randrange(BASE) for _ in range(8)]
    small = [[draw.choice(few) if place % 2 else draw.randrange(BASE) for place in range(size)] for size in LENGTHS]
    return [*small, [draw.randrange(BASE) for _ in range(TIMED_LENGTH)]]


def is_sound(task: Task) -> bool:
    """Return whether every step and their order matter, and answers differ."""
    inputs = _inputs(task, 0)[:-1]
    right = [expected(task, xs) for xs in inputs]
    first, second = STEPS[task.first].meaning, STEPS[task.second].meaning
    last = LASTS[task.last].meaning
    others = (
        [last(first(xs)) for xs in inputs],
        [last(second(xs)) for xs in inputs],
        [last(first(second(xs))) for xs in inputs],
        [last(xs) for xs in inputs],
    )
    return len(set(right)) > 2 and right not in others  # noqa: PLR2004 - answers that are nearly always one are guessed


def _drawing(seed: int, what: str) -> random.Random:
    digest = hashlib.sha256(f"{seed} {what}".encode()).digest()
    return random.Random(digest)  # noqa: S311 - reproducible
