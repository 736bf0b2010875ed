from heapq import heappush, heapreplace, heappop


def cellar_walks(requests, sizes):
    result = []
    for size in sizes:
        last_use = {}
        heap = []  # (a use, book): one entry for each book on the shelf, maybe not of its last use
        walks = 0
        for time, book in enumerate(requests):
            if book not in last_use:
                walks += 1
                if len(heap) == size:
                    use, oldest = heap[0]
                    while last_use[oldest] != use:
                        heapreplace(heap, (last_use[oldest], oldest))
                        use, oldest = heap[0]
                    heappop(heap)
                    del last_use[oldest]
                heappush(heap, (time, book))
            last_use[book] = time
        result.append(walks)
    return result
