"""Graphs: parts that hang together, levels around a start."""

from random import Random

from afterburner.core.problem import Difficulty
from afterburner.dataset.families import phrases
from afterburner.dataset.families.family import Algorithm, Drawn, Family, Steps


def _parts(rng: Random, _difficulty: Difficulty) -> Drawn:
    kind, said = rng.choice(
        [
            ("1", "the number of its nodes"),
            ("u", "the sum of its nodes' numbers"),
            (f"u % {rng.randint(2, 9)}", ""),
            (f"{rng.randint(2, 9)} * u + {rng.randint(1, 9)}", ""),
            (f"(u ^ {rng.randint(1, 31)})", ""),
        ]
    )
    return {"w": kind, "said": said or f"the sum of `{kind}` over its nodes u", "agg": phrases.aggregate(rng)}


PARTS = Family(
    name="connected-parts",
    title="Parts that hang together",
    tags=("graphs", "components", "union-find"),
    arguments="es: list[list[int]], n: int",
    result="int",
    entries=("connected_parts", "component_weights", "parts"),
    draw=_parts,
    short=(
        "nodes 0 .. n - 1, undirected edges es\nr = for each component, by least node: sum of $w over its nodes "
        "u\nreturn $agg<r>"
    ),
    stories=(
        (
            "Nodes have the numbers from 0 to n - 1 (n is `n`), and each pair in `es` joins two of them. Nodes that "
            "are joined, directly "
            "or over others, form a part. A part weighs $said. List the weights of all parts, ordered by the least "
            "number in each; of "
            "these weights, return $agg."
        ),
    ),
    generator="""
        n = size
        m = size * 4 // 5
        es = [[rng.randrange(n), rng.randrange(n)] for _ in range(m)] if n else []
        if size > 100:
            a = list(range(n // 3))
            rng.shuffle(a)
            es += [[a[i], a[i + 1]] for i in range(len(a) - 1)]
            rng.shuffle(es)
        return [es, n]
    """,
    sizes=(1900, 2000),
    steps=Steps.EDGES,
    algorithms=(
        Algorithm(
            "relabel",
            "Give both ends one label; change it everywhere.",
            {
                "list": """
                p = list(range(n))
                for a, b in es:
                    x = p[a]
                    y = p[b]
                    if x != y:
                        for i in range(n):
                            if p[i] == y:
                                p[i] = x
                d = {}
                for u in range(n):
                    d[p[u]] = d.get(p[u], 0) + $w
                out = list(d.values())
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "spread-labels",
            "Let the smaller label win along each edge, until nothing changes.",
            {
                "list": """
                p = list(range(n))
                ok = False
                while not ok:
                    ok = True
                    for a, b in es:
                        if p[a] != p[b]:
                            p[a] = p[b] = min(p[a], p[b])
                            ok = False
                d = {}
                for u in range(n):
                    d[p[u]] = d.get(p[u], 0) + $w
                out = list(d.values())
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "merge-sets",
            "A set for each part; an edge joins two of them.",
            {
                "sets": """
                p = [{u} for u in range(n)]
                for a, b in es:
                    x = p[a]
                    y = p[b]
                    if x is not y:
                        x |= y
                        for u in y:
                            p[u] = x
                out = [sum($w for u in p[v]) for v in range(n) if v == min(p[v])]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "search",
            "Search from each node that was not seen yet.",
            {
                "stack": """
                g = [[] for _ in range(n)]
                for a, b in es:
                    g[a].append(b)
                    g[b].append(a)
                s = [False] * n
                out = []
                for c in range(n):
                    if s[c]:
                        continue
                    s[c] = True
                    q = [c]
                    t = 0
                    while q:
                        u = q.pop()
                        t += $w
                        for v in g[u]:
                            if not s[v]:
                                s[v] = True
                                q.append(v)
                    out.append(t)
                return $agg<out>
            """,
                "queue": """
                from collections import deque
                g = {}
                for a, b in es:
                    g.setdefault(a, []).append(b)
                    g.setdefault(b, []).append(a)
                s = set()
                out = []
                for c in range(n):
                    if c not in s:
                        s.add(c)
                        q = deque([c])
                        t = 0
                        while q:
                            u = q.popleft()
                            t += $w
                            for v in g.get(u, []):
                                if v not in s:
                                    s.add(v)
                                    q.append(v)
                        out.append(t)
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "union-find",
            "Trees of nodes, joined at their roots; the way up is shortened.",
            {
                "list": """
                p = list(range(n))

                def root(u):
                    while p[u] != u:
                        p[u] = p[p[u]]
                        u = p[u]
                    return u

                for a, b in es:
                    a = root(a)
                    b = root(b)
                    if a < b:
                        p[b] = a
                    else:
                        p[a] = b
                d = [0] * n
                for u in range(n):
                    d[root(u)] += $w
                out = [d[u] for u in range(n) if p[u] == u]
                return $agg<out>
            """,
            },
        ),
    ),
)


def _levels(rng: Random, _difficulty: Difficulty) -> Drawn:
    direction = rng.choice(["both", "one"])
    return {
        "agg": phrases.aggregate(rng),
        "none": rng.choice(["-1", "0", "n"]),
        "far": rng.randint(0, 4),
        "said": "can be walked both ways"
        if direction == "both"
        else "can be walked from the first to the second alone",
        "kind": "undirected" if direction == "both" else "directed",
        "both": direction == "both",
    }


LEVELS = Family(
    name="levels",
    title="Levels around a start",
    tags=("graphs", "shortest-paths", "breadth-first"),
    arguments="es: list[list[int]], n: int, k: int",
    result="int",
    entries=("levels", "distances_from", "steps_from_start"),
    draw=_levels,
    short=(
        "nodes 0 .. n - 1, $kind edges es\nr = for each node: least number of steps from k, plus $far; $none if "
        "unreachable\nreturn $agg<r>"
    ),
    stories=(
        (
            "Nodes have the numbers from 0 to n - 1 (n is `n`), and each pair in `es` is a road between two of them "
            "that $said. For "
            "each node, in order, note the least number of roads on a way from node `k` to it plus $far, or $none if "
            "there is no way. "
            "Of these notes, return $agg."
        ),
    ),
    generator="""
        n = size + 1
        es = [[rng.randrange(n), rng.randrange(n)] for _ in range(n)]
        if size > 100:
            a = list(range(n))
            rng.shuffle(a)
            es = []
            for i in range(n - 2, -1, -1):
                es.append([a[i], a[i + 1]])
                es += [[a[i], a[min(n - 1, i + 1 + rng.randrange(4))]] for _ in range(3)]
            return [es, n, a[0]]
        return [es, n, rng.randrange(n)]
    """,
    sizes=(1100, 1150),
    steps=Steps.EDGES,
    algorithms=(
        Algorithm(
            "relax-all",
            "Try to improve along every edge, until nothing changes.",
            {
                "list": """
                d = [n] * n
                d[k] = 0
                ok = False
                while not ok:
                    ok = True
                    for a, b in es:
                        if d[a] + 1 < d[b]:
                            d[b] = d[a] + 1
                            ok = False
                        if $both and d[b] + 1 < d[a]:
                            d[a] = d[b] + 1
                            ok = False
                out = [x + $far if x < n else $none for x in d]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "scan-edges-by-level",
            "For each level look through all edges for the next one.",
            {
                "sets": """
                d = {k: 0}
                w = {k}
                t = 0
                while w:
                    t += 1
                    c = set()
                    for a, b in es:
                        if a in w and b not in d:
                            c.add(b)
                        if $both and b in w and a not in d:
                            c.add(a)
                    for u in c:
                        d[u] = t
                    w = c
                out = [d[u] + $far if u in d else $none for u in range(n)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "nearest-first",
            "A heap of nodes by distance.",
            {
                "heap": """
                from heapq import heappop, heappush
                g = [[] for _ in range(n)]
                for a, b in es:
                    g[a].append(b)
                    if $both:
                        g[b].append(a)
                d = {}
                h = [(0, k)]
                while h:
                    t, u = heappop(h)
                    if u in d:
                        continue
                    d[u] = t
                    for v in g[u]:
                        if v not in d:
                            heappush(h, (t + 1, v))
                out = [d[u] + $far if u in d else $none for u in range(n)]
                return $agg<out>
            """,
            },
        ),
        Algorithm(
            "breadth-first",
            "Neighbours before their neighbours, from a queue.",
            {
                "deque": """
                from collections import deque
                g = [[] for _ in range(n)]
                for a, b in es:
                    g[a].append(b)
                    if $both:
                        g[b].append(a)
                d = [-1] * n
                d[k] = 0
                q = deque([k])
                while q:
                    u = q.popleft()
                    for v in g[u]:
                        if d[v] < 0:
                            d[v] = d[u] + 1
                            q.append(v)
                out = [x + $far if x >= 0 else $none for x in d]
                return $agg<out>
            """,
                "list": """
                g = {}
                for a, b in es:
                    g.setdefault(a, []).append(b)
                    if $both:
                        g.setdefault(b, []).append(a)
                d = {k: 0}
                q = [k]
                for u in q:
                    for v in g.get(u, []):
                        if v not in d:
                            d[v] = d[u] + 1
                            q.append(v)
                out = []
                for u in range(n):
                    if u in d:
                        out.append(d[u] + $far)
                    else:
                        out.append($none)
                return $agg<out>
            """,
            },
        ),
    ),
)

FAMILIES = (PARTS, LEVELS)
