import sys


def singers_in(mask):
    """Return the numbers of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    near = [0] * (n + 1)
    for _ in range(m):
        a, b = map(int, read().split())
        near[a] |= 1 << b
        near[b] |= 1 << a
    waiting = (1 << (n + 1)) - 2
    letters = ["A"] * (n + 1)
    while waiting:
        wave = waiting & -waiting
        letter = "A"
        while wave:
            waiting &= ~wave
            around = 0
            for singer in singers_in(wave):
                letters[singer] = letter
                around |= near[singer]
            if around & wave:
                print("impossible")
                return
            wave = around & waiting
            letter = "B" if letter == "A" else "A"
    print("".join(letters[1:]))


main()
