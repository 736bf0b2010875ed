"""Contestants with an interpreter of their own: DMOJ's cptbox and EvalPlus, each driven as its own judge drives it.

A driver is a short program that the other interpreter runs. It says ``ready``, or why it can't; then, for each line with a
number of runs and of seconds, it runs that many tests, for at most so long, and answers with their times. So our own line
to it is no part of what is timed.
"""

import json
import subprocess
import sys
import tempfile

from afterburner.core.errors import SandboxError
from afterburner.sandbox.bench import small_test
from afterburner.sandbox.bench.contest import Block, NotInstalled
from afterburner.sandbox.cell_client import interpreter

_SERVE = """
import json, sys, time
def serve(run):
    # What the tests print must not come between: the answers go out by a descriptor of their own.
    import os
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    run()
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        runs, most_s = line.split()
        times, start_s = [], time.perf_counter()
        while len(times) < int(runs) and (not times or sum(times) < float(most_s)):
            begin_s = time.perf_counter()
            run()
            times.append(time.perf_counter() - begin_s)
        print(json.dumps([times, time.perf_counter() - start_s]), file=answers, flush=True)
"""

_CPTBOX = """
import logging
from dmoj.judgeenv import env
env.runtime, env.tempdir = {"python3": sys.argv[1]}, tempfile.gettempdir()
from dmoj.cptbox import PIPE
from dmoj.cptbox.filesystem_policies import RecursiveDir
from dmoj.executors.PY3 import Executor
logging.disable(logging.WARNING)
Executor.runtime_dict = env.runtime
Executor.fs = [*Executor.fs, RecursiveDir(sys.argv[2])]
executor = Executor("test", sys.argv[3].encode())
def run():
    process = executor.launch(time=10, memory=262144, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    output, errors = process.communicate(sys.argv[4].encode())
    assert output.strip() == b"42", (output, errors, process.protection_fault)
serve(run)
"""

_EVALPLUS = """
import inspect
from evalplus.eval import untrusted_check
code = "def add(a, b):\\n    return a + b\\n"
given = dict(code=code, inputs=[[19, 23]], entry_point="add", expected=[42], atol=0, ref_time=[0.01], fast_check=True)
if "dataset" in inspect.signature(untrusted_check).parameters:
    given["dataset"] = "humaneval"
def run():
    state, details = untrusted_check(**given)
    assert state in ("pass", "success"), (state, details)
serve(run)
"""


class Foreign:
    """A contestant that lives in another interpreter."""

    def __init__(self, name: str, walls: str, python: str, driver: str, hint: str) -> None:
        """Start the driver and wait until its first run has succeeded.

        Raises:
            NotInstalled: the interpreter lacks the package, or the package does not run here.

        """
        self.name = name
        self.walls = walls
        code = "import tempfile" + _SERVE + driver
        task = [small_test.PYTHON.decode(), small_test.STDIN.decode()]
        command = [python, "-c", code, interpreter(), sys.base_prefix, *task]
        # A file: a pipe that nobody reads would stop a driver that warns a lot.
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the driver
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own code, the interpreter that the user named
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True
            )
        except OSError as error:
            self._errors.close()
            raise NotInstalled(f"{python} does not start: {error.strerror}", hint=hint) from error
        if self._answer() != "ready":
            raise NotInstalled(f"{python}: {self._last_words()}", hint=hint)

    def block(self, runs: int, most_s: float) -> Block:
        """See ``Contestant``; timed on the other side."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{runs} {most_s}\n")
        self._process.stdin.flush()
        answer = self._answer()
        if not answer:
            raise SandboxError(f"{self.name} failed in a run: {self._last_words()}", hint="run the bench without it")
        times, wall_s = json.loads(answer)
        return Block(runs_s=tuple(times), wall_s=wall_s)

    def close(self) -> None:
        """End the driver."""
        self._process.communicate()
        self._errors.close()

    def _last_words(self) -> str:
        self._process.communicate()
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        self._errors.close()
        return lines[-1][:200] if lines else "it ended without a word"

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def cptbox(python: str) -> Foreign:
    """Return DMOJ's sandbox: ptrace and seccomp, an interpreter per test. See ``Foreign`` for what it raises."""
    hint = "pip install dmoj into an environment of its own (needs libseccomp's headers), and give --cptbox-python PATH"
    return Foreign("DMOJ cptbox", "ptrace, seccomp", python, _CPTBOX, hint)


def evalplus(python: str) -> Foreign:
    """Return EvalPlus's execution: a fork per test, without isolation. See ``Foreign`` for what it raises."""
    hint = "pip install evalplus into an environment of its own, and give --evalplus-python PATH"
    return Foreign("EvalPlus", "none", python, _EVALPLUS, hint)
