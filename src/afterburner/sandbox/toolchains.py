"""The compilers and interpreters of this machine: where the real ones are, and which versions.

    toolchain_of(language_named("rust")).tool      '/home/me/.rustup/toolchains/stable/bin/rustc'

A version manager's shim is resolved once, here: going through it would cost each start more than most tests take.
"""

import glob
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from afterburner.core.errors import UsageError
from afterburner.sandbox.languages import Language, Toolchain, language_named

_SYSTEM = ("/usr/", "/bin/", "/lib", "/sbin/", "/etc/alternatives/")
_ANSWER_S = 20.0
"""A tool that takes longer to say its version is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A toolchain as it was found."""

    tool: str
    """Path of the real executable."""
    version: str
    """What it says of itself, whole."""
    folders: tuple[str, ...]
    """Folders outside the system's own that it reads."""

    @property
    def bin(self) -> str:
        """The folder that the tool is in."""
        return os.path.dirname(self.tool)  # noqa: PTH120 - a string is what goes into commands


def toolchain_of(language: Language) -> Installed:
    """Return the toolchain of ``language``.

    Raises:
        UsageError: it is not installed, or does not answer.

    """
    return _found(language.name)


@cache
def _found(name: str) -> Installed:
    language = language_named(name)
    wanted = language.toolchain
    if wanted is None:
        raise UsageError(f"{language.title} has no toolchain of its own")
    tool = _resolved(wanted)
    if tool is None:
        raise UsageError(f"no toolchain for {language.title}: {wanted.command} is not on PATH", hint=language.install)
    version = _said([tool, *wanted.version])
    if version is None:
        raise UsageError(f"{tool} does not tell its version: it seems to be broken", hint=language.install)
    return Installed(tool=tool, version=version, folders=tuple(sorted({*_prefix(tool), *_matching(wanted.folders)})))


def _resolved(wanted: Toolchain) -> str | None:
    said = _said(list(wanted.resolve)) if wanted.resolve and shutil.which(wanted.resolve[0]) else None
    path = said.strip() if said else shutil.which(wanted.command)
    return os.path.realpath(path) if path else None


def _said(command: list[str]) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - the commands are those of our own language files
            command, capture_output=True, text=True, timeout=_ANSWER_S, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout + done.stderr) if done.returncode == 0 else None


def _prefix(tool: str) -> Iterator[str]:
    """Yield the folder that a tool outside the system's folders was installed to: the one above its ``bin``."""
    if not tool.startswith(_SYSTEM):
        yield os.path.dirname(os.path.dirname(tool))  # noqa: PTH120 - as above


def _matching(patterns: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        yield from (path for path in glob.glob(pattern) if not path.startswith(_SYSTEM))  # noqa: PTH207 - absolute patterns
