"""Rules for strings gone through letter by letter: counts, filters; the string's own methods do it in C."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import names_in
from afterburner.policy.rules.containers import container_uses, owner
from afterburner.policy.rules.idioms import ExpressionRewriter, Idiom, IdiomRewriter
from afterburner.policy.rules.patterns import Found
from afterburner.policy.rules.rule import Safety, rule
from afterburner.policy.rules.shadows import is_sequence

_ASKED = "isalpha isdigit isalnum isspace isupper islower isnumeric isdecimal".split()  # noqa: SIM905
_LOOPS = (
    "for _c in _s:\n    if {test}:\n        _n += 1",
    "for _i in range(len(_s)):\n    if {element}:\n        _n += 1",
)
_COUNTS = ("sum(1 for _c in _s if {test})", "sum([1 for _c in _s if {test}])", "len([_c for _c in _s if {test}])")


def _loops(test: str) -> tuple[str, ...]:
    return tuple(loop.format(test=test, element=test.replace("_c", "_s[_i]")) for loop in _LOOPS)


def _counts(test: str) -> tuple[str, ...]:
    sums = (f"sum({test} for _c in _s)", f"sum([{test} for _c in _s])")
    return (*(count.format(test=test) for count in _COUNTS), *sums)


def _is_set_of_letters(node: cst.BaseExpression) -> bool:
    letters = node.evaluated_value if isinstance(node, cst.SimpleString) else ""
    return isinstance(letters, str) and 0 < len(letters) == len(set(letters))


class _Counting:
    """Asks what is counted for more than its form."""

    @staticmethod
    def fits(found: Found) -> bool:
        """Tell whether what is sought does not depend on the item, and letters are all different."""
        own = {found.name(hole) for hole in ("_c", "_i", "_n", "_s") if hole in found.holes}
        if "__letters" in found.holes and not _is_set_of_letters(found.node("__letters")):
            return False
        sought = found.node("__v") if "__v" in found.holes else None
        constant = isinstance(sought, cst.SimpleString | cst.Name | cst.Integer | cst.Subscript)
        return sought is None or (constant and not own & names_in(sought))


_COUNT_EQUAL = """\
text = "a fair mile of sand and sea " * 40000
spaces = 0
for letter in text:
    if letter == " ":
        spaces += 1
print(spaces)
"""

_EQUAL = ("_s.count(__v)", "_c == __v")
_AMONG = ("sum(map(_s.count, __letters))", "_c in __letters")
_METHODS = tuple((f"sum(map(str.{method}, _s))", f"_c.{method}()") for method in _ASKED)


@rule(
    name="count-by-method",
    reason="A loop that counts the items equal to something does in bytecode what `.count` does in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=20,
    before=_COUNT_EQUAL,
    after="""\
text = "a fair mile of sand and sea " * 40000
spaces = 0
spaces += text.count(" ")
print(spaces)
""",
)
class CountByMethod(IdiomRewriter):
    idioms = tuple(Idiom(_loops(test), f"_n += {template}") for template, test in (_EQUAL, _AMONG, *_METHODS))

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:
        name = found.name("_s")
        scope = owner(window[0], name, self.parents)
        return _Counting.fits(found) and (scope is None or is_sequence(container_uses(name, scope, self.parents)))


@rule(
    name="count-of-letters",
    reason="A generator that counts the items equal to something does in bytecode what `.count` does in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=4.5,
    before="""\
text = "a fair mile of sand and sea " * 40000
print(sum(1 for letter in text if letter in "aeiou"))
""",
    after="""\
text = "a fair mile of sand and sea " * 40000
print(sum(map(text.count, "aeiou")))
""",
)
class CountOfLetters(ExpressionRewriter):
    idioms = tuple(Idiom(_counts(test), template) for template, test in (_EQUAL, _AMONG, *_METHODS))

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:
        name = found.name("_s")
        scope = owner(node, name, self.parents)
        return _Counting.fits(found) and (scope is None or is_sequence(container_uses(name, scope, self.parents)))


def _joined(test: str) -> tuple[str, ...]:
    return (f"''.join(_c for _c in _s if {test})", f"''.join([_c for _c in _s if {test}])")


_SIEVES = (
    ('_s.replace(__v, "")', ("_c != __v", "not _c == __v")),
    ('_s.translate(str.maketrans("", "", __letters))', ("_c not in __letters", "not _c in __letters")),
    ('"".join(_s.split())', ("not _c.isspace()", "_c.isspace() == False")),
    *((f'"".join(filter(str.{method}, _s))', (f"_c.{method}()",)) for method in _ASKED),
)


@rule(
    name="letters-left-out",
    reason="A string's own methods leave letters out in C; a loop looks at each in bytecode.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.8,
    before="""\
text = "a fair mile of sand and sea " * 20000
kept = "".join(letter for letter in text if letter not in "aeiou")
print(len(kept), len("".join([letter for letter in text if not letter.isspace()])))
""",
    after="""\
text = "a fair mile of sand and sea " * 20000
kept = text.translate(str.maketrans("", "", "aeiou"))
print(len(kept), len("".join(text.split())))
""",
)
class LettersLeftOut(ExpressionRewriter):
    idioms = tuple(Idiom(tuple(p for test in tests for p in _joined(test)), template) for template, tests in _SIEVES)

    def allows_expression(self, found: Found, node: cst.BaseExpression) -> bool:  # noqa: ARG002 - the interface
        return _Counting.fits(found)
