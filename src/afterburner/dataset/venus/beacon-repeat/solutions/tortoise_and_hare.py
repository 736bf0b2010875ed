def main():
    m, a, b, c, x = map(int, input().split())

    def after(v):
        return ((a * v + b) * v + c) % m

    tortoise = after(x)
    hare = after(tortoise)
    while tortoise != hare:
        tortoise = after(tortoise)
        hare = after(after(hare))
    lead_in = 0
    tortoise = x
    while tortoise != hare:
        tortoise = after(tortoise)
        hare = after(hare)
        lead_in += 1
    loop = 1
    hare = after(tortoise)
    while hare != tortoise:
        hare = after(hare)
        loop += 1
    print(lead_in, loop)


main()
