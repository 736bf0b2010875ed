def main():
    n, k = map(int, input().split())
    numbers = list(map(int, input().split()))
    front = []  # maxima of the older part, the oldest on top
    back = []  # plain values of the newer part
    back_maximum = None
    answers = []
    for i, x in enumerate(numbers):
        if i >= k:
            if not front:
                largest = back[-1]
                while back:
                    value = back.pop()
                    if value > largest:
                        largest = value
                    front.append(largest)
                back_maximum = None
            front.pop()
        back.append(x)
        if back_maximum is None or x > back_maximum:
            back_maximum = x
        if i >= k - 1:
            if front and front[-1] > back_maximum:
                answers.append(front[-1])
            else:
                answers.append(back_maximum)
    print("\n".join(map(str, answers)))


main()
