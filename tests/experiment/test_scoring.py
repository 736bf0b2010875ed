"""Results into estimates: by hand, and what is refused."""

import math
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, UsageError
from afterburner.core.objective import Quantity
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Tests
from afterburner.experiment.results import ProblemFacts, Program
from afterburner.experiment.scoring import Level, Metric, Scoring, ScoringConfig, check_same_provenance
from afterburner.metrics.beyond import HumanShares
from afterburner.metrics.dps import DifferentialScore
from tests.experiment.results_maker import condition, provenance, references, results

DISTRIBUTIONS = {"sum": references(1.0, 2.0, 3.0, 4.0), "sort": references(2.0, 3.0)}
A = [
    {"sum": [(1.0, 1.1, 1.2), None], "sort": [(3.0,), (2.0,)]},
    {"sum": [(0.5,), (5.0,)], "sort": [(3.0,), (1.0,)]},
]
B = [{"sum": [None, None], "sort": [(4.0,), (4.0,)]}]
few = ScoringConfig(resamples=300)


@pytest.fixture
def scoring():
    return Scoring(results({"a": A, "b": B}, DISTRIBUTIONS), few)


def test_each_metric_by_hand(scoring):
    assert scoring.estimate("a", 0, Metric.PASS_AT_1).estimate == 0.75
    # sum: the median 1.1 beats 2, 3, 4 of four, the other failed: 3/8; sort: 3 ties with 3, 2 beats both: 1/2 and 1
    assert scoring.per_problem("a", 0, Metric.BEYOND_T) == {"sum": 0.375, "sort": 0.75}
    found = scoring.estimate("a", 0, Metric.BEYOND_T)
    assert found.estimate == 0.5625
    assert found.low < found.estimate < found.high
    assert scoring.estimate("a", 1, Metric.BEYOND_M).estimate == pytest.approx((1 + 0 + 0.5 + 1) / 4)


def test_without_ties_only_what_is_worse_counts():
    strict = Scoring(results({"a": A}, DISTRIBUTIONS), without_ties())
    # sort: 3 beats nothing, 2 beats 3
    assert strict.per_problem("a", 0, Metric.BEYOND_T) == {"sum": 0.375, "sort": 0.25}


def without_ties():
    return ScoringConfig(resamples=300, ties_count=False)


def test_an_iteration_beyond_the_last_is_the_last(scoring):
    assert scoring.estimate("a", 9, Metric.BEYOND_T) == scoring.estimate("a", 1, Metric.BEYOND_T)
    assert scoring.estimate("b", 4, Metric.PASS_AT_1).estimate == 0.5


def test_all_failed_is_nought(scoring):
    assert scoring.per_problem("b", 0, Metric.BEYOND_T)["sum"] == 0.0
    whole = Scoring(results({"b": [{"sum": [None], "sort": [None]}]}, DISTRIBUTIONS), few)
    found = whole.estimate("b", 0, Metric.BEYOND_T)
    assert (found.low, found.estimate, found.high) == (0.0, 0.0, 0.0)
    assert whole.absolute("b", 0, Quantity.CPU_S) is None
    assert whole.speedup("b", 0, Quantity.CPU_S) is None
    assert whole.dps("b", 0, Quantity.CPU_S) is None
    assert whole.effibench("b", 0) is None
    assert whole.mercury("b", 0, Quantity.CPU_S) == 0.0
    assert whole.human("b", 0, Quantity.CPU_S).failed == 1.0


def test_a_part_of_the_problems(scoring):
    assert scoring.over("a", 0, Metric.BEYOND_T, ["sort"]).estimate == 0.75
    with pytest.raises(DataError, match="none was chosen"):
        scoring.over("a", 0, Metric.BEYOND_T, [])
    with pytest.raises(DataError, match="'other': not evaluated"):
        scoring.over("a", 0, Metric.BEYOND_T, ["sort", "other"])


def test_pass_at_k_is_over_solutions(scoring):
    assert scoring.pass_at_k("a", 0, 1).estimate == 0.75
    assert scoring.pass_at_k("a", 0, 2).estimate == 1.0
    assert scoring.pass_at_k("b", 0, 2).estimate == 0.5
    with pytest.raises(UsageError, match="needs at least 3 samples"):
        scoring.pass_at_k("a", 0, 3)


def test_against_people(scoring):
    # 1.1 within, failed, 3 and 2 within (ties)
    assert scoring.human("a", 0, Quantity.CPU_S) == HumanShares(
        better_than_all=0.0, within=0.75, worse_than_all=0.0, failed=0.25
    )
    # 0.5 better, 5 worse, 3 within, 1 better
    assert scoring.human("a", 1, Quantity.CPU_S) == HumanShares(
        better_than_all=0.5, within=0.25, worse_than_all=0.25, failed=0.0
    )


def test_costs_of_the_accepted(scoring):
    found = scoring.absolute("a", 0, Quantity.PEAK_BYTES)
    assert found.mean.estimate == pytest.approx((1.1 + 3 + 2) / 3)
    assert (found.median.estimate, found.count, found.total) == (2.0, 3, 4)


def test_speed_up_over_iteration_nought(scoring):
    found = scoring.speedup("a", 1, Quantity.CPU_S)
    # 1.1 to 0.5, 3 to 3, 2 to 1; the one that failed at first has nothing to be faster than
    assert found.geometric_mean.estimate == pytest.approx((2.2 * 1 * 2) ** (1 / 3))
    assert found.optimised.estimate == pytest.approx(2 / 3)
    assert found.pairs == 3
    assert scoring.speedup("a", 0, Quantity.CPU_S).geometric_mean.estimate == 1.0


def test_other_benchmarks(scoring):
    # 2.9 of the 3 between fastest and slowest, failed, the slowest, the fastest
    assert scoring.mercury("a", 0, Quantity.CPU_S) == pytest.approx((2.9 / 3 + 1) / 4)
    # 1.1 reaches the third of four levels, 3 the first of two, 2 the second
    shares = (3 / 4 + 1 / 2 + 1) / 3
    found = scoring.dps("a", 0, Quantity.CPU_S)
    assert found == DifferentialScore(dps=pytest.approx(shares), dps_norm=pytest.approx(shares))
    six = scoring.effibench("a", 0)
    assert six.net == pytest.approx((1.1 + 1.5 + 1.0) / 3)
    assert six.count == 3


def test_a_difference_is_on_the_same_problems(scoring):
    pytest.importorskip("scipy")
    found = scoring.difference("a", "b", 1, Metric.BEYOND_T)
    assert found.difference.estimate == pytest.approx(0.625)
    assert scoring.difference("b", "a", 1, Metric.BEYOND_T).difference.estimate == pytest.approx(-0.625)
    assert found.problems == 2


def test_a_candidate_with_a_references_code_ties_with_it_whatever_was_measured():
    same = results(
        {"a": [{"sum": [(9.0,)]}]}, {"sum": references(1.0, 2.0, digests=("(9.0,)",))}, problems=facts("sum")
    )
    whole = Scoring(same, few)
    assert whole.estimate("a", 0, Metric.BEYOND_T).estimate == 1.0  # it costs 1, and ties count
    assert whole.human("a", 0, Quantity.CPU_S).within == 1.0
    assert whole.costs("a", 0, Quantity.CPU_S) == [[1.0]]


def test_each_condition_is_ranked_among_the_references_of_its_own_tests():
    made = results({"a": [{"sum": [(2.5,)]}], "b": [{"sum": [(2.5,)]}]}, {"sum": references(1.0, 2.0, 3.0, 4.0)})
    public = "sum (public tests)"
    made = replace(
        made,
        conditions=(condition("a"), replace(condition("b"), tests=Tests.PUBLIC)),
        references={**made.references, public: references(2.0, 9.0, 9.0, 9.0)},
        programs={**made.programs, (public, "(2.5,)"): made.programs["sum", "(2.5,)"]},
    )
    whole = Scoring(made, few)
    assert whole.estimate("a", 0, Metric.BEYOND_T).estimate == 0.5
    assert whole.estimate("b", 0, Metric.BEYOND_T).estimate == 0.75
    assert whole.dps("b", 0, Quantity.CPU_S).dps == 0.75
    assert whole.effibench("b", 0).net == 1.25


def facts(*ids):
    return tuple(ProblemFacts(id=one, title=one) for one in ids)


def test_a_program_that_broke_down_while_being_measured_has_failed():
    made = results({"a": [{"sum": [(1.0,)], "sort": [(2.0,)]}]}, DISTRIBUTIONS)
    broken = Program(digest="(1.0,)", language="python", code="", costs={}, failure="runtime_error on pass 3")
    whole = Scoring(replace(made, programs={**made.programs, ("sum", "(1.0,)"): broken}), few)
    assert whole.per_problem("a", 0, Metric.PASS_AT_1) == {"sum": 0.0, "sort": 1.0}
    assert whole.per_problem("a", 0, Metric.BEYOND_T) == {"sum": 0.0, "sort": 1.0}


def test_one_reference_ranks_all_or_nothing():
    one = results({"a": [{"sum": [(1.0,), (3.0,)]}]}, {"sum": references(2.0)})
    assert Scoring(one, few).estimate("a", 0, Metric.BEYOND_T).estimate == 0.5


@pytest.mark.parametrize("metric", [Metric.BEYOND_T, Metric.BEYOND_M, Metric.BEYOND_I])
def test_no_reference_is_an_error_even_where_all_failed(metric):
    made = results({"a": [{"sum": [None], "sort": [None]}]}, {**DISTRIBUTIONS, "sort": ()})
    whole = Scoring(made, few)
    assert whole.estimate("a", 0, Metric.PASS_AT_1).estimate == 0.0
    with pytest.raises(DataError, match=r"'sort', references: no accepted reference solution") as raised:
        whole.estimate("a", 0, metric)
    assert "calibrate" in raised.value.hint


@pytest.mark.parametrize("bad", [math.nan, math.inf, 0.0, -1.0])
def test_numbers_that_were_not_measured_are_errors_that_name_problem_and_field(bad):
    made = results({"a": [{"sum": [(1.0, bad)], "sort": [(2.0,)]}]}, DISTRIBUTIONS)
    with pytest.raises(DataError, match=r"problem 'sum', program .*, cpu_s: .* is not a positive finite number"):
        Scoring(made, few).estimate("a", 0, Metric.BEYOND_T)
    made = results({"a": [{"sum": [None], "sort": [(2.0,)]}]}, {**DISTRIBUTIONS, "sum": references(1.0, bad)})
    with pytest.raises(DataError, match=r"problem 'sum', reference 'r1', peak_bytes: .* not a positive finite number"):
        Scoring(made, few).estimate("a", 0, Metric.BEYOND_M)


def test_a_quantity_that_is_missing_is_an_error():
    made = results({"a": [{"sum": [(1.0,)], "sort": [(2.0,)]}]}, DISTRIBUTIONS)
    bare = Program(digest="(1.0,)", language="python", code="", costs={Quantity.CPU_S: (1.0,)})
    whole = Scoring(replace(made, programs={**made.programs, ("sum", "(1.0,)"): bare}), few)
    assert whole.estimate("a", 0, Metric.BEYOND_T).estimate == 1.0
    with pytest.raises(DataError, match=r"'sum', program .*, peak_bytes: no values"):
        whole.estimate("a", 0, Metric.BEYOND_M)


def test_a_missing_score_names_condition_problem_and_field():
    made = results({"a": A, "b": B}, DISTRIBUTIONS)
    lost = [one for one in made.scores if (one.condition, one.problem, one.solution) != ("b", "sort", 1)]
    with pytest.raises(DataError, match=r"'b', problem 'sort', scores: solution 1, iteration 0: missing") as raised:
        Scoring(replace(made, scores=tuple(lost)), few)
    assert "same command again" in raised.value.hint


def test_a_score_there_twice_names_condition_problem_and_field():
    made = results({"a": A}, DISTRIBUTIONS)
    with pytest.raises(DataError, match=r"'a', problem 'sum', scores: solution 0, iteration 0: there twice"):
        Scoring(replace(made, scores=(*made.scores, made.scores[0])), few)


def test_scores_of_what_was_not_evaluated_are_refused_and_those_of_the_unfinished_wait():
    made = results({"a": A}, DISTRIBUTIONS)
    other = replace(made.scores[0], problem="other")
    with pytest.raises(DataError, match=r"'a', problem 'other'.*not part of this evaluation"):
        Scoring(replace(made, scores=(*made.scores, other)), few)
    Scoring(replace(made, scores=(*made.scores, other), unfinished=("other",)), few)


def test_ids_and_names_are_unique():
    made = results({"a": A}, DISTRIBUTIONS)
    with pytest.raises(DataError, match="problem 'sum': there twice"):
        Scoring(replace(made, problems=(*made.problems, made.problems[0])), few)
    with pytest.raises(DataError, match="condition 'a': there twice"):
        Scoring(replace(made, conditions=(condition("a", 1), condition("a", 1))), few)
    twice = (*DISTRIBUTIONS["sum"], DISTRIBUTIONS["sum"][0])
    with pytest.raises(DataError, match="problem 'sum', reference 'r0': there twice"):
        Scoring(results({"a": A}, {**DISTRIBUTIONS, "sum": twice}), few).estimate("a", 0, Metric.BEYOND_T)


def test_an_accepted_score_needs_its_program():
    made = results({"a": A}, DISTRIBUTIONS)
    with pytest.raises(DataError, match=r"'a', problem 'sum': program '.*' of solution 0, iteration 0.*missing"):
        Scoring(replace(made, programs={}), few).estimate("a", 0, Metric.PASS_AT_1)
    accepted = replace(made.scores[1], verdict=Verdict.ACCEPTED)
    whole = Scoring(replace(made, scores=(made.scores[0], accepted, *made.scores[2:])), few)
    with pytest.raises(DataError, match=r"program None of solution 1"):
        whole.estimate("a", 0, Metric.PASS_AT_1)


def test_what_is_not_there_is_named(scoring):
    with pytest.raises(DataError, match="no condition 'c'") as raised:
        scoring.estimate("c", 0, Metric.PASS_AT_1)
    assert "'a', 'b'" in raised.value.hint
    with pytest.raises(DataError, match="iteration -1"):
        scoring.estimate("a", -1, Metric.PASS_AT_1)
    with pytest.raises(DataError, match="none was evaluated"):
        Scoring(results({"a": A}, DISTRIBUTIONS, problems=()), few)


def test_settings_reach_the_interval():
    whole = results({"a": A}, DISTRIBUTIONS)
    wide, narrow = (
        Scoring(whole, ScoringConfig(resamples=2000, confidence=share)).estimate("a", 0, Metric.BEYOND_T)
        for share in (0.95, 0.3)
    )
    assert narrow.high - narrow.low < wide.high - wide.low
    alone = ScoringConfig(resamples=2000, unit=frozenset({Level.MEASUREMENTS}))
    found = Scoring(whole, alone).estimate("a", 0, Metric.BEYOND_T)
    # Three passes between 1 and 1.2: at 1.0 it would tie with the best.
    assert (found.low, found.high) == (0.5625, 0.625)
    with pytest.raises(UsageError, match="resamples"):
        ScoringConfig(resamples=0)


@pytest.mark.parametrize(
    ("field", "value"), [("dataset_digest", "other"), ("host_digest", "other"), ("measure_version", 2)]
)
def test_results_of_another_host_dataset_or_version_are_never_mixed(field, value):
    with pytest.raises(DataError, match=f"can't be mixed: {field} is .* and {value}") as raised:
        check_same_provenance(provenance(), provenance(**{field: value}))
    assert raised.value.hint.startswith("evaluate both")
    check_same_provenance(provenance(), provenance(afterburner="9", dataset="elsewhere"))
