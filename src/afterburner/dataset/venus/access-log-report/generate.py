import random

PATHS = ["/", "/index.html", "/login", "/img/logo.png", "/api/items", "/api/items/42", "/news/today", "/search?q=tea", "/css/main.css"]
METHODS = ["GET", "GET", "GET", "GET", "POST", "HEAD", "PUT"]
STATUS = ["200"] * 12 + ["304"] * 3 + ["404"] * 3 + ["301", "302", "403", "500", "503", "201", "204"]
USERS = ["-", "-", "-", "amy", "bob", "eve"]
NOISE = ["", "server restarted", "log rotated by cron at midnight", "a b c d e f g h i j", "### disk almost full ###"]


def generate(seed: int, size: int) -> str:
    rng = random.Random(seed)
    hosts = []
    for _ in range(size // 5 + 1):
        if rng.random() < 0.7:
            hosts.append(".".join(str(rng.randint(1, 254)) for _ in range(4)))
        else:
            hosts.append(f"{rng.choice(['pc', 'bot', 'dsl', 'node'])}{rng.randint(1, 9999)}.{rng.choice(['example', 'campus', 'office'])}.net")
    popular = hosts[: len(hosts) // 10 + 1]
    lines = [str(rng.randint(1, 20))]
    for i in range(size):
        second = i % 60
        minute = i // 60 % 60
        hour = i // 3600 % 24
        host = rng.choice(popular) if rng.random() < 0.25 else rng.choice(hosts)
        status = rng.choice(STATUS)
        sent = "-" if status in ("304", "204") else str(rng.choice([0, rng.randint(1, 999), rng.randint(1000, 90000)]))
        stamp = f"[{seed % 28 + 1:02d}/May/2024:{hour:02d}:{minute:02d}:{second:02d} +0000]"
        request = f'"{rng.choice(METHODS)} {rng.choice(PATHS)} HTTP/1.1"'
        line = f"{host} - {rng.choice(USERS)} {stamp} {request} {status} {sent}"
        if rng.random() < 0.06:
            if rng.random() < 0.5:
                line = rng.choice(NOISE)
            else:
                line = " ".join(line.split(" ")[: rng.randint(1, 9)])
        lines.append(line)
    return "\n".join(lines) + "\n"
