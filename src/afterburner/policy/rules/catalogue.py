"""All rules: importing a module of rules registers them; this is the one place that knows the modules."""

import importlib
import pkgutil
from functools import lru_cache

from afterburner.policy import rules
from afterburner.policy.rules.rule import REGISTRY, Rule

_NOT_RULES = frozenset({"rule", "engine", "catalogue", "analysis", "building", "ruff_fixes"})


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by module and in the order of definition."""
    for module in sorted(info.name for info in pkgutil.iter_modules(rules.__path__)):
        if module not in _NOT_RULES:
            importlib.import_module(f"{rules.__name__}.{module}")
    return tuple(REGISTRY.values())
