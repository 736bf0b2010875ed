"""What is in a dataset: counts per language, difficulty and tag, sizes, solutions per problem. One problem at a time."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from afterburner.core.problem import Problem


@dataclass(slots=True)
class Statistics:
    """The counts over all problems that were added."""

    problems: int = 0
    difficulties: Counter[str] = field(default_factory=Counter)
    """Problems by difficulty; ``unknown`` where it is not said."""
    tags: Counter[str] = field(default_factory=Counter)
    interfaces: Counter[str] = field(default_factory=Counter)
    """Problems by ``stdin`` and ``function``."""
    solutions: Counter[str] = field(default_factory=Counter)
    """Reference solutions by language."""
    tests: Counter[str] = field(default_factory=Counter)
    """Tests by purpose and visibility, such as ``performance, private``."""
    input_bytes: int = 0
    """Of all tests together."""
    solutions_a_problem: Counter[int] = field(default_factory=Counter)
    """Problems by their number of solutions, all languages together."""
    generators: int = 0
    """Problems that have one."""

    def add(self, problem: Problem) -> None:
        """Count ``problem``."""
        self.problems += 1
        self.difficulties[problem.difficulty.value if problem.difficulty else "unknown"] += 1
        self.tags.update(problem.tags)
        self.interfaces["stdin" if problem.entry_point is None else "function"] += 1
        self.solutions.update(reference.solution.language for reference in problem.references)
        self.tests.update(f"{test.purpose}, {test.visibility}" for test in problem.tests)
        self.input_bytes += sum(len(test.input) for test in problem.tests)
        self.solutions_a_problem[len(problem.references)] += 1
        self.generators += problem.generator is not None

    def median_solutions(self) -> float | None:
        """Return the median number of solutions a problem; None without problems."""
        counts = sorted(self.solutions_a_problem.elements())
        return median(counts) if counts else None

    def document(self) -> dict[str, object]:
        """Return plain values, for JSON."""
        return {
            "problems": self.problems,
            "difficulties": dict(self.difficulties),
            "tags": dict(self.tags.most_common()),
            "interfaces": dict(self.interfaces),
            "solutions": dict(self.solutions),
            "tests": dict(self.tests),
            "input_bytes": self.input_bytes,
            "solutions_a_problem": {str(count): n for count, n in sorted(self.solutions_a_problem.items())},
            "median_solutions_a_problem": self.median_solutions(),
            "generators": self.generators,
        }
