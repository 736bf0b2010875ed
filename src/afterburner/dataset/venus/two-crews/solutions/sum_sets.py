n = int(input())
first, second, *rowers = map(int, input().split())
room = n // 2 - 1
sums = [{first}] + [set() for _ in range(room)]
for weight in rowers:
    for size in range(room, 0, -1):
        sums[size] |= {crew + weight for crew in sums[size - 1]}
total = first + second + sum(rowers)
print(min(abs(total - 2 * crew) for crew in sums[room]))
