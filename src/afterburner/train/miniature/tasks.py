"""The problems: three steps and a last part, each written in one of its ways; some compositions are never trained on.

    split = splits(Sizes(), seed=0)
    problem = problem_of(split.train[0])        a problem as any other: statement, tests, references
    program(task, ways)                         its program with these ways

A problem is left out where a step can be left out, or two steps exchanged, without changing an answer: else programs that do not
do what is asked would be right.
"""

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterburner.core.encoding import encode
from afterburner.core.execution import Limits
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Purpose, Reference, Solution, Test, Visibility
from afterburner.train.miniature.lasts import LASTS
from afterburner.train.miniature.part import BASE, Ints, body
from afterburner.train.miniature.steps import STEPS

STEP_COUNT = 3
LENGTHS = (2, 9, 24, 41)
"""Of the lists on which the parts of a problem must matter."""
TESTED = (24,)
"""Those of them that are tests for correctness: one, for the answer to the timed list gives wrong programs away too."""
TIMED_LENGTH = 400
"""Of the list that is timed: quadratic parts take some milliseconds, and running a program at all takes half a one."""
LIMITS = Limits(cpu_s=1.0)
"""The slowest program takes some hundredths of a second."""
LEARNERS = (0.35, 0.3, 0.2, 0.15)
"""How likely each way is, from the slow to the fast, in programs that are learned from: mostly slow."""
EXPERTS = (0.05, 0.15, 0.3, 0.5)
"""The same in the better half of the programs that the held-out problems rank by: the best of them is close to the fastest."""
REFERENCES = 10
"""Reference solutions of a problem to learn from, of the 256 programs that its ways make."""
RANKING = 16
"""Those of a problem that others are ranked in: half of them learners', half experts'."""

Ways = tuple[str, ...]
"""One way for each part."""


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """A composition, by the names of its parts."""

    steps: tuple[str, ...]
    last: str

    @property
    def name(self) -> str:
        """The id of its problem."""
        return "/".join((*self.steps, self.last)).replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many problems are for what."""

    train: int = 120
    """Problems whose references are measured, for all that is learned."""
    tune: int = 20
    """Problems for choosing how to train; nothing is reported of them."""
    held_out: int = 60
    """Problems for the comparison."""
    text: int = 200
    """Problems whose programs are read in the first training alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Compositions by what they are for; no composition is in two, whatever the order of its steps."""

    train: tuple[Task, ...]
    tune: tuple[Task, ...]
    held_out: tuple[Task, ...]
    text: tuple[Task, ...]
    """More compositions for the first training alone: their programs are read, and not measured."""

    def is_ranked(self, task: Task) -> bool:
        """Whether programs are ranked among the references of ``task``."""
        return task in self.tune or task in self.held_out


def splits(sizes: Sizes, *, seed: int) -> Split:
    """Return the compositions, drawn with ``seed``; every part is in ``train`` where there are enough."""
    by_parts: dict[tuple[frozenset[str], str], list[Task]] = {}
    for task in _all_tasks():
        by_parts.setdefault((frozenset(task.steps), task.last), []).append(task)
    groups = list(by_parts.values())
    draw = _drawing(seed, "splits")
    draw.shuffle(groups)
    for group in groups:
        draw.shuffle(group)
    found = (next((task for task in group if is_sound(task)), None) for group in groups)
    tasks = (task for task in found if task is not None)

    def take(count: int) -> tuple[Task, ...]:
        return tuple(itertools.islice(tasks, count))

    return Split(held_out=take(sizes.held_out), tune=take(sizes.tune), train=take(sizes.train), text=take(sizes.text))


def _all_tasks() -> Iterator[Task]:
    for steps in itertools.permutations(STEPS, STEP_COUNT):
        for last in LASTS:
            yield Task(steps, last)


def ways_of(task: Task) -> list[tuple[str, ...]]:
    """Return the names of each part's ways, from the slow to the fast."""
    return [*(tuple(STEPS[step].ways) for step in task.steps), tuple(LASTS[task.last].ways)]


def program(task: Task, ways: Ways) -> str:
    """Return the program of ``task`` in which the parts are written in ``ways``."""
    *firsts, last = ways
    parts = [STEPS[step].ways[way] for step, way in zip(task.steps, firsts, strict=True)]
    return "def f(xs):\n" + "".join(map(body, [*parts, LASTS[task.last].ways[last]]))


def drawn_ways(task: Task, draw: random.Random, likely: Sequence[float] = LEARNERS) -> Ways:
    """Return a way for each part."""
    return tuple(draw.choices(names, likely)[0] for names in ways_of(task))


def references(task: Task, *, ranking: bool, seed: int) -> tuple[Ways, ...]:
    """Return the ways of the reference solutions, all different: to learn from, or to rank in."""
    draw = _drawing(seed, f"references {task.name}")
    found: dict[Ways, None] = {}
    while len(found) < (RANKING if ranking else REFERENCES):
        is_expert = ranking and len(found) % 2 == 1
        found[drawn_ways(task, draw, EXPERTS if is_expert else LEARNERS)] = None
    return tuple(found)


def problem_of(task: Task, *, ranking: bool, seed: int) -> Problem:
    """Return the problem: its tests and its references are drawn with ``seed``."""
    solutions = [
        Reference(name="+".join(ways), idea=", ".join(ways), solution=Solution(code=program(task, ways)))
        for ways in references(task, ranking=ranking, seed=seed)
    ]
    return Problem(
        id=task.name,
        title=", ".join((*task.steps, task.last)),
        statement=statement(task),
        tests=tuple(_tests(task, seed)),
        tags=(task.last,),
        entry_point="f",
        signature="f(xs: list[int]) -> int",
        checker=CheckerSpec(kind=CheckerKind.EXACT),
        limits=LIMITS,
        references=tuple(solutions),
    )


def statement(task: Task) -> str:
    """Return what is asked for, a line a part."""
    return "\n".join([*(STEPS[step].words for step in task.steps), LASTS[task.last].words])


def expected(task: Task, xs: Ints) -> int:
    """Return the answer."""
    ys = list(xs)
    for step in task.steps:
        ys = STEPS[step].meaning(ys)
    return LASTS[task.last].meaning(ys)


def _tests(task: Task, seed: int) -> Iterator[Test]:
    inputs = [xs for xs in _inputs(task, seed) if len(xs) in {*TESTED, TIMED_LENGTH}]
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
    if len(set(right)) <= 2:  # noqa: PLR2004 - answers that are nearly always one are guessed
        return False
    places = range(len(task.steps))
    shorter = (task.steps[:place] + task.steps[place + 1 :] for place in places)
    exchanged = (order for order in itertools.permutations(task.steps) if order != task.steps)
    others = (Task(steps, task.last) for steps in itertools.chain(shorter, exchanged))
    return not any([expected(other, xs) for xs in inputs] == right for other in others)


def _drawing(seed: int, what: str) -> random.Random:
    digest = hashlib.sha256(f"{seed} {what}".encode()).digest()
    return random.Random(digest)  # noqa: S311 - reproducible
