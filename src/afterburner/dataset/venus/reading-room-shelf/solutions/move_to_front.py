def cellar_walks(requests, sizes):
    latest_first = []
    served_from = [0] * (len(requests) + 2)
    known = set()
    for book in requests:
        if book in known:
            place = latest_first.index(book)
            del latest_first[place]
            served_from[place + 1] += 1
        else:
            known.add(book)
        latest_first.insert(0, book)
    for size in range(1, len(served_from)):
        served_from[size] += served_from[size - 1]
    return [len(requests) - served_from[min(size, len(requests))] for size in sizes]
