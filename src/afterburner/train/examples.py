"""Training examples out of groups of measured solutions: pure, and deterministic in the seed.

SFT imitates the best; DPO prefers what is certainly better; GRPO prompts carry the baseline that a reward is measured against;
cold-start examples teach the form of an answer, whatever the cost. Source: the paper, section 4 (arXiv 2505.23387); deliberate
differences: (1) a preference needs two 95 % intervals that do not touch, and keeps the margin; (2) an objective whose best is
not certainly better than the seed makes no example: there would be nothing to learn but noise.
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.policy import prompt
from afterburner.train.candidates import Candidate, Group


class Kind(StrEnum):
    """What examples are for."""

    SFT = "sft"
    DPO = "dpo"
    GRPO = "grpo"
    COLD_START = "cold-start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: what is asked, and what is to be answered, in as far as the kind needs it."""

    id: str
    problem: str
    language: str
    objective: Objective
    prompt: str
    chosen: str | None = None
    """The answer to imitate or to prefer; None for GRPO."""
    rejected: str | None = None
    """DPO: the answer that is certainly worse."""
    margin: float | None = None
    """DPO: the logarithm of rejected over chosen cost, at least: between the near ends of their intervals."""
    baseline: Candidate | None = None
    """What a reward is measured against: the seed in the prompt, or the group's middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How examples are chosen."""

    objectives: tuple[Objective, ...] = tuple(Objective)
    best: int = 2
    """SFT and cold start: answers a problem and objective."""
    seeds: int = 2
    """SFT: solutions to start from, an answer. GRPO: prompts a problem and language."""
    pairs: int = 4
    """DPO: pairs a problem and objective."""
    seed: int = 0
    growth_of: Callable[[Problem, Solution], str] | None = None
    """Says how a seed's cost grows, for the prompts that show it; None: they don't say it."""


def certainly_better(a: Candidate, b: Candidate, objective: Objective) -> float | None:
    """Return by how much ``a`` is better at least, as the logarithm of the ratio of costs; None where that is not certain.

    Certain is what holds between the near ends of both 95 % intervals; two independent intervals that don't touch leave a
    chance of about one in a hundred and fifty that the order is another.
    """
    cost_a, cost_b = a.cost(objective), b.cost(objective)
    if cost_a is None or cost_b is None or not 0 < cost_a.high < cost_b.low:
        return None
    return math.log(cost_b.low / cost_a.high)


def examples(kind: Kind, groups: Iterable[Group], recipe: Recipe) -> Iterator[Example]:
    """Yield the examples of one kind, group by group, in an order that depends on the group and the seed alone."""
    makers = {Kind.SFT: _sft, Kind.DPO: _dpo, Kind.GRPO: _grpo, Kind.COLD_START: _cold_start}
    for group in groups:
        # A text as seed: its digest is the same in every process.
        draw = random.Random(f"{recipe.seed} {kind} {group.problem.id} {group.language}")  # noqa: S311 - reproducible
        yield from makers[kind](group, recipe, draw)


def _sft(group: Group, recipe: Recipe, draw: random.Random) -> Iterator[Example]:
    for objective in recipe.objectives:
        ranked = group.ranked(objective)
        for answer in ranked[: recipe.best]:
            yield _direct(group, answer, objective)
            worse = [one for one in ranked if certainly_better(answer, one, objective) is not None]
            for seed in draw.sample(worse, min(recipe.seeds, len(worse))):
                yield _refined(group, seed, answer, objective, recipe)


def _direct(group: Group, answer: Candidate, objective: Objective) -> Example:
    return Example(
        id=f"{group.problem.id}/{group.language}/{objective}/direct/{answer.name}",
        problem=group.problem.id,
        language=group.language,
        objective=objective,
        prompt=prompt.direct(group.problem, language=group.language, objective=objective),
        chosen=prompt.reply(answer.idea or "This takes the least.", answer.solution),
    )


def _refined(group: Group, seed: Candidate, answer: Candidate, objective: Objective, recipe: Recipe) -> Example:
    return Example(
        id=f"{group.problem.id}/{group.language}/{objective}/{seed.name}/{answer.name}",
        problem=group.problem.id,
        language=group.language,
        objective=objective,
        prompt=prompt.refinement(group.problem, _shown(group, seed, recipe), objective=objective),
        chosen=prompt.reply(_thought(seed, answer), answer.solution),
        baseline=seed,
    )


def _thought(seed: Candidate, answer: Candidate) -> str:
    before = f"Now: {seed.idea}\n" if seed.idea else ""
    return f"{before}Better: {answer.idea}" if answer.idea else f"{before}This takes less."


def _shown(group: Group, seed: Candidate, recipe: Recipe) -> prompt.Measured:
    growth = None if recipe.growth_of is None else recipe.growth_of(group.problem, seed.solution)
    return prompt.Measured(
        solution=seed.solution, verdict=Verdict.ACCEPTED, measurement=seed.measurement, growth=growth
    )


def _dpo(group: Group, recipe: Recipe, draw: random.Random) -> Iterator[Example]:
    for objective in recipe.objectives:
        ranked = group.ranked(objective)
        pairs = [
            (better, worse, margin)
            for place, better in enumerate(ranked)
            for worse in ranked[place + 1 :]
            if (margin := certainly_better(better, worse, objective)) is not None
        ]
        for better, worse, margin in draw.sample(pairs, min(recipe.pairs, len(pairs))):
            yield Example(
                id=f"{group.problem.id}/{group.language}/{objective}/{better.name}/{worse.name}",
                problem=group.problem.id,
                language=group.language,
                objective=objective,
                prompt=prompt.direct(group.problem, language=group.language, objective=objective),
                chosen=prompt.reply(better.idea or "This takes less.", better.solution),
                rejected=prompt.reply(worse.idea or "This is one way.", worse.solution),
                margin=margin,
            )


def _grpo(group: Group, recipe: Recipe, draw: random.Random) -> Iterator[Example]:
    measured = [objective for objective in recipe.objectives if group.ranked(objective)]
    for number in range(recipe.seeds if measured else 0):
        objective = draw.choice(measured)
        seed = draw.choice(group.ranked(objective))
        yield Example(
            id=f"{group.problem.id}/{group.language}/{number}",
            problem=group.problem.id,
            language=group.language,
            objective=objective,
            prompt=prompt.refinement(group.problem, _shown(group, seed, recipe), objective=objective),
            baseline=seed,
        )


def _cold_start(group: Group, recipe: Recipe, draw: random.Random) -> Iterator[Example]:
    objective = draw.choice(recipe.objectives)
    chosen = draw.sample(group.candidates, min(recipe.best, len(group.candidates)))
    yield from (_direct(group, answer, objective) for answer in chosen)


def ground_truth(problem: Problem, example: Example) -> dict[str, object]:
    """Return what a reward needs to know of an example: plain values, for any trainer's columns."""
    baseline = example.baseline
    costs = {} if baseline is None else {q.value: e.estimate for q, e in baseline.measurement.quantities.items()}
    return {
        "problem": problem.id,
        "language": example.language,
        "objective": example.objective.value,
        "baseline_code": None if baseline is None else baseline.solution.code,
        "baseline": costs,
    }
