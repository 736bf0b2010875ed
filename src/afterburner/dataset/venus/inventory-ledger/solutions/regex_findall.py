import re
import sys
from collections import defaultdict

rows = re.findall(r"([^,\n]+),([^,]+),(in|out),(\d+)", sys.stdin.read())
seen = set()
stock = defaultdict(int)
active = set()
refused = 0
for tid, item, direction, quantity in rows:
    if tid in seen:
        continue
    seen.add(tid)
    change = int(quantity)
    if direction == "out":
        change = -change
    if stock[item] + change < 0:
        refused += 1
    else:
        stock[item] += change
        active.add(item)
print(len(seen) - refused, refused, len(rows) - len(seen))
for item in sorted(active):
    print(item, stock[item])
