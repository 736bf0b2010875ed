def minutes(count):
    found = set()
    for _ in range(count):
        s, e = map(int, input().split())
        found.update(range(s, e))
    return found


n, m = map(int, input().split())
common = sorted(minutes(n) & minutes(m))
longest = run = 0
before = -2
for minute in common:
    run = run + 1 if minute == before + 1 else 1
    longest = max(longest, run)
    before = minute
print(len(common), longest)
