"""An index kept beside a list: a set, the positions or the counts of its items, built where the list is bound.

The list stays as it is. After each line that binds it the index is built, after each that makes it grow the index
grows, and the questions that walk the list ask the index: ``x in xs``, ``xs.index(x)``, ``xs.count(x)``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from afterburner.policy.rules.analysis import (
    changed_during,
    code,
    index_of,
    is_name,
    is_pure,
    mentions,
    names_in,
    walk,
)
from afterburner.policy.rules.building import PlannedRewriter, expression, source
from afterburner.policy.rules.containers import Bind, Uses, container_uses, owner
from afterburner.policy.rules.parents import Loop, Parents, Scope

_LISTS = frozenset({"list", "sorted", "deque", "tuple"})
_LIST_METHODS = frozenset({"split", "splitlines", "readlines", "rsplit"})
_MAPPINGS = frozenset(["set", "frozenset", "dict", "defaultdict", "Counter", "OrderedDict"])
_OTHERS = _MAPPINGS | {"input", "str", "range", "open", "int", "len", "sum", "min", "max", "float", "join"}
_NO_LISTS = frozenset(
    "s t ss text string word line sentence char ch pattern d dic table graph seen visited memo cache counts".split()  # noqa: SIM905
)
"""Parameters so called are strings, dicts or sets more often than lists."""


def is_list(name: str, uses: Uses) -> bool:
    """Tell whether the variable seems to hold a list, and neither a string nor a set nor a dict."""
    verdicts = [_is_list_value(bind, name) for bind in uses.binds]
    if False in verdicts:
        return False
    likely = name not in _NO_LISTS and not name.endswith(("set", "map", "dict", "str"))
    return True in verdicts or bool(uses.appends) or likely


def is_sequence(uses: Uses) -> bool:
    """Tell whether the variable may hold a list or a string: nothing says that it holds a set or a dict."""
    displays = (cst.Dict, cst.Set, cst.DictComp, cst.SetComp)
    values = [bind.value for bind in uses.binds if bind.value is not None]
    calls = {code(value.func) for value in values if isinstance(value, cst.Call)}
    return not calls & _MAPPINGS and not any(isinstance(value, displays) for value in values)


def is_one_item(item: cst.BaseExpression, parents: Parents) -> bool:
    """Tell whether ``item`` comes out of a sequence one at a time, so that in a string it is one character."""
    if not isinstance(item, cst.Name):
        return index_of(item) is not None
    targets = (ancestor.target for ancestor in parents.ancestors(item) if isinstance(ancestor, cst.For))
    comprehensions = (
        part.target
        for ancestor in parents.ancestors(item)
        if isinstance(ancestor, cst.BaseComp)
        for part in walk(ancestor)
        if isinstance(part, cst.CompFor)
    )
    return any(item.value in names_in(target) for target in (*targets, *comprehensions))


def _is_list_value(bind: Bind, name: str) -> bool | None:
    if isinstance(bind.statement, cst.FunctionDef):
        return _is_list_parameter(bind.statement, name)
    value = bind.value
    if isinstance(value, cst.List | cst.ListComp | cst.Tuple):
        return True
    if isinstance(value, cst.Call):
        function = value.func
        called = function.attr.value if isinstance(function, cst.Attribute) else code(function)
        return True if called in _LISTS | _LIST_METHODS else False if called in _OTHERS else None
    if isinstance(value, cst.BinaryOperation):
        return True if isinstance(value.left, cst.List) or isinstance(value.right, cst.List) else None
    if isinstance(
        value, cst.Dict | cst.Set | cst.DictComp | cst.SetComp | cst.GeneratorExp | cst.BaseNumber | cst.BaseString
    ):
        return False
    return None


def _is_list_parameter(function: cst.FunctionDef, name: str) -> bool | None:
    for part in walk(function.params):
        if isinstance(part, cst.Param) and part.name.value == name:
            if part.annotation is None:
                return None
            return code(part.annotation.annotation).lower().removeprefix("typing.").startswith(("list", "seq", "tuple"))
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """A place that asks the list."""

    node: cst.BaseExpression
    name: str
    item: cst.BaseExpression


class ShadowRewriter(PlannedRewriter):
    """Keeps an index beside each list that is asked again and again, and asks the index."""

    suffix = "index"
    """How the index's name differs from the list's."""

    def questions(self) -> Iterator[Question]:
        """Yield the places that ask a list."""
        raise NotImplementedError

    def empty(self) -> str:
        """Return the expression that builds the index of an empty list."""
        raise NotImplementedError

    def built(self, name: str, *, as_tuples: bool) -> str:
        """Return the expression that builds the index of the list ``name``."""
        raise NotImplementedError

    def grown(self, shadow: str, item: str, name: str) -> str:
        """Return the statement that enters an item appended to the list."""
        raise NotImplementedError

    def extended(self, shadow: str, items: str) -> str | None:
        """Return the statement that enters several items; None: there is none."""
        raise NotImplementedError

    def answer(self, shadow: str, question: Question, item: str) -> str:
        """Return the expression that asks the index instead."""
        raise NotImplementedError

    def is_wanted(self, uses: Uses) -> bool:
        """Tell whether an index is the right thing for a list so used."""
        return bool(uses.binds)

    def suits(self, question: Question, uses: Uses) -> bool:
        """Tell whether the variable seems to hold something that the index can stand for."""
        return is_list(question.name, uses)

    def plan(self) -> None:
        groups: dict[tuple[Scope, str], list[Question]] = {}
        for question in self.questions():
            scope = owner(question.node, question.name, self.parents)
            if scope is not None:
                groups.setdefault((scope, question.name), []).append(question)
        for (scope, name), questions in groups.items():
            uses = container_uses(name, scope, self.parents)
            if not self.is_wanted(uses):
                continue
            suitable = [question for question in questions if self.suits(question, uses)]
            if not self._is_kept_simply(scope, uses):
                self._keep_for_loops(name, suitable)
            elif any(is_repeated(question.node, scope, uses, self.parents) for question in suitable) and self.claim():
                self._keep(name, uses, suitable)

    def _keep_for_loops(self, name: str, questions: list[Question]) -> None:
        """Build the index before each loop that asks a list and leaves it as it is."""
        by_loop: dict[cst.BaseStatement, list[Question]] = {}
        for question in questions:
            start = self._quiet_loop(question)
            if start is not None:
                by_loop.setdefault(start, []).append(question)
        for start, asked in by_loop.items():
            if self.claim():
                shadow = self.names.fresh(f"{name}_{self.suffix}")
                as_tuples = any(isinstance(question.item, cst.List) for question in asked)
                self.insert_before(start, f"{shadow} = {self.built(name, as_tuples=as_tuples)}")
                self._ask(shadow, asked, as_tuples=as_tuples)

    def _quiet_loop(self, question: Question) -> cst.BaseStatement | None:
        """Return the outermost statement that asks ``question`` again and again without a change of the list."""
        found = None
        for repetition in self.parents.repetitions(question.node):
            statement = self.parents.statement(repetition) if not isinstance(repetition, Loop) else repetition
            if statement is None or question.name in changed_during(statement, self.module):
                return found
            found = statement if self.parents.block(statement) else found
        return found

    def _is_kept_simply(self, scope: Scope, uses: Uses) -> bool:
        own = all(bind.statement is scope or self.parents.scope(bind.statement) is scope for bind in uses.binds)
        extends = all(self.extended("", "") is not None and is_pure(_extension(line)) for line in uses.extends)
        return own and extends and uses.is_append_only

    def _keep(self, name: str, uses: Uses, questions: list[Question]) -> None:
        shadow = self.names.fresh(f"{name}_{self.suffix}")
        items = [question.item for question in questions] + [call.args[0].value for call in uses.appends]
        as_tuples = any(isinstance(item, cst.List) for item in items)
        for bind in uses.binds:
            is_empty = isinstance(bind.value, cst.List) and not bind.value.elements
            built = self.empty() if is_empty else self.built(name, as_tuples=as_tuples)
            grown = None if as_tuples else self._rebuilt(bind, name, shadow)
            self._insert_built(bind, name, grown or f"{shadow} = {built}")
        for call in uses.appends:
            self._insert_grown(call, shadow, name, as_tuples=as_tuples)
        for line in uses.extends:
            items_text = source(_extension(line))
            text = self.extended(shadow, f"map(tuple, {items_text})" if as_tuples else items_text)
            self.insert_after(line, text or "")
        self._ask(shadow, questions, as_tuples=as_tuples)

    def _ask(self, shadow: str, questions: list[Question], *, as_tuples: bool) -> None:
        for question in questions:
            item = as_key(question.item, as_tuples=as_tuples)
            self.replace(question.node, expression(self.answer(shadow, question, item)))

    def _rebuilt(self, bind: Bind, name: str, shadow: str) -> str | None:
        """Return what enters only the new items after ``xs = xs + items``."""
        value = bind.value
        if not isinstance(value, cst.BinaryOperation) or not is_name(value.left, name) or not is_pure(value.right):
            return None
        if mentions(value.right, name) or not isinstance(value.operator, cst.Add):
            return None
        return self.extended(shadow, source(value.right))

    def _insert_built(self, bind: Bind, name: str, text: str) -> None:
        if isinstance(bind.statement, cst.FunctionDef):
            self.insert_first(bind.statement, text)
        else:
            parts = (part for part in walk(bind.statement) if isinstance(part, cst.BaseSmallStatement))
            self.insert_after_small(next(part for part in parts if names_in(part) & {name}), text)

    def _insert_grown(self, call: cst.Call, shadow: str, name: str, *, as_tuples: bool) -> None:
        item = call.args[0].value
        short = isinstance(item, cst.Name | cst.Tuple | cst.List | cst.BaseNumber | cst.SimpleString)
        text = as_key(item, as_tuples=as_tuples) if short and is_pure(item) else f"{name}[-1]"
        if as_tuples and text == f"{name}[-1]":
            text = f"tuple({text})"
        self.insert_after_small(self.parents.of(call), self.grown(shadow, text, name))


def as_key(item: cst.BaseExpression, *, as_tuples: bool) -> str:
    """Return the text of ``item`` as a key: lists are turned into tuples if ``as_tuples``."""
    if as_tuples and isinstance(item, cst.List):
        inner = [source(element.value) for element in item.elements]
        return f"({', '.join(inner)}{',' if len(inner) == 1 else ''})"
    if as_tuples and not isinstance(item, cst.Tuple):
        return f"tuple({source(item)})"
    text = source(item)
    return text if not isinstance(item, cst.Comparison | cst.BooleanOperation | cst.IfExp | cst.Lambda) else f"({text})"


def is_repeated(node: cst.CSTNode, scope: Scope, uses: Uses, parents: Parents) -> bool:
    """Tell whether ``node`` is computed again and again for one value of the variable that ``uses`` speaks of."""
    if parents.scope(node) is not scope:
        return True
    binds = {bind.statement for bind in uses.binds}
    return any(not binds & set(walk(repetition)) for repetition in parents.repetitions(node))


def _extension(line: cst.BaseStatement) -> cst.BaseExpression:
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    if isinstance(small, cst.AugAssign):
        return small.value
    call = small.value if isinstance(small, cst.Expr) else None
    return call.args[0].value if isinstance(call, cst.Call) and call.args else cst.Name("None")
