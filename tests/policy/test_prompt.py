"""Prompts: what a model is told, to the letter, and what it is never told."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.attempt import Failure
from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import PLACEHOLDER, Driver, Problem, Solution, Test, Visibility
from afterburner.core.status import Verdict, WrongReason
from afterburner.policy.prompt import Measured, Part, ask, direct, feedback, refinement, reply

PROBLEM = Problem(
    id="sum",
    title="Sum",
    statement="Add two numbers.\n",
    tests=(
        Test(name="shown", input=b"1 2\n", expected=b"3\n", visibility=Visibility.PUBLIC),
        Test(name="hidden", input=b"40 2\n", expected=b"42\n"),
    ),
    starter="a, b = map(int, input().split())",
)
MEASURED = Measured(
    solution=Solution(code="print(sum(map(int, input().split())))\n"),
    verdict=Verdict.ACCEPTED,
    measurement=Measurement(
        quantities={
            Quantity.CPU_S: Estimate(estimate=0.0123, low=0.012, high=0.0126),
            Quantity.PEAK_BYTES: Estimate(estimate=12.3e6, low=12.2e6, high=12.4e6),
        },
        repeats=5,
    ),
)
GOLDEN = """Add two numbers.

It begins like this:
```python
a, b = map(int, input().split())
```

Input:
1 2
Output:
3

The present solution:
```python
print(sum(map(int, input().split())))
```

Verdict: accepted
CPU time: 12.3 ms (95 % interval 12.0 ms to 12.6 ms)
peak memory: 12.3 MB (95 % interval 12.2 MB to 12.4 MB)

Write a solution in python that gives the same answers and takes as little CPU time as possible.

Answer in this form and no other:
<thinking>
what is slow or large, and what you change
</thinking>
<solution>
```python
the whole program
```
</solution>"""


def test_a_refinement_says_problem_code_numbers_with_units_and_the_objective():
    assert refinement(PROBLEM, MEASURED, objective=Objective.TIME) == GOLDEN


def test_a_direct_prompt_is_the_same_without_code_and_numbers():
    text = direct(PROBLEM, language="python", objective=Objective.MEMORY)
    assert "present solution" not in text
    assert "peak memory as possible" in text
    assert text.startswith("Add two numbers.\n\nIt begins like this:")


def test_private_tests_are_never_shown():
    for text in (direct(PROBLEM, language="python", objective=Objective.TIME), GOLDEN):
        assert "42" not in text


def test_what_was_not_measured_is_not_mentioned():
    assert "integral" not in feedback(MEASURED)
    assert feedback(Measured(solution=Solution(code=""), verdict=Verdict.WRONG_ANSWER)) == "Verdict: wrong_answer"


def test_growth_is_said_when_it_is_given():
    grown = Measured(solution=Solution(code=""), verdict=Verdict.ACCEPTED, growth="CPU time grows like n^2")
    assert feedback(grown).endswith("\nCPU time grows like n^2")


def test_a_function_s_starter_is_that_of_its_language():
    driver = Driver(language="ruby", template=PLACEHOLDER, starter="def f(a)\nend\n")
    problem = Problem(
        id="f",
        title="",
        statement="S",
        tests=(Test(name="t", input=b"[[1]]", expected=b"1", visibility=Visibility.PUBLIC),),
        entry_point="f",
        signature="f(a: list[int]) -> int",
        drivers=(driver,),
        starter="def f(a): ...",
    )
    text = direct(problem, language="ruby", objective=Objective.TIME)
    assert "def f(a)\nend" in text
    assert "Define `f(a: list[int]) -> int`" in text
    assert "Arguments: [[1]]\nResult: 1" in text


def test_the_form_of_a_reply():
    text = reply("Less work.\n", Solution(code="x\n", language="go"))
    assert text == "<thinking>\nLess work.\n</thinking>\n<solution>\n```go\nx\n```\n</solution>"


@given(st.text(alphabet="`a\n", max_size=12))
def test_a_fence_is_longer_than_any_in_the_code(code):
    fence = reply("", Solution(code=code)).splitlines()[4].removesuffix("python")
    assert set(fence) == {"`"}
    assert fence not in code


def asked(seed: Measured | None, *, without: tuple[Part, ...] = (), problem: Problem = PROBLEM, **more) -> str:
    return ask(problem, language="python", objective=Objective.TIME, seed=seed, without=frozenset(without), **more)


def failed(test: str, *, visibility: Visibility = Visibility.PRIVATE, **more) -> Failure:
    reason, detail = WrongReason.MISSING_OUTPUT.value, "line 1: expected '3', got '2'"
    return Failure(
        **{"test": test, "verdict": Verdict.WRONG_ANSWER, "reason": reason, "detail": detail}
        | {"visibility": visibility}
        | more
    )


BROKEN = Measured(
    solution=Solution(code="print(input())\n"), verdict=Verdict.WRONG_ANSWER, failure=failed("hidden"), note="a start"
)
BROKEN_IN_PUBLIC = replace(BROKEN, failure=failed("shown", visibility=Visibility.PUBLIC))
SLOWER = Measured(
    solution=Solution(code="a, b = input().split()\nprint(int(a) + int(b))\n"),
    verdict=Verdict.ACCEPTED,
    measurement=Measurement(quantities={Quantity.CPU_S: Estimate(estimate=0.02, low=0.019, high=0.021)}, repeats=5),
    growth="CPU time grows like n^2",
    note="two names,\n  no map",
)
TASK, FORM = GOLDEN.partition("\n\nThe present")[0], GOLDEN[GOLDEN.index("Answer in this form") :]
REPAIR = f"""{TASK}

The present solution:
```python
print(input())
```

It gives a wrong answer on a hidden test: the answer is missing, or ends too early.

Write a correct solution in python: it must give the right answer on every input that the task allows, \
within the limits. Then it counts that it takes as little CPU time as possible.

{FORM}"""
HISTORY = """This was tried before, the oldest first:

Attempt 1:
It gives a wrong answer on this test: the answer is missing, or ends too early.
Input:
1 2
Output:
3
What is known of it:
```text
line 1: expected '3', got '2'
```
Changed: a start
```python
print(input())
```

Attempt 2:
Verdict: accepted
CPU time: 20.0 ms (95 % interval 19.0 ms to 21.0 ms)
CPU time grows like n^2
Changed: two names, no map
```python
a, b = input().split()
print(int(a) + int(b))
```

Try something different from all of them."""


def test_without_a_seed_the_direct_prompt_is_asked():
    assert asked(None) == direct(PROBLEM, language="python", objective=Objective.TIME)


def test_an_accepted_seed_is_refined():
    assert asked(MEASURED) == GOLDEN


def test_a_failing_seed_is_repaired_first():
    assert asked(BROKEN) == REPAIR


def test_a_failure_on_a_public_test_is_told_in_full():
    text = asked(BROKEN_IN_PUBLIC)
    assert "wrong answer on this test" in text
    assert "Input:\n1 2\nOutput:\n3\nWhat is known of it:\n```text\nline 1: expected '3', got '2'\n```" in text


def test_what_the_problem_calls_private_is_private_whatever_a_record_says():
    text = asked(replace(BROKEN, failure=failed("hidden", visibility=Visibility.PUBLIC)))
    assert text == REPAIR


@pytest.mark.parametrize(
    ("verdict", "reason", "hidden", "public"),
    [
        (
            Verdict.RUNTIME_ERROR,
            "exit_code:42",
            "It ends with an error on a hidden test: its exit code is not 0.",
            "is 42.",
        ),
        (
            Verdict.RUNTIME_ERROR,
            "signal:SIGUSR1",
            "It ends with an error on a hidden test: a signal ended it.",
            "SIGUSR1",
        ),
        (
            Verdict.TIME_LIMIT_EXCEEDED,
            "limit:cpu",
            "It takes more CPU time than is allowed on a hidden test.",
            "this test.",
        ),
        (Verdict.COMPILE_ERROR, "syntax_error", "It does not compile: the syntax is wrong.", "It does not compile: "),
        (
            Verdict.MEMORY_LIMIT_EXCEEDED,
            "of:42",
            "It takes more memory than is allowed on a hidden test.",
            "this test.",
        ),
    ],
)
def test_verdicts_and_reasons_are_said_in_words(verdict, reason, hidden, public):
    seed = replace(BROKEN, verdict=verdict, failure=failed("hidden", verdict=verdict, reason=reason))
    assert f"\n\n{hidden}\n\n" in asked(seed)
    shown = failed("shown", visibility=Visibility.PUBLIC, verdict=verdict, reason=reason)
    assert public in asked(replace(seed, failure=shown))


def test_a_failure_that_nobody_knows_is_its_verdict():
    assert "\n\nIt gives a wrong answer.\n\n" in asked(replace(BROKEN, failure=None))


def test_a_fresh_input_is_not_the_test_of_its_name():
    fresh = failed("shown", visibility=Visibility.PUBLIC, reason=WrongReason.FRESH_INPUT.value, detail="")
    text = asked(replace(BROKEN, failure=fresh))
    assert "on a public test: the input was made afresh" in text
    assert text.count("Input:") == 1


def test_the_history_says_what_came_of_each_attempt():
    text = asked(MEASURED, history=[BROKEN_IN_PUBLIC, SLOWER])
    head, tail = GOLDEN.split("\n\nWrite a solution")
    assert text == f"{head}\n\n{HISTORY}\n\nWrite a solution{tail}"


def test_a_history_without_a_seed():
    assert asked(None, history=[BROKEN_IN_PUBLIC, SLOWER]).startswith(f"{TASK}\n\n{HISTORY}\n\nWrite a solution")


def test_the_seed_is_not_shown_twice():
    again = replace(MEASURED, solution=Solution(code="print(sum(map(int, input().split())))"), note="the same")
    assert asked(MEASURED, history=[again]) == GOLDEN


def test_where_the_history_is_long_the_newest_code_is_shown():
    tried = [replace(SLOWER, solution=Solution(code=f"{letter * 5000}\n"), note=f"way {letter}") for letter in "xyz"]
    text = asked(MEASURED, history=tried)
    assert [letter * 5000 in text for letter in "xyz"] == [False, True, True]
    assert "Attempt 1:\nVerdict: accepted\n" in text
    assert "Changed: way x\n\nAttempt 2:" in text


def test_notes_are_one_line_and_short():
    text = asked(MEASURED, history=[replace(SLOWER, note="word " * 1000)])
    (line,) = [line for line in text.splitlines() if line.startswith("Changed:")]
    assert len(line) < 420


def test_without_feedback_nothing_tells_how_good_the_seed_is():
    same_code = [replace(MEASURED, solution=BROKEN.solution), BROKEN, BROKEN_IN_PUBLIC]
    (text,) = {asked(seed, without=(Part.FEEDBACK,), history=[SLOWER]) for seed in same_code}
    assert text == (
        f"{TASK}\n\nThe present solution:\n```python\nprint(input())\n```\n\n"
        "This was tried before, the oldest first:\n\nAttempt 1:\nChanged: two names, no map\n"
        "```python\na, b = input().split()\nprint(int(a) + int(b))\n```\n\n"
        "Try something different from all of them.\n\n"
        f"Write a correct solution in python that takes as little CPU time as possible.\n\n{FORM}"
    )


def test_without_the_original_code_its_numbers_stay():
    text = asked(MEASURED, without=(Part.ORIGINAL,), history=[MEASURED])
    code = GOLDEN[GOLDEN.index("The present") : GOLDEN.index("Verdict:")]
    assert text == GOLDEN.replace(code, "There is a solution; it is not shown.\n")


@given(st.sampled_from([MEASURED, BROKEN, None]), st.lists(st.sampled_from([BROKEN, SLOWER]), max_size=3))
def test_without_both_only_the_task_is_left(seed, history):
    assert asked(seed, without=tuple(Part), history=history) == asked(None)


MARK = "s3cr3t"
GUARDED = replace(
    PROBLEM,
    tests=(*PROBLEM.tests, Test(name=f"name {MARK}", input=MARK.encode(), expected=MARK.encode())),
    generator=f"# {MARK}",
    oracle=MARK,
)


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        *((Verdict.WRONG_ANSWER, reason.value) for reason in WrongReason),
        *((verdict, f"{kind}:{MARK}") for verdict, kind in product(Verdict, ["exit_code", "signal", "artefact"])),
    ],
)
@pytest.mark.parametrize("without", [(), (Part.FEEDBACK,), (Part.ORIGINAL,), tuple(Part)])
@pytest.mark.parametrize("visibility", Visibility)
def test_nothing_of_a_private_test_is_in_any_prompt(verdict, reason, without, visibility):
    if (
        verdict is Verdict.COMPILE_ERROR
    ):  # what a compiler says is shown where the judge calls it public: no test is in it
        visibility = Visibility.PRIVATE
    failure = failed(f"name {MARK}", verdict=verdict, reason=reason, detail=f"got {MARK}", visibility=visibility)
    bad = replace(BROKEN, verdict=verdict, failure=failure)
    other = replace(bad, solution=Solution(code="other"))
    for seed in (None, MEASURED, bad):
        assert MARK not in asked(seed, problem=GUARDED, history=[other, SLOWER], without=without)


def test_what_a_compiler_says_is_shown_whatever_test_was_to_be_run():
    failure = failed("name", verdict=Verdict.COMPILE_ERROR, reason="syntax_error", detail="line 1: invalid syntax")
    bad = replace(BROKEN, verdict=Verdict.COMPILE_ERROR, failure=replace(failure, visibility=Visibility.PUBLIC))
    assert "line 1: invalid syntax" in asked(bad)
