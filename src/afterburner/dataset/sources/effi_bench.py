"""EffiBench: LeetCode's problems with a canonical solution each, and up to hundreds of asserts.

The asserts call ``solution.method(...)``; they run once, with the canonical solution, in the sandbox: what they called, and what
came back, are the tests.
"""

import re
from collections.abc import Mapping

from afterburner.core import encoding
from afterburner.core.problem import Problem, Reference, Solution
from afterburner.dataset.sources.fields import Fields, Unusable, converter
from afterburner.dataset.sources.human_eval import notes_of, tests_of
from afterburner.dataset.sources.nodes import node_driver, node_tests, nodes_of
from afterburner.dataset.sources.prelude import IMPORTS, NODES
from afterburner.dataset.sources.reading import read_records
from afterburner.dataset.sources.settled import checker_of
from afterburner.dataset.sources.source import DropReason, Kept, Source
from afterburner.dataset.sources.traced import traced_calls
from afterburner.sandbox.port import Sandbox

_METHOD = re.compile(r"\bsolution\.(\w+)\(")
# The asserts are a text in the test, so that no line of theirs changes, and what they call is the watched method alone.
_TEST = """
def check(candidate):
    namespace = dict(globals(), solution=type("Watched", (), {{{method!r}: staticmethod(candidate)}}))
    exec({asserts!r}, namespace)
"""
_BEFORE = f"{IMPORTS}\n{NODES}"


def _recognises(record: Mapping[str, object]) -> bool:
    names = set(record)
    return {"problem_idx", "task_name", "canonical_solution"} <= names and {
        "test_case",
        "full_test_case",
    } & names != set()


def _kept(fields: Fields, sandbox: Sandbox) -> Kept:
    asserts = fields.text("full_test_case", "") or fields.text("test_case")
    called = _METHOD.search(asserts)
    if called is None:
        raise Unusable(DropReason.NO_TESTS, "its asserts call no method of solution")
    code, method = _unfenced(fields.text("canonical_solution")), called.group(1)
    traced = traced_calls(
        sandbox,
        solution=f"{_BEFORE}\n{code}",
        test=_TEST.format(method=method, asserts=asserts),
        entry_point=f"Solution.{method}",
    )
    pairs = [(encoding.decode(call.arguments), encoding.decode(call.result)) for call in traced.calls]
    nodes = nodes_of(pairs)
    before = "" if nodes.any else f"{IMPORTS}\n"
    tests = node_tests(pairs, nodes) if nodes.any else tests_of(traced)
    problem = Problem(
        id=f"effibench/{fields.name('problem_idx')}",
        title=fields.text("task_name"),
        statement=fields.text("markdown_description", "") or fields.text("description"),
        tests=tests,
        entry_point=f"Solution.{method}",
        drivers=(node_driver(_BEFORE, f"Solution().{method}", nodes),) if nodes.any else (),
        checker=checker_of(tests),
        starter=before,
        references=(
            Reference(name="canonical", idea="The published solution.", solution=Solution(code=before + code)),
        ),
    )
    notes = (
        ("generators left out: they have no generate(seed, size)",)
        if "test_case_generator" in fields.line.value
        else ()
    )
    return Kept(problem=problem, notes=(*notes_of(traced), *notes))


def _unfenced(code: str) -> str:
    """Return code without the fence that some solutions stand in."""
    found = re.search(r"```(?:python)?\n(.*?)```", code, flags=re.DOTALL)
    return found.group(1) if found else code


SOURCE = Source(
    name="effibench",
    title="EffiBench",
    licence="Apache-2.0; statements are LeetCode's",
    reads="dataset.jsonl or JSON as published, or hf:DONG19/EffiBench",
    read=read_records,
    convert=converter(_kept, id_field="problem_idx", prefix="effibench/"),
    recognises=_recognises,
)
