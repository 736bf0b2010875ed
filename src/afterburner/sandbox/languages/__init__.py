"""The languages that programs can be written in: one declarative file each, beside this module.

    language_of(Path("main.rs")).title        'Rust'

To add a language, add a file. Words in braces in its commands stand for: ``{tool}`` the resolved command of the toolchain,
``{bin}`` the folder it is in, ``{source}`` the name of the source file, ``{prepared}`` the folder of what was prepared,
``{memory_mib}`` the memory limit of a run.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from afterburner.core.errors import UsageError

_FOLDER = Path(__file__).parent


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Toolchain(_Part):
    """What must be installed."""

    command: str
    """Looked for on PATH; links and version managers' shims are resolved."""
    resolve: tuple[str, ...] = ()
    """A command that prints the path of the real tool, where ``command`` may be a shim that has one."""
    version: tuple[str, ...]
    """Arguments that make the tool say its version: part of the key of what it compiled."""
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
    announces: bool = False
    """Whether a byte on descriptor 3 says that user code is about to begin; else it begins when the command is executed."""


class Language(_Part):
    """One language: its names, its toolchain, how its programs are compiled and started."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    source: str
    """Name of the source file."""
    source_name_pattern: str | None = None
    """Where the language wants the file named after what is in it: the first group is the name."""
    source_suffix: str = ""
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

    def source_name(self, source: bytes) -> str:
        """Return what the file with ``source`` has to be called."""
        if self.source_name_pattern is not None:
            match = re.search(self.source_name_pattern, source.decode(errors="replace"))
            if match is not None:
                return match.group(1)[:200] + self.source_suffix
        return self.source


def _read(path: Path) -> Language:
    return Language(name=path.stem, **tomllib.loads(path.read_text("utf-8")))


@cache
def languages() -> Mapping[str, Language]:
    """Return all languages by name."""
    return MappingProxyType({path.stem: _read(path) for path in sorted(_FOLDER.glob("*.toml"))})


def language_named(name: str) -> Language:
    """Return the language called ``name``.

    Raises:
        UsageError: there is none.

    """
    known = languages()
    if name not in known:
        raise UsageError(f"the language {name[:80]!r} is not known", hint=f"known are {', '.join(known)}")
    return known[name]


def language_of(path: Path) -> Language:
    """Return the language that the suffix of ``path`` says.

    Raises:
        UsageError: no language has this suffix.

    """
    for language in languages().values():
        if path.suffix in language.suffixes:
            return language
    known = " ".join(suffix for language in languages().values() for suffix in language.suffixes)
    raise UsageError(f"{path.name}: no language is known by its suffix", hint=f"give --language, or one of {known}")
