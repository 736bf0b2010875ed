"""Texts as heaps of letters: rearranged windows, and neighbours that vanish."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _rearranged(rng: Random, _difficulty: Difficulty) -> Drawn:
    letters = "".join(rng.choice("aabbcd") for _ in range(rng.randint(2, 9)))
    return {"word": "".join(sorted(letters)), "n": len(letters), "agg": phrases.aggregate(rng), "c": rng.randint(0, 9)}


REARRANGED = Family(
    name="rearranged-windows",
    title="Windows with the letters of a word",
    tags=("strings", "windows", "anagrams"),
    arguments="s: str, k: int",
    result="int",
    entries=("rearranged", "find_rearranged", "anagram_places"),
    draw=_rearranged,
    short=(
        "w = '$word' repeated k times\nr = i + $c for each i where s[i:i + len(w)] has the letters of w in any "
        "order\nreturn $agg<r>"
    ),
    stories=(
        (
            "Take the word '$word' repeated `k` times. Find all positions of `s` where a piece of the same length "
            "begins that has "
            "exactly these letters, in any order. Add $c to each position; of the results, rising, return $agg."
        ),
    ),
    generator="""
        k = rng.randint(1, 2) if size < 100 else 40 // $n
        w = list('$word' * (size // $n + 1))
        a = rng.randint(1, 3) * $n
        out = []
        for i in range(0, len(w), a):
            c = w[i:i + a]
            rng.shuffle(c)
            out += c
        if size > 25:
            for _ in range(1 + size // 200):
                out[rng.randrange(size)] = rng.choice('abcd')
        return [''.join(out)[:size], k]
    """,
    sizes=(20000, 20400),
    small=(0, 1, 4, 9, 15, 22, 30, 40),
    steps=Steps.TURNED,
    algorithms=(
        Algorithm(
            "strike-out",
            "Strike each letter of the piece out of a list of the word's.",
            {
                "list": """
                w = '$word' * k
                out = []
                for i in range(len(s) - len(w) + 1):
                    a = list(w)
                    for c in s[i:i + len(w)]:
                        if c not in a:
                            break
                        a.remove(c)
                    if not a:
                        out.append(i + $c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sort-each",
            "Sort the letters of each piece.",
            {
                "str": """
                w = sorted('$word' * k)
                n = len(w)
                out = []
                for i in range(len(s) - n + 1):
                    if sorted(s[i:i + n]) == w:
                        out.append(i + $c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "count-each",
            "Count the letters of each piece.",
            {
                "counter": """
                from collections import Counter
                d = Counter('$word' * k)
                n = $n * k
                out = [i + $c for i in range(len(s) - n + 1) if Counter(s[i:i + n]) == d]
                return $agg<out>
            """,
                "count": """
                w = '$word' * k
                n = len(w)
                d = [(c, w.count(c)) for c in sorted(set(w))]
                out = []
                for i in range(len(s) - n + 1):
                    a = s[i:i + n]
                    ok = True
                    for c, m in d:
                        if a.count(c) != m:
                            ok = False
                            break
                    if ok:
                        out.append(i + $c)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "sliding-counts",
            "Keep how far the counts of the window are off.",
            {
                "dict": """
                n = $n * k
                d = {}
                for c in '$word':
                    d[c] = d.get(c, 0) - k
                t = len(d)
                out = []
                for i, c in enumerate(s):
                    y = d.get(c, 0)
                    t += (y + 1 != 0) - (y != 0)
                    d[c] = y + 1
                    if i >= n:
                        c = s[i - n]
                        y = d[c]
                        t += (y - 1 != 0) - (y != 0)
                        d[c] = y - 1
                    if t == 0:
                        out.append(i - n + 1 + $c)
                return $agg<out>
            """,
                "array": """
                n = $n * k
                d = [0] * 128
                for c in '$word':
                    d[ord(c)] -= k
                t = sum(1 for y in d if y != 0)
                out = []
                for i in range(len(s)):
                    j = ord(s[i])
                    d[j] += 1
                    if d[j] == 0:
                        t -= 1
                    elif d[j] == 1:
                        t += 1
                    if i >= n:
                        j = ord(s[i - n])
                        d[j] -= 1
                        if d[j] == 0:
                            t -= 1
                        elif d[j] == -1:
                            t += 1
                    if t == 0:
                        out.append(i - n + 1 + $c)
                return $agg<out>
            """,
            },
        ),
    ),
)


def _vanishing(rng: Random, _difficulty: Difficulty) -> Drawn:
    letters = rng.sample("abcdef", 4)
    pairs = ["".join(letters[:2]), "".join(letters[2:])]
    if rng.choice([True, False, False]):
        pairs = pairs[:1]
    a, b = rng.randint(1, 9), rng.randint(0, 9)
    return {
        "pairs": repr(sorted(pairs)),
        "opens": repr("".join(pair[0] for pair in sorted(pairs))),
        "partner": repr({pair[1]: pair[0] for pair in sorted(pairs)}),
        "said": " and ".join(sorted(pairs)),
        "any": "|".join(sorted(pairs)),
        "a": a,
        "b": b,
        "letters": "".join(letters),
        "step": "\n".join(f"s = s.replace('{pair}', '')" for pair in sorted(pairs)).replace("\n", "; "),
    }


VANISHING = Family(
    name="vanishing-pairs",
    title="Neighbours that vanish",
    tags=("strings", "stack", "brackets"),
    arguments="s: str",
    result="str",
    entries=("remove_pairs", "vanish", "reduce_text"),
    draw=_vanishing,
    short=(
        "remove neighbours $said from s until there are none\nmove first $a letters of the rest to end, cut to its "
        "length minus $b"
    ),
    stories=(
        (
            "Wherever one of the pairs $said stands in `s`, as two neighbouring letters in this order, both vanish, and the rest "
            "closes up; so it goes on until no such pair is left. Move the first $a letters of what remains to its end, and then "
            "cut off the last $b letters (all, if there are fewer)."
        ),
    ),
    generator="""
        p = $pairs
        s = []
        q = []
        if size > 100:
            for _ in range(size // 3):
                a = rng.choice(p)
                s.append(a[0])
                q.append(a[1])
            while q:
                s.append(q.pop())
        while len(s) < size:
            if q and rng.random() < 0.5:
                s.append(q.pop())
            elif rng.random() < 0.6:
                a = rng.choice(p)
                s.append(a[0])
                q.append(a[1])
            else:
                s.append(rng.choice('$letters'))
        return [''.join(s[:size])]
    """,
    sizes=(6000, 6200),
    small=(0, 1, 4, 9, 15, 22, 30, 40),
    steps=Steps.TURNED,
    algorithms=(
        Algorithm(
            "remove-first",
            "Find one pair, remove it, and start anew.",
            {
                "list": """
                p = $pairs
                a = list(s)
                i = 0
                while i + 1 < len(a):
                    if a[i] + a[i + 1] in p:
                        del a[i:i + 2]
                        i = 0
                    else:
                        i += 1
                s = ''.join(a)
                return (s[$a:] + s[:$a])[:max(0, len(s) - $b)]
            """,
                "str": """
                p = $pairs
                i = 0
                while i + 1 < len(s):
                    if s[i:i + 2] in p:
                        s = s[:i] + s[i + 2:]
                        i = 0
                    else:
                        i += 1
                return (s[$a:] + s[:$a])[:max(0, len(s) - $b)]
            """,
            },
        ),
        Algorithm(
            "replace-all",
            "Replace all pairs at once, until nothing changes.",
            {
                "replace": """
                n = -1
                while n != len(s):
                    n = len(s)
                    $step
                return (s[$a:] + s[:$a])[:max(0, len(s) - $b)]
            """,
                "regex": """
                import re
                c = 1
                while c:
                    s, c = re.subn('$any', '', s)
                return (s[$a:] + s[:$a])[:max(0, len(s) - $b)]
            """,
            },
        ),
        Algorithm(
            "growing-text",
            "A text as a stack: letters are added and cut off at its end.",
            {
                "str": """
                p = $pairs
                w = ''
                for c in s:
                    if w and w[-1] + c in p:
                        w = w[:-1]
                    else:
                        w = w + c
                return (w[$a:] + w[:$a])[:max(0, len(w) - $b)]
            """,
            },
        ),
        Algorithm(
            "stack",
            "Push letters; one that closes the pair on top takes it away.",
            {
                "list": """
                d = $partner
                q = []
                for c in s:
                    if q and q[-1] == d.get(c):
                        q.pop()
                    else:
                        q.append(c)
                s = ''.join(q)
                return (s[$a:] + s[:$a])[:max(0, len(s) - $b)]
            """,
                "array": """
                d = $partner
                a = [''] * len(s)
                n = 0
                for c in s:
                    if n and a[n - 1] == d.get(c):
                        n -= 1
                    else:
                        a[n] = c
                        n += 1
                s = ''.join(a[:n])
                return (s[$a:] + s[:$a])[:max(0, n - $b)]
            """,
            },
        ),
    ),
)

FAMILIES = (REARRANGED, VANISHING)
