import heapq
import sys


def main():
    stream = sys.stdin.buffer
    top = int(stream.readline())
    hosts = {}
    tails = {}
    damaged = 0
    for line in stream:
        request = line.rfind(b'" ')
        if request < 0 or line.count(b" ", request) != 2:
            damaged += 1
            continue
        host = line[: line.find(b" ")]
        hosts[host] = hosts.get(host, 0) + 1
        tail = line[request + 2 :]
        tails[tail] = tails.get(tail, 0) + 1
    statuses = {}
    total = requests = 0
    for tail, count in tails.items():
        status, size = tail.split()
        statuses[status] = statuses.get(status, 0) + count
        requests += count
        if size != b"-":
            total += int(size) * count
    out = [b"requests %d" % requests, b"damaged %d" % damaged, b"bytes %d" % total]
    out += [b"status %s %d" % (status, statuses[status]) for status in sorted(statuses)]
    best = heapq.nsmallest(top, ((-count, host) for host, count in hosts.items()))
    out += [b"host %s %d" % (host, -count) for count, host in best]
    sys.stdout.buffer.write(b"\n".join(out) + b"\n")


main()
