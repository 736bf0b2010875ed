"""Measuring beside anchors: a machine that changed changes nothing, and who fails is named."""

import pytest

from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.journal import Journal
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.dataset.calibration import Calibration, calibrate
from afterburner.dataset.distribution import distribution_of
from afterburner.experiment.measuring import LEAST_PASSES, TRACE_POINTS, measure, reference_costs
from afterburner.sandbox import host
from afterburner.sandbox.fake import FakeSandbox, ran
from afterburner.sandbox.monolith import Monolith

COSTS_S = {"slow": 2.0, "middle": 1.0, "fast": 0.4, "candidate": 0.8, "snail": 9.0}
TESTS = (
    Test(name="small", input=b"1", expected=b"1", purpose=Purpose.PERFORMANCE),
    Test(name="large", input=b"22", expected=b"1", purpose=Purpose.PERFORMANCE),
)
REFERENCES = tuple(Reference(name=name, idea="", solution=Solution(code=name)) for name in ("slow", "middle", "fast"))
PROBLEM = Problem(id="p", title="", statement="", tests=TESTS, references=REFERENCES)
CANDIDATE = Solution(code="candidate")


def machine(speed=1.0, *, costs_s=COSTS_S):
    return FakeSandbox({name: ran(b"1", cpu_s=cost * speed) for name, cost in costs_s.items()})


def calibrated(path, problem=PROBLEM, sandbox=None, *, repeats=3, facts=None):
    with Journal(path / "j.jsonl") as journal:
        known = Calibration(journal, host=facts or {"machine": "made up"})
        list(calibrate([problem], sandbox or machine(), known, repeats=repeats))
        return distribution_of(problem, known, language="python")


def median(program, quantity=Quantity.CPU_S):
    costs = sorted(program.costs[quantity])
    return costs[len(costs) // 2]


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.2, 3.0])
def test_a_machine_that_became_slower_makes_no_slower_candidate(tmp_path, speed):
    program = measure(PROBLEM, CANDIDATE, calibrated(tmp_path), machine(speed), measurements=5)
    assert median(program) == pytest.approx(1.6, rel=0.01)
    assert median(program, Quantity.WALL_S) == pytest.approx(1.6, rel=0.01)
    assert median(program, Quantity.INTEGRAL_BYTE_S) == pytest.approx(1.6 * (10 << 20), rel=0.01)
    assert median(program, Quantity.PEAK_BYTES) == 10 << 20
    assert program.drift[Quantity.CPU_S] == pytest.approx(speed)
    assert Quantity.PEAK_BYTES not in program.drift


def test_as_many_costs_as_asked_each_pass_in_its_own_layout(tmp_path):
    distribution = calibrated(tmp_path)
    program = measure(PROBLEM, CANDIDATE, distribution, sandbox := machine(), measurements=7)
    assert {len(costs) for costs in program.costs.values()} == {7}
    assert program.digest == CANDIDATE.digest
    assert {call.layout for call in sandbox.calls} == set(range(1, 8))


def test_programs_are_interleaved_test_by_test_in_an_order_of_the_seed(tmp_path):
    distribution = calibrated(tmp_path)
    orders = []
    for seed in (1, 1, 2):
        measure(PROBLEM, CANDIDATE, distribution, sandbox := machine(), measurements=4, seed=seed)
        orders.append([(call.program.source, call.stdin) for call in sandbox.calls])
    assert orders[0] == orders[1] != orders[2]
    in_turn = orders[0][2:20]  # after the look at what it roughly costs: three passes, two tests, three programs
    for start in range(0, 18, 3):
        assert len({stdin for _source, stdin in in_turn[start : start + 3]}) == 1
        assert {source for source, _stdin in in_turn[start : start + 3]} == {b"middle", b"fast", b"candidate"}


def passes_of(sandbox, name):
    return {call.layout for call in sandbox.calls if call.program.source == name.encode()}


def test_anchors_that_are_far_away_are_left_out_once_the_drift_is_known(tmp_path):
    measure(PROBLEM, CANDIDATE, calibrated(tmp_path), sandbox := machine(1.2), measurements=9)
    assert passes_of(sandbox, "candidate") == set(range(1, 10))
    assert passes_of(sandbox, "middle") == {1, 2, 3, 4, 5}
    assert passes_of(sandbox, "slow") == {
        1,
        2,
        3,
    }  # at first sight the candidate costs 1.92 s: 2.1 times, fast 2.4 times
    assert passes_of(sandbox, "fast") == set()


def test_a_reference_that_can_t_be_told_apart_is_in_every_pass_and_decides(tmp_path):
    costs_s = {**COSTS_S, "candidate": 1.03}
    distribution = calibrated(tmp_path)
    # Not every program became slower alike: the one that is near says what that means for the candidate.
    sandbox = machine(costs_s={**costs_s, "candidate": 1.03 * 1.4, "middle": 1.4, "fast": 0.4 * 1.1})
    program = measure(PROBLEM, CANDIDATE, distribution, sandbox, measurements=9, budget_cpu_s=1000)
    assert passes_of(sandbox, "middle") == set(range(1, 10))
    assert median(program) == pytest.approx(2 * 1.03, rel=0.01)


def failing(source, call, answer=b"2"):
    """Return a machine on which ``source`` is wrong from its n-th call on."""
    count = 0

    def behave(program, _stdin):
        nonlocal count
        count += program.source == source
        wrong = program.source == source and count > call
        return ran(answer if wrong else b"1", cpu_s=COSTS_S[program.source.decode()])

    return FakeSandbox(behave)


def test_a_candidate_that_is_wrong_in_a_later_pass_has_no_costs(tmp_path):
    program = measure(PROBLEM, CANDIDATE, calibrated(tmp_path), failing(b"candidate", 6), measurements=9)
    assert program.costs == {}
    assert program.failure.startswith("wrong_answer on test ")
    assert "in pass 3" in program.failure


def test_a_reference_that_is_wrong_now_is_a_broken_problem(tmp_path):
    with pytest.raises(DataError, match="problem p, reference fast: wrong_answer") as refusal:
        measure(PROBLEM, CANDIDATE, calibrated(tmp_path), failing(b"fast", 1), measurements=3)
    assert "calibrate" in refusal.value.hint


def test_a_machine_that_fails_is_nobody_s_cost(tmp_path):
    sandbox = FakeSandbox(machine()._behaviour, faults=[9])
    with pytest.raises(SandboxError):
        measure(PROBLEM, CANDIDATE, calibrated(tmp_path), sandbox, measurements=3)


def test_a_candidate_that_is_a_reference_costs_what_the_reference_costs(tmp_path):
    distribution = calibrated(tmp_path)
    program = measure(PROBLEM, Solution(code="middle"), distribution, sandbox := machine(1.7), measurements=3)
    assert program.costs == reference_costs(distribution)[1].costs
    assert len(sandbox.calls) == 1
    assert program.trace


def test_a_slow_candidate_is_measured_less_often(tmp_path):
    distribution = calibrated(tmp_path)
    program = measure(PROBLEM, Solution(code="snail"), distribution, machine(), measurements=16, budget_cpu_s=60.0)
    assert len(program.costs[Quantity.CPU_S]) == LEAST_PASSES
    assert median(program) == pytest.approx(18.0)


def test_no_measurements_are_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="0 measurements"):
        measure(PROBLEM, CANDIDATE, calibrated(tmp_path), machine(), measurements=0)


def test_results_of_another_host_are_refused(tmp_path):
    calibrated(tmp_path)
    with pytest.raises(DataError, match="host"):
        calibrated(tmp_path, facts={"machine": "another"})


def test_references_are_kept_as_results_want_them(tmp_path):
    kept = reference_costs(calibrated(tmp_path))
    assert [one.name for one in kept] == ["slow", "middle", "fast"]
    assert kept[0].code_digest == REFERENCES[0].solution.digest
    assert kept[0].costs[Quantity.CPU_S] == (4.0, 4.0, 4.0)
    assert set(kept[0].costs) == set(Quantity)


def test_real_programs_are_measured_in_the_real_sandbox(tmp_path):
    codes = {
        "twice": "print(sum(i * i for i in range(int(input()))))\nsum(i * i for i in range(100_000))",
        "once": "print(sum(i * i for i in range(int(input()))))",
    }
    tests = (Test(name="t", input=b"100000", expected=b"333328333350000", purpose=Purpose.PERFORMANCE),)
    references = tuple(Reference(name=name, idea="", solution=Solution(code=code)) for name, code in codes.items())
    problem = Problem(id="squares", title="", statement="", tests=tests, references=references)
    with Monolith() as sandbox:
        distribution = calibrated(tmp_path, problem, sandbox, repeats=3, facts=host.facts())
        program = measure(problem, Solution(code=codes["once"] + "\n"), distribution, sandbox, measurements=3)
    assert median(program) < 0.8 * distribution.members[0].median(Quantity.CPU_S)
    assert set(program.costs) == set(Quantity)
    assert 2 <= len(program.trace) <= TRACE_POINTS
