def main():
    a, b = map(int, input().split())
    wheels = [int(digit) for digit in reversed(str(a).rjust(8, "0"))]
    total = sum(wheels)
    fair = 0
    for number in range(a, b + 1):
        if number % total == 0:
            fair += 1
        place = 0
        while wheels[place] == 9:
            wheels[place] = 0
            total -= 9
            place += 1
        wheels[place] += 1
        total += 1
    print(fair)


main()
