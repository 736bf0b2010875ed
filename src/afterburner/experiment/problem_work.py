"""The work on one problem of an evaluation: calibrate its references, run every condition, measure what came out.

Each step looks into the folder first, and does what is not there. Whoever stops it loses the step under way at most: a run of the
loop goes on from its archive.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from afterburner.core.problem import Problem
from afterburner.dataset.calibration import Calibration, calibrate
from afterburner.dataset.distribution import Distribution, distribution_of
from afterburner.experiment.condition import Condition, Tests
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluation_folder import EvaluationFolder
from afterburner.experiment.lines import FinishedRun, MeasuredProgram, Ranking, condition_key, ranking_digest
from afterburner.experiment.measuring import measure, ranked_among, reference_costs
from afterburner.experiment.problems import problem_digest
from afterburner.experiment.results import Score, place
from afterburner.experiment.running import Standing, given_for, is_whole, run_loop, standings
from afterburner.experiment.test_parts import part
from afterburner.experiment.turns import Resting, Turn
from afterburner.loop.stop import Spent, spent
from afterburner.policy.port import Policy

_MOST_NOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the work on a problem came to."""

    text: str
    """For people."""
    missing: int = 0
    """Runs that brought no reply."""


class EndedError(Exception):
    """The evaluation is to end: what is under way is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What all problems of an evaluation are worked on with."""

    config: EvaluationConfig
    folder: EvaluationFolder
    known: Calibration
    policies: Mapping[str, Policy]
    """By the name of the condition."""
    ended: threading.Event
    pay: Callable[[Spent], None]
    """Told what each run took."""


@dataclass(frozen=True, slots=True)
class _View:
    """A problem with the tests that some conditions are about, and its distribution."""

    problem: Problem
    ranking: Ranking
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class ProblemWork:
    """The work on ``problem``, by one thread with one turn at the sandbox."""

    problem: Problem
    means: Means
    turn: Turn

    def do(self) -> Worked:
        """Do what is missing.

        Raises:
            SandboxError, CheckerError, DataError: as in ``judge.Judge.judge``, ``measuring.measure`` and ``distribution_of``.
            EndedError: somebody asked for the end.

        """
        config = self.means.config
        views = {tests: self._view(tests) for tests in {condition.tests for condition in config.conditions}}
        missing = correct = 0
        for condition in config.conditions:
            for solution in range(config.solutions):
                run = self._run(condition, views[condition.tests], solution)
                missing += run is None
                correct += run is not None and run.scores[condition.iterations].program is not None
        for condition in config.conditions:
            for solution in range(config.solutions):
                self._measure(condition, views[condition.tests], solution)
        text = f"{correct} of {len(config.conditions) * config.solutions} correct"
        if missing:
            text = f"{missing} runs brought no reply: the next call tries them again"
        return Worked(text=text, missing=missing)

    def _step(self) -> None:
        """End here where the evaluation is over."""
        if self.means.ended.is_set():
            raise EndedError

    def _view(self, tests: Tests) -> _View:
        problem, at = part(self.problem, tests), place(self.problem.id, tests)
        digest = problem_digest(problem)
        ranking = self.means.folder.ranking(at, digest, self.means.config.language)
        if ranking is None:
            references = reference_costs(self._calibrated(problem))
            language = self.means.config.language
            ranking = Ranking(place=at, problem_digest=digest, language=language, references=references)
            self.means.folder.keep_ranking(ranking)
        return _View(problem, ranking, ranked_among(problem, ranking.references, language=ranking.language))

    def _calibrated(self, problem: Problem) -> Distribution:
        config, known = self.means.config, self.means.known
        making = calibrate(
            [problem],
            self.turn,
            known,
            repeats=config.repeats,
            wanted=lambda reference: reference.solution.language == config.language,
        )
        for _done in making:
            self._step()
        return distribution_of(problem, known, language=config.language)

    def _run(self, condition: Condition, view: _View, solution: int) -> FinishedRun | None:
        """Return a run that is over, made now where it is not there; None: no reply came."""
        folder, digest = self.means.folder, view.ranking.problem_digest
        found = folder.run(condition, digest, solution)
        if found is not None:
            return found
        self._step()
        started_s = time.monotonic()
        # Numbers of samples that other runs use, so that independent solutions are other draws of a model.
        skipped = solution * condition.samples * condition.rounds
        policy = Resting(self.means.policies[condition.name], self.turn, skipped=skipped)
        given = given_for(condition, view.problem, view.ranking.references)
        with closing(folder.archive(condition, view.problem.id, digest, solution)) as archive:
            reason = run_loop(condition, view.problem, given, policy, self.turn, archive)
            attempts, lost = tuple(archive.attempts()), len(archive.losses)
            whole = is_whole(reason, archive)
        used = spent(attempts)
        self.means.pay(used)
        if not whole:
            folder.discard(condition, view.problem.id, digest, solution)
            return None
        run = FinishedRun(
            key=condition_key(condition),
            problem_digest=digest,
            solution=solution,
            scores=tuple(_score(condition, self.problem.id, solution, one) for one in standings(condition, attempts)),
            proposals=sum(attempt.round > 0 for attempt in attempts),
            lost=lost,
            tokens=used.tokens,
            usd=used.usd,
            seconds=time.monotonic() - started_s,
        )
        folder.keep_run(run)
        return run

    def _measure(self, condition: Condition, view: _View, solution: int) -> None:
        """Measure the programs of one run that are not known yet."""
        folder, ranking = self.means.folder, view.ranking
        run = folder.run(condition, ranking.problem_digest, solution)
        attempt_ids = {} if run is None else dict(self._unmeasured(run, ranking))
        if not attempt_ids:
            return
        with closing(folder.archive(condition, view.problem.id, ranking.problem_digest, solution)) as archive:
            attempts = {attempt.id: attempt for attempt in archive.attempts()}
        config = self.means.config
        for attempt_id in attempt_ids.values():
            self._step()
            program = measure(
                view.problem,
                attempts[attempt_id].solution,
                view.distribution,
                self.turn,
                measurements=config.measurements,
                seed=config.seed,
            )
            measured = MeasuredProgram(
                place=ranking.place,
                problem_digest=ranking.problem_digest,
                ranking_digest=ranking_digest(ranking.references),
                measurements=config.measurements,
                program=program,
            )
            folder.keep_program(measured)

    def _unmeasured(self, run: FinishedRun, ranking: Ranking) -> Iterator[tuple[str, str]]:
        """Yield the digests of programs that are not measured yet, and the attempts that they come from."""
        for score in run.scores:
            if score.program is not None and score.attempt is not None:
                wanted = self.means.config.measurements
                if self.means.folder.program(ranking, score.program, measurements=wanted) is None:
                    yield score.program, score.attempt


def _score(condition: Condition, problem: str, solution: int, standing: Standing) -> Score:
    attempt = standing.best or standing.closest
    failure = None if attempt is None else attempt.judgement.failure
    reason = None if failure is None else failure.reason
    return Score(
        condition=condition.name,
        problem=problem,
        solution=solution,
        iteration=standing.iteration,
        verdict=standing.verdict,
        reason="nothing_proposed" if attempt is None else reason,
        test=failure.test if failure is not None and failure.test else None,
        program=None if standing.best is None else standing.best.solution.digest,
        attempt=None if attempt is None else attempt.id,
        note="" if attempt is None else " ".join(attempt.note.split())[:_MOST_NOTE],
    )
