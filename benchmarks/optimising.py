"""One program through the loop with the rules, and its winner put to the test on inputs that did not choose it.

It is the loop alone, without ``loop.outcome.conclude``: a winner that fails on fresh inputs counts here as a wrong
program that was accepted, while ``afterburner optimize`` would have fallen back on the improvement before it.
"""

import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from record import Row

from afterburner.core.attempt import Attempt
from afterburner.core.measurement import Comparison, Estimate
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.loop import select
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.referee import DUEL_LOOKS, Referee
from afterburner.loop.stop import Budget
from afterburner.measure.compare import Plan
from afterburner.policy.rules.engine import RulesPolicy
from afterburner.sandbox.port import Sandbox

WORTH = 1.1
"""An improvement by more than a tenth: what the whole interval must lie above to be counted."""

CHECK_S = 60.0
"""Wall seconds for measuring the winner: on slow programs three pairs take long, and fewer decide nothing."""

_PLACE = re.compile(r" \(place \d+ of \d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How hard to look."""

    objective: Objective = Objective.TIME
    iterations: int = 4
    samples: int = 8
    seconds: float = 20.0
    """Wall seconds after which no round is begun; one duel may take twice, and the whole search four times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One proposal: what it was, what became of it, what it cost."""

    note: str
    verdict: Verdict
    improved: bool
    seconds: float
    """Wall seconds for proposing, judging and duelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimised:
    """What became of one program."""

    name: str
    given: Solution
    winner: Solution
    rules: tuple[str, ...]
    """The rules behind the winner, in the order of its improvements; empty: nothing was better."""
    verified: bool | None
    """Whether the winner is right on the fresh inputs; None: there is no winner."""
    failure: str | None
    ratio: Estimate | None
    """Given over winner on the fresh inputs; None: no winner, or the given program did not get through them."""
    is_better: bool
    """Whether that ratio is really above 1."""
    trials: tuple[Trial, ...]
    seconds: float

    @property
    def gain(self) -> float:
        """How many times better the program became; 1 where nothing was gained or the winner is wrong."""
        return self.ratio.estimate if self.ratio is not None and self.is_better and self.verified else 1.0

    @property
    def is_worth_it(self) -> bool:
        """Tell whether the whole interval lies above a tenth."""
        return self.gain > 1 and self.ratio is not None and self.ratio.low > WORTH


def optimised(
    name: str, problem: Problem, given: Solution, fresh: Problem, sandbox: Sandbox, search: Search
) -> Optimised:
    """Optimise ``given`` on ``problem``, and check and measure the winner on ``fresh``."""
    start_s = time.monotonic()
    referee = Referee(
        problem=problem,
        objective=search.objective,
        judge=Judge(sandbox),
        archive=Archive(),
        duel_budget_s=2 * search.seconds,
    )
    trials = _searched(referee, given, search)
    attempts = referee.archive.attempts()
    winner = select.best(attempts)
    assert winner is not None  # the given program is correct
    failure, comparison = None, None
    if winner.id != attempts[0].id:
        failure, comparison = _checked(referee, fresh, given, winner)
    ratio = comparison.ratios.get(referee.quantity) if comparison and not comparison.failure else None
    return Optimised(
        name=name,
        given=given,
        winner=winner.solution,
        rules=_rules_behind(attempts),
        verified=None if winner.id == attempts[0].id else failure is None,
        failure=failure,
        ratio=ratio,
        is_better=comparison is not None and comparison.better(referee.quantity) == "b",
        trials=trials,
        seconds=time.monotonic() - start_s,
    )


def _searched(referee: Referee, given: Solution, search: Search) -> tuple[Trial, ...]:
    stop = Budget(iterations=search.iterations, seconds=search.seconds)
    seconds: defaultdict[str, float] = defaultdict(float)
    last_s = time.monotonic()
    for event in optimize(given, RulesPolicy(), referee, stop, Course(samples=search.samples)):
        now_s = time.monotonic()
        if isinstance(event, Attempt):
            seconds[event.id] += now_s - last_s
        last_s = now_s
        if now_s - stop.started_s > 4 * search.seconds:
            break
    return tuple(_trial(attempt, seconds[attempt.id]) for attempt in referee.archive.attempts()[1:])


def _trial(attempt: Attempt, seconds: float) -> Trial:
    verdict = attempt.judgement.verdict
    return Trial(note=attempt.note, verdict=verdict, improved=attempt.improved, seconds=seconds)


def _checked(
    referee: Referee, fresh: Problem, given: Solution, winner: Attempt
) -> tuple[str | None, Comparison | None]:
    """Return why the winner is wrong on ``fresh``, or how it compares there with the given program."""
    judgement = referee.judge.judge(fresh, winner.solution, effort=Effort(repeats=0))
    if judgement.failure is not None:
        return f"{judgement.failure.verdict} on {judgement.failure.test}: {judgement.failure.detail[-200:]}", None
    plan = Plan(quantity=referee.quantity, looks=DUEL_LOOKS, budget_s=CHECK_S, seed=1)
    return None, referee.judge.compare(fresh, given, winner.solution, plan=plan, fresh=False)


def with_room(problem: Problem) -> Problem:
    """Return ``problem`` with three times the CPU time: a slow program must get through larger inputs too."""
    limits = problem.limits
    return replace(problem, limits=replace(limits, cpu_s=3 * limits.cpu_s, wall_s=3 * limits.wall_s))


def _rules_behind(attempts: Sequence[Attempt]) -> tuple[str, ...]:
    improved = [attempt for attempt in attempts if attempt.improved]
    return tuple(dict.fromkeys(rule for attempt in improved for rule in rules_in(attempt.note)))


def rules_in(note: str) -> list[str]:
    """Return the names of the rules in the note of a proposal."""
    return _PLACE.sub("", note).split(" + ")


def row_of(done: Optimised) -> dict[str, object]:
    """Return one line of the table."""
    return {
        "program": done.name,
        "gain": done.ratio,
        "better": done.is_better,
        "verified": done.verified,
        "worth it": done.is_worth_it,
        "seconds": done.seconds,
        "tried": len(done.trials),
        "rules": " + ".join(done.rules) or None,
        "failure": done.failure,
    }


def summary_of(all_done: Sequence[Optimised]) -> dict[str, object]:
    """Return the figures over all programs."""
    gains = sorted(done.gain for done in all_done)
    used = Counter(rule for done in all_done if done.gain > 1 for rule in done.rules)
    count = len(gains)
    return {
        "programs": count,
        "really better": sum(gain > 1 for gain in gains),
        "interval above 10 %": sum(done.is_worth_it for done in all_done),
        "share above 10 %": sum(done.is_worth_it for done in all_done) / max(1, count),
        "geometric mean gain": math.exp(sum(map(math.log, gains)) / max(1, count)),
        "quartiles and largest gain": [round(gains[index * (count - 1) // 4], 2) for index in range(1, 5)]
        if count
        else [],
        "wrong programs accepted": sum(done.verified is False for done in all_done),
        "rules by programs that they won": dict(used.most_common(15)),
    }


def rule_costs(all_done: Iterable[Optimised]) -> list[Row]:
    """Return what each rule cost and won when it was tried alone, the most costly first."""
    by_rule: defaultdict[str, list[Trial]] = defaultdict(list)
    for done in all_done:
        for trial in done.trials:
            if len(rules_in(trial.note)) == 1:
                by_rule[rules_in(trial.note)[0]].append(trial)
    rows = [_cost_row(name, trials) for name, trials in by_rule.items()]
    return sorted(rows, key=lambda row: -float(str(row["seconds"])))


def _cost_row(name: str, trials: Sequence[Trial]) -> dict[str, object]:
    return {
        "rule alone": name,
        "tried": len(trials),
        "not accepted": sum(trial.verdict is not Verdict.ACCEPTED for trial in trials),
        "won": sum(trial.improved for trial in trials),
        "seconds": sum(trial.seconds for trial in trials),
    }
