"""Drivers: every value of every type reaches a function of every language, and comes back as it was."""

from dataclasses import replace

import pytest

from afterburner.core import encoding
from afterburner.core.errors import UsageError
from afterburner.core.problem import PLACEHOLDER, CheckerKind, CheckerSpec, Driver, Problem, Solution, Test
from afterburner.core.signature import parse_signature
from afterburner.core.status import Verdict
from afterburner.dataset.drivers import drivers_for
from afterburner.judge.judge import Effort

UNMEASURED = Effort(repeats=0)
VALUES = {
    "int": [0, -5, 2**53 - 1, 1 - 2**53],
    "float": [0.0, -0.0, 1.5, 1e300, 5e-324, 3.0, 1e21, 123456789.0, float("inf"), float("-inf"), 0.1],
    "bool": [True, False],
    "str": ["", 'a"b\\c\n\t\x01', "héllo ✓ 😀", "/"],
    "list[int]": [[], [1], [1, -2, 3]],
    "list[float]": [[], [1.0, float("nan"), 2.5]],
    "list[bool]": [[True, False], []],
    "list[str]": [["a", "NaN, x"], []],
    "list[list[int]]": [[[1], [], [2, 3]], []],
    "list[list[list[float]]]": [[[[1.0]], [[], [2.0]]]],
}
MIRRORS = {
    "cpp": "{type} mirror({type} a, long long n, string s) {{ return a; }}",
    "java": "class Solution {{ static {type} mirror({type} a, long n, String s) {{ return a; }} }}",
    "javascript": "function mirror(a, n, s) {{ return a }}",
    "go": "func mirror(a {type}, n int, s string) {type} {{ return a }}",
    "rust": "fn mirror(a: {type}, n: i64, s: String) -> {type} {{ a }}",
    "ruby": "def mirror(a, n, s) = a",
}
TYPES = {
    "cpp": lambda scalar, depth: "vector<" * depth + scalar + ">" * depth,
    "java": lambda scalar, depth: scalar + "[]" * depth,
    "go": lambda scalar, depth: "[]" * depth + scalar,
    "rust": lambda scalar, depth: "Vec<" * depth + scalar + ">" * depth,
}
SCALARS = {
    "cpp": {"int": "long long", "float": "double", "bool": "bool", "str": "string"},
    "java": {"int": "long", "float": "double", "bool": "boolean", "str": "String"},
    "go": {"int": "int", "float": "float64", "bool": "bool", "str": "string"},
    "rust": {"int": "i64", "float": "f64", "bool": "bool", "str": "String"},
}


def problem_of(type_name, values):
    signature = parse_signature(f"mirror(a: {type_name}, n: int, s: str) -> {type_name}")
    tests = (
        Test(name=str(number), input=encoding.encode([value, 7, 'x"y']), expected=encoding.encode(value))
        for number, value in enumerate(values)
    )
    return Problem(
        id="mirror",
        title="",
        statement="",
        tests=tuple(tests),
        entry_point="mirror",
        signature=str(signature),
        drivers=drivers_for(signature),
        checker=CheckerSpec(kind=CheckerKind.EXACT),
    )


def mirror(language, type_name):
    scalar, depth = type_name.replace("list[", "").rstrip("]"), type_name.count("list[")
    written = TYPES[language](SCALARS[language][scalar], depth) if language in TYPES else ""
    return Solution(code=MIRRORS[language].format(type=written), language=language)


@pytest.mark.parametrize("language", MIRRORS)
@pytest.mark.parametrize("type_name", VALUES)
def test_a_value_comes_back_as_it_was(judge, language, type_name):
    judgement = judge.judge(
        problem_of(type_name, VALUES[type_name]), mirror(language, type_name), effort=UNMEASURED, all_tests=True
    )
    assert judgement.verdict is Verdict.ACCEPTED, judgement.failure


@pytest.mark.parametrize("language", MIRRORS)
def test_a_starter_compiles_and_is_wrong(judge, language):
    problem = problem_of("list[int]", [[1, 2]])
    starter = Solution(code=problem.driver(language).starter, language=language)
    assert judge.judge(problem, starter, effort=UNMEASURED).verdict is Verdict.WRONG_ANSWER


def test_what_a_solution_prints_itself_is_part_of_its_answer(judge):
    noisy = Solution(code="def mirror(a, n, s)\n puts 1\n a\nend\n", language="ruby")
    assert judge.judge(problem_of("int", [5]), noisy, effort=UNMEASURED).verdict is Verdict.WRONG_ANSWER


def test_a_solution_that_ends_before_its_answer_has_none(judge):
    gone = Solution(code="int leaves = (exit(0), 1);\n" + mirror("cpp", "int").code, language="cpp")
    judgement = judge.judge(problem_of("int", [5]), gone, effort=UNMEASURED)
    assert judgement.failure.reason == "missing_output"


def test_a_function_of_a_language_without_a_driver_is_a_usage_error(judge):
    with pytest.raises(UsageError, match="calls the function"):
        judge.judge(replace(problem_of("int", [5]), drivers=()), mirror("cpp", "int"), effort=UNMEASURED)


@pytest.mark.parametrize("template", ["no place", f"{PLACEHOLDER} {PLACEHOLDER}"])
def test_a_driver_without_one_place_for_the_solution_is_refused(template):
    with pytest.raises(UsageError, match="placeholder") as caught:
        Driver(language="cpp", template=template)
    assert PLACEHOLDER in caught.value.hint


def test_a_problem_has_one_driver_a_language():
    twice = Driver(language="cpp", template=PLACEHOLDER)
    with pytest.raises(UsageError, match="two drivers"):
        Problem(id="p", title="", statement="", tests=(), drivers=(twice, twice))
