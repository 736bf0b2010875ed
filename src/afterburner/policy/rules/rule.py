"""A rule: one named rewrite of a Python program that tends to make it faster or leaner.

A rule proposes; the judge decides. So a rule may be bold, and says how bold: ``SAFE`` rewrites keep the meaning for
every program that they match, ``CHECKED`` ones keep it for the programs that people usually write, and rest on the
judge for the others.

    @rule(
        name="dict-keys-membership",
        reason="`in d.keys()` builds a view; `in d` asks the hash table at once.",
        safety=Safety.SAFE,
        aims=[Objective.TIME],
        speedup=1.2,
        before="...", after="...",
    )
    class DictKeysMembership(Rewriter):
        def leave_Comparison(self, original_node, updated_node): ...

A rewriter asks :meth:`Rewriter.claim` once for each place that it could change, and changes it only if the answer is
yes. That is how the engine can ask for all places together or for each alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import libcst as cst

from afterburner.core.objective import Objective


class Safety(StrEnum):
    """How bold a rule is."""

    SAFE = "safe"
    CHECKED = "checked"


class Rewriter(cst.CSTTransformer):
    """A transformer that counts the places it could change, and changes all of them or only the chosen one."""

    def __init__(self, module: cst.Module, *, only: int | None = None) -> None:
        super().__init__()
        self.module = module
        """The module before the rewrite, for analyses of names and scopes."""
        self.only = only
        """The index of the one place to change, or None for all."""
        self.places = 0
        """How many places this rewriter could change, so far."""

    def claim(self) -> bool:
        """Count a place that could be changed, and tell whether it is to be changed."""
        index = self.places
        self.places += 1
        return self.only is None or self.only == index


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rewrite with what a reader has to know of it."""

    name: str
    """kebab-case, unique."""
    reason: str
    """One line: why the rewritten program is faster or leaner."""
    safety: Safety
    aims: frozenset[Objective]
    """What the rule is meant to improve."""
    speedup: float
    """How many times faster (or leaner) the example became when it was measured: orders the proposals."""
    before: str
    """A small complete program that prints something; the rule changes it into ``after``."""
    after: str
    rewriter: type[Rewriter]

    def apply(self, module: cst.Module, *, only: int | None = None) -> "Rewritten":
        """Return ``module`` rewritten at all places, or at place ``only``."""
        rewriter = self.rewriter(module, only=only)
        return Rewritten(module=module.visit(rewriter), places=rewriter.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What a rule made of a module."""

    module: cst.Module
    places: int
    """How many places the rule could change; 0: nothing was changed."""


REGISTRY: dict[str, Rule] = {}
"""All rules by name, in the order of their modules; filled by :func:`rule`."""


def rule(
    *,
    name: str,
    reason: str,
    safety: Safety,
    aims: Iterable[Objective],
    speedup: float,
    before: str,
    after: str,
) -> Callable[[type[Rewriter]], type[Rewriter]]:
    """Register a :class:`Rewriter` as a rule."""

    def register(rewriter: type[Rewriter]) -> type[Rewriter]:
        if name in REGISTRY:
            msg = f"two rules are named {name}"
            raise ValueError(msg)
        REGISTRY[name] = Rule(
            name=name,
            reason=reason,
            safety=safety,
            aims=frozenset(aims),
            speedup=speedup,
            before=before,
            after=after,
            rewriter=rewriter,
        )
        return rewriter

    return register
