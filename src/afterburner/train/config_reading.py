"""From TOML to tables that are known to fit a tree of dataclasses, or to a message that says what is off, where, and what next.

    found = located(document(path), path.parent, files=..., places=...)
    Check(TrainingConfig, source="grpo.toml").keys(found)

It knows the classes by their fields alone; what values mean stands in ``config``, what they may be in ``config_limits``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, NoReturn, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from afterburner.core.errors import UsageError
from afterburner.train import toml_text
from afterburner.train.config_limits import CHOICES, ELSEWHERE, RANGES, among, near, refused

_WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a text in quotes"}
_FREE = "trl"
"""The section whose keys are somebody else's."""


def document(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises:
        UsageError: it can't be read, or is not TOML.

    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}", hint="give a TOML file; see runs/") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path} is not TOML: {error}", hint='texts stand in quotes: path = "./model"') from error


def change(text: str) -> dict[str, Any]:
    """Return the tables that ``section.key=value`` is.

    Raises:
        UsageError: it has not that form.

    """
    key, equals, value = text.partition("=")
    *sections, last = (part.strip() for part in key.split("."))
    if not equals or not sections or not all((*sections, last)) or not _is_unicode(text):
        raise UsageError(f"--set is {text!r}", hint="say section.key=value, for instance training.steps=100")
    made: dict[str, Any] = {last: toml_text.value_of(value.strip())}
    for section in reversed(sections):
        made = {section: made}
    return made


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def merge(into: dict[str, Any], changed: Mapping[str, Any]) -> None:
    """Put the values of ``changed`` over those of ``into``, table by table."""
    for key, value in changed.items():
        inner = into.get(key)
        if isinstance(value, Mapping) and isinstance(inner, dict):
            merge(inner, value)
        else:
            into[key] = value


def located(found: dict[str, Any], folder: Path, *, files: Iterable[str], places: Iterable[str]) -> dict[str, Any]:
    """Make paths that are relative to ``folder`` absolute: those of ``files``, and of ``places`` those that something is at."""
    for key in (*files, *places):
        section, _, name = key.partition(".")
        table = found.get(section)
        value = table.get(name) if isinstance(table, dict) else None
        if isinstance(table, dict) and isinstance(value, str):
            path = folder / Path(value).expanduser()
            if key in files or value.startswith((".", "/", "~")) or path.exists():
                table[name] = str(path.resolve())
    return found


def leaves(found: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value that is no table, with its ``section.key``."""
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def known_keys(kind: type, prefix: str = "") -> Iterator[str]:
    """Yield the keys of a tree of dataclasses, as ``section.key``."""
    for name, annotation in get_type_hints(kind).items():
        section = _section_of(annotation)
        if section is None:
            yield f"{prefix}{name}"
        else:
            yield from known_keys(section, f"{prefix}{name}.")


@dataclass(frozen=True, slots=True)
class Check:
    """Holds tables from ``source`` against the dataclass ``kind``."""

    kind: type
    source: str

    def keys(self, found: Mapping[str, Any]) -> None:
        """Check that every key is known.

        Raises:
            UsageError: one is not; the hint has the one that is meant, where it can be told.

        """
        self._keys(self.kind, found, "")

    def values(self, found: Mapping[str, Any]) -> None:
        """Check that every value is in its range, or one of its choices.

        Raises:
            UsageError: one is not.

        """
        for key, value in leaves(found):
            allowed = refused(key, value)
            if allowed is not None:
                self.refuse(key, value, allowed)

    def types(self, error: ValidationError, examples: Mapping[str, str]) -> NoReturn:
        """Say the first fault that pydantic found; ``examples`` has a line for each section that must be there.

        Raises:
            UsageError: always.

        """
        first = error.errors(include_url=False)[0]
        names = [part for part in first["loc"] if isinstance(part, str)]
        key = ".".join(names)
        if first["type"] != "missing":
            self.refuse(key, first["input"], self._wanted(key))
        section = names[0]
        what = f"[{section}]" if len(names) == 1 else key
        raise UsageError(f"{self.source}: {what} is missing", hint=f"under [{section}] write {examples[section]}")

    def refuse(self, key: str, value: object, allowed: str) -> NoReturn:
        """Say that ``value`` is not allowed, and what is.

        Raises:
            UsageError: always.

        """
        meant = near(value, CHOICES.get(key, ())) if isinstance(value, str) else None
        hint = f"did you mean {meant!r}?" if meant else f"give {allowed}"
        raise UsageError(f"{self.source}: {key} is {value!r:.80}; allowed is {allowed}", hint=hint)

    def _keys(self, kind: type, found: Mapping[str, Any], prefix: str) -> None:
        types = get_type_hints(kind)
        for name, value in found.items():
            key = f"{prefix}{name}"
            if name not in types:
                self._refuse_key(key, is_table=isinstance(value, Mapping))
            section = _section_of(types[name])
            if section is not None and isinstance(value, Mapping):
                self._keys(section, value, f"{key}.")
            elif (section is not None or key == _FREE) != isinstance(value, Mapping):
                self.refuse(key, value, self._wanted(key))

    def _refuse_key(self, key: str, *, is_table: bool) -> NoReturn:
        what = "section" if is_table else "key"
        raise UsageError(f"{self.source}: there is no {what} {key}", hint=self._hint(key))

    def _hint(self, key: str) -> str:
        section, _, name = key.rpartition(".")
        everywhere = list(known_keys(self.kind))
        sections = [*dict.fromkeys(one.partition(".")[0] for one in everywhere if "." in one), _FREE]
        siblings = [one.rpartition(".")[2] for one in everywhere if section and one.rpartition(".")[0] == section]
        meant = near(name, siblings if section else sections)
        if meant is not None:
            return f"did you mean {f'{section}.{meant}' if section else f'[{meant}]'}?"
        same = (one for one in everywhere if "." in one and one.rpartition(".")[2] == name)
        other = next(same, ELSEWHERE.get(name))
        if other is not None:
            return f"it is called {other} here"
        return (
            f"[{section}] has {', '.join(siblings)}; keys of TRL's own go into [{_FREE}]"
            if siblings
            else f"the sections are {', '.join(sections)}"
        )

    def _wanted(self, key: str) -> str:
        """Return in words what the value of ``key`` is."""
        kind = _type_of(self.kind, key)
        is_list = get_origin(kind) is tuple
        if key in CHOICES:
            return f"a list, each {among(CHOICES[key])}" if is_list else among(CHOICES[key])
        if _section_of(kind) is not None or key == _FREE:
            return f"a section of keys, [{key}]"
        words = next((_WORDS[one] for one in (kind, *get_args(kind)) if one in _WORDS), "another value")
        words = f"a list, each {words}" if is_list else words
        return f"{words}, {RANGES[key]}" if key in RANGES else words


def _section_of(annotation: Any) -> type | None:  # noqa: ANN401 - a type, or a union of them
    kinds = (annotation, *get_args(annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and is_dataclass(kind)), None)


def _type_of(kind: type, key: str) -> Any:  # noqa: ANN401 - as above
    found: Any = kind
    for name in key.split("."):
        section = _section_of(found)
        found = get_type_hints(section).get(name) if section else None
    return found
