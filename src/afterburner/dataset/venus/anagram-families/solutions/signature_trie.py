class Solution:
    def first_of_each(self, words):
        root = {}
        result = []
        for word in words:
            node = root
            for letter in sorted(word):
                if letter not in node:
                    node[letter] = {}
                node = node[letter]
            if "end" not in node:
                node["end"] = True
                result.append(word)
        return result
