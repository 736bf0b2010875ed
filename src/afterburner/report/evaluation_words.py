"""What the page of an evaluation says in words: what was evaluated and how, its conditions, and what failed.

dict(facts(results, scoring.config, made=datetime.now(UTC)))["Dataset"]    "builtin: 76 problems, digest 0123..."
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterburner.core import units
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.results import Results, Score, Spending
from afterburner.experiment.scoring import ScoringConfig, tie_words
from afterburner.report.evaluation_rows import AttemptSource, final_scores, verdict_of
from afterburner.report.text import counted, one_line
from afterburner.report.words import host_facts

STARTS = {
    Start.NOTHING: "nothing: the first proposal is iteration 0",
    Start.SLOW: "the costliest reference solution",
    Start.MIDDLE: "the reference solution in the middle",
    Start.FAST: "the cheapest reference solution",
}


def facts(results: Results, config: ScoringConfig, *, made: datetime) -> Iterator[tuple[str, str]]:
    """Yield what the figures depend on, as names and values."""
    found = results.provenance
    yield "Dataset", f"{found.dataset}: {counted(len(results.problems), 'problem')}, digest {found.dataset_digest}"
    yield "Protocol", _protocol(results, config)
    yield "Intervals", _intervals(config)
    yield "Ties", tie_words(config)
    yield from host_facts(found.host)
    yield "Host", f"digest {found.host_digest}, measurements of version {found.measure_version}"
    yield "Version", f"Afterburner {found.afterburner}"
    yield "Page made", made.strftime("%Y-%m-%d %H:%M %Z").strip()


def _protocol(results: Results, config: ScoringConfig) -> str:
    solutions = counted(results.solutions, "solution")
    measurements = counted(results.measurements, "measurement")
    return f"{solutions} a problem and condition, {measurements} a program, {config.resamples:,} resamples"


def _intervals(config: ScoringConfig) -> str:
    levels = ", ".join(sorted(str(level.value) for level in config.unit))
    return f"{100 * config.confidence:g} %, bootstrap ({config.method.value}) over {levels}, seed {config.seed}"


def headline(results: Results) -> str:
    """Return what was evaluated on what, in one line."""
    names = [one_line(one.name, most=60) for one in results.conditions]
    what = names[0] if len(names) == 1 else counted(len(names), "condition")
    return f"{what} on {one_line(results.provenance.dataset, most=80)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One condition."""

    name: str
    policy: str
    start: str
    asked: str
    spent: str


def condition_rows(results: Results) -> Iterator[ConditionRow]:
    """Yield a row for every condition."""
    spending = {one.condition: one for one in results.spending}
    for condition in results.conditions:
        without = ", ".join(str(part.value) for part in condition.policy.without)
        yield ConditionRow(
            name=condition.name,
            policy=condition.policy.name + (f", without {without}" if without else ""),
            start=STARTS[condition.start],
            asked=_asked(condition),
            spent=_spent(spending.get(condition.name)),
        )


def _asked(condition: Condition) -> str:
    parts = [
        f"objective {condition.objective.value}",
        counted(condition.iterations, "iteration"),
        f"{counted(condition.samples, 'sample')} a round",
        condition.strategy.value,
        condition.language,
        f"{condition.tests.value} tests",
    ]
    return ", ".join(parts)


def _spent(found: Spending | None) -> str:
    if found is None:
        return units.MISSING
    parts = [counted(found.proposals, "proposal")]
    if found.lost:
        parts.append(f"{found.lost} lost")
    if found.tokens:
        parts.append(f"{found.tokens:,} tokens")
    if found.usd:
        parts.append(f"{found.usd:.2f} USD")
    if found.seconds:
        parts.append(units.seconds(found.seconds))
    return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One run that has no correct program in the end."""

    problem: str
    condition: str
    solution: int
    test: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureGroup:
    """All runs that failed in one way."""

    verdict: str
    reason: str
    cases: Sequence[Case]


def failure_groups(results: Results, attempts: AttemptSource | None = None) -> Sequence[FailureGroup]:
    """Return what failed in the end, by verdict and reason, the most frequent first."""
    groups: dict[tuple[str, str], list[Case]] = {}
    for score in final_scores(results):
        program = results.program_of(score)
        if program is None or program.failure is not None:
            reason = program.failure if program is not None else score.reason
            key = (verdict_of(score, program), reason or "")
            groups.setdefault(key, []).append(_case(score, attempts if program is None else None))
    found = [FailureGroup(verdict=verdict, reason=reason, cases=cases) for (verdict, reason), cases in groups.items()]
    return sorted(found, key=lambda group: (-len(group.cases), group.verdict, group.reason))


def _case(score: Score, attempts: AttemptSource | None) -> Case:
    attempt = attempts.attempt_of(score) if attempts is not None and score.attempt is not None else None
    failure = attempt.judgement.failure if attempt else None
    return Case(
        problem=score.problem,
        condition=score.condition,
        solution=score.solution,
        test=score.test or "",
        detail=one_line(failure.detail, most=200) if failure else "",
    )
