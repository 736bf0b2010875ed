"""Templates in ``templates/``: programs in other languages with words like ``@@NAME@@`` where something is to be filled in.

``values.*`` reads and writes values in the encoding, and is part of every program; ``driver.*`` is a program around a solution;
``tracer.*`` one that runs a test and writes down the calls that it makes.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

_SUFFIXES = {"cpp": "cpp", "java": "java", "javascript": "js", "go": "go", "rust": "rs", "ruby": "rb"}
_COMMAS = {
    "java": "\n        AfterburnerValues.expect(',');\n",
    "go": "\n\tin.expect(',')\n",
    "rust": "\n    reader.expect(b',');\n",
}
"""What reads the comma between two arguments, where each is read by a line of its own."""


def filled(
    language: str, name: str, words: Mapping[str, str], *, reading: Sequence[str] = (), values: bool = True
) -> str:
    """Return the template called ``name`` for ``language``, with ``words`` in their places.

    ``reading`` are lines that read one argument each; without ``values`` the program reads and writes plain JSON alone.
    """
    suffix = _SUFFIXES[language]
    all_words = {
        "VALUES": _template(f"values.{suffix}") if values else "",
        "ARGUMENTS": _COMMAS.get(language, "\n").join(reading),
        **words,
    }
    text = _template(f"{name}.{suffix}")
    for word, content in all_words.items():
        text = text.replace(f"@@{word}@@", content)
    return text


@cache
def _template(name: str) -> str:
    return (resources.files(__package__) / "templates" / name).read_text("utf-8")
