import sys


def split_words(line):
    words = []
    word = ""
    for ch in line:
        if "a" <= ch <= "z" or "A" <= ch <= "Z":
            word += ch.lower()
        else:
            if word != "":
                words.append(word)
            word = ""
    if word != "":
        words.append(word)
    return words


def main():
    data = sys.stdin.read().split("\n")
    n, q = map(int, data[0].split())
    lines = []
    counts = {}
    for line in data[1 : n + 1]:
        words = split_words(line)
        lines.append(words)
        for word in words:
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    print(len(counts))
    for query in data[n + 1 : n + 1 + q]:
        query = query.strip().lower()
        if query in counts:
            for number, words in enumerate(lines):
                if query in words:
                    print(query, counts[query], number + 1)
                    break
        else:
            print(query, 0, "-")


main()
