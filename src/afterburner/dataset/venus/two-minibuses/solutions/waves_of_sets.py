n, m = map(int, input().split())
near = [set() for _ in range(n + 1)]
for _ in range(m):
    a, b = map(int, input().split())
    near[a].add(b)
    near[b].add(a)
seated = {"A": set(), "B": set()}
waiting = set(range(1, n + 1))
possible = True
for first in range(1, n + 1):
    if first not in waiting:
        continue
    wave = {first}
    waiting.remove(first)
    letter, other_letter = "A", "B"
    while wave:
        seated[letter] |= wave
        around = set().union(*[near[singer] for singer in wave])
        if around & wave:
            possible = False
            break
        wave = around & waiting
        waiting -= wave
        letter, other_letter = other_letter, letter
print("".join("A" if i in seated["A"] else "B" for i in range(1, n + 1)) if possible else "impossible")
