"""Texts: runs, repeated pieces, palindromes, borders, rearranged windows, pairs that vanish."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps

_LETTERS = "abcdef"


def _runs(rng: Random, _difficulty: Difficulty) -> Drawn:
    c = rng.randint(1, 4)
    keep, said = rng.choice([
        (f"n > {c}", f"are longer than {c}"), (f"n % {c + 1} != 0", f"have a length that is not divisible by {c + 1}"),
        (f"n <= {c + 1}", f"are at most {c + 1} long"),
    ])
    piece, shown = rng.choice([
        ("c + str(n)", "the letter and the length"), ("str(n) + c", "the length and the letter"),
        (f"c * (n % {c + 1} + 1)", f"the letter, as often as the length modulo {c + 1} plus 1"),
        (f"c + '-' * (n // {c + 1})", f"the letter, and a hyphen for every {c + 1} of the length"),
    ])
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
        "Cut `s` into runs: stretches of equal letters, as long as possible. Of the runs that $said, write down $shown, in "
        "order, with '$sep' between two of them (nothing, if the quotes are empty).",
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
        Algorithm("cut-from-front", "Cut each run off the front of the text.", {
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
        }),
        Algorithm("pop-letters", "Take letter by letter from the front of a list.", {
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
        }),
        Algorithm("compare-neighbours", "Count on while the letter stays the same.", {
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
        }),
        Algorithm("regex", "Match a letter and its repetitions.", {
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
        }),
        Algorithm("groupby", "Let itertools group equal neighbours.", {
            "iterator": """
                from itertools import groupby
                out = []
                for c, w in groupby(s):
                    n = len(list(w))
                    if $keep:
                        out.append($piece)
                return '$sep'.join(out)
            """,
        }),
    ),
)


def _pieces(rng: Random, _difficulty: Difficulty) -> Drawn:
    k = rng.randint(4, 9)
    key, said = rng.choice([
        (f"s[i:i + {k}]", f"the piece of {k} letters that starts there"),
        (f"s[i:i + 3] + s[i + {k - 1}]", f"the three letters from there on and the one {k - 1} later"),
        (f"s[i + 1:i + {k}] + s[i]", f"the piece of {k} letters that starts there, its first letter moved to its end"),
    ])
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
        "For each position i of `s` from 0 to its length minus $k take $said. How often does each different one occur? List these "
        "counts in the order of first occurrence; of them, return $agg.",
    ),
    generator="""
        a = rng.sample('abcdef', rng.randint(1, 2) if size < 100 else 6)
        return [''.join(rng.choice(a) for _ in range(size))]
    """,
    sizes=(1900, 2000),
    small=(0, 1, 4, 8, 14, 20, 30, 40),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm("compare-with-all", "Compare each piece with all pieces.", {
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
        }),
        Algorithm("list-count", "Let the list of all pieces count each different one.", {
            "list": """
                a = [$key for i in range(len(s) - $k + 1)]
                out = []
                for x in list(dict.fromkeys(a)):
                    out.append(a.count(x))
                return $agg<out>
            """,
        }),
        Algorithm("find-in-known", "Keep known pieces in a list with a list of counts.", {
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
        }),
        Algorithm("sorted-pieces", "Sort pieces with their places, and measure runs.", {
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
        }),
        Algorithm("hash-counts", "Count in a table; it keeps the order.", {
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
        }),
    ),
)


def _palindromes(rng: Random, _difficulty: Difficulty) -> Drawn:
    least = rng.randint(1, 5)
    parity, said = rng.choice([(None, ""), (1, "odd"), (0, "even")])
    gain, goal = rng.choice([
        ("t + 1", "the number"), ("max(t, n)", "the greatest length"), ("t + n", "the sum of the lengths"),
        (f"t + n * n % {least + 6}", f"the sum of n * n % {least + 6} over the lengths n"),
    ])
    allowed = f"n >= {least}" + ("" if parity is None else f" and n % 2 == {parity}")
    return {"allowed": allowed, "gain": gain, "goal": goal, "least": least, "said": f"of {said} length" if said else "",
            "start": rng.randint(0, 20)}


PALINDROMES = Family(
    name="palindromes",
    title="Palindromes in a text",
    tags=("strings", "palindromes", "dynamic-programming"),
    arguments="s: str",
    result="int",
    entries=("palindromes", "mirror_pieces", "count_palindromes"),
    draw=_palindromes,
    short="over all palindromes s[i:j] of length n with $allowed: $goal, 0 if none\nreturn $start plus it",
    stories=(
        "A piece `s[i:j]` with i < j counts if it reads the same backwards and its length n satisfies `$allowed`; equal pieces at "
        "different places count separately. Return $start plus $goal of the pieces that count (0 if there are none).",
    ),
    generator="""
        a = rng.sample('abcdef', rng.randint(1, 3) if size < 100 else 2)
        return [''.join(rng.choice(a) for _ in range(size))]
    """,
    sizes=(800, 820),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm("reverse-each", "Compare each piece with its reverse.", {
            "str": """
                t = 0
                for i in range(len(s)):
                    for j in range(i + 1, len(s) + 1):
                        n = j - i
                        if $allowed and s[i:j] == s[i:j][::-1]:
                            t = $gain
                return $start + t
            """,
            "two-ends": """
                t = 0
                for i in range(len(s)):
                    for j in range(i, len(s)):
                        n = j - i + 1
                        if $allowed:
                            a = i
                            b = j
                            while a < b and s[a] == s[b]:
                                a += 1
                                b -= 1
                            if a >= b:
                                t = $gain
                return $start + t
            """,
        }),
        Algorithm("table", "A piece is a palindrome if its ends agree and its inside is one.", {
            "lists": """
                m = len(s)
                d = [[False] * (m + 1) for _ in range(m + 1)]
                t = 0
                for i in range(m - 1, -1, -1):
                    for j in range(i + 1, m + 1):
                        n = j - i
                        if s[i] == s[j - 1] and (n < 3 or d[i + 1][j - 1]):
                            d[i][j] = True
                            if $allowed:
                                t = $gain
                return $start + t
            """,
        }),
        Algorithm("by-length", "All starts of palindromes of a length, from those two shorter.", {
            "sets": """
                t = 0
                a = set(range(len(s) + 1))
                b = set(range(len(s)))
                n = 0
                while a or b:
                    if n > 0 and $allowed:
                        for _ in a:
                            t = $gain
                    c = {i - 1 for i in a if i > 0 and i + n < len(s) and s[i - 1] == s[i + n]}
                    a = b
                    b = c
                    n += 1
                return $start + t
            """,
        }),
        Algorithm("grow-from-centres", "Grow from each centre while the ends agree.", {
            "indices": """
                t = 0
                for c in range(2 * len(s)):
                    a = c // 2
                    b = (c + 1) // 2
                    while a >= 0 and b < len(s) and s[a] == s[b]:
                        n = b - a + 1
                        if $allowed:
                            t = $gain
                        a -= 1
                        b += 1
                return $start + t
            """,
        }),
        Algorithm("radii", "The radius around each centre from those known to its left; lengths are counted from radii.", {
            "list": """
                w = '|' + '|'.join(s) + '|'
                p = [0] * len(w)
                a = 0
                b = 0
                for i in range(len(w)):
                    if i < b:
                        p[i] = min(b - i, p[2 * a - i])
                    while i - p[i] > 0 and i + p[i] + 1 < len(w) and w[i - p[i] - 1] == w[i + p[i] + 1]:
                        p[i] += 1
                    if i + p[i] > b:
                        a = i
                        b = i + p[i]
                t = 0
                for x in p:
                    for n in range(x, 0, -2):
                        if $allowed:
                            t = $gain
                return $start + t
            """,
        }),
    ),
)


def _borders(rng: Random, _difficulty: Difficulty) -> Drawn:
    m = rng.randint(2, 6)
    r = rng.randrange(m)
    ok = f"n % {m} {rng.choice(['==', '!='])} {r}"
    return {"ok": ok, "agg": phrases.aggregate(rng)}


BORDERS = Family(
    name="borders",
    title="Beginnings that are endings",
    tags=("strings", "periods", "prefix-function"),
    arguments="s: str",
    result="int",
    entries=("borders", "begin_and_end", "overlaps"),
    draw=_borders,
    short="r = all n in 1 .. len(s) - 1 with $ok and s[:n] == s[-n:], rising\nreturn $agg<r>",
    stories=(
        "A border of `s` is a length n from 1 to the length of `s` minus 1 for which the first n letters are also the last n "
        "letters. Only lengths with `$ok` count. Of these lengths, rising, return $agg.",
    ),
    generator="""
        b, c, d = rng.sample('abcdef', 3)
        a = rng.choice([b, b + c, b + b + c, b + b + c + b + b + c, b + c + d + b + c]) if size < 100 else b
        s = a * (size // len(a) + 1)
        s = s[:size]
        if 5 < size < 100 and rng.random() < 0.3:
            i = rng.randrange(size)
            s = s[:i] + c + s[i:size - 1]
        return [s[:size]]
    """,
    sizes=(3600, 3700),
    small=(0, 1, 2, 4, 6, 9, 14, 21),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm("letter-by-letter", "Compare both ends letter by letter for each length.", {
            "indices": """
                out = []
                m = len(s)
                for n in range(1, m):
                    if $ok:
                        i = 0
                        while i < n and s[i] == s[m - n + i]:
                            i += 1
                        if i == n:
                            out.append(n)
                return $agg<out>
            """,
        }),
        Algorithm("slices", "Compare two slices for each length.", {
            "str": """
                out = [n for n in range(1, len(s)) if $ok and s[:n] == s[-n:]]
                return $agg<out>
            """,
            "startswith": """
                out = []
                for i in range(len(s) - 1, 0, -1):
                    n = len(s) - i
                    if $ok and s.startswith(s[i:]):
                        out.append(n)
                return $agg<out>
            """,
        }),
        Algorithm("hashes", "Compare the sums of both ends, weighed by powers; then the ends themselves.", {
            "numbers": """
                out = []
                a = 0
                b = 0
                p = 1
                for i in range(len(s) - 1):
                    a = (a * 31 + ord(s[i])) % 1000000007
                    b = (b + p * ord(s[-1 - i])) % 1000000007
                    p = p * 31 % 1000000007
                    n = i + 1
                    if a == b and $ok and s[:n] == s[-n:]:
                        out.append(n)
                return $agg<out>
            """,
        }),
        Algorithm("extension", "How far each position agrees with the beginning, from what is known further left.", {
            "list": """
                m = len(s)
                d = [0] * m
                a = 0
                b = 0
                for i in range(1, m):
                    if i < b:
                        d[i] = min(b - i, d[i - a])
                    while i + d[i] < m and s[d[i]] == s[i + d[i]]:
                        d[i] += 1
                    if i + d[i] > b:
                        a = i
                        b = i + d[i]
                out = []
                for i in range(m - 1, 0, -1):
                    n = m - i
                    if d[i] == n and $ok:
                        out.append(n)
                return $agg<out>
            """,
        }),
        Algorithm("prefix-function", "The longest border of each beginning; borders of a border are borders.", {
            "list": """
                p = [0] * (len(s) + 1)
                j = 0
                for i in range(1, len(s)):
                    while j and s[i] != s[j]:
                        j = p[j]
                    if s[i] == s[j]:
                        j += 1
                    p[i + 1] = j
                out = []
                n = p[len(s)]
                while n:
                    if $ok:
                        out.append(n)
                    n = p[n]
                out.reverse()
                return $agg<out>
            """,
        }),
    ),
)

FAMILIES = (RUNS, PIECES, PALINDROMES, BORDERS)
