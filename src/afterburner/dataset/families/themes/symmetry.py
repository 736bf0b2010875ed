"""Texts that agree with themselves: palindromes, beginnings that are endings."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _palindromes(rng: Random, _difficulty: Difficulty) -> Drawn:
    least = rng.randint(1, 5)
    parity, said = rng.choice([(None, ""), (1, "odd"), (0, "even")])
    gain, goal = rng.choice(
        [
            ("t + 1", "the number"),
            ("max(t, n)", "the greatest length"),
            ("t + n", "the sum of the lengths"),
            (f"t + n * n % {least + 6}", f"the sum of n * n % {least + 6} over the lengths n"),
        ]
    )
    allowed = f"n >= {least}" + ("" if parity is None else f" and n % 2 == {parity}")
    return {
        "allowed": allowed,
        "gain": gain,
        "goal": goal,
        "least": least,
        "said": f"of {said} length" if said else "",
        "start": rng.randint(0, 20),
    }


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
        (
            "A piece `s[i:j]` with i < j counts if it reads the same backwards and its length n satisfies `$allowed`; "
            "equal pieces at "
            "different places count separately. Return $start plus $goal of the pieces that count (0 if there are none)."
        ),
    ),
    generator="""
        a = rng.sample('abcdef', rng.randint(1, 3) if size < 100 else 2)
        return [''.join(rng.choice(a) for _ in range(size))]
    """,
    sizes=(800, 820),
    steps=Steps.LETTERS,
    algorithms=(
        Algorithm(
            "reverse-each",
            "Compare each piece with its reverse.",
            {
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
            },
        ),
        Algorithm(
            "table",
            "A piece is a palindrome if its ends agree and its inside is one.",
            {
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
            },
        ),
        Algorithm(
            "by-length",
            "All starts of palindromes of a length, from those two shorter.",
            {
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
            },
        ),
        Algorithm(
            "grow-from-centres",
            "Grow from each centre while the ends agree.",
            {
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
            },
        ),
        Algorithm(
            "radii",
            "The radius around each centre from those known to its left; lengths are counted from radii.",
            {
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
            },
        ),
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
        (
            "A border of `s` is a length n from 1 to the length of `s` minus 1 for which the first n letters are also the last n "
            "letters. Only lengths with `$ok` count. Of these lengths, rising, return $agg."
        ),
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
        Algorithm(
            "letter-by-letter",
            "Compare both ends letter by letter for each length.",
            {
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
            },
        ),
        Algorithm(
            "slices",
            "Compare two slices for each length.",
            {
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
            },
        ),
        Algorithm(
            "hashes",
            "Compare the sums of both ends, weighed by powers; then the ends themselves.",
            {
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
            },
        ),
        Algorithm(
            "extension",
            "How far each position agrees with the beginning, from what is known further left.",
            {
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
            },
        ),
        Algorithm(
            "prefix-function",
            "The longest border of each beginning; borders of a border are borders.",
            {
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
            },
        ),
    ),
)


FAMILIES = (
    PALINDROMES,
    BORDERS,
)
