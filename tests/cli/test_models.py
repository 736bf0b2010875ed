"""`optimize` with a language model behind a real server: what it makes of good, bad, late and missing replies."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SLOW, Command
from tests.policy.chat_server import ChatServer, Reply

FAST = """\
n = int(input())
numbers = list(map(int, input().split()))
seen = dict.fromkeys(numbers)
print(len(seen), sum(seen))
"""
HARD_CODED = """\
import sys
data = sys.stdin.read()
print({"1\\n1\\n": "1 1", "3\\n1 2 3\\n": "3 6", "50\\n" + "5 " * 49 + "5\\n": "1 5"}[data])
"""


def answer(code: str, thinking: str = "A dict keeps the order.", language: str = "python") -> str:
    return f"<thinking>\n{thinking}\n</thinking>\n<solution>\n```{language}\n{code}```\n</solution>"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def optimize(afterburner: Command, slow: Path, cases: Path, server: ChatServer, *more: object):
    common = ["--tests", cases, "--policy", "openai:m", "--base-url", server.url, "--out", "run", "--history", "1"]
    return afterburner("optimize", slow, *common, "--iterations", "2", "--samples", "2", *more)


def test_a_better_program_is_found_and_a_repeated_run_asks_for_nothing(afterburner, slow, cases) -> None:
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        first = optimize(afterburner, slow, cases, server, "--json").json()
        asked = len(server.requests)
        again = optimize(afterburner, slow, cases, server, "--json", "--out", "again").json()
        assert len(server.requests) == asked
    assert first["improved"]
    assert again["improved"]
    assert first["spent"]["tokens"] > 0
    assert again["spent"]["tokens"] == 0
    assert first["code"] == again["code"] == FAST


def test_the_prompt_has_the_program_its_numbers_and_no_private_test(afterburner, slow, cases) -> None:
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        optimize(afterburner, slow, cases, server)
    prompt = server.requests[0]["messages"][0]["content"]
    assert SLOW.strip() in prompt
    assert re.search(r"CPU time: .*s", prompt)
    assert (cases / "1.in").read_text().strip() in prompt
    assert (cases / "large.in").read_text().strip() not in prompt


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I would rather talk about the weather.", "no_code"),
        (answer("int main() { return 0; }\n", language="cpp"), "other_language"),
        (answer("import pandas\nprint(1)\n"), "exit_code:1"),
        (answer(HARD_CODED), "exit_code:1"),
        (answer("for x in\n"), "syntax_error"),
        ("", "no_code"),
    ],
)
def test_a_useless_reply_is_an_attempt_with_its_reason_and_the_run_goes_on(
    afterburner, slow, cases, tmp_path, text, reason
) -> None:
    def behave(_request: dict, number: int) -> Reply:
        return Reply(text=text if number == 0 else answer(FAST))

    with ChatServer(behave) as server:
        said = optimize(afterburner, slow, cases, server, "--samples", "1", "--patience", "3", "--json")
    assert said.code == 0
    assert said.json()["improved"]
    exported = tmp_path / "attempts.jsonl"
    afterburner("report", "run", "--export", exported)
    rows = [json.loads(line) for line in exported.read_text().splitlines()]
    assert rows[1]["reason"] == reason
    assert rows[1]["reply"] == text


@pytest.mark.parametrize(
    "trouble", [Reply(status=429, headers={"Retry-After": "0"}), Reply(reset=True), Reply(half_json=True)]
)
def test_a_server_that_recovers_is_asked_again(afterburner, slow, cases, trouble) -> None:
    def behave(_request: dict, number: int) -> Reply:
        return trouble if number < 2 else Reply(text=answer(FAST))

    with ChatServer(behave) as server:
        said = optimize(afterburner, slow, cases, server, "--json")
    assert said.json()["improved"]
    assert said.json()["spent"]["lost"] == 0


def test_a_server_that_hangs_is_a_fault_of_the_machine_and_nothing_is_lost(afterburner, slow, cases) -> None:
    with ChatServer(lambda _request, _number: Reply(hang=True)) as server:
        said = optimize(afterburner, slow, cases, server, "--request-timeout", "0.3")
    assert said.code == 3
    assert "lost: timeout" in said.err
    assert "--resume run" in said.err
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        assert afterburner("report", "run").code == 0


@pytest.mark.parametrize(("status", "word"), [(401, "key"), (404, "model")])
def test_a_refusal_is_bad_input(afterburner, slow, cases, status, word) -> None:
    with ChatServer(lambda _request, _number: Reply(status=status, message="not like this")) as server:
        said = optimize(afterburner, slow, cases, server)
    assert said.code == 2
    assert "not like this" in said.err
    assert word in said.err.partition("hint:")[2]


def test_a_broken_program_is_repaired(afterburner, cases, tmp_path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(SLOW.replace("len(seen)", "len(numbers)"))
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        said = optimize(afterburner, broken, cases, server, "--json")
        prompt = server.requests[0]["messages"][0]["content"]
    assert "wrong answer" in prompt
    assert said.code == 0
    assert (said.json()["repaired"], said.json()["code"]) == (True, FAST)


def test_a_solution_is_written_from_nothing(afterburner) -> None:
    code = "n = int(input())\nprint(sum(map(int, input().split())))\n"
    with ChatServer(lambda _request, _number: Reply(text=answer(code))) as server:
        common = ["--policy", "openai:m", "--base-url", server.url, "--iterations", "1", "--samples", "1", "--json"]
        said = afterburner("optimize", "--problem", "running-median", *common)
        assert "The present solution" not in server.requests[0]["messages"][0]["content"]
    assert said.code == 1
    assert "no correct program" in said.err


def test_another_language_is_asked_for_and_checked(afterburner, tmp_path, cases) -> None:
    slow = tmp_path / "slow.js"
    slow.write_text(
        "const [n, line] = require('fs').readFileSync(0, 'utf8').split('\\n');\nconst seen = [];\n"
        "for (const x of line.split(' ').map(Number)) if (!seen.includes(x)) seen.push(x);\n"
        "console.log(seen.length, seen.reduce((a, b) => a + b, 0));\n"
    )
    fast = slow.read_text().replace("[];", "new Set();").replace("!seen.includes(x)", "true").replace("push", "add")
    fast = fast.replace("seen.length", "seen.size").replace("seen.reduce", "[...seen].reduce")
    with ChatServer(lambda _request, _number: Reply(text=answer(fast, language="javascript"))) as server:
        said = optimize(afterburner, slow, cases, server, "--json", "--iterations", "1")
    assert said.code == 0
    assert said.json()["attempts"] >= 2
    assert said.err.count("accepted") >= 2


def test_money_ends_a_run(afterburner, slow, cases, tmp_path) -> None:
    prices = tmp_path / "prices.toml"
    prices.write_text('[models]\n"m" = { input = 1000, output = 1000 }\n')
    with ChatServer(lambda _request, number: Reply(text=answer(f"# {number}\n{SLOW}"))) as server:
        said = optimize(afterburner, slow, cases, server, "--max-usd", "0.03", "--prices", prices, "--iterations", "9")
    assert "the money is spent" in said.err


def test_a_mix_of_rules_and_a_model_shares_the_rounds(afterburner, slow, cases) -> None:
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        common = ["--tests", cases, "--policy", "mix:rules,openai:m", "--base-url", server.url, "--out", "run"]
        said = afterburner("optimize", slow, *common, "--iterations", "1", "--samples", "4")
    assert len(server.requests) == 2
    assert {"rules", "openai:m"} <= set(re.findall(r"#\d+ (\S+):", said.err))


def test_an_exported_run_is_replayed_without_its_model(afterburner, slow, cases) -> None:
    with ChatServer(lambda _request, _number: Reply(text=answer(FAST))) as server:
        optimize(afterburner, slow, cases, server)
    afterburner("report", "run", "--export", "script.jsonl")
    again = afterburner(
        "optimize", slow, "--tests", cases, "--policy", "scripted:script.jsonl", "--json", "--out", "again"
    )
    assert again.json()["code"] == FAST


def test_parquet_holds_every_attempt(afterburner, slow, cases, tmp_path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    done = afterburner("optimize", slow, "--tests", cases, "--out", "run", "--iterations", "1", "--json").json()
    afterburner("report", "run", "--export", "attempts.parquet")
    table = pq.read_table(tmp_path / "attempts.parquet")
    assert table.num_rows == done["attempts"]
    assert {"code", "cpu_s", "improved", "record"} <= set(table.column_names)


def test_two_processes_work_on_one_run(afterburner, slow, cases, tmp_path) -> None:
    afterburner("optimize", slow, "--tests", cases, "--out", "run", "--iterations", "1", "--samples", "1")
    command = [sys.executable, "-m", "afterburner", "optimize", "--resume", "run", "--iterations", "3", "--json"]
    both = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, env=os.environ) for _ in range(2)]
    documents = [json.loads(process.communicate(timeout=100)[0]) for process in both]
    assert all(document["improved"] for document in documents)


def test_a_budget_of_dollars_needs_a_price(afterburner, slow, cases) -> None:
    said = afterburner(
        "optimize", slow, "--tests", cases, "--policy", "openai:m", "--base-url", "http://localhost:1", "--max-usd", "1"
    )
    assert said.code == 2
    assert "--prices" in said.err


def test_without_a_key_and_a_server_it_says_how_to_go_without(afterburner, slow, cases) -> None:
    said = afterburner("optimize", slow, "--tests", cases, "--policy", "openai:gpt-4o")
    assert said.code == 2
    assert "OPENAI_API_KEY" in said.err
    assert "--policy rules" in said.err
