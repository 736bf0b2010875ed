"""Parts that families draw: conditions, expressions, comparisons, each in code and in words.

What is equal has one form only, as far as that is easy: ``x > 4`` and never ``x >= 5``; so that equal meanings are found by
comparing texts.
"""

from collections.abc import Callable
from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families.family import Phrase


def condition(rng: Random, difficulty: Difficulty, *, low: int, high: int) -> Phrase:
    """Draw a condition on ``x``, which lies mostly in ``low`` to ``high``: the harder, the more parts."""
    makers = rng.sample([_rest, _other_rest, _beyond, _bit], 2)
    first = makers[0](rng, low, high)
    if difficulty is Difficulty.EASY or (difficulty is Difficulty.MEDIUM and coin(rng)):
        return first
    word = rng.choice(["and", "or"])
    parts = sorted([first, makers[1](rng, low, high)], key=lambda part: part.code)
    return Phrase(f" {word} ".join(f"({part.code})" for part in parts), f" {word} ".join(part.words for part in parts))


def coin(rng: Random) -> bool:
    """Return True half of the time."""
    return rng.choice([True, False])


def _rest(rng: Random, _low: int, _high: int) -> Phrase:
    m = rng.randint(2, 9)
    r = rng.randrange(m)
    if r == 0:
        return Phrase(f"x % {m} == 0", f"are divisible by {m}")
    return Phrase(f"x % {m} == {r}", f"leave the remainder {r} on division by {m}")


def _other_rest(rng: Random, _low: int, _high: int) -> Phrase:
    m = rng.randint(3, 9)
    r = rng.randrange(m)
    return Phrase(f"x % {m} != {r}", f"do not leave the remainder {r} on division by {m}")


def _beyond(rng: Random, low: int, high: int) -> Phrase:
    t = rng.randint(low + (high - low) // 5, high - (high - low) // 5)
    if coin(rng):
        return Phrase(f"x > {t}", f"are greater than {t}")
    return Phrase(f"x < {t}", f"are less than {t}")


def _bit(rng: Random, _low: int, _high: int) -> Phrase:
    place = rng.randint(1, 3)
    return Phrase(f"x >> {place} & 1 == 1", f"have the binary digit worth {1 << place} set")


def expression(rng: Random) -> Phrase:
    """Draw an expression over ``x`` that is an int from 0 on wherever x is."""
    return rng.choice(_EXPRESSIONS)(rng)


def linear(rng: Random) -> Phrase:
    """Draw an increasing expression ``a * x + b`` over ``x``, other than x itself."""
    a, b = rng.randint(1, 9), rng.randint(1, 30)
    if a == 1:
        return Phrase(f"x + {b}", f"x plus {b}")
    return Phrase(f"{a} * x + {b}", f"{a} times x plus {b}")


def _distance(rng: Random) -> Phrase:
    c = rng.randint(5, 60)
    return Phrase(f"abs(x - {c})", f"the distance between x and {c}")


def _flipped(rng: Random) -> Phrase:
    c = rng.randint(1, 63)
    return Phrase(f"x ^ {c}", f"the bitwise exclusive or of x and {c}")


def _wrapped(rng: Random) -> Phrase:
    a, m = rng.randint(2, 9), rng.choice([101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151])
    return Phrase(f"{a} * x % {m}", f"the remainder of {a} times x on division by {m}")


_EXPRESSIONS: tuple[Callable[[Random], Phrase], ...] = (linear, linear, _distance, _flipped, _wrapped)


def choice(rng: Random, *options: tuple[str, str]) -> Phrase:
    """Draw one of pairs of code and words."""
    return Phrase(*rng.choice(options))


def less_or_more(rng: Random) -> Phrase:
    """Draw the direction of a comparison of ``x`` with ``y``."""
    return choice(
        rng,
        ("x < y", "less than"),
        ("x > y", "greater than"),
        ("x <= y", "at most"),
        ("x >= y", "at least"),
    )


def aggregate(rng: Random) -> Phrase:
    """Draw what is made of a list ``x`` of ints, which may be empty: one int. In words it follows "return"."""
    m, a = rng.randint(2, 9), rng.randint(2, 9)
    r, big = rng.randrange(m), rng.choice([997, 1009, 9973, 10007])
    rest = f"leave the remainder {r} on division by {m}"
    return choice(
        rng,
        ("max(x, default=0)", "the largest of them (0 if there are none)"),
        ("min(x, default=0)", "the smallest of them (0 if there are none)"),
        (f"sum(x) % {big}", f"their sum modulo {big}"),
        (f"sum(1 for e in x if e % {m} == {r})", f"how many of them {rest}"),
        (f"sum(e for e in x if e % {m} != {r})", f"the sum of those that do not {rest}"),
        ("len(set(x))", "how many different values there are among them"),
        (
            f"sum((i + {a}) * e for i, e in enumerate(x)) % {big}",
            f"the sum of each times its index plus {a}, modulo {big}",
        ),
        ("x.count(max(x)) if x else 0", "how often the largest of them occurs (0 if there are none)"),
        ("max(x) - min(x) if x else 0", "the difference of the largest and the smallest (0 if there are none)"),
    )


def key(rng: Random) -> Phrase:
    """Draw what values are told apart by."""
    a, b, m = rng.randint(2, 9), rng.randint(0, 9), rng.randint(2, 12)
    return choice(
        rng,
        ("x", "the value itself"),
        (f"x // {m}", f"the value divided by {m}, rounded down"),
        (f"({a} * x + {b}) // {m}", f"{a} times the value plus {b}, divided by {m} and rounded down"),
        (f"abs(x - {a * 10})", f"the distance between the value and {a * 10}"),
        (f"x ^ x // {m}", f"the bitwise exclusive or of the value and the value divided by {m}, rounded down"),
    )
