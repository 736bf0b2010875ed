"""The text that the model is trained on from nothing: requests and answers of mixed quality, some of them wrong.

    corpus = Corpus(measured=seeds, unmeasured=split.text)
    pairs = corpus.pairs(10_000, seed=0)                (request, answer) in the order of training

Nobody verified it, as nobody verified the text that large models read first: most programs are slow, one in seven is faulty, and
an answer to a program is just another program for the same task, half of it as it was, better or worse.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.objective import Objective
from afterburner.core.problem import Solution
from afterburner.policy.prompt import Part, reply
from afterburner.train.miniature.lasts import LASTS
from afterburner.train.miniature.prompt import Seen, answer, ask
from afterburner.train.miniature.steps import STEPS
from afterburner.train.miniature.tasks import Task, Ways, drawn_ways, program, ways_of

OBJECTIVES = (Objective.TIME, Objective.INTEGRAL)
"""Those that differ between the programs of this language: all of them need about the same memory."""
FAULTY = 0.15
"""Share of answers with a fault."""
KEPT = 0.5
"""How likely each part stays as it was, in an answer to a program."""
REQUESTS: Mapping[str, float] = {"nothing": 0.3, "full": 0.4, "no feedback": 0.15, "no original code": 0.15}
"""How often each kind of request comes."""
VARIANTS = {
    "full": frozenset[Part](),
    "no feedback": frozenset({Part.FEEDBACK}),
    "no original code": frozenset({Part.ORIGINAL}),
}
"""By the paper's names: what is left out of a request."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A measured program, to be asked about."""

    code: str
    ways: Ways | None
    """None: it may be faulty."""
    feedback: Mapping[Objective, str]


Programs = dict[Task, list[Seed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Where requests and answers come from."""

    measured: Programs
    """Programs with feedback, by task."""
    unmeasured: Sequence[Task]
    """Tasks for which there are programs without feedback."""

    def pairs(self, count: int, *, seed: int) -> Iterator[tuple[str, str]]:
        """Yield ``count`` requests with their answers, drawn with ``seed``."""
        draw = random.Random(seed)  # noqa: S311 - reproducible
        measured, unmeasured = list(self.measured), list(self.unmeasured)
        kinds, shares = list(REQUESTS), list(REQUESTS.values())
        for _ in range(count):
            kind = draw.choices(kinds, shares)[0]
            objective = draw.choice(OBJECTIVES)
            if kind == "nothing":
                task = draw.choice(unmeasured + measured)
                yield ask(task, objective, seed=None), self._answer(task, drawn_ways(task, draw), draw)
                continue
            task = draw.choice(measured)
            seed_program = draw.choice(self.measured[task])
            seen = Seen(seed_program.code, seed_program.feedback[objective])
            yield (
                ask(task, objective, seed=seen, without=VARIANTS[kind]),
                self._answer(task, changed(task, seed_program.ways, draw), draw),
            )

    def _answer(self, task: Task, ways: Ways, draw: random.Random) -> str:
        if draw.random() >= FAULTY:
            return answer(task, ways)
        return reply("\n".join(ways), Solution(code=faulty(task, ways, draw)))


def changed(task: Task, ways: Ways | None, draw: random.Random) -> Ways:
    """Return other ways for ``task``, of which about half are those of ``ways``."""
    new = drawn_ways(task, draw)
    if ways is None:
        return new
    return tuple(old if draw.random() < KEPT else other for old, other in zip(ways, new, strict=True))


def faulty(task: Task, ways: Ways, draw: random.Random) -> str:
    """Return a program that is likely to be wrong: a part is another one, or missing, or a line is."""
    kind = draw.randrange(3)
    if kind == 0:
        return program(*_with_other_part(task, ways, draw))
    lines = program(task, ways).splitlines(keepends=True)
    place = draw.randrange(1, len(lines))
    return "".join(lines[:place] + lines[place + 1 :])


def _with_other_part(task: Task, ways: Ways, draw: random.Random) -> tuple[Task, Ways]:
    place = draw.randrange(len(ways))
    if place == len(task.steps):
        wrong = Task(task.steps, draw.choice([name for name in LASTS if name != task.last]))
    else:
        other = draw.choice([name for name in STEPS if name not in task.steps])
        wrong = Task((*task.steps[:place], other, *task.steps[place + 1 :]), task.last)
    mixed = [draw.choice(names) if one == place else ways[one] for one, names in enumerate(ways_of(wrong))]
    return wrong, tuple(mixed)
