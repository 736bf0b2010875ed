"""Rules for strings that are reversed or compared letter by letter, and for patterns compiled over and over."""

import libcst as cst

from afterburner.core.objective import Objective
from afterburner.policy.rules.analysis import code, mentions, name_of, names_in, walk
from afterburner.policy.rules.building import expression
from afterburner.policy.rules.idioms import Idiom, IdiomRewriter
from afterburner.policy.rules.inout import ScriptRewriter
from afterburner.policy.rules.patterns import Found
from afterburner.policy.rules.rule import Safety, rule

_FROM_END = ("range(len(__s) - 1, -1, -1)", "reversed(range(len(__s)))")
_MIRRORED = (
    "__s[_i] != __s[len(__s) - 1 - _i]",
    "__s[_i] != __s[len(__s) - _i - 1]",
    "__s[_i] != __s[-_i - 1]",
    "__s[_i] != __s[-1 - _i]",
    "__s[_i] != __s[-(_i + 1)]",
    "__s[_i] != __s[~_i]",
)
_INWARD = ("_l += 1\n_r -= 1", "_r -= 1\n_l += 1", "_l, _r = _l + 1, _r - 1")


@rule(
    name="reversed-by-letters",
    reason="`s[::-1]` reverses in C; a loop makes a string for each letter.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=2.0,
    before="""\
def backwards(text):
    result = ""
    for letter in text:
        result = letter + result
    return result

print(sum(len(backwards(str(n))) for n in range(60000)))
""",
    after="""\
def backwards(text):
    result = text[::-1]
    return result

print(sum(len(backwards(str(n))) for n in range(60000)))
""",
)
class ReversedByLetters(IdiomRewriter):
    idioms = (
        Idiom(
            (
                '_r = ""\nfor _c in __s:\n    _r = _c + _r',
                '_r = ""\nfor _i in range(len(__s)):\n    _r = __s[_i] + _r',
                '_r = ""\nfor _c in reversed(__s):\n    _r += _c',
            ),
            "_r = __s[::-1]",
        ),
        Idiom(('_r = ""\nfor _i in __range:\n    _r += __s[_i]',), "_r = __s[::-1]", (("__range", _FROM_END),)),
        Idiom(
            ('_r = ""\n_i = len(__s) - 1\nwhile _i >= 0:\n    _r += __s[_i]\n    _i -= 1',),
            "_r = __s[::-1]\n_i = -1",
        ),
    )

    def allows(self, found: Found, window: list[cst.BaseStatement]) -> bool:  # noqa: ARG002 - the base's signature
        return not mentions(found.node("__s"), found.name("_r")) and not isinstance(found.node("__s"), cst.Call)


@rule(
    name="palindrome-by-letters",
    reason="Comparing with `s[::-1]` reverses and compares in C.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=73.0,
    before="""\
def is_palindrome(s):
    for i in range(len(s) // 2):
        if s[i] != s[len(s) - 1 - i]:
            return False
    return True

print(sum(is_palindrome("abcdefgh" * k + "hgfedcba" * k) for k in range(300)))
""",
    after="""\
def is_palindrome(s):
    return s == s[::-1]

print(sum(is_palindrome("abcdefgh" * k + "hgfedcba" * k) for k in range(300)))
""",
)
class PalindromeByLetters(IdiomRewriter):
    idioms = (
        Idiom(
            tuple(
                f"for _i in range({stop}):\n    if __differ:\n        return False\nreturn True"
                for stop in ("len(__s) // 2", "len(__s)", "len(__s) // 2 + 1", "int(len(__s) / 2)")
            ),
            "return __s == __s[::-1]",
            (("__differ", _MIRRORED),),
        ),
        Idiom(
            tuple(
                f"{start}\nwhile __more:\n    if __s[_l] != __s[_r]:\n        return False\n    __inward\nreturn True"
                for start in ("_l = 0\n_r = len(__s) - 1", "_r = len(__s) - 1\n_l = 0", "_l, _r = 0, len(__s) - 1")
            ),
            "return __s == __s[::-1]",
            (("__more", ("_l < _r", "_l <= _r")), ("__inward", _INWARD)),
        ),
    )


@rule(
    name="pattern-compiled-again",
    reason="`re.match(pattern, ...)` looks its pattern up at each call; a compiled one is at hand.",
    safety=Safety.CHECKED,
    aims=[Objective.TIME],
    speedup=1.7,
    before="""\
import re

found = 0
for i in range(60000):
    if re.match(r"\\d*7$", str(i)):
        found += 1
print(found)
""",
    after="""\
import re

found = 0
PATTERN = re.compile(r"\\d*7$")
for i in range(60000):
    if PATTERN.match(str(i)):
        found += 1
print(found)
""",
)
class PatternCompiledAgain(ScriptRewriter):
    def plan(self) -> None:
        if "import re\n" not in self.module.code and "import re as" not in self.module.code:
            return
        for node in walk(self.module):
            if isinstance(node, cst.Call) and self.is_repeated(node) and not self.is_planned(node):
                self._try(node)

    def _try(self, call: cst.Call) -> None:
        if not isinstance(call.func, cst.Attribute) or name_of(call.func.value) != "re" or not call.args:
            return
        function, flags = call.func.attr.value, _flags_of(call)
        if not isinstance(call.args[0].value, cst.SimpleString) or flags is None:
            return
        if function == "compile":
            if self.claim():
                self.replace(call, cst.Name(self._compiled(call, flags)))
        elif (
            function in {"match", "search", "fullmatch", "sub", "subn", "findall", "finditer", "split"} and self.claim()
        ):
            rest = ", ".join(code(arg).rstrip(", ") for arg in call.args[1:] if not _is_flags(arg))
            self.replace(call, expression(f"{self._compiled(call, flags)}.{function}({rest})"))

    def _compiled(self, call: cst.Call, flags: str) -> str:
        name = self.names.fresh("PATTERN")
        around = [call, *self.parents.ancestors(call)]
        outermost = next(part for part in around if self.parents.of(part) is self.module)
        if isinstance(outermost, cst.BaseStatement):
            self.insert_before(outermost, f"{name} = re.compile({code(call.args[0].value)}{flags})")
        return name


def _is_flags(arg: cst.Arg) -> bool:
    named = arg.keyword is not None and arg.keyword.value == "flags"
    return named or code(arg.value).startswith("re.")


def _flags_of(call: cst.Call) -> str | None:
    # flags are written out at the place: names of the program may not exist yet at the top
    flags = [code(arg.value) for arg in call.args if _is_flags(arg)]
    known = all(names_in(arg.value) <= {"re"} for arg in call.args if _is_flags(arg))
    return "".join(f", {flag}" for flag in flags) if known else None
