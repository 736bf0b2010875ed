"""How often keys occur."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps
from afterburner.dataset.families.inputs import REPEATING_VALUES


def _repeated(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(1, 3)
    times = phrases.choice(
        rng,
        (f"c == {c}", f"exactly {c} times"),
        (f"c > {c}", f"more than {c} times"),
        (f"c % {c + 1} == 1", f"a number of times that leaves the remainder 1 on division by {c + 1}"),
    )
    return {"key": phrases.key(rng), "times": times, "agg": phrases.aggregate(rng)}


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
        (
            "The key of a value x is $key. List the keys that occur $times, each once, in the order in which they "
            "first occur; of "
            "these, return $agg."
        ),
        (
            "Label each of the $things with a key: $key. Which keys are there $times? Take each of them once, in order of first "
            "appearance, and return, of these keys, $agg."
        ),
    ),
    generator=REPEATING_VALUES + "return [xs]",
    sizes=(2600, 2700),
    small=(0, 1, 3, 6, 12, 18, 26, 34),
    steps=Steps.SEQUENCE,
    algorithms=(
        Algorithm(
            "count-by-loop",
            "Count each key with a loop over the list.",
            {
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
            },
        ),
        Algorithm(
            "list-count",
            "Let the list count each key.",
            {
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
            },
        ),
        Algorithm(
            "sorted-groups",
            "Sort keys with their places, and look at groups of equal ones.",
            {
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
            },
        ),
        Algorithm(
            "hash-counts",
            "Count all keys in one pass; the table keeps their order.",
            {
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
            },
        ),
    ),
)


def _most_frequent(rng: Random, _difficulty: Difficulty) -> Drawn:
    side, tie, word = rng.choice(
        [
            ("<", "min", "the smallest"),
            (">", "max", "the largest"),
        ]
    )
    wanted = rng.choice([("max", ">", "most", "0"), ("min", "<", "least", "len(ys) + 1")])
    return {
        "key": phrases.key(rng),
        "side": side,
        "tie": tie,
        "word": word,
        "best": wanted[0],
        "sign": wanted[1],
        "how": wanted[2],
        "worst": wanted[3],
        "a": rng.randint(1, 20),
        "sort": "x" if side == "<" else "-x",
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
        (
            "The key of a value x is $key. Find the key that occurs $how often (but occurs), and among several $word. Return $a "
            "times its number of occurrences plus the key itself; 0 if there are no values."
        ),
        (
            "Give each of the $things a key: $key. One key occurs $how often; if several do, take $word. Return the key plus $a "
            "times its number of occurrences, or 0 without any values."
        ),
    ),
    generator=REPEATING_VALUES + "return [xs]",
    sizes=(1900, 2000),
    steps=Steps.VALUES,
    algorithms=(
        Algorithm(
            "count-by-loop",
            "Count each key with a loop over the list.",
            {
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
            },
        ),
        Algorithm(
            "list-count",
            "Let the list count each key.",
            {
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
            },
        ),
        Algorithm(
            "sorted-runs",
            "Sort, and measure runs of equal keys.",
            {
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
            },
        ),
        Algorithm(
            "hash-counts",
            "Count all keys in one pass.",
            {
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
            },
        ),
    ),
)


FAMILIES = (
    REPEATED,
    MOST_FREQUENT,
)
