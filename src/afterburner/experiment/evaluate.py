"""An evaluation: every condition on every problem, measured beside the references.

    evaluation = Evaluation(means, pool)
    evaluation.run(problems, total=62, report=show)
    results = assemble(config, ids, folder, ...)            (``assembling``)

A problem is the unit of work (``problem_work``): what is done when somebody stops is whole for all conditions, and its programs
were measured close in time. Problems are worked on several at a time: as many as there are workers, and where a language model is
asked, as many as there may be requests, for those mostly wait. Their number is bounded: their tests are in memory.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field

from afterburner.core.errors import CheckerError, DataError, SandboxError
from afterburner.core.problem import Problem
from afterburner.dataset.calibration import Calibration
from afterburner.experiment.config import EvaluationConfig
from afterburner.experiment.evaluation_folder import EvaluationFolder
from afterburner.experiment.problem_work import EndedError, Means, ProblemWork, Worked
from afterburner.experiment.turns import Turn
from afterburner.loop.stop import Spent
from afterburner.policy.port import Policy
from afterburner.sandbox.port import Workers

THREADS_OF_MODELS = 16
"""Problems at one time where a policy is a language model: as many as ``PolicyConfig.concurrency`` usually allows requests."""


MOST_SILENT_PROBLEMS = 3
"""Problems in a row of which a run brought no reply: then a policy is out of order, and going on is of no use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A problem is done, or given up."""

    problem: str
    text: str
    done: int
    total: int


Report = Callable[[Event], None]


@dataclass(slots=True)
class Evaluation:
    """One call of an evaluation.

    ``run`` may be called once.
    """

    config: EvaluationConfig
    folder: EvaluationFolder
    known: Calibration
    policies: Mapping[str, Policy]
    """By the name of the condition."""
    pool: Workers
    left_out: dict[str, str] = field(default_factory=dict)
    """Problems that can't be evaluated, and why; filled by ``run``."""
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _tokens: int = 0
    _usd: float = 0.0
    _silent: int = 0

    def run(self, problems: Iterable[Problem], *, total: int, report: Report) -> None:
        """Evaluate ``problems``, which are ``total``.

        Raises:
            SandboxError: the machine failed for good, or a policy brings no replies any more; what was done is kept.
            UsageError: a policy can't be used as it is set up.

        """
        deadline_s = time.monotonic() + self.config.seconds
        pending: dict[Future[Worked], str] = {}
        done = 0
        with ThreadPoolExecutor(self._threads()) as threads:
            try:
                for problem in problems:
                    if self._is_spent() or time.monotonic() > deadline_s:
                        break
                    pending[threads.submit(self._evaluate, problem)] = problem.id
                    if len(pending) >= self._threads():
                        done = self._taken(pending, done, total, report)
                while pending:
                    done = self._taken(pending, done, total, report)
            finally:
                self._ended.set()
                if pending:  # interrupted, or one failed: the others' runs are of no use any more
                    self.pool.close()
                threads.shutdown(cancel_futures=True)

    def _threads(self) -> int:
        is_free = all(policy.is_free for policy in self.policies.values())
        return self.pool.workers if is_free else max(self.pool.workers, THREADS_OF_MODELS)

    def _taken(self, pending: dict[Future[Worked], str], done: int, total: int, report: Report) -> int:
        for future in wait(pending, return_when=FIRST_COMPLETED).done:
            worked = future.result()
            done += 1
            report(Event(problem=pending.pop(future), text=worked.text, done=done, total=total))
            self._silent = self._silent + 1 if worked.missing else 0
            if self._silent >= MOST_SILENT_PROBLEMS:
                hint = "is its server up? What was done is kept: the same command goes on"
                raise SandboxError(f"a policy brought no reply for {self._silent} problems in a row", hint=hint)
        return done

    def _is_spent(self) -> bool:
        most_tokens, most_usd = self.config.most_tokens, self.config.most_usd
        return (most_tokens is not None and self._tokens >= most_tokens) or (
            most_usd is not None and self._usd >= most_usd
        )

    def _pay(self, used: Spent) -> None:
        with self._lock:
            self._tokens += used.tokens
            self._usd += used.usd

    def _evaluate(self, problem: Problem) -> Worked:
        means = Means(
            config=self.config,
            folder=self.folder,
            known=self.known,
            policies=self.policies,
            ended=self._ended,
            pay=self._pay,
        )
        with closing(Turn(self.pool)) as turn:
            try:
                return ProblemWork(problem, means, turn).do()
            except (CheckerError, DataError) as error:
                with self._lock:
                    self.left_out[problem.id] = error.message
                return Worked(text=f"left out: {error.message}")
            except EndedError:
                return Worked(text="not finished")
