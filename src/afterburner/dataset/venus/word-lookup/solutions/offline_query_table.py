import re
import sys


def main():
    data = sys.stdin.read().lower().split("\n")
    n, q = map(int, data[0].split())
    queries = [query.strip() for query in data[n + 1 : n + 1 + q]]
    asked = dict.fromkeys(queries, 0)
    first = {}
    vocabulary = set()
    find_words = re.compile("[a-z]+").findall
    for number in range(1, n + 1):
        words = find_words(data[number])
        vocabulary.update(words)
        for word in words:
            if word in asked:
                asked[word] += 1
                if word not in first:
                    first[word] = number
    print(len(vocabulary))
    print("\n".join(f"{query} {asked[query]} {first.get(query, '-')}" for query in queries))


main()
