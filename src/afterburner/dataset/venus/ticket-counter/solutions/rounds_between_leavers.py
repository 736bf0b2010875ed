import sys


def main():
    data = sys.stdin.buffer.read().split()
    n = int(data[0])
    here = list(zip(map(int, data[1:]), range(1, n + 1)))
    minute = 0
    sold = 0
    lines = []
    for tickets in sorted({wants for wants, _ in here}):
        # The rounds in which nobody leaves, then the one in which these customers do.
        minute += (tickets - sold - 1) * len(here)
        sold = tickets
        lines += [
            f"{customer} {at}"
            for at, (wants, customer) in enumerate(here, minute + 1)
            if wants == tickets
        ]
        minute += len(here)
        here = [pair for pair in here if pair[0] > tickets]
    print("\n".join(lines))


main()
