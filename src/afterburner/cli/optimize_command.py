"""``afterburner optimize``: the main job."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.cli.optimizing import Finished, default_folder, policy_named, run_loop, strictest
from afterburner.core.errors import UsageError
from afterburner.core.objective import Clock, Objective
from afterburner.core.problem import Problem, Solution
from afterburner.dataset.opening import BUILT_IN
from afterburner.judge.complexity import check_ladder
from afterburner.judge.judge import Judge
from afterburner.loop.run_folder import RunConfig, RunFolder
from afterburner.report.terminal import outcome_table
from afterburner.sandbox.monolith import Isolation, Monolith
from afterburner.sandbox.port import Sandbox


def optimize(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The Python program; not needed with --resume.")
    ] = None,
    problem: arguments.ProblemId = None,
    dataset: arguments.Dataset = BUILT_IN,
    tests: arguments.TestsPath = None,
    entry_point: arguments.EntryPoint = None,
    signature: arguments.Signature = None,
    checker: arguments.Checker = arguments.AUTO,
    policy: Annotated[str, typer.Option(help="Who proposes.")] = "rules",
    objective: Annotated[Objective, typer.Option(help="What is to become smaller.")] = Objective.TIME,
    clock: Annotated[Clock, typer.Option(help="The clock behind time and integral.")] = Clock.CPU,
    iterations: Annotated[int, typer.Option(min=1, help="Rounds at most.")] = 10,
    samples: Annotated[int, typer.Option(min=1, help="Proposals per round at most.")] = 8,
    budget: Annotated[float, typer.Option(help="Wall seconds after which no further round is begun.")] = 600.0,
    complexity: Annotated[
        bool, typer.Option("--complexity", help="At the end, tell how both programs' costs grow with the input's size.")
    ] = False,
    time_limit: arguments.TimeLimit = None,
    memory_limit: arguments.MemoryLimit = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the run (default: afterburner-out/NAME-TIME).")] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with the run in this folder.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Overwrite FILE with the better program.")] = False,
    isolation: arguments.IsolationOption = Isolation.BEST,
    as_json: arguments.AsJson = False,
) -> None:
    """Make a program faster or leaner without changing what it does on its tests.

    Every proposal is run on all tests, and kept only if runs in turn show that it is really better. Nothing is
    overwritten without --write: the better program is best.py in the run's folder.

    Examples:
        afterburner optimize slow.py --tests cases/

        afterburner optimize slow.py --tests cases.jsonl --objective memory --write

        afterburner optimize --resume afterburner-out/slow-20261122-101500

    """
    arguments.positive("--budget", budget)
    policy_named(policy)
    with Monolith(isolation=isolation) as sandbox:
        if resume is not None:
            finished = _resumed(resume, sandbox, iterations, budget)
        else:
            options = arguments.Task(problem, tests, entry_point, checker, time_limit, memory_limit, dataset, signature)
            given, task = _given(file, sandbox, options)
            if complexity:
                check_ladder(task)
            assert file is not None
            config = RunConfig(
                source=str(file),
                problem_id=task.id,
                is_builtin=problem is not None and dataset == BUILT_IN,
                policy=policy,
                objective=objective,
                clock=clock,
                iterations=iterations,
                samples=samples,
                seconds=budget,
                complexity=complexity,
            )
            folder = RunFolder.create(out or default_folder(str(file)), config, task, sandbox.layers())
            finished = run_loop(folder, config, task, given, sandbox)
    _conclude(finished, file, write=write, as_json=as_json)


def _given(file: Path | None, sandbox: Sandbox, options: arguments.Task) -> tuple[Solution, Problem]:
    if file is None:
        raise UsageError("no FILE was given", hint="afterburner optimize slow.py --tests cases/")
    given = arguments.read_solution(file)
    if given.language != "python":
        hint = "this version's policies propose Python alone; `judge` and `compare` take every language"
        raise UsageError(f"{file} is in {given.language}", hint=hint)
    task = options.problem(sandbox, file)
    return given, strictest(task, given, Judge(sandbox)) if options.chooses_checker else task


def _resumed(path: Path, sandbox: Sandbox, iterations: int, budget: float) -> Finished:
    folder = RunFolder(path)
    config = folder.config()
    config = replace(config, iterations=max(config.iterations, iterations), seconds=budget)
    archive = folder.archive()
    attempts = archive.attempts()
    archive.close()
    given = attempts[0].solution if attempts else arguments.read_solution(Path(config.source))
    console.say(f"going on after {len(attempts)} attempts in {archive.rounds} rounds")
    return run_loop(folder, config, folder.problem(), given, sandbox)


def _conclude(finished: Finished, file: Path | None, *, write: bool, as_json: bool) -> None:
    outcome = finished.outcome
    if outcome is None:
        if finished.interrupted:
            raise typer.Exit(130)
        _refuse(finished)
    assert outcome is not None
    if as_json:
        document = documents.outcome(
            outcome, rounds=finished.rounds, attempts=len(finished.attempts), folder=str(finished.folder.path)
        )
        console.print_json(document)
    elif outcome.improved:
        console.stdout.print(outcome_table(outcome))
        for name, found in zip(("before", "after"), outcome.complexities or (), strict=False):
            console.stdout.print(f"{name}: {found.sentence()}", highlight=False)
    else:
        console.stdout.print(f"nothing better was found in {len(finished.attempts) - 1} proposals", highlight=False)
    if outcome.improved:
        console.say(f"better program: {finished.folder.path / 'best.py'}")
        if write:
            _overwrite(file or Path(finished.folder.config().source), outcome.final)
    console.say(f"report: {finished.folder.path / 'report.html'}")


def _refuse(finished: Finished) -> None:
    failure = finished.given.judgement.failure
    assert failure is not None
    reason = f" ({failure.reason})" if failure.reason else ""
    console.say(f"the given program fails its own tests: {failure.verdict.value}{reason} on test {failure.test}")
    if failure.detail:
        console.say(failure.detail)
    if "ModuleNotFoundError" in failure.detail:
        console.say("hint: programs run with Python's standard library alone; other packages are not in the sandbox")
    console.say("hint: there is nothing safe to optimise until it passes; see `afterburner judge --all-tests`")
    raise typer.Exit(1)


def _overwrite(file: Path, final: Solution) -> None:
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.write_text(final.code, encoding="utf-8")
        os.chmod(partial, file.stat().st_mode)  # noqa: PTH101
        partial.replace(file)
    except OSError as error:
        raise UsageError(
            f"{file} can't be overwritten: {error.strerror}", hint="take best.py from the run's folder"
        ) from error
    console.say(f"overwritten: {file}")
