"""Steps that any family can be composed with: what is done to the input first, and to the answer last.

They multiply what a family can ask, and are the measure of difficulty: an easy problem has at most one, a hard one two or three.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Family, Steps
from afterburner.dataset.families.filling import placed


@dataclass(frozen=True, slots=True)
class Step:
    """Something done to the first argument before the task."""

    code: str
    """What the argument becomes, over its own name."""
    short: str
    """In few words."""
    words: str
    """As a sentence; ``$first`` is the argument."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Something done to the answer."""

    code: str
    """What is returned, over ``x``, the answer of the task."""
    short: str
    words: str
    result: str
    """The type of what is returned."""


_LEAST_AND_MOST = {Difficulty.EASY: (0, 1), Difficulty.MEDIUM: (1, 2), Difficulty.HARD: (2, 3)}


def draw_steps(rng: Random, family: Family, difficulty: Difficulty) -> tuple[tuple[Step, ...], Finish | None]:
    """Draw what is done before and after the task: as many steps as ``difficulty`` asks for and the family allows."""
    makers = _BEFORE[family.steps]
    count = rng.randint(*_LEAST_AND_MOST[difficulty])
    has_finish = count > 0 and (not makers or phrases.coin(rng))
    before = min(count - has_finish, len(makers))
    name = family.argument_names[0]
    steps = tuple(make(rng, name) for make in rng.sample(makers, before))
    return steps, _FINISHES[family.result](rng) if has_finish else None


def _mapped(rng: Random, name: str) -> Step:
    phrase = phrases.expression(rng)
    code = f"[{phrase.code} for x in {name}]"
    return Step(code, f"map x to {phrase.code}", f"First replace every value x in `$first` by {phrase.words}.")


def _kept(rng: Random, name: str) -> Step:
    m = rng.randint(3, 9)
    r = rng.randrange(m)
    words = f"Leave out every value in `$first` that gives the remainder {r} on division by {m}."
    return Step(f"[x for x in {name} if x % {m} != {r}]", f"drop x with x % {m} == {r}", words)


def _by_place(rng: Random, name: str) -> Step:
    m = rng.randint(2, 7)
    words = f"Add to every value in `$first` the remainder of its position (from 0) on division by {m}."
    return Step(f"[x + i % {m} for i, x in enumerate({name})]", f"add i % {m} to x at i", words)


def _reversed(_rng: Random, name: str) -> Step:
    return Step(f"{name}[::-1]", f"reverse {name}", "Take `$first` in reversed order.")


def _rotated(rng: Random, name: str) -> Step:
    c = rng.randint(1, 9)
    words = f"Move the first {c} items of `$first` (all, if there are fewer) to its end."
    return Step(f"{name}[{c}:] + {name}[:{c}]", f"move first {c} to end", words)


def _steps_between(_rng: Random, name: str) -> Step:
    words = "Replace `$first` by the list of the distances between neighbours: one item less."
    return Step(f"[abs({name}[i] - {name}[i - 1]) for i in range(1, len({name}))]", "take gaps of neighbours", words)


def _letter_changed(rng: Random, name: str) -> Step:
    old, new = rng.sample("abcd", 2)
    words = f"Replace every letter {old} in `$first` by {new}."
    return Step(f"{name}.replace('{old}', '{new}')", f"change {old} to {new}", words)


def _letter_dropped(rng: Random, name: str) -> Step:
    old = rng.choice("abcdef")
    return Step(f"{name}.replace('{old}', '')", f"drop {old}", f"Remove every letter {old} from `$first`.")


def _grid_mapped(rng: Random, name: str) -> Step:
    phrase = phrases.expression(rng)
    code = f"[[{phrase.code} for x in row] for row in {name}]"
    return Step(code, f"map x to {phrase.code}", f"First replace every value x in `$first` by {phrase.words}.")


def _grid_flipped(_rng: Random, name: str) -> Step:
    return Step(f"{name}[::-1]", "reverse the rows", "Turn the rows of `$first` upside down: the last row comes first.")


def _grid_mirrored(_rng: Random, name: str) -> Step:
    return Step(f"[row[::-1] for row in {name}]", "reverse each row", "Mirror `$first`: each row is read backwards.")


def _longer(rng: Random, name: str) -> Step:
    c = rng.randint(1, 9)
    return Step(
        f"[[a, b + {c}] for a, b in {name}]",
        f"add {c} to each end",
        f"Every interval in `$first` ends {c} later than given.",
    )


def _some_intervals(rng: Random, name: str) -> Step:
    m = rng.randint(3, 9)
    r = rng.randrange(m)
    words = f"Leave out the intervals in `$first` whose start gives the remainder {r} on division by {m}."
    return Step(f"[[a, b] for a, b in {name} if a % {m} != {r}]", f"drop pairs with start % {m} == {r}", words)


def _some_edges(rng: Random, name: str) -> Step:
    m = rng.randint(9, 29)
    r = rng.randrange(m)
    words = f"Leave out the edges in `$first` whose two numbers add up to a sum with remainder {r} on division by {m}."
    return Step(f"[[a, b] for a, b in {name} if (a + b) % {m} != {r}]", f"drop edges with (a + b) % {m} == {r}", words)


def _edges_by_difference(rng: Random, name: str) -> Step:
    c = rng.randint(1, 40)
    words = f"Leave out the edges in `$first` whose two numbers are exactly {c} apart."
    return Step(f"[[a, b] for a, b in {name} if abs(a - b) != {c}]", f"drop edges with abs(a - b) == {c}", words)


Maker = Callable[[Random, str], Step]
_BEFORE: dict[Steps, tuple[Maker, ...]] = {
    Steps.NONE: (),
    Steps.VALUES: (_mapped, _kept, _by_place, _steps_between),
    Steps.SEQUENCE: (_mapped, _kept, _by_place, _reversed, _rotated, _steps_between),
    Steps.MAPPED: (_mapped, _by_place, _reversed),
    Steps.LETTERS: (_letter_changed, _letter_dropped, _reversed, _rotated),
    Steps.TURNED: (_reversed, _rotated),
    Steps.GRID: (_grid_mapped, _grid_flipped, _grid_mirrored),
    Steps.INTERVALS: (_longer, _some_intervals),
    Steps.EDGES: (_some_edges, _edges_by_difference),
}


def _of_int(rng: Random) -> Finish:
    a, b, m = rng.randint(2, 9), rng.randint(1, 50), rng.choice([97, 101, 997, 1009, 9973])
    code, words = rng.choice(
        [
            (f"{a} * x + {b}", f"{a} times the result plus {b}"),
            (f"(x + {b}) % {m}", f"the remainder of the result plus {b} on division by {m}"),
            (f"x ^ {b}", f"the bitwise exclusive or of the result and {b}"),
            (f"abs(x - {b})", f"the distance between the result and {b}"),
            (f"{b} - {a} * x", f"{b} minus {a} times the result"),
        ]
    )
    return Finish(code, f"return {placed(code, x='r')} for result r", f"Return {words}.", "int")


def _of_ints(rng: Random) -> Finish:
    a, b, m = rng.randint(2, 9), rng.randint(1, 50), rng.randint(5, 30)
    code, words, result = rng.choice(
        [
            ("x[::-1]", "the resulting list in reversed order", "list[int]"),
            (
                f"[{a} * v + {b} for v in x]",
                f"the resulting list with every value v replaced by {a} times v plus {b}",
                "list[int]",
            ),
            (
                f"[v % {m} for v in x]",
                f"the resulting list with every value replaced by its remainder by {m}",
                "list[int]",
            ),
            (f"{a} * sum(x) + {b}", f"{a} times the sum of the resulting list, plus {b}", "int"),
            (
                f"sum((i + {b}) * v for i, v in enumerate(x))",
                f"the sum of all values in the resulting list, each times its position (from 0) plus {b}",
                "int",
            ),
        ]
    )
    return Finish(code, f"return {placed(code, x='r')} for result r", f"Return {words}.", result)


def _of_bool(rng: Random) -> Finish:
    a, b = rng.sample(range(100), 2)
    return Finish(f"{a} if x else {b}", f"return {a} if so else {b}", f"Return {a} if so, and {b} if not.", "int")


def _of_text(rng: Random) -> Finish:
    c = rng.randint(2, 9)
    code, words, result = rng.choice(
        [
            ("x[::-1]", "the resulting text backwards", "str"),
            (f"x[{c}:] + x[:{c}]", f"the resulting text with its first {c} characters moved to the end", "str"),
            (f"{c} * len(x)", f"{c} times the length of the resulting text", "int"),
        ]
    )
    return Finish(code, f"return {placed(code, x='r')} for result r", f"Return {words}.", result)


_FINISHES: dict[str, Callable[[Random], Finish]] = {
    "int": _of_int,
    "list[int]": _of_ints,
    "bool": _of_bool,
    "str": _of_text,
}
