"""All published formats that can be read, by name, or told by the fields of a record."""

from collections.abc import Mapping
from functools import cache

from afterburner.core.errors import UsageError
from afterburner.dataset.sources import (
    apps,
    code_contests,
    coffe,
    effi_bench,
    enamel,
    evalplus,
    human_eval,
    humaneval_pack,
    leetcode,
    live_code_bench,
    mbpp,
    mercury,
    mxeval,
    pie,
    venus,
)
from afterburner.dataset.sources.source import Source

_SOURCES = (
    apps.SOURCE,
    apps.TACO,
    code_contests.SOURCE,
    code_contests.FUSION,
    coffe.SOURCE,
    coffe.FILE,
    effi_bench.SOURCE,
    enamel.SOURCE,
    evalplus.SOURCE,
    evalplus.PERF,
    human_eval.SOURCE,
    humaneval_pack.SOURCE,
    leetcode.SOURCE,
    live_code_bench.SOURCE,
    mbpp.SOURCE,
    mercury.SOURCE,
    mxeval.SOURCE,
    pie.SOURCE,
    venus.SOURCE,
)


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every source, sorted by name."""
    return tuple(sorted(_SOURCES, key=lambda source: source.name))


def source_named(name: str) -> Source:
    """Return the source of this name.

    Raises:
        UsageError: there is none.

    """
    for source in all_sources():
        if source.name == name:
            return source
    names = ", ".join(source.name for source in all_sources())
    raise UsageError(f"there is no source {name!r:.80}", hint=f"give one of {names}")


def recognised(record: Mapping[str, object]) -> Source | None:
    """Return the source whose records have the fields of this one; None where none or several do."""
    found = [source for source in all_sources() if source.recognises(record)]
    return found[0] if len(found) == 1 else None
