def cellar_walks(requests, sizes):
    result = []
    for size in sizes:
        shelf = []
        walks = 0
        for book in requests:
            if book in shelf:
                shelf.remove(book)
            else:
                walks += 1
                if len(shelf) == size:
                    shelf.pop(0)
            shelf.append(book)
        result.append(walks)
    return result
