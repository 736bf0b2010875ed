"""The command ``afterburner``: the table of commands, and what becomes of errors."""

import sys
from typing import Annotated, Any

import typer

from afterburner import __version__
from afterburner.cli import (
    bench_command,
    compare_command,
    console,
    dataset_command,
    demo_command,
    doctor_command,
    evaluate_command,
    experiment_command,
    judge_command,
    optimize_command,
    report_command,
    run_command,
    serve_command,
    train_command,
)
from afterburner.core.errors import AfterburnerError, SandboxError

EXIT_OK, EXIT_NOT_ACCEPTED, EXIT_USAGE, EXIT_MACHINE, EXIT_INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="afterburner",
    help="Make correct programs faster and leaner, and prove it.",
    epilog="Exit codes: 0 accepted, improved, or nothing to improve; 1 judged and not accepted; 2 usage or bad input; "
    "3 machine or sandbox fault.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command("demo")(demo_command.demo)
app.command("run")(run_command.run)
app.command("judge")(judge_command.judge)
app.command("optimize")(optimize_command.optimize)
app.command("compare")(compare_command.compare)
app.command("evaluate")(evaluate_command.evaluate)
app.command("experiment")(experiment_command.experiment)
app.command("report")(report_command.report)
app.command("serve")(serve_command.serve)
app.command("doctor")(doctor_command.doctor)
app.add_typer(dataset_command.app, name="dataset")
app.add_typer(train_command.app, name="train")
app.add_typer(bench_command.app, name="bench")


def _print_version(value: bool) -> None:  # noqa: FBT001 - the framework's signature
    if value:
        sys.stdout.write(f"afterburner {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


_WRONG_USAGE: Any = typer.BadParameter.__mro__[2]
"""Click's base of all usage errors; typer has it from click or from a copy of its own, according to its version."""


def main() -> None:
    """Run the command line and exit with its code."""
    console.configure_logging()
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        return EXIT_INTERRUPTED
    except _WRONG_USAGE as error:
        error.show(sys.stderr)
        return EXIT_USAGE
    except SandboxError as error:
        return _report(error, EXIT_MACHINE)
    except AfterburnerError as error:
        return _report(error, EXIT_USAGE)
    except KeyboardInterrupt:
        console.say("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except OSError as error:
        hint = "is the disk full, or a folder not yours? A run that was begun goes on with --resume"
        return _report(SandboxError(f"the machine failed: {error}", hint=hint), EXIT_MACHINE)
    return code if isinstance(code, int) else EXIT_OK


def _closed_pipe() -> int:
    # The reader of our output went away (`| head`): point stdout elsewhere, so that the exit is silent.
    sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: PTH123, SIM115
    return EXIT_OK


def _report(error: AfterburnerError, code: int) -> int:
    console.say(f"error: {error.message}")
    if error.hint:
        console.say(f"hint: {error.hint}")
    return code
