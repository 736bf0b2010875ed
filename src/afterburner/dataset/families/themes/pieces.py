"""Pieces of texts: runs of equal letters, pieces of one length."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps

_LETTERS = "abcdef"


def _runs(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(1, 4)
    keep, said = rng.choice(
        [
            (f"n > {c}", f"are longer than {c}"),
            (f"n % {c + 1} != 0", f"have a length that is not divisible by {c + 1}"),
            (f"n <= {c + 1}", f"are at most {c + 1} long"),
        ]
    )
    piece, shown = rng.choice(
        [
            ("c + str(n)", "the letter and the length"),
            ("str(n) + c", "the length and the letter"),
            (f"c * (n % {c + 1} + 1)", f"the letter, as often as the length modulo {c + 1} plus 1"),
            (f"c + '-' * (n // {c + 1})", f"the letter, and a hyphen for every {c + 1} of the length"),
        ]
    )
    return {"keep": keep, "said": said, "piece": piece, "shown": shown, "sep": rng.choice(["", "-", ",", "."])}


RUNS = Family(
    name="runs",
    title="Runs of equal letters",
    tags=("strings", "run-length", "building"),
    arguments="s: str",
    result="str",
    entries=("encode_runs", "describe_runs", "runs"),
    draw=_runs,
    short="for each run of n equal letters c in s: if $keep, give $piece\njoin all with '$sep'",
    stories=(
        (
            "Cut `s` into runs: stretches of equal letters, as long as possible. Of the runs that $said, write down $shown, in "
            "order, with '$sep' between two of them (nothing, if the quotes are empty)."
        ),
    ),
    generator="""
        s = ''
        while len(s) < size:
            s += rng.choice('$letters') * rng.choice([1, 1, 2, 3, 5, 8])
        return [s[:size]]
    """.replace("$letters", _LETTERS),
    sizes=(60000, 62000),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm(
            "cut-from-front",
            "Cut each run off the front of the text.",
            {
                "str": """
                out = []
                while s:
                    c = s[0]
                    n = 1
                    while n < len(s) and s[n] == c:
                        n += 1
                    if $keep:
                        out.append($piece)
                    s = s[n:]
                return '$sep'.join(out)
            """,
                "lstrip": """
                out = []
                while s:
                    c = s[0]
                    w = s.lstrip(c)
                    n = len(s) - len(w)
                    if $keep:
                        out.append($piece)
                    s = w
                return '$sep'.join(out)
            """,
            },
        ),
        Algorithm(
            "pop-letters",
            "Take letter by letter from the front of a list.",
            {
                "list": """
                q = list(s)
                out = []
                while q:
                    c = q.pop(0)
                    n = 1
                    while q and q[0] == c:
                        q.pop(0)
                        n += 1
                    if $keep:
                        out.append($piece)
                return '$sep'.join(out)
            """,
            },
        ),
        Algorithm(
            "compare-neighbours",
            "Count on while the letter stays the same.",
            {
                "loop": """
                out = []
                n = 0
                for i, c in enumerate(s):
                    n += 1
                    if i + 1 == len(s) or s[i + 1] != c:
                        if $keep:
                            out.append($piece)
                        n = 0
                return '$sep'.join(out)
            """,
                "places": """
                b = [i for i in range(len(s)) if i == 0 or s[i] != s[i - 1]]
                b.append(len(s))
                out = []
                for i in range(len(b) - 1):
                    n = b[i + 1] - b[i]
                    c = s[b[i]]
                    if $keep:
                        out.append($piece)
                return '$sep'.join(out)
            """,
            },
        ),
        Algorithm(
            "regex",
            "Match a letter and its repetitions.",
            {
                "regex": """
                import re
                out = []
                for w in re.finditer('(.)\\\\1*', s):
                    c = w.group(1)
                    n = w.end() - w.start()
                    if $keep:
                        out.append($piece)
                return '$sep'.join(out)
            """,
            },
        ),
        Algorithm(
            "groupby",
            "Let itertools group equal neighbours.",
            {
                "iterator": """
                from itertools import groupby
                out = []
                for c, w in groupby(s):
                    n = len(list(w))
                    if $keep:
                        out.append($piece)
                return '$sep'.join(out)
            """,
            },
        ),
    ),
)


def _pieces(rng: Random, _difficulty: Difficulty) -> Drawn:
    k = rng.randint(4, 9)
    key, said = rng.choice(
        [
            (f"s[i:i + {k}]", f"the piece of {k} letters that starts there"),
            (f"s[i:i + 3] + s[i + {k - 1}]", f"the three letters from there on and the one {k - 1} later"),
            (
                f"s[i + 1:i + {k}] + s[i]",
                f"the piece of {k} letters that starts there, its first letter moved to its end",
            ),
        ]
    )
    return {"k": k, "key": key, "said": said, "agg": phrases.aggregate(rng)}


PIECES = Family(
    name="pieces",
    title="How often pieces of a text occur",
    tags=("strings", "substrings", "counting"),
    arguments="s: str",
    result="int",
    entries=("count_pieces", "piece_counts", "repeated_pieces"),
    draw=_pieces,
    short="r = for each different $key with i from 0 to len(s) - $k, in order of first i: how often it occurs\nreturn $agg<r>",
    stories=(
        (
            "For each position i of `s` from 0 to its length minus $k take $said. How often does each different one "
            "occur? List these "
            "counts in the order of first occurrence; of them, return $agg."
        ),
    ),
    generator="""
        a = rng.sample('abcdef', rng.randint(1, 2) if size < 100 else 6)
        return [''.join(rng.choice(a) for _ in range(size))]
    """,
    sizes=(1900, 2000),
    small=(0, 1, 4, 8, 14, 20, 30, 40),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm(
            "compare-with-all",
            "Compare each piece with all pieces.",
            {
                "list": """
                a = [$key for i in range(len(s) - $k + 1)]
                b = []
                out = []
                for x in a:
                    if x not in b:
                        b.append(x)
                        t = 0
                        for y in a:
                            if x == y:
                                t += 1
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "list-count",
            "Let the list of all pieces count each different one.",
            {
                "list": """
                a = [$key for i in range(len(s) - $k + 1)]
                out = []
                for x in list(dict.fromkeys(a)):
                    out.append(a.count(x))
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "find-in-known",
            "Keep known pieces in a list with a list of counts.",
            {
                "lists": """
                b = []
                out = []
                for i in range(len(s) - $k + 1):
                    x = $key
                    if x in b:
                        out[b.index(x)] += 1
                    else:
                        b.append(x)
                        out.append(1)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sorted-pieces",
            "Sort pieces with their places, and measure runs.",
            {
                "list": """
                a = sorted(($key, i) for i in range(len(s) - $k + 1))
                b = []
                i = 0
                while i < len(a):
                    j = i
                    while j < len(a) and a[j][0] == a[i][0]:
                        j += 1
                    b.append((a[i][1], j - i))
                    i = j
                out = [t for i, t in sorted(b)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "hash-counts",
            "Count in a table; it keeps the order.",
            {
                "dict": """
                d = {}
                for i in range(len(s) - $k + 1):
                    x = $key
                    d[x] = d.get(x, 0) + 1
                out = list(d.values())
                return $agg<out>
            """,
                "counter": """
                from collections import Counter
                out = list(Counter($key for i in range(len(s) - $k + 1)).values())
                return $agg<out>
            """,
            },
        ),
    ),
)


FAMILIES = (
    RUNS,
    PIECES,
)
