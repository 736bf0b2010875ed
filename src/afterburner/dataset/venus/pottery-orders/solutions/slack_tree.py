import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    size = 1 << n.bit_length()
    # lowest[v]: the fewest spare days up to any day of node v, but for what is added above v; more[v] is added on v
    lowest = [0] * size + list(range(size))
    for node in range(size - 1, 0, -1):
        lowest[node] = lowest[2 * node]
    more = [0] * (2 * size)

    def fewest_from(day):
        """The fewest spare days up to any day from this one on."""
        node = day + size
        found = lowest[node]
        while node > 1:
            if node % 2 == 0:
                found = min(found, lowest[node + 1])
            node //= 2
            found += more[node]
        return found

    def use_up(day):
        """One day less is spare up to this day and up to all later ones."""
        node = day + size
        lowest[node] -= 1
        while node > 1:
            if node % 2 == 0:
                lowest[node + 1] -= 1
                more[node + 1] -= 1
            node //= 2
            lowest[node] = min(lowest[2 * node], lowest[2 * node + 1]) + more[node]

    total = declined = 0
    for price, day in sorted(zip(numbers[1::2], numbers[::2]), reverse=True):
        day = min(day, n)
        if fewest_from(day) > 0:
            use_up(day)
            total += price
        else:
            declined += 1
    print(total, declined)


main()
