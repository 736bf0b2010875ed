"""Near-duplicates and contamination: names and layout don't count, meaning does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterburner.core.problem import Solution
from afterburner.dataset.similarity import benchmark_ngrams, fingerprint, ngrams, overlap

SAME = {
    "python": (
        "def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total\n",
        '"""Sums."""\ndef add_up( values ):\n    "doc"\n    s = 0  # start\n    for v in values: s += v\n    return s\n',
    ),
    "cpp": (
        "int f(int a) { /* twice */ return a * 2; }",
        "int  g(int value)\n{\n    // double\n    return value*2;\n}",
    ),
    "ruby": ("def f(a) # twice\n  a * 2\nend\n", "def g(value)\n  value * 2\nend"),
    "go": ("func f(a int) int { return a }", "func g(b int) int {\n\treturn b // same\n}"),
}
OTHER = {
    "python": "def f(xs):\n    total = 1\n    for x in xs:\n        total += x\n    return total\n",
    "cpp": "int f(int a) { return a * 3; }",
    "ruby": "def f(a)\n  a + 2\nend\n",
    "go": "func f(a int) int { return a + a }",
}


@pytest.mark.parametrize("language", SAME)
def test_a_program_is_the_same_but_for_names_comments_and_layout(language):
    one, two = (fingerprint(Solution(code=code, language=language)) for code in SAME[language])
    assert one == two
    assert fingerprint(Solution(code=OTHER[language], language=language)) != one


def test_texts_and_built_in_names_count():
    assert fingerprint(Solution(code="print(max(a))")) != fingerprint(Solution(code="print(min(a))"))
    assert fingerprint(Solution(code="print('a')")) != fingerprint(Solution(code="print('b')"))
    assert fingerprint(Solution(code="x = a.sort()")) != fingerprint(Solution(code="x = a.reverse()"))


def test_the_language_counts():
    assert fingerprint(Solution(code="x", language="go")) != fingerprint(Solution(code="x", language="rust"))


@given(st.text(max_size=60), st.sampled_from(["python", "cpp", "ruby", "javascript"]))
def test_any_text_has_a_fingerprint(code, language):
    solution = Solution(code=code, language=language)
    assert fingerprint(solution) == fingerprint(solution)


def test_two_names_are_not_one():
    assert fingerprint(Solution(code="def f(x, y): return x")) != fingerprint(Solution(code="def f(x, y): return y"))
    assert fingerprint(Solution(code="a = b + a", language="ruby")) != fingerprint(
        Solution(code="a = a + b", language="ruby")
    )


WORDS = st.lists(st.sampled_from(["add", "two", "numbers", "given", "list"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_overlap_goes_both_ways(one, two):
    assert (overlap(one, ngrams(two)) is None) == (overlap(two, ngrams(one)) is None)


def test_a_statement_that_a_benchmark_has_is_found_whatever_its_signs():
    known = benchmark_ngrams(
        ["Given a list of numbers, return the sum of the even ones among them; zero if there are none."]
    )
    text = "GIVEN a list of numbers -- return the sum of the even ones among them, zero if there are none? Fast!"
    assert overlap(text, known) is not None
    assert overlap("Given a list of numbers, return the product.", known) is None


def test_a_short_statement_is_compared_as_a_whole():
    known = benchmark_ngrams(["Add two numbers."])
    assert overlap("add two numbers", known) == "add two numbers"
    assert overlap("add three numbers", known) is None
    assert overlap("", benchmark_ngrams([""])) is None
