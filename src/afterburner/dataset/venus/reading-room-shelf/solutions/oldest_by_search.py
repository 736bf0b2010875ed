def cellar_walks(requests, sizes):
    result = []
    for size in sizes:
        last_use = {}
        walks = 0
        for time, book in enumerate(requests):
            if book not in last_use:
                walks += 1
                if len(last_use) == size:
                    oldest = min(last_use, key=last_use.get)
                    del last_use[oldest]
            last_use[book] = time
        result.append(walks)
    return result
