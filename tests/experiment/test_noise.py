"""Two evaluations of the same conditions: how far they agree."""

from collections.abc import Mapping

import pytest

from afterburner.core.errors import DataError
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition, Start
from afterburner.experiment.experiments.noise import noise_figures, noise_tables
from afterburner.experiment.results import ProblemFacts, Program, ReferenceCosts, Results, Score
from afterburner.policy.catalogue import PolicyConfig
from tests.experiment.samples import PROVENANCE

QUANTITIES = (Quantity.CPU_S, Quantity.PEAK_BYTES, Quantity.INTEGRAL_BYTE_S)


def results(costs: Mapping[str, tuple[float, ...]]) -> Results:
    """Return an evaluation in which a condition's program for the first problem costs the first number, and so on.

    The references of each problem cost 1, 2, 3 and 4.
    """
    count = len(next(iter(costs.values())))
    problems = tuple(ProblemFacts(id=f"p{number}", title="A problem") for number in range(count))
    programs, scores = {}, []
    for name, values in costs.items():
        for problem, cost in zip(problems, values, strict=True):
            digest = f"{name} {problem.id}"
            programs[problem.id, digest] = Program(
                digest=digest, language="python", code="pass", costs=dict.fromkeys(QUANTITIES, (cost,))
            )
            scores.append(
                Score(
                    condition=name,
                    problem=problem.id,
                    solution=0,
                    iteration=0,
                    verdict=Verdict.ACCEPTED,
                    program=digest,
                )
            )
    references = tuple(
        ReferenceCosts(name=f"r{n}", code_digest=f"r{n}", costs=dict.fromkeys(QUANTITIES, (n,))) for n in (1, 2, 3, 4)
    )
    policy = PolicyConfig(name="scripted:replies.jsonl")
    return Results(
        conditions=tuple(Condition(name=name, policy=policy, start=Start.NOTHING) for name in costs),
        problems=problems,
        references={problem.id: references for problem in problems},
        programs=programs,
        scores=tuple(scores),
        provenance=PROVENANCE,
        measurements=1,
    )


FIRST = results({"a": (0.5, 1.5, 2.5, 3.5), "b": (1.5, 2.5, 3.5, 4.5)})  # Beyond 1, .75, .5, .25 and .75, .5, .25, 0
SECOND = results({"a": (0.5, 2.5, 1.5, 3.5), "b": (1.5, 1.5, 3.5, 4.5)})  # Beyond 1, .5, .75, .25 and .75, .75, .25, 0


def test_the_same_again_changes_nothing() -> None:
    repeated, order = noise_tables(FIRST, FIRST)
    for row in repeated.rows:
        if row[1] != "pass@1":
            assert row[2:] == [4, pytest.approx(1), pytest.approx(1), 0, 0]
    assert all(row[1:] == [1, 0, 0] for row in order.rows)


def test_changes_by_hand() -> None:
    repeated, order = noise_tables(FIRST, SECOND)
    rows = {(row[0], row[1]): row[2:] for row in repeated.rows}
    # ranks 4 3 2 1 and 4 2 3 1: 1 - 6 * 2 / 60; one of six pairs is the other way round
    assert rows["a", "Beyond-T"] == [4, pytest.approx(0.8), pytest.approx(4 / 6), pytest.approx(0.125), 0]
    # b changes in one problem, by 25 points
    assert rows["b", "Beyond-T"][-2:] == [pytest.approx(0.0625), pytest.approx(0.0625)]
    # all are accepted: constant, so there is no correlation
    assert rows["a", "pass@1"] == [4, None, None, 0, 0]
    flips = {row[0]: row[1:] for row in order.rows}
    # a stays ahead on the whole; in p1 it was ahead and is behind, in the three others it stays ahead
    assert flips["Beyond-T"] == [1, 0, 0.25]
    assert flips["pass@1"] == [1, 0, 0]


def test_the_order_of_two_conditions_can_flip() -> None:
    _, order = noise_tables(results({"a": (0.5,), "b": (1.5,)}), results({"a": (1.5,), "b": (0.5,)}))
    assert next(row[1:] for row in order.rows if row[0] == "Beyond-M") == [1, 1, 1]


def test_one_condition_has_no_order() -> None:
    repeated, order = noise_tables(results({"a": (0.5,)}), results({"a": (0.5,)}))
    assert all(row[1:] == [0, None, None] for row in order.rows)
    assert repeated.rows[1][2:] == [1, None, None, 0, 0]


def test_every_problem_is_a_point() -> None:
    (figure,) = noise_figures(FIRST, SECOND)
    marks = [mark for mark in figure.marks if mark.panel == "Beyond-T" and mark.series == "b"]
    assert [(mark.x, mark.value) for mark in marks] == [(75, 0.75), (50, 0.75), (25, 0.25), (0, 0)]


def test_two_different_evaluations_are_not_compared() -> None:
    with pytest.raises(DataError, match="field conditions"):
        noise_tables(FIRST, results({"a": (0.5, 1.5, 2.5, 3.5)}))
    with pytest.raises(DataError, match="field problems"):
        noise_tables(FIRST, results({"a": (0.5,), "b": (0.5,)}))
