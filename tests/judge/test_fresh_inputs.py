"""Timed passes on inputs that nobody could know: what is run, what is measured, and what a program that remembers gets."""

from dataclasses import replace
from textwrap import dedent

import pytest

from afterburner.core.encoding import decode, encode
from afterburner.core.errors import DataError
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Purpose, Reference, Solution, Test
from afterburner.core.status import Status, Verdict
from afterburner.judge.generated import MOST_SETS, GeneratedTests
from afterburner.judge.judge import Effort, Judge
from afterburner.measure.compare import Plan
from afterburner.sandbox.fake import FakeSandbox, ran

SIZES = (10, 20)
KNOWN = tuple(
    Test(name=f"known-{size}", input=f"known {size}".encode(), expected=b"?", purpose=Purpose.PERFORMANCE)
    for size in SIZES
)
SMALL = Test(name="small", input=b"small", expected=b"?")
ORACLE = Reference(name="oracle", idea="", solution=Solution(code="oracle"))
PROBLEM = Problem(
    id="p",
    title="",
    statement="",
    tests=(SMALL, *KNOWN),
    generator="generate",
    performance_sizes=SIZES,
    references=(Reference(name="first", idea="", solution=Solution(code="first")), ORACLE),
    oracle="oracle",
)
ANY = Solution(code="honest")


def world(**programs):
    """A sandbox with a generator, an oracle that answers ``?``, and programs: each a function of the input."""

    def behave(program, stdin):
        source = program.source.decode()
        if program.entry_point == "generate":
            seed, size = decode(stdin)
            return ran(result=encode(f"fresh {seed} {size}"))
        return {"oracle": lambda _i: ran(b"?"), "honest": lambda _i: ran(b"?", cpu_s=1.0), **programs}[source](stdin)

    return FakeSandbox(behave)


def inputs(sandbox, source="honest"):
    return [call.stdin.decode() for call in sandbox.calls if call.program.source.decode() == source]


def judged(sandbox, solution=ANY, problem=PROBLEM, **effort):
    return Judge(sandbox).judge(problem, solution, effort=Effort(**effort))


def test_every_pass_after_the_first_is_over_fresh_inputs_of_the_same_sizes():
    sandbox = world()
    judged(sandbox, repeats=4)
    seen = inputs(sandbox)
    assert sorted(seen[:3]) == ["known 10", "known 20", "small"]
    fresh = seen[3:]
    assert len(set(fresh)) == len(fresh) == 3 * len(SIZES)
    for at in range(0, len(fresh), 2):
        assert sorted(int(text.split()[2]) for text in fresh[at : at + 2]) == list(SIZES)


def test_the_first_pass_is_not_measured_where_there_are_fresh_inputs():
    remembering = {"knows": lambda stdin: ran(b"?", cpu_s=0.001 if stdin.startswith(b"known") else 1.0)}
    measurement = judged(world(**remembering), Solution(code="knows"), repeats=3).measurement
    assert measurement.repeats == 2
    assert measurement.quantities[Quantity.CPU_S].estimate == pytest.approx(2.0)


@pytest.mark.parametrize(
    "lacking",
    [
        {"generator": None},
        {"references": ()},
        {"performance_sizes": ()},
        {"performance_sizes": (1, 2, 3)},
        {"tests": (SMALL,)},
    ],
    ids=lambda lacking: next(iter(lacking)),
)
def test_without_generator_oracle_or_sizes_the_known_inputs_are_repeated(lacking):
    problem, sandbox = replace(PROBLEM, **lacking), world()
    assert judged(sandbox, problem=problem, repeats=3).measurement.repeats == 3
    assert not any("fresh" in text for text in inputs(sandbox))


def test_one_pass_and_no_pass_need_no_fresh_inputs():
    for repeats in (0, 1):
        sandbox = world()
        judged(sandbox, repeats=repeats)
        assert {call.program.source for call in sandbox.calls} == {b"honest"}


def test_they_can_be_left_out():
    sandbox = world()
    judged(sandbox, repeats=3, fresh=False)
    assert not any("fresh" in text for text in inputs(sandbox))


def test_a_slow_program_is_still_measured_on_fresh_inputs():
    measurement = judged(world(), repeats=5, budget_s=0.0).measurement
    assert measurement.repeats == 1


def failing_on_fresh(seen):
    return lambda stdin: seen if stdin.startswith(b"fresh") else ran(b"?")


def test_a_wrong_answer_to_a_fresh_input_is_one_with_a_reason_of_its_own():
    judgement = judged(world(cheat=failing_on_fresh(ran(b"!"))), Solution(code="cheat"))
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.WRONG_ANSWER, "fresh_input")
    assert judgement.failure.test.startswith("fresh-")
    assert judgement.passed < judgement.total
    assert judgement.measurement is None


def test_another_failure_on_a_fresh_input_keeps_its_reason():
    seen = replace(ran(), status=Status.RUNTIME_ERROR, reason="exit_code:1")
    judgement = judged(world(cheat=failing_on_fresh(seen)), Solution(code="cheat"))
    assert (judgement.verdict, judgement.failure.reason) == (Verdict.RUNTIME_ERROR, "exit_code:1")


def test_expected_answers_come_from_the_oracle_that_the_problem_names():
    sandbox = world()
    judged(sandbox, repeats=2)
    assert inputs(sandbox, "oracle")
    assert not inputs(sandbox, "first")


def test_without_a_named_oracle_it_is_the_first_reference():
    sandbox = world(first=lambda _stdin: ran(b"?"))
    judged(sandbox, problem=replace(PROBLEM, oracle=None), repeats=2)
    assert inputs(sandbox, "first")


def test_each_input_is_made_and_answered_once_whatever_is_judged_on_it():
    sandbox = world()
    judge = Judge(sandbox)
    for _ in range(3):
        judge.judge(PROBLEM, ANY, effort=Effort(repeats=3))
        judge.compare(PROBLEM, ANY, ANY, plan=Plan(looks=(2,)))
    assert len(inputs(sandbox, "oracle")) == len(inputs(sandbox, "generate")) == 2 * len(SIZES)


def test_judges_can_share_what_was_made():
    fresh, sandboxes = GeneratedTests(), (world(), world())
    for sandbox in sandboxes:
        Judge(sandbox, fresh=fresh).judge(PROBLEM, ANY, effort=Effort(repeats=2))
    assert [bool(inputs(sandbox, "oracle")) for sandbox in sandboxes] == [True, False]


def fresh_inputs(fresh, problem=PROBLEM, number=0):
    return tuple(test.input for test in fresh(problem, number, world()))


def test_nobody_can_know_them_beforehand_unless_a_seed_is_given():
    assert fresh_inputs(GeneratedTests()) != fresh_inputs(GeneratedTests())
    assert fresh_inputs(GeneratedTests(seed=3)) == fresh_inputs(GeneratedTests(seed=3))
    assert fresh_inputs(GeneratedTests(seed=3)) != fresh_inputs(GeneratedTests(seed=4))


def test_there_are_a_few_sets_which_come_again():
    fresh = GeneratedTests()
    sets = [fresh_inputs(fresh, number=number) for number in range(2 * MOST_SETS)]
    assert len(set(sets)) == MOST_SETS
    assert sets[:MOST_SETS] == sets[MOST_SETS:]


def test_a_changed_problem_gets_tests_of_its_own():
    fresh = GeneratedTests()
    assert fresh_inputs(fresh) != fresh_inputs(fresh, replace(PROBLEM, performance_sizes=(11, 21)))


def test_a_broken_generator_is_the_problems_fault():
    broken = FakeSandbox(lambda program, _i: replace(ran(), status=Status.OK) if program.entry_point else ran(b"?"))
    with pytest.raises(DataError, match="generator of p"):
        judged(broken)


def test_a_comparison_runs_both_on_the_same_fresh_inputs_and_on_no_known_one():
    sandbox = world(other=lambda _stdin: ran(b"?", cpu_s=0.5))
    comparison = Judge(sandbox).compare(PROBLEM, ANY, Solution(code="other"), plan=Plan(looks=(5,)))
    assert inputs(sandbox, "honest") == inputs(sandbox, "other")
    assert all(text.startswith("fresh") for text in inputs(sandbox))
    assert comparison.ratios[Quantity.CPU_S].estimate == pytest.approx(2.0)


def test_a_program_that_knows_the_tests_is_not_faster_in_a_comparison():
    knows = {"knows": lambda stdin: ran(b"?", cpu_s=0.001 if stdin.startswith(b"known") else 1.0)}
    comparison = Judge(world(**knows)).compare(PROBLEM, ANY, Solution(code="knows"))
    assert comparison.better(Quantity.CPU_S) is None


def test_a_program_that_knows_nothing_else_loses_the_comparison():
    comparison = Judge(world(cheat=failing_on_fresh(ran(b"!")))).compare(PROBLEM, ANY, Solution(code="cheat"))
    assert comparison.failure.startswith("b: wrong_answer on test fresh-")


SLOW_SUM = "def total(n):\n    s = 0\n    for i in range(n): s += i % 7\n    return s\n"
GENERATE = "import random\ndef generate(seed, size): return {}"


@pytest.mark.parametrize("entry_point", [None, "total"])
def test_a_program_that_was_told_the_known_answers_does_not_look_fast(judge, entry_point):
    # The known input is answered from a table; everything else honestly, in a tenth of a second.
    size = 1_000_000
    answer = sum(i % 7 for i in range(size))
    as_text = entry_point is None
    made = (
        "str(size + 1 + random.Random(seed).randrange(100))"
        if as_text
        else "[size + 1 + random.Random(seed).randrange(100)]"
    )
    calling = "print(total(int(input())))" if as_text else ""
    table = dedent(f"""
        honest = total
        def total(n): return {answer} if n == {size} else honest(n)
    """)
    data, expected = (str(size).encode(), str(answer).encode()) if as_text else (encode([size]), encode(answer))
    problem = Problem(
        id="sum",
        title="",
        statement="",
        tests=(Test(name="known", input=data, expected=expected, purpose=Purpose.PERFORMANCE),),
        entry_point=entry_point,
        generator=GENERATE.format(made),
        performance_sizes=(size,),
        references=(Reference(name="only", idea="", solution=Solution(code=SLOW_SUM + calling)),),
    )
    honest, cheat = Solution(code=SLOW_SUM + calling), Solution(code=SLOW_SUM + table + calling)
    cpu_s = [
        judge.judge(problem, solution, effort=Effort(repeats=3)).measurement.quantities[Quantity.CPU_S].estimate
        for solution in (honest, cheat)
    ]
    assert cpu_s[1] > 0.5 * cpu_s[0]
    only_table = Solution(code=f"def total(n): return {answer}\n{calling}")
    assert judge.judge(problem, only_table, effort=Effort(repeats=2)).failure.reason == "fresh_input"
