import sys

n, m = map(int, input().split())
sys.setrecursionlimit(2 * n + 1000)
quarrels = {}
for _ in range(m):
    a, b = map(int, input().split())
    quarrels.setdefault(a, set()).add(b)
    quarrels.setdefault(b, set()).add(a)
bus = {}


def seat(singer, letter):
    if singer in bus:
        return bus[singer] == letter
    bus[singer] = letter
    other_letter = "B" if letter == "A" else "A"
    for other in quarrels.get(singer, ()):
        if not seat(other, other_letter):
            return False
    return True


possible = True
for singer in range(1, n + 1):
    if singer not in bus and not seat(singer, "A"):
        possible = False
        break
print("".join(bus[singer] for singer in range(1, n + 1)) if possible else "impossible")
