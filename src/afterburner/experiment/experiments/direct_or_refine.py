"""``direct-or-refine``: is a better program found by writing it anew, or by refining the best one so far?

Direct generation asks in every round for a solution of the task, and shows neither code nor numbers; refinement starts from the
best program and shows what was measured of it. Both are judged alike, and both keep the best program so far.
"""

from dataclasses import replace

from afterburner.experiment.condition import Condition
from afterburner.experiment.experiments.curves import curve_figure, curve_table, unasked_note
from afterburner.experiment.experiments.definition import (
    Experiment,
    ExperimentOptions,
    Variant,
    conditions_of,
    with_whole_prompts,
)
from afterburner.experiment.experiments.differences import difference_table
from afterburner.experiment.published import Series, series
from afterburner.experiment.results import Results
from afterburner.experiment.scoring import Scoring
from afterburner.experiment.table import Figure, Table
from afterburner.loop.search import Strategy
from afterburner.policy.prompt import Part

ROUNDS = 10

_VARIANTS = (
    Variant(
        name="direct generation",
        without=(Part.FEEDBACK, Part.ORIGINAL),
        history=0,
        strategy=Strategy.BEST_OF_N,
    ),
    Variant(name="code refinement", without=(), history=0),
)
"""By the paper's names."""


def _conditions(options: ExperimentOptions) -> tuple[Condition, ...]:
    with_whole_prompts(options, "direct-or-refine")
    return conditions_of(options, iterations=ROUNDS, variants=_VARIANTS)


def _published() -> list[Series]:
    return list(series("native_sft"))


def _tables(results: Results, scoring: Scoring) -> tuple[Table, ...]:
    note = unasked_note(results, "what is left out of it")
    table = curve_table("Direct generation and refinement", results, scoring, _published(), note=note)
    return (table, *difference_table("What refining changes", results, scoring, _pairs(results)))


def _pairs(results: Results) -> list[tuple[str, str]]:
    """Return each refinement with the direct generation of the same policy and objective."""
    direct = {_asked(one): one.name for one in results.conditions if len(one.policy.without) == len(Part)}
    return [
        (one.name, direct[_asked(one)])
        for one in results.conditions
        if not one.policy.without and _asked(one) in direct
    ]


def _asked(condition: Condition) -> Condition:
    return replace(condition, name="", strategy=Strategy.GREEDY, policy=replace(condition.policy, without=()))


def _figures(results: Results, scoring: Scoring) -> tuple[Figure, ...]:
    return (curve_figure("Direct generation and refinement", results, scoring, _published()),)


EXPERIMENT = Experiment(
    name="direct-or-refine",
    title="Direct generation or refinement",
    question="Does a policy find better programs by writing them anew each round, or by refining the best one so far?",
    conditions=_conditions,
    tables=_tables,
    figures=_figures,
)
