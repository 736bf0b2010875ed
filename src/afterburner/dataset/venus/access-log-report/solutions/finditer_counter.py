import re
import sys
from collections import Counter

RECORD = re.compile(r'^(\S+) [^"\n]*"[^"\n]*" (\d{3}) (\d+|-)$', re.MULTILINE)

first, _, log = sys.stdin.read().partition("\n")
records = RECORD.findall(log)
lines = log.count("\n") + (1 if log and not log.endswith("\n") else 0)
hosts = Counter(record[0] for record in records)
statuses = Counter(record[1] for record in records)
print("requests", len(records))
print("damaged", lines - len(records))
print("bytes", sum(int(record[2]) for record in records if record[2] != "-"))
for status, count in sorted(statuses.items()):
    print("status", status, count)
for host, count in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[: int(first)]:
    print("host", host, count)
