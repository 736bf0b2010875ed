def fullest_section(n, groups):
    boarding = sorted([(a, p) for a, _, p in groups])
    leaving = sorted([(b + 1, p) for _, b, p in groups])
    boarding.append((n, 0))
    leaving.append((n, 0))
    i = j = 0
    place = aboard = 0
    most, first, amount = -1, 0, 0
    while place < n:
        while boarding[i][0] == place:
            aboard += boarding[i][1]
            i += 1
        while leaving[j][0] == place:
            aboard -= leaving[j][1]
            j += 1
        after = min(boarding[i][0], leaving[j][0])
        if aboard > most:
            most, first, amount = aboard, place, after - place
        elif aboard == most:
            amount += after - place
        place = after
    return [most, first, amount]
