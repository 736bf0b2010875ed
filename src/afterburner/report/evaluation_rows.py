"""What the page of an evaluation knows of single problems, as data for its script: rows, programs, distributions, traces.

    document = problem_document(results, placements, attempts)

Everything in it is text to be shown, or a number. Programs and differences stand in it once, however many rows have them.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from afterburner.core import units
from afterburner.core.attempt import Attempt
from afterburner.core.objective import Quantity
from afterburner.experiment.results import ProblemFacts, Program, Results, Score
from afterburner.report.difference import difference
from afterburner.report.placement import RANKED, Placement, Placements
from afterburner.report.words import verdict_words

MOST_SAMPLES = 80
"""Of a trace: as many as can be told apart in a chart."""

Document = dict[str, object]


class AttemptSource(Protocol):
    """Where attempts can be looked up: the archives of the runs."""

    def attempt_of(self, score: Score) -> Attempt | None:
        """Return the attempt that ``score`` tells of; None where it is not kept."""
        ...


def problem_document(results: Results, placements: Placements, attempts: AttemptSource | None = None) -> Document:
    """Return the problems, the rows of the table (where each run stood in the end), and the texts that they refer to."""
    texts = _Texts()
    rows = _Rows(results, placements, attempts, texts)
    found = [rows.row(score) for score in final_scores(results)]
    return {
        "problems": [_problem(placements, one) for one in results.problems],
        "rows": found,
        "programs": rows.programs,
        "texts": texts.all,
    }


def final_scores(results: Results) -> Sequence[Score]:
    """Return the scores after the last iteration of each condition, of the problems that were evaluated."""
    last = {one.name: one.iterations for one in results.conditions}
    known = {one.id for one in results.problems}
    return [one for one in results.scores if one.iteration == last.get(one.condition) and one.problem in known]


def _problem(placements: Placements, facts: ProblemFacts) -> Document:
    return {
        "id": facts.id,
        "title": facts.title,
        "difficulty": facts.difficulty,
        "tags": list(facts.tags),
        "costs": {
            quantity.value: [
                {"name": name, "cost": cost, "text": units.amount(quantity, cost)}
                for name, cost in placements.references(facts.id, quantity).items()
            ]
            for quantity in RANKED
        },
    }


class _Texts:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        if text not in self._places:
            self._places[text] = len(self.all)
            self.all.append(text)
        return self._places[text]


class _Rows:
    def __init__(self, results: Results, placements: Placements, attempts: AttemptSource | None, texts: _Texts) -> None:
        self.programs: list[Document] = []
        self._results, self._placements, self._attempts, self._texts = results, placements, attempts, texts
        self._problems = {one.id: place for place, one in enumerate(results.problems)}
        self._conditions = {one.name: place for place, one in enumerate(results.conditions)}
        self._places: dict[tuple[str, str], int] = {}
        self._runs: dict[tuple[str, str, int], list[Score]] = {}
        for score in sorted(results.scores, key=lambda one: one.iteration):
            self._runs.setdefault((score.condition, score.problem, score.solution), []).append(score)

    def row(self, score: Score) -> Document:
        """Return the row of a run's last score."""
        program = self._results.program_of(score)
        quantity = self._results.condition(score.condition).objective.quantity()
        found = {one: self._placements.of(score, one) for one in (*RANKED, quantity)}
        before, after = self._codes(score, program)
        return {
            "problem": self._problems[score.problem],
            "condition": self._conditions[score.condition],
            "solution": score.solution,
            "accepted": program is not None and program.failure is None,
            "verdict": verdict_of(score, program),
            "reason": score.reason,
            "test": score.test,
            "iteration": self._found_in(score),
            "ranks": [found[one].rank for one in RANKED],
            "cost": found[quantity].cost,
            "costText": units.amount(quantity, found[quantity].cost),
            "best": found[quantity].over_best,
            "middle": found[quantity].over_middle,
            "program": None if program is None else self._program(score.problem, program, found),
            "code": None if after is None else self._texts.place(after),
            "diff": self._diff(before, after),
            "was": self._was(score),
            "note": score.note or None,
            "detail": self._detail(score),
        }

    def _run(self, score: Score) -> list[Score]:
        return self._runs[score.condition, score.problem, score.solution]

    def _found_in(self, score: Score) -> int | None:
        """Return the iteration in which the final program became the best one; None where there is none."""
        if score.program is None:
            return None
        iteration = score.iteration
        for one in reversed(self._run(score)):
            if one.program != score.program:
                break
            iteration = one.iteration
        return iteration

    def _codes(self, score: Score, program: Program | None) -> tuple[str | None, str | None]:
        """Return the code after iteration 0 and the final one; None where it is not known."""
        first = self._run(score)[0]
        start = self._results.program_of(first)
        return (
            start.code if start else self._attempted(first),
            program.code if program else self._attempted(score),
        )

    def _attempted(self, score: Score) -> str | None:
        attempt = self._attempt(score)
        return attempt.solution.code if attempt else None

    def _attempt(self, score: Score) -> Attempt | None:
        return self._attempts.attempt_of(score) if self._attempts and score.attempt is not None else None

    def _detail(self, score: Score) -> str | None:
        attempt = self._attempt(score) if score.program is None else None
        failure = attempt.judgement.failure if attempt else None
        return failure.detail or None if failure else None

    def _diff(self, before: str | None, after: str | None) -> int | None:
        """Return the place of the difference; None where there is nothing to show."""
        if before is None or after is None or before == after:
            return None
        lines = (line.text for line in difference(before, after))
        return self._texts.place("\n".join(lines))

    def _was(self, score: Score) -> str:
        """Say what iteration 0 was."""
        first = self._run(score)[0]
        return verdict_of(first, self._results.program_of(first))

    def _program(self, problem: str, program: Program, found: Mapping[Quantity, Placement]) -> int:
        key = (problem, program.digest)
        if key not in self._places:
            self._places[key] = len(self.programs)
            self.programs.append(_program(program, found))
        return self._places[key]


def verdict_of(score: Score, program: Program | None) -> str:
    """Return the verdict in words; a program that failed while being measured is not called accepted."""
    if program is not None and program.failure is not None:
        return "failed while measured"
    return verdict_words(score.verdict)


def _program(program: Program, found: Mapping[Quantity, Placement]) -> Document:
    trace = thinned(program.trace)
    return {
        "costs": {quantity.value: _cost(quantity, found[quantity].cost) for quantity in RANKED},
        "trace": [[float(f"{seconds:.4g}"), round(rss)] for seconds, rss in trace],
        "failure": program.failure,
    }


def _cost(quantity: Quantity, cost: float | None) -> Document | None:
    return None if cost is None else {"cost": cost, "text": units.amount(quantity, cost)}


def thinned(trace: Sequence[tuple[float, int]]) -> Sequence[tuple[float, int]]:
    """Return at most MOST_SAMPLES samples: of each stretch the one with most memory, so that the peak stays, and the last one."""
    if len(trace) <= MOST_SAMPLES:
        return trace
    size = len(trace) / (MOST_SAMPLES - 1)
    stretches = (trace[int(place * size) : int((place + 1) * size)] for place in range(MOST_SAMPLES - 1))
    return [*(max(stretch, key=lambda sample: sample[1]) for stretch in stretches if stretch), trace[-1]]
