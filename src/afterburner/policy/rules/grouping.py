"""Dicts of lists, filled key by key: a defaultdict makes the list for a new key by itself."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    index_of,
    integer_of,
    is_name,
    method_call,
    name_of,
    same,
    simple_assignment,
    sole_statement,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.rule import Safety, rule

_KINDS = {"[]": "list", "list()": "list", "set()": "set", "dict()": "dict", "{}": "dict"}


def _kind_of(value: cst.BaseExpression | None) -> str | None:
    """Return what makes an empty container like ``value``: ``list``, ``set``, ``dict`` or ``int``."""
    if value is None:
        return None
    return "int" if integer_of(value) == 0 else _KINDS.get(source(value).replace(" ", ""))


def _prepared(statement: cst.CSTNode) -> tuple[str, str] | None:
    """Return (d, kind) for ``if key not in d: d[key] = []``."""
    if not isinstance(statement, cst.If) or statement.orelse is not None:
        return None
    test = statement.test
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    target, value = simple_assignment(sole_statement(statement.body)) or (None, None)
    held = index_of(target)
    name, kind = name_of(held[0]) if held else None, _kind_of(value)
    asked = test.comparisons[0]
    if held is None or name is None or kind is None or not isinstance(asked.operator, cst.NotIn):
        return None
    return (name, kind) if is_name(asked.comparator, name) and same(test.left, held[1]) else None


@rule(
    name="default-for-new-keys",
    reason="`setdefault` makes an empty list on every call, `if key not in d` looks twice; a defaultdict does neither.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.04,
    before="""\
words = [f"w{i % 1000}" for i in range(300000)]
places = {}
for place, word in enumerate(words):
    places.setdefault(word, []).append(place)
print(len(places), sum(found[-1] for found in places.values()))
""",
    after="""\
from collections import defaultdict
words = [f"w{i % 1000}" for i in range(300000)]
places = defaultdict(list)
for place, word in enumerate(words):
    places[word].append(place)
print(len(places), sum(found[-1] for found in places.values()))
""",
)
class DefaultForNewKeys(PlannedRewriter):
    def plan(self) -> None:
        for statement in walk(self.module):
            target, value = simple_assignment(statement) or (None, None)
            name = name_of(target) if target is not None else None
            if name is None or not isinstance(statement, cst.SimpleStatementLine) or _kind_of(value) != "dict":
                continue
            kinds = {kind for kind, _node in self._uses(name)}
            if len(kinds) == 1 and "" not in kinds and self.claim():
                self._rewrite(statement, name, kinds.pop())

    def _uses(self, name: str) -> list[tuple[str, cst.CSTNode]]:
        """Return what fills new keys of ``name``, each with the kind of container that it makes."""
        found: list[tuple[str, cst.CSTNode]] = []
        for node in walk(self.module):
            prepared = _prepared(node)
            if prepared is not None and prepared[0] == name:
                found.append((prepared[1], node))
            call = method_call(node, "setdefault", 2)
            if call is not None and is_name(call[0], name):
                found.append((_kind_of(call[2]) or "", node))
        return found

    def _rewrite(self, start: cst.SimpleStatementLine, name: str, kind: str) -> None:
        for _kind, node in self._uses(name):
            if isinstance(node, cst.If):
                self.remove(node)
                continue
            call = method_call(node, "setdefault", 2)
            if call is not None:
                self.replace(node, expression(f"{name}[{source(call[1])}]"))
        self.replace_statement(start, f"{name} = {self.imports.use('collections', 'defaultdict')}({kind})")
