def switching_effort(settings, on_effort, off_effort):
    total = 0
    for j, new in enumerate(settings):
        for i in range(j):
            old = settings[i]
            total += on_effort * (new & ~old).bit_count() + off_effort * (old & ~new).bit_count()
    return total
