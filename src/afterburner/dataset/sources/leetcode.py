"""LeetCodeDataset: classes ``Solution`` with one method, asserts, and a solution each, all in Python.

Linked lists and binary trees have no word in the encoding of values. They travel as the lists that their definitions are written
with, and a driver makes nodes of them: solutions of such problems are whole programs, those of all others are called.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from afterburner.core import encoding
from afterburner.core.problem import (
    PLACEHOLDER,
    CheckerKind,
    CheckerSpec,
    Difficulty,
    Driver,
    Problem,
    Reference,
    Solution,
    Test,
)
from afterburner.dataset.files import Line, read_lines
from afterburner.dataset.sources.fields import Fields, Unusable
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.source import Converted, DropReason, Kept, Source
from afterburner.dataset.sources.traced import traced_calls
from afterburner.sandbox.port import Sandbox

_ANY_ORDER = ("in any order", "return any order", "any order.")
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
class _Nodes:
    """Where nodes are among the arguments, and whether the result is one: ``list``, ``tree``, or None."""

    arguments: tuple[str | None, ...]
    result: str | None

    @property
    def any(self) -> bool:
        """Whether there are any at all."""
        return self.result is not None or any(self.arguments)


def _recognises(record: Mapping[str, object]) -> bool:
    return {"task_id", "prompt", "completion", "entry_point", "test", "query"} <= set(record)


def _convert(line: Line, sandbox: Sandbox) -> Converted:
    fields = Fields(line)
    try:
        return _kept(fields, sandbox)
    except Unusable as why:
        name = line.value.get("task_id")
        return why.of(name if isinstance(name, str) else None)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    prompt, completion, entry_point = fields.text("prompt"), fields.text("completion"), fields.text("entry_point")
    traced = traced_calls(
        sandbox, solution=f"{prompt}\n{completion}", test=fields.text("test"), entry_point=entry_point
    )
    pairs = [(encoding.decode(call.arguments), encoding.decode(call.result)) for call in traced.calls]
    nodes = _nodes_of(pairs)
    statement, meta = fields.text("query"), fields.mapping("meta")
    is_unordered = any(words in statement for words in _ANY_ORDER)
    code = completion if nodes.any else f"{prompt}\n{completion}"
    problem = Problem(
        id=fields.text("task_id"),
        title=fields.text("task_id").replace("-", " "),
        statement=statement,
        tests=_node_tests(pairs, nodes) if nodes.any else tests_of(traced),
        difficulty=_difficulty(meta.get("difficulty")),
        entry_point=entry_point.replace("()", ""),
        drivers=(_driver(prompt, entry_point, nodes),) if nodes.any else (),
        checker=CheckerSpec(kind=CheckerKind.FLOAT if _has_floats(pairs) else CheckerKind.EXACT),
        starter=str(meta.get("lang_code", "")) if nodes.any else f"{prompt}\n{meta.get('lang_code', '')}",
        references=(Reference(name="published", idea="The published solution.", solution=Solution(code=code)),),
    )
    notes = (
        *notes_of(traced),
        *(["the order of a result may be free; the published one is expected"] if is_unordered else []),
    )
    return Kept(problem=problem, notes=notes)


def _nodes_of(pairs: list[tuple[object, object]]) -> _Nodes:
    columns: list[str | None] = []
    for arguments, _result in pairs:
        assert isinstance(arguments, list)
        columns += [None] * (len(arguments) - len(columns))
        for place, value in enumerate(arguments):
            columns[place] = columns[place] or _kind(value)
    results = [_kind(result) for _arguments, result in pairs]
    return _Nodes(arguments=tuple(columns), result=next((kind for kind in results if kind), None))


def _kind(value: object) -> str | None:
    if isinstance(value, dict) and value.keys() == {"$node", "v"}:
        return str(value["$node"])
    if isinstance(value, list) and any(_kind(item) for item in value):
        raise Unusable(DropReason.NOT_SUPPORTED, "lists of nodes among its arguments or results")
    return None


def _node_tests(pairs: list[tuple[object, object]], nodes: _Nodes) -> tuple[Test, ...]:
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


def _driver(prompt: str, entry_point: str, nodes: _Nodes) -> Driver:
    template = _DRIVER.format(
        prompt=prompt, placeholder=PLACEHOLDER, kinds=nodes.arguments, result_kind=nodes.result, entry_point=entry_point
    )
    return Driver(language="python", template=template)


def _difficulty(word: object) -> Difficulty | None:
    known = {level.value for level in Difficulty}
    return Difficulty(word.lower()) if isinstance(word, str) and word.lower() in known else None


def _has_floats(value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(_has_floats(item) for item in value)
    return isinstance(value, float)


SOURCE = Source(
    name="leetcode-dataset",
    title="LeetCodeDataset",
    licence="MIT (the file); statements are LeetCode's, part of the completions CC-BY-SA: for local use",
    reads="LeetCodeDataset-*.jsonl, or .jsonl.gz",
    read=lambda path, report: read_lines(path, report=report),
    convert=_convert,
    recognises=_recognises,
)
