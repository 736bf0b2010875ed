def main():
    a, b = map(int, input().split())
    fair = 0
    open_nodes = [(digit, digit) for digit in range(1, 10)]
    while open_nodes:
        number, digits = open_nodes.pop()
        if number > b:
            continue
        if number >= a and number % digits == 0:
            fair += 1
        if 10 * number <= b:
            for digit in range(10):
                open_nodes.append((10 * number + digit, digits + digit))
    print(fair)


main()
