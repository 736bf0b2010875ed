def switching_effort(settings, on_effort, off_effort):
    before = [[0] * 30]
    for setting in settings:
        row = [count + (setting >> lamp & 1) for lamp, count in enumerate(before[-1])]
        before.append(row)
    total = 0
    for i, setting in enumerate(settings):
        row = before[i]
        after = before[i + 1]
        for lamp in range(30):
            if after[lamp] > row[lamp]:
                total += on_effort * (i - row[lamp])
            else:
                total += off_effort * row[lamp]
    return total
