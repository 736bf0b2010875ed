n, q = map(int, input().split())
table = [tuple(map(int, input().split())) for _ in range(n)]

answers = []
for _ in range(q):
    weight = int(input())
    answers.append(next((price for limit, price in table if limit >= weight), -1))

print("\n".join(map(str, answers)))
