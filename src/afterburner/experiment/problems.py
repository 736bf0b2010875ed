"""Which problems an evaluation is about: those that were named, or a sample that the same seed draws again."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from afterburner.core.errors import DataError, UsageError
from afterburner.core.problem import Problem
from afterburner.dataset import builtin
from afterburner.dataset.files import Fault
from afterburner.dataset.opening import BUILT_IN, open_dataset
from afterburner.dataset.records import to_record
from afterburner.experiment.config import EvaluationConfig
from afterburner.sandbox.port import Sandbox


def chosen_ids(config: EvaluationConfig, sandbox: Sandbox, *, report: Callable[[Fault], None]) -> tuple[str, ...]:
    """Return the ids of the problems to evaluate, in the order of the dataset.

    Raises:
        UsageError: a problem that was named is not there, or there is none at all.
        DataError: the dataset can't be read, or two of its problems have one id.

    """
    if config.dataset == BUILT_IN:
        ids: Sequence[str] = builtin.problem_ids()
    else:
        ids = [problem.id for problem in open_dataset(config.dataset, sandbox, report=report)]
    twice = [name for name, count in Counter(ids).items() if count > 1]
    if twice:
        hint = "give each problem an id of its own: results are told apart by it"
        raise DataError(
            f"{config.dataset}, field problem_id: {twice[0]!r:.80} is there {ids.count(twice[0])} times", hint=hint
        )
    missing = [name for name in config.only if name not in set(ids)]
    if missing:
        hint = f"`afterburner dataset list --dataset {config.dataset}` shows them"
        raise UsageError(f"{config.dataset} has no problem {', '.join(missing):.200}", hint=hint)
    if not ids:
        raise UsageError(f"{config.dataset} has no problems", hint="see `afterburner dataset list --dataset FILE`")
    wanted = [name for name in ids if name in config.only] if config.only else list(ids)
    if config.most_problems is None or config.most_problems >= len(wanted):
        return tuple(wanted)
    drawn = set(random.Random(config.seed).sample(sorted(wanted), config.most_problems))  # noqa: S311 - reproducible
    return tuple(name for name in wanted if name in drawn)


def problems_of(config: EvaluationConfig, ids: Sequence[str], sandbox: Sandbox) -> Iterator[Problem]:
    """Yield the problems of ``ids`` with their tests, one at a time."""
    if config.dataset == BUILT_IN:
        yield from (builtin.load(name, sandbox) for name in ids)
        return
    wanted = set(ids)
    for problem in open_dataset(config.dataset, sandbox, report=_ignored):
        if problem.id in wanted:
            yield problem


def _ignored(fault: Fault) -> None:
    """Say nothing: `chosen_ids` has told of it."""


def problem_digest(problem: Problem) -> str:
    """Return the digest of all of a problem, tests included."""
    return hashlib.sha256(json.dumps(to_record(problem).model_dump(), sort_keys=True).encode()).hexdigest()[:16]


def dataset_digest(digests: Sequence[str]) -> str:
    """Return the digest of a set of problems, whatever their order."""
    return hashlib.sha256(" ".join(sorted(digests)).encode()).hexdigest()[:16]
