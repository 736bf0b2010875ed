"""Sums, maxima and minima of slices, recomputed for every position, come from lists computed in one pass.

A slice ``xs[start:stop]`` of a list that does not change in the loop is one of three kinds: its sum is a difference
of prefix sums; the maximum of a slice that begins or ends with the list is a running maximum; the maximum of a slice
of constant length is a window maximum.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import (
    arguments,
    code,
    integer_of,
    is_invariant,
    is_pure,
    name_of,
    names_in,
    slice_of,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression
from afterburner.policy.rules.linear import Linear, linear
from afterburner.policy.rules.rule import Safety, rule


@dataclass(frozen=True, slots=True)
class Part:
    """A call such as ``sum(xs[start:stop])`` in a loop."""

    node: cst.Call
    function: str
    items: cst.BaseExpression
    start: cst.BaseExpression | None
    stop: cst.BaseExpression | None
    default: cst.BaseExpression | None
    around: cst.CSTNode
    """The outermost loop or comprehension in which ``items`` does not change."""

    def is_fixed(self, bound: Linear, module: cst.Module) -> bool:
        """Tell whether a sum has the same value in all rounds of ``around``."""
        return not bound.terms or is_invariant(expression(bound.text()), self.around, module)


class PartRewriter(PlannedRewriter):
    """Replaces calls on slices in loops by look-ups in lists computed before the loop."""

    functions: tuple[str, ...] = ()

    def lookup(self, part: Part) -> tuple[str, str, Callable[[str], str]] | None:
        """Return (a name, the expression of the list, its look-up by the list's name), or None."""
        raise NotImplementedError

    def plan(self) -> None:
        built: dict[tuple[cst.CSTNode, str], str] = {}
        for part in self._parts():
            found = self.lookup(part)
            statement = self.parents.statement(part.around)
            if found is None or statement is None or self.is_planned(part.node) or not self.claim():
                continue
            name, table, look_up = found
            key = statement, table
            if key not in built:
                built[key] = self.names.fresh(name)
                self.insert_before(statement, f"{built[key]} = {self.finished(table)}")
            self.replace(part.node, expression(look_up(built[key])))

    def finished(self, table: str) -> str:
        """Return the text of the list's expression; what it imports is imported only now."""
        return table.replace("accumulate(", self.imports.use("itertools", "accumulate") + "(")

    def _parts(self) -> Iterator[Part]:
        for node in walk(self.module):
            if not isinstance(node, cst.Call) or name_of(node.func) not in self.functions or not node.args:
                continue
            default = _default(node)
            bounds = _bounds(node.args[0].value)
            if bounds is None or len(node.args) > 1 + (default is not None) or node.args[0].star:
                continue
            items, start, stop = bounds
            around = self._around(node, items, start, stop)
            if around is not None and is_pure(node):
                yield Part(node, name_of(node.func) or "", items, start, stop, default, around)

    def _around(
        self, node: cst.Call, items: cst.BaseExpression, *bounds: cst.BaseExpression | None
    ) -> cst.CSTNode | None:
        found = None
        for repetition in self.parents.repetitions(node):
            if not is_invariant(items, repetition, self.module):
                break
            found = repetition
        moving = (bound for bound in bounds if bound is not None)
        if found is None or all(is_invariant(bound, found, self.module) for bound in moving):
            return None
        return found


def _default(call: cst.Call) -> cst.BaseExpression | None:
    last = call.args[-1]
    return last.value if last.keyword is not None and last.keyword.value == "default" else None


Bounds = tuple[cst.BaseExpression, cst.BaseExpression | None, cst.BaseExpression | None]


def _bounds(node: cst.BaseExpression) -> Bounds | None:
    """Return (items, start, stop) for ``xs[i:j]``, ``islice(xs, i, j)`` and ``xs[k] for k in range(i, j)``."""
    found = slice_of(node)
    if found is not None:
        items, part = found
        is_step = part.step is not None and integer_of(part.step) != 1
        negative = any((integer_of(bound) or 0) < 0 for bound in (part.lower, part.upper))
        return None if is_step or negative else (items, part.lower, part.upper)
    sliced = arguments(node, "islice", count=3)
    if sliced is not None:
        return sliced[0], sliced[1], sliced[2]
    if isinstance(node, cst.GeneratorExp | cst.ListComp):
        return _generated_bounds(node)
    return None


def _generated_bounds(node: cst.GeneratorExp | cst.ListComp) -> Bounds | None:
    loop = node.for_in
    counter = name_of(loop.target)
    plain = not loop.ifs and loop.inner_for_in is None and counter is not None
    if not plain or not isinstance(node.elt, cst.Subscript) or len(node.elt.slice) != 1:
        return None
    index = node.elt.slice[0].slice
    limits = arguments(loop.iter, "range", count=2) or arguments(loop.iter, "range")
    if not isinstance(index, cst.Index) or name_of(index.value) != counter or limits is None:
        return None
    if counter in names_in(node.elt.value):
        return None
    return node.elt.value, limits[0] if len(limits) > 1 else None, limits[-1]


def at(name: str, index: Linear | str) -> str:
    """Return the text of an item of a list."""
    text = index if isinstance(index, str) else index.text()
    enclosed = not isinstance(index, str) and len(index.terms) == 1 and not index.constant and text.startswith("(")
    return f"{name}[{text[1:-1] if enclosed else text}]"


@rule(
    name="slice-sum-to-prefix-sums",
    reason="`sum(xs[i:j])` copies and adds the slice each time; with prefix sums it is one subtraction.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=90,
    before="""\
values = [i * 37 % 101 for i in range(3000)]
best = 0
for i in range(3000):
    left = sum(values[:i])
    right = sum(values[i + 1:])
    best = max(best, left * right)
print(best)
""",
    after="""\
from itertools import accumulate
values = [i * 37 % 101 for i in range(3000)]
best = 0
prefix = [0, *accumulate(values)]
for i in range(3000):
    left = prefix[i]
    right = prefix[-1] - prefix[i + 1]
    best = max(best, left * right)
print(best)
""",
)
class SliceSumToPrefixSums(PartRewriter):
    functions = ("sum",)

    def lookup(self, part: Part) -> tuple[str, str, Callable[[str], str]] | None:
        if part.default is not None:
            return None
        stop = None if part.stop is None else self._within(part, linear(part.stop))
        start = linear(part.start)

        def difference(name: str) -> str:
            end = at(name, "-1") if stop is None else at(name, stop)
            if not start.terms and not start.constant:
                return end
            return f"({end} - {at(name, start)})"

        parent = self.parents.of(part.node)
        loose = isinstance(parent, cst.Arg | cst.Assign | cst.AnnAssign | cst.AugAssign | cst.Return)

        def look_up(name: str) -> str:
            text = difference(name)
            return text[1:-1] if loose and text.startswith("(") else text

        return "prefix", f"[0, *accumulate({code(part.items)})]", look_up

    def _within(self, part: Part, stop: Linear) -> Linear | str:
        """Return the end of the slice, cut at the end of the list where it seems to run over it."""
        # `i + k` runs over the end unless the loop stops in time: `range(n - k + 1)`
        ranges = [code(loop.iter) for loop in self._loops(part) if name_of(loop.target) in stop.terms]
        reach = len(stop.terms) > 1 or stop.constant > 1
        if reach and ranges and not any("-" in text for text in ranges):
            return f"min({stop.text()}, {_length(part.items)})"
        return stop

    def _loops(self, part: Part) -> Iterator[cst.For | cst.CompFor]:
        for repetition in self.parents.repetitions(part.node):
            if isinstance(repetition, cst.For):
                yield repetition
            elif isinstance(repetition, cst.BaseComp):
                yield from (loop for loop in walk(repetition) if isinstance(loop, cst.CompFor))


def _length(items: cst.BaseExpression) -> str:
    return f"len({code(items)})"


@rule(
    name="running-extreme",
    reason="The maximum of `xs[:i]` or `xs[i:]` for each `i` comes from one pass from the left or from the right.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=220,
    before="""\
heights = [i * 37 % 1009 for i in range(3000)]
water = 0
for i in range(len(heights)):
    left = max(heights[:i + 1])
    right = max(heights[i:])
    water += min(left, right) - heights[i]
print(water)
""",
    after="""\
from itertools import accumulate
heights = [i * 37 % 1009 for i in range(3000)]
water = 0
prefix_max = list(accumulate(heights, max))
suffix_max = list(accumulate(reversed(heights), max))[::-1]
for i in range(len(heights)):
    left = prefix_max[i]
    right = suffix_max[i]
    water += min(left, right) - heights[i]
print(water)
""",
)
class RunningExtreme(PartRewriter):
    functions = ("max", "min")

    def lookup(self, part: Part) -> tuple[str, str, Callable[[str], str]] | None:
        start, stop = linear(part.start), None if part.stop is None else linear(part.stop)
        ends = stop is None or stop.text() == _length(part.items)
        begins = not start.terms and start.constant == 0
        if begins == ends:
            return None
        items, function = code(part.items), part.function
        default = "" if part.default is None else code(part.default)
        if begins and stop is not None:
            running = f"accumulate({items}, {function})"
            table = f"[{default}, *{running}]" if default else f"list({running})"
            index = stop if default else stop.plus(-1)
            return f"prefix_{function}", table, lambda name: at(name, index)
        running = f"accumulate(reversed({items}), {function})"
        table = f"[{default}, *{running}][::-1]" if default else f"list({running})[::-1]"
        return f"suffix_{function}", table, lambda name: at(name, start)


_EXTREMES = """\
def window_{word}(values, size):
    {word} = [None] * len(values)
    window = deque()
    for start in range(len(values) - 1, -1, -1):
        value = values[start]
        while window and values[window[-1]] {sign} value:
            window.pop()
        window.append(start)
        if window[0] >= start + size:
            window.popleft()
        {word}[start] = values[window[0]]
    return {word}
"""


@rule(
    name="window-extreme",
    reason="The maximum of each window of one size takes one pass with a queue of the items that can still be it.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=22,
    before="""\
values = [i * 37 % 1009 for i in range(4000)]
size = 1000
peaks = 0
for i in range(len(values) - size + 1):
    peaks += max(values[i:i + size])
print(peaks)
""",
    after=f"""\
from collections import deque


{_EXTREMES.format(word="maxima", sign="<=")}

values = [i * 37 % 1009 for i in range(4000)]
size = 1000
peaks = 0
maxima = window_maxima(values, size)
for i in range(len(values) - size + 1):
    peaks += maxima[i]
print(peaks)
""",
)
class WindowExtreme(PartRewriter):
    functions = ("max", "min")

    def lookup(self, part: Part) -> tuple[str, str, Callable[[str], str]] | None:
        if part.start is None or part.stop is None or part.default is not None:
            return None
        start, stop = linear(part.start), linear(part.stop)
        size = stop - start
        if not part.is_fixed(size, self.module) or (not size.terms and size.constant <= 2):  # noqa: PLR2004 - a pair is quick
            return None
        word = "maxima" if part.function == "max" else "minima"
        return word, f"window_{word}({code(part.items)}, {size.text()})", lambda name: at(name, start)

    def finished(self, table: str) -> str:
        word = "maxima" if table.startswith("window_maxima") else "minima"
        text = _EXTREMES.format(word=word, sign="<=" if word == "maxima" else ">=")
        name = self.define(f"window_{word}", text.replace("deque", self.imports.use("collections", "deque")))
        return table.replace(f"window_{word}", name, 1)
