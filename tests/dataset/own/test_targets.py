"""Targets: what a user points at is found in the text of the file, and what can't be called is refused."""

import ast
from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.dataset.own.targets import Target, arguments_of, function_in, sole_method, target_of


@pytest.mark.parametrize(
    ("text", "path", "entry_point"),
    [
        ("a.py", "a.py", None),
        ("a/b.py::f", "a/b.py", "f"),
        ("a.py::Shop.cheapest", "a.py", "Shop.cheapest"),
        ("odd::name.py::f", "odd::name.py", "f"),
        ("a.py::größe", "a.py", "größe"),
    ],
)
def test_a_target_is_a_file_and_perhaps_a_function(text, path, entry_point):
    assert target_of(text) == Target(Path(path), entry_point)


@pytest.mark.parametrize("text", ["a.py::", "::f", "a.py::a.b.c", "a.py::f()", "a.py::1", "a.py::.f"])
def test_a_target_without_a_name_is_refused_with_a_hint(text):
    with pytest.raises(UsageError) as caught:
        target_of(text)
    assert caught.value.hint


def test_the_last_definition_counts_wherever_it_stands():
    code = "def f(a): pass\nif True:\n    def f(b): pass\ntry:\n    pass\nexcept ValueError:\n    def f(c): pass"
    assert function_in(code, "f").args.args[0].arg == "c"


def test_what_is_there_is_listed_where_a_name_is_not():
    code = "def first(): pass\nclass Shop:\n    def cheapest(self): pass\n    def _own(self): pass"
    for name in ("missing", "Shop.dearest", "Store.cheapest"):
        with pytest.raises(UsageError) as caught:
            function_in(code, name)
        assert caught.value.hint == "there are: first, Shop.cheapest"
    with pytest.raises(UsageError) as caught:
        function_in("x = 1", "f")
    assert "no functions" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("async def f(a): pass", "async"),
        ("def f(*a): pass", r"\*a"),
        ("def f(*, a): pass", "by keyword"),
        ("def f(a):\n    for x in a: yield x", "generator"),
        ("def f(:", "no Python"),
        ("f = lambda x: x", "no function f"),
        ("def f(a): \0", "can't be read|no Python"),
    ],
)
def test_what_cannot_be_called_is_refused(code, says):
    with pytest.raises(UsageError, match=says) as caught:
        function_in(code, "f")
    assert says == "can't be read|no Python" or caught.value.hint


def test_a_class_that_needs_arguments_is_refused():
    with pytest.raises(UsageError, match="can't be made"):
        function_in("class A:\n    def __init__(self, n): pass\n    def f(self): pass", "A.f")
    assert function_in("class A:\n    def __init__(self, n=1): pass\n    def f(self): pass", "A.f").name == "f"


def test_keywords_with_defaults_and_inner_generators_are_no_obstacle():
    assert function_in("def f(a, *, b=1, **c):\n    def g(): yield 1\n    return list(g())", "f").name == "f"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "class Solution:\n    def __init__(self): pass\n    def solve(self, a): pass\n    def _help(self): pass",
            "solve",
        ),
        ("class Solution:\n    def a(self): pass\n    def b(self): pass", None),
        ("class Other:\n    def a(self): pass", None),
        ("def solve(a): pass", None),
    ],
)
def test_the_only_public_method_of_a_solution_is_found(code, expected):
    assert sole_method(code) == (expected and f"Solution.{expected}")


@pytest.mark.parametrize("decorator", ["@staticmethod", "@builtins.staticmethod", ""])
def test_the_object_of_a_method_is_no_argument(decorator):
    own = "" if decorator else "self, "
    function = ast.parse(f"{decorator}\ndef f({own}a, b): pass").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [argument.arg for argument in arguments_of(function, entry_point="A.f")] == ["a", "b"]
