from itertools import accumulate


def switching_effort(settings, on_effort, off_effort):
    ons = offs = 0
    for column in zip(*[format(setting, "030b") for setting in settings]):
        text = "".join(column)
        dark_before = list(accumulate(map(len, text.split("1"))))
        dark = dark_before.pop()
        up = sum(dark_before)
        ons += up
        offs += dark * len(dark_before) - up
    return on_effort * ons + off_effort * offs
