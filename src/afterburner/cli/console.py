"""Where output goes: data to stdout, everything else to stderr."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.logging import RichHandler
from rich.measure import Measurement
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

stdout = Console(emoji=False)
stderr = Console(stderr=True, emoji=False)
_MOST_WIDTH = 10_000


def configure_logging() -> None:
    """Send the library's warnings to stderr."""
    handler = RichHandler(console=stderr, show_path=False, show_time=False)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(message)s")


def print_json(document: object) -> None:
    """Print one JSON document to stdout."""
    sys.stdout.write(json_text(document))


def json_text(document: object) -> str:
    """Return one JSON document in a form that any parser takes."""
    return json.dumps(document, indent=2, allow_nan=False) + "\n"


def fits(table: Table) -> bool:
    """Tell whether ``table`` fits the terminal as it is; what is no terminal is as wide as it takes."""
    return not stdout.is_terminal or _width(table) <= stdout.width


def print_table(table: Table) -> None:
    """Print a table to stdout; into a file or a pipe, as wide as it is: no column is cut there."""
    if stdout.is_terminal:
        stdout.print(table)
    else:
        Console(emoji=False, width=max(stdout.width, _width(table))).print(table)


def _width(table: Table) -> int:
    """Return how many letters wide ``table`` is where nothing is wrapped."""
    return Measurement.get(stdout, stdout.options.update(max_width=_MOST_WIDTH), table).maximum


def say(message: str) -> None:
    """Print a line for people to stderr."""
    stderr.print(message, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def progress(description: str) -> Iterator[Progress]:
    """Show a progress line on stderr while it is a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        bar.add_task(description, total=None)
        yield bar


@contextmanager
def counting(description: str) -> Iterator[Callable[[int], None]]:
    """Show on stderr how many things are done; yields what is to be called with that number."""
    with progress(description) as bar:
        yield lambda done: bar.update(bar.task_ids[0], description=f"{description}: {done}")


@contextmanager
def resumable() -> Iterator[None]:
    """Say, where somebody interrupts the work, that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        say("interrupted: what was done is kept; the same command goes on from there")
        raise
