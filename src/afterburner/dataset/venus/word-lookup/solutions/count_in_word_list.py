import re


def main():
    n, q = map(int, input().split())
    lines = []
    words = []
    for i in range(n):
        line_words = re.findall("[a-z]+", input().lower())
        lines.append(line_words)
        words = words + line_words
    print(len(set(words)))
    for i in range(q):
        query = input().strip().lower()
        count = words.count(query)
        if count == 0:
            print(query, 0, "-")
        else:
            first = 0
            while query not in lines[first]:
                first += 1
            print(query, count, first + 1)


main()
