"""The languages that programs can be written in: one declarative file each, beside this module.

    language_of(Path("main.rs")).title        'Rust'
    languages(Path("mine"))["perl"]           one of the files in the folder ``mine``, beside those here

To add a language, add a file. Words in braces in its commands and environments stand for: ``{tool}`` the resolved command of
the toolchain, ``{bin}`` the folder it is in, ``{source}`` the name of the source file, ``{prepared}`` the folder of what was
prepared, and in a run ``{memory_mib}`` its memory limit, ``{heap_mib}`` what of that is left for a heap.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from afterburner.core.errors import DataError, UsageError

_FOLDER = Path(__file__).parent


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Toolchain(_Part):
    """What must be installed."""

    command: str
    """Looked for on PATH; links are followed."""
    resolve: tuple[tuple[str, ...], ...] = ()
    """What is found may be the shim of a version manager: these commands are asked in turn for the real one. The first that
    prints the path of a program, or of a folder with the program in its ``bin``, is believed. ``{command}`` is what was found."""
    version: tuple[str, ...] = ("{tool}", "--version")
    """What makes the tool say its version: part of the key of what it compiled."""
    folders: tuple[str, ...] = ()
    """Patterns of folders outside the system's own that the tool reads."""


class Stage(_Part):
    """One command that turns files into other files, in the sandbox, under limits of its own."""

    command: tuple[str, ...]
    files: Mapping[str, str] = Field(default_factory=dict)
    """Put beside the source."""
    folders: tuple[str, ...] = ()
    """Made beforehand."""
    environment: Mapping[str, str] = Field(default_factory=dict)
    artefacts: tuple[str, ...]
    """Files or folders to be kept of what was made."""
    cpu_s: float = 30.0
    memory_mib: int = 2048


class Run(_Part):
    """How a program is started."""

    warm: bool = False
    """In a Python interpreter that stands ready."""
    binary: str | None = None
    """The artefact that is executed itself."""
    command: tuple[str, ...] = ()
    """Else this command is, beside the artefacts."""
    from_artefact: str | None = None
    """The folder among the artefacts whose content is put where the program starts; None: all artefacts."""
    files: Mapping[str, str] = Field(default_factory=dict)
    """Put there as well."""
    environment: Mapping[str, str] = Field(default_factory=dict)
    out_of_memory: str | None = None
    """A pattern in the standard error of a program that failed: its runtime kept it from going over the memory limit."""
    announces: bool = False
    """Whether a byte written to descriptor 3 says that user code is about to begin; it begins when a byte has come back.
    Else it begins when the command is executed."""


class Language(_Part):
    """One language: its names, its toolchain, how its programs are compiled and started."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    source: str
    """Name of the source file."""
    install: str
    """What to do where the toolchain is missing."""
    probe: str
    """A program that adds two numbers: tells a broken toolchain from a broken program."""
    toolchain: Toolchain | None = None
    prepare: Stage | None = None
    """Done once per toolchain, for all programs."""
    compile: Stage | None = None
    run: Run

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        ways = [self.run.warm, self.run.binary is not None, bool(self.run.command)]
        if sum(ways) != 1:
            raise ValueError("`run` needs exactly one of: warm, binary, command")
        if self.toolchain is None and not self.run.warm:
            raise ValueError("a toolchain is needed")
        return self


def _read(path: Path) -> Language:
    try:
        return Language(name=path.stem, **tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: not the description of a language: {error}") from error


@cache
def languages(*folders: Path) -> Mapping[str, Language]:
    """Return all languages by name: those here, and those with a file in ``folders``, which may replace one of the same name.

    Raises:
        DataError: a file does not describe a language.

    """
    files = [path for folder in (_FOLDER, *folders) for path in sorted(folder.glob("*.toml"))]
    return MappingProxyType({path.stem: _read(path) for path in files})


def language_named(name: str, known: Mapping[str, Language] | None = None) -> Language:
    """Return the language called ``name`` among ``known`` (default: those here).

    Raises:
        UsageError: there is none.

    """
    among = languages() if known is None else known
    if name not in among:
        raise UsageError(f"the language {name[:80]!r} is not known", hint=f"known are {', '.join(among)}")
    return among[name]


def language_of(path: Path, known: Mapping[str, Language] | None = None) -> Language:
    """Return the language among ``known`` (default: those here) that the suffix of ``path`` says.

    Raises:
        UsageError: no language has this suffix.

    """
    among = languages() if known is None else known
    for language in among.values():
        if path.suffix in language.suffixes:
            return language
    suffixes = " ".join(suffix for language in among.values() for suffix in language.suffixes)
    raise UsageError(f"{path.name}: no language is known by its suffix", hint=f"give --language, or one of {suffixes}")
