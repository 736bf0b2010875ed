def main():
    n, q = map(int, input().split())
    text = [input() for _ in range(n)]
    queries = [input().strip() for _ in range(q)]
    # TODO: print the number of different words, then one answer per query


main()
