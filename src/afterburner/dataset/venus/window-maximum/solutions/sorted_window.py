from bisect import bisect_left, insort


def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    window = sorted(numbers[:k])
    answers = [window[-1]]
    for i in range(k, n):
        del window[bisect_left(window, numbers[i - k])]
        insort(window, numbers[i])
        answers.append(window[-1])
    print("\n".join(map(str, answers)))


main()
