"""The simulation of clusters, against what can be said with pencil and paper."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from cluster_model import Costs, Job, Load, drawn_jobs, simulate

FREE = Costs(run_s=0.0, judgement_s=0.0, driver_run_s=0.0, driver_judgement_s=0.0)
JOB = Job(runs=10, programs_s=1.0)


def test_programs_alone_take_their_time_over_the_workers() -> None:
    for workers in (1, 2, 4, 8):
        outcome = simulate(FREE, [JOB] * 8, workers=workers)
        assert outcome.makespan_s == pytest.approx(8 / workers)
        assert outcome.busy == pytest.approx(1.0)


def test_more_workers_than_work_do_not_help() -> None:
    assert simulate(FREE, [JOB] * 8, workers=100).makespan_s == pytest.approx(1.0)


def test_costs_of_runs_and_judgements_are_added_once_each() -> None:
    costs = Costs(run_s=0.01, judgement_s=0.1, driver_run_s=0.02, driver_judgement_s=0.3)
    one_s = 1.0 + 10 * 0.01 + 0.1 + 10 * 0.02 + 0.3
    assert simulate(costs, [JOB] * 3, workers=1).makespan_s == pytest.approx(3 * one_s)


@pytest.mark.parametrize("overlaps", [False, True])
def test_a_thousand_workers_get_no_more_than_one_driver_gives(*, overlaps: bool) -> None:
    costs = Costs(run_s=0.0, judgement_s=0.0, driver_run_s=0.0, driver_judgement_s=0.1, overlaps=overlaps)
    assert simulate(costs, [JOB] * 1000, workers=1000).makespan_s == pytest.approx(1000 * 0.1, rel=0.02)
    assert simulate(costs, [JOB] * 1000, workers=1000, drivers=4).makespan_s == pytest.approx(250 * 0.1, rel=0.05)


def test_a_driver_that_works_ahead_costs_nothing_while_it_keeps_up() -> None:
    costs = Costs(run_s=0.0, judgement_s=0.0, driver_run_s=0.01, driver_judgement_s=0.1, overlaps=True)
    assert simulate(costs, [JOB] * 4, workers=2).makespan_s == pytest.approx(2.0, rel=0.03)


def test_everything_on_one_machine_takes_at_least_its_processor_time() -> None:
    costs = Costs(run_s=0.0, judgement_s=0.0, driver_run_s=0.0, driver_judgement_s=0.0, machine_run_s=0.02)
    apart, together = simulate(costs, [JOB] * 8, workers=2), simulate(costs, [JOB] * 8, workers=2, cores=2)
    assert apart.makespan_s < together.makespan_s == pytest.approx(8 * 1.2 / 2)


def test_tails_are_those_of_the_slowest() -> None:
    outcome = simulate(FREE, [JOB] * 99 + [Job(runs=1, programs_s=10.0)], workers=100)
    assert outcome.quantile_s(0.5) == outcome.quantile_s(0.99) == pytest.approx(1.0)
    assert outcome.quantile_s(0.999) == pytest.approx(10.0)


def test_work_is_drawn_from_the_seed_alone() -> None:
    load = Load(name="some", judgements=2000, runs=100, program_s=0.01, spread=1.0, wrong=0.4, endless=0.02)
    assert drawn_jobs(load, seed=1) == drawn_jobs(load, seed=1) != drawn_jobs(load, seed=2)
    jobs = drawn_jobs(load, seed=1)
    assert sum(job.runs == 100 for job in jobs) / 2000 == pytest.approx(0.58, abs=0.04)
    assert sum(job.programs_s == load.limit_s and job.runs == 1 for job in jobs) / 2000 == pytest.approx(0.02, abs=0.01)
