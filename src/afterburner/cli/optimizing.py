"""Running the loop for a person: progress, Ctrl-C, resuming, the report. Shared by ``optimize`` and ``demo``."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from afterburner.cli import console
from afterburner.cli.live import Live
from afterburner.cli.policy_options import opened
from afterburner.core.attempt import Attempt
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Solution
from afterburner.core.status import Verdict
from afterburner.judge.complexity import Ladder
from afterburner.judge.judge import Effort, Judge
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.outcome import Final, Outcome, conclude
from afterburner.loop.referee import Referee
from afterburner.loop.run_folder import RunConfig, RunFolder
from afterburner.loop.stop import Budget, StopReason
from afterburner.policy.port import Lost
from afterburner.report.difference import patch
from afterburner.report.html import render, report_of
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A run of the loop, seen from the command line."""

    folder: RunFolder
    config: RunConfig
    attempts: tuple[Attempt, ...]
    losses: tuple[Lost, ...]
    outcome: Outcome | None
    """None: no correct program was found, or the run was interrupted."""
    rounds: int
    stopped: StopReason | None
    """Why the loop ended; None: it was interrupted."""


def default_folder(source: str) -> Path:
    """Return a new folder for a run on ``source``."""
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    return Path("afterburner-out") / f"{Path(source).stem}-{now:%Y%m%d-%H%M%S}"


def strictest(problem: Problem, given: Solution, judge: Judge) -> Problem:
    """Return the problem with the exact checker if the given program's own output allows it, else as it is."""
    exact = replace(problem, checker=CheckerSpec(kind=CheckerKind.EXACT))
    judgement = judge.judge(exact, given, effort=Effort(repeats=0))
    return exact if judgement.verdict is Verdict.ACCEPTED else problem


def run_loop(
    folder: RunFolder,
    config: RunConfig,
    problem: Problem,
    given: Solution | None,
    sandbox: Sandbox,
    *,
    quiet: bool = False,
) -> Finished:
    """Run (or go on with) the loop in ``folder``, write everything into it, and return how it ended."""
    archive = folder.archive()
    referee = Referee(
        problem=problem, objective=config.objective, judge=Judge(sandbox), archive=archive, clock=config.clock
    )
    stopped: StopReason | None = None
    outcome: Outcome | None = None
    try:
        with Live(referee.quantity, quiet=quiet) as live:
            live.resume(tuple(archive.attempts()))
            try:
                stopped = _looped(live, referee, config, given)
                live.say("checking the winner on held-out inputs, and measuring it again")
                outcome = conclude(referee, sandbox, _final(config))
            except KeyboardInterrupt:
                stopped = None
        attempts, losses, rounds = tuple(archive.attempts()), tuple(archive.losses), archive.rounds
    finally:
        archive.close()
    if outcome is not None:
        folder.finish(outcome, patch=_patch(outcome, attempts, Path(config.source.partition("::")[0]).name))
    if attempts:
        folder.write_report(render([report_of(folder)]))
    if stopped is None:
        console.say(f"interrupted: nothing is lost; go on with --resume {folder.path}")
    return Finished(
        folder=folder,
        config=config,
        attempts=attempts,
        losses=losses,
        outcome=outcome,
        rounds=rounds,
        stopped=stopped,
    )


def _looped(live: Live, referee: Referee, config: RunConfig, given: Solution | None) -> StopReason | None:
    course = Course(
        samples=config.samples,
        strategy=config.strategy,
        islands=config.islands,
        seed=config.policy.sampling.seed,
        language=config.language,
    )
    stop = Budget(
        iterations=config.iterations,
        seconds=config.seconds,
        most_samples=config.most_samples,
        most_tokens=config.most_tokens,
        most_usd=config.most_usd,
        patience=config.patience,
        quantity=referee.quantity,
    )
    reason: StopReason | None = None
    for event in optimize(given, opened(config.policy), referee, stop, course):
        live.take(event)
        reason = event if isinstance(event, StopReason) else None
    return reason


def _final(config: RunConfig) -> Final:
    return Final(ladder=Ladder() if config.complexity else None, any_value=config.any_value)


def _patch(outcome: Outcome, attempts: tuple[Attempt, ...], name: str) -> str:
    """Return the patch from what the user has, also where that is not correct and was repaired."""
    given = attempts[0].solution if attempts[0].round == 0 else Solution(code="")
    return patch(given.code, outcome.final.code, name)
