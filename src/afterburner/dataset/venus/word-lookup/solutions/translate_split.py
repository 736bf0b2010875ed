import sys


def main():
    table = bytearray(b" " * 256)
    for code in range(26):
        table[ord("a") + code] = ord("a") + code
        table[ord("A") + code] = ord("a") + code
    header, _, rest = sys.stdin.buffer.read().partition(b"\n")
    n, q = map(int, header.split())
    lines = rest.split(b"\n")
    counts = {}
    first = {}
    for number in range(n):
        words = lines[number].translate(table).split()
        for word in words:
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
                first[word] = number + 1
    out = [b"%d" % len(counts)]
    for query in lines[n : n + q]:
        query = query.strip().lower()
        if query in counts:
            out.append(b"%s %d %d" % (query, counts[query], first[query]))
        else:
            out.append(query + b" 0 -")
    sys.stdout.buffer.write(b"\n".join(out) + b"\n")


main()
