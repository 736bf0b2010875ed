def main():
    m, a, b, c, x = map(int, input().split())
    # One integer holds a number and, below it, its moment.
    record = []
    for time in range(m + 1):
        record.append(x * (m + 1) + time)
        x = (a * x * x + b * x + c) % m
    record.sort()
    lead_in, again = m + 1, m + 1
    for entry, after in zip(record, record[1:]):
        value, time = divmod(entry, m + 1)
        if after // (m + 1) == value and time < lead_in:
            lead_in, again = time, after % (m + 1)
    print(lead_in, again - lead_in)


main()
