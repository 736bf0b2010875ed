"""The loop, on a page: Algorithm 1 of the paper, with a proof in place of a single pair of numbers.

Differences from the paper and its code, on purpose: a challenger replaces the seed only after runs in turn have shown
that it is really better (the published code compares two single numbers, and keeps the worse one under ``integral``), and
the survivor is read back as the next seed.
"""

from collections.abc import Generator, Iterator

from afterburner.core.attempt import Attempt
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.loop import select
from afterburner.loop.referee import Referee
from afterburner.loop.stop import StopCondition
from afterburner.policy.port import Policy, Request


def optimize(
    given: Solution, policy: Policy, referee: Referee, stop: StopCondition, *, samples: int
) -> Iterator[Attempt]:
    """Yield attempts as they are judged, and again as their duels are decided, until ``stop`` or nothing is proposed.

    The first is the given program; if it is not accepted it is the only one. An archive that holds attempts is resumed.
    """
    archive = referee.archive
    if not archive.attempts():
        yield referee.assess_given(given)
    if archive.attempts()[0].judgement.verdict is not Verdict.ACCEPTED:
        return
    while not stop(archive):
        seed = select.best(archive.attempts())
        request = Request(
            problem=referee.problem,
            seed=seed.solution,
            objective=referee.objective,
            most=samples,
            history=tuple(attempt.for_policy() for attempt in archive.attempts()),
        )
        if not (yield from _round(referee, policy, request, seed)):
            return
        archive.end_round()


def _round(referee: Referee, policy: Policy, request: Request, seed: Attempt) -> Generator[Attempt, None, bool]:
    """Yield the attempts of one round until one of them is really better; tell whether anything was proposed."""
    this_round = {attempt.id for attempt in request.history if attempt.round == referee.archive.rounds + 1}
    for proposal in policy.propose(request):
        attempt = referee.assess(proposal, parent=seed, origin=policy.name)
        this_round.add(attempt.id)
        yield attempt
        # What looks far better is decided at once: most likely the others need not be tried against the old seed.
        if select.is_outstanding(attempt, seed, referee.quantity):
            settled = referee.duel(attempt, parent=seed)
            yield settled
            if settled.improved:
                return True
    fresh = [attempt for attempt in referee.archive.attempts() if attempt.id in this_round]
    for challenger in select.challengers(fresh, seed, referee.quantity):
        settled = referee.duel(challenger, parent=seed)
        yield settled
        if settled.improved:
            break
    return bool(this_round)
