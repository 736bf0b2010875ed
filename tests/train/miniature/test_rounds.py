"""The loop and its scores, on made-up answers and costs."""

from collections.abc import Sequence

import numpy as np
import pytest

from afterburner.core.measurement import Estimate
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem
from afterburner.core.status import Verdict
from afterburner.experiment.scoring import Metric
from afterburner.metrics.bootstrap import Resampling
from afterburner.train.miniature import tables
from afterburner.train.miniature.catalogue import Catalogue, catalogued
from afterburner.train.miniature.known import Facts, is_better
from afterburner.train.miniature.prompt import answer
from afterburner.train.miniature.rounds import Held, Place, better, rounds
from afterburner.train.miniature.scores import Outcomes, Scores, Series, crossed_interval
from afterburner.train.miniature.settings import Settings
from afterburner.train.miniature.tasks import Sizes, Split, problem_of, references, splits

WRONG = Facts(verdict=Verdict.WRONG_ANSWER, costs={})


def costing(cost: float, spread: float = 0.01) -> Facts:
    estimate = Estimate(estimate=cost, low=cost * (1 - spread), high=cost * (1 + spread))
    return Facts(verdict=Verdict.ACCEPTED, costs=dict.fromkeys(Quantity, estimate))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    split = splits(Sizes(train=2, tune=0, held_out=2, text=0), seed=0)
    tasks = (*split.train, *split.held_out)
    ways = [(task, one) for task in tasks for one in references(task, ranking=False, seed=0)]
    facts = [costing(1.0 + place % 10) for place, _ in enumerate(ways)]  # 1 to 10 for each problem
    return catalogued(split, {task: problem_of(task, ranking=False, seed=0) for task in tasks}, ways, facts)


def test_only_what_is_certainly_cheaper_is_better() -> None:
    assert is_better(costing(1.0), costing(2.0), Quantity.CPU_S)
    assert not is_better(costing(1.0, spread=0.5), costing(1.2), Quantity.CPU_S)
    assert not is_better(WRONG, None, Quantity.CPU_S)
    assert is_better(costing(9.0), WRONG, Quantity.CPU_S)


def test_the_best_is_held_and_a_wrong_one_is_replaced() -> None:
    best = Held("a", costing(2.0))
    assert better(best, "b", WRONG) == best
    assert better(best, None, None) == best
    assert better(best, "c", costing(1.0)) == Held("c", costing(1.0))
    assert better(Held("a", WRONG), "b", WRONG) == Held("b", WRONG)
    assert better(None, "b", WRONG) == Held("b", WRONG)


def test_a_round_asks_for_something_better_than_the_best(catalogue: Catalogue) -> None:
    task = catalogue.split.held_out[0]
    ways = references(task, ranking=False, seed=0)
    asked: list[str] = []

    def answers(requests: Sequence[str], seed: int) -> list[str]:
        asked.extend(requests)
        return ["no program" if seed == 1 else answer(task, ways[seed % 3])]

    def judges(pairs: Sequence[tuple[Problem, str]]) -> list[Facts]:
        return [costing(4.0 / len(asked)) for _ in pairs]

    turns = list(rounds(catalogue, [Place(task, "full")], answers, judges, seed=0, count=2))
    assert "def f" not in asked[0]
    assert "correct, cost 4" in asked[1]
    assert [turn.proposed is None for turn in turns] == [False, True, False]
    assert turns[1].held == turns[0].held
    assert turns[2].held is not None
    assert turns[2].held.facts.cost(Quantity.CPU_S) == pytest.approx(4 / 3)


def _outcomes(catalogue: Catalogue, costs: dict[str, list[float | None]]) -> Outcomes:
    return {
        (Series(method), 0): [
            dict.fromkeys(catalogue.split.held_out, None if cost is None else costing(cost)) for cost in by_round
        ]
        for method, by_round in costs.items()
    }


def test_scores_are_those_worked_out_by_hand(catalogue: Catalogue) -> None:
    scores = Scores(catalogue, _outcomes(catalogue, {"grpo": [None, 5.0, 0.5]}), Resampling(resamples=50))
    series = Series("grpo")
    found = [scores.estimate(series, number, Metric.BEYOND_I).estimate for number in range(3)]
    assert found == [0.0, 0.6, 1.0]  # of 1, ..., 10, six are 5 or more
    assert [scores.estimate(series, number, Metric.PASS_AT_1).estimate for number in range(3)] == [0.0, 1.0, 1.0]
    assert scores.gain(series, 1, 2, Metric.BEYOND_T).estimate == pytest.approx(0.4)


def test_tables_and_document_say_the_same(catalogue: Catalogue) -> None:
    costs: dict[str, list[float | None]] = {
        "base": [9.0, 9.0],
        "sft": [9.0, 5.0],
        "dpo": [None, 8.0],
        "grpo": [5.0, 1.0],
    }
    scores = Scores(catalogue, _outcomes(catalogue, costs), Resampling(resamples=50))
    document = tables.document(scores, Settings())
    assert document["differences"]["grpo - sft"]["estimate"] == pytest.approx(0.4)
    claim = tables.claim_table(scores)
    assert claim.rows[1][2] == "yes, more"
    assert len(tables.rounds_table(scores).published) == len(tables.rounds_table(scores).rows)
    assert {mark.series for mark in tables.figure(scores).marks if not mark.is_published} == set(costs)


def test_what_is_peculiar_to_a_seed_widens_the_interval() -> None:
    same = np.full((50, 3), 0.5)
    seeds = np.tile([0.2, 0.5, 0.8], (50, 1))
    assert crossed_interval(same, Resampling(resamples=500)).low == 0.5
    assert crossed_interval(seeds, Resampling(resamples=500)).low < 0.35


def test_feedback_counts_in_the_least_cost(catalogue: Catalogue) -> None:
    assert catalogue.feedback(costing(8.0), Objective.TIME) == "correct, cost 8"
    assert catalogue.feedback(WRONG, Objective.TIME) == "wrong answer"
    assert isinstance(catalogue.split, Split)
