"""What a language model answered: the program in it, the thoughts before it, and what had to be forgiven.

    parse("<thinking>...</thinking><solution>...</solution>", language="python").code
    is_well_formed(text, language="python")     exactly as asked: what training rewards

The form is that of ``prompt.reply``. Reading is tolerant, for a good program is not to be lost to a missing tag; what was
forgiven is counted. Two things are never done: code is not taken out of thoughts, where drafts and counterexamples are, and
no program is judged here: one that does not compile is a program.

The rules, in this order: a thought ends at the first tag that ends thoughts. What is in a fence is code, tags included. The
last pair of solution tags with code in it wins; without such a pair, what an unclosed tag begins; then the last fence in the
text. Among several fences, the last one in the wanted language wins, else the last one that names no other language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from afterburner.policy.prompt_task import fence_of
from afterburner.policy.reply_scan import Block, Layout, Region, scan
from afterburner.sandbox.languages import languages

MOST_CODE_CHARACTERS = 1_000_000
"""A longer program is a fault: no source code is that long."""


class Forgiven(StrEnum):
    """A departure from the form that cost nothing."""

    NO_THINKING_TAGS = "no_thinking_tags"
    """There are none, or the first of the two is missing."""
    UNCLOSED_THINKING = "unclosed_thinking"
    NO_SOLUTION_TAGS = "no_solution_tags"
    UNCLOSED_SOLUTION = "unclosed_solution"
    OTHER_TAGS = "other_tags"
    """``<think>``, capital letters, spaces in a tag, or thoughts in several places."""
    SEVERAL_BLOCKS = "several_blocks"
    """Pairs of solution tags, or fences."""
    NO_FENCE = "no_fence"
    UNCLOSED_FENCE = "unclosed_fence"
    OTHER_FENCE = "other_fence"
    """Of tildes, longer than it must be, indented, or not on a line of its own."""
    LANGUAGE_WORD = "language_word"
    """The word after the fence is missing, or is another than was asked for."""
    TEXT_OUTSIDE = "text_outside"
    """There is text beside the thoughts and the program."""
    ESCAPED = "escaped"
    """``&lt;`` stood for ``<``."""
    LINE_ENDS = "line_ends"
    """Lines ended with a carriage return and a line feed."""


class Fault(StrEnum):
    """Why there is no program to judge."""

    NO_CODE = "no_code"
    CUT = "cut"
    """The reply ended before the program did, or before it began."""
    TOO_LONG = "too_long"
    OTHER_LANGUAGE = "other_language"
    """The word after the fence names another language that the sandbox knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What is in a reply."""

    code: str | None
    """As ``normalised`` returns it; with a fault for the record only; None: there is none."""
    thinking: str
    """The thoughts; without tags what stands before the program; empty: there are none."""
    forgiven: tuple[Forgiven, ...] = ()
    """Each once, in the order of ``Forgiven``."""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    """Where the program is."""

    region: Region | None
    block: Block | None

    @property
    def outer(self) -> tuple[int, int]:
        """Where it begins and ends with all that belongs to it."""
        part = self.region or self.block
        assert part is not None
        return part.begin, part.end

    @property
    def is_closed(self) -> bool:
        """Whether something says that the program ends where it does."""
        has_fence = self.block is not None and self.block.is_closed
        return has_fence or (self.region is not None and self.region.is_closed)


def normalised(code: str) -> str:
    """Return ``code`` with line feeds alone at the ends of its lines, and a single one after its last word."""
    return _trimmed(code.replace("\r\n", "\n"))


def parse(text: str, *, language: str, was_cut: bool = False) -> Parsed:
    """Return what is in ``text``, an answer to a prompt for a program in ``language``; raises nothing, whatever the text.

    ``was_cut`` says that the model was stopped before it had said everything.
    """
    forgiven = {Forgiven.LINE_ENDS} if "\r\n" in text else set()
    whole = text.replace("\r\n", "\n")
    if "<" not in whole and "&lt;solution&gt;" in whole.lower():
        whole = _unescaped(whole)
        forgiven.add(Forgiven.ESCAPED)
    layout = scan(whole)
    choice = _chosen(whole, layout, language)
    forgiven.update(_forgiven_thoughts(layout))
    thinking = "\n\n".join(part for one in layout.thoughts if (part := whole[one.start : one.stop].strip()))
    if choice is None:
        fault = Fault.CUT if was_cut else Fault.NO_CODE
        return Parsed(code=None, thinking=thinking or _prose(whole, layout), forgiven=_sorted(forgiven), fault=fault)
    code = _code(whole, choice)
    if _is_escaped(code):
        code = _unescaped(code)
        forgiven.add(Forgiven.ESCAPED)
    forgiven.update(_forgiven_tags(layout, choice))
    forgiven.update(_forgiven_fence(choice, code, language))
    if _has_text_outside(whole, layout, choice):
        forgiven.add(Forgiven.TEXT_OUTSIDE)
    return Parsed(
        code=code,
        thinking=thinking or ("" if layout.thoughts else whole[: choice.outer[0]].strip()),
        forgiven=_sorted(forgiven),
        fault=_fault(code, choice, language, was_cut=was_cut),
    )


def is_well_formed(text: str, language: str) -> bool:
    """Tell whether ``text`` has exactly the form that was asked for; white space between its parts does not count."""
    parsed = parse(text, language=language)
    return parsed.fault is None and not parsed.forgiven


def _trimmed(code: str) -> str:
    return code.rstrip() + "\n"


def _sorted(forgiven: set[Forgiven]) -> tuple[Forgiven, ...]:
    return tuple(one for one in Forgiven if one in forgiven)


def _prose(text: str, layout: Layout) -> str:
    return "" if layout.thoughts else text.strip()


def _chosen(text: str, layout: Layout, language: str) -> _Choice | None:
    closed = [region for region in layout.regions if region.is_closed]
    unclosed = [region for region in layout.regions if not region.is_closed]
    for regions, needs_fence in ((closed, False), (unclosed, True)):
        for region in reversed(regions):
            block = _best(text, region.blocks, language)
            is_code = not needs_fence and not region.blocks and bool(_bare(text, region).strip())
            if block is not None or is_code:
                return _Choice(region, block)
    loose = _best(text, layout.loose, language)
    if loose is not None:
        return _Choice(None, loose)
    bare = (region for region in reversed(unclosed) if not region.blocks and _bare(text, region).strip())
    return next((_Choice(region, None) for region in bare), None)


def _best(text: str, blocks: Sequence[Block], language: str) -> Block | None:
    full = [block for block in blocks if _inside(text, block).strip()]
    wanted = [block for block in full if _language(block.word) == language or block.word == language]
    open_to_all = [block for block in full if _language(block.word) is None]
    return next((group[-1] for group in (wanted, open_to_all, full) if group), None)


def _inside(text: str, block: Block) -> str:
    code = text[block.start : block.stop]
    return code if block.is_closed else code.rstrip().removesuffix(block.fence)


def _code(text: str, choice: _Choice) -> str:
    block = choice.block
    if block is None:
        assert choice.region is not None
        return _trimmed(_bare(text, choice.region))
    code = _inside(text, block)
    if block.indent:
        code = "\n".join(_outdented(line, block.indent) for line in code.split("\n"))
    return _trimmed(code)


def _outdented(line: str, most: int) -> str:
    return line[:most].lstrip(" \t") + line[most:]


def _bare(text: str, region: Region) -> str:
    """Return what is between tags, without white lines before it, and without a fence that nothing opened."""
    lines = text[region.start : region.stop].rstrip().split("\n")
    if lines[-1].strip() in {"```", "~~~"}:
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(lines[first:])


def _is_escaped(code: str) -> bool:
    """Tell whether ``code`` was escaped as for a web page: no sign is as it should be, and one is outside of all strings."""
    if "<" in code or ("&lt;" not in code and (">" in code or "&gt;" not in code)):
        return False
    return any(_has_bare_entity(line) for line in code.split("\n"))


def _has_bare_entity(line: str) -> bool:
    places = [place for entity in ("&lt;", "&gt;") if (place := line.find(entity)) >= 0]
    return bool(places) and not any(line.count(quote, 0, min(places)) % 2 for quote in "\"'")


def _unescaped(code: str) -> str:
    # Not everything that HTML knows: `&copy` is an address in C.
    for entity, sign in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ):
        code = code.replace(entity, sign)
    return code


def _forgiven_thoughts(layout: Layout) -> Iterator[Forgiven]:
    thoughts = layout.thoughts
    if not any(thought.has_begin for thought in thoughts):
        yield Forgiven.NO_THINKING_TAGS
    if any(not thought.is_closed for thought in thoughts):
        yield Forgiven.UNCLOSED_THINKING
    if len(thoughts) > 1 or any(not thought.as_asked for thought in thoughts):
        yield Forgiven.OTHER_TAGS


def _forgiven_tags(layout: Layout, choice: _Choice) -> Iterator[Forgiven]:
    region = choice.region
    if region is None:
        yield Forgiven.NO_SOLUTION_TAGS
    elif not region.is_closed:
        yield Forgiven.UNCLOSED_SOLUTION
    if region is not None and not region.as_asked:
        yield Forgiven.OTHER_TAGS
    blocks = layout.loose if region is None else region.blocks
    if len(layout.regions) > 1 or len(blocks) > 1:
        yield Forgiven.SEVERAL_BLOCKS


def _forgiven_fence(choice: _Choice, code: str, language: str) -> Iterator[Forgiven]:
    block = choice.block
    if block is None:
        yield Forgiven.NO_FENCE
        return
    if not block.is_closed:
        yield Forgiven.UNCLOSED_FENCE
    if block.indent or not block.on_own_line or block.fence not in {"```", fence_of(code)}:
        yield Forgiven.OTHER_FENCE
    if block.info != language:
        yield Forgiven.LANGUAGE_WORD


def _has_text_outside(text: str, layout: Layout, choice: _Choice) -> bool:
    begin, end = choice.outer
    place = 0
    for start, stop in sorted([*((thought.begin, thought.end) for thought in layout.thoughts), (begin, end)]):
        if text[place:start].strip():
            return True
        place = max(place, stop)
    if text[place:].strip():
        return True
    region, block = choice.region, choice.block
    if region is None or block is None:
        return False
    return bool(text[region.start : block.begin].strip() or text[block.end : region.stop].strip())


def _fault(code: str, choice: _Choice, language: str, *, was_cut: bool) -> Fault | None:
    if was_cut and not choice.is_closed:
        return Fault.CUT
    if len(code) > MOST_CODE_CHARACTERS:
        return Fault.TOO_LONG
    word = choice.block.word if choice.block is not None else ""
    if word != language and _language(word) not in {None, language}:
        return Fault.OTHER_LANGUAGE
    return None


_ALIASES = {
    "python3": "python",
    "py3": "python",
    "c++": "cpp",
    "c++17": "cpp",
    "c++20": "cpp",
    "golang": "go",
    "node": "javascript",
    "nodejs": "javascript",
    "rustlang": "rust",
}
"""What people call languages, beside their names, titles and suffixes."""


def _language(word: str) -> str | None:
    """Return the language that a word after a fence names; None: it names none that the sandbox knows."""
    return _names().get(word)


@cache
def _names() -> dict[str, str]:
    names = dict(_ALIASES)
    for language in languages().values():
        names |= {suffix.removeprefix("."): language.name for suffix in language.suffixes}
        names |= {language.title.lower(): language.name, language.name: language.name}
    return names
