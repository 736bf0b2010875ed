"""Type hints in source code, read into shapes: nothing is imported or evaluated.

``list[int]``, ``List[int]`` and ``typing.List[int]`` are one; so are ``Optional[int]`` and ``int | None``, and a hint in quotes
is what stands in the quotes. A hint that says nothing of its values (``Any``, a bare ``list``), or one of a class that has no
encoding, is refused: inputs that are made up of nothing would test nothing.
"""

import ast
from collections.abc import Iterator

from afterburner.core.errors import UsageError
from afterburner.dataset.own.shapes import (
    Collection,
    CollectionKind,
    Fixed,
    Mapping,
    OneOf,
    Parameter,
    Scalar,
    ScalarKind,
    Shape,
    Values,
    is_hashable,
)
from afterburner.dataset.own.targets import arguments_of

_MOST_DEPTH = 8
"""Types in types beyond this are nobody's interface."""
_SCALARS = {kind.value: kind for kind in ScalarKind if kind is not ScalarKind.NONE} | {"Text": ScalarKind.STR}
_COLLECTIONS = {
    **dict.fromkeys(("list", "List", "Sequence", "MutableSequence", "Iterable", "Collection"), CollectionKind.LIST),
    **dict.fromkeys(("set", "Set", "MutableSet", "AbstractSet"), CollectionKind.SET),
    **dict.fromkeys(("frozenset", "FrozenSet"), CollectionKind.FROZENSET),
}
_MAPPINGS = frozenset({"dict", "Dict", "Mapping", "MutableMapping"})
_TUPLES = frozenset({"tuple", "Tuple"})
_HINT = "name a generator of inputs with --generator FILE"


class _UnreadableError(Exception):
    """A hint has no shape; the message says why, and how to write it instead if there is a way."""


def parameters_of(function: ast.FunctionDef, *, entry_point: str) -> tuple[Parameter, ...]:
    """Return what a call of ``function`` is given by position.

    From the first parameter on that has a default and no hint, the defaults are left to stand.

    Raises:
        UsageError: a parameter has no hint and no default, or a hint of which no values can be made; or there are none.

    """
    parameters = tuple(_parameters(function, entry_point))
    if not parameters:
        hint = f"{_HINT}, or tests with --cases FILE"
        raise UsageError(f"{entry_point} takes no arguments, so there are no inputs to make", hint=hint)
    return parameters


def shape_of(hint: ast.expr) -> Shape:
    """Return the shape of the values that ``hint`` allows.

    Raises:
        UsageError: no values can be made of it.

    """
    try:
        return _shape(hint, 0)
    except _UnreadableError as error:
        raise UsageError(f"the type {_text(hint)} {error}", hint=_HINT) from error


def _parameters(function: ast.FunctionDef, entry_point: str) -> Iterator[Parameter]:
    arguments = arguments_of(function, entry_point=entry_point)
    first_optional = len(arguments) - len(function.args.defaults)
    for index, argument in enumerate(arguments):
        is_optional = index >= first_optional
        if argument.annotation is None and is_optional:
            return
        yield Parameter(name=argument.arg, shape=_hinted(argument, entry_point), is_optional=is_optional)


def _hinted(argument: ast.arg, entry_point: str) -> Shape:
    where = f"parameter {argument.arg} of {entry_point}"
    if argument.annotation is None:
        hint = f"add one, such as {argument.arg}: list[int], or {_HINT}"
        raise UsageError(f"{where} has no type hint", hint=hint)
    try:
        return _shape(argument.annotation, 0)
    except _UnreadableError as error:
        raise UsageError(f"{where}: the type {_text(argument.annotation)} {error}", hint=_HINT) from error


def _text(hint: ast.expr) -> str:
    return f"{ast.unparse(hint):.120}"


def _shape(node: ast.expr, depth: int) -> Shape:
    if depth > _MOST_DEPTH:
        raise _UnreadableError(f"is nested deeper than {_MOST_DEPTH}")
    match node:
        case ast.Constant(value=None):
            return Scalar(ScalarKind.NONE)
        case ast.Constant(value=str(text)):
            return _shape(_quoted(text), depth + 1)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _either(_shape(left, depth + 1), _shape(right, depth + 1))
        case ast.Subscript(value=value, slice=inside):
            items = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            return _generic(_word(value), items, depth + 1)
    return _bare(_word(node))


def _quoted(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        raise _UnreadableError("is no type") from None


def _word(node: ast.expr) -> str:
    """Return the name of a type, without the module that it is from."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    raise _UnreadableError("is no type that inputs can be made of")


def _bare(word: str) -> Shape:
    if word in _SCALARS:
        return Scalar(_SCALARS[word])
    if word in {"Any", "object"}:
        raise _UnreadableError("says nothing of the values: write a narrower one")
    if word in _COLLECTIONS or word in _MAPPINGS or word in _TUPLES:
        raise _UnreadableError(f"does not say what is in it: write {word}[...]")
    raise _UnreadableError(f"has the part {word:.80}, of which no inputs can be made")


def _generic(word: str, items: list[ast.expr], depth: int) -> Shape:
    if word == "Literal":
        return _literal(items)
    if word == "Annotated" and items:
        return _shape(items[0], depth)
    if word in _TUPLES:
        return _tuple(items, depth)
    inner = [_shape(item, depth) for item in items]
    match inner:
        case [only] if word in _COLLECTIONS:
            return _collection(_COLLECTIONS[word], only)
        case [key, value] if word in _MAPPINGS:
            return Mapping(_hashable(key), value)
        case [only] if word == "Optional":
            return _either(only, Scalar(ScalarKind.NONE))
        case [_, *_] if word == "Union":
            return _either(*inner)
    if word in _COLLECTIONS or word in _MAPPINGS:
        raise _UnreadableError(f"has {len(items)} types in {word}[...]")
    raise _UnreadableError(f"has the part {word:.80}[...], of which no inputs can be made")


def _tuple(items: list[ast.expr], depth: int) -> Shape:
    match items:
        case [item, ast.Constant(value=value)] if value is ...:
            return Collection(CollectionKind.TUPLE, _shape(item, depth))
    return Fixed(tuple(_shape(item, depth) for item in items))


def _collection(kind: CollectionKind, item: Shape) -> Shape:
    return Collection(kind, _hashable(item) if kind in {CollectionKind.SET, CollectionKind.FROZENSET} else item)


def _hashable(shape: Shape) -> Shape:
    if not is_hashable(shape):
        raise _UnreadableError("has a set's item or a dict's key that can't be one, such as a list")
    return shape


def _either(*shapes: Shape) -> Shape:
    members = [part for shape in shapes for part in (shape.members if isinstance(shape, OneOf) else (shape,))]
    distinct = tuple(dict.fromkeys(members))
    return distinct[0] if len(distinct) == 1 else OneOf(distinct)


def _literal(items: list[ast.expr]) -> Shape:
    values = []
    for item in items:
        try:
            value = ast.literal_eval(item)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            raise _UnreadableError(f"has the literal {_text(item)}, which is no plain value") from None
        if type(value) not in {int, bool, str, bytes, type(None)}:
            raise _UnreadableError(f"has the literal {_text(item)}, which no Literal can hold")
        values.append(value)
    return Values(tuple(values))
