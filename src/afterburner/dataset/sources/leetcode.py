"""LeetCodeDataset: classes ``Solution`` with one method, asserts, and a solution each, all in Python.

Solutions of problems over linked lists and binary trees are whole programs (``nodes``), those of all others are called.
"""

from collections.abc import Mapping

from afterburner.core import encoding
from afterburner.core.problem import CheckerKind, CheckerSpec, Problem, Reference, Solution
from afterburner.dataset.sources.fields import Fields, converter
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.labels import difficulty_of
from afterburner.dataset.sources.nodes import node_driver, node_tests, nodes_of
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import has_floats
from afterburner.dataset.sources.source import Kept, Source
from afterburner.dataset.sources.traced import traced_calls
from afterburner.sandbox.port import Sandbox

_ANY_ORDER = ("in any order", "return any order", "any order.")


def _recognises(record: Mapping[str, object]) -> bool:
    return {"task_id", "prompt", "completion", "entry_point", "test", "query"} <= set(record)


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    prompt, completion, entry_point = fields.text("prompt"), fields.text("completion"), fields.text("entry_point")
    traced = traced_calls(
        sandbox, solution=f"{prompt}\n{completion}", test=fields.text("test"), entry_point=entry_point
    )
    pairs = [(encoding.decode(call.arguments), encoding.decode(call.result)) for call in traced.calls]
    nodes = nodes_of(pairs)
    statement, meta = fields.text("query"), fields.mapping("meta")
    is_unordered = any(words in statement for words in _ANY_ORDER)
    code = completion if nodes.any else f"{prompt}\n{completion}"
    problem = Problem(
        id=fields.text("task_id"),
        title=fields.text("task_id").replace("-", " "),
        statement=statement,
        tests=node_tests(pairs, nodes) if nodes.any else tests_of(traced),
        difficulty=difficulty_of(meta.get("difficulty")),
        entry_point=entry_point.replace("()", ""),
        drivers=(node_driver(prompt, entry_point, nodes),) if nodes.any else (),
        checker=CheckerSpec(kind=CheckerKind.FLOAT if has_floats(pairs) else CheckerKind.EXACT),
        starter=str(meta.get("lang_code", "")) if nodes.any else f"{prompt}\n{meta.get('lang_code', '')}",
        references=(Reference(name="published", idea="The published solution.", solution=Solution(code=code)),),
    )
    notes = (
        *notes_of(traced),
        *(["the order of a result may be free; the published one is expected"] if is_unordered else []),
    )
    return Kept(problem=problem, notes=notes)


SOURCE = Source(
    name="leetcode-dataset",
    title="LeetCodeDataset",
    licence="MIT (the file); statements are LeetCode's, part of the completions CC-BY-SA: for local use",
    reads="LeetCodeDataset-*.jsonl, or .jsonl.gz",
    read=read_records,
    convert=converter(_kept, id_field="task_id"),
    recognises=_recognises,
)
