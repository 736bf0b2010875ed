"""What an experiment is, and how its conditions are made of what the user chose.

    Experiment(name="iterations", ..., conditions=..., tables=..., figures=...)
    conditions_of(options, iterations=4, variants=(Variant(), Variant(name="no feedback", without=(Part.FEEDBACK,))))

An experiment decides nothing about measuring or printing: it turns options into conditions, and results into tables.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from pathlib import PurePath

from afterburner.core.errors import UsageError
from afterburner.core.objective import Objective
from afterburner.experiment.condition import Condition, Start, Tests
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table
from afterburner.loop.search import Strategy
from afterburner.policy.catalogue import PolicyConfig
from afterburner.policy.prompt import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentOptions:
    """What the user chose; an experiment fills in the rest.

    Raises:
        UsageError: there is no policy.

    """

    policies: tuple[PolicyConfig, ...]
    objectives: tuple[Objective, ...] = ()
    """Each makes conditions of its own; empty: the experiment's usual."""
    iterations: int | None = None
    """Rounds after iteration 0; None: the experiment's usual."""
    samples: int = 1
    """Proposals a round."""
    strategy: Strategy = Strategy.GREEDY
    start: Start | None = None
    """None: the experiment's usual; where that is nothing, slow code for ``rules``, which can't write a program."""
    language: str = "python"

    def __post_init__(self) -> None:
        if not self.policies:
            raise UsageError("no policy is given", hint="--policy rules needs no model and no key")


class Evidence(StrEnum):
    """What an experiment's own tables are made from."""

    RESULTS = "results"
    """One evaluation: ``tables`` says it all."""
    TWO_RESULTS = "two_results"
    """Two evaluations of the same conditions: ``noise.noise_tables`` says more."""
    PROPOSALS = "proposals"
    """The archives of the runs as well: ``reward_sensitivity.reward_tables`` says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One experiment of the paper."""

    name: str
    """As the command line takes it."""
    title: str
    question: str
    """What it answers, in one sentence."""
    conditions: Callable[[ExperimentOptions], tuple[Condition, ...]]
    """Raises UsageError where options contradict what the experiment varies."""
    tables: Callable[[Results, Scoring], tuple[Table, ...]]
    """The user's rows, then the published ones beside them."""
    figures: Callable[[Results, Scoring], tuple[Figure, ...]]
    """One or more, published values laid over where there are any."""
    evidence: Evidence = Evidence.RESULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What an experiment varies; None: as the user chose."""

    name: str = ""
    """What distinguishes the conditions by name; empty where there is one variant alone."""
    without: tuple[Part, ...] | None = None
    history: int | None = None
    start: Start | None = None
    strategy: Strategy | None = None
    tests: Tests = Tests.ALL


def conditions_of(
    options: ExperimentOptions,
    *,
    iterations: int,
    objectives: Sequence[Objective] = (Objective.TIME,),
    variants: Sequence[Variant] = (Variant(),),
) -> tuple[Condition, ...]:
    """Return a condition for each policy, objective and variant; ``iterations`` and ``objectives`` are the usual ones.

    Raises:
        UsageError: a number is out of its range, or a policy can't start as it would have to.

    """
    wanted = tuple(dict.fromkeys(options.objectives or tuple(objectives)))
    rounds = iterations if options.iterations is None else options.iterations
    return tuple(
        Condition(
            name=_name(label, variant, objective if len(wanted) > 1 else None),
            policy=_asked(policy, variant),
            objective=objective,
            iterations=rounds,
            samples=options.samples,
            strategy=variant.strategy or options.strategy,
            start=variant.start or start_of(policy, options),
            language=options.language,
            tests=variant.tests,
        )
        for (policy, label), objective, variant in product(_labelled(options.policies), wanted, variants)
    )


def start_of(policy: PolicyConfig, options: ExperimentOptions) -> Start:
    """Return what a run of ``policy`` starts from, where the experiment does not say it."""
    return options.start or (Start.SLOW if policy.name == "rules" else Start.NOTHING)


def without_start(options: ExperimentOptions, experiment: str) -> None:
    """Refuse a start that was chosen where the experiment itself varies it.

    Raises:
        UsageError: a start was chosen.

    """
    if options.start is not None:
        hint = f"leave out --start, or take another experiment: {experiment} compares starts"
        raise UsageError(f"--start {options.start.value} does not go with the experiment {experiment}", hint=hint)


def with_whole_prompts(options: ExperimentOptions, experiment: str) -> None:
    """Refuse policies whose prompts lack a part, where the experiment itself varies what is in them.

    Raises:
        UsageError: a policy is to be asked without a part.

    """
    if any(policy.without for policy in options.policies):
        hint = f"leave out --without: the experiment {experiment} sets it for each of its conditions"
        raise UsageError(f"--without does not go with the experiment {experiment}", hint=hint)


def policy_labels(policies: Sequence[PolicyConfig]) -> tuple[str, ...]:
    """Return a short name for each policy, no two alike: ``openai:gpt-4o`` is ``gpt-4o``.

    Where two would be alike, they get their whole names; where these are alike too, a number.
    """
    short = [_short(policy) for policy in policies]
    counts = Counter(short)
    labels = [label if counts[label] == 1 else _long(policy) for label, policy in zip(short, policies, strict=True)]
    again = Counter(labels)
    seen: Counter[str] = Counter()
    numbered = []
    for label in labels:
        seen[label] += 1
        numbered.append(label if again[label] == 1 else f"{label} #{seen[label]}")
    return tuple(numbered)


def _labelled(policies: Sequence[PolicyConfig]) -> Iterator[tuple[PolicyConfig, str]]:
    return iter(list(zip(policies, policy_labels(policies), strict=True)))


def _short(policy: PolicyConfig) -> str:
    kind, _, rest = policy.name.partition(":")
    if kind == "mix" or not rest:
        return policy.name
    path = PurePath(rest)
    name = (path.stem if kind == "scripted" else path.name) or rest
    return name if policy.adapter is None else f"{name} + {PurePath(policy.adapter).name}"


def _long(policy: PolicyConfig) -> str:
    extras = (policy.adapter, policy.base_url)
    return " ".join([policy.name, *(f"+ {extra}" for extra in extras if extra is not None)])


def _name(label: str, variant: Variant, objective: Objective | None) -> str:
    parts = (label, variant.name, "" if objective is None else objective.value)
    return ", ".join(part for part in parts if part)


def _asked(policy: PolicyConfig, variant: Variant) -> PolicyConfig:
    return replace(
        policy,
        without=policy.without if variant.without is None else variant.without,
        history=policy.history if variant.history is None else variant.history,
    )
