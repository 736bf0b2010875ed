import sys


def main():
    data = sys.stdin.buffer.read().split()
    n, k = int(data[0]), int(data[1])
    numbers = list(map(int, data[2:2 + n]))
    values = [0] * n
    places = [0] * n
    head, tail = 0, 0  # the queue is values[head:tail]
    answers = [0] * n
    for i, x in enumerate(numbers):
        while tail > head and values[tail - 1] <= x:
            tail -= 1
        values[tail] = x
        places[tail] = i
        tail += 1
        if places[head] == i - k:
            head += 1
        answers[i] = values[head]
    sys.stdout.write("\n".join(map(str, answers[k - 1:])) + "\n")


main()
