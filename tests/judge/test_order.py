"""The order of the tests: shuffled by a seed, and nothing that is reported depends on it."""

from afterburner.core.problem import Problem, Purpose, Solution, Test
from afterburner.core.status import Verdict
from afterburner.judge.judge import Effort, Judge
from afterburner.sandbox.fake import FakeSandbox, ran

NAMES = [f"t{number}" for number in range(12)]
ANY = Solution(code="any")


def problem_of(purposes=None):
    purposes = purposes or [Purpose.CORRECTNESS] * len(NAMES)
    tests = tuple(
        Test(name=name, input=name.encode(), expected=b"right", purpose=purpose)
        for name, purpose in zip(NAMES, purposes, strict=True)
    )
    return Problem(id="p", title="", statement="", tests=tests)


def judged(seed, *, wrong=(), all_tests=False, problem=None):
    """Return the order in which the tests were run, and the judgement."""
    sandbox = FakeSandbox(lambda _program, stdin: ran(b"wrong" if stdin.decode() in wrong else b"right"))
    effort = Effort(repeats=0, seed=seed)
    judgement = Judge(sandbox).judge(problem or problem_of(), ANY, effort=effort, all_tests=all_tests)
    return [call.stdin.decode() for call in sandbox.calls], judgement


def test_the_same_seed_gives_the_same_order():
    assert judged(7)[0] == judged(7)[0]


def test_seeds_give_different_orders_of_the_same_tests():
    orders = [judged(seed)[0] for seed in range(6)]
    assert len({tuple(order) for order in orders}) > 1
    assert all(sorted(order) == sorted(NAMES) for order in orders)


def test_without_a_seed_one_is_drawn_and_recorded():
    (order, judgement), (_other, again) = judged(None), judged(None)
    assert judgement.seed != again.seed
    assert judged(judgement.seed)[0] == order


def test_results_are_reported_in_the_order_of_the_problem():
    for seed in range(4):
        judgement = judged(seed, wrong=("t3", "t8"), all_tests=True)[1]
        assert [result.test for result in judgement.results] == NAMES
        wrong = [result.test for result in judgement.results if result.verdict is Verdict.WRONG_ANSWER]
        assert (wrong, judgement.failure.test, judgement.passed) == (["t3", "t8"], "t3", 10)


def test_the_test_that_ended_a_judgement_is_named():
    for seed in range(4):
        order, judgement = judged(seed, wrong=("t3", "t8"))
        assert judgement.failure.test == order[-1]
        assert (judgement.passed, len(judgement.results)) == (len(order) - 1, len(order))


def test_the_large_tests_come_after_all_small_ones():
    purposes = [Purpose.PERFORMANCE if number % 3 == 0 else Purpose.CORRECTNESS for number in range(len(NAMES))]
    large = set(NAMES[::3])
    for seed in range(4):
        order = judged(seed, problem=problem_of(purposes))[0]
        assert set(order[-len(large) :]) == large
