import re
import sys
from collections import Counter

data = sys.stdin.read().lower().split("\n")
n, q = map(int, data[0].split())
text = data[1 : n + 1]
counts = Counter(re.findall("[a-z]+", "\n".join(text)))
first = {}
for number in range(n, 0, -1):
    first.update(dict.fromkeys(re.findall("[a-z]+", text[number - 1]), number))
print(len(counts))
for query in data[n + 1 : n + 1 + q]:
    query = query.strip()
    print(query, counts[query], first.get(query, "-"))
