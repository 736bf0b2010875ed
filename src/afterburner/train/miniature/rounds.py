"""The loop over all problems at once: every round, the model is asked for something better than the best so far.

    for turn in rounds(catalogue, places, answers, judges, seed=0): ...

The rule is that of the loop (``loop.select``): the first program is asked for from nothing; while none is correct, the last one
is to be repaired; a correct one takes the place of the best where it is certainly cheaper. The problems take their turns
together, since a model answers sixty requests in the time of one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.objective import Objective
from afterburner.core.problem import Problem
from afterburner.core.status import Verdict
from afterburner.policy.reply import parse
from afterburner.train.miniature.catalogue import Catalogue
from afterburner.train.miniature.corpus import VARIANTS
from afterburner.train.miniature.known import Facts, is_better
from afterburner.train.miniature.prompt import Seen, ask
from afterburner.train.miniature.tasks import Task

OBJECTIVE = Objective.INTEGRAL
"""That of the claim."""
ROUNDS = 10

Answers = Callable[[Sequence[str], int], list[str]]
"""Answers requests; the number is a seed."""
Judges = Callable[[Sequence[tuple[Problem, str]]], list[Facts]]


@dataclass(frozen=True, slots=True)
class Held:
    """The best program so far, or while none is correct the last one."""

    code: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Place:
    """Whose turn it is: a problem, asked in one way."""

    task: Task
    variant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One place after one round."""

    round: int
    place: Place
    proposed: str | None
    """None: there was no program in the answer."""
    verdict: Verdict | None
    """That of the proposed program."""
    held: Held | None
    """None: there was no program yet."""


def rounds(
    catalogue: Catalogue, places: Sequence[Place], answers: Answers, judges: Judges, *, seed: int, count: int = ROUNDS
) -> Iterator[Turn]:
    """Yield every place after every round; round 0 is asked from nothing.

    Raises:
        SandboxError: the machine failed.

    """
    held: dict[Place, Held | None] = dict.fromkeys(places)
    for number in range(count + 1):
        requests = [_request(catalogue, place, held[place]) for place in places]
        codes = [parse(reply, language="python").code for reply in answers(requests, 1000 * seed + number)]
        found = _judged(catalogue, dict(zip(places, codes, strict=True)), judges)
        for place, code in zip(places, codes, strict=True):
            facts = found.get(place)
            held[place] = better(held[place], code, facts)
            yield Turn(
                round=number, place=place, proposed=code, verdict=facts.verdict if facts else None, held=held[place]
            )


def _judged(catalogue: Catalogue, codes: Mapping[Place, str | None], judges: Judges) -> dict[Place, Facts]:
    asked = [(place, code) for place, code in codes.items() if code is not None]
    facts = judges([(catalogue.problem(place.task), code) for place, code in asked])
    return {place: found for (place, _code), found in zip(asked, facts, strict=True)}


def better(held: Held | None, code: str | None, facts: Facts | None) -> Held | None:
    """Return what is held after ``code`` was proposed."""
    if code is None or facts is None:
        return held
    if held is None or not (held.facts.is_correct or facts.is_correct):
        return Held(code, facts)
    return Held(code, facts) if is_better(facts, held.facts, OBJECTIVE.quantity()) else held


def _request(catalogue: Catalogue, place: Place, held: Held | None) -> str:
    seed = None if held is None else Seen(held.code, catalogue.feedback(held.facts, OBJECTIVE))
    return ask(place.task, OBJECTIVE, seed=seed, without=VARIANTS[place.variant])
