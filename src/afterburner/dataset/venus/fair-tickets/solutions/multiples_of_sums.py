def main():
    a, b = map(int, input().split())
    sums = list(range(10))
    for tens in range(1, b // 10 + 1):
        high = sums[tens]
        sums.extend(range(high, high + 10))
    fair = 0
    for digits in range(1, 55):
        first = (a + digits - 1) // digits * digits
        for multiple in range(first, b + 1, digits):
            if sums[multiple] == digits:
                fair += 1
    print(fair)


main()
