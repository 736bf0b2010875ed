"""An evaluation: every condition on every problem, measured beside the references, one problem after the other.

    with EvaluationFolder(path, provenance) as folder, Pool() as pool:
        results = Evaluation(config, folder, pool, known, policies).run(report)

A problem is the unit of work: its references are calibrated where they are not yet, every condition runs its loop, and the
programs that came out are measured together, close in time. So what is done when somebody stops is whole, and the next call
goes on with the rest. Threads wait for language models without holding a worker of the sandbox; measuring holds one for itself.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, replace

from afterburner.core.attempt import Attempt
from afterburner.core.errors import AfterburnerError, CheckerError, DataError, SandboxError, UsageError
from afterburner.core.problem import Problem, Solution
from afterburner.dataset.calibration import Calibration, calibrate
from afterburner.dataset.distribution import Distribution
from afterburner.dataset.opening import open_dataset
from afterburner.experiment.condition import Condition
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluation_folder import (
    EvaluationFolder,
    FinishedRun,
    MeasuredProgram,
    Ranking,
    condition_key,
    ranking_digest,
)
from afterburner.experiment.measuring import measure
from afterburner.experiment.results import Score, place
from afterburner.experiment.running import Standing, given_for, is_whole, program_digest, run_loop, standings
from afterburner.experiment.test_parts import part
from afterburner.experiment.turns import Resting, Turn
from afterburner.loop.archive import Archive
from afterburner.loop.stop import spent
from afterburner.policy.port import Policy
from afterburner.sandbox.pool import Pool

THREADS_OF_MODELS = 16
"""Problems at one time where a policy is a language model, whose replies take seconds: they wait, and hold no processor."""
_MOST_NOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, for whoever watches."""

    text: str
    done: int
    """Problems that are finished, or were before."""
    total: int


Report = Callable[[Event], None]


class _EndedError(Exception):
    """The evaluation is to end: what is under way is given up."""


class Evaluation:
    """One call of an evaluation."""

    def __init__(
        self,
        config: EvaluationConfig,
        folder: EvaluationFolder,
        pool: Pool,
        known: Calibration,
        policies: Mapping[str, Policy],
    ) -> None:
        """Evaluate ``config``, by ``policies`` for the names of its conditions; references as ``known`` has them."""
        self._config = config
        self._folder = folder
        self._pool = pool
        self._known = known
        self._policies = policies
        self._ended = threading.Event()
        self._deadline_s = time.monotonic() + config.seconds
        self._lock = threading.Lock()
        self._tokens, self._usd = 0, 0.0
        self.left_out: dict[str, str] = {}
        """Problems that could not be evaluated, and why."""

    def run(self, problems: Iterable[Problem], *, total: int, report: Report) -> None:
        """Evaluate ``problems``, which are ``total``, several at a time.

        Raises:
            SandboxError: the machine, or a policy's server, failed for good; what was done is kept.
            UsageError: a policy can't be used as it is set up.

        """
        done = 0
        pending: dict[Future[str], str] = {}
        with ThreadPoolExecutor(self._threads()) as threads:
            try:
                for problem in problems:
                    if self._is_over():
                        break
                    pending[threads.submit(self._evaluate, problem)] = problem.id
                    if len(pending) >= self._threads():
                        done = self._taken(pending, done, total, report)
                while pending:
                    done = self._taken(pending, done, total, report)
            finally:
                self._ended.set()
                if pending:  # somebody interrupted, or something failed: what runs is of no use any more
                    self._pool.close()
                threads.shutdown(cancel_futures=True)

    def _threads(self) -> int:
        if all(policy.is_free for policy in self._policies.values()):
            return self._pool.workers
        return max(self._pool.workers, THREADS_OF_MODELS)

    def _taken(self, pending: dict[Future[str], str], done: int, total: int, report: Report) -> int:
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            problem = pending[future]
            text = future.result()
            pending.pop(future)
            done += 1
            report(Event(text=f"{problem}: {text}", done=done, total=total))
        return done

    def _is_over(self) -> bool:
        config = self._config
        is_spent = (config.most_tokens is not None and self._tokens >= config.most_tokens) or (
            config.most_usd is not None and self._usd >= config.most_usd
        )
        return is_spent or time.monotonic() > self._deadline_s

    def _evaluate(self, problem: Problem) -> str:
        """Do what is missing of one problem; return what is to be said of it."""
        turn = Turn(self._pool)
        try:
            with closing(turn):
                self._step()
                views = {tests: part(problem, tests) for tests in {c.tests for c in self._config.conditions}}
                rankings = {tests: self._ranking(view, place(problem.id, tests), turn) for tests, view in views.items()}
                runs = [
                    self._finished_run(condition, views[condition.tests], rankings[condition.tests], solution, turn)
                    for condition in self._config.conditions
                    for solution in range(self._config.solutions)
                ]
                whole = [run for run in runs if run is not None]
                for condition, solution, run in self._labelled(runs):
                    self._measure(condition, views[condition.tests], rankings[condition.tests], run, solution, turn)
        except (CheckerError, DataError) as error:
            with self._lock:
                self.left_out[problem.id] = error.message
            return f"left out: {error.message}"
        except _EndedError:
            return "not finished"
        if len(whole) < len(runs):
            return f"{len(runs) - len(whole)} of {len(runs)} runs brought no reply; the next call tries again"
        accepted = sum(run.scores[-1].program is not None for run in whole)
        return f"{accepted} of {len(runs)} correct"

    def _labelled(self, runs: list[FinishedRun | None]) -> Iterator[tuple[Condition, int, FinishedRun]]:
        labels = [(c, s) for c in self._config.conditions for s in range(self._config.solutions)]
        for (condition, solution), run in zip(labels, runs, strict=True):
            if run is not None:
                yield condition, solution, run

    def _step(self) -> None:
        """Stop here where the evaluation is over."""
        if self._ended.is_set():
            raise _EndedError

    def _ranking(self, problem: Problem, at: str, turn: Turn) -> Ranking:
        digest = problem_digest(problem)
        found = self._folder.ranking(at, digest)
        if found is not None:
            return found
        language = self._config.language
        for _done in calibrate(
            [problem],
            turn,
            self._known,
            repeats=self._config.repeats,
            wanted=lambda reference: reference.solution.language == language,
        ):
            self._step()
        distribution = Distribution.of(problem, self._known, language=language)
        ranking = Ranking(
            place=at, problem_digest=digest, language=language, references=reference_costs(distribution)
        )
        self._folder.keep_ranking(ranking)
        return ranking

    def _finished_run(
        self, condition: Condition, problem: Problem, ranking: Ranking, solution: int, turn: Turn
    ) -> FinishedRun | None:
        """Return a run that is over, made now where it is not there; None: no reply came."""
        found = self._folder.run(condition, ranking.problem_digest, solution)
        if found is not None:
            return found
        self._step()
        started_s = time.monotonic()
        given = given_for(condition, problem, ranking.references)
        policy = self._policies[condition.name]
        skipped = solution * condition.samples * condition.rounds
        archive = self._folder.archive(condition, problem.id, ranking.problem_digest, solution)
        with closing(archive):
            resting = Resting(_Stopping(policy, self._ended), turn, skipped=skipped)
            reason = run_loop(condition, problem, given, resting, turn, archive)
            self._step()
            attempts = tuple(archive.attempts())
            whole, lost = is_whole(reason, archive), len(archive.losses)
        if not whole:
            self._folder.archive_path(condition, problem.id, ranking.problem_digest, solution).unlink()
            return None
        used = spent(attempts)
        run = FinishedRun(
            key=condition_key(condition),
            problem_digest=ranking.problem_digest,
            solution=solution,
            scores=tuple(_score(condition, problem.id, solution, one) for one in standings(condition, attempts)),
            proposals=sum(attempt.round > 0 for attempt in attempts),
            lost=lost,
            tokens=used.tokens,
            usd=used.usd,
            seconds=time.monotonic() - started_s,
        )
        self._folder.keep_run(run)
        with self._lock:
            self._tokens += used.tokens
            self._usd += used.usd
        return run

    def _measure(
        self, condition: Condition, problem: Problem, ranking: Ranking, run: FinishedRun, solution: int, turn: Turn
    ) -> None:
        """Measure the programs of one run that are not known yet."""
        wanted = {score.program: score.attempt for score in run.scores if score.program is not None}
        count = self._config.measurements
        missing = {
            digest: attempt
            for digest, attempt in wanted.items()
            if self._folder.program(ranking.place, ranking, digest, measurements=count) is None
        }
        if not missing:
            return
        with closing(self._folder.archive(condition, problem.id, ranking.problem_digest, solution)) as archive:
            attempts = {attempt.id: attempt for attempt in archive.attempts()}
        for digest, attempt_id in missing.items():
            self._step()
            assert attempt_id is not None
            self._measure_one(problem, ranking, attempts[attempt_id].solution, digest, turn)

    def _measure_one(self, problem: Problem, ranking: Ranking, solution: Solution, digest: str, turn: Turn) -> None:
        del digest
        program = measure(
            problem, solution, ranking.references, turn, measurements=self._config.measurements, seed=self._config.seed
        )
        measured = MeasuredProgram(
            place=ranking.place,
            problem_digest=ranking.problem_digest,
            ranking_digest=ranking_digest(ranking.references),
            measurements=self._config.measurements,
            program=program,
        )
        self._folder.keep_program(measured)
