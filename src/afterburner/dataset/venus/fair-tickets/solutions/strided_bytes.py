a, b = map(int, input().split())
up = bytes(range(1, 256)) + b"\0"  # table that adds one to every byte
sums = bytes(1)
while len(sums) <= b:
    parts = [sums]
    for _digit in range(9):
        parts.append(parts[-1].translate(up))
    sums = b"".join(parts)
sums = sums[:b + 1]
fair = 0
for digits in range(1, 55):
    first = (a + digits - 1) // digits * digits
    fair += sums[first::digits].count(digits)
print(fair)
