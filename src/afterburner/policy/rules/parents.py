"""Who contains whom in a module: the loops, the statement, the scope around a node."""

from collections.abc import Iterator

import libcst as cst

from afterburner.policy.rules.analysis import parts_of, walk

Loop = cst.For | cst.While
Scope = cst.Module | cst.FunctionDef | cst.Lambda | cst.ClassDef


class Parents:
    """Who contains whom in a module."""

    def __init__(self, module: cst.Module) -> None:
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        for node in walk(module):
            for child in parts_of(node):
                self._parents[child] = node

    def of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return the node directly around ``node``; None for the module."""
        return self._parents.get(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Yield the nodes around ``node``, innermost first."""
        parent = self.of(node)
        while parent is not None:
            yield parent
            parent = self.of(parent)

    def scope(self, node: cst.CSTNode) -> Scope:
        """Return the innermost function, class or module around ``node``; comprehensions do not count."""
        for ancestor in self.ancestors(node):
            if isinstance(ancestor, Scope):
                return ancestor
        msg = "the node is not part of this module"
        raise LookupError(msg)

    def loops(self, node: cst.CSTNode) -> list[Loop]:
        """Return the loops whose rounds run ``node``, innermost first, within its scope."""
        found: list[Loop] = []
        child = node
        for ancestor in self.ancestors(node):
            if isinstance(ancestor, cst.FunctionDef | cst.ClassDef | cst.Lambda):
                break
            repeated = isinstance(ancestor, cst.While) or (isinstance(ancestor, cst.For) and child is ancestor.body)
            if isinstance(ancestor, Loop) and repeated and child is not ancestor.orelse:
                found.append(ancestor)
            child = ancestor
        return found

    def statement(self, node: cst.CSTNode) -> cst.BaseStatement | None:
        """Return the statement of a block (a line, a loop, an ``if``...) that contains or is ``node``."""
        child = node
        for ancestor in self.ancestors(node):
            if isinstance(ancestor, cst.IndentedBlock | cst.Module) and isinstance(child, cst.BaseStatement):
                return child
            child = ancestor
        return None

    def block(self, statement: cst.CSTNode) -> list[cst.BaseStatement]:
        """Return the statements of the block that ``statement`` stands in; empty if it stands in none."""
        parent = self.of(statement)
        if isinstance(parent, cst.IndentedBlock | cst.Module):
            return [part for part in parent.body if isinstance(part, cst.BaseStatement)]
        return []

    def before(self, statement: cst.CSTNode) -> list[cst.BaseStatement]:
        """Return the statements before ``statement`` in its block, nearest first."""
        block = self.block(statement)
        return block[: block.index(statement)][::-1] if statement in block else []  # type: ignore[arg-type]

    def repetitions(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """Return what :meth:`loops` does, with the comprehensions that compute ``node`` for each of their items."""
        found: list[cst.CSTNode] = []
        child = node
        for ancestor in self.ancestors(node):
            if isinstance(ancestor, cst.FunctionDef | cst.ClassDef | cst.Lambda):
                break
            if isinstance(ancestor, cst.ListComp | cst.SetComp | cst.DictComp | cst.GeneratorExp):
                first = ancestor.for_in
                if child is not first or not self._is_within(node, first.iter):
                    found.append(ancestor)
            elif isinstance(ancestor, Loop) and self._runs(ancestor, child):
                found.append(ancestor)
            child = ancestor
        return found

    @staticmethod
    def _runs(loop: Loop, child: cst.CSTNode) -> bool:
        """Tell whether each round of ``loop`` runs its part ``child``."""
        return child is loop.body or (isinstance(loop, cst.While) and child is not loop.orelse)

    def _is_within(self, node: cst.CSTNode, outer: cst.CSTNode) -> bool:
        return node is outer or any(ancestor is outer for ancestor in self.ancestors(node))
