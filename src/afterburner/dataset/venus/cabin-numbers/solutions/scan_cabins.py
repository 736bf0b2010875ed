def cabins_of(stays):
    cabins = [0] * len(stays)
    free_from = []
    for guest in sorted(range(len(stays)), key=lambda guest: stays[guest][0]):
        arrival, departure = stays[guest]
        for cabin, day in enumerate(free_from):
            if day <= arrival:
                free_from[cabin] = departure
                break
        else:
            cabin = len(free_from)
            free_from.append(departure)
        cabins[guest] = cabin + 1
    return cabins
