def fullest_section(n, groups):
    changes = [(n, 0)]
    for a, b, p in groups:
        changes.append((a, p))
        changes.append((b + 1, -p))
    changes.sort()
    most = first = amount = 0
    aboard = since = 0
    for section, change in changes:
        if section > since:
            # The sections from since to section - 1 have the load aboard.
            if aboard > most:
                most, first, amount = aboard, since, section - since
            elif aboard == most:
                amount += section - since
            since = section
        aboard += change
    return [most, first, amount]
