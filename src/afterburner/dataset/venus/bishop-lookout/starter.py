def main():
    rows, columns = map(int, input().split())
    board = [list(map(int, input().split())) for _ in range(rows)]
    # TODO: print the largest sum of the squares that a bishop sees, and its row and column


main()
