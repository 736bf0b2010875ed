"""Hints: every spelling of a type is the same shape, and a hint that says too little is refused with the parameter's name."""

import ast

import pytest

from afterburner.core.errors import UsageError
from afterburner.dataset.own.hints import parameters_of, shape_of
from afterburner.dataset.own.shapes import Collection, CollectionKind, Fixed, Mapping, OneOf, Scalar, ScalarKind, Values
from afterburner.dataset.own.targets import function_in

INT, STR, NONE = (Scalar(kind) for kind in (ScalarKind.INT, ScalarKind.STR, ScalarKind.NONE))
INTS = Collection(CollectionKind.LIST, INT)


def read(text):
    return shape_of(ast.parse(text, mode="eval").body)


def parameters(code):
    return parameters_of(function_in(code, "f"), entry_point="f")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("int", INT),
        ("None", NONE),
        ("typing.Text", STR),
        *((spelling, INTS) for spelling in ("list[int]", "List[int]", "typing.List[int]", "t.Sequence[int]")),
        *((spelling, INTS) for spelling in ("Iterable[int]", "'list[int]'", "list['int']", "Annotated[list[int], 3]")),
        *((spelling, OneOf((INT, NONE))) for spelling in ("Optional[int]", "int | None", "Union[int, None, int]")),
        ("Union[int, str | None]", OneOf((INT, STR, NONE))),
        ("Union[int, int]", INT),
        ("Union[int]", INT),
        ("tuple[int, ...]", Collection(CollectionKind.TUPLE, INT)),
        ("Tuple[int, str]", Fixed((INT, STR))),
        ("tuple[int]", Fixed((INT,))),
        ("tuple[()]", Fixed(())),
        ("Set[tuple[int, str]]", Collection(CollectionKind.SET, Fixed((INT, STR)))),
        ("frozenset[int]", Collection(CollectionKind.FROZENSET, INT)),
        ("Dict[str, list[int]]", Mapping(STR, INTS)),
        ("Literal['a', -1, True, None]", Values(("a", -1, True, None))),
    ],
)
def test_every_spelling_is_read(text, shape):
    assert read(text) == shape


@pytest.mark.parametrize(
    "text",
    [
        *("Any", "object", "list", "tuple", "dict", "Node", "np.ndarray", "deque[int]", "Callable[[int], int]", "3"),
        *("dict[int]", "list[int, str]", "set[list[int]]", "dict[list[int], int]", "Literal[1.5]", "Literal[x]"),
        *("'list['", "f(int)", "Optional[int, str]", "[int]", "complex", "list[" * 9 + "int" + "]" * 9),
    ],
)
def test_a_hint_of_which_nothing_can_be_made_is_refused_with_a_hint(text):
    with pytest.raises(UsageError) as caught:
        read(text)
    assert "--generator" in (caught.value.hint or "")


def test_a_parameter_without_a_hint_is_named():
    with pytest.raises(UsageError, match="parameter b of f has no type hint") as caught:
        parameters("def f(a: int, b): pass")
    assert "--generator" in (caught.value.hint or "")
    with pytest.raises(UsageError, match="parameter b of f: the type Any"):
        parameters("def f(a: int, b: Any): pass")


def test_defaults_make_parameters_optional_and_end_where_hints_do():
    found = parameters("def f(a: int, b: str = '', c=None, d: int = 1): pass")
    assert [(parameter.name, parameter.is_optional) for parameter in found] == [("a", False), ("b", True)]


@pytest.mark.parametrize("code", ["def f(): pass", "def f(a=1): pass", "def f(*, a: int = 1): pass"])
def test_a_function_of_no_arguments_has_no_inputs(code):
    with pytest.raises(UsageError, match="no arguments"):
        parameters(code)
