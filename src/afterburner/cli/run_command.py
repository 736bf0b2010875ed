"""``afterburner run``: one execution, measured."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from afterburner.cli import arguments, console, documents
from afterburner.core import units
from afterburner.core.errors import UsageError
from afterburner.core.execution import Execution, Limits
from afterburner.core.objective import Clock
from afterburner.core.status import Status
from afterburner.sandbox.monolith import Isolation, Monolith


def run(
    file: arguments.SourceFile,
    language: arguments.Language = None,
    stdin: Annotated[Path | None, typer.Option(help="A file for standard input; `-` reads this command's own.")] = None,
    time_limit: arguments.TimeLimit = None,
    memory_limit: arguments.MemoryLimit = None,
    isolation: arguments.IsolationOption = Isolation.BEST,
    as_json: arguments.AsJson = False,
) -> None:
    """Run a program once in the sandbox and say what it took.

    Its output goes to stdout, its errors and the numbers to stderr; exit code 1 if it did not end well.

    Examples:
        afterburner run hello.py

        afterburner run slow.py --stdin case.in --time-limit 2 --memory-limit 256 --json

    """
    solution = arguments.read_solution(file, language)
    limits = arguments.limits_from(Limits(), time_limit, memory_limit)
    program = solution.program(None)
    with Monolith(isolation=isolation) as sandbox:
        seen = sandbox.execute(program, _input(stdin), limits=limits)
    if as_json:
        console.print_json(documents.execution(seen))
    else:
        _print(seen)
    raise typer.Exit(0 if seen.status is Status.OK else 1)


def _input(path: Path | None) -> bytes:
    if path is None:
        return b""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} can't be read: {error.strerror}", hint="--stdin takes a file, or - for this one's own"
        ) from error


def _print(seen: Execution) -> None:
    sys.stdout.buffer.write(seen.stdout)
    sys.stdout.flush()
    sys.stderr.buffer.write(seen.stderr)
    sys.stderr.flush()
    reason = f" ({seen.reason})" if seen.reason else ""
    integral = seen.timeline.integral_byte_s(Clock.CPU)
    console.say(
        f"{seen.status.value}{reason}: CPU {units.seconds(seen.cpu_s)}, wall {units.seconds(seen.wall_s)}, "
        f"peak {units.memory(seen.peak_bytes)}, integral {units.integral(integral)} from {seen.samples} samples"
    )
