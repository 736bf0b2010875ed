"""What the tests of problem families share: drawn problems, and their programs run in this process.

The programs are the project's own, so they need no sandbox here.
"""

import copy
from itertools import islice

from afterburner.core.problem import Difficulty
from afterburner.dataset.families.catalogue import all_families
from afterburner.dataset.families.drawing import Knobs, candidates
from afterburner.dataset.families.family import Algorithm, Family
from afterburner.dataset.families.vocabulary import Vocabulary

NAMES = [family.name for family in all_families()]


def drawn(name, count, *, seed=0, difficulty=None, vocabulary=Vocabulary.FULL, solutions=8):
    """Return the first ``count`` problems of a family."""
    knobs = Knobs(seed=seed, families=(name,), difficulty=difficulty, vocabulary=vocabulary, solutions=solutions)
    return list(islice(candidates(knobs), count))


def by_level(name, **knobs):
    return [drawn(name, 1, difficulty=level, **knobs)[0] for level in Difficulty]


def defined(code, name):
    """Return the function ``name`` of a program."""
    scope = {}
    exec(compile(code, "<program>", "exec"), scope)  # noqa: S102 - the project's own programs
    return scope[name]


def small_inputs(candidate, most=8):
    """Return the arguments of the small tests of a problem."""
    generate = defined(candidate.problem().generator, "generate")
    least = min(candidate.task.family.sizes)
    return [generate(seed, size) for _purpose, seed, size in candidate.tests() if size < least][:most]


def answers(code, candidate, inputs):
    """Return what a program answers, or how it fails."""
    function = defined(code, candidate.task.names.entry)
    found = []
    for arguments in inputs:
        try:
            found.append(function(*copy.deepcopy(arguments)))
        except Exception as error:  # noqa: BLE001 - whatever a program raises is its answer
            return repr(error)
    return found


def toy(draw=lambda rng, _difficulty: {"a": rng.randint(2, 3)}, **changes):
    """Return a family of few problems: some items, each times a number, added up."""
    fields = {
        "name": "toy",
        "title": "Toy",
        "tags": ("toy",),
        "arguments": "xs: list[int]",
        "result": "int",
        "entries": ("toy",),
        "draw": draw,
        "short": "sum $a * x",
        "stories": ("Add up $a times every value in `xs`.",),
        "generator": "return [[rng.randrange(9) for _ in range(size)]]",
        "sizes": (50, 60),
        "algorithms": (
            Algorithm("loop", "One by one.", {"list": "t = 0\nfor x in xs:\n    t += $a * x\nreturn t"}),
            Algorithm("sum", "At once.", {"list": "return $a * sum(xs)"}),
        ),
    }
    return Family(**{**fields, **changes})
