"""Every rule does what its example says, and harms nothing else."""

import ast
import re

import libcst as cst
import pytest

from afterburner.core.execution import Limits
from afterburner.core.problem import Solution
from afterburner.core.status import Status
from afterburner.policy.rules.catalogue import all_rules
from afterburner.policy.rules.rule import Rule, Safety
from afterburner.sandbox.monolith import Monolith

RULES = all_rules()
LINES = "".join(f"{i % 97} {i * 7 % 101} {i}\n" for i in range(20_000)).encode()
"""What examples that read standard input read."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def output_of(code: str, sandbox: Monolith) -> bytes:
    seen = sandbox.execute(Solution(code=code).program(None), LINES, limits=Limits(cpu_s=30, wall_s=60))
    assert seen.status is Status.OK, seen.stderr.decode()[-500:]
    return seen.stdout


def test_there_are_at_least_forty_rules_of_our_own() -> None:
    assert len(RULES) >= 40


@each_rule
def test_the_example_becomes_what_the_rule_says(rule: Rule) -> None:
    rewritten = rule.apply(cst.parse_module(rule.before))
    assert rewritten.places >= 1
    assert rewritten.module.code == rule.after


@each_rule
def test_the_example_prints_the_same_before_and_after(rule: Rule, sandbox: Monolith) -> None:
    before = output_of(rule.before, sandbox)
    assert before
    assert output_of(rule.after, sandbox) == before


@each_rule
def test_the_rule_is_described(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert "\n" not in rule.reason
    assert len(rule.reason) > 20
    assert rule.aims
    assert rule.speedup > 0


@each_rule
def test_each_place_alone_is_valid_python(rule: Rule) -> None:
    module = cst.parse_module(rule.before)
    for place in range(rule.apply(module).places):
        ast.parse(rule.apply(module, only=place).module.code)


@each_rule
def test_what_does_not_match_is_left_as_it_was(rule: Rule) -> None:
    code = "# a comment\nprint( 'nothing to see' )   # kept\n"
    rewritten = rule.apply(cst.parse_module(code))
    if rewritten.places == 0:
        assert rewritten.module.code == code
    else:
        assert rule.name in {"main-function", "print-at-once", "script-input-output"}, "a rule without a pattern"


@pytest.mark.slow
@each_rule
def test_the_rule_keeps_other_rules_examples_valid_and_if_safe_right(rule: Rule, sandbox: Monolith) -> None:
    for other in RULES:
        rewritten = rule.apply(cst.parse_module(other.before))
        code = rewritten.module.code
        if code == other.before:
            continue
        ast.parse(code)
        if rule.safety is Safety.SAFE:
            assert output_of(code, sandbox) == output_of(other.before, sandbox), other.name
