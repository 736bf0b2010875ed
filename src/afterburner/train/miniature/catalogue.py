"""The problems of a run with what is known of their references, and what the model is told of a program.

catalogue = Catalogue(split, problems, facts)
catalogue.ranked(task, Objective.TIME)          its references, the best first
catalogue.feedback(facts, Objective.TIME)       "correct, cost 4"
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterburner.core.objective import Objective, Quantity
from afterburner.core.problem import Problem
from afterburner.train.miniature.known import Facts
from afterburner.train.miniature.prompt import Seen, failed, passed
from afterburner.train.miniature.tasks import Split, Task, Ways, program


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A reference solution and what is known of it."""

    task: Task
    ways: Ways
    facts: Facts

    @property
    def code(self) -> str:
        """The program."""
        return program(self.task, self.ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All problems that programs are judged for."""

    split: Split
    problems: Mapping[Task, Problem]
    references: Mapping[Task, Sequence[Measured]]
    least: Mapping[Quantity, float]
    """The least cost among the references of the training problems: what feedback counts in."""

    def problem(self, task: Task) -> Problem:
        """Return the problem of ``task``."""
        return self.problems[task]

    def ranked(self, task: Task, objective: Objective) -> list[Measured]:
        """Return the correct references, the best first."""
        quantity = objective.quantity()
        known = [(cost, one) for one in self.references[task] if (cost := one.facts.cost(quantity)) is not None]
        return [one for _cost, one in sorted(known, key=lambda item: (item[0], item[1].ways))]

    def distribution(self, task: Task, quantity: Quantity) -> tuple[float, ...]:
        """Return the costs of the correct references."""
        costs = (one.facts.cost(quantity) for one in self.references[task])
        return tuple(cost for cost in costs if cost is not None)

    def feedback(self, facts: Facts, objective: Objective) -> str:
        """Return what the model is told of a program: its verdict, and about how many times the least cost it takes."""
        cost = facts.cost(objective.quantity())
        if cost is None:
            return failed(facts.verdict.value)
        return passed(cost / self.least[objective.quantity()])

    def seen(self, one: Measured, objective: Objective) -> Seen:
        """Return a reference as it stands in a request."""
        return Seen(one.code, self.feedback(one.facts, objective))


def catalogued(
    split: Split, problems: Mapping[Task, Problem], ways: Sequence[tuple[Task, Ways]], facts: Sequence[Facts]
) -> Catalogue:
    """Return the catalogue of measured references: ``facts`` are those of ``ways``."""
    references: dict[Task, list[Measured]] = {}
    for (task, one), found in zip(ways, facts, strict=True):
        references.setdefault(task, []).append(Measured(task=task, ways=one, facts=found))
    trained = [one.facts for task in split.train for one in references[task]]
    least = {
        quantity: min(cost for facts in trained if (cost := facts.cost(quantity)) is not None) for quantity in Quantity
    }
    return Catalogue(split=split, problems=problems, references=references, least=least)
