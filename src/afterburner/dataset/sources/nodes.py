"""Linked lists and binary trees among arguments and results: they have no word in the encoding of values.

They travel as the lists that LeetCode writes them as, and a driver makes nodes of them: solutions of such problems
are whole programs, those of all others are called. The driver needs ``list_node(values)`` and ``tree_node(values)`` before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.problem import PLACEHOLDER, Driver, Test
from afterburner.dataset.sources.fields import Unusable
from afterburner.dataset.sources.source import DropReason

Pair = tuple[object, object]
"""Arguments, a list, and a result, in which a node is {"$node": kind, "v": [values]}."""

_DRIVER = """{prompt}
{placeholder}


def _drive():
    import json
    import sys

    made = {{"list": lambda values: list_node(values), "tree": lambda values: tree_node(values)}}

    def written(node, kind):
        values = []
        if kind == "list":
            while node is not None:
                values.append(node.val)
                node = node.next
        else:
            row = [node]
            while any(one is not None for one in row):
                values += [None if one is None else one.val for one in row]
                row = [child for one in row if one is not None for child in (one.left, one.right)]
            while values and values[-1] is None:
                values.pop()
        return values

    arguments = [
        value if kind is None else made[kind](value) for value, kind in zip(json.load(sys.stdin), {kinds!r})
    ]
    result = {entry_point}(*arguments)
    kind = {result_kind!r}
    print(json.dumps(result if kind is None else written(result, kind)))


_drive()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Where nodes are among the arguments, and whether the result is one: ``list``, ``tree``, or None."""

    arguments: tuple[str | None, ...]
    result: str | None

    @property
    def any(self) -> bool:
        """Whether there are any at all."""
        return self.result is not None or any(self.arguments)


def nodes_of(pairs: Sequence[Pair]) -> Nodes:
    """Return where nodes are.

    Raises:
        Unusable: there are lists of nodes.

    """
    columns: list[str | None] = []
    for arguments, _result in pairs:
        assert isinstance(arguments, list)
        columns += [None] * (len(arguments) - len(columns))
        for place, value in enumerate(arguments):
            columns[place] = columns[place] or _kind(value)
    results = [_kind(result) for _arguments, result in pairs]
    return Nodes(arguments=tuple(columns), result=next((kind for kind in results if kind), None))


def _kind(value: object) -> str | None:
    if isinstance(value, dict) and value.keys() == {"$node", "v"}:
        return str(value["$node"])
    if isinstance(value, list) and any(_kind(item) for item in value):
        raise Unusable(DropReason.NOT_SUPPORTED, "lists of nodes among its arguments or results")
    return None


def node_tests(pairs: Sequence[Pair], nodes: Nodes) -> tuple[Test, ...]:
    """Return a test for each pair, its nodes written as lists."""
    tests = []
    for number, (arguments, result) in enumerate(pairs, start=1):
        assert isinstance(arguments, list)
        given = [_values(value, kind) for value, kind in zip(arguments, nodes.arguments, strict=True)]
        expected = encoding.encode(_values(result, nodes.result))
        tests.append(Test(name=f"call-{number}", input=encoding.encode(given), expected=expected))
    return tuple(tests)


def _values(value: object, kind: str | None) -> object:
    if kind is None:
        return value
    return value["v"] if isinstance(value, dict) else []  # no node: the empty list, or the empty tree


def node_driver(prompt: str, entry_point: str, nodes: Nodes) -> Driver:
    """Return the driver for Python that makes nodes of lists: ``prompt`` comes before the solution, and defines them."""
    template = _DRIVER.format(
        prompt=prompt, placeholder=PLACEHOLDER, kinds=nodes.arguments, result_kind=nodes.result, entry_point=entry_point
    )
    return Driver(language="python", template=template)
