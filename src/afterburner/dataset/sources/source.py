"""What a source of problems is: a published format, and how its records become problems.

A source reads records and converts each by itself, so that ten thousand of them pass through a small memory. What can't be
converted is a value with a reason, never an exception: the rest goes on. Code that comes with a record is never trusted: it runs
in the sandbox, or not at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from afterburner.core.problem import Problem
from afterburner.dataset.files import Line, Report
from afterburner.sandbox.port import Sandbox


class DropReason(StrEnum):
    """Why a record did not become a problem, for machines."""

    MISSING_FIELD = "missing_field"
    """A field that the format promises is not there, or of another type."""
    NOT_JSON = "not_json"
    """A field that holds JSON, or Python's literals, holds something else."""
    NO_TESTS = "no_tests"
    """No test is left that can be used."""
    NO_REFERENCE = "no_reference"
    """There is no solution that the tests could be traced with."""
    REFERENCE_FAILS = "reference_fails"
    """The record's own solution fails the record's own tests."""
    NOT_ENCODABLE = "not_encodable"
    """Arguments or results are objects that the encoding of values has no word for."""
    NOT_SUPPORTED = "not_supported"
    """It needs something that is not here: a package, a language, a kind of interface."""
    DRIVER = "driver"
    """Its driver has no place for the solution."""
    DUPLICATE_ID = "duplicate_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A record that did not become a problem."""

    id: str | None
    reason: DropReason
    detail: str
    """For people: which field, which test, what was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record that became a problem, and what of it did not."""

    problem: Problem
    notes: tuple[str, ...] = ()
    """What was left out or assumed, a line each: "2 of 30 tests: not encodable", for instance."""


Converted = Kept | Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published format."""

    name: str
    """What the command line calls it: lower case, hyphens."""
    title: str
    licence: str
    """Of the data, as its publisher says it; goes into the dataset card."""
    reads: str
    """Which files or folders it takes, in words."""
    read: Callable[[Path, Report], Iterator[Line]]
    """Yields the records of a file or folder.

    Raises:
        DataError: nothing there can be read.
    """
    convert: Callable[[Line, Sandbox], Converted]
    """Converts one record; ``sandbox`` runs what it brings of code.

    Raises:
        SandboxError: the machine failed.
    """
    recognises: Callable[[Mapping[str, object]], bool]
    """Tells by the fields of one record whether it is of this format."""
