"""The many texts of a problem's solutions: algorithm by data structure by style, with names drawn."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from afterburner.core.problem import Reference, Solution
from afterburner.dataset.families.assembly import ENTRY, assembled
from afterburner.dataset.families.family import Algorithm, Drawn, Family
from afterburner.dataset.families.steps import Finish, Step
from afterburner.dataset.families.styles import PLAIN, STYLES, styled
from afterburner.dataset.families.vocabulary import Vocabulary, chosen_names, renamed
from afterburner.dataset.families.wording import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that was drawn for one problem, but its statement and its solutions."""

    family: Family
    drawn: Drawn
    steps: tuple[Step, ...]
    finish: Finish | None
    names: Names
    vocabulary: Vocabulary


def oracle_name(family: Family) -> str:
    """Return the name of the solution that says what is expected: the plain form of the last algorithm."""
    last = family.algorithms[-1]
    return f"{last.name}--{next(iter(last.forms))}--{PLAIN}"


def solutions(task: Task, rng: Random, most: int) -> tuple[Reference, ...]:
    """Return up to ``most`` solutions of different text, the oracle first, then the slowest, then the others in turn.

    Raises:
        SyntaxError, KeyError: a template of the family is wrong.

    """
    streams = [variants(task, algorithm, rng) for algorithm in task.family.algorithms]
    made = {oracle_name(task.family): next(streams[-1])}
    middle = streams[1:-1]
    rng.shuffle(middle)
    turn = [streams[0], *middle]
    while turn and len(made) < most:
        for stream in list(turn):
            reference = next(stream, None)
            if reference is None:
                turn.remove(stream)
            elif len(made) < most:
                made[reference.name] = reference
        if streams:
            turn.append(streams.pop())  # the oracle's own algorithm has had its first turn
            streams.clear()
    return tuple(made.values())


def variants(task: Task, algorithm: Algorithm, rng: Random) -> Iterator[Reference]:
    """Yield the solutions by one algorithm: its first form as it is, then forms and styles in an order that is drawn.

    No two are the same but for names.

    Raises:
        SyntaxError, KeyError: as in ``solutions``.

    """
    sources = {
        structure: ast.unparse(assembled(task.family, body, task.drawn, task.steps, task.finish))
        for structure, body in algorithm.forms.items()
    }
    plain, lists = next(iter(sources)), _lists(task.family)
    rest = [(structure, style) for structure in sources for style in STYLES if (structure, style) != (plain, PLAIN)]
    rng.shuffle(rest)
    seen: set[str] = set()
    for structure, style in [(plain, PLAIN), *rest]:
        source = styled(sources[structure], style, lists)
        if source is not None and source not in seen:
            seen.add(source)
            yield _reference(task, algorithm, (structure, style), source, rng)


def _lists(family: Family) -> Sequence[str]:
    typed = zip(family.argument_names, family.argument_types, strict=True)
    return [name for name, kind in typed if kind.startswith("list") or kind == "str"]


def _reference(task: Task, algorithm: Algorithm, form: tuple[str, str], source: str, rng: Random) -> Reference:
    fixed = {ENTRY: task.names.entry, **task.names.arguments}
    module = ast.parse(source)
    code = ast.unparse(renamed(module, chosen_names(module, fixed, task.vocabulary, rng))) + "\n"
    return Reference(name="--".join((algorithm.name, *form)), idea=algorithm.idea, solution=Solution(code=code))
