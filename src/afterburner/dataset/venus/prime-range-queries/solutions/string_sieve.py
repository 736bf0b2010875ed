import sys


def main():
    n, q = map(int, input().split())
    marks = bytearray(b"p") * (n + 1)
    marks[0] = ord("-")
    marks[1] = ord("-")
    for i in range(2, int(n**0.5) + 1):
        if marks[i] == ord("p"):
            marks[i * i : n + 1 : i] = b"-" * len(range(i * i, n + 1, i))
    text = marks.decode()
    for line in sys.stdin:
        a, b = map(int, line.split())
        print(text.count("p", a, b + 1), max(text.rfind("p", a, b + 1), 0))


main()
