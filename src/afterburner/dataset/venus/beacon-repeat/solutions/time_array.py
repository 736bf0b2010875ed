from array import array


def main():
    m, a, b, c, x = map(int, input().split())
    first_time = array("i", [-1]) * m
    time = 0
    while first_time[x] < 0:
        first_time[x] = time
        x = ((a * x + b) * x + c) % m
        time += 1
    print(first_time[x], time - first_time[x])


main()
