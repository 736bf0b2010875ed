import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n = data[0]
    # Index n stands for the place above the hub; it takes no time and jumps to itself.
    jump = [n if parent < 0 else parent for parent in data[1:n + 1]] + [n]
    times = data[n + 1:] + [0]
    while min(jump) < n:
        times = [time + times[target] for time, target in zip(times, jump)]
        jump = [jump[target] for target in jump]
    times.pop()
    print("\n".join(map(str, times)))


main()
