"""Type hints as shapes: what is read, and what is refused."""

import ast

import pytest

from afterburner.core.errors import UsageError
from afterburner.dataset.own.hints import parameters_of, shape_of
from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Parameter,
    Scalar,
    ScalarKind,
    Values,
)
from afterburner.dataset.own.targets import function_in

INT, STR, NONE = Scalar(ScalarKind.INT), Scalar(ScalarKind.STR), Scalar(ScalarKind.NONE)
INTS = Collection(CollectionKind.LIST, INT)


def shape(text):
    return shape_of(ast.parse(text, mode="eval").body)


def parameters(code, entry_point="f"):
    return parameters_of(function_in(code, entry_point), entry_point=entry_point)


@pytest.mark.parametrize("kind", ScalarKind)
def test_a_scalar_is_read(kind):
    assert shape(kind.value) == Scalar(kind)


@pytest.mark.parametrize(
    "text",
    [
        "list[int]",
        "List[int]",
        "typing.List[int]",
        "'list[int]'",
        "list['int']",
        "Sequence[int]",
        "Annotated[list[int], 3]",
    ],
)
def test_all_spellings_of_a_list_are_one(text):
    assert shape(text) == INTS


@pytest.mark.parametrize(
    "text", ["Optional[int]", "int | None", "Union[int, None]", "Union[int, Optional[int]]", "'int|None'"]
)
def test_all_spellings_of_an_option_are_one(text):
    assert shape(text) == OneOf((INT, NONE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tuple[int, str]", Fixed((INT, STR))),
        ("Tuple[int, ...]", Collection(CollectionKind.TUPLE, INT)),
        ("tuple[()]", Fixed(())),
        ("set[int]", Collection(CollectionKind.SET, INT)),
        ("frozenset[tuple[int, str]]", Collection(CollectionKind.FROZENSET, Fixed((INT, STR)))),
        ("dict[str, list[int]]", Mapping(STR, INTS)),
        ("Literal[1, 'a', True, None, -2]", Values((1, "a", True, None, -2))),
        ("int | int", INT),
        ("list[list[int]]", Collection(CollectionKind.LIST, INTS)),
    ],
)
def test_a_hint_has_its_shape(text, expected):
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Any", "says nothing of the values"),
        ("list", r"write list\[\.\.\.\]"),
        ("dict", r"write dict\[\.\.\.\]"),
        ("Shop", "part Shop, of which no inputs"),
        ("Callable[[int], int]", "no type that inputs"),
        ("deque[int]", r"part deque\[\.\.\.\]"),
        ("set[list[int]]", "can't be one"),
        ("dict[list[int], int]", "can't be one"),
        ("dict[int]", r"1 types in dict\[\.\.\.\]"),
        ("list[int, int]", "2 types in list"),
        ("Literal[1.5]", "no Literal can hold"),
        ("Literal[x]", "no plain value"),
        ("3", "no type that inputs"),
        ("'list['", "is no type"),
        (f"{'list[' * 12}int{']' * 12}", "nested deeper than 8"),
    ],
)
def test_a_hint_that_no_values_can_be_made_of_is_refused(text, why):
    with pytest.raises(UsageError, match=why) as caught:
        shape(text)
    assert "--generator FILE" in caught.value.hint


def test_parameters_have_names_and_shapes():
    found = parameters("def f(items: list[int], name: str = ''): return items")
    assert found == (Parameter(name="items", shape=INTS), Parameter(name="name", shape=STR, is_optional=True))


def test_a_methods_own_object_is_no_parameter():
    assert parameters("class A:\n    def f(self, x: int): return x", "A.f") == (Parameter(name="x", shape=INT),)


def test_from_a_default_without_a_hint_on_the_defaults_stand():
    assert parameters("def f(x: int, y=1, z: int = 2): return x") == (Parameter(name="x", shape=INT),)


def test_a_parameter_without_a_hint_is_named():
    with pytest.raises(UsageError, match="parameter y of f has no type hint") as caught:
        parameters("def f(x: int, y): return x")
    assert "y: list[int]" in caught.value.hint


def test_a_parameter_with_a_hint_that_says_nothing_is_named():
    with pytest.raises(UsageError, match=r"parameter x of f: the type List\[Any\] says nothing"):
        parameters("def f(x: List[Any]): return x")


@pytest.mark.parametrize("code", ["def f(): return 1", "def f(x=1): return x"])
def test_a_function_without_arguments_is_refused(code):
    with pytest.raises(UsageError, match="takes no arguments") as caught:
        parameters(code)
    assert "--cases FILE" in caught.value.hint
