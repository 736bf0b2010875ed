r"""Text from programs and policies, made fit to be looked at.

Escaping is the template engine's task. What is left are characters that HTML forbids, that a terminal obeys, or that
reorder what stands around them (so that a diff would show something else than what runs): they are shown by number.

    visible("a\x1b[31m")    "a⟨U+001B⟩[31m"
"""

import re

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # orders to turn the direction of writing
    "\ud800-\udfff\ufffe\uffff]"  # not characters at all
)


def visible(text: str) -> str:
    """Return ``text`` with every unfit character shown as its number."""
    return _UNFIT.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def one_line(text: str, *, most: int) -> str:
    """Return ``text`` as one visible line of at most ``most`` characters."""
    line = " ".join(visible(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Return ``count`` with the noun in the form that it asks for."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"
