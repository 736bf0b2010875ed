"""All families, by name. A module of ``themes`` that has a ``FAMILIES`` is found by itself."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from afterburner.core.errors import UsageError
from afterburner.dataset.families import themes
from afterburner.dataset.families.family import Family


@cache
def all_families() -> tuple[Family, ...]:
    """Return all families, sorted by name."""
    found: list[Family] = []
    for module in pkgutil.iter_modules(themes.__path__):
        found += importlib.import_module(f"{themes.__name__}.{module.name}").FAMILIES
    return tuple(sorted(found, key=lambda family: family.name))


def families_named(names: Sequence[str]) -> tuple[Family, ...]:
    """Return the families of these names, sorted; all for none.

    Raises:
        UsageError: there is no family of a name.

    """
    known = {family.name: family for family in all_families()}
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise UsageError(
            f"there is no family {unknown[0]!r}", hint="`afterburner dataset synth --list` shows all of them"
        )
    return tuple(known[name] for name in sorted(set(names))) if names else all_families()
