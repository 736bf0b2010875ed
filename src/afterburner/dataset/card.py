"""The card of a dataset: a README that says what is in it and how it was made, with the front matter that hubs read."""

from collections.abc import Mapping, Sequence

from afterburner.dataset.statistics import Statistics


def card(
    name: str,
    statistics: Statistics,
    *,
    licence: str,
    made: Sequence[str],
    files: Mapping[str, str],
    spreads: Mapping[str, float] | None = None,
) -> str:
    """Return the card.

    ``made`` says how the dataset came to be, a line each; ``files`` are the files of each split; ``spreads`` are medians over
    problems of slowest over fastest, by quantity, where they were measured.
    """
    sections = [
        _front_matter(name, licence, files),
        f"# {name}\n\nProgramming problems with tests and reference solutions of differing cost.",
        _counts(statistics),
        _spread(spreads),
        "## How it was made\n\n" + "\n".join(f"- {line}" for line in made),
        f"## Licence\n\n{licence}",
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _front_matter(name: str, licence: str, files: Mapping[str, str]) -> str:
    lines = [
        "---",
        f"pretty_name: {name}",
        "license: other",
        f"license_name: {licence!r}",
        "task_categories:",
        "- text-generation",
    ]
    lines += ["tags:", "- code", "configs:", "- config_name: default", "  data_files:"]
    for split, path in files.items():
        lines += [f"  - split: {split}", f"    path: {path}"]
    return "\n".join([*lines, "---"])


def _counts(found: Statistics) -> str:
    rows = [
        ("problems", str(found.problems)),
        ("difficulty", _listed(found.difficulties)),
        ("interface", _listed(found.interfaces)),
        ("solutions by language", _listed(found.solutions)),
        ("solutions a problem, median", f"{found.median_solutions() or 0:g}"),
        ("tests", _listed(found.tests)),
        ("input, all tests", f"{found.input_bytes / 1e6:.1f} MB"),
        ("problems with a generator", str(found.generators)),
        ("most frequent tags", _listed(dict(found.tags.most_common(12)))),
    ]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"## What is in it\n\n| | |\n|---|---|\n{table}"


def _listed(counts: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        or "none"
    )


def _spread(spreads: Mapping[str, float] | None) -> str:
    if not spreads:
        return ""
    rows = "\n".join(f"| {name} | {value:.3g} |" for name, value in spreads.items())
    head = "## Spread\n\nSlowest over fastest solution of a problem, median over problems.\n\n| quantity | times |\n|---|---|"
    return f"{head}\n{rows}"
