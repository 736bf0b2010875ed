class Solution:
    def first_of_each(self, words):
        seen = set()
        result = []
        for word in words:
            signature = "".join(sorted(word))
            if signature not in seen:
                seen.add(signature)
                result.append(word)
        return result
