"""Grading on a fake sandbox: who is run, in which order, and what becomes of each completion."""

import time
from collections import Counter
from dataclasses import replace

import pytest

from afterburner.core.errors import DataError, SandboxError, UsageError
from afterburner.core.execution import Execution
from afterburner.core.objective import Objective
from afterburner.core.problem import CheckerKind, CheckerProgram, CheckerSpec, Solution
from afterburner.core.status import Status, Verdict
from afterburner.dataset.distribution import Distribution, Member
from afterburner.measure.costs import Costs
from afterburner.sandbox.cell_client import MOST_TEMPLATES
from afterburner.sandbox.fake import ran
from afterburner.train.grading import Asked, Grader
from tests.train.graders import ORACLE, PROBLEM, answer, asked, generated_problem, grading, truth, world

KILLED = Execution(status=Status.RUNTIME_ERROR, reason="signal:SIGKILL", signal=9)
CRASHED = Execution(status=Status.RUNTIME_ERROR, reason="exit_code:1", exit_code=1, stderr=b"Traceback")


def graded(behaviour, *groups, problems=(), **options):
    with grading(behaviour, *problems, **options) as (grader, _made):
        return grader.grade(groups)


def one(behaviour, group, **options):
    return graded(behaviour, group, **options)[0]


def sources(sandbox, *, layouts):
    """What was run, by name, in passes (layouts 1 and up) or for verdicts (layout 0)."""
    return [call.program.source.decode().strip() for call in sandbox.calls if bool(call.layout) is layouts]


def test_a_faster_program_gains_on_the_one_in_the_prompt():
    (outcome,) = one(world(slow=2.0, fast=0.5), asked("fast", baseline="slow"))
    assert (outcome.verdict, outcome.graded.is_correct, outcome.graded.was_correct) == (Verdict.ACCEPTED, True, True)
    assert outcome.gain is not None
    assert outcome.gain.estimate == pytest.approx(4.0)
    assert (outcome.cost, outcome.baseline) == (pytest.approx(1.0), pytest.approx(4.0))  # of two timed tests


def test_costs_are_by_pass_and_as_many_for_everybody():
    fast, slow = one(world(slow=2.0, fast=0.5, base=1.0), asked("fast", "slow", baseline="base"), passes=4)
    assert fast.graded.costs == (1.0,) * 4
    assert slow.graded.costs == (4.0,) * 4
    assert fast.graded.baselines == slow.graded.baselines == (2.0,) * 4


def test_a_copy_of_the_program_in_the_prompt_costs_exactly_the_same():
    (outcome,) = one(world(base=1.0), asked("base", baseline="base\n\n"))
    assert outcome.graded.costs == outcome.graded.baselines
    assert outcome.gain is not None
    assert (outcome.gain.low, outcome.gain.high) == (1.0, 1.0)


def test_a_program_that_is_wrong_is_not_measured():
    with grading(world(base=1.0, right=1.0, wrong=ran(b"!"))) as (grader, made):
        outcomes = grader.grade([asked("wrong", "right", baseline="base")])[0]
    assert outcomes[0].verdict is Verdict.WRONG_ANSWER
    assert outcomes[0].reason == "different"
    assert (outcomes[0].graded.costs, outcomes[0].graded.is_correct) == ((), False)
    assert "wrong" not in sources(made[0], layouts=True)


def test_a_wrong_program_stops_at_its_first_failing_test():
    with grading(world(wrong=ran(b"!"))) as (grader, made):
        grader.grade([asked("wrong")])
    assert sources(made[0], layouts=False) == ["wrong"]


def test_without_a_correct_program_nothing_is_measured():
    with grading(world(base=1.0, wrong=ran(b"!"))) as (grader, made):
        grader.grade([asked("wrong", baseline="base")])
    assert sources(made[0], layouts=True) == []


def test_without_a_program_in_the_prompt_there_is_no_baseline():
    (outcome,) = one(world(right=1.0), asked("right"))
    assert (outcome.graded.was_correct, outcome.graded.baselines, outcome.gain) == (False, (), None)
    assert outcome.graded.costs


def test_a_wrong_program_in_the_prompt_is_no_baseline():
    (outcome,) = one(world(right=1.0, base=ran(b"!")), asked("right", baseline="base"))
    assert (outcome.graded.was_correct, outcome.baseline) == (False, None)


def test_the_same_program_is_judged_and_measured_once():
    with grading(world(base=1.0, right=0.5)) as (grader, made):
        first, second, third = grader.grade([asked("right", "right", "base", baseline="base")])[0]
    assert (first.graded.same_as, second.graded.same_as, third.graded.same_as) == (None, 0, None)
    assert second.graded.costs == first.graded.costs
    assert Counter(sources(made[0], layouts=False))["right"] == len(PROBLEM.tests)
    assert (second.judging_s, second.program_cpu_s) == (0.0, 0.0)


def test_a_program_of_another_group_is_judged_once_and_measured_again():
    with grading(world(base=1.0, right=0.5)) as (grader, made):
        outcomes = grader.grade([asked("right", baseline="base")] * 2)
        again = grader.grade([asked("right", baseline="base")])
    assert Counter(sources(made[0], layouts=False))["right"] == len(PROBLEM.tests)
    assert Counter(sources(made[0], layouts=True))["right"] == 3 * 5 * len(PROBLEM.timed_tests())
    assert [group[0].graded.same_as for group in (*outcomes, *again)] == [None] * 3


def test_each_pass_has_a_layout_of_its_own_and_everybody_in_it():
    with grading(world(base=1.0, a=1.0, b=1.0), passes=3) as (grader, made):
        grader.grade([asked("a", "b", baseline="base")])
    runs = Counter((call.layout, call.program.source.decode().strip()) for call in made[0].calls if call.layout)
    assert runs == {(layout, name): 2 for layout in (1, 2, 3) for name in ("a", "b", "base")}


def test_a_group_is_measured_on_one_worker():
    with grading(world(base=1.0, a=1.0, b=1.0), workers=3) as (grader, made):
        grader.grade([asked("a", "b", baseline="base")])
    assert sum(bool(sources(sandbox, layouts=True)) for sandbox in made) == 1


def test_programs_take_turns_test_by_test_in_an_order_drawn_anew():
    with grading(world(base=1.0, a=1.0, b=1.0), passes=8) as (grader, made):
        grader.grade([asked("a", "b", baseline="base")])
    runs = [call for call in made[0].calls if call.layout]
    turns = [runs[place : place + 3] for place in range(0, len(runs), 3)]
    assert all(len({call.stdin for call in turn}) == 1 for turn in turns)
    assert len({tuple(call.program.source for call in turn) for turn in turns}) > 3


def test_a_large_group_is_measured_in_parts_that_stay_ready():
    names = [f"p{number}" for number in range(2 * MOST_TEMPLATES)]
    with grading(world(base=1.0, **dict.fromkeys(names, 1.0)), passes=2) as (grader, made):
        outcomes = grader.grade([asked(*names, baseline="base")])[0]
    runs = [call for call in made[0].calls if call.layout]
    loads = sum(
        call.program not in {other.program for other in runs[max(0, place - 2 * MOST_TEMPLATES) : place]}
        for place, call in enumerate(runs)
        if call.layout == 2
    )
    assert all(len(outcome.graded.costs) == 2 for outcome in outcomes)
    assert loads <= len(names) + 1


def test_a_program_that_fails_while_it_is_measured_is_not_correct():
    failing = iter([ran(b"?")] * 4 + [ran(b"!")] * 10)
    with grading(world(base=1.0, flaky=lambda _i: next(failing), right=0.5)) as (grader, _made):
        flaky, right = grader.grade([asked("flaky", "right", baseline="base")])[0]
        again = grader.grade([asked("flaky", baseline="base")])[0][0]
    assert (flaky.verdict, flaky.graded.is_correct, flaky.graded.costs) == (Verdict.WRONG_ANSWER, False, ())
    assert right.graded.costs
    assert again.verdict is Verdict.WRONG_ANSWER


def test_a_program_in_the_prompt_that_fails_while_it_is_measured_was_not_correct():
    failing = iter([ran(b"?")] * 4 + [ran(b"!")] * 10)
    (outcome,) = one(world(base=lambda _i: next(failing), right=0.5), asked("right", baseline="base"))
    assert (outcome.graded.was_correct, outcome.graded.baselines) == (False, ())
    assert len(outcome.graded.costs) == 5


def test_passes_are_over_fresh_inputs_the_same_for_everybody():
    with grading(world(base=1.0, a=1.0), generated_problem(), passes=3) as (grader, made):
        grader.grade([asked("a", baseline="base", problem="g")])
    runs = [call for call in made[0].calls if call.layout]
    assert all(call.stdin.startswith(b"fresh ") for call in runs)
    first, second, third = [{call.stdin for call in runs if call.layout == layout} for layout in (1, 2, 3)]
    assert len(first) == len(second) == 2
    assert first.isdisjoint(second)
    assert first == third


def test_a_program_that_knows_the_problem_s_own_tests_is_not_correct():
    def knows(stdin):
        return ran(b"?" if stdin in {b"small", b"large", b"huge"} else b"!")

    (outcome,) = graded(
        world(base=1.0, knows=knows), asked("knows", baseline="base", problem="g"), problems=(generated_problem(),)
    )[0]
    assert (outcome.verdict, outcome.reason) == (Verdict.WRONG_ANSWER, "fresh_input")


def test_no_pass_begins_after_the_budget_but_two_are_made():
    costs = [
        len(one(world(base=50.0, a=40.0), asked("a", baseline="base"), budget_s=budget_s)[0].graded.costs)
        for budget_s in (1.0, 500.0, 1e6)
    ]
    assert costs == [2, 3, 5]


def test_a_program_alone_is_not_measured_for_an_interval():
    (outcome,) = one(world(base=1.0), asked("base", baseline="base"), passes=9)
    assert len(outcome.graded.costs) == 2


@pytest.mark.parametrize(
    ("objective", "cost"), [(Objective.TIME, 1.0), (Objective.MEMORY, 10 << 20), (Objective.INTEGRAL, 10 << 20)]
)
def test_costs_are_in_the_objective_s_unit(objective, cost):
    (outcome,) = one(world(a=0.5), asked("a", objective=objective))
    assert outcome.cost == pytest.approx(cost)


def test_what_was_not_measured_has_no_cost():
    unseen = replace(ran(b"?"), peak_bytes=None)
    (outcome,) = one(world(a=unseen), asked("a", objective=Objective.MEMORY))
    assert (outcome.graded.is_correct, outcome.graded.costs, outcome.graded.masked) == (True, (), None)


def test_a_reply_without_a_program_says_so():
    group = Asked(truth=truth("base"), completions=["I don't know.", answer("right")])
    nothing, right = one(world(base=1.0, right=1.0), group)
    assert (nothing.code, nothing.verdict, nothing.reason) == (None, None, "no_code")
    assert not nothing.graded.is_well_formed
    assert nothing.graded.was_correct
    assert right.graded.is_well_formed


def test_a_reply_that_was_cut_is_not_judged():
    cut = answer("right").partition("right")[0] + "ri"
    group = Asked(truth=truth(), completions=[cut], was_cut=[True])
    (outcome,) = one(world(), group)
    assert (outcome.verdict, outcome.reason) == (None, "cut")


def test_form_is_strict_and_reading_is_tolerant():
    (outcome,) = one(world(right=1.0), Asked(truth=truth(), completions=["```python\nright\n```"]))
    assert (outcome.graded.is_well_formed, outcome.graded.is_correct) == (False, True)


def test_a_problem_that_is_not_known_is_named():
    with pytest.raises(DataError, match="no problem elsewhere"):
        graded(world(), asked("a", problem="elsewhere"))


def test_a_problem_may_be_looked_for():
    found = replace(PROBLEM, id="late")
    (outcome,) = one(world(a=1.0), asked("a", problem="late"), reread={"late": found}.get)
    assert outcome.graded.is_correct


def test_a_fault_of_the_machine_is_tried_again():
    (outcome,) = one(world(right=1.0), asked("right"), faults=[0])
    assert (outcome.verdict, outcome.graded.masked) == (Verdict.ACCEPTED, None)


def test_a_machine_that_fails_twice_masks_and_is_asked_again_later():
    broken = True

    def sometimes(_stdin):
        if broken:
            raise SandboxError("no memory\nmore words")
        return ran(b"?")

    with grading(world(base=1.0, a=sometimes, b=1.0)) as (grader, _made):
        a, b = grader.grade([asked("a", "b", baseline="base")])[0]
        broken = False
        again = grader.grade([asked("a", baseline="base")])[0][0]
    assert (a.verdict, a.graded.is_correct) == (None, False)
    assert a.graded.masked == "the machine failed 2 times: no memory"
    assert (b.graded.masked, b.graded.is_correct) == (None, True)
    assert (again.verdict, again.graded.masked) == (Verdict.ACCEPTED, None)


def test_a_fault_in_a_group_s_measuring_has_it_made_again():
    verdicts = 2 * len(PROBLEM.tests)
    (outcome,) = one(world(base=2.0, a=1.0), asked("a", baseline="base"), faults=[verdicts + 3])
    assert (outcome.graded.masked, len(outcome.graded.costs)) == (None, 5)


def test_a_measuring_that_fails_twice_masks_the_correct_ones_alone():
    runs = iter(range(100))

    def breaks(_stdin):
        if next(runs) >= len(PROBLEM.tests):
            raise SandboxError("lost")
        return ran(b"?")

    a, wrong = one(world(base=1.0, a=breaks, wrong=ran(b"!")), asked("a", "wrong", baseline="base"))
    assert (a.graded.masked, a.verdict) == ("the machine failed 2 times: lost", Verdict.ACCEPTED)
    assert (wrong.graded.masked, wrong.verdict) == (None, Verdict.WRONG_ANSWER)


def test_a_program_in_the_prompt_that_nothing_is_known_of_masks_the_group():
    def broken(_stdin):
        raise SandboxError("lost")

    group = Asked(truth=truth("base"), completions=[answer("a"), "nothing"])
    outcomes = one(world(base=broken, a=1.0), group)
    assert all("the program in the prompt" in (outcome.graded.masked or "") for outcome in outcomes)


def test_a_run_that_somebody_killed_is_believed_when_it_comes_twice():
    once = iter([KILLED, *[ran(b"?")] * 100])
    first, second = one(world(once=lambda _i: next(once), always=KILLED), asked("once", "always"))
    assert (first.verdict, second.verdict) == (Verdict.ACCEPTED, Verdict.RUNTIME_ERROR)


def test_a_run_that_somebody_killed_in_measuring_has_it_made_again():
    once = iter([*[ran(b"?")] * 4, KILLED, *[ran(b"?")] * 100])
    (outcome,) = one(world(base=1.0, a=lambda _i: next(once)), asked("a", baseline="base"))
    assert (outcome.verdict, len(outcome.graded.costs)) == (Verdict.ACCEPTED, 5)


def test_a_program_that_did_not_get_the_processor_is_masked_and_one_that_slept_is_not():
    limit = Execution(status=Status.WALL_LIMIT_EXCEEDED, reason="limit:wall", wall_s=30.0)
    starved, asleep = one(
        world(starved=replace(limit, cpu_s=8.0), asleep=replace(limit, cpu_s=0.1)), asked("starved", "asleep")
    )
    assert (starved.verdict, "others took it" in (starved.graded.masked or "")) == (None, True)
    assert (asleep.verdict, asleep.graded.masked) == (Verdict.WALL_LIMIT_EXCEEDED, None)


def test_a_checker_that_fails_is_the_user_s_to_mend():
    spec = CheckerSpec(kind=CheckerKind.PROGRAM, program=CheckerProgram(solution=Solution(code="checker")))
    problem = replace(PROBLEM, checker=spec)
    with (
        grading(world(a=1.0, checker=CRASHED), problem) as (grader, _made),
        pytest.raises(DataError, match="the checker checker of p failed"),
    ):
        grader.grade([asked("a")])


def test_a_generator_that_fails_is_the_user_s_to_mend():
    with (
        grading(world(a=1.0, b=1.0, oracle=CRASHED), generated_problem()) as (grader, _made),
        pytest.raises(DataError, match="the oracle of g fails"),
    ):
        grader.grade([asked("a", "b", problem="g")])


def test_what_was_begun_is_not_judged_again():
    with grading(world(base=1.0, a=1.0)) as (grader, made):
        for _ in range(3):
            grader.begin(truth("base"), answer("a"))
        outcome = grader.grade([asked("a", baseline="base")])[0][0]
    assert Counter(sources(made[0], layouts=False)) == {"a": len(PROBLEM.tests), "base": len(PROBLEM.tests)}
    assert outcome.judging_s > 0


def test_a_group_that_was_begun_is_measured_before_anybody_asks():
    with grading(world(base=1.0, a=0.5)) as (grader, made):
        group = asked("a", baseline="base")
        grader.begin_group(group)
        grader.begin_group(group)
        until_s = time.monotonic() + 10
        while len(sources(made[0], layouts=True)) < 5 * 2 * 2 and time.monotonic() < until_s:
            time.sleep(0.005)
        before = len(made[0].calls)
        (outcome,) = grader.grade([asked("a", baseline="base")])[0]
        assert len(made[0].calls) == before
        again = grader.grade([group])[0][0]
    assert outcome.graded == again.graded
    assert outcome.judging_s > 0
    assert len(made[0].calls) == before + 5 * 2 * 2


def test_an_error_of_a_group_that_was_begun_shows_when_it_is_asked_for():
    with grading(world(a=1.0, b=1.0, oracle=CRASHED), generated_problem()) as (grader, _made):
        grader.begin_group(asked("a", "b", problem="g"))
        grader.begin_group(asked("a", problem="elsewhere"))
        with pytest.raises(DataError, match="the oracle of g fails"):
            grader.grade([asked("a", "b", problem="g")])


def test_groups_without_programs_have_outcomes_too():
    nothing, empty = graded(
        world(),
        Asked(truth=truth(), completions=["nothing"]),
        Asked(truth=truth(), completions=[]),
    )
    assert [one.reason for one in nothing] == ["no_code"]
    assert empty == []


def test_to_begin_raises_nothing():
    with grading(world()) as (grader, _made):
        grader.begin(truth(problem="elsewhere"), answer("a"))
        grader.begin(truth(), "no program")
    grader.begin(truth(), answer("a"))


def test_a_closed_grader_says_so():
    with grading(world()) as (grader, _made):
        grader.close()
        with pytest.raises(UsageError, match="closed"):
            grader.grade([asked("a")])


def test_no_passes_are_refused():
    with pytest.raises(UsageError, match="0 passes"):
        graded(world(), asked("a"), passes=0)


def test_totals_count_what_it_took():
    with grading(world(base=1.0, a=0.5, wrong=ran(b"!", cpu_s=0.25))) as (grader, _made):
        assert (grader.totals.overhead, grader.totals.known_share) == (None, None)
        outcomes = grader.grade([asked("a", "wrong", "a", baseline="base")])[0]
        totals = grader.totals
    baseline_s = 3 * 1.0 + 5 * 2 * 1.0
    assert totals.program_cpu_s == pytest.approx(baseline_s + sum(one.program_cpu_s for one in outcomes))
    assert [one.program_cpu_s for one in outcomes] == [pytest.approx(3 * 0.5 + 5 * 2 * 0.5), 0.25, 0.0]
    assert (totals.programs, totals.known) == (3, 1)
    assert totals.busy_s > 0


def test_many_threads_may_grade_at_once():
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - of this test alone

    with grading(world(base=1.0, a=0.5, b=2.0), workers=2) as (grader, _made), ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(grader.grade, [asked("a", "b", baseline="base")] * 2) for _ in range(16)]
        found = [job.result(timeout=60) for job in jobs]
    assert {outcome.graded.costs for groups in found for group in groups for outcome in group} == {
        (1.0,) * 5,
        (4.0,) * 5,
    }


def _distribution(*costs_s):
    def member(cost_s, number):
        reference = replace(ORACLE, name=f"r{number}", solution=Solution(code=f"r{number}\n"))
        costs = Costs(cpu_s=cost_s, wall_s=cost_s, peak_bytes=cost_s * 1e6, integral_byte_s=cost_s)
        return Member(reference=reference, passes=(costs,))

    members = tuple(member(cost_s, number) for number, cost_s in enumerate(costs_s))
    return {("p", "python"): Distribution(problem="p", language="python", members=members)}


def test_beyond_is_corrected_by_the_program_in_the_prompt_where_it_is_a_reference():
    # The machine is half as fast as when the references took 1, 2, 4 and 8 s: r2 takes 8 s now, and a 3 s.
    behaviour = world(r2=4.0, a=1.5)
    (outcome,) = one(behaviour, asked("a", baseline="r2"), distributions=_distribution(1.0, 2.0, 4.0, 8.0))
    assert outcome.graded.beyond == 0.75


def test_beyond_has_an_anchor_measured_where_no_reference_is_in_the_group():
    behaviour = world(base=4.0, a=1.5, r0=1.0, r1=2.0, r2=4.0, r3=8.0)
    with grading(behaviour, distributions=_distribution(1.0, 2.0, 4.0, 8.0)) as (grader, made):
        (outcome,) = grader.grade([asked("a", baseline="base")])[0]
    assert set(sources(made[0], layouts=True)) == {"base", "a", "r2"}
    assert outcome.graded.beyond == 0.75


def test_beyond_of_a_reference_is_its_own_rank():
    (outcome,) = one(world(r3=1.0), asked("r3", baseline="r3"), distributions=_distribution(1.0, 2.0, 4.0, 8.0))
    assert outcome.graded.beyond == 0.25


def test_beyond_is_not_known_without_references():
    (outcome,) = one(world(a=1.0), asked("a"))
    assert outcome.graded.beyond is None


def test_a_grader_is_a_context():
    with grading(world(a=1.0)) as (grader, _made):
        assert isinstance(grader, Grader)
    with pytest.raises(UsageError, match="closed"):
        grader.grade([])
