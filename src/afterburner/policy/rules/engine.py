"""The rule engine as a policy: which rewrites of the seed are worth the judge's time, and in which order.

Order of proposals: first all rules that serve the objective together (where they get on with each other, one judgement
does the work of many rounds), then all safe ones, then each rule at all its places, boldest gain first, then each of its
places alone (one place may be wrong where the others are right), and at last ruff's fixes. What was tried is not
proposed again, so that round after round the engine works down the list, from whichever seed is the best by then.
"""

from collections.abc import Iterator

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.core.problem import Solution
from afterburner.core.status import Verdict
from afterburner.policy.port import Proposal, Request, digest_of
from afterburner.policy.rules.catalogue import all_rules
from afterburner.policy.rules.ruff_fixes import ruff_proposals
from afterburner.policy.rules.rule import Rule, Safety

MOST_PLACES = 6
"""A rule's places are tried one by one up to this many; beyond, it is all or nothing."""

LEAST_SPEEDUP = 1.02
"""Rules that were measured to gain less than this are tried last, and join no combination: they would only risk it."""


class RulesPolicy:
    """Implements ``policy.port.Policy`` with the built-in rules."""

    name = "rules"
    is_free = True

    def propose(self, request: Request) -> Iterator[Proposal]:
        """Yield rewrites of the seed that were not tried yet; none for what is not correct, or no parseable Python."""
        seed = request.seed
        if seed is None or seed.judgement.verdict is not Verdict.ACCEPTED or seed.solution.language != "python":
            return
        module = _parsed(seed.solution.code)
        if module is None:
            return
        seen = {digest_of(attempt.solution) for attempt in request.history} | {digest_of(seed.solution)}
        left = request.most
        for note, code in _candidates(module, request.objective, spent=_spent(request)):
            solution = Solution(code=code)
            digest = digest_of(solution)
            if left == 0:
                return
            if digest in seen or not _compiles(code):
                continue
            seen.add(digest)
            left -= 1
            yield Proposal(solution=solution, note=note)


def serving(objective: Objective) -> list[Rule]:
    """Return the rules that may serve ``objective``, the greatest gain first."""
    aims = {objective, Objective.TIME, Objective.MEMORY} if objective is Objective.INTEGRAL else {objective}
    return sorted((rule for rule in all_rules() if rule.aims & aims), key=lambda rule: -rule.speedup)


def _spent(request: Request) -> frozenset[str]:
    """Return the rules that alone, at all their places, gave a wrong program: no use in any combination either."""
    return frozenset(attempt.note for attempt in request.history if attempt.judgement.verdict is not Verdict.ACCEPTED)


def _candidates(module: cst.Module, objective: Objective, *, spent: frozenset[str]) -> Iterator[tuple[str, str]]:
    applied = {rule: rule.apply(module) for rule in serving(objective)}
    matching = [rule for rule, rewritten in applied.items() if rewritten.places]
    fresh = [rule for rule in matching if rule.name not in spent]
    useful = [rule for rule in fresh if rule.speedup >= LEAST_SPEEDUP]
    for chosen in (useful, [rule for rule in useful if rule.safety is Safety.SAFE]):
        if len(chosen) > 1:
            yield _combined(chosen, module)
    for rule in fresh:
        yield rule.name, applied[rule].module.code
    for rule in matching:
        places = applied[rule].places
        if rule.speedup >= LEAST_SPEEDUP and 1 < places <= MOST_PLACES:
            for place in range(places):
                yield f"{rule.name} (place {place + 1} of {places})", rule.apply(module, only=place).module.code
    if objective is not Objective.MEMORY:
        for fix in ruff_proposals(module.code):
            yield f"ruff {fix.code}", fix.source


def _combined(rules: list[Rule], module: cst.Module) -> tuple[str, str]:
    names = []
    for rule in rules:
        rewritten = rule.apply(module)
        if rewritten.places and _compiles(rewritten.module.code):
            names.append(rule.name)
            # Parsed again: rewrites share nodes, and analyses tell nodes apart by identity.
            module = cst.parse_module(rewritten.module.code)
    return " + ".join(names), module.code


def _parsed(code: str) -> cst.Module | None:
    try:
        return cst.parse_module(code)
    except (cst.ParserSyntaxError, RecursionError):
        return None


def _compiles(code: str) -> bool:
    try:
        compile(code, "proposal", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
