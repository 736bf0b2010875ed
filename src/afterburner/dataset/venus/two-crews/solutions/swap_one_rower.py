def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    m = len(rowers)
    k = n // 2 - 1
    # Revolving-door order: c holds the chosen indices, ascending, c[k] is a guard.
    c = [*range(k), m]
    difference = first - second - sum(rowers) + 2 * sum(rowers[:k])
    best = abs(difference)
    while k:
        if k % 2 and c[0] + 1 < c[1]:
            out = c[0]
            c[0] = into = out + 1
        elif k % 2 == 0 and c[0] > 0:
            out = c[0]
            c[0] = into = out - 1
        else:
            j = 1
            lower = k % 2 == 1  # try to lower c[j] first, or to raise it
            while j < k:
                if lower and c[j] >= j + 1:
                    out = c[j]
                    c[j] = c[j - 1]
                    c[j - 1] = into = j - 1
                    break
                if not lower and c[j] + 1 < c[j + 1]:
                    out = c[j - 1]
                    c[j - 1] = c[j]
                    c[j] = into = c[j] + 1
                    break
                j += 1
                lower = not lower
            else:
                break
        difference += 2 * (rowers[into] - rowers[out])
        if abs(difference) < best:
            best = abs(difference)
    print(best)


main()
