def main():
    rows, cols = map(int, input().split())
    far = rows * cols + 1
    width = cols + 2
    text = "#" * width + "".join("#" + input().strip() + "#" for _ in range(rows)) + "#" * width
    steps = [far] * len(text)
    steps[text.index("S")] = 0
    cells = [i for i, ch in enumerate(text) if ch != "#"]
    changed = True
    while changed:
        changed = False
        for i in cells:
            best = min(steps[i - 1], steps[i + 1], steps[i - width], steps[i + width]) + 1
            if best < steps[i]:
                steps[i] = best
                changed = True
        cells.reverse()
    answer = steps[text.index("G")]
    print(answer if answer < far else -1)


main()
