"""Draws values of about a size; its text stands in every generator that is made of type hints.

It runs in the sandbox, in the generator's process: it knows the standard library alone. A style is drawn for each call, and
holds for all values of that call, so that two lists of a call fit each other: as long, of the same range.
"""

import random
from collections.abc import Callable

Make = Callable[[int], object]
"""Makes a value of about a size."""

SMALL = 16
"""Below this size values may be degenerate: negative counts, None where something else would do."""
HALF = 0.5
SELDOM = 0.2
ALMOST_NEVER = 0.02
SHORT = 16
"""Texts in a collection are at most about this long, so that there are many of them."""


class Draws:
    """The values of one call."""

    def __init__(self, seed: int, size: int, styles: list[tuple[int, str, bool]]) -> None:
        """Draw one of the styles: the least int (-1: minus the size), the characters of texts, whether lengths are even."""
        self.rng = random.Random(f"{seed} {size}")  # noqa: S311 - inputs of tests, no keys
        self.size = size
        self.lowest, self.alphabet, self.is_even = self.rng.choice(styles)
        has_few = size < SMALL and self.chance(SELDOM)
        self.widest = 3 if has_few else size + 1

    def chance(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.rng.random() < probability

    def whole(self, _size: int) -> int:
        """Return an item: within the size, a few beyond it."""
        widest = 3 * self.widest if self.chance(ALMOST_NEVER) else self.widest
        least = self.lowest if self.lowest >= 0 else self.lowest * widest
        return least + int(self.rng.random() * (widest + 1 - least))

    def count(self, _size: int) -> int:
        """Return an int that is an argument of its own, beside collections: mostly a place or a number of them."""
        if self.lowest < 0 and self.size < SMALL and self.chance(SELDOM):
            return self.rng.randint(-self.size - 2, -1)
        return self.rng.randint(max(0, self.lowest), max(1, self.size))

    def extent(self, _size: int) -> int:
        """Return an int that is all the size there is: no other argument has one."""
        if self.size < SMALL:
            return self.count(self.size)
        return self.rng.randint(self.size - self.size // 8, self.size)

    def real(self, _size: int) -> float:
        """Return a float within the size."""
        value = self.rng.uniform(self.widest * min(self.lowest, 0), self.widest)
        return value if self.chance(HALF) else round(value, 2)

    def truth(self, _size: int) -> bool:
        """Return a bool."""
        return self.chance(HALF)

    def text(self, size: int) -> str:
        """Return a text of about ``size`` characters."""
        return "".join(self.rng.choices(self.alphabet, k=self.length(size)))

    def octets(self, size: int) -> bytes:
        """Return about ``size`` bytes."""
        return self.rng.randbytes(self.length(size))

    def length(self, size: int) -> int:
        """Return a length of about ``size``, never more."""
        return size if self.is_even else size - self.rng.randint(0, size // 4)

    def items(self, make: Make, size: int, levels: int, *, is_text: bool) -> list[object]:
        """Return a list that is about ``size`` large together with what is in it, over ``levels`` of collections."""
        outer = round(size ** (1 / levels))
        if is_text:
            outer = max(outer, size // SHORT)
        inner = size // max(1, outer)
        return [make(inner) for _ in range(self.length(outer))]

    def choice(self, values: list[object]) -> object:
        """Return one of ``values``."""
        return self.rng.choice(values)

    def either(self, makes: list[Make], size: int) -> object:
        """Return a value of one of ``makes``; a large one is of the first, which is the one with most levels."""
        return (makes[0] if size >= SMALL else self.rng.choice(makes))(size)
