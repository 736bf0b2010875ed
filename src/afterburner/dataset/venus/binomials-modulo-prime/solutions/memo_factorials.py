class Factorials:
    def __init__(self, p):
        self.p = p
        self.known = {0: 1}
        self.top = 0

    def get(self, n):
        while self.top < n:
            value = self.known[self.top] * (self.top + 1) % self.p
            self.top += 1
            self.known[self.top] = value
        return self.known[n]


def choose_all(pairs, p):
    factorials = Factorials(p)
    answers = []
    for n, k in pairs:
        if k > n:
            answers.append(0)
        else:
            inverse = pow(factorials.get(k) * factorials.get(n - k), -1, p)
            answers.append(factorials.get(n) * inverse % p)
    return answers
