"""What the reference solutions of a problem take on this machine: what candidates are ranked among.

    distribution = distribution_of(problem, known, language="python")
    distribution.medians(Quantity.CPU_S)        one number for each reference

It belongs to the machine and the version of measuring that made it: a ``Calibration`` takes no others.
"""

import statistics
from dataclasses import dataclass

from afterburner.core.errors import DataError
from afterburner.core.objective import Quantity
from afterburner.core.problem import Problem, Reference
from afterburner.dataset.calibration import Calibration
from afterburner.measure.costs import Costs


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One accepted reference solution and its passes over the timed tests."""

    reference: Reference
    passes: tuple[Costs, ...]
    """Oldest first; at least one."""

    @property
    def name(self) -> str:
        """The name of the reference."""
        return self.reference.name

    @property
    def digest(self) -> str:
        """The digest of its code, see ``Solution.digest``."""
        return self.reference.solution.digest

    def costs(self, quantity: Quantity) -> tuple[float, ...]:
        """Return the cost of each pass, seconds, bytes or byte seconds; empty where one of them is not known."""
        values = [value for costs in self.passes if (value := costs.value(quantity)) is not None]
        return tuple(values) if len(values) == len(self.passes) else ()

    def median(self, quantity: Quantity) -> float | None:
        """Return the median over the passes; None where one of them is not known."""
        costs = self.costs(quantity)
        return statistics.median(costs) if costs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A problem's accepted, measured reference solutions in one language."""

    problem: str
    """The id of the problem."""
    language: str
    members: tuple[Member, ...]
    """In the order of the problem; at least one."""

    def medians(self, quantity: Quantity) -> tuple[float, ...]:
        """Return the median cost of each member; without those where it is not known."""
        return tuple(value for member in self.members if (value := member.median(quantity)) is not None)

    def with_digest(self, digest: str) -> Member | None:
        """Return the member whose code has that digest; None where there is none."""
        return next((member for member in self.members if member.digest == digest), None)


def distribution_of(problem: Problem, known: Calibration, *, language: str = "python") -> Distribution:
    """Return the distribution of ``problem`` in ``language``, of as many references as were accepted and measured.

    A distribution of one is a distribution: whoever is ranked in it beats all of it or nothing.

    Raises:
        DataError: there is no reference in the language, or none that was accepted and measured; it names the problem.

    """
    references = problem.references_in(language)
    if not references:
        what = f"problem {problem.id}, field references: there is none in {language}"
        raise DataError(what, hint="choose another language, or leave the problem out")
    measured = ((reference, known.passes(known.subject(problem, reference))) for reference in references)
    members = tuple(Member(reference=reference, passes=passes) for reference, passes in measured if passes)
    if not members:
        raise _nothing_known(problem, known, language)
    return Distribution(problem=problem.id, language=language, members=members)


def _nothing_known(problem: Problem, known: Calibration, language: str) -> DataError:
    references = problem.references_in(language)
    refused = sum(known.refused(known.subject(problem, reference)) is not None for reference in references)
    what = f"problem {problem.id}, field references: of {len(references)} in {language}, none is measured"
    if refused == len(references):
        return DataError(f"{what}: none was accepted", hint="mend the reference solutions, or leave the problem out")
    hint = f"run `afterburner dataset calibrate --only {problem.id} --language {language}` (with your --dataset)"
    return DataError(f"{what} on this machine, {refused} were not accepted", hint=hint)
