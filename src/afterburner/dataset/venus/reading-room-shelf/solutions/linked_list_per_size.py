def cellar_walks(requests, sizes):
    number_of = {}
    numbers = [number_of.setdefault(book, len(number_of)) for book in requests]
    end = len(number_of)  # the ring's joint: after it the longest unused, before it the last used
    result = []
    for size in sizes:
        before = [-1] * end + [end]
        after = [-1] * end + [end]
        held = walks = 0
        for book in numbers:
            if before[book] >= 0:
                left, right = before[book], after[book]
                after[left] = right
                before[right] = left
            else:
                walks += 1
                if held == size:
                    oldest = after[end]
                    after[end] = after[oldest]
                    before[after[end]] = end
                    before[oldest] = -1
                else:
                    held += 1
            last = before[end]
            after[last] = book
            before[book] = last
            after[book] = end
            before[end] = book
        result.append(walks)
    return result
