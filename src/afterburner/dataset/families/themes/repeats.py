"""What occurs again: repeated values, gaps between equal ones, the most frequent, membership in another list."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Phrase, Steps


def _key(rng: Random) -> Phrase:
    a, b, m = rng.randint(2, 9), rng.randint(0, 9), rng.randint(2, 12)
    return phrases.choice(
        rng,
        ("x", "the value itself"),
        (f"x // {m}", f"the value divided by {m}, rounded down"),
        (f"({a} * x + {b}) // {m}", f"{a} times the value plus {b}, divided by {m} and rounded down"),
        (f"abs(x - {a * 10})", f"the distance between the value and {a * 10}"),
        (f"x ^ x // {m}", f"the bitwise exclusive or of the value and the value divided by {m}, rounded down"),
    )


_VALUES = """
top = rng.choice([4, size // 2 + 2, 2 * size + 9]) if size < 100 else 2 * size
xs = [rng.randrange(top) for _ in range(size)]
"""


def _repeated(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(1, 3)
    times = phrases.choice(
        rng,
        (f"c == {c}", f"exactly {c} times"),
        (f"c > {c}", f"more than {c} times"),
        (f"c % {c + 1} == 1", f"a number of times that leaves the remainder 1 on division by {c + 1}"),
    )
    return {"key": _key(rng), "times": times, "agg": phrases.aggregate(rng)}


REPEATED = Family(
    name="repeated-keys",
    title="Values that occur often enough",
    tags=("counting", "hashing", "order"),
    arguments="xs: list[int]",
    result="int",
    entries=("repeated_keys", "frequent_keys", "by_occurrence"),
    draw=_repeated,
    short="the key of x is $key\nr = keys that occur c times with $times, in order of first place\nreturn $agg<r>",
    stories=(
        "The key of a value x is $key. List the keys that occur $times, each once, in the order in which they first occur; of "
        "these, return $agg.",
        "Label each of the $things with a key: $key. Which keys are there $times? Take each of them once, in order of first "
        "appearance, and return, of these keys, $agg.",
    ),
    generator=_VALUES + "return [xs]",
    sizes=(2600, 2700),
    small=(0, 1, 3, 6, 12, 18, 26, 34),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm("count-by-loop", "Count each key with a loop over the list.", {
            "list": """
                ys = [$key for x in xs]
                out = []
                for y in ys:
                    c = 0
                    for x in ys:
                        if x == y:
                            c += 1
                    if $times and y not in out:
                        out.append(y)
                return $agg<out>
            """,
        }),
        Algorithm("list-count", "Let the list count each key.", {
            "list": """
                ys = [$key for x in xs]
                out = []
                for i, y in enumerate(ys):
                    if y not in ys[:i]:
                        c = ys.count(y)
                        if $times:
                            out.append(y)
                return $agg<out>
            """,
            "set": """
                ys = [$key for x in xs]
                s = set()
                out = []
                for y in ys:
                    if y not in s:
                        s.add(y)
                        c = ys.count(y)
                        if $times:
                            out.append(y)
                return $agg<out>
            """,
        }),
        Algorithm("sorted-groups", "Sort keys with their places, and look at groups of equal ones.", {
            "list": """
                ys = sorted(($key, i) for i, x in enumerate(xs))
                a = []
                i = 0
                while i < len(ys):
                    j = i
                    while j < len(ys) and ys[j][0] == ys[i][0]:
                        j += 1
                    c = j - i
                    if $times:
                        a.append((ys[i][1], ys[i][0]))
                    i = j
                out = [y for i, y in sorted(a)]
                return $agg<out>
            """,
        }),
        Algorithm("hash-counts", "Count all keys in one pass; the table keeps their order.", {
            "dict": """
                d = {}
                for x in xs:
                    y = $key
                    d[y] = d.get(y, 0) + 1
                out = []
                for y, c in d.items():
                    if $times:
                        out.append(y)
                return $agg<out>
            """,
            "counter": """
                from collections import Counter
                out = [y for y, c in Counter([$key for x in xs]).items() if $times]
                return $agg<out>
            """,
        }),
    ),
)


def _gaps(rng: Random, _difficulty: Difficulty) -> Drawn:
    return {"key": _key(rng), "agg": phrases.aggregate(rng), "least": rng.randint(0, 6)}


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
        "The key of a value x is $key. For every position, in order, find the nearest earlier position with the same key that is "
        "more than $least positions away, and note the distance; skip positions that have none. Of these distances, return $agg.",
    ),
    generator=_VALUES + "return [xs]",
    sizes=(2900, 3000),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm("look-back", "Go back from each position until the key is found.", {
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
        }),
        Algorithm("index-in-reversed", "Search the reversed list before each position.", {
            "slices": """
                ys = [$key for x in xs]
                out = []
                for i, y in enumerate(ys):
                    w = ys[:max(0, i - $least)]
                    if y in w:
                        out.append(w[::-1].index(y) + 1 + $least)
                return $agg<out>
            """,
        }),
        Algorithm("sorted-places", "Sort places by key, and bisect among the places of each key.", {
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
        }),
        Algorithm("last-place", "Remember the last place of each key, entered late enough.", {
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
        }),
    ),
)


def _most_frequent(rng: Random, _difficulty: Difficulty) -> Drawn:
    side, tie, word = rng.choice([
        ("<", "min", "the smallest"),
        (">", "max", "the largest"),
    ])
    wanted = rng.choice([("max", ">", "most", "0"), ("min", "<", "least", "len(ys) + 1")])
    return {
        "key": _key(rng), "side": side, "tie": tie, "word": word, "best": wanted[0], "sign": wanted[1], "how": wanted[2],
        "worst": wanted[3], "a": rng.randint(1, 20), "sort": "x" if side == "<" else "-x",
        "rank": "x" if wanted[0] == "min" else "-x",
    }


MOST_FREQUENT = Family(
    name="most-frequent",
    title="The most or least frequent key",
    tags=("frequency", "ties", "counting"),
    arguments="xs: list[int]",
    result="int",
    entries=("most_frequent", "extreme_frequency", "typical_key"),
    draw=_most_frequent,
    short="the key of x is $key\ny = key that occurs $how often, $tie on ties; c = how often\nreturn $a * c + y, 0 if empty",
    stories=(
        "The key of a value x is $key. Find the key that occurs $how often (but occurs), and among several $word. Return $a "
        "times its number of occurrences plus the key itself; 0 if there are no values.",
        "Give each of the $things a key: $key. One key occurs $how often; if several do, take $word. Return the key plus $a "
        "times its number of occurrences, or 0 without any values.",
    ),
    generator=_VALUES + "return [xs]",
    sizes=(1900, 2000),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm("count-by-loop", "Count each key with a loop over the list.", {
            "list": """
                ys = [$key for x in xs]
                a = $worst
                b = 0
                for y in ys:
                    c = 0
                    for x in ys:
                        if x == y:
                            c += 1
                    if c $sign a or (c == a and y $side b):
                        a = c
                        b = y
                return $a * a + b if ys else 0
            """,
        }),
        Algorithm("list-count", "Let the list count each key.", {
            "list": """
                ys = [$key for x in xs]
                if not ys:
                    return 0
                c = $best([ys.count(y) for y in ys])
                b = $tie([y for y in ys if ys.count(y) == c])
                return $a * c + b
            """,
            "set": """
                ys = [$key for x in xs]
                if not ys:
                    return 0
                c, y = $best((ys.count(y), y) for y in set(ys))
                return $a * c + $tie(y for y in set(ys) if ys.count(y) == c)
            """,
        }),
        Algorithm("sorted-runs", "Sort, and measure runs of equal keys.", {
            "list": """
                ys = sorted([$key for x in xs])
                a = $worst
                b = 0
                i = 0
                while i < len(ys):
                    j = i
                    while j < len(ys) and ys[j] == ys[i]:
                        j += 1
                    c = j - i
                    y = ys[i]
                    if c $sign a or (c == a and y $side b):
                        a = c
                        b = y
                    i = j
                return $a * a + b if ys else 0
            """,
            "groupby": """
                from itertools import groupby
                ys = sorted([$key for x in xs])
                if not ys:
                    return 0
                a = [(len(list(w)), y) for y, w in groupby(ys)]
                c = $best([b[0] for b in a])
                return $a * c + $tie([y for b, y in a if b == c])
            """,
        }),
        Algorithm("hash-counts", "Count all keys in one pass.", {
            "dict": """
                d = {}
                for x in xs:
                    y = $key
                    d[y] = d.get(y, 0) + 1
                if not d:
                    return 0
                c = $best(d.values())
                b = $tie([y for y in d if d[y] == c])
                return $a * c + b
            """,
            "counter": """
                from collections import Counter
                d = Counter([$key for x in xs])
                if not d:
                    return 0
                y, c = min(d.items(), key=lambda b: ($rank<b[1]>, $sort<b[0]>))
                return $a * c + y
            """,
        }),
    ),
)


def _members(rng: Random, _difficulty: Difficulty) -> Drawn:
    a, b = rng.randint(1, 3), rng.randint(0, 20)
    has, word = rng.choice([("in", "is"), ("not in", "is not")])
    key = Phrase(("x" if a == 1 else f"{a} * x") + (f" + {b}" if b else ""), f"{a} times it plus {b}")
    return {"key": key, "has": has, "word": word, "agg": phrases.aggregate(rng), "a": a, "b": b,
            "found": "==" if has == "in" else "!="}


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
        "Some of the $things are wanted: those with a value in `xs` for which $key $word found among `ys`. Of their values, "
        "in order, return $agg.",
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
        Algorithm("nested-search", "Search the other list by a loop of one's own.", {
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
        }),
        Algorithm("list-membership", "Ask the list for each value.", {
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
        }),
        Algorithm("bisection", "Sort the other list, and bisect.", {
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
        }),
        Algorithm("flags", "A flag for each value that the other list can have.", {
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
        }),
        Algorithm("hashing", "Hash the other list.", {
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
        }),
    ),
)

FAMILIES = (REPEATED, GAPS, MOST_FREQUENT, MEMBERS)
