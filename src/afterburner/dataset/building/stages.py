"""The stages, in their order; what one of them made is kept, so that a build goes on where it was killed.

collect: near-duplicate solutions and problems of benchmarks go; author: what is missing is written; generate: inputs grow until
solutions separate, and expected answers are found by vote; publish: a few small tests may be seen by anybody. Each is a function
of its problem and the workshop: plan, sandbox, benchmarks, author.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from afterburner.core.problem import Problem, Purpose, Reference, Visibility
from afterburner.dataset.building.agreement import agreed
from afterburner.dataset.building.authoring import Author, authored
from afterburner.dataset.building.inputs import MadeInputs, UnfitGeneratorError, made_inputs
from afterburner.dataset.building.plan import BuildPlan, Built, Quarantined, QuarantineReason
from afterburner.dataset.similarity import fingerprint, overlap
from afterburner.sandbox.port import Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What all stages work with."""

    plan: BuildPlan
    sandbox: Sandbox
    benchmarks: frozenset[str] = frozenset()
    """The n-grams of statements that must not come in (``similarity.benchmark_ngrams``)."""
    author: Author | None = None
    """Writes what problems lack of generators and drivers; None: they do without."""


Outcome = Built | Quarantined
Stage = Callable[[Problem, Workshop], Outcome]


def collect(problem: Problem, workshop: Workshop) -> Outcome:
    """Leave out near-duplicate solutions; put aside what stands in a benchmark, or can't be built at all."""
    shared = overlap(problem.statement, workshop.benchmarks)
    if shared is not None:
        return Quarantined(id=problem.id, reason=QuarantineReason.CONTAMINATED, detail=f"a benchmark has: {shared}")
    if problem.generator is None and not problem.tests:
        return Quarantined(id=problem.id, reason=QuarantineReason.NO_INPUTS, detail="neither tests nor a generator")
    kept: dict[str, Reference] = {}
    notes = []
    for reference in problem.references:
        twin = kept.setdefault(fingerprint(reference.solution), reference)
        if twin is not reference:
            notes.append(f"solution {reference.name} left out: it is {twin.name} but for names")
    oracle = problem.oracle if problem.oracle in {reference.name for reference in kept.values()} else None
    return Built(problem=replace(problem, references=tuple(kept.values()), oracle=oracle), notes=tuple(notes))


def generate(problem: Problem, workshop: Workshop) -> Outcome:
    """Make inputs and let the solutions vote on the answers; what the problem brought of tests is kept.

    Raises:
        SandboxError, CheckerError: nothing was decided.

    """
    made = MadeInputs(inputs=(), sizes=(), spread=None, note=None)
    if problem.generator is not None:
        try:
            made = made_inputs(problem, workshop.plan, workshop.sandbox)
        except UnfitGeneratorError as error:
            return Quarantined(id=problem.id, reason=error.reason, detail=error.detail)
    outcome = agreed(problem, made.inputs, workshop.sandbox)
    if isinstance(outcome, Quarantined):
        return outcome
    timed = sum(test.purpose is Purpose.PERFORMANCE for test in outcome.problem.tests)
    sizes = made.sizes if len(made.sizes) == timed else ()
    spread = [f"slowest over fastest: {made.spread:.3g}"] if made.spread is not None else []
    why = [f"solutions were not separated: {made.note}"] if made.note is not None else []
    return Built(problem=replace(outcome.problem, performance_sizes=sizes), notes=(*outcome.notes, *spread, *why))


def publish(problem: Problem, workshop: Workshop) -> Outcome:
    """Make the first few correctness tests public and all others private; put aside what has no test left."""
    if not problem.tests:
        return Quarantined(id=problem.id, reason=QuarantineReason.NO_INPUTS, detail="no test is left")
    left, tests = workshop.plan.public, []
    for test in problem.tests:
        is_shown = left > 0 and test.purpose is Purpose.CORRECTNESS
        left -= is_shown
        tests.append(replace(test, visibility=Visibility.PUBLIC if is_shown else Visibility.PRIVATE))
    return Built(problem=replace(problem, tests=tuple(tests)))


def author(problem: Problem, workshop: Workshop) -> Outcome:
    """Have the author write what the problem lacks, if there is one.

    Raises:
        UsageError: the author has no answer.
        SandboxError, CheckerError: nothing was decided.

    """
    if workshop.author is None:
        return Built(problem=problem)
    return authored(problem, workshop.author, workshop.sandbox)


STAGES: dict[str, Stage] = {"collect": collect, "author": author, "generate": generate, "publish": publish}
