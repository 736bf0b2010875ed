"""What publishers call difficulties, languages and tags, in our words; what is unknown is None."""

from afterburner.core.problem import Difficulty
from afterburner.dataset.sources.fields import Unusable, from_json

_DIFFICULTIES = {
    "introductory": Difficulty.EASY,  # APPS
    "interview": Difficulty.MEDIUM,
    "competition": Difficulty.HARD,
    "medium_hard": Difficulty.HARD,  # TACO
    "very_hard": Difficulty.HARD,
    "harder": Difficulty.HARD,  # CodeContests
    "hardest": Difficulty.HARD,
    **{level.value: level for level in Difficulty},
}
_LANGUAGES = {
    "python3": "python",
    "py": "python",
    "py3": "python",
    "c++": "cpp",
    "golang": "go",
    "js": "javascript",
    **{name: name for name in ("python", "c", "cpp", "java", "javascript", "go", "rust", "ruby")},
}


def difficulty_of(word: object) -> Difficulty | None:
    """Return the difficulty that a publisher's word stands for."""
    return _DIFFICULTIES.get(word.strip().lower().replace(" ", "_")) if isinstance(word, str) else None


def language_of(word: object) -> str | None:
    """Return our name of a language; None for one that is unknown here, Python 2 among them."""
    return _LANGUAGES.get(word.strip().lower()) if isinstance(word, str) else None


def tags_of(value: object) -> tuple[str, ...]:
    """Return tags: a list of words, or JSON or Python's literal of one; anything else has none."""
    if isinstance(value, str):
        try:
            value = from_json(value, "tags")
        except Unusable:
            return ()
    return tuple(tag for tag in value if isinstance(tag, str)) if isinstance(value, list) else ()
