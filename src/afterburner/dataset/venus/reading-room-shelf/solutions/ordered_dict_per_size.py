from collections import OrderedDict


def walks_with(requests, size):
    shelf = OrderedDict()
    walks = 0
    for book in requests:
        if book in shelf:
            shelf.move_to_end(book)
        else:
            walks += 1
            if len(shelf) == size:
                shelf.popitem(last=False)
            shelf[book] = None
    return walks


def cellar_walks(requests, sizes):
    return [walks_with(requests, size) for size in sizes]
