"""What occurs again: gaps between equal keys, membership in another list."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase, Steps
from afterburner.dataset.families.inputs import REPEATING_VALUES


def _gaps(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"key": phrases.key(rng), "agg": phrases.aggregate(rng), "least": rng.randint(0, 6)}


GAPS = Family(
    name="equal-gaps",
    title="Gaps between equal keys",
    tags=("positions", "hashing", "duplicates"),
    arguments="xs: list[int]",
    result="int",
    entries=("gaps_between_equals", "equal_gaps", "return_times"),
    draw=_gaps,
    short="the key of x is $key\nr = for each i: distance to the last j < i - $least with the same key, if any\nreturn $agg<r>",
    stories=(
        (
            "The key of a value x is $key. For every position, in order, find the nearest earlier position with the "
            "same key that is "
            "more than $least positions away, and note the distance; skip positions that have none. Of these "
            "distances, return $agg."
        ),
    ),
    generator=REPEATING_VALUES + "return [xs]",
    sizes=(2900, 3000),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "look-back",
            "Go back from each position until the key is found.",
            {
                "list": """
                ys = [$key for x in xs]
                out = []
                for i in range(len(ys)):
                    for j in range(i - $least - 1, -1, -1):
                        if ys[j] == ys[i]:
                            out.append(i - j)
                            break
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "index-in-reversed",
            "Search the reversed list before each position.",
            {
                "slices": """
                ys = [$key for x in xs]
                out = []
                for i, y in enumerate(ys):
                    w = ys[:max(0, i - $least)]
                    if y in w:
                        out.append(w[::-1].index(y) + 1 + $least)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-places",
            "Sort places by key, and bisect among the places of each key.",
            {
                "list": """
                from bisect import bisect_left
                ys = [$key for x in xs]
                d = {}
                for i in sorted(range(len(ys)), key=lambda i: (ys[i], i)):
                    d.setdefault(ys[i], []).append(i)
                out = []
                for i, y in enumerate(ys):
                    j = bisect_left(d[y], i - $least) - 1
                    if j >= 0:
                        out.append(i - d[y][j])
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "last-place",
            "Remember the last place of each key, entered late enough.",
            {
                "dict": """
                ys = [$key for x in xs]
                d = {}
                out = []
                for i, y in enumerate(ys):
                    j = i - $least - 1
                    if j >= 0:
                        d[ys[j]] = j
                    if y in d:
                        out.append(i - d[y])
                return $agg<out>
            """,
            },
        ),
    ),
)


def _members(rng: Random, _difficulty: Difficulty) -> Drawn:
    a, b = rng.randint(1, 3), rng.randint(0, 20)
    has, word = rng.choice([("in", "is"), ("not in", "is not")])
    key = Phrase(("x" if a == 1 else f"{a} * x") + (f" + {b}" if b else ""), f"{a} times it plus {b}")
    return {
        "key": key,
        "has": has,
        "word": word,
        "agg": phrases.aggregate(rng),
        "a": a,
        "b": b,
        "found": "==" if has == "in" else "!=",
    }


MEMBERS = Family(
    name="members",
    title="Values found in another list",
    tags=("membership", "sets", "bisection"),
    arguments="xs: list[int], ys: list[int]",
    result="int",
    entries=("members", "found_elsewhere", "matching_values"),
    draw=_members,
    short="r = [x for x in xs if $key $has ys]\nreturn $agg<r>",
    stories=(
        "Keep a value from `xs` if $key $word in `ys`. Of the values that are kept, in their order, return $agg.",
        (
            "Some of the $things are wanted: those with a value in `xs` for which $key $word found among `ys`. Of their values, "
            "in order, return $agg."
        ),
    ),
    generator="""
        top = rng.choice([4, size + 3, 3 * size + 9]) if size < 100 else 3 * size
        xs = [rng.randrange(top) for _ in range(size)]
        ys = [$a * rng.randrange(top) + $b + rng.choice([0, 0, 1]) for _ in range(size)]
        return [xs, ys]
    """,
    sizes=(2300, 2400),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm(
            "nested-search",
            "Search the other list by a loop of one's own.",
            {
                "list": """
                out = []
                for x in xs:
                    ok = False
                    for y in ys:
                        if y == $key:
                            ok = True
                            break
                    if ok == (1 $found 1):
                        out.append(x)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "list-membership",
            "Ask the list for each value.",
            {
                "list": """
                out = [x for x in xs if $key $has ys]
                return $agg<out>
            """,
                "tuple": """
                a = tuple(ys)
                out = []
                for x in xs:
                    if $key $has a:
                        out.append(x)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "bisection",
            "Sort the other list, and bisect.",
            {
                "sorted-list": """
                from bisect import bisect_left
                a = sorted(ys)
                a.append(float('inf'))
                out = []
                for x in xs:
                    c = $key
                    if a[bisect_left(a, c)] $found c:
                        out.append(x)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "flags",
            "A flag for each value that the other list can have.",
            {
                "bytearray": """
                a = bytearray(max(ys, default=0) + 1)
                for y in ys:
                    a[y] = 1
                n = len(a)
                out = []
                for x in xs:
                    c = $key
                    if (c < n and a[c] == 1) $found True:
                        out.append(x)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "hashing",
            "Hash the other list.",
            {
                "set": """
                s = set(ys)
                out = [x for x in xs if $key $has s]
                return $agg<out>
            """,
                "dict": """
                d = {}
                for y in ys:
                    d[y] = True
                out = []
                for x in xs:
                    if $key $has d:
                        out.append(x)
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    GAPS,
    MEMBERS,
)
