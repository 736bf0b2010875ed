import re


def borders(row, side):
    place = 0
    for number, letter in re.findall(r"(\d+)([a-z])", row):
        yield place, side, letter
        place += int(number)
    yield place, side, ""


def main():
    events = sorted([*borders(input(), 0), *borders(input(), 1)])
    colours = ["", ""]
    before = 0
    different = 0
    for place, side, letter in events:
        if colours[0] != colours[1]:
            different += place - before
        colours[side] = letter
        before = place
    print(different)


main()
