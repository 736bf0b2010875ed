"""Dynamic sampling: groups that teach nothing are drawn anew, with other prompts. Pure.

    kept = replaced(groups, found)          those without signal give way to what was found
    others(rows, used, count, seed=...)     prompts that are not in the batch

Source: DAPO (arXiv 2503.14476), section on dynamic sampling. Deliberate differences: (1) a group teaches something when its
rewards differ by more than noise, and not when they differ at all; (2) after some draws a step goes on with what it has: a
group without signal moves nothing.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from afterburner.core.rollout import Signal
from afterburner.train.training_rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The completions of one prompt, by row, as TRL holds them."""

    rows: Sequence[Row]
    """The same example, as often as there are completions."""
    prompt_ids: Sequence[Sequence[int]]
    completion_ids: Sequence[Sequence[int]]
    completions: Sequence[Any]
    """Texts or conversations."""
    logprobs: Sequence[Sequence[float]] | None
    """Of each token, as it was drawn; None: the engine does not say."""
    rewards: Sequence[float]
    """Not a number: masked."""
    signal: Signal

    @property
    def teaches(self) -> bool:
        """Whether its rewards differ by more than noise."""
        return self.signal is Signal.SIGNAL


def without_signal(groups: Sequence[Group]) -> int:
    """Return how many groups teach nothing."""
    return sum(not group.teaches for group in groups)


def replaced(groups: Sequence[Group], found: Sequence[Group]) -> list[Group]:
    """Return ``groups`` with those that teach nothing replaced by those of ``found`` that do, as far as they go."""
    better = iter([group for group in found if group.teaches])
    return [group if group.teaches else next(better, group) for group in groups]


def others(size: int, used: Collection[int], count: int, *, seed: str) -> list[int]:
    """Return ``count`` places below ``size`` that are not in ``used``, as far as there are, else others; drawn by ``seed``."""
    draw = random.Random(seed)  # noqa: S311 - a draw of prompts, to be repeated
    found = list(_fresh(size, used, count, draw))
    while len(found) < count:
        found.append(draw.randrange(size))
    return found


def _fresh(size: int, used: Collection[int], count: int, draw: random.Random) -> Iterator[int]:
    taken = set(used)
    left = min(count, size - len(taken))
    if size <= 4 * (len(taken) + count):  # few: drawing until one is free would take long
        yield from draw.sample([place for place in range(size) if place not in taken], left)
        return
    while left > 0:
        place = draw.randrange(size)
        if place not in taken:
            taken.add(place)
            left -= 1
            yield place
