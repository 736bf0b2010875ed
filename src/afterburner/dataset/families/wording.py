"""The statement of a problem: always built the same way in the small vocabulary, a story in the full one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from afterburner.dataset.families.family import Drawn, Family
from afterburner.dataset.families.filling import short_of, words_of
from afterburner.dataset.families.steps import Finish, Step
from afterburner.dataset.families.vocabulary import MANY_ARGUMENTS, SETTINGS, Vocabulary

_QUOTED = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the function and its arguments are called in one problem."""

    entry: str
    arguments: Mapping[str, str]
    """By the family's own names for them."""


def draw_names(rng: Random, family: Family, vocabulary: Vocabulary) -> Names:
    """Draw the names; in the small vocabulary they are always the same."""
    own = family.argument_names
    if vocabulary is Vocabulary.SMALL:
        return Names(entry="f", arguments={name: name for name in own})
    chosen: dict[str, str] = {}
    for name in own:
        free = [new for new in MANY_ARGUMENTS.get(name, (name,)) if new not in chosen.values()]
        chosen[name] = rng.choice(free)
    return Names(entry=rng.choice(family.entries), arguments=chosen)


def signature_of(family: Family, names: Names, result: str) -> str:
    """Return the signature as it stands in the statement and in the starter code."""
    typed = zip(family.argument_names, family.argument_types, strict=True)
    arguments = ", ".join(f"{names.arguments[name]}: {kind}" for name, kind in typed)
    return f"{names.entry}({arguments}) -> {result}"


def short_statement(family: Family, drawn: Drawn, steps: Sequence[Step], finish: Finish | None, signature: str) -> str:
    """Return the statement in few words: one line for the signature and one for each step."""
    lines = [signature, *(step.short for step in steps), short_of(family.short, drawn)]
    return "\n".join(lines if finish is None else [*lines, finish.short])


def story(
    family: Family,
    drawn: Drawn,
    steps: Sequence[Step],
    finish: Finish | None,
    signature: str,
    *,
    names: Names,
    rng: Random,
) -> str:
    """Return the statement as a story in sentences."""
    scene, things = rng.choice(SETTINGS)
    first = f"`{family.argument_names[0]}`"
    opening = rng.choice(
        [
            f"{scene}, and everything that matters is in {first}.",
            f"{scene}. You are given {first}.",
            f"{scene}; what it has stands in {first}.",
            f"You work with {first}.",
        ]
    )
    told = words_of(rng.choice(family.stories), {**drawn, "things": things})
    parts = [opening, *(step.words.replace("$first", family.argument_names[0]) for step in steps), told]
    if finish is not None:
        parts.append(f"That is the result. {finish.words}")
    asked = rng.choice(["Write the function", "Implement", "Complete the function", "Your function is"])
    return f"{_renamed(' '.join(parts), names)}\n\n{asked} `{signature}`.\n"


def _renamed(text: str, names: Names) -> str:
    """Give the arguments their names wherever they stand in backticks."""

    def one(match: re.Match[str]) -> str:
        return f"`{re.sub(r'[a-z]+', lambda word: names.arguments.get(word.group(), word.group()), match.group(1))}`"

    return _QUOTED.sub(one, text)
