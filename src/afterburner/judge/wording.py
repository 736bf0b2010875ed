"""What is shown of a program's output in a judgement: short, and harmless to a terminal."""

import re
from collections.abc import Iterator

from afterburner.judge.checkers import words

MOST_CHARACTERS = 600
"""Of a program's errors or a checker's words: what fits a message."""
_LINE_CHARACTERS = 80
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")


def printable(output: bytes) -> str:
    """Return the end of ``output`` as text, with whatever could move a cursor or hide a word written out."""
    text = output[-4 * MOST_CHARACTERS :].decode(errors="replace")[-MOST_CHARACTERS:].strip()
    return "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text)


def difference(answer: bytes, expected: bytes) -> str:
    """Return in one line where ``answer`` first differs from ``expected``."""
    if not answer:
        return "no output"
    ours = _lines(answer)
    number = 0
    for number, wanted in enumerate(_lines(expected), start=1):
        got = next(ours, None)
        wanted_words = wanted.split()
        if got is None and wanted_words:
            return f"line {number}: expected {_short(wanted)}, and the output ends before it"
        if got is not None and words(got, most=len(wanted_words)) != wanted_words:
            return f"line {number}: expected {_short(wanted)}, got {_short(got)}"
    surplus = next((line for line in ours if line.strip()), None)
    if surplus is not None:
        return f"after the {number} expected lines comes {_short(surplus)}"
    return "the white space differs"


def _lines(text: bytes) -> Iterator[bytes]:
    # One at a time: an answer may have millions of them.
    return (match.group().rstrip(b"\r\n") for match in _LINE.finditer(text))


def _short(line: bytes) -> str:
    text = line[: 4 * _LINE_CHARACTERS].decode(errors="backslashreplace")
    return repr(text if len(text) <= _LINE_CHARACTERS else text[: _LINE_CHARACTERS - 3] + "...")
