"""The loop, on a page: Algorithm 1 of the paper, with a proof in place of a single pair of numbers.

Differences from the paper and its code, on purpose: a challenger replaces the seed only after runs in turn have shown
that it is really better (the published code compares two single numbers, and keeps the worse one under ``integral``), and
the survivor is read back as the next seed.
"""

from collections.abc import Iterator

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
            history=tuple(archive.attempts()),
        )
        for proposal in policy.propose(request):
            yield referee.assess(proposal, parent=seed, origin=policy.name)
        this_round = [a for a in archive.attempts() if a.round == archive.rounds + 1 and a.parent == seed.id]
        if not this_round:
            return
        for challenger in select.challengers(this_round, seed, referee.quantity):
            settled = referee.duel(challenger, parent=seed)
            yield settled
            if settled.improved:
                break
        archive.end_round()
