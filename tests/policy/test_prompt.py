"""Prompts: what a model is told, to the letter, and what it is never told."""

from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import PLACEHOLDER, Driver, Problem, Solution, Test, Visibility
from afterburner.core.status import Verdict
from afterburner.policy.prompt import Measured, direct, feedback, refinement, reply

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
