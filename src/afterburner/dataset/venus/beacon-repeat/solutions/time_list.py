def main():
    m, a, b, c, x = map(int, input().split())
    first_time = [None] * m
    time = 0
    while first_time[x] is None:
        first_time[x] = time
        x = (a * x * x + b * x + c) % m
        time += 1
    print(first_time[x], time - first_time[x])


main()
