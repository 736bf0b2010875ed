"""What a user points at, and which functions can be called."""

import ast
from pathlib import Path

import pytest

from afterburner.core.errors import UsageError
from afterburner.dataset.own.targets import Target, arguments_of, function_in, sole_method, target_of

SHOP = """
def cheapest(prices): return min(prices)

class Shop:
    def __init__(self, name="corner"): self.name = name
    def best(self, prices, most=3): return sorted(prices)[:most]
    @staticmethod
    def worst(prices): return max(prices)
    @classmethod
    def made(cls, name): return cls(name)
    def _hidden(self): return 0
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stock.py", Target(Path("stock.py"), None)),
        ("stock.py::cheapest", Target(Path("stock.py"), "cheapest")),
        ("a/stock.py::Shop.best", Target(Path("a/stock.py"), "Shop.best")),
        ("a::b/stock.py::größe", Target(Path("a::b/stock.py"), "größe")),
    ],
)
def test_a_target_is_a_file_and_perhaps_a_function(text, expected):
    assert target_of(text) == expected


@pytest.mark.parametrize(
    "text", ["::f", "stock.py::", "stock.py::1", "stock.py::a.b.c", "stock.py::f()", "stock.py::a."]
)
def test_a_target_without_a_name_of_a_function_is_refused(text):
    with pytest.raises(UsageError, match="names no function") as caught:
        target_of(text)
    assert "FILE::function" in caught.value.hint


@pytest.mark.parametrize("entry_point", ["cheapest", "Shop.best", "Shop.worst", "Shop.made"])
def test_a_function_is_found_by_its_name(entry_point):
    assert function_in(SHOP, entry_point).name == entry_point.rpartition(".")[2]


@pytest.mark.parametrize("code", ["if True:\n    {}", "try:\n    {}\nexcept ValueError:\n    pass", "with a:\n    {}"])
def test_a_function_is_found_in_a_branch(code):
    assert function_in(code.format("def f(x): return x"), "f").name == "f"


def test_of_several_definitions_the_last_one_counts():
    code = "def f(old): return 1\ndef f(new): return 2\n"
    assert function_in(code, "f").args.args[0].arg == "new"


def test_a_function_in_a_function_is_not_found():
    with pytest.raises(UsageError, match="there is no function inner"):
        function_in("def outer(x):\n    def inner(y): return y\n    return inner(x)", "inner")


@pytest.mark.parametrize(
    ("entry_point", "missing"), [("f", "no function f"), ("Shop.f", "no function"), ("A.f", "no class A")]
)
def test_what_is_not_there_is_named_with_what_is_there(entry_point, missing):
    with pytest.raises(UsageError, match=missing) as caught:
        function_in(SHOP, entry_point)
    assert caught.value.hint.startswith("there are: cheapest, Shop.best, Shop.worst, Shop.made")


def test_a_program_without_functions_is_said_to_have_none():
    with pytest.raises(UsageError) as caught:
        function_in("print(input())", "f")
    assert "there are no functions in it" in caught.value.hint


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("async def f(x): return x", "is async"),
        ("def f(*xs): return xs", r"takes \*xs"),
        ("def f(x, *, key): return x", "needs key by keyword"),
        ("def f(x): yield x", "is a generator"),
        ("def f(x): return [(yield x)]", "is a generator"),
    ],
)
def test_a_function_that_can_not_be_called_with_values_is_refused(code, message):
    with pytest.raises(UsageError, match=message) as caught:
        function_in(code, "f")
    assert "write a function around it" in caught.value.hint


@pytest.mark.parametrize(
    "code", ["def f(x, *, key=1): return x", "def f(x):\n    def g(): yield x\n    return list(g())"]
)
def test_a_function_that_can_be_called_is_not_refused(code):
    assert function_in(code, "f").name == "f"


@pytest.mark.parametrize("made", ["self, name", "self, *, name", "self, name, /"])
def test_a_class_that_needs_arguments_is_refused(made):
    code = f"class A:\n    def __init__({made}): pass\n    def f(self, x): return x"
    with pytest.raises(UsageError, match="the class A can't be made without arguments"):
        function_in(code, "A.f")


@pytest.mark.parametrize("code", ["def f(:", "x = '\0'", "(" * 5000, "  def f(x): pass"])
def test_what_is_no_python_is_refused(code):
    with pytest.raises(UsageError, match=r"no Python|read as Python"):
        function_in(code, "f")


@pytest.mark.parametrize(
    ("entry_point", "names"),
    [("cheapest", ["prices"]), ("Shop.best", ["prices", "most"]), ("Shop.worst", ["prices"]), ("Shop.made", ["name"])],
)
def test_arguments_are_those_of_a_call(entry_point, names):
    found = arguments_of(function_in(SHOP, entry_point), entry_point=entry_point)
    assert [argument.arg for argument in found] == names


def test_positional_arguments_are_among_them():
    (function,) = ast.parse("def f(a, /, b): pass").body
    assert [argument.arg for argument in arguments_of(function, entry_point="f")] == ["a", "b"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class Solution:\n    def f(self, x): return x\n    def _g(self): return 1", "Solution.f"),
        ("class Solution:\n    def f(self, x): return x\n    def g(self): return 1", None),
        ("class Solution:\n    pass", None),
        ("class Other:\n    def f(self, x): return x", None),
        ("", None),
    ],
)
def test_a_solutions_only_public_method_is_found(code, expected):
    assert sole_method(code) == expected
