import re
import sys

LINE = re.compile(r'(\S+) \S+ \S+ \[.*\] "\S+ \S+ \S+" (\d\d\d) (\d+|-)$')


def add(names, counts, name):
    if name in names:
        counts[names.index(name)] += 1
    else:
        names.append(name)
        counts.append(1)


top = int(sys.stdin.readline())
host_names, host_counts = [], []
status_names, status_counts = [], []
requests = damaged = total = 0
for line in sys.stdin:
    match = LINE.match(line)
    if not match:
        damaged += 1
        continue
    host, status, size = match.groups()
    requests += 1
    if size != "-":
        total += int(size)
    add(host_names, host_counts, host)
    add(status_names, status_counts, status)

print("requests", requests)
print("damaged", damaged)
print("bytes", total)
for status, count in sorted(zip(status_names, status_counts)):
    print("status", status, count)
ranking = sorted(zip(host_names, host_counts), key=lambda pair: (-pair[1], pair[0]))
for host, count in ranking[:top]:
    print("host", host, count)
