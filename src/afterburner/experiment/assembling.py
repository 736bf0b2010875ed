"""From the folder of an evaluation to its results: what is whole, in the order of the question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from afterburner.core.problem import Problem
from afterburner.core.status import Verdict
from afterburner.experiment.condition import Condition
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluation_folder import EvaluationFolder
from afterburner.experiment.lines import FinishedRun
from afterburner.experiment.problems import problem_digest
from afterburner.experiment.results import (
    ProblemFacts,
    Program,
    Provenance,
    ReferenceCosts,
    Results,
    Score,
    Spending,
    place,
)
from afterburner.experiment.test_parts import part


def facts_of(problem: Problem, config: EvaluationConfig) -> ProblemFacts:
    """Return what is kept of ``problem`` when its tests are not in memory any more.

    Raises:
        DataError: it has no tests of a kind that a condition is about.

    """
    kinds = {condition.tests for condition in config.conditions}
    return ProblemFacts(
        id=problem.id,
        title=problem.title,
        difficulty=None if problem.difficulty is None else problem.difficulty.value,
        tags=problem.tags,
        interface="stdin" if problem.entry_point is None else "function",
        digests={tests: problem_digest(part(problem, tests)) for tests in kinds},
    )


@dataclass(slots=True)
class _Whole:
    """What is whole so far."""

    scores: list[Score] = field(default_factory=list)
    references: dict[str, tuple[ReferenceCosts, ...]] = field(default_factory=dict)
    programs: dict[tuple[str, str], Program] = field(default_factory=dict)
    runs: list[tuple[Condition, FinishedRun]] = field(default_factory=list)

    def take(self, other: "_Whole") -> None:
        self.scores += other.scores
        self.references |= other.references
        self.programs |= other.programs
        self.runs += other.runs


def assemble(
    config: EvaluationConfig,
    folder: EvaluationFolder,
    problems: Sequence[ProblemFacts],
    provenance: Provenance,
    *,
    left_out: Mapping[str, str],
) -> Results:
    """Return the results over all problems of which every condition is whole; the others are named."""
    whole, done, unfinished = _Whole(), [], []
    for facts in problems:
        if facts.id in left_out:
            continue
        found = _of_problem(config, folder, facts)
        if found is None:
            unfinished.append(facts.id)
        else:
            whole.take(found)
            done.append(facts)
    return Results(
        conditions=config.conditions,
        problems=tuple(done),
        references=whole.references,
        programs=whole.programs,
        scores=tuple(whole.scores),
        provenance=provenance,
        solutions=config.solutions,
        measurements=config.measurements,
        spending=tuple(_spending(condition, whole.runs) for condition in config.conditions),
        left_out=dict(left_out),
        unfinished=tuple(unfinished),
    )


def _of_problem(config: EvaluationConfig, folder: EvaluationFolder, facts: ProblemFacts) -> _Whole | None:
    whole = _Whole()
    for condition in config.conditions:
        at, digest = place(facts.id, condition.tests), facts.digests[condition.tests]
        ranking = folder.ranking(at, digest, condition.language)
        if ranking is None:
            return None
        whole.references[at] = ranking.references
        for solution in range(config.solutions):
            run = folder.run(condition, digest, solution)
            if run is None:
                return None
            whole.runs.append((condition, run))
            for score in _scores(condition, run):
                program = None
                if score.program is not None:
                    program = folder.program(ranking, score.program, measurements=config.measurements)
                    if program is None:
                        return None
                    whole.programs[at, program.digest] = program
                whole.scores.append(_measured(score, program))
    return whole


def _scores(condition: Condition, run: FinishedRun) -> Iterator[Score]:
    """Yield the scores of a run, as many as are wanted now, under the condition's name of now."""
    for score in run.scores[: condition.iterations + 1]:
        yield replace(score, condition=condition.name)


def _measured(score: Score, program: Program | None) -> Score:
    """Return the score of a program that passed all tests once: as it stands if it passed them whenever it was measured."""
    if program is None or program.failure is None:
        return score
    verdict = next((one for one in Verdict if program.failure.startswith(one.value)), Verdict.WRONG_ANSWER)
    return replace(score, verdict=verdict, reason=f"when measured: {program.failure}", program=None)


def _spending(condition: Condition, runs: Sequence[tuple[Condition, FinishedRun]]) -> Spending:
    own = [run for one, run in runs if one.name == condition.name]
    return Spending(
        condition=condition.name,
        proposals=sum(run.proposals for run in own),
        lost=sum(run.lost for run in own),
        tokens=sum(run.tokens for run in own),
        usd=sum(run.usd for run in own),
        seconds=sum(run.seconds for run in own),
    )
