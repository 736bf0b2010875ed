"""Options of the commands that evaluate: ``evaluate`` and ``experiment``."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from afterburner.cli import arguments
from afterburner.cli import policy_options as policies
from afterburner.cli.workers import WorkersOption
from afterburner.core.errors import DataError, UsageError
from afterburner.core.objective import Objective
from afterburner.dataset.opening import BUILT_IN
from afterburner.experiment.condition import Start
from afterburner.experiment.config import USUAL_REPEATS
from afterburner.experiment.measuring import MEASUREMENTS
from afterburner.loop.search import Strategy
from afterburner.metrics.beyond import RESOLUTION
from afterburner.metrics.paper import PAPER
from afterburner.policy.catalogue import NAMES, USUAL_KEY, PolicyConfig
from afterburner.policy.model import Sampling

DEFAULT_FOLDER = Path("afterburner-out/evaluation")
USUAL_RESAMPLES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationOptions:
    """What the user asked for."""

    policy: Annotated[
        list[str] | None, typer.Option("--policy", metavar="NAME", help=f"Who proposes: {NAMES}; may be repeated.")
    ] = None
    models: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="TOML with a [[policy]] for each: name, and any other policy option."),
    ] = None
    dataset: Annotated[str, typer.Option(help="`venus`, the built-in problems, or a file or folder of problems.")] = (
        BUILT_IN
    )
    only: Annotated[list[str] | None, typer.Option(help="This problem; may be repeated.")] = None
    problems: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="A sample of N problems, the same for the same --seed.")
    ] = None
    language: Annotated[str, typer.Option(metavar="NAME", help="In which programs are to be written.")] = "python"
    objective: Annotated[
        list[Objective] | None, typer.Option(help="What is to become smaller (default: time); may be repeated.")
    ] = None
    iterations: Annotated[
        int | None, typer.Option(min=0, max=1000, help="Rounds after the first (see the command for the default).")
    ] = None
    samples: Annotated[int, typer.Option(min=1, help="Proposals a round.")] = 1
    strategy: Annotated[Strategy, typer.Option(help="From which programs a round starts.")] = Strategy.GREEDY
    start: Annotated[
        Start | None,
        typer.Option(help="What runs start from (default: nothing; with the policy rules, slow)."),
    ] = None
    solutions: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Independent runs a problem and policy (default: 1).")
    ] = None
    measurements: Annotated[
        int | None, typer.Option(min=1, max=10_000, help=f"Passes of each program (default: {MEASUREMENTS}).")
    ] = None
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Passes of references that are not calibrated yet.")] = (
        USUAL_REPEATS
    )
    resamples: Annotated[
        int | None, typer.Option(min=100, max=1_000_000, help=f"Of the bootstrap (default: {USUAL_RESAMPLES}).")
    ] = None
    paper: Annotated[
        bool,
        typer.Option(
            "--paper",
            help=f"The paper's procedure: {PAPER.solutions} solutions x {PAPER.measurements} measurements, "
            f"{PAPER.resamples} resamples, exact ties.",
        ),
    ] = False
    ties: Annotated[
        bool, typer.Option("--ties/--no-ties", help="Whether a reference that costs the same counts as beaten.")
    ] = True
    tie: Annotated[
        float | None,
        typer.Option(
            "--tie-within",
            min=0.0,
            max=1.0,
            metavar="SHARE",
            help=f"Costs this near each other are a tie (default: {RESOLUTION}; with --paper 0).",
        ),
    ] = None
    base_url: policies.BaseUrl = None
    api_key_env: policies.KeyVariable = USUAL_KEY
    temperature: policies.Temperature = policies.USUAL.temperature
    top_p: policies.TopP = policies.USUAL.top_p
    reply_tokens: policies.ReplyTokens = policies.USUAL.most_tokens
    seed: Annotated[int, typer.Option(help="Of a model's draws, of a search's, of the sample of problems.")] = 0
    concurrency: policies.Concurrency = 16
    request_timeout: policies.RequestTimeout = 600.0
    adapter: policies.Adapter = None
    prices: policies.PriceTable = None
    cache: policies.CacheFolder = None
    no_cache: policies.NoCache = False
    history: policies.History = None
    without: policies.Without = None
    minutes: Annotated[
        float | None, typer.Option(help="After so many, no further problem is begun; the next call goes on.")
    ] = None
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Tokens of this call, likewise.")] = None
    max_usd: Annotated[float | None, typer.Option(help="Dollars of this call, likewise.")] = None
    workers: WorkersOption = None
    calibration: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The journal of reference solutions (default: this machine's).")
    ] = None
    out: Annotated[Path, typer.Option(help="Folder that keeps what is done: a later call goes on from it.")] = (
        DEFAULT_FOLDER
    )
    html: Annotated[bool, typer.Option("--html/--no-html", help="Whether the page is written.")] = True
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False
    as_json: arguments.AsJson = False

    def tie_within(self) -> float:
        """Return the share within which costs are a tie."""
        usual = 0.0 if self.paper else RESOLUTION
        return usual if self.tie is None else self.tie

    def how_often(self) -> "HowOften":
        """Return the numbers of the procedure: what was said, else the paper's with --paper, else the usual ones."""
        usual = HowOften(PAPER.solutions, PAPER.measurements, PAPER.resamples) if self.paper else HowOften()
        return HowOften(
            self.solutions or usual.solutions,
            self.measurements or usual.measurements,
            self.resamples or usual.resamples,
        )


@dataclass(frozen=True, slots=True)
class HowOften:
    """How often is solved, measured and resampled."""

    solutions: int = 1
    measurements: int = MEASUREMENTS
    resamples: int = USUAL_RESAMPLES


def check(options: EvaluationOptions) -> None:
    """Check what no type can say.

    Raises:
        UsageError: a number is out of its range.

    """
    arguments.positive("--request-timeout", options.request_timeout)
    if options.minutes is not None:
        arguments.positive("--minutes", options.minutes)
    if options.max_usd is not None and not 0 < options.max_usd < float("inf"):
        raise UsageError(f"--max-usd is {options.max_usd}", hint="give a positive number of dollars")
    if options.top_p <= 0:
        raise UsageError(f"--top-p is {options.top_p}", hint="give a number above 0, at most 1")


def policies_of(options: EvaluationOptions) -> tuple[PolicyConfig, ...]:
    """Return the policies that were named, in their order; without any, the rules.

    Raises:
        UsageError: the price of one is to be known and is not.
        DataError: the file of models can't be used.

    """
    usual = _usual(options)
    found = [replace(usual, name=name) for name in options.policy or ()]
    if options.models is not None:
        found += _from_file(options.models, usual)
    found = found or [replace(usual, name="rules")]
    if options.max_usd is not None:
        for one in found:
            policies.check_priced(one)
    return tuple(found)


def _usual(options: EvaluationOptions) -> PolicyConfig:
    is_fresh = options.strategy is Strategy.BEST_OF_N
    return PolicyConfig(
        name="",
        base_url=options.base_url,
        key_variable=options.api_key_env,
        sampling=Sampling(
            temperature=options.temperature, top_p=options.top_p, most_tokens=options.reply_tokens, seed=options.seed
        ),
        history=(0 if is_fresh else 3) if options.history is None else options.history,
        without=tuple(options.without or ()),
        concurrency=options.concurrency,
        timeout_s=options.request_timeout,
        adapter=options.adapter,
        prices=None if options.prices is None else str(options.prices),
        cache=policies.cache_folder(options.cache, no_cache=options.no_cache),
    )


_SAMPLING = {field.name for field in fields(Sampling)}
_POLICY = {field.name for field in fields(PolicyConfig)} - {"sampling"}
_HINT = (
    '[[policy]] with name = "openai:MODEL", and for instance base_url = "http://localhost:8000/v1", temperature = 0.7'
)


def _from_file(path: Path, usual: PolicyConfig) -> list[PolicyConfig]:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path} can't be read: {error}", hint=_HINT) from error
    entries = document.get("policy")
    unknown = sorted(document.keys() - {"policy"})
    if unknown or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries) or not entries:
        what = f"has the unknown key {unknown[0]!r}" if unknown else "names no policies"
        raise DataError(f"{path} {what}", hint=_HINT)
    return [_entry(path, number, one, usual) for number, one in enumerate(entries, start=1)]


def _entry(path: Path, number: int, entry: dict[str, Any], usual: PolicyConfig) -> PolicyConfig:
    where = f"{path}, policy {number}"
    unknown = sorted(entry.keys() - _POLICY - _SAMPLING)
    if unknown:
        known = ", ".join(sorted(_POLICY | _SAMPLING))
        raise DataError(f"{where} has the unknown key {unknown[0]!r}", hint=f"known are {known}")
    if not isinstance(entry.get("name"), str):
        raise DataError(f"{where} has no name", hint=_HINT)
    sampling = replace(usual.sampling, **{key: value for key, value in entry.items() if key in _SAMPLING})
    own = {key: value for key, value in entry.items() if key in _POLICY}
    try:
        adapter = TypeAdapter(PolicyConfig)
        made = replace(usual, sampling=sampling, **own)
        checked = adapter.validate_python(adapter.dump_python(made, warnings=False), strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        raise DataError(f"{where}, {'.'.join(map(str, first['loc']))}: {first['msg']}", hint=_HINT) from error
    _check_ranges(where, checked)
    return checked


_RANGES: dict[str, tuple[float, float]] = {
    "temperature": (0, 2),
    "top_p": (1e-9, 1),
    "most_tokens": (1, 1e9),
    "history": (0, 1e6),
    "concurrency": (1, 1024),
    "timeout_s": (1e-3, 1e9),
}
"""Those of the options of the same names."""


def _check_ranges(where: str, policy: PolicyConfig) -> None:
    for name, (least, most) in _RANGES.items():
        value = getattr(policy.sampling if name in _SAMPLING else policy, name)
        if not least <= value <= most:
            raise DataError(f"{where}, {name}: {value}", hint=f"give {least:g} to {most:g}")
