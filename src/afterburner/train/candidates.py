"""Measured solutions, in groups within which they may be compared: one problem, one language, one machine, one occasion.

for group in calibrated(problems, known): ...        the reference solutions of a dataset
for group in attempted(folders): ...                 what runs of the loop proposed
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afterburner.core.measurement import Estimate, Measurement
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Solution
from afterburner.core.status import Verdict
from afterburner.dataset.calibration import Calibration
from afterburner.loop.run_folder import RunFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An accepted solution and what it takes."""

    name: str
    idea: str
    """Its algorithm in one line; empty where nobody said it."""
    solution: Solution
    measurement: Measurement

    def cost(self, objective: Objective) -> Estimate | None:
        """Return what ``objective`` minimises, with its interval; None where it was not measured."""
        return self.measurement.quantities.get(objective.quantity(self.measurement.clock))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Candidates that may be compared with each other."""

    problem: Problem
    language: str
    candidates: tuple[Candidate, ...]

    def ranked(self, objective: Objective) -> list[Candidate]:
        """Return the candidates, best first; those that were not measured in ``objective`` are left out."""
        found = [
            (cost.estimate, candidate.name, candidate)
            for candidate in self.candidates
            if (cost := candidate.cost(objective))
        ]
        return [candidate for _cost, _name, candidate in sorted(found, key=lambda item: item[:2])]


def calibrated(problems: Iterable[Problem], known: Calibration) -> Iterator[Group]:
    """Yield a group for each problem and language with at least two measured reference solutions."""
    for problem in problems:
        for language in sorted({reference.solution.language for reference in problem.references}):
            candidates = tuple(
                Candidate(name=one.name, idea=one.idea, solution=one.solution, measurement=measurement)
                for one in problem.references_in(language)
                if (measurement := known.measurement(known.subject(problem, one))) is not None
            )
            if len(candidates) > 1:
                yield Group(problem=problem, language=language, candidates=candidates)


def attempted(folders: Iterable[RunFolder]) -> Iterator[Group]:
    """Yield a group for each run of the loop with at least two accepted, measured attempts.

    Raises:
        DataError: a folder holds no run, or it can't be read.

    """
    for folder in folders:
        attempts = folder.archive(read_only=True).attempts()
        candidates = tuple(
            Candidate(name=f"attempt {attempt.id}", idea=attempt.note, solution=attempt.solution, measurement=measured)
            for attempt in attempts
            if attempt.judgement.verdict is Verdict.ACCEPTED and (measured := attempt.judgement.measurement) is not None
        )
        if len(candidates) > 1:
            language = candidates[0].solution.language
            yield Group(problem=folder.problem(), language=language, candidates=candidates)
