"""Monolith: the sandbox of this machine, made of warm cells.

with Monolith() as sandbox:
seen = sandbox.execute(Program(source=b"print(input())"), b"hello", limits=Limits())
"""

import logging
import secrets
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import TracebackType
from typing import Self

from afterburner.core.errors import IsolationError, SandboxError, UsageError
from afterburner.core.execution import Execution, Limits, Program
from afterburner.sandbox.cell_client import Cell
from afterburner.sandbox.compile_cache import CompileCache
from afterburner.sandbox.compiler import Compiler
from afterburner.sandbox.executing import execute_in
from afterburner.sandbox.languages import Language, language_named
from afterburner.sandbox.processors import Claim, claim
from afterburner.sandbox.startable import Job
from afterburner.sandbox.toolchains import toolchain_of

_log = logging.getLogger(__name__)

MOST_LAYOUTS = 8
"""Cells of other layouts than the usual one that are kept warm: as many as most comparisons need; each takes a tenth of a
second to start, and the memory of three small processes."""

_MOST_SEED = 4_294_967_294
"""Of hashes, as the interpreter takes it; 0 would be the usual layout."""

RETRIES = 2
"""How often a run is made again in a new cell when the machine, not the program, failed."""

FULL_SET = frozenset(
    {
        "mount-namespace",
        "pid-namespace",
        "network-namespace",
        "ipc-namespace",
        "uts-namespace",
        "private-root",
        "no-new-privileges",
        "resource-limits",
        "seccomp",
        "landlock",
        "control-group",
    }
)
"""What ``strict`` isolation wants; beside these, one of ``unprivileged-user`` and ``user-namespace``."""


class Isolation(StrEnum):
    """What is to be done about layers that this machine lacks."""

    BEST = "best"
    """Go without, and say so: in the log, and in every execution."""
    STRICT = "strict"
    """Refuse to run anything."""


class Monolith:
    """The local sandbox: one warm cell, made again when it breaks. Implements ``sandbox.port.Sandbox``."""

    def __init__(
        self,
        *,
        cpu: int | None = None,
        namespaces: bool = True,
        isolation: Isolation = Isolation.BEST,
        cache: CompileCache | None = None,
        known: Mapping[str, Language] | None = None,
    ) -> None:
        """Prepare a sandbox whose programs run on processor ``cpu`` (default: one that no other sandbox uses).

        Without ``namespaces`` it is as where the kernel grants none: for trusted programs, and for looking for faults.
        What compilers make is kept in ``cache`` (default: the user's). It runs the languages ``known`` (default: Afterburner's
        own, see ``sandbox.languages.languages``).
        """
        self._known = known
        self._namespaces = namespaces
        self._isolation = isolation
        self._cache = cache
        self._wanted_cpu = cpu
        self._layouts_from = secrets.randbelow(_MOST_SEED)
        self._claim: Claim | None = None
        self._cell: Cell | None = None
        self._laid_out: dict[int, Cell] = {}
        self._compiler: Compiler | None = None
        self.faults = 0
        """How often the machine failed so far, and a run was made again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def layers(self) -> tuple[str, ...]:
        """Return the names of the isolation layers that are on."""
        return self._ensure_cell().layers

    def refused(self) -> dict[str, str]:
        """Return the layers that the kernel did not grant, each with its reason."""
        return self._ensure_cell().refused

    def execute(
        self, program: Program, stdin: bytes, *, limits: Limits, sample_hz: float = 1000.0, layout: int = 0
    ) -> Execution:
        """Run ``program`` on ``stdin`` under ``limits``; see ``sandbox.port.Sandbox.execute``.

        Raises:
            SandboxError: the machine failed again and again; the program is not to blame.
            IsolationError: this machine lacks layers, and isolation is to be strict.
            UsageError: the language is not known or its toolchain not installed, or ``sample_hz`` makes no sense.
            CancelledRunError: ``cancel`` was called meanwhile.

        """
        language = language_named(program.language, self._known)
        if program.entry_point is not None and not language.run.warm:
            raise UsageError(f"functions can't be called in {language.title}", hint="only Python's can")
        if not 1 <= sample_hz <= 10_000:  # noqa: PLR2004 - the range that the port promises
            raise UsageError(f"sample_hz is {sample_hz}", hint="give 1 to 10000")
        for attempt in range(RETRIES + 1):
            try:
                seen = self._execute_once(program, stdin, limits, sample_hz, layout)
                return replace(seen, faults=attempt) if attempt else seen
            except IsolationError:
                raise
            except SandboxError as error:
                self._end_cells()
                self.faults += 1
                if attempt == RETRIES:
                    raise
                _log.warning("the sandbox failed and is started again: %s", error.message)
        raise AssertionError("unreachable")

    def cancel(self) -> None:
        """End the run, or the compilation, that another thread waits for: there, ``execute`` raises ``CancelledRunError``."""
        for part in (self._compiler, self._cell, *list(self._laid_out.values())):
            if part is not None:
                part.cancel()

    def close(self) -> None:
        """End the cells and everything in them."""
        self._end_cells()
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def _execute_once(self, program: Program, stdin: bytes, limits: Limits, sample_hz: float, layout: int) -> Execution:
        if layout and program.language == "python":
            startable = self._ensure_compiler().startable(program, limits)
            assert not isinstance(startable, Execution)  # Python's programs are compiled where they run
            return execute_in(
                self._cell_laid_out(layout), Job(startable=startable, limits=limits), stdin, sample_hz=sample_hz
            )
        folders = () if language_named(program.language, self._known).run.warm else self._folders_for(program.language)
        made = self._ensure_compiler().startable(program, limits)
        cell = self._ensure_cell(folders)
        if isinstance(made, Execution):
            return made
        return execute_in(cell, Job(startable=made, limits=limits), stdin, sample_hz=sample_hz)

    def _folders_for(self, language: str) -> tuple[str, ...]:
        """Return what programs in ``language`` read while they run: binaries need nothing."""
        known = language_named(language, self._known)
        return () if known.run.binary is not None else toolchain_of(known).folders

    def _end_cells(self) -> None:
        if self._cell is not None:
            self._cell.close()
            self._cell = None
        while self._laid_out:
            self._laid_out.popitem()[1].close()
        if self._compiler is not None:
            self._compiler.close()

    def _processor(self) -> int:
        self._claim = self._claim or claim(self._wanted_cpu)
        return self._claim.cpu

    def _ensure_compiler(self) -> Compiler:
        if self._compiler is None:
            self._compiler = Compiler(
                cpu=self._processor(), namespaces=self._namespaces, cache=self._cache, known=self._known
            )
        return self._compiler

    def _ensure_cell(self, folders: tuple[str, ...] = ()) -> Cell:
        if self._cell is not None and not (self._cell.is_usable and set(folders) <= set(self._cell.folders)):
            folders = tuple(sorted({*folders, *self._cell.folders}))
            self._cell.close()
            self._cell = None
        if self._cell is None:
            self._cell = Cell(cpu=self._processor(), namespaces=self._namespaces, folders=folders)
            self._check(self._cell)
        return self._cell

    def _cell_laid_out(self, layout: int) -> Cell:
        cell = self._laid_out.get(layout)
        if cell is None or not cell.is_usable:
            if cell is None and len(self._laid_out) >= MOST_LAYOUTS:
                _last, cell = self._laid_out.popitem()
            if cell is not None:
                cell.close()
            # Hashes are seeded with another number in every sandbox: what one of them favours, the next one need not.
            seed = 1 + (self._layouts_from + layout) % _MOST_SEED
            cell = Cell(cpu=self._processor(), namespaces=self._namespaces, layout=seed)
            self._laid_out[layout] = cell
            self._check(cell)
        return cell

    def _check(self, cell: Cell) -> None:
        missing = sorted(FULL_SET - set(cell.layers))
        if not {"unprivileged-user", "user-namespace"} & set(cell.layers):
            missing.append("unprivileged-user")
        if missing and self._isolation is Isolation.STRICT:
            self._end_cells()
            raise IsolationError(
                f"strict isolation is asked for, and this machine lacks: {', '.join(missing)}",
                hint="`afterburner doctor` says how to get them",
            )
        if "pid-namespace" in missing:
            _log.warning("no namespaces: programs can see and harm what this user can; see `afterburner doctor`")
