import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    marks = []  # (position, question, sign)
    place = 2 + n
    for question in range(q):
        marks.append((data[place] - 1, question, -1))
        marks.append((data[place + 1], question, 1))
        place += 2
    marks.sort()
    answers = [0] * q
    total = 0
    done = 0
    for position, question, sign in marks:
        while done < position:
            total += data[2 + done]
            done += 1
        answers[question] += sign * total
    print("\n".join(map(str, answers)))


main()
