"""The loop, on a page: Algorithm 1 of the paper, with a proof in place of a single pair of numbers.

Differences from the paper and its code, on purpose: a challenger becomes the best one only after runs in turn have shown
that it is really better (the published code compares two single numbers, and keeps the worse one under ``integral``); the
survivor is read back as the next seed; and which programs a round starts from is one of several searches.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from afterburner.core.attempt import Attempt
from afterburner.core.problem import Solution
from afterburner.loop import select
from afterburner.loop.referee import Referee
from afterburner.loop.search import SEARCHES, Draw, Standing, Strategy
from afterburner.loop.stop import StopCondition, StopReason
from afterburner.policy.port import Lost, Policy, Request
from afterburner.policy.together import together

MOST_LOST_ROUNDS = 2
"""Rounds in a row that bring nothing but losses: then the policy is out of order, and waiting longer is of no use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a run goes about it."""

    samples: int
    """Proposals a round."""
    strategy: Strategy = Strategy.GREEDY
    islands: int = 1
    seed: int = 0
    language: str = "python"


def optimize(
    given: Solution | None, policy: Policy, referee: Referee, stop: StopCondition, course: Course
) -> Iterator[Attempt | Lost | StopReason]:
    """Yield attempts as they are judged, and again as their duels are decided; at last, why the loop ended.

    The first is the given program, if there is one; where it is not accepted, it is repaired first, and where there is
    none, the first accepted proposal takes its place. An archive that holds attempts is resumed.
    """
    archive = referee.archive
    if given is not None and not archive.attempts():
        yield referee.assess_given(given)
    lost_rounds = 0
    while (reason := stop(archive)) is None:
        before = len(archive.losses)
        if (yield from _round(referee, policy, course, stop.samples_left(archive, course.samples))):
            lost_rounds = 0
        elif len(archive.losses) == before:
            reason = StopReason.NOTHING_PROPOSED
            break
        else:
            lost_rounds += 1
        archive.end_round()
        if lost_rounds == MOST_LOST_ROUNDS:
            reason = StopReason.POLICY_FAILED
            break
    yield reason


def _round(referee: Referee, policy: Policy, course: Course, samples: int) -> Generator[Attempt | Lost, None, bool]:
    """Yield the attempts of one round, and the losses; tell whether anything was proposed, now or before a resumption."""
    archive = referee.archive
    number = archive.rounds + 1
    of_round = [attempt.id for attempt in archive.attempts() if attempt.round == number]
    draws = _draws(referee, course, samples)
    requests = list(_requests(referee, course, draws))
    with closing(together([policy.propose(request) for request in requests])) as proposals:
        for place, proposal in proposals:
            if isinstance(proposal, Lost):
                archive.lose(proposal)
                yield proposal
                continue
            attempt = referee.assess(proposal, parent=draws[place].parent, origin=policy.name)
            of_round.append(attempt.id)
            yield attempt
            # What looks far better is decided at once: most likely the others need not be tried against the old best.
            if _is_outstanding(referee, attempt):
                settled = referee.duel(attempt)
                yield settled
                if settled.improved and policy.is_free:
                    return True
    yield from _challenge(referee, of_round)
    return bool(of_round)


def _challenge(referee: Referee, of_round: Sequence[str]) -> Iterator[Attempt]:
    """Yield the duels at the end of a round, until one is won."""
    attempts = referee.archive.attempts()
    best = select.best(attempts)
    if best is None:
        return
    fresh = [attempt for attempt in attempts if attempt.id in of_round and attempt.id != best.id]
    for challenger in select.challengers(fresh, best, referee.quantity):
        settled = referee.duel(challenger)
        yield settled
        if settled.improved:
            return


def _is_outstanding(referee: Referee, attempt: Attempt) -> bool:
    best = select.best(referee.archive.attempts())
    return best is not None and best.id != attempt.id and select.is_outstanding(attempt, best, referee.quantity)


def _draws(referee: Referee, course: Course, samples: int) -> Sequence[Draw]:
    standing = Standing(
        attempts=referee.archive.attempts(),
        quantity=referee.quantity,
        round=referee.archive.rounds + 1,
        islands=course.islands,
        seed=course.seed,
    )
    return SEARCHES[course.strategy](standing, samples)


def _requests(referee: Referee, course: Course, draws: Sequence[Draw]) -> Iterator[Request]:
    history = tuple(attempt.for_policy() for attempt in referee.archive.attempts())
    for number, draw in enumerate(draws):
        yield Request(
            problem=referee.problem,
            seed=None if draw.parent is None else draw.parent.for_policy(),
            objective=referee.objective,
            most=draw.most,
            language=course.language,
            history=history,
            earlier=tuple(other.most for other in draws[:number]),
        )
