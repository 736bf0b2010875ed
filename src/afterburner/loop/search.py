"""Search: from which programs the next round starts, as pure functions over the attempts so far.

    draws = SEARCHES[Strategy.BEAM](standing, 8)          e.g. 2 proposals from each of the 4 best

A search decides what is asked for; who is the best is decided by duels alone (``select``), whatever the search.

``greedy``     every round starts from the best one: Algorithm 1 of the paper (arXiv 2505.23387) with k samples a round
``best-of-n``  every round starts from the given program (or from nothing): samples that know nothing of each other
``beam``       a round starts from the best one and the next best programs: as many as ``WIDTH``
``evolve``     a population of the best program in each niche, a niche being what programs cost; parents drawn by rank; with
               islands, rounds take turns, and an island sees its own rounds alone but for a migration now and then
"""

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.loop import select

WIDTH = 4
"""Of a beam: the published greedy loop is a beam of 1; beyond a few, samples a parent get too few to be worth it."""

MOST_ELITES = 12
"""Programs of a population that may be parents."""

MIGRATION = 3
"""After so many rounds of its own, an island starts a round from the elites of all islands."""


class Strategy(StrEnum):
    """The searches by their names."""

    GREEDY = "greedy"
    BEST_OF_N = "best-of-n"
    BEAM = "beam"
    EVOLVE = "evolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a search decides upon."""

    attempts: Sequence[Attempt]
    quantity: Quantity
    round: int
    """The round to come, from 1."""
    islands: int = 1
    """For ``evolve``."""
    seed: int = 0
    """For ``evolve``: of the choice of parents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Some proposals of a round: from which program, and how many."""

    parent: Attempt | None
    """None: from nothing."""
    most: int


Search = Callable[[Standing, int], Sequence[Draw]]
"""Takes the standing and how many proposals the round may have (1 or more); returns draws that add up to that."""


def greedy(standing: Standing, samples: int) -> Sequence[Draw]:
    """Start from the best one."""
    return [Draw(parent=_best(standing.attempts), most=samples)]


def best_of_n(standing: Standing, samples: int) -> Sequence[Draw]:
    """Start from the given program, or from nothing, in every round."""
    first = standing.attempts[0] if standing.attempts else None
    return [Draw(parent=first if first is not None and first.round == 0 else None, most=samples)]


def beam(standing: Standing, samples: int) -> Sequence[Draw]:
    """Start from the best one and from the programs that cost least beside it."""
    best = _best(standing.attempts)
    others = [attempt for attempt in ranked(standing.attempts, standing.quantity) if attempt is not best]
    return _shared([best, *others[: WIDTH - 1]], samples)


def evolve(standing: Standing, samples: int) -> Sequence[Draw]:
    """Start from elites, drawn by their rank: the first is twice as likely as the middle one."""
    elites = population(standing)
    if not elites:
        return greedy(standing, samples)
    # A text as seed: its digest is the same in every process.
    chance = random.Random(f"{standing.seed} {standing.round}")  # noqa: S311 - reproducible
    weights = [1 / (1 + 2 * rank / len(elites)) for rank in range(len(elites))]
    return _shared(chance.choices(elites, weights, k=samples), samples)


SEARCHES: Mapping[Strategy, Search] = {
    Strategy.GREEDY: greedy,
    Strategy.BEST_OF_N: best_of_n,
    Strategy.BEAM: beam,
    Strategy.EVOLVE: evolve,
}


def population(standing: Standing) -> list[Attempt]:
    """Return the elites of the island whose turn it is, the cheapest first: the cheapest of each niche."""
    elites: dict[tuple[int, int], Attempt] = {}
    for attempt in ranked(_visible(standing), standing.quantity):
        elites.setdefault(niche(attempt), attempt)
    return list(elites.values())[:MOST_ELITES]


def niche(attempt: Attempt) -> tuple[int, int]:
    """Return how an accepted program behaves, coarsely: the powers of two of its CPU time (s) and its peak (bytes)."""
    costs = (select.cost(attempt, quantity) for quantity in (Quantity.CPU_S, Quantity.PEAK_BYTES))
    time, peak = (round(math.log2(value)) if value else 0 for value in costs)
    return time, peak


def ranked(attempts: Iterable[Attempt], quantity: Quantity) -> list[Attempt]:
    """Return the accepted attempts by what a pass of them took, the least first; of the same programs the first."""
    found = [
        (cost, attempt) for attempt in attempts if attempt.twin is None and (cost := select.cost(attempt, quantity))
    ]
    return [attempt for _cost, attempt in sorted(found, key=lambda item: (item[0], int(item[1].id)))]


def _visible(standing: Standing) -> Sequence[Attempt]:
    if standing.islands == 1:
        return standing.attempts
    turn, island = divmod(standing.round - 1, standing.islands)
    if turn % (MIGRATION + 1) == MIGRATION:
        return standing.attempts
    # A round belongs to the island whose turn it is; what was there before all rounds belongs to everybody.
    return [a for a in standing.attempts if a.round == 0 or (a.round - 1) % standing.islands == island]


def _best(attempts: Sequence[Attempt]) -> Attempt | None:
    return select.best(attempts) or select.to_repair(attempts)


def _shared(parents: Sequence[Attempt | None], samples: int) -> list[Draw]:
    """Return draws from ``parents`` in turn, each parent once, with its share of ``samples``."""
    shares: dict[str | None, int] = {}
    by_id = {None if parent is None else parent.id: parent for parent in parents}
    for number in range(samples):
        parent = parents[number % len(parents)]
        key = None if parent is None else parent.id
        shares[key] = shares.get(key, 0) + 1
    return [Draw(parent=by_id[key], most=most) for key, most in shares.items()]
