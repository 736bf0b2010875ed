"""Running the loop for a person: progress, Ctrl-C, resuming, the report. Shared by ``optimize`` and ``demo``."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from rich.progress import Progress

from afterburner.cli import console
from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.errors import UsageError
from afterburner.core.objective import Objective
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Solution
from afterburner.core.status import Verdict
from afterburner.dataset import builtin
from afterburner.judge.complexity import Ladder
from afterburner.judge.judge import Effort, Judge
from afterburner.loop.optimize import optimize
from afterburner.loop.outcome import Outcome, conclude
from afterburner.loop.referee import Referee
from afterburner.loop.run_folder import RunConfig, RunFolder
from afterburner.loop.stop import Budget
from afterburner.policy.port import Policy
from afterburner.report.html import render, report_of
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run of the loop, seen from the command line."""

    folder: RunFolder
    given: Attempt
    outcome: Outcome | None
    """None: the given program was not accepted."""
    rounds: int
    attempts: tuple[Attempt, ...]
    interrupted: bool


def policy_named(name: str) -> Policy:
    """Return the policy that ``--policy`` names.

    Raises:
        UsageError: there is no such policy.

    """
    if name != "rules":
        raise UsageError(
            f"there is no policy {name!r} in this version", hint="use --policy rules: it needs no key and no model"
        )
    from afterburner.policy.rules.engine import RulesPolicy  # noqa: PLC0415 - LibCST takes half a second to import

    return RulesPolicy()


def default_folder(source: str) -> Path:
    """Return a new folder for a run on ``source``."""
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return Path("afterburner-out") / f"{Path(source).stem}-{now:%Y%m%d-%H%M%S}"


def strictest(problem: Problem, given: Solution, judge: Judge) -> Problem:
    """Return the problem with the exact checker if the given program's own output allows it, else as it is."""
    exact = replace(problem, checker=CheckerSpec(kind=CheckerKind.EXACT))
    judgement = judge.judge(exact, given, effort=Effort(repeats=0))
    return exact if judgement.verdict is Verdict.ACCEPTED else problem


def run_loop(folder: RunFolder, config: RunConfig, problem: Problem, given: Solution, sandbox: Sandbox) -> Finished:
    """Run (or go on with) the loop in ``folder``, write everything into it, and return how it ended."""
    archive = folder.archive()
    referee = Referee(
        problem=problem, objective=config.objective, judge=Judge(sandbox), archive=archive, clock=config.clock
    )
    stop = Budget(iterations=config.iterations, seconds=config.seconds)
    interrupted = False
    outcome = None
    try:
        with console.progress("judging the given program") as bar:
            try:
                for attempt in optimize(given, policy_named(config.policy), referee, stop, samples=config.samples):
                    _tell(bar, attempt, config.objective)
            except KeyboardInterrupt:
                interrupted = True
                console.say(f"interrupted: nothing is lost; go on with --resume {folder.path}")
            outcome = None if interrupted else _concluded(bar, referee, sandbox, config)
    finally:
        archive.close()
    attempts = tuple(archive.attempts())
    if outcome is not None:
        folder.finish(outcome)
    if attempts:
        folder.write_report(render([report_of(folder)]))
    if not attempts:
        raise KeyboardInterrupt
    return Finished(
        folder=folder,
        given=attempts[0],
        outcome=outcome,
        rounds=archive.rounds,
        attempts=attempts,
        interrupted=interrupted,
    )


def _concluded(bar: Progress, referee: Referee, sandbox: Sandbox, config: RunConfig) -> Outcome | None:
    attempts = referee.archive.attempts()
    if attempts[0].judgement.verdict is not Verdict.ACCEPTED:
        return None
    bar.update(bar.task_ids[0], description="measuring the winner again")
    fresh = None
    if config.is_builtin and any(attempt.improved for attempt in attempts):
        fresh = builtin.held_out(referee.problem, sandbox)
    return conclude(referee, sandbox, fresh=fresh, ladder=Ladder() if config.complexity else None)


def _tell(bar: Progress, attempt: Attempt, objective: Objective) -> None:
    what = attempt.note or "the given program"
    if attempt.versus_parent is not None:
        ratio = attempt.versus_parent.ratios.get(objective.quantity())
        word = "better" if attempt.improved else "no better"
        line = f"round {attempt.round}: {what}: {word}{f', {units.ratio(ratio)}' if ratio else ''}"
        console.say(line)
    bar.update(bar.task_ids[0], description=f"round {attempt.round}: {what[:60]}: {attempt.judgement.verdict.value}")
