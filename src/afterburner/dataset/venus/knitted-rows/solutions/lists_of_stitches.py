def stitches(row):
    result = []
    number = ""
    for symbol in row:
        if symbol.isdigit():
            number += symbol
        else:
            for _ in range(int(number)):
                result.append(symbol)
            number = ""
    return result


first = stitches(input())
second = stitches(input())
different = 0
for i in range(len(first)):
    if first[i] != second[i]:
        different += 1
print(different)
