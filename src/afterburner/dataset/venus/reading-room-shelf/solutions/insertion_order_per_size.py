def cellar_walks(requests, sizes):
    walks_of = {}
    for size in set(sizes):
        shelf = {}
        walks = 0
        for book in requests:
            if shelf.pop(book, None) is None:
                walks += 1
                if len(shelf) == size:
                    del shelf[next(iter(shelf))]
            shelf[book] = True
        walks_of[size] = walks
    return [walks_of[size] for size in sizes]
