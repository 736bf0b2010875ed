"""What does the loop itself cost: everything but the model's and the programs' time, as a share of a round?

A server takes 1 s for each reply, 16 samples are asked for at one time; the loop asks, reads, judges and duels. Overhead is the
wall time of the run less that of the model (a second a round) and that of the programs (inside the sandbox, starting and ending
them included). Every candidate is another correct program, so that each is judged.
"""

import itertools
import sys
import tempfile
import time
from pathlib import Path

from record import ROOT, Figures, Row, parser, publish

from afterburner.core.execution import Execution, Limits, Program
from afterburner.core.objective import Objective
from afterburner.core.problem import Problem, Purpose, Solution, Test, Visibility
from afterburner.judge.judge import Judge
from afterburner.loop.archive import Archive
from afterburner.loop.optimize import Course, optimize
from afterburner.loop.referee import Referee
from afterburner.loop.stop import Budget
from afterburner.policy.language_model import ModelPolicy
from afterburner.policy.model import Call, Sampling
from afterburner.policy.openai_model import OpenAIModel
from afterburner.policy.prices import Prices
from afterburner.sandbox.monolith import Monolith

sys.path.insert(0, str(ROOT))
from tests.policy.chat_server import ChatServer, Reply

SAMPLES = 16
REPLY_S = 1.0
SOURCE = """
n = int(input())
total = 0
for i in range(n):
    total += i * i % 7
print(total)
"""
FASTER = """
n = int(input())
print(sum(i * i % 7 for i in range({least}, n)))
"""


class Timed:
    """A sandbox that knows how long its runs took."""

    def __init__(self, sandbox: Monolith) -> None:
        self._sandbox = sandbox
        self.wall_s = 0.0

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run, and note how long it took."""
        started_s = time.monotonic()
        try:
            return self._sandbox.execute(program, stdin, limits=limits, sample_hz=sample_hz, layout=layout)
        finally:
            self.wall_s += time.monotonic() - started_s

    def layers(self) -> tuple[str, ...]:
        """Return the sandbox's."""
        return self._sandbox.layers()

    def close(self) -> None:
        """Close the sandbox."""
        self._sandbox.close()


def main() -> None:
    options = parser(__doc__).parse_args()
    rounds = 2 if options.quick else 5
    numbers = itertools.count()

    def behave(_request: dict[str, object], _number: int) -> Reply:
        code = f"# {next(numbers)}\n" + FASTER.format(least=0)
        return Reply(text=f"<thinking>\na\n</thinking>\n<solution>\n```python\n{code}```\n</solution>", delay_s=REPLY_S)

    with ChatServer(behave) as server, Monolith() as monolith:
        model = OpenAIModel("m", api_key="none", base_url=server.url, sampling=Sampling(), prices=Prices.default())
        next(iter(model.complete([Call(prompt="warm up", sample=0)], keep=lambda _call, _reply: None)))
        started_s = time.monotonic()
        list(model.complete([Call(prompt="p", sample=n) for n in range(SAMPLES)], keep=lambda _call, _reply: None))
        together_s = time.monotonic() - started_s
        row = _run(ModelPolicy(model, history=3), Timed(monolith), rounds)
    summary = {"seconds for 16 replies of 1 s": together_s, "overhead": row["overhead"]}
    figures = Figures(benchmark="loop", settings={"samples": SAMPLES, "reply_s": REPLY_S}, rows=[row], summary=summary)
    publish(figures, options.json, columns=["rounds", "attempts", "seconds", "model", "programs", "loop", "overhead"])


def _run(policy: ModelPolicy, sandbox: Timed, rounds: int) -> Row:
    tests = tuple(
        Test(
            name=str(n),
            input=str(n).encode(),
            expected=str(sum(i * i % 7 for i in range(n))).encode(),
            purpose=Purpose.PERFORMANCE if n > 1000 else Purpose.CORRECTNESS,  # noqa: PLR2004
            visibility=Visibility.PUBLIC if n < 10 else Visibility.PRIVATE,  # noqa: PLR2004
        )
        for n in (1, 10, 100, 300_000)
    )
    problem = Problem(id="loop", title="", statement="Add up.", tests=tests)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder) / "archive.sqlite")
        referee = Referee(problem=problem, objective=Objective.TIME, judge=Judge(sandbox), archive=archive)
        sandbox.wall_s = 0.0
        started_s = time.monotonic()
        stop = Budget(iterations=rounds, patience=99)
        list(optimize(Solution(code=SOURCE), policy, referee, stop, Course(samples=SAMPLES)))
        wall_s = time.monotonic() - started_s
        attempts = archive.attempts()
        archive.close()
    # The replies of a round come together after a second; what is judged meanwhile is the programs' time.
    model_s = archive.rounds * REPLY_S
    loop_s = wall_s - model_s - sandbox.wall_s
    return {
        "rounds": archive.rounds,
        "attempts": len(attempts),
        "seconds": wall_s,
        "model": model_s,
        "programs": sandbox.wall_s,
        "loop": loop_s,
        "overhead": loop_s / wall_s,
    }


if __name__ == "__main__":
    main()
