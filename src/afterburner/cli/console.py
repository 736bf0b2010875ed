"""Where output goes: data to stdout, everything else to stderr."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.logging import RichHandler
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

stdout = Console(emoji=False)
stderr = Console(stderr=True, emoji=False)


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
