"""``afterburner optimize``: the main job."""

import itertools
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.cli import policy_options as policies
from afterburner.cli.optimizing import Finished, default_folder, run_loop, strictest
from afterburner.cli.own_program import Own, own_program
from afterburner.core.errors import SandboxError, UsageError
from afterburner.core.objective import Clock, Objective
from afterburner.core.problem import Solution
from afterburner.dataset.opening import BUILT_IN
from afterburner.judge.complexity import check_ladder
from afterburner.judge.judge import Judge
from afterburner.loop.run_folder import RunConfig, RunFolder
from afterburner.loop.search import Strategy
from afterburner.loop.stop import StopReason
from afterburner.policy.catalogue import USUAL_KEY, PolicyConfig
from afterburner.policy.model import Sampling
from afterburner.report.summary import summary
from afterburner.sandbox.monolith import Isolation, Monolith
from afterburner.sandbox.port import Sandbox


def optimize(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="The program, or FILE::FUNCTION; not needed with --resume, nor with --problem."
        ),
    ] = None,
    problem: arguments.ProblemId = None,
    dataset: arguments.Dataset = BUILT_IN,
    tests: arguments.TestsPath = None,
    cases: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='For FILE::FUNCTION: JSONL of {"args": [...], "expected": ...}.'),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="original", help="Instead of tests: the given program says what is right.")
    ] = None,
    generator: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --against: Python with generate(seed, size), instead of type hints."),
    ] = None,
    entry_point: arguments.EntryPoint = None,
    signature: arguments.Signature = None,
    language: arguments.Language = None,
    checker: arguments.Checker = arguments.AUTO,
    policy: policies.PolicyName = "rules",
    base_url: policies.BaseUrl = None,
    api_key_env: policies.KeyVariable = USUAL_KEY,
    temperature: policies.Temperature = policies.USUAL.temperature,
    top_p: policies.TopP = policies.USUAL.top_p,
    reply_tokens: policies.ReplyTokens = policies.USUAL.most_tokens,
    seed: policies.Seed = 0,
    concurrency: policies.Concurrency = 16,
    request_timeout: policies.RequestTimeout = 600.0,
    adapter: policies.Adapter = None,
    prices: policies.PriceTable = None,
    cache: policies.CacheFolder = None,
    no_cache: policies.NoCache = False,
    history: policies.History = None,
    without: policies.Without = None,
    objective: Annotated[Objective, typer.Option(help="What is to become smaller.")] = Objective.TIME,
    clock: Annotated[Clock, typer.Option(help="The clock behind time and integral.")] = Clock.CPU,
    strategy: Annotated[Strategy, typer.Option(help="From which programs a round starts.")] = Strategy.GREEDY,
    islands: Annotated[int, typer.Option(min=1, max=16, help="With evolve: populations that take turns.")] = 1,
    iterations: Annotated[int, typer.Option(min=1, help="Rounds at most.")] = 10,
    samples: Annotated[int, typer.Option(min=1, help="Proposals per round at most.")] = 8,
    budget: Annotated[float, typer.Option(help="Wall seconds after which no further round is begun.")] = 600.0,
    max_samples: Annotated[int | None, typer.Option(min=1, help="Proposals in all.")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Tokens in all, prompts and replies.")] = None,
    max_usd: Annotated[float | None, typer.Option(help="Dollars in all.")] = None,
    patience: Annotated[int, typer.Option(min=1, help="Rounds in a row without an improvement at which to stop.")] = 2,
    complexity: Annotated[
        bool, typer.Option("--complexity", help="At the end, tell how both programs' costs grow with the input's size.")
    ] = False,
    time_limit: arguments.TimeLimit = None,
    memory_limit: arguments.MemoryLimit = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the run (default: afterburner-out/NAME-TIME).")] = None,
    resume: Annotated[
        Path | None,
        typer.Option(help="Go on with the run in this folder: as it was begun, but for --iterations and --budget."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Overwrite FILE with the better program; the old one is kept beside it.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print the patch on stdout, instead of the summary.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
    isolation: arguments.IsolationOption = Isolation.BEST,
    as_json: arguments.AsJson = False,
) -> None:
    """Make a program faster or leaner without changing what it does.

    Every proposal is run on all tests, and becomes the best only if runs in turn show that it is really better; at the end
    it is checked on inputs that no round has seen, where they can be made. Nothing is overwritten without --write: the
    better program and the patch are in the run's folder. --policy rules needs no key and no model.

    Examples:
        afterburner optimize slow.py --tests cases/

        afterburner optimize slow.py::dedupe --against original --diff

        afterburner optimize slow.py --tests cases.jsonl --policy openai:gpt-4o --samples 16 --max-usd 2

        afterburner optimize slow.cpp --tests cases/ --policy openai:qwen --base-url http://localhost:8000/v1

        afterburner optimize --problem running-median --policy mix:rules,hf:./model --strategy evolve

        afterburner optimize --resume afterburner-out/slow-20261122-101500

    """
    arguments.positive("--budget", budget)
    arguments.positive("--request-timeout", request_timeout)
    if max_usd is not None and not max_usd > 0:
        raise UsageError(f"--max-usd is {max_usd}", hint="give a positive number of dollars")
    if top_p <= 0:
        raise UsageError(f"--top-p is {top_p}", hint="give a number above 0, at most 1")
    if diff and as_json:
        raise UsageError("--diff and --json both print on stdout", hint="the JSON document holds the patch as well")
    chosen = PolicyConfig(
        name=policy,
        base_url=base_url,
        key_variable=api_key_env,
        sampling=Sampling(temperature=temperature, top_p=top_p, most_tokens=reply_tokens, seed=seed),
        history=(0 if strategy is Strategy.BEST_OF_N else 3) if history is None else history,
        without=tuple(without or ()),
        concurrency=concurrency,
        timeout_s=request_timeout,
        adapter=adapter,
        prices=None if prices is None else str(prices),
        cache=policies.cache_folder(cache, no_cache=no_cache),
    )
    if max_usd is not None:
        policies.check_priced(chosen)
    with Monolith(isolation=isolation) as sandbox:
        if resume is not None:
            finished = _resumed(resume, sandbox, iterations, budget, quiet=quiet)
        else:
            policies.opened(chosen)  # before anything is run: a missing key is said at once
            options = arguments.Task(problem, tests, entry_point, checker, time_limit, memory_limit, dataset, signature)
            own = Own(
                options=options, cases=cases, against=against, generator=generator, language=language, policy=policy
            )
            with console.progress("preparing the tests"):
                found = own_program(file, own, sandbox)
            given, task = found.solution, found.problem
            for note in () if quiet else found.notes:
                console.say(note)
            task = strictest(task, given, Judge(sandbox)) if given and own.chooses_checker else task
            if complexity:
                check_ladder(task)
            config = RunConfig(
                source=file or task.id,
                problem_id=task.id,
                policy=chosen,
                objective=objective,
                clock=clock,
                iterations=iterations,
                samples=samples,
                seconds=budget,
                strategy=strategy,
                islands=islands,
                language=given.language if given else own.language_name,
                most_samples=max_samples,
                most_tokens=max_tokens,
                most_usd=max_usd,
                patience=patience,
                has_given=given is not None,
                any_value=found.any_value,
                complexity=complexity,
            )
            folder = RunFolder.create(out or default_folder(config.source), config, task, sandbox.layers())
            finished = run_loop(folder, config, task, given, sandbox, quiet=quiet)
    _conclude(finished, write=write, diff=diff, as_json=as_json)


def _resumed(path: Path, sandbox: Sandbox, iterations: int, budget: float, *, quiet: bool) -> Finished:
    folder = RunFolder(path)
    config = folder.config()
    config = replace(config, iterations=max(config.iterations, iterations), seconds=budget)
    archive = folder.archive()
    attempts, rounds = archive.attempts(), archive.rounds
    archive.close()
    given: Solution | None = None
    if config.has_given:
        given = attempts[0].solution if attempts else arguments.read_solution(_path_of(config), config.language)
    if not quiet:
        console.say(f"going on after {len(attempts)} attempts in {rounds} rounds")
    return run_loop(folder, config, folder.problem(), given, sandbox, quiet=quiet)


def _path_of(config: RunConfig) -> Path:
    return Path(config.source.partition("::")[0])


def _conclude(finished: Finished, *, write: bool, diff: bool, as_json: bool) -> None:
    if finished.stopped is None:
        raise typer.Exit(130)
    outcome, folder = finished.outcome, finished.folder.path
    if outcome is None:
        _refuse(finished)
    assert outcome is not None
    if as_json:
        console.print_json(
            documents.run(finished.attempts, finished.losses, outcome, rounds=finished.rounds, folder=folder)
        )
    elif diff:
        console.stdout.out(
            (folder / "best.patch").read_text("utf-8", errors="surrogateescape"), end="", highlight=False
        )
    if not as_json:
        target = console.stderr if diff else console.stdout
        for part in summary(outcome, finished.attempts, finished.config):
            target.print(part, highlight=False)
    if outcome.improved or outcome.repaired:
        console.say(f"better program: {finished.folder.best(outcome)}")
        if write:
            _overwrite(_path_of(finished.config), outcome.final)
    console.say(f"report: {folder / 'report.html'}")
    if finished.stopped is StopReason.POLICY_FAILED and not outcome.improved:
        raise _policy_failed(finished)


def _policy_failed(finished: Finished) -> SandboxError:
    last = finished.losses[-1]
    hint = f"when it answers again: --resume {finished.folder.path}; without a model: --policy rules"
    return SandboxError(f"no reply came from {last.origin or finished.config.policy.name}: {last.detail}", hint=hint)


def _refuse(finished: Finished) -> None:
    """Say why there is no outcome: nothing correct was given, and nothing correct was found."""
    if finished.stopped is StopReason.POLICY_FAILED:
        raise _policy_failed(finished)
    if not finished.config.has_given:
        console.say(f"no correct program was found in {len(finished.attempts)} proposals")
        raise typer.Exit(1)
    failure = finished.attempts[0].judgement.failure
    assert failure is not None
    reason = f" ({failure.reason})" if failure.reason else ""
    console.say(f"the given program fails its own tests: {failure.verdict.value}{reason} on test {failure.test}")
    if failure.detail:
        console.say(failure.detail)
    if "ModuleNotFoundError" in failure.detail:
        console.say("hint: programs run with Python's standard library alone; other packages are not in the sandbox")
    if len(finished.attempts) > 1:
        console.say(f"none of {len(finished.attempts) - 1} proposals repaired it")
    console.say("hint: there is nothing safe to optimise until it passes; see `afterburner judge --all-tests`")
    raise typer.Exit(1)


def _overwrite(file: Path, final: Solution) -> None:
    partial = file.with_name(f".{file.name}.partial")
    try:
        backup = _backup(file)
        partial.write_bytes(final.code.encode(errors="surrogateescape"))
        os.chmod(partial, file.stat().st_mode)  # noqa: PTH101
        partial.replace(file)
    except OSError as error:
        raise UsageError(
            f"{file} can't be overwritten: {error.strerror}", hint="take the better program from the run's folder"
        ) from error
    console.say(f"overwritten: {file}; the old one is {backup}")


def _backup(file: Path) -> Path:
    names = (file.with_name(f"{file.name}.orig{number or ''}") for number in itertools.count())
    backup = next(path for path in names if not path.exists())
    shutil.copy2(file, backup)
    return backup
