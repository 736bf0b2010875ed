"""``history``: does it help to show what was tried before?"""

from dataclasses import replace

from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import METRICS, curve_figure, curve_table, unasked_note
from afterburner.experiment.experiments.definition import Experiment, ExperimentOptions, Variant, conditions_of
from afterburner.experiment.experiments.differences import difference_table
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table

ROUNDS = 10
USUAL = 3
"""Earlier attempts in a prompt."""

_ALONE = Variant(name="single-turn", history=0)


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    asked = tuple(replace(policy, history=policy.history or USUAL) for policy in options.policies)
    variants = (_ALONE, Variant(name="history-aware"))
    return conditions_of(replace(options, policies=asked), iterations=ROUNDS, variants=variants)


def _published() -> list[Series]:
    vanilla = [one for one in series("baselines_under_iof") if one.model == "qwen2.5-3b"]
    return [*series("history_aware"), *vanilla, *series("vanilla_history_aware")]


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    shown = {str(one.policy.history) for one in results.conditions if one.policy.history}
    note = f"History-aware prompts hold the last {' or '.join(sorted(shown)) or USUAL} attempts with their numbers."
    said = f"{note} {unasked_note(results, 'a history in it')}".strip()
    table = curve_table("History", results, scoring, _published(), note=said)
    return (table, *difference_table("What history changes", results, scoring, _pairs(results)))


def _pairs(results: Results) -> list[tuple[str, str]]:
    alone = {_but_history(one): one.name for one in results.conditions if not one.policy.history}
    return [
        (one.name, alone[_but_history(one)])
        for one in results.conditions
        if one.policy.history and _but_history(one) in alone
    ]


def _but_history(condition: Condition) -> Condition:
    return replace(condition, name="", policy=replace(condition.policy, history=0))


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("History", results, scoring, _published(), METRICS),)


EXPERIMENT = Experiment(
    name="history",
    title="Single-turn and history-aware prompts",
    question="Does a policy do better when it sees its last attempts and what became of them?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
