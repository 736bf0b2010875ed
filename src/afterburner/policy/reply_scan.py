r"""Where the parts of a reply lie: thoughts, solution tags, fenced blocks. One pass, in time linear in the text.

    layout = scan("<thinking>a</thinking><solution>\n```python\nx\n```\n</solution>")
    layout.regions[-1].blocks[-1]

What stands in a fence is code, tags included; what stands in a thought is neither. No decision is made here about what
the answer is: that is ``policy.reply``'s.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

_EVENT = re.compile(
    r"<(?P<slash>/?)(?P<tag>thinking|think|solution)[ \t]{0,8}>"
    r"|(?:^|(?<=>))(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n<]*)",
    re.IGNORECASE | re.ASCII | re.MULTILINE,
)
_WORD = re.compile(r"[\w+#-]+")
_MOST_INDENT = 3
"""Columns that a fence may be moved to the right, as in Markdown: one that stands deeper belongs to the code."""

Event = re.Match[str]


@dataclass(slots=True, kw_only=True)
class Block:
    """What stands between two fences."""

    begin: int
    """Where its first fence begins."""
    start: int
    """Where its code begins."""
    fence: str
    indent: int
    word: str
    """The first word after the fence: the name of a language, or nothing."""
    info: str
    """All that is after the fence."""
    on_own_line: bool = True
    """Whether both fences are."""
    stop: int = 0
    """Where its code ends."""
    end: int = 0
    """Where its last fence ends."""
    is_closed: bool = False
    """Whether it has a last fence."""


@dataclass(slots=True, kw_only=True)
class Region:
    """What stands between solution tags."""

    begin: int
    start: int
    stop: int = 0
    end: int = 0
    is_closed: bool = False
    as_asked: bool
    """Whether both tags are spelled as prompts spell them."""
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Thought:
    """What stands between thinking tags."""

    begin: int
    start: int
    stop: int
    end: int
    has_begin: bool = True
    is_closed: bool = True
    as_asked: bool = True


@dataclass(slots=True)
class Layout:
    """All parts of a reply, each kind in the order of the text."""

    thoughts: list[Thought] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    """Blocks outside of all solution tags."""

    def after(self, place: int) -> "Layout":
        """Return the answers that begin after ``place``, all thoughts kept."""
        regions = [region for region in self.regions if region.begin >= place]
        return Layout(self.thoughts, regions, [block for block in self.loose if block.begin >= place])


def scan(text: str) -> Layout:
    """Return the layout of ``text``, whose lines end with a line feed."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.found


class _Scanner:
    """Walks through tags and fences, and keeps what is open."""

    def __init__(self, text: str) -> None:
        self.found = Layout()
        self._text = text
        self._events = [event for event in _EVENT.finditer(text) if not _is_quoted(event, text)]
        self._closers = {
            tag: [place for place, event in enumerate(self._events) if _is(event, tag, closing=True)]
            for tag in ("think", "thinking")
        }
        self._solutions = [place for place, event in enumerate(self._events) if _is(event, "solution", closing=False)]
        self._region: Region | None = None
        self._block: Block | None = None
        self._closer: Event | None = None
        """The last ``</solution>`` since the open fence, before ``_reopened``."""
        self._reopened: Event | None = None
        """The first ``<solution>`` since then, after which a new block may begin."""
        self._barrier: Event | None = None
        """The last tag that ends a thought which no tag has begun."""

    def run(self) -> None:
        """Find everything."""
        place = 0
        while place < len(self._events):
            event = self._events[place]
            if self._block is not None:
                self._in_block(event, place)
                place += 1
            elif event["tag"] and event["tag"].lower() != "solution":
                place = self._think(event, place)
            else:
                self._outside_block(event, place)
                place += 1
        self._finish()

    def _think(self, event: Event, place: int) -> int:
        if event["slash"]:
            self._end_of_untold_thought(event)
            return place + 1
        closing = self._closing(event["tag"].lower(), place)
        if closing is not None:
            end = self._events[closing]
            as_asked = event[0] == "<thinking>" and end[0] == "</thinking>"
            self._thought(event.start(), event.end(), end.start(), end.end(), as_asked=as_asked)
            return closing + 1
        # It never ends: then what follows the next solution tag is no thought, and all else is.
        ahead = bisect_left(self._solutions, place)
        following = self._solutions[ahead] if ahead < len(self._solutions) else len(self._events)
        stop = self._events[following].start() if following < len(self._events) else len(self._text)
        self._thought(event.start(), event.end(), stop, stop, is_closed=False)
        return following

    def _thought(self, begin: int, start: int, stop: int, end: int, **flags: bool) -> None:
        if self._region is not None:
            self._leave(begin, begin, is_closed=False)
        self.found.thoughts.append(Thought(begin=begin, start=start, stop=stop, end=end, **flags))

    def _closing(self, tag: str, place: int) -> int | None:
        """Return the place of the tag that ends a thought: the next of its own kind, else of the other."""
        other = "think" if tag == "thinking" else "thinking"
        for kind in (tag, other):
            ahead = bisect_left(self._closers[kind], place)
            if ahead < len(self._closers[kind]):
                return self._closers[kind][ahead]
        return None

    def _end_of_untold_thought(self, event: Event) -> None:
        # Templates of chats may put the first tag into the prompt: then everything so far is a thought, if more follows.
        before = self.found.thoughts[-1].end if self.found.thoughts else 0
        if self._region is not None:
            self._leave(event.start(), event.start(), is_closed=False)
        self.found.thoughts.append(
            Thought(begin=before, start=before, stop=event.start(), end=event.end(), has_begin=False)
        )
        self._barrier = event

    def _outside_block(self, event: Event, place: int) -> None:
        if event["fence"]:
            if self._opens(event, place):
                self._open(event)
        elif not event["slash"]:
            if self._region is not None:
                self._leave(event.start(), event.start(), is_closed=False)
            self._enter(event)
        elif self._region is not None:
            self._leave(event.start(), event.end(), is_closed=True, as_asked=event[0] == "</solution>")
        elif self.found.regions and _could_go_on(self.found, event):
            region = self.found.regions[-1]
            region.stop, region.end = event.start(), event.end()

    def _opens(self, event: Event, place: int) -> bool:
        info = event["info"].strip()
        if len(event["indent"]) > _MOST_INDENT and not info:
            return False
        if event["fence"][0] == "`" and "`" in info:
            return False
        if not self._begins_line(event, place) or not self._ends_line(event):
            return False
        return not self._is_around_tags(event, place)

    def _is_around_tags(self, event: Event, place: int) -> bool:
        """Tell whether a fence is none of a program: it is around the whole reply, or ends what no fence began."""
        following = self._events[place + 1] if place + 1 < len(self._events) else None
        if following is None or not following["tag"] or (self._region is not None and event["info"].strip()):
            return False
        return not self._text[event.end() : following.start()].strip()

    def _begins_line(self, event: Event, place: int) -> bool:
        if self._is_first(event):
            return True
        before = self._events[place - 1] if place else None
        return before is not None and bool(before["tag"]) and before.end() == event.start()

    def _is_first(self, event: Event) -> bool:
        return event.start() == 0 or self._text[event.start() - 1] == "\n"

    def _ends_line(self, event: Event) -> bool:
        return event.end() == len(self._text) or self._text[event.end()] == "\n"

    def _open(self, event: Event) -> None:
        info = event["info"].strip()
        word = _WORD.search(info)
        self._block = Block(
            begin=event.start(),
            start=min(event.end() + 1, len(self._text)),
            fence=event["fence"],
            indent=len(event["indent"]),
            word=word[0].lower() if word else "",
            info=info,
            on_own_line=self._is_first(event),
        )
        self._closer = self._reopened = None

    def _in_block(self, event: Event, place: int) -> None:
        block = self._block
        assert block is not None
        if event["tag"]:
            self._note(event)
        elif event["fence"][0] != block.fence[0] or len(event["fence"]) < len(block.fence):
            return
        elif not event["info"].strip():
            self._close_at(event)
        elif self._reopened is not None and self._opens(event, place):
            # A block never begins in another, whose fence would be longer: the one before was left open.
            self._abandon(self._reopened)
            self._open(event)

    def _note(self, event: Event) -> None:
        if event["tag"].lower() != "solution":
            return
        if not event["slash"]:
            if self._reopened is None and (self._closer is not None or self._region is None):
                self._reopened = event
        elif self._reopened is None and self._region is not None:
            self._closer = event

    def _close_at(self, event: Event) -> None:
        block = self._block
        assert block is not None
        if len(event["indent"]) > block.indent + _MOST_INDENT or not self._is_first(event):
            return
        if not self._ends_line(event) and not self._text.startswith("</", event.end()):
            return
        block.is_closed = True
        block.on_own_line &= self._ends_line(event)
        self._end_block(max(block.start, event.start() - 1), event.end())

    def _end_block(self, stop: int, end: int) -> None:
        block, self._block = self._block, None
        assert block is not None
        block.stop, block.end = stop, end
        (self.found.loose if self._region is None else self._region.blocks).append(block)

    def _abandon(self, reopened: Event) -> None:
        stop = reopened.start() if self._closer is None else self._closer.start()
        self._end_block(stop, stop)
        if self._region is not None and self._closer is not None:
            self._leave(stop, self._closer.end(), is_closed=True)
        self._enter(reopened)

    def _enter(self, event: Event) -> None:
        self._region = Region(begin=event.start(), start=event.end(), as_asked=event[0] == "<solution>")

    def _leave(self, stop: int, end: int, *, is_closed: bool, as_asked: bool = True) -> None:
        region, self._region = self._region, None
        assert region is not None
        region.stop, region.end, region.is_closed = stop, end, is_closed
        region.as_asked &= as_asked
        self.found.regions.append(region)

    def _finish(self) -> None:
        if self._block is not None:
            self._finish_block()
        if self._region is not None:
            self._leave(len(self._text), len(self._text), is_closed=False)
        self._respect_barrier()

    def _finish_block(self) -> None:
        """End the block that no fence has ended: where the last solution tag does, else with the text."""
        last = next((one for one in reversed(self._events) if _is(one, "solution", closing=True)), None)
        if self._reopened is not None:
            self._abandon(self._reopened)
        else:
            stop = len(self._text) if self._closer is None or last is None else last.start()
            self._end_block(stop, stop)
        if self._region is not None and last is not None and last.start() >= max(self._region.start, self._latest()):
            self._leave(last.start(), last.end(), is_closed=True, as_asked=last[0] == "</solution>")

    def _latest(self) -> int:
        """Return where the open region's last block ends."""
        return self._region.blocks[-1].end if self._region is not None and self._region.blocks else 0

    def _respect_barrier(self) -> None:
        if self._barrier is None:
            return
        later = self.found.after(self._barrier.end())
        # Reasoning models write `</think>` and go on; `</thinking>` after a whole answer is more likely a slip.
        is_end = self._barrier["tag"].lower() == "think" or not self.found.regions
        if later.regions or (later.loose and is_end):
            self.found = later
        else:
            self.found.thoughts = [thought for thought in self.found.thoughts if thought.has_begin]


def _is(event: Event, tag: str, *, closing: bool) -> bool:
    return bool(event["tag"]) and event["tag"].lower() == tag and bool(event["slash"]) == closing


def _is_quoted(event: Event, text: str) -> bool:
    """Tell whether a tag is only spoken of, or in a string of a program."""
    before, after = text[event.start() - 1 : event.start()], text[event.end() : event.end() + 1]
    return bool(event["tag"]) and before != "" and before == after and before in "\"'`"


def _could_go_on(found: Layout, event: Event) -> bool:
    """Tell whether the last region may hold its own last tag: code without fences, and nothing else since."""
    region = found.regions[-1]
    is_last = not found.loose or found.loose[-1].end < region.begin
    thought = found.thoughts[-1].end if found.thoughts else 0
    return region.is_closed and not region.blocks and is_last and thought <= region.begin < event.start()
