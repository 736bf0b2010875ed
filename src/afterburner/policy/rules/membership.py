"""Membership asked of lists again and again: sets, positions and counts answer at once."""

from collections.abc import Iterator

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import method_call, name_of, walk
from afterburner.policy.rules.containers import Uses
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.shadows import Question, ShadowRewriter, is_list, is_one_item, is_sequence

_BEFORE_BESIDE = """\
banned = [i * 7 for i in range(2000)]
allowed = []
for x in range(4000):
    if x not in banned:
        allowed.append(x)
print(len(allowed), sum(banned))
"""

_AFTER_BESIDE = """\
banned = [i * 7 for i in range(2000)]
banned_set = set(banned)
allowed = []
for x in range(4000):
    if x not in banned_set:
        allowed.append(x)
print(len(allowed), sum(banned))
"""


def is_only_asked(uses: Uses) -> bool:
    """Tell whether a list is built and asked for membership, and nothing else."""
    return not uses.reads and not uses.lengths and all(bind.value is not None for bind in uses.binds)


@rule(
    name="membership-set-beside-list",
    reason="`in` walks a list item by item; a set kept beside it answers at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=90,
    before=_BEFORE_BESIDE,
    after=_AFTER_BESIDE,
)
class MembershipSetBesideList(ShadowRewriter):
    suffix = "set"

    def questions(self) -> Iterator[Question]:
        for node in walk(self.module):
            if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
                target = node.comparisons[0]
                name = name_of(target.comparator)
                if name is not None and isinstance(target.operator, cst.In | cst.NotIn):
                    yield Question(node, name, node.left)

    def empty(self) -> str:
        return "set()"

    def built(self, name: str, *, as_tuples: bool) -> str:
        return f"set(map(tuple, {name}))" if as_tuples else f"set({name})"

    def grown(self, shadow: str, item: str, name: str) -> str:  # noqa: ARG002 - the interface
        return f"{shadow}.add({item})"

    def extended(self, shadow: str, items: str) -> str | None:
        return f"{shadow}.update({items})"

    def answer(self, shadow: str, question: Question, item: str) -> str:
        comparison = question.node
        negated = isinstance(comparison, cst.Comparison) and isinstance(comparison.comparisons[0].operator, cst.NotIn)
        text = f"{item} {'not in' if negated else 'in'} {shadow}"
        return f"({text})" if comparison.lpar else text

    def is_wanted(self, uses: Uses) -> bool:
        return bool(uses.binds) and not is_only_asked(uses)


_BEFORE_INDEX = """\
names = [f"name{i}" for i in range(2000)]
total = 0
for name in reversed(names):
    total += names.index(name) * 3
print(total)
"""

_AFTER_INDEX = """\
names = [f"name{i}" for i in range(2000)]
names_positions = dict(zip(reversed(names), range(len(names) - 1, -1, -1)))
total = 0
for name in reversed(names):
    total += names_positions[name] * 3
print(total)
"""


@rule(
    name="index-in-loop",
    reason="`.index` walks the list from its start each time; a dict of the first positions is asked at once.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=40,
    before=_BEFORE_INDEX,
    after=_AFTER_INDEX,
)
class IndexInLoop(ShadowRewriter):
    suffix = "positions"

    def questions(self) -> Iterator[Question]:
        for node in walk(self.module):
            parts = method_call(node, "index")
            name = name_of(parts[0]) if parts else None
            caught = any(isinstance(ancestor, cst.Try) for ancestor in self.parents.ancestors(node))
            if parts and name is not None and isinstance(node, cst.Call) and not caught:
                yield Question(node, name, parts[1])

    def empty(self) -> str:
        return "{}"

    def built(self, name: str, *, as_tuples: bool) -> str:
        items = f"map(tuple, reversed({name}))" if as_tuples else f"reversed({name})"
        return f"dict(zip({items}, range(len({name}) - 1, -1, -1)))"

    def grown(self, shadow: str, item: str, name: str) -> str:
        return f"{shadow}.setdefault({item}, len({name}) - 1)"

    def extended(self, shadow: str, items: str) -> str | None:  # noqa: ARG002 - the interface
        return None

    def suits(self, question: Question, uses: Uses) -> bool:
        known = is_list(question.name, uses) or is_one_item(question.item, self.parents)
        return is_sequence(uses) and known

    def answer(self, shadow: str, question: Question, item: str) -> str:  # noqa: ARG002 - the interface
        return f"{shadow}[{item}]"


_BEFORE_COUNT = """\
values = [i * i % 1000 for i in range(2000)]
most = 0
for value in values:
    if values.count(value) > most:
        most = values.count(value)
print(most)
"""

_AFTER_COUNT = """\
from collections import Counter
values = [i * i % 1000 for i in range(2000)]
values_counts = Counter(values)
most = 0
for value in values:
    if values_counts[value] > most:
        most = values_counts[value]
print(most)
"""


@rule(
    name="count-in-loop",
    reason="`.count` walks the whole list each time; a Counter counts all items in one pass.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=45,
    before=_BEFORE_COUNT,
    after=_AFTER_COUNT,
)
class CountInLoop(ShadowRewriter):
    suffix = "counts"

    def questions(self) -> Iterator[Question]:
        for node in walk(self.module):
            parts = method_call(node, "count")
            name = name_of(parts[0]) if parts else None
            if parts and name is not None and isinstance(node, cst.Call) and not isinstance(parts[1], cst.SimpleString):
                yield Question(node, name, parts[1])

    def empty(self) -> str:
        return f"{self.imports.use('collections', 'Counter')}()"

    def built(self, name: str, *, as_tuples: bool) -> str:
        counter = self.imports.use("collections", "Counter")
        return f"{counter}(map(tuple, {name}))" if as_tuples else f"{counter}({name})"

    def grown(self, shadow: str, item: str, name: str) -> str:  # noqa: ARG002 - the interface
        return f"{shadow}[{item}] += 1"

    def suits(self, question: Question, uses: Uses) -> bool:
        known = is_list(question.name, uses) or is_one_item(question.item, self.parents)
        return is_sequence(uses) and known

    def extended(self, shadow: str, items: str) -> str | None:
        return f"{shadow}.update({items})"

    def answer(self, shadow: str, question: Question, item: str) -> str:  # noqa: ARG002 - the interface
        return f"{shadow}[{item}]"
